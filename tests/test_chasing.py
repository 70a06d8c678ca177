"""«Báo cáo & đôn đốc» in the browser: from who is late to a text in the clipboard and an entry in the log."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import App, at_rest, desk, idle
from tests.conftest import AT_HOME

pytestmark = pytest.mark.browser


def opened(page: Page, app: App, query: str) -> None:
    page.goto(f"{app.url}/don-doc{query}")
    expect(page.locator(".reports").first).to_be_visible(timeout=60_000)
    idle(page)


def test_staff_go_from_the_late_unit_to_a_copied_text_and_a_logged_reminder(
    page: Page, sample_app: App
) -> None:
    opened(page, sample_app, "?dot=1")
    expect(page.locator("h1").first).to_have_text(
        "Đợt 1: 14/15 đơn vị đã báo cáo (11 đúng hạn, 3 chậm), 1 đơn vị quá hạn (1 chưa nhập gì), "
        "1 đơn vị bị trả lại."
    )
    first = page.locator(".reports tbody tr").first
    expect(first).to_contain_text("LĐLĐ H. Vân Canh")
    expect(first).to_contain_text("chưa nhập gì, quá hạn 66 ngày")
    first.get_by_role("link").click()
    page.wait_for_url("**don_vi=van_canh**")
    text = page.get_by_role("textbox", name="Lời nhắc")
    expect(text).to_have_value(_begins("Kính gửi các đồng chí lãnh đạo LĐLĐ huyện Vân Canh!"))
    page.get_by_role("button", name="Chép lời nhắc").click()
    expect(page.get_by_text("Đã chép, dán vào Zalo được ngay")).to_be_visible()
    mail = page.get_by_role("link", name="Soạn thư tới van-canh@example.org").get_attribute("href")
    assert mail is not None and mail.startswith("mailto:van-canh@example.org?subject=%C4%90%C3%B4n")

    with page.expect_download() as letter:
        page.get_by_role("button", name="Tải công văn đôn đốc 2 đơn vị (Word)").click()
    assert letter.value.suggested_filename == "cong-van-don-doc-dot-1.docx"
    assert letter.value.path().read_bytes().startswith(b"PK")

    page.get_by_text("Điện thoại", exact=True).click()
    page.get_by_role("button", name="Ghi đã nhắc").click()
    logged = page.locator("[data-testid=stMain] table").nth(1).locator("tbody tr").first
    expect(logged).to_contain_text("Điện thoại")
    expect(logged).to_contain_text("15/8/2023")
    idle(page)
    page.get_by_text("Ghi trả lời hoặc rút lại một lần ghi nhầm").click()
    page.get_by_role("button", name="Rút lại lần ghi này").click()
    expect(logged).to_contain_text("16/6/2023")


def test_the_text_for_the_group_names_only_who_was_reminded_before(page: Page, sample_app: App) -> None:
    opened(page, sample_app, "?dot=1&loi=nhom")
    text = page.get_by_role("textbox", name="Lời nhắc")
    expect(text).to_have_value(_begins("Kính gửi các đồng chí! Đến "))
    assert "còn 01 đơn vị chưa hoàn thành: LĐLĐ H. Vân Canh." in text.input_value()
    opened(page, sample_app, "?dot=2&loi=nhom")
    expect(text).to_have_value(_begins("Kính gửi các đồng chí! Ban CSPL&QHLĐ xin nhắc: hạn nộp"))


def test_a_clerk_sees_the_state_of_reports_and_neither_tools_nor_contacts(
    chromium: Browser, sample_app: App
) -> None:
    context = desk(chromium, "phucat", **AT_HOME)
    page = context.new_page()
    opened(page, sample_app, "?dot=1")
    expect(page.locator(".reports tbody tr")).to_have_count(15)
    expect(page.get_by_text("Chép lời nhắc")).to_have_count(0)
    expect(page.get_by_text("Nhắc gần nhất")).to_have_count(0)
    assert "@example.org" not in page.content()
    expect(page.get_by_text("Chưa ghi lần nhắc nào trong phạm vi đang xem.")).to_be_visible()
    context.close()


def test_a_commitment_is_entered_in_the_meeting_marked_as_done_and_taken_back(
    page: Page, sample_app: App
) -> None:
    page.goto(f"{sample_app.url}/cam-ket?don_vi=tay_son")
    expect(page.locator("h1").first).to_have_text("Chưa ghi cam kết nào.", timeout=60_000)
    page.get_by_label("Việc cam kết").fill("Nộp 20 sáng kiến lên Cổng")
    page.get_by_label("Việc cam kết").press("Enter")
    expect(page.locator("h1").first).to_have_text("1 cam kết: 1 còn hạn.")
    expect(page.locator(".promise")).to_contain_text("hạn 29/8/2023 · hứa ngày 15/8/2023")
    idle(page)
    at_rest(page.get_by_role("button", name="Đã xong")).click()
    expect(page.locator("h1").first).to_have_text("1 cam kết: 1 đã xong.")
    idle(page)
    at_rest(page.get_by_role("button", name="Mở lại")).click()
    expect(page.locator("h1").first).to_have_text("1 cam kết: 1 còn hạn.")
    idle(page)
    page.get_by_text("Dời hạn hoặc rút lại một cam kết").click()
    at_rest(page.get_by_role("button", name="Rút lại", exact=True)).click()
    expect(page.locator("h1").first).to_have_text("Chưa ghi cam kết nào.")


def _begins(text: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(text))
