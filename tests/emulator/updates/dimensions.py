"""Requests about rows and columns."""

import copy
from typing import Any

from tests.emulator.a1 import Area
from tests.emulator.book import Tab
from tests.emulator.fields import put_masked
from tests.emulator.shifts import Deleted, Inserted, Moved
from tests.emulator.updates.call import Call
from tests.emulator.values import check_protection

Body = dict[str, Any]
SIZES = {"ROWS": "rowCount", "COLUMNS": "columnCount"}


def _span(call: Call, described: Body) -> tuple[Tab, str, int, int]:
    tab = call.tab(described.get("sheetId"))
    dimension = described.get("dimension")
    if dimension not in SIZES:
        raise call.refusal("No dimension specified.")
    size = tab.properties["gridProperties"][SIZES[dimension]]
    end = described.get("endIndex")
    return tab, dimension, described.get("startIndex") or 0, size if end is None else end


def _check(call: Call, tab: Tab, dimension: str, start: int, end: int) -> None:
    area = Area(start, 0, end, tab.columns) if dimension == "ROWS" else Area(0, start, tab.rows, end)
    check_protection(call.book, tab, area, call.caller)


def _resize(tab: Tab, dimension: str, by: int) -> None:
    tab.properties["gridProperties"][SIZES[dimension]] += by


def _update(call: Call, body: Body) -> None:
    tab, dimension, start, end = _span(call, body["range"])
    mask = call.mask(body)
    for index in range(start, end):
        put_masked(tab.dimensions[dimension].setdefault(index, {}), copy.deepcopy(body["properties"]), mask)


def _insert(call: Call, body: Body) -> None:
    tab, dimension, start, end = _span(call, body["range"])
    size = tab.properties["gridProperties"][SIZES[dimension]]
    if start > size or end <= start:
        raise call.refusal(f"range.startIndex[{start}] must be less than the grid size ({size}).")
    if body.get("inheritFromBefore") and start == 0:
        raise call.refusal("inheritFromBefore cannot be true if inserting at the very edge of a sheet.")
    call.book.shift(tab, dimension, Inserted(start, end - start))
    _resize(tab, dimension, end - start)
    _dress(tab, dimension, start, end, start - 1 if body.get("inheritFromBefore") else end)


def _dress(tab: Tab, dimension: str, start: int, end: int, model: int) -> None:
    """Give new rows or columns the formats and rules of their neighbour."""
    by_row = dimension == "ROWS"
    for (row, column), cell in list(tab.cells.items()):
        if (row if by_row else column) == model and (cell.format or cell.validation):
            for index in range(start, end):
                new = tab.cell(*((index, column) if by_row else (row, index)))
                new.format, new.validation = cell.format, cell.validation


def _delete(call: Call, body: Body) -> None:
    tab, dimension, start, end = _span(call, body["range"])
    size = tab.properties["gridProperties"][SIZES[dimension]]
    end = min(end, size)
    if start >= size:
        raise call.refusal(
            f"Cannot delete a {dimension[:-1].lower()} that doesn't exist. Tried to delete index {start}."
        )
    if end - start >= size:
        raise call.refusal(f"You can't delete all the {dimension.lower()} on the sheet.")
    _check(call, tab, dimension, start, end)
    call.book.shift(tab, dimension, Deleted(start, end))
    _resize(tab, dimension, start - end)


def _move(call: Call, body: Body) -> None:
    tab, dimension, start, end = _span(call, body["source"])
    to = body.get("destinationIndex") or 0
    if start < to < end:
        raise call.refusal("destinationIndex must not be within the source range.")
    _check(call, tab, dimension, start, end)
    call.book.shift(tab, dimension, Moved(start, end, to))


def _append(call: Call, body: Body) -> None:
    tab, dimension, _, _ = _span(call, {"sheetId": body.get("sheetId"), "dimension": body.get("dimension")})
    _resize(tab, dimension, body.get("length") or 0)


def _auto_resize(call: Call, body: Body) -> None:
    _span(call, body.get("dimensions") or {})


def _add_group(call: Call, body: Body) -> Body:
    tab, dimension, start, end = _span(call, body["range"])
    span = {"sheetId": tab.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    around = [g for g in tab.groups[dimension] if g["range"]["startIndex"] <= start < g["range"]["endIndex"]]
    tab.groups[dimension].append({"range": span, "depth": len(around) + 1})
    return {"dimensionGroups": copy.deepcopy(tab.groups[dimension])}


def _delete_group(call: Call, body: Body) -> Body:
    tab, dimension, start, end = _span(call, body["range"])
    found = [
        group
        for group in tab.groups[dimension]
        if (group["range"]["startIndex"], group["range"]["endIndex"]) == (start, end)
    ]
    if not found:
        raise call.refusal("There is no group at that range.")
    tab.groups[dimension].remove(found[-1])
    kept = copy.deepcopy(tab.groups[dimension])
    return {"dimensionGroups": kept} if kept else {}


KINDS = {
    "updateDimensionProperties": _update,
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "appendDimension": _append,
    "autoResizeDimensions": _auto_resize,
    "addDimensionGroup": _add_group,
    "deleteDimensionGroup": _delete_group,
}
