"""The dashboard in a real browser, on the sample province: what people read, click, share and wait for."""

import datetime
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.measures.measured import Scope
from campaign.measures.progress import gap_sentence, progress
from campaign.records import Snapshot
from dashboard.figures import spoken
from dashboard.filters import moment
from sheets_schema.plans import load_plan
from tests.browser import ROOT, App, idle, own_copy
from tests.conftest import StartApp

pytestmark = pytest.mark.browser

ENGLISH = re.compile(
    r"\b(the|and|of|not found|error|loading|running|stop|deploy|rerun|settings|search|download|select|"
    r"choose|option|no results|none|null|nan|undefined|traceback|press|clear|filter|page|pages|skip|main|"
    r"content|close|connection|server|unit|phase|true|false|next|previous|month|day|year|today|empty|"
    r"increment|decrement|arrow|keys|view|more|open|sidebar|expand|collapse|show|hide|password|submit|"
    r"fullscreen|toolbar|remove|upload|files?)\b",
    re.IGNORECASE,
)


def opened(page: Page, app: App, path: str = "") -> Page:
    """Open a page and wait for its answer."""
    page.goto(f"{app.url}/{path}")
    page.locator(".answer h1").first.wait_for()
    idle(page)
    return page


def known_to(app: App, today: str = "2023-08-15") -> Snapshot:
    """What the store of a running app knows, read beside it."""
    day = datetime.date.fromisoformat(today)
    snapshot = load_snapshot(SnapshotStore(app.store), load_plan(), today=day)
    assert snapshot is not None
    return snapshot


def answer_of(snapshot: Snapshot) -> str:
    """The sentence that the province page says of a snapshot."""
    lead = snapshot.plan.lead.id
    said, _ = spoken(progress(snapshot, lead).answer)
    return f"{said} {gap_sentence(snapshot, lead)}".strip()


def test_the_first_page_says_first_what_the_measures_say(sample_app: App, page: Page) -> None:
    opened(page, sample_app)
    expect(page.locator(".answer h1").first).to_have_text(answer_of(known_to(sample_app)))
    expect(page.get_by_text("SỐ LIỆU MINH HỌA")).to_be_visible()
    expect(page.get_by_text("hôm nay của số liệu mẫu là 15/8/2023")).to_be_visible()


def test_a_copied_link_shows_the_same_view_by_the_start_pages_own_name_too(
    sample_app: App, page: Page
) -> None:
    opened(page, sample_app, "toan-tinh?dot=2&khu_vuc=sxkd&don_vi=phu_cat")
    scope = Scope(phase=2, unit="phu_cat", sector="production")
    said, _ = spoken(progress(known_to(sample_app), "initiatives", scope).answer)
    expect(page.locator(".answer h1").first).to_have_text(said)
    expect(page.locator(".answer .over")).to_contain_text("LĐLĐ huyện Phù Cát · Đợt 2")


def test_what_a_link_names_and_nobody_knows_counts_as_not_chosen(sample_app: App, page: Page) -> None:
    opened(page, sample_app, "?dot=9&don_vi=<b>x</b>&khu_vuc=y&ngay=31/6/2023")
    expect(page.locator(".answer .over")).to_have_text("Toàn tỉnh · Cả năm 2023")


def test_a_bar_leads_to_its_indicator_and_a_unit_of_the_gap_to_the_unit(sample_app: App, page: Page) -> None:
    opened(page, sample_app)
    page.locator(".bars .name a", has_text="Đoàn viên mới").click()
    page.wait_for_url("**/chi-tieu?chi_tieu=members")
    expect(page.locator(".answer h1").first).to_contain_text("Đoàn viên mới")
    page.locator(".st-key-gaps .bars .name a").first.click()
    page.wait_for_url("**/don-vi?don_vi=*")


def test_the_choice_of_an_indicator_is_in_the_link(sample_app: App, page: Page) -> None:
    opened(page, sample_app, "chi-tieu")
    page.get_by_role("radio", name="Đại hội CĐCS").click()
    page.wait_for_url("**/chi-tieu?chi_tieu=congresses")
    expect(page.locator(".answer h1").first).to_contain_text("Đại hội CĐCS")


