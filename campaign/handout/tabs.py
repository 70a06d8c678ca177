"""One worksheet of the schema as a tab: headers, drop-downs, printed rows, and what is already typed."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet as Tab

from campaign.handout.layout import (
    HEADER_ROW,
    READY_ROWS,
    Typed,
    align,
    asked,
    frozen_columns,
    hint_line,
    is_required,
    note,
    printed_rows,
    printed_texts,
    runs,
    title_line,
    warning,
)
from campaign.handout.look import Look
from sheets_schema.cell import CellError
from sheets_schema.vocabulary import Column, FixedRow, InputRule, SchemaError, Worksheet

LISTS_TAB = "Danh mục"
"""The hidden tab that holds the drop-downs too long for Excel's 255 characters."""

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
    tab.set_row(0, 26, look.bare)
    tab.write_string(0, 0, title_line(worksheet, heading), look.open_title if "…" in heading else look.title)
    tab.set_row(1, 20, look.bare)
    tab.write_string(1, 0, hint_line(worksheet), look.hint)
    tab.set_row(HEADER_ROW - 1, 48)
    for index, column in enumerate(worksheet.columns):
        tab.write_string(HEADER_ROW - 1, index, column.header, look.header(column.required))
        told = note(column)
        lines = sum(math.ceil(len(line) / 38) for line in told.split("\n"))
        options = {"author": "", "font_size": 9, "width": 240, "height": 16 + 15 * lines}
        tab.write_comment(HEADER_ROW - 1, index, told[:1000], options)


def _write_list(tab: Tab, look: Look, lists: Lists, worksheet: Worksheet, rows: Sequence[Typed]) -> None:
    last = max(READY_ROWS, 2 * len(rows)) + HEADER_ROW - 1
    formats = []
    for index, column in enumerate(worksheet.columns):
        formats.append(look.listed(column.number_format, align(column)))
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
    for index, column, first, last in runs(worksheet, laid):
        _validate(tab, lists, column, index, first - 1, last - 1)


def _write_fixed_row(
    tab: Tab, look: Look, worksheet: Worksheet, row: int, fixed: FixedRow, typed: Typed
) -> None:
    shown = printed_texts(worksheet, fixed)
    texts: dict[str, object] = {**shown, **typed}
    fit_row(tab, row, [(texts.get(column.name), column.width) for column in worksheet.columns], least=18)
    for index, column in enumerate(worksheet.columns):
        if column.name in shown:
            shape = (
                look.printed_required if is_required(fixed) and column.name in worksheet.key else look.printed
            )
            _write(tab, look, row, index, texts[column.name], shape)
        else:
            cell = asked(worksheet, fixed, column)
            shape = look.asked(cell.number_format, align(cell)) if cell else look.closed
            _write(tab, look, row, index, typed.get(column.name), shape)


def _validate(tab: Tab, lists: Lists, column: Column, index: int, first: int, last: int) -> None:
    rule = column.input_rule
    if rule.kind == "none" or column.name == "row_no":
        return
    # A warning and not a stop: the reader also takes «12 người», «31-5-2023» and other spellings of a choice.
    told: dict[str, object] = {
        "error_type": "warning",
        "error_title": "Xin kiểm tra lại",
        "error_message": _shortened(warning(column), 255),
        **_criteria(rule, lists),
    }
    tab.data_validation(first, index, last, index, told)


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


def fit_row(tab: Tab, row: int, texts: Sequence[tuple[object, float]], least: float = 16) -> None:
    """Make a row as high as its wrapped texts need, given as (text, width of its column).

    Not every spreadsheet program does so by itself when it opens a file.
    """
    height = 15.0 * max((_lines(str(text), width - 1) for text, width in texts if text), default=1) + 1
    if height > least:
        tab.set_row(row, height)


def _lines(text: str, width: float) -> int:
    if len(text) <= width and "\n" not in text:  # nearly every cell
        return 1
    return sum(math.ceil(max(1, len(part)) / max(1, width)) for part in text.split("\n"))


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
    frozen = frozen_columns(worksheet)
    tab.freeze_panes(HEADER_ROW, frozen)
    tab.set_landscape()
    tab.set_paper(9)
    tab.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    # A long table over several pages in width stays legible; its key column is repeated on each.
    pages = math.ceil(sum(column.width for column in worksheet.columns) / _PAGE_WIDTH)
    tab.fit_to_pages(pages, 0)
    tab.repeat_rows(0, HEADER_ROW - 1)
    if pages > 1:
        tab.repeat_columns(0, frozen - 1)
    tab.set_footer(f"&L{worksheet.title}&RTrang &P/&N")


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
