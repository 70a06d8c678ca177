"""What people do with the dashboard: the chairman, an officer, a clerk on a phone."""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.measures.grassroots import grassroots
from campaign.measures.measured import Scope
from sheets_schema.plans import load_plan
from tests.browser import App, desk, idle, own_copy
from tests.conftest import StartApp
from tests.test_every_page import WIDER
from tests.test_pages import edited, known_to, opened

pytestmark = pytest.mark.browser

VALID = next(line.title for line in load_plan().lines if line.id == "initiatives_valid")


def test_the_chairman_reads_filters_sees_an_edit_arrive_opens_the_worst_unit_and_shows_the_slides(
    sample_history: Path, app_server: StartApp, page: Page, tmp_path: Path
) -> None:
    folder = own_copy(sample_history, tmp_path / "var")
    app = app_server(folder / "sample", f"sqlite:///{(folder / 'campaign.db').as_posix()}")
    opened(page, app)
    answer, over = page.locator(".answer h1").first, page.locator(".answer .over")
    expect(answer).to_contain_text("Toàn tỉnh đạt")

    page.get_by_role("radio", name="Đợt 2").click()
    page.wait_for_url("**/?dot=2")
    expect(over).to_have_text("Toàn tỉnh · Đợt 2")
    before = answer.inner_text()

    # He has unfolded the rules and stands on the matrix when a clerk saves her workbook.
    page.get_by_text("Cách xếp mức").click()
    cell = page.locator(".matrix tbody tr", has_text="LĐLĐ H. Phù Cát").locator("td a").first
    cell.focus()
    idle(page, 500)
    page.evaluate("window.stays = true")
    stood = cell.bounding_box()
    edited(next((folder / "sample" / "dot-2").rglob("*phu*cat*.xlsx")), "Tổng hợp", VALID, 4, 999)
    expect(answer).not_to_have_text(before, timeout=8000)
    expect(page.locator("#moved")).to_have_text(re.compile(r"^Phù Cát \+\d+ sáng kiến.*, \d{1,2}:\d\d$"))
    expect(page.locator("details", has_text="Cách xếp mức").first).to_have_attribute("open", "")
    expect(cell).to_be_focused()
    assert page.evaluate("window.stays") is True
    assert cell.bounding_box() == pytest.approx(stood, abs=2)

    page.keyboard.press("Enter")
    page.wait_for_url("**/don-vi?dot=2&don_vi=phu_cat")
    expect(over).to_have_text("LĐLĐ huyện Phù Cát · Đợt 2")
    page.go_back()
    page.wait_for_url("**/?dot=2")
    expect(over).to_have_text("Toàn tỉnh · Đợt 2")

    page.get_by_role("link", name="Trình chiếu", exact=True).click()
    expect(page.locator("#count")).to_have_text(re.compile(r"^1/\d+$"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#count")).to_have_text(re.compile(r"^2/\d+$"))
    expect(page.locator("#slide .over")).to_contain_text("Toàn tỉnh · Đợt 2")
    page.keyboard.press("Escape")
    page.wait_for_url("**/?dot=2")
    page.get_by_role("button", name="Xóa lọc").click()
    expect(over).to_have_text("Toàn tỉnh · Cả năm 2023")


def test_an_officer_goes_down_to_a_union_and_up_again_sorts_and_takes_the_table_along(
    sample_app: App, page: Page, tmp_path: Path
) -> None:
    opened(page, sample_app, "chi-tieu?chi_tieu=works_unions")
    page.locator(".st-key-gaps .bars .name a").first.click()
    page.wait_for_url("**/don-vi?don_vi=*")
    opened(page, sample_app, "don-vi?don_vi=phu_cat")
    found = grassroots(known_to(sample_app), Scope(unit="phu_cat"))
    unions = page.locator(".st-key-unions .sortable")
    rows = unions.locator("tbody tr")
    expect(rows.first).to_contain_text(found[0].union.name)
    expect(rows.locator("visible=true")).to_have_count(12)

    unions.get_by_role("button", name="Đoàn viên").click()
    expect(unions.locator("th[aria-sort=ascending]")).to_have_text("Đoàn viên")
    smallest = min(one.union.members or 0 for one in found)
    expect(rows.first.locator("td[data-label='Đoàn viên']")).to_have_text(str(smallest))
    page.get_by_role("button", name=f"Xem tất cả {len(found)} dòng").click()
    expect(rows.locator("visible=true")).to_have_count(len(found))

    with page.expect_download() as waiting:
        page.locator(".st-key-section-unions").get_by_role("button", name="Tải về").click()
        page.get_by_role("button", name="Bảng số liệu (Excel)").locator("visible=true").click()
    waiting.value.save_as(tmp_path / "taken.xlsx")
    tab = openpyxl.load_workbook(tmp_path / "taken.xlsx").active
    assert tab is not None
    assert "SỐ LIỆU MINH HỌA" in str(tab["A2"].value)
    assert [tab.cell(row, 1).value for row in range(5, 5 + len(found))] == [one.union.name for one in found]

    page.keyboard.press("Escape")
    rows.first.get_by_role("link").first.click()
    page.wait_for_url("**/don-vi?don_vi=phu_cat&cdcs=*")
    expect(page.locator(".answer h1").first).to_contain_text("CĐCS")
    page.locator(".trail").get_by_role("link", name="LĐLĐ H. Phù Cát").click()
    page.wait_for_url("**/don-vi?don_vi=phu_cat")
    expect(page.locator(".answer h1").first).to_contain_text("LĐLĐ H. Phù Cát đạt")


def test_a_clerk_on_a_phone_sees_what_to_mend_and_takes_a_picture_along(
    sample_app: App, chromium: Browser
) -> None:
    context = desk(
        chromium,
        "phucat",
        locale="vi-VN",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = opened(context.new_page(), sample_app, "don-vi?don_vi=phu_cat")
    assert max(page.evaluate(WIDER)) == 0
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ điểm cần rà soát"))).to_be_visible()
    page.locator(".st-key-section-indicators").get_by_role("button", name="Tải về").tap()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="(PNG)").locator("visible=true").tap()
    assert waiting.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    opened(page, sample_app, "kiem-tra?don_vi=phu_cat")
    assert max(page.evaluate(WIDER)) == 0
    context.close()
