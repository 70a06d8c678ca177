"""The app on a loopback Google, as staff use it in a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sheets_schema.tags import RESULT_TAB
from tests.browser import App, idle
from tests.conftest import StartApp
from tests.emulator import Emulator
from tests.emulator.demo import fill
from tests.on_google import valid_cell
from tests.test_every_page import DESK, PHONE, violations
from tests.test_every_state import faults

pytestmark = pytest.mark.browser


@pytest.fixture()
def on_google(
    sample_province: Path, app_server: StartApp, tmp_path: Path
) -> Iterator[tuple[App, Emulator, str]]:
    """The app on two sample workbooks in a loopback Google, and the id of the unit's one."""
    few = tmp_path / "few"
    (few / "dot-2").mkdir(parents=True)
    for name in ("tinh.xlsx", "dot-2/phu-cat.xlsx", "sample.json"):
        shutil.copy(sample_province / name, few / name)
    google = Emulator()
    url = google.start()
    robot = google.accounts.service("bang-dieu-khien")
    folder = fill(google, robot, sample=few)
    key = google.write_key(robot, tmp_path / "khoa.json")
    book = next(id for id, file in google.world.files.items() if file.name.startswith("phu-cat"))
    app = app_server(f"google:{folder}", CAMPAIGN_GOOGLE_KEY=str(key), CAMPAIGN_GOOGLE_API=url)
    yield app, google, book
    google.stop()


def test_staff_see_the_figures_test_a_link_and_clerks_get_the_result_in_their_sheet(
    page: Page, on_google: tuple[App, Emulator, str]
) -> None:
    app, google, book = on_google
    page.goto(f"{app.url}/bang-tinh")
    expect(page.locator(".answer h1").first).to_contain_text("Dán đường dẫn", timeout=30_000)
    expect(page.get_by_text("SỐ LIỆU MINH HỌA")).to_be_visible()
    expect(page.get_by_role("button", name="Cập nhật ngay")).to_be_visible()
    idle(page)
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    assert faults(page) == []
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESK)
    assert violations(page) == []
    asked, check = (
        page.get_by_label("Đường dẫn bảng tính"),
        page.get_by_role("button", name="Kiểm tra", exact=True),
    )

    asked.fill(f"https://docs.google.com/spreadsheets/d/{book}/edit")
    check.click()
    expect(page.get_by_role("heading", name="LĐLĐ huyện Phù Cát · Đợt 2")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Trang chưa mang nhãn của mẫu.").first).to_be_visible()

    asked.fill("https://docs.google.com/spreadsheets/d/khong-co-that-1234567890/edit")
    check.click()
    expect(page.get_by_text("Không tìm thấy bảng tính")).to_be_visible(timeout=20_000)

    for _ in range(60):
        if any(tab.title == RESULT_TAB for tab in google.workbook(book).spreadsheet.tabs):
            break
        page.wait_for_timeout(500)
    rows = google.workbook(book).values(RESULT_TAB)
    assert rows[0] == ["KẾT QUẢ KIỂM TRA · LĐLĐ huyện Phù Cát · Đợt 2"]
    assert "7/7 trang đủ" in rows[1][0]

    page.goto(f"{app.url}/don-doc?dot=2&don_vi=phu_cat")
    page.get_by_role("button", name="Ghi đã nhắc").click(timeout=30_000)
    expect(page.get_by_text("vào trang «Đôn đốc» của bảng tỉnh")).to_be_visible(timeout=20_000)
    province = next(id for id, file in google.world.files.items() if file.name == "tinh")
    last = google.workbook(province).values("Đôn đốc")[-1]
    assert last[1:7] == ["LĐLĐ huyện Phù Cát", "Đợt 2", "0", "Zalo", "15/8/2023", "Ban CSPL&QHLĐ"]

    page.goto(f"{app.url}/kiem-tra")
    idle(page)
    google.workbook(book).type("Tổng hợp", valid_cell(), "trăm rưởi")
    expect(page.get_by_text("trăm rưởi").first).to_be_visible(timeout=60_000)
    google.trash(book)
    expect(page.get_by_text("đã bị cho vào Thùng rác").first).to_be_attached(timeout=60_000)
    expect(page.get_by_text("trăm rưởi").first).to_be_visible()
