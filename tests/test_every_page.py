"""Every page there is, in both themes and three widths: accessible, whole, Vietnamese, and calling nobody."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from campaign.access import Viewer
from campaign.accounts.sample import ACCOUNTS
from dashboard.menu import PAGES, Entry
from tests.browser import STAFF, App, desk, follow, idle
from tests.paper import faults_on_paper
from tests.test_pages import ENGLISH

pytestmark = pytest.mark.browser

ADMIN = "quantri"
FURTHER = {
    "don-vi": ("?don_vi=phu_cat", "?don_vi=van_canh&khu_vuc=sxkd&dot=3"),
    "chi-tieu": ("?chi_tieu=works_unions",),
    "khu-vuc": ("?dot=3",),
    "kiem-tra": ("?don_vi=phu_cat",),
}
"""Views of a page besides its plain address."""

WORDS = """() => {
    const found = [];
    const hidden = (one) => !one.checkVisibility() || one.closest('[aria-hidden="true"]');
    const walk = (root) => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) walk(one.shadowRoot);
            if (hidden(one) || one.matches('script, style, [data-testid="stIconMaterial"]')) continue;
            for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'])
                if (one.getAttribute(name)) found.push(one.getAttribute(name));
            for (const node of one.childNodes)
                if (node.nodeType === 3 && node.data.trim() && !one.closest('q'))
                    found.push(node.data.trim());
        }
    };
    walk(document.body);
    return found;
}"""
"""Every word that can be seen or heard, inside components too; what a clerk typed (`q`) stays as typed."""

WIDER = """() => {
    const stage = [...document.querySelectorAll('.st-key-stage *')].find((one) => one.shadowRoot);
    const parts = [document.documentElement, document.querySelector('[data-testid=stMain]'),
        stage?.shadowRoot.querySelector('#slide')];
    return parts.map((one) => one ? one.scrollWidth - one.clientWidth : 0);
}"""
"""Pixels by which the window, the page and a slide are wider than what shows of them."""

DARK = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor === 'rgb(16, 22, 29)'"


def account_for(entry: Entry) -> str:
    """Who may open a page: staff, or the administrator where staff may not."""
    staff = next(one for one in ACCOUNTS if one.name == STAFF)
    may = Viewer(staff.name, staff.full_name, staff.role).may(entry.action)
    return STAFF if may else ADMIN


VIEWS = [
    (entry, query) for entry in PAGES if not entry.google for query in ("", *FURTHER.get(entry.address, ()))
]


DESK, PHONE = ViewportSize(width=1366, height=900), ViewportSize(width=390, height=844)
WALL = ViewportSize(width=1920, height=900)


def laid_out(page: Page, size: ViewportSize) -> None:
    """Give the page another size, and wait until everything fits its width."""
    page.set_viewport_size(size)
    # A chart takes its new width a moment after the page has.
    page.wait_for_function(f"() => Math.max(...({WIDER})()) === 0", timeout=10_000)


def painted(page: Page, theme: Literal["light", "dark"]) -> None:
    """Give the page another theme."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"({DARK}) === {str(theme == 'dark').lower()}")


@pytest.fixture(scope="module")
def desks(chromium: Browser, sample_app: App) -> Iterator[dict[str, Page]]:
    """One English visitor's open page per account, who goes from page to page by links."""
    made = {
        name: desk(chromium, name, locale="en-US", viewport=DESK, color_scheme="light").new_page()
        for name in (STAFF, ADMIN)
    }
    yield made
    for page in made.values():
        page.context.close()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds by all of its rules or by these, each with the element it is about."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = page.evaluate("(options) => axe.run(options).then((result) => result.violations)", options)
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("entry", "query"), VIEWS, ids=[f"{entry.address}{query}" for entry, query in VIEWS])
def test_a_page_is_whole_accessible_and_vietnamese(
    sample_app: App, desks: dict[str, Page], entry: Entry, query: str
) -> None:
    page = desks[account_for(entry)]
    page.emulate_media(color_scheme="light", media="screen")
    hosts: set[str] = set()

    def noted(request: Request) -> None:
        hosts.add(re.sub(r"^(https?://[^/]+|\w+:).*", r"\1", request.url, flags=re.S))

    page.on("request", noted)
    if page.url == "about:blank":
        page.goto(f"{sample_app.url}/{entry.address}{query}")
        page.locator("h1").first.wait_for()
        idle(page)
    else:
        page.set_viewport_size(DESK)
        follow(page, f"{entry.address}{query}")
    painted(page, "light")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    assert [words for words in page.evaluate(WORDS) if ENGLISH.search(words)] == []
    assert violations(page) == []
    laid_out(page, PHONE)
    assert violations(page) == []
    if not query:
        # Only colours are other ones in the dark.
        painted(page, "dark")
        assert violations(page, "color-contrast") == []
        laid_out(page, DESK)
        assert violations(page, "color-contrast") == []
    laid_out(page, WALL)
    assert faults_on_paper(page) == []
    assert hosts <= {sample_app.url, "data:", "blob:"}
    assert page.evaluate("document.documentElement.lang") == "vi"
    page.remove_listener("request", noted)
