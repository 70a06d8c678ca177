"""Charts as pictures: drawn in our font, on white, saying what they rest on."""

import struct
from xml.etree import ElementTree

import pytest

from campaign.measures import course
from campaign.output import charts
from campaign.output.pictures import Picture, as_png, as_svg
from tests.small_province import line, snapshot, target
from tests.test_charts import GROWING

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def picture() -> Picture:
    shown = snapshot(**GROWING)
    spec = charts.course(course.of(shown, "initiatives"), shown.plan, shown.today)
    return Picture(spec, "Đạt 600/1.000 sáng kiến (60%) <b>&", "Toàn tỉnh · 1/3 đơn vị đã báo cáo")


@pytest.fixture(scope="module")
def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(as_svg(picture))


def test_an_svg_tells_what_it_shows_to_those_who_cannot_see_it(drawn: ElementTree.Element) -> None:
    assert drawn.get("role") == "img"
    assert drawn.findtext(f"{SVG}title") == "Đạt 600/1.000 sáng kiến (60%) <b>&"
    assert drawn.findtext(f"{SVG}desc") == (
        "Đạt 600/1.000 sáng kiến (60%) <b>& Toàn tỉnh · 1/3 đơn vị đã báo cáo"
    )


def test_its_finding_and_its_basis_stand_on_it_in_vietnamese(drawn: ElementTree.Element) -> None:
    written = [text.text for text in drawn.iter(f"{SVG}text")]
    assert "Đạt 600/1.000 sáng kiến (60%) <b>&" in written
    assert "Toàn tỉnh · 1/3 đơn vị đã báo cáo" in written
    assert "1.000" in written
    assert {text.get("font-family") for text in drawn.iter(f"{SVG}text")} == {
        "Be Vietnam Pro, Arial, sans-serif"
    }


def test_nothing_on_paper_takes_its_colour_from_a_page(picture: Picture) -> None:
    assert b"currentColor" not in as_svg(picture)


def test_a_png_is_as_sharp_as_print_asks(picture: Picture) -> None:
    drawn = as_png(picture)
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", drawn[16:20]) == (1890,)


def test_a_name_that_a_clerk_typed_stays_a_name(picture: Picture) -> None:
    shown = snapshot(
        summary=[line("phu_cat", 2, "initiatives_valid", 4, 1)], targets=[target("initiatives", "phu_cat", 5)]
    )
    spec = charts.course(course.of(shown, "initiatives"), shown.plan, shown.today)
    typed = '<script>alert(1)</script>" onload="x'
    svg = as_svg(Picture(spec, typed, typed)).decode()
    assert "<script" not in svg
    assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == typed
