"""How many rows and cells concern an indicator and do not count."""

from collections import Counter

from campaign.measures.counting import WORKSHEET
from campaign.measures.register import finished_works, unions
from campaign.measures.rows import once_per_snapshot, plain, rows
from campaign.records import Snapshot
from sheets_schema.plan import Indicator

Place = tuple[str, int, int, str]
"""Unit, phase, sheet row and column; the column is empty where the whole row is left out."""


@once_per_snapshot
def left_out(snapshot: Snapshot, indicator: Indicator, phase: int | None, sector: str | None) -> Counter[str]:
    """Count them per unit; a row of a list whose sector cannot be read is counted in either."""
    if indicator.measure == "line_total":
        places = _cells(snapshot, indicator.line, sector)
    else:
        places = {(*place[:3], "") for place in _places(snapshot).get(WORKSHEET[indicator.measure], ())}
    if indicator.measure == "works_by_unions":
        places |= _works_of_nobody(snapshot)
    return Counter(unit for unit, of_phase, *_ in places if phase in (None, of_phase))


def _cells(snapshot: Snapshot, line: str, sector: str | None) -> set[Place]:
    line_at = _line_at(snapshot)
    return {
        place
        for place in _places(snapshot).get("summary", ())
        if line_at.get(place[:3]) == line and sector in (None, place[3])
    }


def _works_of_nobody(snapshot: Snapshot) -> set[Place]:
    """Finished works whose owner is not in the unit's register: they cover no union."""
    registered = unions(snapshot, None)
    return {
        (work.unit, work.phase, work.row, "")
        for work in finished_works(snapshot)
        if work.owner is not None and (work.unit, work.owner) not in registered
    }


@once_per_snapshot
def _line_at(snapshot: Snapshot) -> dict[tuple[str, int, int], str]:
    wanted = {place[:3] for place in _places(snapshot).get("summary", ())}
    if not wanted:
        return {}
    columns = ("unit", "phase", "row", "line")
    found = rows(snapshot, "summary", *columns)
    return {place: line for *at, line in found if (place := (at[0], at[1], at[2])) in wanted}


@once_per_snapshot
def _places(snapshot: Snapshot) -> dict[str, list[Place]]:
    columns = ("worksheet", "unit", "phase", "row", "column")
    places: dict[str, list[Place]] = {}
    for worksheet, *place in zip(*(plain(snapshot.left_out[column]) for column in columns), strict=True):
        places.setdefault(worksheet, []).append((place[0], place[1], place[2], place[3]))
    return places
