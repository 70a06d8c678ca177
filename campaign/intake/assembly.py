"""From checked workbooks to one snapshot: one table per worksheet, all workbooks together."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from campaign.intake.summary import figures
from campaign.intake.validation import asked_by, check_together, countable, without_repeated
from campaign.records import (
    CheckedWorkbook,
    Finding,
    SheetPlace,
    Snapshot,
    SourceState,
    Table,
    WorkbookState,
)
from sheets_schema.cell import Month, Value
from sheets_schema.plan import Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Column, Count, Date, Money, Worksheet, YesNo

PLACE = ("unit", "phase", "workbook", "row")


def assemble(
    plan: Plan,
    workbooks: Sequence[CheckedWorkbook],
    states: Sequence[WorkbookState],
    *,
    source: SourceState,
    known: pd.DataFrame,
    version: str,
    taken_at: datetime.datetime,
    today: datetime.date,
) -> Snapshot:
    """Put all that counts into one snapshot; equal workbooks in any order give equal tables.

    A workbook whose unit or phase is unknown, or that another contradicts, has only its findings here.
    """
    counted = _ordered(plan, without_repeated(plan, countable(workbooks)))
    findings = _findings(plan, workbooks, check_together(plan, workbooks), today)
    worksheets = (*unit_workbook(plan).worksheets, *province_workbook(plan).worksheets)
    return Snapshot(
        version=version,
        taken_at=taken_at,
        today=today,
        plan=plan,
        units=units(plan, counted, today),
        tables={worksheet.name: _frame(worksheet, counted) for worksheet in worksheets},
        findings=tuple(finding for finding in findings if finding.severity != "note"),
        notes=tuple(finding for finding in findings if finding.severity == "note"),
        workbooks=tuple(states),
        source=source,
        known=known,
        left_out=_left_out(counted),
        places={
            (book.key, name): SheetPlace(table.title, table.cells, table.link)
            for book in counted
            for name, table in book.tables.items()
        },
    )


def line_totals(checked: CheckedWorkbook) -> dict[str, dict[str, int]]:
    """Return line → sector → figure of «Tổng hợp», blanks absent: what a course over time is made of."""
    totals: dict[str, dict[str, int]] = {}
    for (line, sector), (_, value) in figures(checked.tables.get("summary")).items():
        totals.setdefault(line, {})[sector] = value
    return totals


def units(plan: Plan, workbooks: Sequence[CheckedWorkbook], today: datetime.date) -> tuple[Unit, ...]:
    """Return the units active on the day: those of the plan as «Đơn vị» describes them, then new ones.

    A unit of the plan that the list leaves out stays; one ends by its last day, never by a lost row.
    """
    rows = [row for book in workbooks if book.kind == "province" for row in _rows(book.tables.get("units"))]
    described = {str(row["code"]): row for row in rows if row.get("code")}
    planned = {unit.id: unit for unit in plan.units}
    found = [_described(unit, described.get(unit.id, {})) for unit in plan.units]
    found += [_new_unit(code, row) for code, row in described.items() if code not in planned]
    return tuple(unit for unit in found if _active(described.get(unit.id, {}), today))


def _ordered(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> list[CheckedWorkbook]:
    place = {unit.id: index for index, unit in enumerate(plan.units)}
    return sorted(workbooks, key=lambda book: (book.phase or 0, place.get(book.unit, len(place)), book.key))


def _findings(
    plan: Plan, workbooks: Sequence[CheckedWorkbook], together: Sequence[Finding], today: datetime.date
) -> tuple[Finding, ...]:
    """Return every finding, those across workbooks beside the others of the workbook they are about."""
    by_book: dict[str, list[Finding]] = {}
    for finding in together:
        by_book.setdefault(finding.workbook, []).append(finding)
    return tuple(
        finding
        for book in _ordered(plan, workbooks)
        for finding in asked_by(plan, book, (*book.findings, *by_book.get(book.key, ())), today)
    )


def _frame(worksheet: Worksheet, workbooks: Sequence[CheckedWorkbook]) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in PLACE}
    columns |= {column.name: [] for column in worksheet.columns}
    named = {column.name for column in worksheet.columns}
    for book in workbooks:
        table = book.tables.get(worksheet.name)
        if table is None:
            continue
        count = len(table.rows)
        for name, value in (("unit", book.unit or None), ("phase", book.phase), ("workbook", book.key)):
            # Where the province's rows say themselves of which unit and phase they are, the rows are right.
            if name not in named:
                columns[name] += [value] * count
        columns["row"] += table.rows
        for column in worksheet.columns:
            columns[column.name] += table.values[column.name]
    kinds = {column.name: column for column in worksheet.columns}
    return pd.DataFrame({name: _typed(name, kinds.get(name), values) for name, values in columns.items()})


def _typed(name: str, column: Column | None, values: list[Any]) -> Any:
    if name == "phase":
        return _whole([None if value is None else int(value) for value in values])
    if name == "row" or isinstance(column, Count | Money):
        return _whole(values)
    if isinstance(column, Date):
        days = [value.first_day if isinstance(value, Month) else value for value in values]
        return np.array(days, dtype="datetime64[s]")
    if isinstance(column, YesNo):
        return pd.array(values, dtype="boolean")
    return pd.Series(values, dtype=object)


def _whole(values: Sequence[int | None]) -> Any:
    blank = np.array([value is None for value in values], dtype=bool)
    numbers = np.array([0 if value is None else value for value in values], dtype="int64")
    return pd.arrays.IntegerArray(numbers, blank)


def _left_out(workbooks: Sequence[CheckedWorkbook]) -> pd.DataFrame:
    rows = [
        (book.unit or None, book.phase, name, left.row, left.column, left.reason)
        for book in workbooks
        for name, table in book.tables.items()
        for left in table.left_out
    ]
    unit, phase, worksheet, row, column, reason = zip(*rows, strict=True) if rows else ((),) * 6
    return pd.DataFrame(
        {
            "unit": _typed("unit", None, list(unit)),
            "phase": _whole(phase),
            "worksheet": _typed("worksheet", None, list(worksheet)),
            "row": _whole(row),
            "column": _typed("column", None, list(column)),
            "reason": _typed("reason", None, list(reason)),
        }
    )


def _rows(table: Table | None) -> Iterator[Mapping[str, Value | None]]:
    if table is not None:
        for index in range(len(table.rows)):
            yield {name: values[index] for name, values in table.values.items()}


def _described(unit: Unit, row: Mapping[str, Value | None]) -> Unit:
    if not row:
        return unit
    name, short, block = (_text(row, column) for column in ("name", "short", "block"))
    aliases = tuple(dict.fromkeys((*unit.aliases, *_aliases(row))))
    return replace(
        unit, name=name or unit.name, short=short or unit.short, block=block or unit.block, aliases=aliases
    )


def _new_unit(code: str, row: Mapping[str, Value | None]) -> Unit:
    short = _text(row, "short") or _text(row, "name") or code
    return Unit(
        id=code,
        name=_text(row, "name") or short,
        short=short,
        plain=short,
        kind="district" if _text(row, "kind").startswith("LĐLĐ") else "industry",
        block=_text(row, "block"),
        aliases=_aliases(row),
    )


def _aliases(row: Mapping[str, Value | None]) -> tuple[str, ...]:
    value = row.get("aliases")
    written = value if isinstance(value, str) else ""
    return tuple(part.strip() for part in written.split(";") if part.strip())


def _text(row: Mapping[str, Value | None], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _active(row: Mapping[str, Value | None], today: datetime.date) -> bool:
    first, last = row.get("active_from"), row.get("active_to")
    begun = not isinstance(first, datetime.date) or first <= today
    return begun and (not isinstance(last, datetime.date) or last >= today)
