"""A chart as a picture to paste in a paper or a message: SVG and PNG, in our own font, on white."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from campaign.output.charts import LOCALE, Spec

FONT = "Be Vietnam Pro"
INK, PAPER = "#16212c", "#ffffff"
STATUSES = ("#0b4f8a", "#0b6fb8", "#0f766e", "#b45309", "#b3261e", "#66727f", "#66727f")
"""The light theme's colours of a status, in the order of `Status`."""

WIDTH = 640
"""Units across; on the 16 cm between the margins of an A4 paper a label of 13 is 9 points high."""
DOTS = 1890
"""Pixels across of a PNG: 300 to an inch on those 16 cm."""
TITLE_LETTERS, SUBTITLE_LETTERS = 66, 100
"""Letters of a line of the title, and of the smaller one below it."""

_STATIC = Path(__file__).resolve().parents[2] / "static"


@dataclass(frozen=True)
class Picture:
    """One chart with what must stand on it wherever it goes."""

    spec: Spec
    title: str
    """What the chart shows, as one sentence: its finding."""
    basis: str
    """Filter, day and what the figures rest on."""
    alt: str = ""
    """What somebody hears who cannot see it; the title where there is none."""


def as_svg(picture: Picture) -> bytes:
    """Draw it as SVG, with title and description inside for those who cannot see it."""
    _fonts()
    drawn: str = vl_convert.vegalite_to_svg(_printed(picture), **_vietnamese())
    head, opening, rest = drawn.partition("<svg")
    attributes, close, inside = rest.partition(">")
    told = f"<title>{escape(picture.title)}</title><desc>{escape(_alt(picture))}</desc>"
    return f'{head}{opening} role="img"{attributes}{close}{told}{inside}'.encode()


def as_png(picture: Picture) -> bytes:
    """Draw it as PNG, sharp on the full width of an A4 paper."""
    _fonts()
    drawn: bytes = vl_convert.vegalite_to_png(_printed(picture), scale=DOTS / WIDTH, **_vietnamese())
    return drawn


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(_STATIC))


def _vietnamese() -> dict[str, Any]:
    # A specification of ours carries its data; no address is ever fetched.
    return {
        "format_locale": LOCALE["number"],
        "time_format_locale": LOCALE["time"],
        "allowed_base_urls": [],
    }


def _printed(picture: Picture) -> Spec:
    """The specification for paper: width, colours and font that on a screen come from the page."""
    spec = _inked(picture.spec)
    config = dict(spec.get("config", {}))
    ranges = {"category": list(STATUSES), **config.get("range", {})}
    title = {
        "text": textwrap.wrap(picture.title, TITLE_LETTERS),
        "subtitle": textwrap.wrap(picture.basis, SUBTITLE_LETTERS),
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 17,
        "fontWeight": 600,
        "lineHeight": 23,
        "subtitleFontSize": 12,
        "subtitleLineHeight": 17,
        "subtitleColor": INK,
        "subtitlePadding": 5,
        "color": INK,
        "offset": 16,
    }
    return {
        **spec,
        "title": title,
        "width": WIDTH,
        "padding": 12,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": PAPER,
        "config": {
            **config,
            "font": f"{FONT}, Arial, sans-serif",
            "range": ranges,
            "axis": {"labelColor": INK, "gridColor": "#d9e1e9", "tickColor": INK, **config.get("axis", {})},
            "legend": {"labelColor": INK, "labelFontSize": 13, **config.get("legend", {})},
        },
    }


def _inked(part: Any) -> Any:
    """Where a chart takes the colour of the page's text, paper has none to give."""
    if isinstance(part, Mapping):
        return {name: _inked(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_inked(value) for value in part]
    return INK if part == "currentColor" else part


def _alt(picture: Picture) -> str:
    return f"{picture.alt or picture.title} {picture.basis}".strip()
