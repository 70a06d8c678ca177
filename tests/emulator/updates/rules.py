"""Requests about what hangs on ranges: protection, names, conditional formats, tags, filters, tables."""

import copy
import re
from typing import Any

from tests.emulator.book import Metadata, Tab
from tests.emulator.described import metadata, outward, protected
from tests.emulator.fields import put_masked
from tests.emulator.formats import coloured
from tests.emulator.updates.call import Call, kept, ranged

Body = dict[str, Any]


def _with_ranges(call: Call, described: Body) -> Body:
    """Return a description whose ranges are known to lie in the grid and carry their sheetId."""
    out = kept(described)
    for name in ("range", "ranges", "unprotectedRanges"):
        if isinstance(out.get(name), dict):
            call.area(out[name])
            out[name] = ranged(out[name])
        elif out.get(name):
            for item in out[name]:
                call.area(item)
            out[name] = [ranged(item) for item in out[name]]
    return out


def _add_protected(call: Call, body: Body) -> Body:
    entry = _with_ranges(call, body["protectedRange"])
    if not isinstance(entry.get("range"), dict):
        raise call.refusal("protectedRange.range must be set.")
    if entry.get("warningOnly") and entry.get("editors"):
        raise call.refusal("Editors cannot be set on a protected range with a warning.")
    entry.pop("requestingUserCanEdit", None)
    entry.setdefault("protectedRangeId", call.book.new_id())
    tab = call.tab(entry["range"]["sheetId"])
    reply = entry | {"requestingUserCanEdit": True}
    if not entry.get("warningOnly"):
        reply = reply | {"editors": copy.deepcopy(entry.get("editors") or {})}
        users = (entry.get("editors") or {}).get("users") or []
        missing = [account for account in (call.caller, call.book.owner) if account and account not in users]
        entry["editors"] = (entry.get("editors") or {}) | {"users": [*users, *missing]}
    tab.protected.append(entry)
    return {"protectedRange": outward(reply)}


def _protected(call: Call, number: int | None) -> tuple[Tab, Body]:
    for tab in call.book.tabs:
        for entry in tab.protected:
            if entry["protectedRangeId"] == number:
                if "editors" not in protected(entry, call.caller, call.book.owner) and not entry.get(
                    "warningOnly"
                ):
                    raise call.refusal("You don't have permission to edit this protected range.")
                return tab, entry
    raise call.refusal(f"No protected range with id {number}.")


def _update_protected(call: Call, body: Body) -> None:
    asked = _with_ranges(call, body["protectedRange"])
    tab, entry = _protected(call, asked.get("protectedRangeId"))
    mask = call.mask(body)
    asked.pop("requestingUserCanEdit", None)
    put_masked(entry, asked, {name: {} for name in asked} if "*" in mask else mask)
    target = call.tab(entry["range"].get("sheetId"))
    if target is not tab:
        tab.protected.remove(entry)
        target.protected.append(entry)
    if not entry.get("warningOnly"):
        users = entry.setdefault("editors", {}).setdefault("users", [])
        users += [account for account in (call.caller, call.book.owner) if account and account not in users]


def _delete_protected(call: Call, body: Body) -> None:
    tab, entry = _protected(call, body.get("protectedRangeId"))
    tab.protected.remove(entry)


def _named(call: Call, number: str | None) -> Body:
    for named in call.book.named:
        if named["namedRangeId"] == number:
            return named
    raise call.refusal(f"No named range with id: {number}")


def _check_name(call: Call, name: str, own: Body | None = None) -> None:
    if not re.fullmatch(r"[^\W\d]\w{0,249}", name) or re.fullmatch(r"[A-Za-z]{1,3}\d+", name):
        raise call.refusal(f"Invalid name: {name}")
    if any(named is not own and named["name"].casefold() == name.casefold() for named in call.book.named):
        raise call.refusal(f"A named range with the name '{name}' already exists.")


