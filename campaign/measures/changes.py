"""What changed between two snapshots: figures that rose, fell, appeared or vanished, to rows and cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from campaign.measures.measured import Scope
from campaign.measures.progress import EVERYTHING, progress
from campaign.measures.rows import once_per_snapshot, plain
from campaign.records import SheetPlace, Snapshot
from sheets_schema.plan import Indicator, Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Choice, Column, Worksheet

Kind = Literal["rose", "fell", "appeared", "vanished"]
RowKind = Literal["appeared", "vanished", "uncounted", "changed"]
"""`uncounted`: the row is still in the sheet, and something in it keeps it from counting now."""
UNCOUNTED = "không được tính"
"""What stands for a cell that is filled and does not count."""
NOT_DATA = frozenset({"row_no"})
"""Columns that only number the rows."""
OWN_PLACE = SheetPlace("", {})


@dataclass(frozen=True)
class FigureChange:
    """One indicator of one unit, or of the province, that is another figure now."""

    indicator: Indicator
    unit: str | None
    before: int | None
    after: int | None

    @property
    def kind(self) -> Kind:
        """Which way it went; a figure that was unknown before did not rise, it appeared."""
        if self.before is None:
            return "appeared"
        if self.after is None:
            return "vanished"
        return "rose" if self.after > self.before else "fell"

    @property
    def amount(self) -> int:
        """How much more there is now; unknown counts for nothing on its side."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class CellChange:
    """One cell: what stood there and what stands there now, as people read it; empty for a blank."""

    column: str
    """The column's header."""
    name: str
    cell: str
    """`H14` as it stands now, or stood where the row vanished."""
    before: str
    after: str
    link: str = ""


@dataclass(frozen=True)
class RowChange:
    """One row that appeared, vanished or reads otherwise."""

    kind: RowKind
    unit: str
    phase: int | None
    workbook: str
    worksheet: str
    """Name in the schema."""
    title: str
    """The tab's title."""
    row: int
    label: str
    """What the row is about: the line of «Tổng hợp», the name of a list's row."""
    cells: tuple[CellChange, ...]
    """The cells that differ; of a row that appeared or vanished, all that are filled."""


@dataclass(frozen=True)
class _Row:
    workbook: str
    unit: str
    phase: int | None
    row: int
    values: Mapping[str, Any]


