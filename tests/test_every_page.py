"""Every page there is, in both themes and three widths: accessible, whole, Vietnamese, and calling nobody."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from campaign.access import Viewer
from campaign.accounts.sample import ACCOUNTS
from dashboard.menu import PAGES, Entry
from tests.browser import STAFF, App, desk, idle
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

WIDER = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map((one) => one.scrollWidth - one.clientWidth)"""

DARK = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor === 'rgb(16, 22, 29)'"


def account_for(entry: Entry) -> str:
    """Who may open a page: staff, or the administrator where staff may not."""
    staff = next(one for one in ACCOUNTS if one.name == STAFF)
    may = Viewer(staff.name, staff.full_name, staff.role).may(entry.action)
    return STAFF if may else ADMIN


VIEWS = [
    (entry, query) for entry in PAGES if not entry.google for query in ("", *FURTHER.get(entry.address, ()))
]


@pytest.fixture(scope="module")
def desks(chromium: Browser) -> Iterator[dict[str, Page]]:
    """One English visitor's open page per account, kept for all views so that scripts and fonts load once."""
    made = {
        name: desk(
            chromium, name, locale="en-US", viewport={"width": 1366, "height": 900}, color_scheme="light"
        ).new_page()
        for name in (STAFF, ADMIN)
    }
    yield made
    for page in made.values():
        page.context.close()


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds by all of its rules or by these, each with the element it is about."""
    found = Axe().run(page, options={"runOnly": rules} if rules else None).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("entry", "query"), VIEWS, ids=[f"{entry.address}{query}" for entry, query in VIEWS])
def test_a_page_is_whole_accessible_and_vietnamese(
    sample_app: App, desks: dict[str, Page], entry: Entry, query: str
) -> None:
    page = desks[account_for(entry)]
    page.set_viewport_size({"width": 1366, "height": 900})
    page.emulate_media(color_scheme="light")
    hosts: set[str] = set()

    def noted(request: Request) -> None:
        hosts.add(re.sub(r"^(https?://[^/]+|\w+:).*", r"\1", request.url, flags=re.S))

    page.on("request", noted)
    page.goto(f"{sample_app.url}/{entry.address if entry is not PAGES[0] else ''}{query}")
    page.locator("h1").first.wait_for()
    idle(page)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    assert [words for words in page.evaluate(WORDS) if ENGLISH.search(words)] == []
    assert violations(page) == []
    for width in (1920, 390):
        page.set_viewport_size({"width": width, "height": 900})
        idle(page, 50)
        # A chart takes its new width a moment after the page has.
        page.wait_for_function(f"() => Math.max(...({WIDER})()) === 0", timeout=10_000)
    if not query:
        page.set_viewport_size({"width": 1366, "height": 900})
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(DARK)
        idle(page, 50)
        # Only colours are other ones in the dark.
        assert violations(page, "color-contrast") == []
    assert hosts <= {sample_app.url, "data:", "blob:"}
    assert page.evaluate("document.documentElement.lang") == "vi"
    page.remove_listener("request", noted)
