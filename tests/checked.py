"""Checked workbooks made by hand, for tests of what is judged and counted after reading."""

import datetime
from collections.abc import Sequence
from typing import Any

from campaign.records import CheckedWorkbook, LeftOut, Table
from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook

PLAN: Plan = load_plan()
MAY, JULY, AUGUST = datetime.date(2023, 5, 5), datetime.date(2023, 7, 1), datetime.date(2023, 8, 1)


def table(name: str, *rows: dict[str, Any], left_out: Sequence[LeftOut] = ()) -> Table:
    """Fill a worksheet's table; a row names only what is filled, the first is sheet row 4."""
    worksheets = (*unit_workbook(PLAN).worksheets, *province_workbook(PLAN).worksheets)
    worksheet = next(worksheet for worksheet in worksheets if worksheet.name == name)
    names = [column.name for column in worksheet.columns]
    assert not {column for row in rows for column in row} - set(names)
    return Table(
        worksheet=name,
        title=worksheet.title,
        rows=tuple(range(4, 4 + len(rows))),
        values={column: tuple(row.get(column) for row in rows) for column in names},
        cells={column: chr(65 + place) for place, column in enumerate(names)},
        left_out=tuple(left_out),
    )


def summary(**lines: tuple[int | None, int | None]) -> Table:
    """Fill «Tổng hợp»: line → figures of production and public."""
    rows = [{"line": line, "production": sxkd, "public": hcsn} for line, (sxkd, hcsn) in lines.items()]
    return table("summary", *rows)


def unit_book(unit: str, phase: int | None, *tables: Table, key: str = "") -> CheckedWorkbook:
    """Make the workbook of a unit for a phase."""
    return _book("unit", unit, phase, tables, key or f"dot-{phase}/{unit}.xlsx")


def province_book(*tables: Table) -> CheckedWorkbook:
    """Make the province's workbook."""
    return _book("province", "", None, tables, "tinh.xlsx")


def _book(kind: Any, unit: str, phase: int | None, tables: Sequence[Table], key: str) -> CheckedWorkbook:
    named = {each.worksheet: each for each in tables}
    received = tuple(each.worksheet for each in tables if each.rows)
    return CheckedWorkbook(key, key, kind, unit, phase, named, (), received)