def _add_named(call: Call, body: Body) -> Body:
    entry = _with_ranges(call, body["namedRange"])
    _check_name(call, entry.get("name") or "")
    entry.setdefault("namedRangeId", str(call.book.new_id()))
    call.book.named.append(entry)
    return {"namedRange": outward(entry)}


def _update_named(call: Call, body: Body) -> None:
    asked = _with_ranges(call, body["namedRange"])
    entry = _named(call, asked.get("namedRangeId"))
    mask = call.mask(body)
    if "name" in asked:
        _check_name(call, asked["name"], entry)
    put_masked(entry, asked, {name: {} for name in asked} if "*" in mask else mask)


def _delete_named(call: Call, body: Body) -> None:
    call.book.named.remove(_named(call, body.get("namedRangeId")))


def _add_conditional(call: Call, body: Body) -> None:
    rule = coloured(_with_ranges(call, body["rule"]))
    if not rule.get("ranges"):
        raise call.refusal("The rule must have at least one range.")
    tab = call.tab(rule["ranges"][0]["sheetId"])
    tab.conditional.insert(body.get("index") or 0, rule)


def _conditional(call: Call, body: Body) -> tuple[Tab, int]:
    tab, index = call.tab(body.get("sheetId")), body.get("index") or 0
    if index >= len(tab.conditional):
        raise call.refusal(f"No conditional format on sheet: {tab.id} at index: {index}")
    return tab, index


def _update_conditional(call: Call, body: Body) -> Body:
    rule = coloured(_with_ranges(call, body["rule"])) if body.get("rule") else None
    place = body if rule is None else {"sheetId": rule["ranges"][0]["sheetId"]} | body
    tab, index = _conditional(call, place)
    old = tab.conditional.pop(index)
    new_index = index if body.get("newIndex") is None else body["newIndex"]
    tab.conditional.insert(new_index, rule or old)
    return {
        "newRule": outward(rule or old),
        "newIndex": new_index,
        "oldRule": outward(old),
        "oldIndex": index,
    }


def _delete_conditional(call: Call, body: Body) -> Body:
    tab, index = _conditional(call, body)
    return {"rule": outward(tab.conditional.pop(index))}


def _create_tag(call: Call, body: Body) -> Body:
    asked = body.get("developerMetadata") or {}
    if not asked.get("metadataKey") or asked.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise call.refusal("A metadataKey and a visibility must be set.")
    number = asked.get("metadataId")
    if number is not None and any(entry.id == number for entry in call.book.metadata):
        raise call.refusal(f"DeveloperMetadata with ID {number} already exists.")
    entry = Metadata(
        call.book.new_id() if number is None else number,
        asked["metadataKey"],
        asked.get("metadataValue"),
        asked["visibility"],
        *_location(call, asked.get("location") or {}),
    )
    call.book.metadata.append(entry)
    return {"developerMetadata": metadata(entry)}


def _location(call: Call, location: Body) -> tuple[int | None, str | None, int | None]:
    span = location.get("dimensionRange")
    if span is not None:
        tab, start = call.tab(span.get("sheetId")), span.get("startIndex") or 0
        if span.get("endIndex") != start + 1 or span.get("dimension") not in ("ROWS", "COLUMNS"):
            raise call.refusal("location.dimensionRange must be exactly one row or column.")
        return tab.id, span["dimension"], start
    if location.get("sheetId") is not None:
        return call.tab(location["sheetId"]).id, None, None
    if location.get("spreadsheet"):
        return None, None, None
    raise call.refusal("location must be set.")


def matching(call: Call, filters: list[Body]) -> list[tuple[Metadata, Body]]:
    """Return the entries that data filters find, each with the filter that found it first."""
    return [
        (entry, wanted)
        for entry in call.book.metadata
        for wanted in [next((each for each in filters if _finds(call, each, entry)), None)]
        if wanted is not None
    ]


def _finds(call: Call, data_filter: Body, entry: Metadata) -> bool:
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        return False
    kind = metadata(entry)["location"]["locationType"]
    within = lookup.get("metadataLocation")
    return (
        lookup.get("metadataKey") in (None, entry.key)
        and lookup.get("metadataValue") in (None, entry.value)
        and lookup.get("metadataId") in (None, entry.id)
        and lookup.get("visibility") in (None, entry.visibility)
        and lookup.get("locationType") in (None, kind)
        and (within is None or _location(call, within)[0] in (None, entry.sheet_id))
    )


