"""One worksheet of the schema as a tab: headers, drop-downs, printed rows, and what is already typed."""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet as Tab

from campaign.handout.guide import briefly
from campaign.handout.look import Look
from sheets_schema.cell import CellError
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    FixedRow,
    InputRule,
    Money,
    SchemaError,
    Worksheet,
    YesNo,
)

LISTS_TAB = "Danh mục"
"""The hidden tab that holds the drop-downs too long for Excel's 255 characters."""

HEADER_ROW = 3
"""The sheet's row of headers, from 1; data begin below it."""

READY_ROWS = 1000
"""Rows of a list that have drop-downs and checks."""

Typed = Mapping[str, object]
"""Column name → what is typed; of a fixed row also `_key`, the codes of its key columns."""

_LONGEST_LIST = 255
_PAGE_WIDTH = 190
_PROTECTION = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass
class Lists:
    """The drop-downs of a workbook that need a range of their own."""

    columns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def source(self, options: tuple[str, ...]) -> list[str] | str:
        """Return the options as a validation takes them: inline, or the address of their range."""
        if len(",".join(options)) <= _LONGEST_LIST and not any("," in option for option in options):
            return list(options)
        letter = xl_col_to_name(len(self.columns))
        return self.columns.setdefault(options, f"='{LISTS_TAB}'!${letter}$1:${letter}${len(options)}")

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Add the hidden tab, where any drop-down needs it."""
        if not self.columns:
            return
        tab = book.add_worksheet(LISTS_TAB)
        for index, options in enumerate(self.columns):
            tab.write_column(0, index, options)
        tab.very_hidden()


@dataclass(frozen=True)
class Printed:
    """Where a row of a tab with fixed rows stands: a group's heading, or a row to fill."""

    row: int
    """The sheet's row number, from 1."""
    key: tuple[str, ...]
    """Empty for a heading."""
    heading: str = ""


def printed_rows(worksheet: Worksheet) -> tuple[Printed, ...]:
    """Lay out the fixed rows of a worksheet, each group under its heading."""
    laid: list[Printed] = []
    group = ""
    for fixed in worksheet.fixed:
        if fixed.group and fixed.group != group:
            laid.append(Printed(HEADER_ROW + 1 + len(laid), (), fixed.group))
        group = fixed.group
        laid.append(Printed(HEADER_ROW + 1 + len(laid), fixed.key))
    return tuple(laid)


def write_tab(
    book: xlsxwriter.Workbook,
    look: Look,
    lists: Lists,
    worksheet: Worksheet,
    heading: str,
    rows: Sequence[Typed],
) -> None:
    """Add one worksheet of the schema to a workbook, with `rows` typed into it."""
    tab = book.add_worksheet(worksheet.title)
    _write_head(tab, look, worksheet, heading)
    if worksheet.fixed:
        _write_fixed(tab, look, lists, worksheet, rows)
    else:
        _write_list(tab, look, lists, worksheet, rows)
    _set_up_page(tab, worksheet)
    tab.protect("", _PROTECTION)


def _write_head(tab: Tab, look: Look, worksheet: Worksheet, heading: str) -> None:
    title = f"{worksheet.title.upper()} · {heading}" if heading else worksheet.title.upper()
    tab.set_row(0, 26, look.bare)
    tab.write_string(0, 0, title, look.open_title if "…" in heading else look.title)
    tab.set_row(1, 20, look.bare)
    hint = "Dòng in đậm là bắt buộc." if worksheet.fixed else "Cột nền đậm, chữ trắng là bắt buộc."
    tab.write_string(1, 0, f"{worksheet.description} {hint}", look.hint)
    tab.set_row(HEADER_ROW - 1, 48)
    for index, column in enumerate(worksheet.columns):
        tab.write_string(HEADER_ROW - 1, index, column.header, look.header(column.required))
        note = f"{column.description}\nCần: {briefly(column)}.\nVí dụ: {column.example}"
        lines = sum(math.ceil(len(line) / 38) for line in note.split("\n"))
        options = {"author": "", "font_size": 9, "width": 240, "height": 16 + 15 * lines}
        tab.write_comment(HEADER_ROW - 1, index, note[:1000], options)


def _write_list(tab: Tab, look: Look, lists: Lists, worksheet: Worksheet, rows: Sequence[Typed]) -> None:
    last = max(READY_ROWS, 2 * len(rows)) + HEADER_ROW - 1
    formats = []
    for index, column in enumerate(worksheet.columns):
        formats.append(look.listed(column.number_format, _align(column)))
        tab.set_column(index, index, column.width, formats[-1])
        _validate(tab, lists, column, index, HEADER_ROW, last)
    places = {column.name: index for index, column in enumerate(worksheet.columns)}
    for number, typed in enumerate(rows, HEADER_ROW):
        fit_row(
            tab, number, [(value, worksheet.columns[places[name]].width) for name, value in typed.items()]
        )
        for name, value in typed.items():
            _write(tab, look, number, places[name], value, formats[places[name]])


def _write_fixed(tab: Tab, look: Look, lists: Lists, worksheet: Worksheet, rows: Sequence[Typed]) -> None:
    by_key = {typed["_key"]: typed for typed in rows}
    if unknown := by_key.keys() - {fixed.key for fixed in worksheet.fixed}:
        raise SchemaError(
            f"Trang «{worksheet.title}»: không có dòng in sẵn mang khóa {sorted(map(str, unknown))}."
        )
    laid = printed_rows(worksheet)
    fixed_rows = {fixed.key: fixed for fixed in worksheet.fixed}
    for index, column in enumerate(worksheet.columns):
        tab.set_column(index, index, column.width)
    for printed in laid:
        if printed.heading:
            for index in range(len(worksheet.columns)):
                tab.write_blank(printed.row - 1, index, None, look.group)
            tab.write_string(printed.row - 1, 0, printed.heading, look.group)
        else:
            typed = by_key.get(printed.key, {})
            _write_fixed_row(tab, look, worksheet, printed.row - 1, fixed_rows[printed.key], typed)
    for index, column, first, last in _runs(worksheet, laid):
        _validate(tab, lists, column, index, first - 1, last - 1)


