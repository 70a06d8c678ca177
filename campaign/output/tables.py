"""A table to take along: CSV as Vietnamese Excel opens it, and .xlsx; nothing in it can act as a formula."""

import csv
import datetime
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import NO_FIGURE

Kind = Literal["text", "count", "decimal", "points", "percent", "money", "date", "time"]
Value = str | int | float | datetime.date | datetime.datetime | None

FORMATS: dict[Kind, str] = {
    "text": "@",
    "count": "#,##0",
    "decimal": "#,##0.0",
    "points": "#,##0.00",
    "percent": "0.0%",
    "money": "#,##0",
    "date": "d/m/yyyy",
    "time": "hh:mm d/m/yyyy",
}
WIDEST, NARROWEST = 48, 9
"""Letters that a column of the .xlsx is wide at most and at least."""
LINE, HIGHEST = 16.5, 400.0
"""Points of a line of text, and of the highest row that Excel takes."""
LANDSCAPE = 6
"""Columns from which an A4 page is printed across."""
ACTING = "=+-@\t\r\n|＝＋－＠"
"""At the head of a cell, some spreadsheet takes each of these for a formula or a call of a program."""

FONT, HEAD = "Times New Roman", "#D6E4F0"


@dataclass(frozen=True)
class Column:
    """One column: its title, and what stands in it; money is đồng, a percent is a share of 1."""

    head: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """One table with what must stand above it wherever it goes."""

    title: str
    basis: str
    """Filter, day and what the figures rest on."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    """None is written «—»: blank is not zero."""
    name: str = ""
    """Of its tab; the title where there is none."""


def as_csv(sheet: Sheet) -> bytes:
    """Write it as UTF-8 with a mark and semicolons: title, basis, an empty line, then heads and rows."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow([inert(sheet.title)])
    rows.writerow([inert(sheet.basis)])
    rows.writerow([])
    rows.writerow([inert(column.head) for column in sheet.columns])
    for row in sheet.rows:
        rows.writerow([_in_csv(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)])
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(*sheets: Sheet) -> bytes:
    """Write one workbook with a tab for each: text as text, numbers as numbers, ready to print on A4."""
    written = io.BytesIO()
    inertly = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, {"in_memory": True, **inertly}) as book:
        base = {"font_name": FONT, "font_size": 12, "valign": "top"}
        formats = {
            kind: book.add_format({**base, "num_format": code, "border": 1, "text_wrap": kind == "text"})
            for kind, code in FORMATS.items()
        }
        heads = {
            "title": book.add_format({**base, "bold": True, "font_size": 14}),
            "basis": book.add_format({**base, "italic": True}),
            "head": book.add_format(
                {**base, "bold": True, "border": 1, "bg_color": HEAD, "text_wrap": True, "valign": "vcenter"}
            ),
            "none": book.add_format({**base, "border": 1, "align": "right"}),
        }
        taken: set[str] = set()
        for sheet in sheets:
            _tab(book.add_worksheet(_tab_name(sheet, taken)), sheet, formats, heads)
    return written.getvalue()


def inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before what one would."""
    return f"'{text}" if text.lstrip(" ")[:1] and text.lstrip(" ")[0] in ACTING else text


def _tab(tab: Worksheet, sheet: Sheet, formats: dict[Kind, Format], heads: dict[str, Format]) -> None:
    tab.write_string(0, 0, sheet.title, heads["title"])
    tab.write_string(1, 0, sheet.basis, heads["basis"])
    widths = [_width(sheet, place) for place in range(len(sheet.columns))]
    for place, column in enumerate(sheet.columns):
        tab.write_string(3, place, column.head, heads["head"])
        tab.set_column(place, place, widths[place])
    tab.set_row(3, _height([column.head for column in sheet.columns], widths))
    for number, row in enumerate(sheet.rows, start=4):
        tab.set_row(number, _height(row, widths))
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _cell(tab, (number, place), value, formats[column.kind], heads["none"])
    tab.freeze_panes(4, 1)
    tab.autofilter(3, 0, 3 + len(sheet.rows), len(sheet.columns) - 1)
    tab.set_paper(9)
    tab.fit_to_pages(1, 0)
    tab.repeat_rows(3)
    tab.set_footer("&C&P/&N")
    if len(sheet.columns) >= LANDSCAPE:
        tab.set_landscape()


def _cell(tab: Worksheet, at: tuple[int, int], value: Value, style: Format, none: Format) -> None:
    if value is None:
        tab.write_string(*at, NO_FIGURE, none)
    elif isinstance(value, str):
        tab.write_string(*at, value, style)
    elif isinstance(value, datetime.date):
        tab.write_datetime(*at, datetime.datetime(*value.timetuple()[:6]), style)
    else:
        tab.write_number(*at, value, style)


def _in_csv(value: Value, kind: Kind) -> str:
    if value is None:
        return NO_FIGURE
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, datetime.datetime):
        return f"{value:%H:%M} {write_date(value)}"
    if isinstance(value, datetime.date):
        return write_date(value)
    if kind == "percent":
        return f"{round(value * 100, 1):.1f}%".replace(".", ",")
    # Without dots between thousands: Excel reads them, and then shows them as its own locale does.
    places = {"decimal": 1, "points": 2}.get(kind, 0)
    return f"{value:.{places}f}".replace(".", ",")


def _width(sheet: Sheet, place: int) -> float:
    column = sheet.columns[place]
    head = max((len(word) for word in column.head.split()), default=0)
    texts = [len(_in_csv(row[place], column.kind)) for row in sheet.rows]
    return min(WIDEST, max(NARROWEST, head, *texts, 0) + 2)


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Points for the longest text of a row, wrapped: only Excel finds them by itself."""
    lines = [
        sum(math.ceil(len(line) / (width - 1)) for line in value.splitlines())
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str) and value
    ]
    return min(LINE * max(lines, default=1), HIGHEST)


def _tab_name(sheet: Sheet, taken: set[str]) -> str:
    """At most 31 letters, none that Excel refuses, and none twice."""
    name = re.sub(r"[\[\]:*?/\\']", " ", sheet.name or sheet.title).strip()[:31].strip() or "Bảng"
    number = 2
    while name.casefold() in taken:
        name = f"{name[:27].strip()} ({number})"
        number += 1
    taken.add(name.casefold())
    return name


def columns(*heads: str | tuple[str, Kind]) -> tuple[Column, ...]:
    """Return columns from titles alone (text) and pairs of title and kind."""
    return tuple(Column(one) if isinstance(one, str) else Column(*one) for one in heads)
