"""Workbooks of .xlsx that the units and the province fill, written from the schema."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import xlsxwriter

from campaign.handout.guide import RULES, briefly
from campaign.handout.look import FONT, Look
from campaign.handout.tabs import Lists, Typed, fit_row, write_tab
from sheets_schema.plan import Phase, Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vocabulary import Printed, Workbook, Worksheet

GUIDE_TAB = "Hướng dẫn"

_GUIDE_WIDTHS = (28, 44, 60, 40)


@dataclass(frozen=True)
class Heading:
    """For whom a workbook is: what its title lines and its properties say."""

    plan: Plan
    unit: Unit | None = None
    phase: Phase | None = None
    sample: bool = False
    """The figures in it are invented."""

    def line(self, workbook: Workbook) -> str:
        """Return what follows the tab's name in its title line."""
        if workbook.name == "province":
            parts = [self.plan.federation]
        else:
            parts = [
                self.unit.name if self.unit else "Đơn vị: …",
                self.phase.title if self.phase else "Đợt: …",
            ]
        return " · ".join([*parts, *(["SỐ LIỆU MINH HỌA"] if self.sample else [])])


def write_unit_template(
    path: Path,
    plan: Plan,
    unit: Unit | None,
    phase: Phase | None,
    *,
    rows: Mapping[str, Sequence[Typed]] | None = None,
    sample: bool = False,
) -> None:
    """Write the workbook of one unit for one phase, with `rows` typed into its worksheets.

    Without a unit or a phase the title lines leave a place to type them.
    """
    write_workbook(path, unit_workbook(plan), Heading(plan, unit, phase, sample), rows or {})


def write_province_template(
    path: Path, plan: Plan, *, rows: Mapping[str, Sequence[Typed]] | None = None, sample: bool = False
) -> None:
    """Write the workbook that the province fills."""
    write_workbook(path, province_workbook(plan), Heading(plan, sample=sample), rows or {})


def write_examples(path: Path, plan: Plan, kind: Literal["unit", "province"]) -> None:
    """Write a workbook filled with the examples of its own schema; the unit's is one of the second phase."""
    if kind == "province":
        write_province_template(path, plan, rows=examples(province_workbook(plan)))
    else:
        write_unit_template(path, plan, plan.units[0], plan.phases[1], rows=examples(unit_workbook(plan)))


def examples(workbook: Workbook) -> dict[str, list[dict[str, object]]]:
    """Return what a clerk types who follows every example: one row of a list, every cell of fixed rows."""
    return {worksheet.name: _examples(worksheet) for worksheet in workbook.worksheets}


def _examples(worksheet: Worksheet) -> list[dict[str, object]]:
    if not worksheet.fixed:
        return [{column.name: column.example for column in worksheet.columns}]
    rows: list[dict[str, object]] = []
    for fixed in worksheet.fixed:
        shown = {*worksheet.key, *fixed.printed, *fixed.closed}
        asked = [column.name for column in worksheet.columns if column.name not in shown]
        rows.append(
            {"_key": fixed.key, **{name: worksheet.cell_column(fixed, name).example for name in asked}}
        )
    return rows


def write_workbook(
    path: Path, workbook: Workbook, heading: Heading, rows: Mapping[str, Sequence[Typed]]
) -> None:
    """Write any workbook of the schema; the same arguments give the same bytes.

    `rows`: worksheet name → what is typed in it, in raw cells; a fixed row names its `_key`.
    """
    # A row of a protected sheet can be deleted only when all its cells are open, those beyond the table too.
    plain = {"font_name": FONT, "font_size": 11, "locked": False}
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_urls": False, "in_memory": True, "default_format_properties": plain}
    )
    # Excel's and the clock's own words would make two equal workbooks differ.
    created = datetime.datetime.combine(heading.plan.first_day, datetime.time())
    book.set_properties({"title": workbook.title, "author": heading.plan.federation, "created": created})
    _write_labels(book, workbook, heading)
    look, lists = Look(book), Lists()
    _write_guide(book, look, workbook, heading)
    for worksheet in workbook.worksheets:
        write_tab(book, look, lists, worksheet, heading.line(workbook), rows.get(worksheet.name, ()))
    lists.write(book)
    for tab in book.worksheets():
        tab.set_header(f"&L{heading.plan.federation}&RPhong trào thi đua năm {heading.plan.year}")
    book.close()


def _write_labels(book: xlsxwriter.Workbook, workbook: Workbook, heading: Heading) -> None:
    labels = {
        "kind": workbook.name,
        "plan": heading.plan.id,
        "unit": heading.unit.id if heading.unit else "",
        "phase": str(heading.phase.number) if heading.phase else "",
        "sample": "1" if heading.sample else "",
    }
    for name, value in labels.items():
        if value:
            book.set_custom_property(name, value, "text")


def _write_guide(book: xlsxwriter.Workbook, look: Look, workbook: Workbook, heading: Heading) -> None:
    tab = book.add_worksheet(GUIDE_TAB)
    tab.hide_gridlines(2)
    for index, width in enumerate(_GUIDE_WIDTHS):
        tab.set_column(index, index, width, look.text)
    tab.set_row(0, 26)
    tab.write_string(0, 0, f"{GUIDE_TAB.upper()} · {heading.line(workbook)}", look.title)
    due = (
        f" Hạn nhập xong {heading.phase.title.lower()}: {write_date(heading.phase.due)}."
        if heading.phase
        else ""
    )
    tab.write_string(1, 0, f"{heading.plan.title}.{due}", look.hint)
    row = 3
    for number, rule in enumerate(RULES, 1):
        tab.merge_range(row, 0, row, 3, f"{number}. {rule}", look.text)
        fit_row(tab, row, [(rule, sum(_GUIDE_WIDTHS))])
        row += 1
    for worksheet in workbook.worksheets:
        row = _write_columns(tab, look, worksheet, row + 1)
    tab.set_landscape()
    tab.set_paper(9)
    tab.fit_to_pages(1, 0)
    tab.set_footer(f"&L{GUIDE_TAB}&RTrang &P/&N")
    tab.protect()


def _write_columns(tab: xlsxwriter.worksheet.Worksheet, look: Look, worksheet: Worksheet, row: int) -> int:
    for index in range(4):
        tab.write_blank(row, index, None, look.group)
    tab.write_url(row, 0, f"internal:'{worksheet.title}'!A1", look.group, worksheet.title)
    tab.write_string(row, 1, worksheet.description, look.group)
    for column in worksheet.columns:
        if isinstance(column, Printed) or column.name == "row_no":
            continue
        row += 1
        need = ("Bắt buộc: " if column.required else "") + briefly(column)
        texts = (column.header, need, column.description, f"Ví dụ: {column.example}")
        fit_row(tab, row, list(zip(texts, _GUIDE_WIDTHS, strict=True)))
        for index, text in enumerate(texts):
            tab.write_string(row, index, text, look.strong if column.required and index == 0 else look.text)
    return row + 1
