"""The page «Báo cáo» in a real browser: what it says is what the file holds, and taking it along is noted."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.accounts.sample import ACCOUNTS
from campaign.database import Database
from campaign.intake.collector import local_now
from campaign.trail import Trail
from tests.browser import App, desk, idle
from tests.word.parsed import lines, opened, table_rows

pytestmark = pytest.mark.browser


def test_the_report_is_read_on_the_page_and_taken_along_with_the_same_numbers(
    sample_app: App, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{sample_app.url}/bao-cao?dot=2")
    expect(page.locator(".answer h1").first).to_have_text(
        "Báo cáo sơ kết đợt 2 năm 2023: 14/15 đơn vị đã nhập số liệu."
    )
    expect(page.locator(".st-key-before")).to_contain_text("Vân Canh")
    page.locator(".draft").wait_for()
    idle(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải báo cáo Word").click()
    assert taken.value.suggested_filename == "bao-cao-so-ket-dot-2.docx"
    taken.value.save_as(tmp_path / "report.docx")

    document = opened((tmp_path / "report.docx").read_bytes())
    text = set(lines(document))
    said = page.locator(".draft > p").all_inner_texts()
    assert len(said) > 50 and [line for line in said if line not in text] == []
    figures = next(table for table in document.tables if "KH" in table_rows(table)[0])
    on_page = [row.split("\t") for row in page.locator(".draft tbody tr").all_inner_texts()]
    assert [[cell.strip() for cell in row] for row in on_page] == table_rows(figures)[1:]

    database = Database(sample_app.store)
    last = next(step for step in Trail(database, local_now).steps() if step.event == "exported")
    database.close()
    assert last.about == "bao-cao-so-ket-dot-2.docx · Toàn tỉnh · Đợt 2"
    assert local_now() - last.at < datetime.timedelta(minutes=1)


def test_a_clerk_of_a_unit_is_not_given_the_report(sample_app: App, chromium: Browser) -> None:
    clerk = next(account for account in ACCOUNTS if account.role == "unit")
    context = desk(chromium, clerk.name, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{sample_app.url}/bao-cao")
    expect(page.get_by_text("Tài khoản này không dùng trang này.")).to_be_visible()
    assert page.locator(".draft").count() == 0
    context.close()