def as_typed(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot as the sheets have it, whatever was closed."""
    return _without_closings(snapshot) if snapshot.closings else snapshot


@once_per_snapshot
def figure_changes(now: Snapshot, then: Snapshot, scope: Scope = EVERYTHING) -> tuple[FigureChange, ...]:
    """Return the figures that differ, in the plan's order: of each the province first, then its units."""
    now, then = as_typed(now), as_typed(then)
    known = {unit.id for unit in then.units}
    units = [None, *(unit.id for unit in now.units)] if scope.unit is None else [scope.unit]
    found = []
    for indicator in now.plan.indicators:
        for unit in units:
            asked = replace(scope, unit=unit)
            before = progress(then, indicator.id, asked).actual if unit is None or unit in known else None
            after = progress(now, indicator.id, asked).actual
            if before != after:
                found.append(FigureChange(indicator, unit, before, after))
    return tuple(found)


@once_per_snapshot
def row_changes(now: Snapshot, then: Snapshot, scope: Scope = EVERYTHING) -> tuple[RowChange, ...]:
    """Return the rows that differ, worksheet by worksheet, unit by unit.

    A row of a list is the same row while its key is, wherever it stands; one whose key was edited is the same
    while it stands in its place and most of it reads as before.
    """
    order = {unit.id: place for place, unit in enumerate(now.units)}
    worksheets = (*unit_workbook(now.plan).worksheets, *province_workbook(now.plan).worksheets)
    return tuple(
        change
        for worksheet in worksheets
        if worksheet.name in now.tables and worksheet.name in then.tables
        for change in sorted(
            _changes(now, then, worksheet, scope),
            key=lambda one: (order.get(one.unit, len(order)), one.phase or 0, one.row),
        )
    )


def adjustments(now: Snapshot, closed: Snapshot, phase: int) -> tuple[RowChange, ...]:
    """Return what was edited since a phase was closed: what units report, and what was verified.

    `closed` is the snapshot of the closing, its late units in it.
    """
    whose = {worksheet.name for worksheet in unit_workbook(now.plan).worksheets} | {"verifications"}
    return tuple(one for one in row_changes(now, closed, Scope(phase)) if one.worksheet in whose)


@once_per_snapshot
def _without_closings(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, closings={})


def _changes(now: Snapshot, then: Snapshot, worksheet: Worksheet, scope: Scope) -> Iterator[RowChange]:
    names = [
        column.name
        for column in worksheet.columns
        if column.name not in NOT_DATA
        and all(column.name in each.tables[worksheet.name].columns for each in (now, then))
    ]
    new, old = (_by_workbook(each, worksheet, names) for each in (now, then))
    for workbook in dict.fromkeys((*old, *new)):
        before, after = old.get(workbook, []), new.get(workbook, [])
        if before == after:
            continue
        for was, is_ in _paired(worksheet, before, after):
            change = _change(now, then, worksheet, was, is_, scope)
            if change is not None:
                yield change


def _by_workbook(snapshot: Snapshot, worksheet: Worksheet, names: list[str]) -> dict[str, list[_Row]]:
    frame = snapshot.tables[worksheet.name]
    place = (plain(frame[name]) for name in ("workbook", "unit", "phase", "row"))
    values = zip(*(plain(frame[name]) for name in names), strict=True)
    found: dict[str, list[_Row]] = {}
    for (workbook, unit, phase, row), told in zip(zip(*place, strict=True), values, strict=True):
        number = int(phase) if phase is not None else None
        found.setdefault(workbook, []).append(
            _Row(workbook, unit or "", number, row, dict(zip(names, told, strict=True)))
        )
    return found


def _paired(
    worksheet: Worksheet, before: list[_Row], after: list[_Row]
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Bring the rows of two states of one sheet together; equal rows are left out."""
    new = dict(_keyed(worksheet, after))
    left: list[_Row] = []
    for key, row in _keyed(worksheet, before):
        other = new.pop(key, None)
        if other is None:
            left.append(row)
        elif other.values != row.values:
            yield row, other
    at = {row.row: (key, row) for key, row in new.items()}
    for row in left:
        key, other = at.get(row.row, (None, None))
        if other is not None and key in new and _alike(row, other):
            del new[key]
            yield row, other
        else:
            yield row, None
    for row in new.values():
        yield None, row


def _keyed(worksheet: Worksheet, rows: list[_Row]) -> Iterator[tuple[Any, _Row]]:
    seen: dict[Any, int] = {}
    for row in rows:
        key = tuple(fold(str(row.values.get(name) or "")) for name in worksheet.key)
        seen[key] = seen.get(key, 0) + 1
        yield (key, seen[key]), row


def _alike(one: _Row, other: _Row) -> bool:
    pairs = [(value, other.values[name]) for name, value in one.values.items()]
    filled = [pair for pair in pairs if pair != (None, None)]
    return bool(2 * sum(was == is_ for was, is_ in filled) >= len(filled))


def _change(
    now: Snapshot, then: Snapshot, worksheet: Worksheet, was: _Row | None, is_: _Row | None, scope: Scope
) -> RowChange | None:
    row, snapshot = (is_, now) if is_ is not None else (was, then)
    assert row is not None
    if scope.unit not in (None, row.unit) or scope.phase not in (None, row.phase):
        return None
    place = snapshot.places.get((row.workbook, worksheet.name), OWN_PLACE)
    cells = tuple(
        CellChange(
            column=column.header,
            name=column.name,
            cell=place.cell(column.name, row.row),
            before=_told(then, worksheet, column, was, row),
            after=_told(now, worksheet, column, is_, row),
            link=place.link + place.cell(column.name, row.row) if place.link else "",
        )
        for column in worksheet.columns
        if column.name in row.values
        and (was.values[column.name] if was else None) != (is_.values[column.name] if is_ else None)
        and _of_sector(column.name, row, scope)
    )
    if not cells:
        return None
    return RowChange(
        kind=_kind(now, worksheet, was, is_),
        unit=row.unit,
        phase=row.phase,
        workbook=row.workbook,
        worksheet=worksheet.name,
        title=place.title or worksheet.title,
        row=row.row,
        label=_label(now.plan, worksheet, row),
        cells=cells,
    )


def _kind(now: Snapshot, worksheet: Worksheet, was: _Row | None, is_: _Row | None) -> RowKind:
    if is_ is None:
        assert was is not None
        there = any(place[:4] == _place(worksheet, was) for place in _left_out(now))
        return "uncounted" if there else "vanished"
    return "appeared" if was is None else "changed"


def _told(snapshot: Snapshot, worksheet: Worksheet, column: Column, of: _Row | None, row: _Row) -> str:
    """What a cell says in one of the snapshots; a filled cell that does not count is no blank."""
    value = of.values.get(column.name) if of else None
    if value is None and (*_place(worksheet, of or row), column.name) in _left_out(snapshot):
        return UNCOUNTED
    return _written(snapshot.plan, column, value)


def _place(worksheet: Worksheet, row: _Row) -> tuple[str, int | None, str, int]:
    return row.unit, row.phase, worksheet.name, row.row


@once_per_snapshot
def _left_out(snapshot: Snapshot) -> frozenset[tuple[Any, ...]]:
    columns = ("unit", "phase", "worksheet", "row", "column")
    return frozenset(zip(*(plain(snapshot.left_out[name]) for name in columns), strict=True))


def _of_sector(column: str, row: _Row, scope: Scope) -> bool:
    if scope.sector is None or column == scope.sector:
        return True
    sector: str | None = row.values.get("sector")
    return column not in {"production", "public"} and sector in {None, scope.sector}


def _label(plan: Plan, worksheet: Worksheet, row: _Row) -> str:
    key = tuple(str(row.values.get(name) or "") for name in worksheet.key)
    for fixed in worksheet.fixed:
        if fixed.key == key:
            return " · ".join(label for label in fixed.labels if label)
    told = (_written(plan, worksheet.column(name), row.values.get(name)) for name in worksheet.key)
    return " · ".join(part for part in told if part)


def _written(plan: Plan, column: Column, value: Any) -> str:
    """A value as people read it; empty where the cell was blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int):
        return write_count(value)
    if hasattr(value, "year"):
        return write_date(value)
    if isinstance(column, Choice):
        return next((title for title, code in column.codes.items() if code == value), str(value))
    if column.name == "unit":
        return next((unit.short for unit in plan.units if unit.id == value), str(value))
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
