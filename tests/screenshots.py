"""Photographs every page in both themes and three sizes, and what it looks like on a bad day.

`python -m tests.screenshots [DIR]` makes a sample province, starts the app on it, and ends it again.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser

from campaign.access import Viewer
from campaign.accounts.sample import ACCOUNTS
from dashboard.menu import PAGES, Entry
from tests.browser import STAFF, App, desk, idle, launched_chromium, made_once, running_app

ADMIN = "quantri"
FURTHER = {"don-vi": {"phu-cat": "?don_vi=phu_cat"}, "chi-tieu": {"cong-trinh": "?chi_tieu=works_unions"}}
BAD_DAY = ("toan-tinh", "chi-tieu", "kiem-tra", "trinh-chieu")
"""Pages that are photographed in every state."""
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "390": (390, 844)}
TALLEST = 6000


def views(entries: Iterable[Entry]) -> list[tuple[str, str, str]]:
    """Return name, path and account of every view to photograph."""
    staff = next(one for one in ACCOUNTS if one.name == STAFF)
    found = []
    for entry in entries:
        may = Viewer(staff.name, staff.full_name, staff.role).may(entry.action)
        account = STAFF if may else ADMIN
        found.append((entry.address, entry.address, account))
        for name, query in FURTHER.get(entry.address, {}).items():
            found.append((f"{entry.address}-{name}", entry.address + query, account))
    return found


def photograph(browser: Browser, app: App, folder: Path, state: str, entries: Iterable[Entry]) -> None:
    """Write one picture per view, theme and size, each as tall as its page."""
    shown = views(entries)
    for theme in ("light", "dark"):
        for size, (width, height) in SIZES.items():
            for account in sorted({account for *_, account in shown}):
                context = desk(
                    browser, account, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
                    viewport={"width": width, "height": height}, color_scheme=theme,
                )  # fmt: skip
                page = context.new_page()
                for name, path, of in shown:
                    if of == account:
                        page.goto(f"{app.url}/{path}")
                        page.locator("h1, [role=alert]").first.wait_for()
                        idle(page)
                        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                        slides = page.locator("#slide").count() > 0
                        full = height if slides else min(TALLEST, max(height, tall + 80))
                        page.set_viewport_size({"width": width, "height": full})
                        idle(page)
                        page.screenshot(path=folder / f"{name}-{size}-{theme}{state}.png")
                        page.set_viewport_size({"width": width, "height": height})
                context.close()


def main() -> None:
    """Photograph the four states: as usual, nothing read yet, a broken workbook, a source that is gone."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    everything = [entry for entry in PAGES if not entry.google]
    few = [entry for entry in everything if entry.address in BAD_DAY]
    with tempfile.TemporaryDirectory() as kept, launched_chromium() as browser:
        made = made_once(Path(kept), "history", "--store", "sqlite:///{folder}/campaign.db")
        sample, store = made / "sample", f"sqlite:///{(made / 'campaign.db').as_posix()}"
        empty = Path(kept) / "empty"
        empty.mkdir()
        shutil.copy(sample / "sample.json", empty)
        nothing = f"sqlite:///{(empty / 'campaign.db').as_posix()}"
        with running_app(empty, nothing, Path(kept) / "empty.log") as app:
            photograph(browser, app, folder, "-empty", few)
        with running_app(sample, store, Path(kept) / "app.log") as app:
            photograph(browser, app, folder, "", everything)
            next((sample / "dot-2").rglob("*tuy*phuoc*.xlsx")).write_bytes(b"no workbook")
            _until(browser, app, "chưa đọc được bản mới nhất")
            photograph(browser, app, folder, "-broken", few)
            sample.rename(made / "gone")
            _until(browser, app, "Không đọc được nguồn số liệu")
            photograph(browser, app, folder, "-stale", few)


def _until(browser: Browser, app: App, words: str) -> None:
    context = desk(browser)
    page = context.new_page()
    page.goto(app.url)
    page.get_by_text(words).first.wait_for()
    context.close()


if __name__ == "__main__":
    main()
