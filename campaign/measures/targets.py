"""What is asked of the province and of each unit: targets, opening values, and the expected pace."""

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from campaign.measures.measured import Scope
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.plan import Indicator, Plan

PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach, and who says so."""

    value: int
    official: bool
    source: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """What «Chỉ tiêu giao» says of one indicator of one unit, or of the whole province."""

    value: int | None
    percent: bool
    """The value is a percentage of the base."""
    opening: int | None
    official: bool
    source: str


def target(snapshot: Snapshot, indicator: Indicator, scope: Scope, base: int | None) -> Target | None:
    """Return the target of an indicator in a scope; None where nobody set one.

    A total has a target for the whole year and both sectors only; a share has one for any part of its base.
    """
    whole = scope.phase is None and scope.sector is None
    assigned = _assigned(snapshot)
    found = assigned.get((indicator.id, scope.unit or PROVINCE))
    if indicator.kind == "total":
        if not whole:
            return None
        if found and found.value:
            return Target(found.value, found.official, found.source)
        return _of_the_plan(snapshot, indicator) if scope.unit is None else None
    if not base:
        return None
    if found and found.value and (whole or found.percent):
        value = math.ceil(found.value * base / 100) if found.percent else found.value
        return Target(value, found.official, found.source)
    return Target(base, True, _clause(indicator)) if indicator.implied_target else None


def openings(snapshot: Snapshot, indicator: Indicator) -> dict[str, int]:
    """Return the opening value of each unit for which the province entered one."""
    return {
        unit: assigned.opening
        for (id, unit), assigned in _assigned(snapshot).items()
        if id == indicator.id and unit != PROVINCE and assigned.opening is not None
    }


def opening(snapshot: Snapshot, indicator: Indicator, unit: str | None) -> int | None:
    """Return the opening value of a unit or the province; None = «chưa nhập số đầu kỳ».

    The province's is the sum of its units'; while some lack theirs, its own row of «Chỉ tiêu giao» stands.
    """
    known = openings(snapshot, indicator)
    if unit is not None:
        return known.get(unit)
    own = _assigned(snapshot).get((indicator.id, PROVINCE))
    if own and own.opening is not None and len(known) < len(snapshot.units):
        return own.opening
    return sum(known.values()) if known else None


def expected(plan: Plan, indicator: Indicator, day: datetime.date, target: int, opening: int = 0) -> float:
    """Return what the pace asks for by the end of a day; a cumulative indicator climbs from its opening."""
    return opening + pace(plan, indicator, day) * (target - opening)


def pace(plan: Plan, indicator: Indicator, day: datetime.date) -> float:
    """Return the share of the target expected by a day, linear from 0 on the campaign's first day."""
    if day <= plan.first_day:
        return 0.0
    for (since, low), (until, high) in pairwise(pace_points(plan, indicator)):
        if day <= until:
            return low + (high - low) * ((day - since) / (until - since))
    return pace_points(plan, indicator)[-1][1]


def pace_points(plan: Plan, indicator: Indicator) -> tuple[tuple[datetime.date, float], ...]:
    """Return the corners of the expected curve, the campaign's first day included."""
    given = indicator.pace or ((indicator.deadline, 1.0),)
    return ((plan.first_day, 0.0), *(point for point in given if point[0] > plan.first_day))


def in_force(snapshot: Snapshot) -> tuple[Mapping[str, Any], ...]:
    """Return every assigned target and opening value in force today, as plain values."""
    return tuple(
        {"indicator": indicator, "unit": unit, **{name: getattr(one, name) for name in one.__slots__}}
        for (indicator, unit), one in sorted(_assigned(snapshot).items())
    )


@once_per_snapshot
def _assigned(snapshot: Snapshot) -> dict[tuple[str, str], Assigned]:
    columns = ("indicator", "unit", "value", "counted", "opening", "effective_from", "source_doc", "official")
    in_force = [
        row
        for row in rows(snapshot, "targets", *columns)
        if row[0] and row[1] and (row[5] is None or row[5] <= snapshot.today)
    ]
    merged: dict[tuple[str, str], Assigned] = {}
    for id, unit, value, counted, opening, _, source, official in sorted(
        in_force, key=lambda row: row[5] or datetime.date.min
    ):
        earlier = merged.get((id, unit))
        if earlier and opening is None:
            opening = earlier.opening
        if earlier and value is None:
            merged[id, unit] = Assigned(
                earlier.value, earlier.percent, opening, earlier.official, earlier.source
            )
        else:
            percent = "%" in (counted or "")
            merged[id, unit] = Assigned(value, percent, opening, official is True, source or "Chỉ tiêu giao")
    return merged


def _of_the_plan(snapshot: Snapshot, indicator: Indicator) -> Target | None:
    if indicator.target is not None:
        return Target(indicator.target, True, _clause(indicator))
    of_units = [_assigned(snapshot).get((indicator.id, unit.id)) for unit in snapshot.units]
    values = [assigned.value for assigned in of_units if assigned and assigned.value is not None]
    if not values or len(values) < len(snapshot.units):
        return None
    official = _all_official(assigned for assigned in of_units if assigned)
    return Target(sum(values), official, "cộng chỉ tiêu giao cho các đơn vị")


def _all_official(assigned: Iterable[Assigned]) -> bool:
    return all(one.official for one in assigned)


def _clause(indicator: Indicator) -> str:
    return f"Kế hoạch, mục {indicator.clause}"
