"""Closing a phase in a real browser: who may, what shows then, and what later edits do."""

import datetime
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.database import TIME_ZONE, Database
from campaign.office.closings import Closings
from campaign.trail import Trail
from sheets_schema.plans import load_plan
from tests.browser import App, desk, idle, own_copy
from tests.conftest import StartApp
from tests.test_pages import edited, opened

pytestmark = pytest.mark.browser


def close(page: Page, reason: str, number: int) -> None:
    """Close phase 1 on its page, for the `number`-th time."""
    idle(page)
    page.get_by_label("Lý do").fill(reason)
    page.get_by_text("Đã xem danh sách trên.").click()
    expect(page.get_by_role("checkbox", name="Đã xem danh sách trên")).to_be_checked()
    page.get_by_role("button", name="Chốt đợt 1").click()
    closed = re.compile(rf"^Đợt 1 đã chốt lần {number} lúc ")
    expect(page.locator(".answer h1").first).to_have_text(closed, timeout=20_000)


def meet(page: Page, app: App, folder: Path) -> None:
    """Go by clicks alone from the start page to the draft report and the frozen slides of phase 1."""
    opened(page, app)
    page.get_by_role("radio", name="Đợt 1").click()
    page.wait_for_url("**/?dot=1")
    page.get_by_role("button", name="Công việc").click()
    page.get_by_role("menuitem", name="Dự thảo báo cáo").click()
    expect(page.locator(".answer h1").first).to_contain_text("Báo cáo sơ kết đợt 1")
    page.locator(".draft").wait_for()
    idle(page)
    with page.expect_download() as draft:
        page.get_by_role("button", name="Tải báo cáo Word").click()
    draft.value.save_as(folder / "draft.docx")
    text = "\n".join(one.text for one in docx.Document(str(folder / "draft.docx")).paragraphs)
    assert "đợt 1 chốt lúc " in text

    page.get_by_role("link", name="Trình chiếu", exact=True).click()
    page.locator("#slide h1").wait_for()
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.locator("#age")).to_have_text(re.compile(r"^Số liệu chốt lúc \d\d:\d\d$"))
    expect(page.locator("#slide .over")).to_contain_text("Đợt 1")


def test_staff_close_a_phase_and_a_later_edit_is_an_adjustment_until_it_is_closed_again(
    sample_history: Path, app_server: StartApp, page: Page, chromium: Browser, tmp_path: Path
) -> None:
    folder = own_copy(sample_history, tmp_path / "var")
    app = app_server(folder / "sample", f"sqlite:///{(folder / 'campaign.db').as_posix()}")
    opened(page, app, "chot-dot?dot=1")
    page.get_by_role("button", name="Chốt đợt 1").click()
    expect(page.get_by_text("Hãy đánh dấu xác nhận trước khi chốt.")).to_be_visible()
    close(page, "Sơ kết đợt 1", 1)

    opened(page, app, "don-vi?dot=1&don_vi=phu_cat")
    official = page.locator(".answer h1").first.inner_text()
    band = page.locator(".band")
    expect(band).to_contain_text(re.compile(r"Số liệu đợt 1 đã chốt lúc .* \(lần 1\) · không có điều chỉnh"))
    title = next(line.title for line in load_plan().lines if line.id == "initiatives_valid")
    edited(folder / "sample" / "dot-1" / "phu-cat.xlsx", "Tổng hợp", title, 4, 999)
    expect(band).to_contain_text("điều chỉnh sau chốt", timeout=20_000)
    expect(band).not_to_contain_text("không có điều chỉnh", timeout=20_000)
    expect(page.locator(".answer h1").first).to_have_text(official)
    page.get_by_role("link", name="Xem số hiện có").click()
    expect(page.locator(".answer h1").first).not_to_have_text(official)
    expect(band).to_contain_text("không phải số chính thức")

    opened(page, app, "chot-dot?dot=1")
    adjusted = page.locator(".st-key-adjusted tr", has_text=title)
    expect(adjusted).to_contain_text("999")
    expect(adjusted).to_contain_text("Tổng hợp!D")
    close(page, "Phù Cát sửa số liệu", 2)

    database = Database(app.store)
    clock = lambda: datetime.datetime.now(TIME_ZONE)  # noqa: E731
    assert [(one.number, one.reason) for one in Closings(database, clock).all()] == [
        (1, "Sơ kết đợt 1"),
        (2, "Phù Cát sửa số liệu"),
    ]
    told = [step.about for step in Trail(database, clock).steps() if step.event == "phase_closed"]
    assert told == ["Đợt 1, lần 2: Phù Cát sửa số liệu", "Đợt 1, lần 1: Sơ kết đợt 1"]

    meet(page, app, tmp_path)

    context = desk(chromium, "lanhdao", locale="vi-VN")
    leader = opened(context.new_page(), app, "chot-dot?dot=1")
    expect(leader.get_by_text("Đợt 1, lần 2")).to_be_visible()
    assert leader.get_by_role("button", name="Chốt đợt 1").count() == 0
    context.close()


def test_what_changed_since_a_moment_is_told_and_taken_along(sample_app: App, page: Page) -> None:
    opened(page, sample_app, "thay-doi?tu=2023-08-09&loai=vanished")
    expect(page.locator(".answer h1").first).to_contain_text("chỉ tiêu thay đổi: Sáng kiến +")
    expect(page.locator(".answer .basis")).to_contain_text("Từ 18:00 ngày 9/8/2023")
    page.locator(".st-key-rows-changed summary").first.wait_for()
    page.locator(".st-key-take-rows button").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bảng số liệu (CSV)").click()
    written = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert written.splitlines()[0] == "Thay đổi số liệu"
    assert "dòng đã mất" in written and ";sửa;" not in written
