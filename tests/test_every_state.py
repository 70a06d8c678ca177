"""Every page for every role, on good days and bad ones: Vietnamese, whole on a phone, and never a trace."""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.access import MAY
from campaign.accounts import Account
from campaign.accounts.sample import ACCOUNTS
from dashboard.menu import PAGES
from tests.browser import STAFF, App, desk, follow, idle, signed_in
from tests.conftest import StartApp
from tests.test_every_page import PHONE, WIDER, WORDS, violations
from tests.test_masked_pages import FAILED
from tests.test_pages import ENGLISH

pytestmark = pytest.mark.browser

REFUSED = "tai-khoan"
"""A page that most may not open."""


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    """A page on a phone that passes from hand to hand."""
    context = desk(chromium, locale="en-US", viewport=PHONE)
    yield context.new_page()
    context.close()


def faults(page: Page, typed: str = "") -> list[str]:
    """Return what must stand on no page; `typed` is what people named, in whatever language."""
    said = [words.replace(typed, "") if typed else words for words in page.evaluate(WORDS)]
    found = [words for words in said if ENGLISH.search(words) or FAILED in words or "Traceback" in words]
    return found + [f"{pixels} px too wide" for pixels in page.evaluate(WIDER) if pixels]


def crawled(
    page: Page, app: App, accounts: Iterable[Account] = ACCOUNTS, typed: str = ""
) -> dict[tuple[str, str], list[str]]:
    """Open every page as everybody who has an account, and return what is wrong where."""
    found = {}
    for account in accounts:
        signed_in(page.context, account.name)
        page.goto(app.url)
        page.locator("h1, [role=alert]").first.wait_for()
        idle(page)
        for entry in PAGES:
            if entry.action in MAY[account.role] or entry.address == REFUSED:
                if entry is not PAGES[0]:
                    follow(page, entry.address)
                found[account.role, entry.address] = faults(page, typed)
    return {where: what for where, what in found.items() if what}


def test_no_role_meets_a_foreign_word_or_a_cut_page(sample_app: App, phone: Page) -> None:
    # What staff meet, test_every_page.py looks at more closely.
    assert crawled(phone, sample_app, [one for one in ACCOUNTS if one.name != STAFF]) == {}


def test_a_screen_shows_nothing_foreign_on_its_slides_nor_where_it_is_refused(
    sample_app: App, phone: Page
) -> None:
    signed_in(phone.context, STAFF)
    phone.goto(f"{sample_app.url}/lien-ket")
    phone.get_by_role("button", name="Tạo liên kết").click()
    address = phone.locator("code").first.inner_text()
    signed_in(phone.context, None)
    phone.goto(address)
    phone.locator("#slide h1").wait_for()
    assert faults(phone) == []
    follow(phone, "don-vi")
    expect(phone.get_by_text("Liên kết này chỉ mở trang Trình chiếu.")).to_be_visible()
    assert faults(phone) == []


def test_whoever_is_outside_reads_whole_and_accessible_pages_too(sample_app: App, phone: Page) -> None:
    signed_in(phone.context, None)
    for address in ("", "khong-co-trang-nay", "man-hinh/falsch"):
        phone.goto(f"{sample_app.url}/{address}")
        phone.get_by_role("heading").first.wait_for()
        assert faults(phone) == []
        assert violations(phone) == []
        phone.emulate_media(color_scheme="dark")
        assert violations(phone, "color-contrast") == []
        phone.emulate_media(color_scheme="light")
    signed_in(phone.context, STAFF)
    phone.goto(f"{sample_app.url}/khong-co-trang-nay")
    phone.get_by_role("dialog").wait_for()
    assert faults(phone) == []
    assert violations(phone) == []


def test_the_pages_open_on_a_phone_as_named_groups_of_links(sample_app: App, phone: Page) -> None:
    signed_in(phone.context, STAFF)
    phone.goto(sample_app.url)
    phone.get_by_role("button", name="Mở các trang").click()
    work = phone.get_by_role("navigation", name="Các trang").get_by_role("group", name="Công việc")
    expect(work.get_by_role("link", name="Cam kết")).to_be_visible()
    assert faults(phone) == []
    assert violations(phone) == []
    work.get_by_role("link", name="Cam kết").click()
    expect(phone.locator(".answer h1").first).to_contain_text("cam kết")


def test_pages_stay_whole_from_an_empty_province_to_a_source_that_is_gone(
    sample_province: Path, app_server: StartApp, phone: Page, tmp_path: Path
) -> None:
    source = tmp_path / "tinh"
    source.mkdir()
    shutil.copy(sample_province / "sample.json", source)
    app = app_server(source)
    signed_in(phone.context, STAFF)
    phone.goto(app.url)
    expect(phone.get_by_text("Chưa có bảng tính nào của đơn vị.")).to_be_visible(timeout=15_000)
    assert crawled(phone, app) == {}

    shutil.copytree(sample_province, source, dirs_exist_ok=True)
    # For a moment the answer that came stands above the one that goes.
    answer = phone.locator(".answer h1").first
    follow(phone, "")
    expect(answer).to_contain_text("Toàn tỉnh đạt", timeout=20_000)
    before = answer.inner_text()

    next((source / "dot-2").rglob("*tuy*phuoc*.xlsx")).write_bytes(b"no workbook")
    broken = phone.get_by_text("1 bảng tính chưa đọc được bản mới nhất")
    expect(broken).to_be_visible(timeout=10_000)
    broken.click()
    expect(phone.get_by_text(re.compile(r"\(từ \d\d:\d\d "))).to_be_visible()

    shutil.move(source, tmp_path / "elsewhere")
    band = phone.get_by_role("alert").filter(has_text="Không đọc được nguồn số liệu từ")
    expect(band).to_be_visible(timeout=10_000)
    assert answer.inner_text() == before
    assert violations(phone) == []
    phone.emulate_media(color_scheme="dark")
    assert violations(phone, "color-contrast") == []
    phone.emulate_media(color_scheme="light")
    assert crawled(phone, app, typed=str(source)) == {}
    shutil.move(tmp_path / "elsewhere", source)
    expect(band).to_have_count(0, timeout=10_000)

    app.kill()
    expect(phone.get_by_text(re.compile(r"Mất kết nối với máy chủ từ \d\d:\d\d"))).to_be_visible(
        timeout=10_000
    )
    assert faults(phone) == []
