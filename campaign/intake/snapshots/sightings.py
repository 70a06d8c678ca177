"""When a cell first read as it reads now: the refresh that brought what stands in it."""

import datetime
from collections.abc import Iterable

import sqlalchemy as sa
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from campaign.intake.snapshots import archive, grids
from campaign.intake.snapshots.store import SnapshotStore
from campaign.records import RawSheet
from sheets_schema.cell import Cell

Address = tuple[str, str, str]
"""Workbook key, title of the tab, cell: `("dot-1/phu-cat.xlsx", "Tổng hợp", "C7")`."""


def first_seen(
    store: SnapshotStore, after: int, upto: int, cells: Iterable[Address]
) -> dict[Address, datetime.datetime]:
    """Return for each cell the moment of the refresh since which it reads as at the refresh `upto`.

    Looks only at refreshes later than `after`; a cell of a workbook that did not change since has no entry.
    """
    asked = set(cells)
    states = _states(store, after, upto, {workbook for workbook, _, _ in asked})
    contents = store.contents(hash for found in states.values() for _, hash in found)
    seen: dict[Address, datetime.datetime] = {}
    for workbook, found in states.items():
        sheets = [
            (at, {each.title: each for each in grids.workbook(contents[hash], key="", title="").sheets})
            for at, hash in found
        ]
        for address in (each for each in asked if each[0] == workbook):
            seen[address] = _since(sheets, address)
    return seen


def _since(
    sheets: list[tuple[datetime.datetime, dict[str, RawSheet]]], address: Address
) -> datetime.datetime:
    _, tab, cell = address
    last, since = _typed(sheets[-1][1].get(tab), cell), sheets[-1][0]
    for at, tabs in reversed(sheets):
        if _typed(tabs.get(tab), cell) != last:
            break
        since = at
    return since


def _typed(sheet: RawSheet | None, cell: str) -> Cell:
    if sheet is None or not cell:
        return None
    letters, row = coordinate_from_string(cell)
    column = column_index_from_string(letters)
    return (
        sheet.cells[row - 1][column - 1]
        if row <= len(sheet.cells) and column <= len(sheet.cells[0])
        else None
    )


def _states(
    store: SnapshotStore, after: int, upto: int, workbooks: set[str]
) -> dict[str, list[tuple[datetime.datetime, str]]]:
    """Workbook → moment and content of each of its states, oldest first."""
    states, refreshes = archive.states, archive.refreshes
    chosen = (
        sa.select(states.c.key, states.c.content, refreshes.c.taken_at)
        .join(refreshes, states.c.refresh == refreshes.c.id)
        .where(states.c.refresh > after, states.c.refresh <= upto, states.c.content.is_not(None))
        .order_by(states.c.refresh)
    )
    found: dict[str, list[tuple[datetime.datetime, str]]] = {}
    with store.database.reading() as connection:
        for key, content, at in connection.execute(chosen):
            if key in workbooks:
                found.setdefault(key, []).append((at, content))
    return found
