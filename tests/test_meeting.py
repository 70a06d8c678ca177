"""The map, the sectors and the slides in a real browser: what people click, press and then read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.measures.movements import answer
from sheets_schema.plans import load_plan
from tests.browser import App, desk, idle, own_copy
from tests.conftest import StartApp
from tests.test_pages import ENGLISH, edited, known_to, opened

pytestmark = pytest.mark.browser


MEASURED = """slide => {
    const size = (one) => parseFloat(getComputedStyle(one).fontSize);
    const written = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const read = [...slide.getRootNode().querySelectorAll('.stage *:not(#announced)')].filter(written);
    return {
        hidden: [slide.scrollWidth - slide.clientWidth, slide.scrollHeight - slide.clientHeight],
        small: read.filter((one) => size(one) < 24).map((one) => one.textContent),
        figure: [...slide.querySelectorAll('.figure')].every((one) => size(one) >= 72),
    };
}"""
"""How much of a slide is out of sight, which texts are below 24 px, and whether its figure has 72."""


def presented(page: Page, app: App, path: str = "trinh-chieu") -> Page:
    """Open the slides and wait for the first one."""
    page.goto(f"{app.url}/{path}")
    page.locator("#slide h1").wait_for()
    idle(page)
    return page


def test_a_tile_of_the_map_leads_to_its_unit_and_another_indicator_draws_another_map(
    sample_app: App, page: Page
) -> None:
    opened(page, sample_app)
    phu_cat = page.locator(".tiles a", has_text="Phù Cát")
    expect(phu_cat).to_have_attribute("aria-label", re.compile(r"^LĐLĐ H\. Phù Cát: .* sáng kiến"))
    page.get_by_role("radio", name="Đại hội CĐCS").click()
    page.wait_for_url("**/?ban_do=congresses")
    expect(page.get_by_role("heading", name=re.compile("^Đại hội CĐCS: "))).to_be_visible()
    expect(phu_cat).to_have_attribute("aria-label", re.compile(r"^LĐLĐ H\. Phù Cát: .* CĐCS"))
    phu_cat.click()
    page.wait_for_url("**/don-vi?don_vi=phu_cat")
    expect(page.locator(".answer .over")).to_have_text("LĐLĐ huyện Phù Cát · Cả năm 2023")


def test_who_has_not_reported_is_named_and_leads_to_the_unit(sample_app: App, page: Page) -> None:
    opened(page, sample_app)
    expect(page.get_by_role("heading", name="Đợt 2: 14/15 đơn vị đã nhập số liệu")).to_be_visible()
    page.locator(".states").get_by_role("link", name="Vân Canh").click()
    page.wait_for_url("**/don-vi?don_vi=van_canh")


def test_the_sectors_page_says_what_the_measures_say_and_names_every_movement(
    sample_app: App, page: Page
) -> None:
    opened(page, sample_app, "khu-vuc")
    expect(page.locator(".answer h1").first).to_have_text(answer(known_to(sample_app)))
    for movement in load_plan().movements:
        expect(page.get_by_text(movement.title, exact=True).first).to_be_visible()
    page.get_by_role("radio", name="HCSN").click()
    page.wait_for_url("**/khu-vuc?khu_vuc=hcsn")
    expect(page.get_by_role("heading", name=re.compile("^Cán bộ công đoàn"))).to_have_count(0)
    page.locator(".pairs a", has_text="Đoàn viên mới").click()
    page.wait_for_url("**/chi-tieu?khu_vuc=hcsn&chi_tieu=members")


def test_the_slides_go_by_keyboard_and_escape_leads_back_with_the_filter(sample_app: App, page: Page) -> None:
    presented(page, sample_app, "trinh-chieu?dot=2")
    heading, count = page.locator("#slide h1"), page.locator("#count")
    expect(page.locator("#slide .over")).to_have_text("Toàn tỉnh · Đợt 2 · số liệu đến ngày 15/8/2023")
    expect(count).to_have_text("1/13")
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("2/13")
    page.keyboard.press("Space")
    expect(count).to_have_text("3/13")
    page.keyboard.press("ArrowLeft")
    expect(count).to_have_text("2/13")
    page.keyboard.press("End")
    expect(heading).to_contain_text("cam kết")
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("13/13")
    page.keyboard.press("Escape")
    page.wait_for_url("**/?dot=2")
    expect(page.locator(".answer .over")).to_have_text("Toàn tỉnh · Đợt 2")
    expect(page.get_by_role("link", name="Chỉ tiêu", exact=True)).to_be_visible()


def test_a_unit_of_the_matrix_gets_its_slide_and_escape_leads_back_to_the_matrix(
    sample_app: App, page: Page
) -> None:
    presented(page, sample_app, "trinh-chieu#trang-bang")
    page.locator("#slide").get_by_role("button", name="Phù Cát").click()
    expect(page.locator("#slide .over")).to_contain_text("LĐLĐ huyện Phù Cát · Cả năm 2023")
    assert page.url.endswith("#trang-don-vi-phu_cat")
    page.keyboard.press("Escape")
    expect(page.locator("#slide .grid")).to_be_visible()
    assert page.url.endswith("#trang-bang")


def test_full_screen_and_the_clock_are_one_key_away(sample_app: App, page: Page) -> None:
    presented(page, sample_app)
    expect(page.locator("#clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(page.locator("#age")).to_have_text(re.compile(r"^Số liệu lúc \d\d:\d\d"))
    expect(page.locator("#sample")).to_have_text("SỐ LIỆU MINH HỌA")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")


def test_slides_change_by_themselves_when_asked_to(sample_app: App, chromium: Browser) -> None:
    # Its clock is its own, so the page must be too.
    page = desk(chromium).new_page()
    page.clock.install()
    page.goto(f"{sample_app.url}/trinh-chieu")
    page.locator("#slide h1").wait_for()
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Tự chuyển trang")).to_have_attribute("aria-pressed", "true")
    page.clock.run_for(21_500)
    expect(page.locator("#count")).to_have_text("2/13")
    page.context.close()


def test_new_figures_come_onto_the_slide_that_stands_and_held_ones_wait(
    sample_history: Path, app_server: StartApp, page: Page, tmp_path: Path
) -> None:
    folder = own_copy(sample_history, tmp_path / "var")
    app = app_server(folder / "sample", f"sqlite:///{(folder / 'campaign.db').as_posix()}")
    presented(page, app, "trinh-chieu#trang-don-vi-phu_cat")
    told = page.locator("#slide .told")
    before = told.inner_text()
    workbook = next((folder / "sample").rglob("*phu*cat*.xlsx"))
    title = next(line.title for line in load_plan().lines if line.id == "initiatives_valid")
    edited(workbook, "Tổng hợp", title, 4, 999)
    expect(told).not_to_have_text(before, timeout=8000)
    assert page.url.endswith("#trang-don-vi-phu_cat")

    page.keyboard.press("c")
    expect(page.locator("#age")).to_have_text(re.compile(r"^Số liệu chốt lúc \d\d:\d\d$"))
    held, version = told.inner_text(), page.evaluate("fetch('health').then(it => it.json())")["version"]
    edited(workbook, "Tổng hợp", title, 4, 555)
    page.wait_for_function(
        "version => fetch('health').then(it => it.json()).then(it => it.version !== version)", arg=version
    )
    page.wait_for_timeout(800)
    assert told.inner_text() == held
    page.keyboard.press("c")
    expect(told).not_to_have_text(held)


@pytest.fixture(scope="module")
def projector(chromium: Browser) -> Iterator[Page]:
    """A foreigner's computer in the meeting room."""
    context = desk(chromium, locale="en-US")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("width", "height", "theme"), [(1920, 1080, "light"), (1024, 768, "dark"), (1400, 1050, "light")]
)
def test_every_slide_is_whole_on_a_projector_and_readable_from_afar(
    sample_app: App, projector: Page, width: int, height: int, theme: Literal["light", "dark"]
) -> None:
    projector.set_viewport_size({"width": width, "height": height})
    projector.emulate_media(color_scheme=theme)
    page = presented(projector, sample_app)
    number = int(page.locator("#count").inner_text().partition("/")[2])
    for _ in range(number):
        size = page.locator("#slide").evaluate(MEASURED)
        assert (page.url, size) == (page.url, {"hidden": [0, 0], "small": [], "figure": True})
        assert ENGLISH.findall(page.locator("body").inner_text()) == []
        assert ENGLISH.findall(page.locator("#piece.stage").inner_text()) == []
        page.keyboard.press("ArrowRight")
