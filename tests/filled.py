"""Workbooks as grids, laid out as the template lays them out, for tests of reading whole workbooks."""

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.records import RawSheet, RawWorkbook
from sheets_schema.cell import Cell
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Workbook, Worksheet

PLAN = load_plan()
Rows = Sequence[Mapping[str, Any]]


def unit_grid(
    unit: str = "LĐLĐ huyện Phù Cát",
    phase: str = "Đợt 2",
    *,
    key: str = "a.xlsx",
    labels: Mapping[str, str] | None = None,
    **rows: Rows,
) -> RawWorkbook:
    """Fill a unit's workbook: worksheet → rows of column → cell; a printed row names its `_key`."""
    return _grid(unit_workbook(PLAN), " · ".join(filter(None, (unit, phase))), key, labels or {}, rows)


def province_grid(**rows: Rows) -> RawWorkbook:
    """Fill the province's workbook."""
    return _grid(province_workbook(PLAN), PLAN.federation, "tinh.xlsx", {}, rows)


def examples(workbook: Workbook) -> dict[str, Rows]:
    """Return a row that follows every example, and every printed row filled."""
    return {worksheet.name: _examples(worksheet) for worksheet in workbook.worksheets}


def line(id: str, production: Cell, public: Cell) -> dict[str, Any]:
    """Fill one row of «Tổng hợp»."""
    return {"_key": (id,), "production": production, "public": public}


def _examples(worksheet: Worksheet) -> Rows:
    if not worksheet.fixed:
        return [{column.name: column.example for column in worksheet.columns}]
    rows = []
    for fixed in worksheet.fixed:
        shown = {*worksheet.key, *fixed.printed, *fixed.closed}
        asked = [column.name for column in worksheet.columns if column.name not in shown]
        cells = {name: worksheet.cell_column(fixed, name).example for name in asked}
        rows.append({"_key": fixed.key, **cells})
    return rows


def _grid(
    schema: Workbook, heading: str, key: str, labels: Mapping[str, str], rows: Mapping[str, Rows]
) -> RawWorkbook:
    assert not rows.keys() - {worksheet.name for worksheet in schema.worksheets}
    sheets = tuple(
        _sheet(worksheet, heading, rows.get(worksheet.name, ())) for worksheet in schema.worksheets
    )
    return RawWorkbook(key, key.removesuffix(".xlsx"), sheets, labels)


def _sheet(worksheet: Worksheet, heading: str, rows: Rows) -> RawSheet:
    title = " · ".join(filter(None, (worksheet.title.upper(), heading)))
    cells: list[tuple[Cell, ...]] = [
        (title,),
        (worksheet.description,),
        tuple(column.header for column in worksheet.columns),
    ]
    typed = {row["_key"]: row for row in rows if "_key" in row}
    group = ""
    for fixed in worksheet.fixed:
        if fixed.group != group:
            group = fixed.group
            cells.append((group,))
        printed = {**dict(zip(worksheet.key, fixed.labels, strict=True)), **fixed.printed}
        filled = {**printed, **typed.pop(fixed.key, {})}
        cells.append(tuple(filled.get(column.name) for column in worksheet.columns))
    assert not typed
    if not worksheet.fixed:
        cells += [tuple(row.get(column.name) for column in worksheet.columns) for row in rows]
    return RawSheet(worksheet.title, tuple(cells))
