"""Photographs every page in both themes and three sizes, and what it looks like on a bad day.

`python -m tests.screenshots [DIR]` makes a sample province, starts the app on it, and ends it again. Pictures
are named page-size-theme.png, and page-size-theme-state.png where the state is not the usual one.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from dashboard.menu import PAGES
from tests.browser import STAFF, App, desk, idle, launched_chromium, made_once, running_app, signed_in
from tests.test_every_page import FURTHER, account_for

SIZES = {
    "1920": ViewportSize(width=1920, height=1080),
    "1366": ViewportSize(width=1366, height=768),
    "390": ViewportSize(width=390, height=844),
}
BAD_DAY = ("toan-tinh", "chi-tieu", "don-vi", "don-doc", "kiem-tra", "trinh-chieu")
"""Pages that are taken on a bad day; the bands are the same on all others."""
TALLEST = 6000
"""Pixels of a picture; a longer page is cut."""
View = tuple[str, str, str | None]
"""Name of the pictures, address, and whose browser opens it; nobody's where that is None."""
PLAIN: list[View] = [
    (entry.address, entry.address, account_for(entry)) for entry in PAGES if not entry.google
]
USUAL: list[View] = [
    *PLAIN,
    *(
        (f"{entry.address}-{number}", entry.address + query, account_for(entry))
        for entry in PAGES
        for number, query in enumerate(FURTHER.get(entry.address, ()), 2)
    ),
    ("dang-nhap", "", None),
    ("lien-ket-het-han", "man-hinh/het-han", None),
    ("khong-co-trang", "khong-co-trang", STAFF),
]


def photograph(page: Page, folder: Path, name: str, state: str) -> None:
    """Take the page as it stands, as tall as it is, in both themes and every size."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for size, window in SIZES.items():
            page.set_viewport_size(window)
            page.wait_for_timeout(200)
            if page.locator("#slide").count() == 0:
                tall = page.evaluate(
                    "(document.querySelector('[data-testid=stMain]') ?? document.body).scrollHeight"
                )
                height = min(TALLEST, max(window["height"], tall + 80))
                page.set_viewport_size(ViewportSize(width=window["width"], height=height))
                page.wait_for_timeout(150)
            page.screenshot(path=folder / f"{name}-{size}-{theme}{state}.png")


def photograph_all(page: Page, app: App, folder: Path, state: str, views: Iterable[View]) -> None:
    """Open every address as whoever it is for, and take it."""
    for name, address, account in views:
        signed_in(page.context, account)
        page.set_viewport_size(SIZES["1366"])
        page.goto(f"{app.url}/{address}")
        page.locator("h1, h2, h3, [role=alert]").first.wait_for()
        if page.locator('[data-testid="stApp"]').count():
            idle(page)
        photograph(page, folder, name, state)


def until(page: Page, app: App, words: str) -> None:
    """Wait until the start page says something."""
    signed_in(page.context, STAFF)
    page.goto(app.url)
    page.get_by_text(words).first.wait_for()


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """Open one page that passes from hand to hand."""
    context = desk(browser, None, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield context.new_page()
    context.close()


def main() -> None:
    """Photograph the states: as usual, a broken workbook, a source that is gone, nothing there yet."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    few = [view for view in PLAIN if view[0] in BAD_DAY]
    with tempfile.TemporaryDirectory() as kept, launched_chromium() as browser, visitor(browser) as page:
        made = made_once(Path(kept), "history", "--store", "sqlite:///{folder}/campaign.db")
        sample, store = made / "sample", f"sqlite:///{(made / 'campaign.db').as_posix()}"
        with running_app(sample, store, Path(kept) / "app.log") as app:
            photograph_all(page, app, folder, "", USUAL)
            next((sample / "dot-2").rglob("*tuy*phuoc*.xlsx")).write_bytes(b"no workbook")
            until(page, app, "chưa đọc được bản mới nhất")
            photograph_all(page, app, folder, "-broken", few)
            sample.rename(made / "gone")
            until(page, app, "Không đọc được nguồn số liệu")
            photograph_all(page, app, folder, "-stale", few)
        empty = Path(kept) / "empty"
        empty.mkdir()
        shutil.copy(made / "gone" / "sample.json", empty)
        nothing = f"sqlite:///{(empty / 'campaign.db').as_posix()}"
        with running_app(empty, nothing, Path(kept) / "empty.log") as app:
            photograph_all(page, app, folder, "-empty", PLAIN)


if __name__ == "__main__":
    main()
