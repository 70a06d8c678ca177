"""What a page looks like on A4, read off the page that Chromium would print."""

import re

from playwright.sync_api import Page, ViewportSize, expect

A4 = ViewportSize(width=703, height=1017)
"""Pixels of a sheet between its margins of 12 and 14 mm."""

FAULTS = """() => {
    const faults = [];
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const ink = canvas.getContext('2d', { willReadFrequently: true });
    const pale = (colour) => {
        ink.fillStyle = colour;
        ink.fillRect(0, 0, 1, 1);
        const [red, green, blue] = ink.getImageData(0, 0, 1, 1).data;
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 150;
    };
    const control = 'button:not(th button, .stage button), input, select, nav:not(.contents), header';
    const look = (root) => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) look(one.shadowRoot);
            const box = one.getClientRects()[0];
            if (!box || !one.checkVisibility({ visibilityProperty: true })) continue;
            const fault = (what) => faults.push(`${what}: ${one.outerHTML.slice(0, 90)}`);
            if (one.matches(control)) fault('to be clicked');
            if (one.getBoundingClientRect().right > innerWidth + 1) fault('beyond the margin');
            if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
            const { fill, color } = getComputedStyle(one);
            if (pale(one instanceof SVGElement ? fill : color)) fault('pale');
        }
    };
    look(document.body);
    if (getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)') faults.push('dark paper');
    return faults.slice(0, 10);
}"""
"""Of what is printed: something to click, something beyond the margin, words too pale for white paper."""


def faults_on_paper(page: Page) -> list[str]:
    """Return what is wrong with a page on paper; it must say its filter and the moment of its figures."""
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    expect(page.locator(".over").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"Số liệu lúc \d\d:\d\d")).locator("visible=true")).to_have_count(1)
    # A chart takes its new width a moment after the page has.
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    return list(page.evaluate(FAULTS))
