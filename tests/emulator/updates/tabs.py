"""Requests about the spreadsheet and its tabs."""

import copy
from typing import Any

from tests.emulator.a1 import Area
from tests.emulator.book import Tab
from tests.emulator.described import outward_properties
from tests.emulator.fields import put_masked
from tests.emulator.formats import coloured
from tests.emulator.updates.call import Call
from tests.emulator.values import check_protection

Body = dict[str, Any]


def _add(call: Call, body: Body) -> Body:
    asked = copy.deepcopy(body.get("properties") or {})
    title = asked.get("title") or _free_title(call)
    _check_title(call, title)
    sheet_id = asked.get("sheetId")
    if sheet_id is not None and any(tab.id == sheet_id for tab in call.book.tabs):
        raise call.refusal(f"Sheet with id {sheet_id} already exists.")
    tab = call.book.add_tab(title, sheet_id)
    asked["title"] = title
    _put(call, tab, asked, {name: {} for name in asked if name != "sheetId"})
    if asked.get("index") is not None:
        _move(call, tab, asked["index"], adding=True)
    return {"properties": outward_properties(tab.properties)}


def _free_title(call: Call) -> str:
    number = len(call.book.tabs) + 1
    while call.book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _check_title(call: Call, title: str, own: Tab | None = None) -> None:
    if any(tab is not own and tab.title.casefold() == title.casefold() for tab in call.book.tabs):
        raise call.refusal(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _put(call: Call, tab: Tab, properties: Body, mask: dict[str, Any]) -> None:
    kept = copy.deepcopy(tab.properties)
    grid = kept["gridProperties"]
    asked = coloured(properties)
    if mask.keys() == {"*"}:
        mask = {name: {} for name in asked}
    if "gridProperties" in mask and not mask["gridProperties"]:
        mask = mask | {"gridProperties": {name: {} for name in asked.get("gridProperties") or {}}}
    mask = {name: below for name, below in mask.items() if name not in ("index", "sheetId")}
    put_masked(kept, asked, mask)
    for name in ("tabColor", "tabColorStyle"):
        other = "tabColorStyle" if name == "tabColor" else "tabColor"
        if name in mask and name in kept:
            kept[other] = asked.get(other, {})
        elif name in mask:
            kept.pop(other, None)
        if kept.get(name) == {} or kept.get("tabColorStyle") == {}:
            kept.pop(name, None)
    size = kept.setdefault("gridProperties", grid)
    if not size.get("rowCount") or not size.get("columnCount"):
        raise call.refusal("gridProperties must have at least one row and one column.")
    if (
        size.get("frozenRowCount", 0) >= size["rowCount"]
        or size.get("frozenColumnCount", 0) >= size["columnCount"]
    ):
        raise call.refusal("You can't freeze all visible rows on the sheet.")
    tab.properties = kept
    tab.cells = {
        place: cell
        for place, cell in tab.cells.items()
        if place[0] < size["rowCount"] and place[1] < size["columnCount"]
    }


def _move(call: Call, tab: Tab, index: int, adding: bool = False) -> None:
    tabs = call.book.tabs
    before = tabs.index(tab)
    tabs.remove(tab)
    # An index counts the places before the move, as the API does.
    tabs.insert(index - 1 if index > before and not adding else index, tab)
    call.book.number_tabs()


def _update(call: Call, body: Body) -> None:
    mask, properties = call.mask(body), body["properties"]
    tab = call.tab(properties.get("sheetId"))
    if "title" in mask or ("*" in mask and "title" in properties):
        if not properties.get("title"):
            raise call.refusal("You can't leave the name of a sheet empty.")
        _check_title(call, properties["title"], tab)
    _put(call, tab, properties, mask)
    if "index" in mask:
        _move(call, tab, properties.get("index") or 0)
    if all(other.properties.get("hidden") for other in call.book.tabs):
        raise call.refusal("You can't hide all the sheets in a document.")


def _delete(call: Call, body: Body) -> None:
    tab = call.tab(body.get("sheetId"))
    check_protection(call.book, tab, Area(0, 0, tab.rows, tab.columns), call.caller)
    if not any(other is not tab and not other.properties.get("hidden") for other in call.book.tabs):
        raise call.refusal("You can't remove all the visible sheets in a document.")
    call.book.tabs.remove(tab)
    call.book.number_tabs()
    call.book.metadata = [entry for entry in call.book.metadata if entry.sheet_id != tab.id]
    call.book.named = [named for named in call.book.named if named["range"].get("sheetId", 0) != tab.id]


def _duplicate(call: Call, body: Body) -> Body:
    source = call.tab(body.get("sourceSheetId"))
    title = body.get("newSheetName") or _copy_title(call, source.title)
    _check_title(call, title)
    new_id = body.get("newSheetId")
    tab = copy_of(call, source, call.book.new_id() if new_id is None else new_id, title)
    index = body.get("insertSheetIndex")
    call.book.tabs.insert(call.book.tabs.index(source) + 1 if index is None else index, tab)
    call.book.number_tabs()
    return {"properties": outward_properties(tab.properties)}


def _copy_title(call: Call, title: str) -> str:
    name, number = f"Copy of {title}", 1
    while call.book.titled(name):
        number += 1
        name = f"Copy of {title} {number}"
    return name


def copy_of(call: Call, source: Tab, sheet_id: int, title: str) -> Tab:
    """Return a copy of a tab under a new number: ranges follow it, entries get numbers of their own."""
    tab = source.copied()
    tab.properties |= {"sheetId": sheet_id, "title": title}
    tab.properties.pop("hidden", None)
    for attached in (*tab.attached(), *tab.groups.values()):
        _renumber(attached, source.id, sheet_id)
    for entry in tab.protected:
        entry["protectedRangeId"] = call.book.new_id()
    if call.copies_carry_tags:
        for entry in list(call.book.metadata):
            if entry.sheet_id == source.id:
                kept = copy.copy(entry)
                kept.id, kept.sheet_id = call.book.new_id(), sheet_id
                call.book.metadata.append(kept)
    return tab


def _renumber(described: Any, old: int, new: int) -> None:
    for item in described if isinstance(described, list) else described.values():
        if isinstance(item, dict | list):
            _renumber(item, old, new)
    if isinstance(described, dict) and described.get("sheetId") == old:
        described["sheetId"] = new


def _update_spreadsheet(call: Call, body: Body) -> None:
    mask, properties = call.mask(body), body["properties"]
    if mask.keys() == {"*"}:
        mask = {name: {} for name in properties}
    kept = copy.deepcopy(call.book.properties)
    put_masked(kept, properties, mask)
    for name in ("title", "locale", "timeZone", "autoRecalc"):
        if not kept.get(name):
            raise call.refusal(f"Invalid value at '{name}'.")
    call.book.properties = kept


KINDS = {
    "addSheet": _add,
    "updateSheetProperties": _update,
    "deleteSheet": _delete,
    "duplicateSheet": _duplicate,
    "updateSpreadsheetProperties": _update_spreadsheet,
}