def test_a_past_day_shows_what_was_known_then(sample_app: App, page: Page) -> None:
    opened(page, sample_app, "?ngay=2023-05-20")
    store, plan = SnapshotStore(sample_app.store), load_plan()
    day = datetime.date(2023, 5, 20)
    evening = datetime.datetime.combine(
        day, datetime.time.max, datetime.timezone(datetime.timedelta(hours=7))
    )
    then = load_snapshot(store, plan, at=evening, today=day)
    assert then is not None
    expect(page.locator(".answer h1").first).to_have_text(answer_of(then))
    assert answer_of(then) != answer_of(known_to(sample_app))


def test_the_time_line_leads_to_every_page_as_it_was_then(sample_app: App, page: Page) -> None:
    opened(page, sample_app, "thay-doi")
    page.get_by_role("link", name="số liệu lúc đó").nth(1).click()
    page.wait_for_url("**/?ngay=2023-*")
    expect(page.locator(".band")).to_contain_text("Đang xem số liệu như đã biết lúc ")
    at = moment(parse_qs(urlsplit(page.url).query)["ngay"][0], known_to(sample_app))
    assert at is not None
    then = load_snapshot(SnapshotStore(sample_app.store), load_plan(), at=at, today=at.date())
    assert then is not None
    expect(page.locator(".answer h1").first).to_have_text(answer_of(then))


def test_a_day_before_the_first_reading_says_why_there_is_nothing(sample_app: App, page: Page) -> None:
    page.goto(f"{sample_app.url}/?ngay=2023-01-05")
    expect(page.get_by_text("Đến hết ngày 5/1/2023 chưa có số liệu nào được ghi nhận.")).to_be_visible()


def test_an_unknown_address_is_answered_in_vietnamese(sample_app: App, page: Page) -> None:
    page.goto(f"{sample_app.url}/khong-co-trang-nay")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Không có trang này")
    assert ENGLISH.findall(dialog.inner_text()) == []


def test_a_template_of_the_chosen_unit_and_phase_is_downloaded(
    sample_app: App, page: Page, tmp_path: Path
) -> None:
    opened(page, sample_app, "huong-dan?dot=2&don_vi=phu_cat")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải mẫu đợt 2").click()
    assert waiting.value.suggested_filename == "dot-2-phu-cat.xlsx"
    path = tmp_path / "template.xlsx"
    waiting.value.save_as(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1:8] == [
        "Báo cáo", "Tổng hợp", "CĐCS", "Sáng kiến tiêu biểu", "Công trình", "Phong trào", "Khen thưởng",
    ]  # fmt: skip
    assert "Phù Cát" in str(book["Tổng hợp"]["A1"].value)


def edited(path: Path, worksheet: str, row_title: str, column: int, value: object) -> None:
    """Type a value into a workbook as a clerk would, and save it."""
    book = openpyxl.load_workbook(path)
    sheet = book[worksheet]
    row = next(
        cells[0].row for cells in sheet.iter_rows(min_row=4) if row_title in [str(one.value) for one in cells]
    )
    sheet.cell(row, column).value = value  # type: ignore[union-attr]
    part = path.with_name(f"~${path.name}")
    book.save(part)
    os.replace(part, path)


def test_hostile_cells_are_shown_as_they_were_typed(
    sample_province: Path, app_server: StartApp, page: Page, tmp_path: Path
) -> None:
    folder = own_copy(sample_province, tmp_path / "sample")
    workbook = next(folder.rglob("*phu*cat*.xlsx"))
    title = next(line.title for line in load_plan().lines if line.id == "initiatives_valid")
    edited(
        workbook,
        "Tổng hợp",
        title,
        4,
        "<img src=x onerror=\"document.title='hacked'\"> **12** [x](javascript:1)",
    )
    app = app_server(folder)
    opened(page, app, "kiem-tra?don_vi=phu_cat")
    expect(page.get_by_text("<img src=x onerror=").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "hacked"


def test_real_figures_without_accounts_are_not_served(sample_province: Path, tmp_path: Path) -> None:
    folder = own_copy(sample_province, tmp_path / "real")
    (folder / "sample.json").unlink()
    environment = {**os.environ, "CAMPAIGN_SOURCE": str(folder), "PYTHONUTF8": "1"}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port=0",
        "--server.headless=true",
    ]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert ended.returncode == 1
    assert "chưa có tài khoản đăng nhập" in ended.stderr
    assert "Traceback" not in ended.stderr
