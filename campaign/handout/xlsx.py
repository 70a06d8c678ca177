"""Workbooks of .xlsx that the units and the province fill, written from the schema."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import xlsxwriter

from campaign.handout.layout import (
    GUIDE_TAB,
    GUIDE_WIDTHS,
    GuideRow,
    Heading,
    Typed,
    guide_hint,
    guide_rows,
)
from campaign.handout.look import FONT, Look
from campaign.handout.tabs import Lists, fit_row, write_tab
from sheets_schema.plan import Phase, Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Workbook, Worksheet


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
    for name, value in heading.labels(workbook).items():
        book.set_custom_property(name, value, "text")
    look, lists = Look(book), Lists()
    _write_guide(book, look, workbook, heading)
    for worksheet in workbook.worksheets:
        write_tab(book, look, lists, worksheet, heading.line(workbook), rows.get(worksheet.name, ()))
    lists.write(book)
    for tab in book.worksheets():
        tab.set_header(f"&L{heading.plan.federation}&RPhong trào thi đua năm {heading.plan.year}")
    book.close()


def _write_guide(book: xlsxwriter.Workbook, look: Look, workbook: Workbook, heading: Heading) -> None:
    tab = book.add_worksheet(GUIDE_TAB)
    tab.hide_gridlines(2)
    for index, width in enumerate(GUIDE_WIDTHS):
        tab.set_column(index, index, width, look.text)
    tab.set_row(0, 26)
    tab.write_string(0, 0, f"{GUIDE_TAB.upper()} · {heading.line(workbook)}", look.title)
    tab.write_string(1, 0, guide_hint(heading), look.hint)
    for row, told in enumerate(guide_rows(workbook), start=3):
        _write_guide_row(tab, look, row, told)
    tab.set_landscape()
    tab.set_paper(9)
    tab.fit_to_pages(1, 0)
    tab.set_footer(f"&L{GUIDE_TAB}&RTrang &P/&N")
    tab.protect()


def _write_guide_row(tab: xlsxwriter.worksheet.Worksheet, look: Look, row: int, told: GuideRow) -> None:
    if told.kind == "rule":
        tab.merge_range(row, 0, row, len(GUIDE_WIDTHS) - 1, told.texts[0], look.text)
        fit_row(tab, row, [(told.texts[0], sum(GUIDE_WIDTHS))])
    elif told.kind == "worksheet":
        for index in range(len(GUIDE_WIDTHS)):
            tab.write_blank(row, index, None, look.group)
        title, description = told.texts
        tab.write_url(row, 0, f"internal:'{title}'!A1", look.group, title)
        tab.write_string(row, 1, description, look.group)
    elif told.kind == "column":
        fit_row(tab, row, list(zip(told.texts, GUIDE_WIDTHS, strict=True)))
        for index, text in enumerate(told.texts):
            tab.write_string(row, index, text, look.strong if told.required and index == 0 else look.text)
