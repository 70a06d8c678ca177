"""Requests about cells: values, formats, notes, validation, merges, sorting, copying."""

import copy
import unicodedata
from typing import Any

from tests.emulator.a1 import Area
from tests.emulator.book import Cell, Tab
from tests.emulator.entered import Entered, Formula, whole
from tests.emulator.fields import Mask, put_masked
from tests.emulator.formats import coloured
from tests.emulator.updates.call import Call, ranged
from tests.emulator.values import check_protection

Body = dict[str, Any]
ALL: Mask = {"userEnteredValue": {}, "userEnteredFormat": {}, "note": {}, "dataValidation": {}}


class Dresser:
    """Puts the masked parts of CellData into cells; a format that many cells share is made once."""

    def __init__(self, call: Call, mask: Mask) -> None:
        self.mask = ALL if "*" in mask else mask
        self.caller = call
        self.made: dict[tuple[int, int], tuple[Any, Any, dict[str, Any]]] = {}

    def put(self, cell: Cell, data: Body) -> None:
        if "userEnteredValue" in self.mask:
            cell.entered = _entered(self.caller, data.get("userEnteredValue") or {})
        if "userEnteredFormat" in self.mask:
            cell.format = self._format(cell.format, data)
        if "note" in self.mask:
            cell.note = data.get("note") or None
        if "dataValidation" in self.mask:
            cell.validation = data.get("dataValidation") or None

    def _format(self, present: Body, data: Body) -> Body:
        # Fresh cells share the format that is made for the first of them.
        key = id(present) if present else 0, id(data)
        if key not in self.made:
            out = {"userEnteredFormat": copy.deepcopy(present)}
            asked = {"userEnteredFormat": coloured(data.get("userEnteredFormat") or {})}
            put_masked(out, asked, {"userEnteredFormat": _with_styles(self.mask["userEnteredFormat"])})
            self.made[key] = present, data, out.get("userEnteredFormat", {})
        return self.made[key][2]


def _with_styles(mask: Mask) -> Mask:
    """A colour and its style are one thing under two names."""
    out = {name: _with_styles(below) for name, below in mask.items()}
    for name in mask:
        if name.endswith("Color"):
            out.setdefault(f"{name}Style", {})
        elif name.endswith("ColorStyle"):
            out.setdefault(name.removesuffix("Style"), {})
    return out


def _entered(call: Call, value: Body) -> Entered:
    given = {name: part for name, part in value.items() if part is not None}
    if len(given) > 1:
        raise call.refusal("Only one of the fields of ExtendedValue may be set.")
    for name, part in given.items():
        if name == "formulaValue":
            return Formula(part if part.startswith("=") else f"={part}")
        if name == "numberValue":
            return whole(float(part))
        if name == "errorValue":
            raise call.refusal("errorValue is a read-only field.")
        return None if part == "" else part
    return None


def _update(call: Call, body: Body) -> None:
    dresser, rows = Dresser(call, call.mask(body)), body.get("rows") or []
    if body.get("start") is not None:
        start = body["start"]
        tab = call.tab(start.get("sheetId"))
        top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
        width = max((len(row.get("values") or []) for row in rows), default=0)
        area = Area(top, left, top + len(rows), left + width)
        if area.bottom > tab.rows or area.right > tab.columns:
            raise call.refusal(
                f"Attempting to write column: {area.right - 1}, beyond the last requested column"
            )
        check_protection(call.book, tab, area, call.caller)
        for row, line in enumerate(rows, top):
            for column, data in enumerate(line.get("values") or [], left):
                dresser.put(tab.cell(row, column), data)
        return
    tab, area = call.editable(body.get("range") or {})
    for row in range(area.top, area.bottom):
        line = (rows[row - area.top].get("values") or []) if row - area.top < len(rows) else []
        for column in range(area.left, area.right):
            data = line[column - area.left] if column - area.left < len(line) else {}
            if data or (row, column) in tab.cells:
                dresser.put(tab.cell(row, column), data)