def _write_fixed_row(
    tab: Tab, look: Look, worksheet: Worksheet, row: int, fixed: FixedRow, typed: Typed
) -> None:
    shown: dict[str, object] = {**dict(zip(worksheet.key, fixed.labels, strict=True)), **fixed.printed}
    texts = {**shown, **typed}
    fit_row(tab, row, [(texts.get(column.name), column.width) for column in worksheet.columns], least=18)
    required = any(column.required for column in fixed.columns.values())
    for index, column in enumerate(worksheet.columns):
        if column.name in shown:
            shape = look.printed_required if required and column.name in worksheet.key else look.printed
            _write(tab, look, row, index, texts[column.name], shape)
        elif column.name in fixed.closed:
            _write(tab, look, row, index, typed.get(column.name), look.closed)
        else:
            asked = worksheet.cell_column(fixed, column.name)
            shape = look.asked(asked.number_format, _align(asked))
            _write(tab, look, row, index, typed.get(column.name), shape)


def _runs(worksheet: Worksheet, laid: Sequence[Printed]) -> Iterator[tuple[int, Column, int, int]]:
    """Yield (column index, column, first row, last row) of neighbouring cells that ask for the same thing."""
    fixed = {row.key: row for row in worksheet.fixed}
    for index, column in enumerate(worksheet.columns):
        run: tuple[Column, int, int] | None = None
        for printed in laid:
            row = fixed.get(printed.key)
            shown = row is None or column.name in (*worksheet.key, *row.printed, *row.closed)
            asked = None if row is None or shown else worksheet.cell_column(row, column.name)
            if run and asked and asked.input_rule == run[0].input_rule:
                run = (run[0], run[1], printed.row)
                continue
            if run:
                yield index, *run
            run = (asked, printed.row, printed.row) if asked else None
        if run:
            yield index, *run


def _validate(tab: Tab, lists: Lists, column: Column, index: int, first: int, last: int) -> None:
    rule = column.input_rule
    if rule.kind == "none" or column.name == "row_no":
        return
    # A warning and not a stop: the reader also takes «12 người», «31-5-2023» and other spellings of a choice.
    asked: dict[str, object] = {
        "error_type": "warning",
        "error_title": "Xin kiểm tra lại",
        "error_message": _shortened(f"Cột “{column.header}” cần {briefly(column)}.", 255),
        **_criteria(rule, lists),
    }
    tab.data_validation(first, index, last, index, asked)


def _criteria(rule: InputRule, lists: Lists) -> dict[str, object]:
    if rule.kind == "list":
        return {"validate": "list", "source": lists.source(rule.options)}
    if rule.kind == "date":
        low = rule.minimum or datetime.date(2000, 1, 1)
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": low,
            "maximum": rule.maximum or datetime.date(2099, 12, 31),
        }
    low = -(10**9) if rule.minimum is None else rule.minimum
    high = 10**9 if rule.maximum is None else rule.maximum
    return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}


def _align(column: Column) -> str:
    if isinstance(column, Count | Money):
        return "right"
    return "center" if isinstance(column, Choice | YesNo | Date) else "left"


def fit_row(tab: Tab, row: int, texts: Sequence[tuple[object, float]], least: float = 16) -> None:
    """Make a row as high as its wrapped texts need, given as (text, width of its column).

    Not every spreadsheet program does so by itself when it opens a file.
    """
    lines = (
        sum(math.ceil(max(1, len(part)) / max(1, width - 1)) for part in str(text or "").split("\n"))
        for text, width in texts
    )
    height = 15.0 * max(lines, default=1) + 1
    if height > least:
        tab.set_row(row, height)


def _write(tab: Tab, look: Look, row: int, index: int, value: object, shape: Format) -> None:
    if value is None:
        tab.write_blank(row, index, None, shape)
    elif isinstance(value, CellError):
        tab.write_formula(row, index, f"={value.code}", shape, value.code)
    elif isinstance(value, bool):
        tab.write_boolean(row, index, value, shape)
    elif isinstance(value, int | float):
        tab.write_number(row, index, value, shape)
    elif isinstance(value, datetime.date):
        dated = look.style(num_format="dd/mm/yyyy", valign="top", align="center", locked=False)
        moment = value if isinstance(value, datetime.datetime) else datetime.datetime(*value.timetuple()[:6])
        tab.write_datetime(row, index, moment, dated if shape.num_format != "dd/mm/yyyy" else shape)
    else:
        tab.write_string(row, index, str(value), shape)


def _set_up_page(tab: Tab, worksheet: Worksheet) -> None:
    places = [column.name for column in worksheet.columns]
    keys = [places.index(name) for name in (worksheet.key if worksheet.fixed else worksheet.key[:1])]
    tab.freeze_panes(HEADER_ROW, max(keys) + 1)
    tab.set_landscape()
    tab.set_paper(9)
    tab.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    # A long table over several pages in width stays legible; its key column is repeated on each.
    pages = math.ceil(sum(column.width for column in worksheet.columns) / _PAGE_WIDTH)
    tab.fit_to_pages(pages, 0)
    tab.repeat_rows(0, HEADER_ROW - 1)
    if pages > 1:
        tab.repeat_columns(0, max(keys))
    tab.set_footer(f"&L{worksheet.title}&RTrang &P/&N")


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
