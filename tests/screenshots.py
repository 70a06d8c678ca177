"""Photographs every page in both themes and three sizes: `python -m tests.screenshots [DIR [URL]]`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import desk, idle, launched_chromium

PAGES = {
    "toan-tinh": "",
    "chi-tieu": "chi-tieu",
    "don-vi": "don-vi",
    "don-vi-phu-cat": "don-vi?don_vi=phu_cat",
    "khu-vuc": "khu-vuc",
    "khen-thuong": "khen-thuong",
    "kiem-tra": "kiem-tra",
    "huong-dan": "huong-dan",
}
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "390": (390, 844)}
TALLEST = 6000


def photograph(browser: Browser, url: str, folder: Path) -> None:
    """Write one picture per page, theme and size, each as tall as its page."""
    for theme in ("light", "dark"):
        for size, (width, height) in SIZES.items():
            context = desk(
                browser,
                None,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                viewport={"width": width, "height": height},
                color_scheme=theme,
            )
            page = context.new_page()
            page.goto(url)
            page.get_by_role("button", name="Ban CSPL&QHLĐ").click()
            page.locator(".answer h1").wait_for()
            for name, path in PAGES.items():
                page.goto(f"{url}/{path}")
                page.locator(".answer h1").wait_for()
                idle(page)
                tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                page.set_viewport_size({"width": width, "height": min(TALLEST, max(height, tall + 80))})
                idle(page)
                page.screenshot(path=folder / f"{name}-{size}-{theme}.png")
                page.set_viewport_size({"width": width, "height": height})
            context.close()


def main() -> None:
    """Photograph a running app, by default the one of `make run`."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots")
    url = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8501"
    folder.mkdir(parents=True, exist_ok=True)
    with launched_chromium() as browser:
        photograph(browser, url.rstrip("/"), folder)


if __name__ == "__main__":
    main()
