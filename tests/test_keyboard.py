"""The dashboard without a mouse: where Tab leads, what shows where it stands, what Enter and Escape do."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser import App, idle
from tests.test_pages import opened

pytestmark = pytest.mark.browser

STOPS = """() => {
    const stops = [];
    const found = (root) => {
        for (const one of root.querySelectorAll('*')) {
            const shown = one.checkVisibility({ visibilityProperty: true });
            const reachable = one.tabIndex >= 0 && !one.disabled && shown;
            if (reachable && one.matches('a[href], button, input, select, textarea, summary, [tabindex]'))
                stops.push(one);
            if (one.shadowRoot) found(one.shadowRoot);
        }
    };
    found(document);
    // Streamlit draws the frame of a field around it.
    const drawn = (one) => [one, one.parentElement, one.parentElement?.parentElement].map((part) => {
        const style = part ? getComputedStyle(part) : {};
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join();
    }).join();
    const plain = stops.map(drawn);
    window.stands = () => {
        let one = document.activeElement;
        while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
        const place = stops.indexOf(one);
        const box = one.getBoundingClientRect();
        const within = box.bottom > 0 && box.top < innerHeight;
        return { place, shows: place < 0 || drawn(one) !== plain[place], within };
    };
    // Of a row of choices Tab reaches the chosen one, and arrows the others.
    const skipped = (one) =>
        Boolean(one.closest('[role="radiogroup"]')) && one.getAttribute('aria-checked') !== 'true';
    return stops.map((one) => ({
        name: (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 60),
        skipped: skipped(one),
    }));
}"""


@dataclass(frozen=True)
class Walk:
    """What Tab reached on a page, from its beginning to its end."""

    expected: list[str]
    """What can be reached, in the order of reading."""
    reached: list[str]
    unseen: list[str]
    """Where nothing shows that the keyboard stands there, or it stands outside the window."""


def walked(page: Page) -> Walk:
    """Press Tab until the page is over."""
    stops = page.evaluate(STOPS)
    reached, unseen = [], []
    for _ in range(len(stops) + 5):
        page.keyboard.press("Tab")
        at = page.evaluate("stands()")
        if at["place"] < 0:
            break
        name = stops[at["place"]]["name"]
        reached.append(name)
        if not (at["shows"] and at["within"]):
            unseen.append(name)
    return Walk([one["name"] for one in stops if not one["skipped"]], reached, unseen)


def test_tab_reaches_everything_once_in_the_order_of_reading_and_shows_where_it_stands(
    sample_app: App, page: Page
) -> None:
    for address in ("", "don-vi?don_vi=phu_cat"):
        opened(page, sample_app, address)
        idle(page, 500)
        walk = walked(page)
        assert walk.reached == walk.expected
        assert walk.unseen == []
        assert len(walk.reached) > 60


def test_enter_leads_down_from_a_bar_a_tile_and_a_cell_and_escape_closes_what_stands_open(
    sample_app: App, page: Page
) -> None:
    for part, leads in (
        (page.locator(".bars .name a").first, "**/chi-tieu?chi_tieu=*"),
        (page.locator(".tiles a", has_text="Phù Mỹ"), "**/don-vi?don_vi=phu_my"),
        (page.locator(".matrix tr", has_text="LĐLĐ H. An Lão").locator("td a").first, "**/don-vi?*an_lao*"),
    ):
        opened(page, sample_app)
        part.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(leads)

    opened(page, sample_app)
    taken = page.locator(".st-key-section-indicators").get_by_role("button", name="Tải về")
    taken.focus()
    page.keyboard.press("Enter")
    inside = page.get_by_role("button", name=re.compile("Bảng số liệu")).locator("visible=true").first
    expect(inside).to_be_visible()
    page.keyboard.press("Escape")
    expect(inside).to_have_count(0)
    expect(taken).to_be_focused()
