"""How each grassroots union stands: its finished works, its congress, its pact, and where its row is."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from campaign.measures.measured import Scope
from campaign.measures.register import Union, active_unions, finished_works, in_time, last_day, unions
from campaign.measures.rows import once_per_snapshot
from campaign.records import Snapshot
from sheets_schema.plan import Indicator


@dataclass(frozen=True)
class Grassroots:
    """One active grassroots union on the day of a scope."""

    union: Union
    works: tuple[tuple[int, int], ...]
    """Phase and sheet row of each finished work that it owns."""
    congress_on: datetime.date | None
    """The day of its congress; None where none was held by the day."""


@once_per_snapshot
def grassroots(snapshot: Snapshot, scope: Scope) -> tuple[Grassroots, ...]:
    """Return the active grassroots unions of a scope, those without a finished work first."""
    day = last_day(snapshot, scope.phase)
    owned: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for work in finished_works(snapshot):
        if work.owner is not None and in_time(snapshot, work.completed_on, work.phase, scope.phase):
            owned[work.unit, work.owner].append((work.phase, work.row))
    found = [
        Grassroots(
            union,
            tuple(owned[union.unit, union.key]),
            union.congress_on if union.congress_on is not None and union.congress_on <= day else None,
        )
        for union in active_unions(snapshot, scope.phase, day)
        if scope.unit in (None, union.unit) and scope.sector in (None, union.sector)
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.works), -(one.union.members or 0))))


def lacking(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> tuple[Grassroots, ...]:
    """Return the unions that an indicator counts on and that have not done what it asks; none for a total."""
    found = grassroots(snapshot, scope)
    if indicator.measure == "works_by_unions":
        return tuple(one for one in found if not one.works)
    if indicator.measure == "congresses_held":
        return tuple(one for one in found if one.union.due and one.congress_on is None)
    if indicator.measure == "pacts_registered":
        return tuple(one for one in found if not one.union.pact)
    return ()


def named(snapshot: Snapshot, unit: str, key: str) -> Union | None:
    """Return the union of a unit by its folded name, dissolved ones included."""
    return unions(snapshot, None).get((unit, key))