def _update_tags(call: Call, body: Body) -> Body:
    mask, asked = call.mask(body), body.get("developerMetadata") or {}
    changed = []
    for entry, _ in matching(call, body.get("dataFilters") or []):
        if "metadataValue" in mask or "*" in mask:
            entry.value = asked.get("metadataValue")
        if "metadataKey" in mask:
            entry.key = asked["metadataKey"]
        if "visibility" in mask:
            entry.visibility = asked["visibility"]
        if "location" in mask:
            entry.sheet_id, entry.dimension, entry.index = _location(call, asked["location"])
        changed.append(metadata(entry))
    return {"developerMetadata": changed} if changed else {}


def _delete_tags(call: Call, body: Body) -> Body:
    found = [entry for entry, _ in matching(call, [body.get("dataFilter") or {}])]
    call.book.metadata = [entry for entry in call.book.metadata if entry not in found]
    return {"deletedDeveloperMetadata": [metadata(entry) for entry in found]} if found else {}


def _set_filter(call: Call, body: Body) -> None:
    entry = _with_ranges(call, body.get("filter") or {})
    if not entry.get("range"):
        raise call.refusal("filter.range must be set.")
    tab, area = call.area(entry["range"])
    tab.filter = entry
    for row in range(area.top + 1, area.bottom):
        hidden = any(
            (cell.value if (cell := tab.cells.get((row, area.left + int(column)))) else None)
            in criteria.get("hiddenValues", [])
            for column, criteria in (entry.get("criteria") or {}).items()
        )
        if hidden:
            tab.dimensions["ROWS"].setdefault(row, {})["hiddenByFilter"] = True


def _clear_filter(call: Call, body: Body) -> None:
    tab = call.tab(body.get("sheetId"))
    tab.filter = {}
    for properties in tab.dimensions["ROWS"].values():
        properties.pop("hiddenByFilter", None)


def _adder(attribute: str, name: str, number: str) -> Any:
    def add(call: Call, body: Body) -> Body:
        entry = coloured(_with_ranges(call, body[name]))
        entry.setdefault(number, str(call.book.new_id()) if number == "tableId" else call.book.new_id())
        getattr(call.tab((entry.get("range") or {}).get("sheetId")), attribute).append(entry)
        return {name: outward(entry)}

    return add


def _deleter(attribute: str, number: str, asked: str) -> Any:
    def delete(call: Call, body: Body) -> None:
        for tab in call.book.tabs:
            for entry in getattr(tab, attribute):
                if entry[number] == body.get(asked):
                    getattr(tab, attribute).remove(entry)
                    return
        raise call.refusal(f"There is nothing with the id {body.get(asked)}.")

    return delete


KINDS = {
    "addProtectedRange": _add_protected,
    "updateProtectedRange": _update_protected,
    "deleteProtectedRange": _delete_protected,
    "addNamedRange": _add_named,
    "updateNamedRange": _update_named,
    "deleteNamedRange": _delete_named,
    "addConditionalFormatRule": _add_conditional,
    "updateConditionalFormatRule": _update_conditional,
    "deleteConditionalFormatRule": _delete_conditional,
    "createDeveloperMetadata": _create_tag,
    "updateDeveloperMetadata": _update_tags,
    "deleteDeveloperMetadata": _delete_tags,
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
    "addFilterView": _adder("filter_views", "filter", "filterViewId"),
    "deleteFilterView": _deleter("filter_views", "filterViewId", "filterId"),
    "addBanding": _adder("banded", "bandedRange", "bandedRangeId"),
    "deleteBanding": _deleter("banded", "bandedRangeId", "bandedRangeId"),
    "addTable": _adder("tables", "table", "tableId"),
    "deleteTable": _deleter("tables", "tableId", "tableId"),
}