def _repeat(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    dresser, data = Dresser(call, call.mask(body)), body.get("cell") or {}
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            if data or (row, column) in tab.cells:
                dresser.put(tab.cell(row, column), data)


def _append(call: Call, body: Body) -> None:
    tab, rows = call.tab(body.get("sheetId")), body.get("rows") or []
    dresser, top = Dresser(call, call.mask(body)), tab.used().bottom
    tab.grow(top + len(rows), max((len(row.get("values") or []) for row in rows), default=0))
    for row, line in enumerate(rows, top):
        for column, data in enumerate(line.get("values") or []):
            dresser.put(tab.cell(row, column), data)


def _validate(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    rule = copy.deepcopy(body.get("rule"))
    if rule is not None:
        _check_rule(call, rule)
        rule = {name: value for name, value in rule.items() if value not in (False, None, "")}
        if rule["condition"].get("values") == []:
            del rule["condition"]["values"]
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            if rule is not None:
                tab.cell(row, column).validation = rule
            elif (row, column) in tab.cells:
                tab.cells[row, column].validation = None


VALUES_OF = {
    "ONE_OF_LIST": range(1, 501),
    "ONE_OF_RANGE": (1,),
    "CUSTOM_FORMULA": (1,),
    "NUMBER_BETWEEN": (2,),
    "NUMBER_NOT_BETWEEN": (2,),
    "DATE_BETWEEN": (2,),
    "DATE_NOT_BETWEEN": (2,),
    "DATE_IS_VALID": (0,),
    "TEXT_IS_EMAIL": (0,),
    "TEXT_IS_URL": (0,),
    "BOOLEAN": (0, 1, 2),
}


def _check_rule(call: Call, rule: Body) -> None:
    condition = rule.get("condition") or {}
    kind, values = condition.get("type"), condition.get("values") or []
    if kind in (None, "NOT_BLANK", "BLANK", "TEXT_STARTS_WITH", "TEXT_ENDS_WITH"):
        raise call.refusal(f"Condition type '{kind}' is not supported for data validation.")
    if len(values) not in VALUES_OF.get(kind, (1,)):
        raise call.refusal(f"ConditionType \\'{kind}\\' has the wrong number of values: {len(values)}.")
    if kind == "ONE_OF_LIST" and any(
        (value.get("userEnteredValue") or "").startswith("=") for value in values
    ):
        raise call.refusal("ONE_OF_LIST must not have formulas.")


def _merge(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    rows, columns = [(area.top, area.bottom)], [(area.left, area.right)]
    if body.get("mergeType") == "MERGE_ROWS":
        rows = [(row, row + 1) for row in range(area.top, area.bottom)]
    elif body.get("mergeType") == "MERGE_COLUMNS":
        columns = [(column, column + 1) for column in range(area.left, area.right)]
    _unmerge(call, body)
    for top, bottom in rows:
        for left, right in columns:
            tab.merges.append(
                {
                    "sheetId": tab.id,
                    "startRowIndex": top,
                    "endRowIndex": bottom,
                    "startColumnIndex": left,
                    "endColumnIndex": right,
                }
            )
            # Only the first cell of a merged range keeps what was in it.
            filled = [p for p, cell in sorted(tab.cells.items()) if Area(top, left, bottom, right).holds(*p)]
            for place in filled:
                if place != (top, left):
                    tab.cells[place].entered = None


def _unmerge(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    kept = []
    for merge in tab.merges:
        _, merged = call.area(merge)
        if not merged.meets(area):
            kept.append(merge)
        elif not (area.holds(merged.top, merged.left) and area.holds(merged.bottom - 1, merged.right - 1)):
            raise call.refusal("You must select all cells in a merged range to merge or unmerge them.")
    tab.merges = kept


def _sort_key(cell: Cell | None) -> tuple[Any, ...]:
    match cell.value if cell else None:
        case None:
            return (9,)
        case bool() as value:
            return (2, value)
        case int() | float() as value:
            return (0, value)
        case value:
            # As a dictionary sorts: letters first, their marks only to tell equal ones apart.
            text = unicodedata.normalize("NFD", str(value).casefold())
            return (1, "".join(c for c in text if not unicodedata.combining(c)), text)


def sort_rows(tab: Tab, area: Area, specs: list[Body]) -> None:
    """Sort the rows of a rectangle; blanks stay last in both orders."""
    rows = list(range(area.top, area.bottom))
    for spec in reversed(specs):
        column, down = spec.get("dimensionIndex") or 0, spec.get("sortOrder") == "DESCENDING"
        keys = {row: _sort_key(tab.cells.get((row, column))) for row in rows}
        filled = [row for row in rows if keys[row] != (9,)]
        rows = sorted(filled, key=keys.__getitem__, reverse=down) + [row for row in rows if keys[row] == (9,)]
    taken = {place: tab.cells.pop(place) for place in list(tab.cells) if area.holds(*place)}
    for new, old in enumerate(rows, area.top):
        for column in range(area.left, area.right):
            if (old, column) in taken:
                tab.cells[new, column] = taken[old, column]


def _sort(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    sort_rows(tab, area, body.get("sortSpecs") or [])


PASTED = {
    "PASTE_NORMAL": ("entered", "format", "validation", "note"),
    "PASTE_VALUES": ("entered",),
    "PASTE_FORMAT": ("format",),
    "PASTE_NO_BORDERS": ("entered", "format", "validation", "note"),
    "PASTE_FORMULA": ("entered",),
    "PASTE_DATA_VALIDATION": ("validation",),
}


def _copy(call: Call, body: Body) -> None:
    source, taken = call.area(body.get("source") or {})
    target, area = call.area(body.get("destination") or {})
    kind = body.get("pasteType") or "PASTE_NORMAL"
    if kind not in PASTED:
        raise call.refusal(f"pasteType {kind} is not done by the server on loopback.")
    height, width = taken.bottom - taken.top, taken.right - taken.left
    copies = {p: copy.copy(cell) for p, cell in source.cells.items() if taken.holds(*p)}
    rows = max(area.bottom - area.top, height) // height * height
    columns = max(area.right - area.left, width) // width * width
    written = Area(area.top, area.left, area.top + rows, area.left + columns)
    check_protection(call.book, target, written, call.caller)
    for row in range(written.top, written.bottom):
        for column in range(written.left, written.right):
            place = taken.top + (row - area.top) % height, taken.left + (column - area.left) % width
            model = copies.get(place, Cell())
            for name in PASTED[kind]:
                # Values of a formula are pasted as what they come to.
                value = model.value if kind == "PASTE_VALUES" else getattr(model, name)
                setattr(target.cell(row, column), name, value)


def _cut(call: Call, body: Body) -> None:
    source, taken = call.editable(body.get("source") or {})
    start = body.get("destination") or {}
    target = call.tab(start.get("sheetId"))
    down = (start.get("rowIndex") or 0) - taken.top
    right = (start.get("columnIndex") or 0) - taken.left
    cells = {p: source.cells.pop(p) for p in list(source.cells) if taken.holds(*p)}
    for (row, column), cell in cells.items():
        target.cells[row + down, column + right] = cell


def _borders(call: Call, body: Body) -> None:
    tab, area = call.editable(body.get("range") or {})
    edges = {
        "top": lambda row, column: row == area.top,
        "bottom": lambda row, column: row == area.bottom - 1,
        "left": lambda row, column: column == area.left,
        "right": lambda row, column: column == area.right - 1,
    }
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            cell, borders = tab.cell(row, column), {}
            for side, at_edge in edges.items():
                inner = "innerHorizontal" if side in ("top", "bottom") else "innerVertical"
                asked = body.get(side if at_edge(row, column) else inner)
                if asked:
                    borders[side] = coloured(asked)
            cell.format = cell.format | {"borders": cell.format.get("borders", {}) | borders}


def filter_range(call: Call, described: Body) -> Body:
    """Return a range with its sheet written out, once it is known to lie in the grid."""
    call.area(described)
    return ranged(described)


KINDS = {
    "updateCells": _update,
    "repeatCell": _repeat,
    "appendCells": _append,
    "setDataValidation": _validate,
    "mergeCells": _merge,
    "unmergeCells": _unmerge,
    "sortRange": _sort,
    "copyPaste": _copy,
    "cutPaste": _cut,
    "updateBorders": _borders,
}
