"""What changed in the last days: which units added how much to which indicator."""

import datetime
from dataclasses import dataclass

from campaign.measures.counting import events
from campaign.measures.lines import Cells, Part, added_up
from campaign.measures.measured import Scope
from campaign.measures.progress import EVERYTHING, matrix
from campaign.measures.rows import once_per_snapshot, plain
from campaign.records import Snapshot
from sheets_schema.plan import Indicator, Unit

DAYS = 7
"""Days that count as the last ones where no meeting is known."""


@dataclass(frozen=True)
class Change:
    """What one unit added to one indicator, or took back."""

    unit: Unit
    amount: int
    """Below 0 where figures were lowered or withdrawn."""
    day: datetime.date
    """The last day of the stretch on which something changed."""


@dataclass(frozen=True)
class Changes:
    """One indicator over the last days."""

    indicator: Indicator
    by_unit: tuple[Change, ...]
    """Only units whose figure is another one now; the largest change first."""

    @property
    def amount(self) -> int:
        """What all units together added."""
        return sum(change.amount for change in self.by_unit)


@dataclass(frozen=True)
class Move:
    """What one unit's figure of one indicator became larger or smaller by, between two snapshots."""

    indicator: Indicator
    unit: Unit
    amount: int


def moved(before: Snapshot, after: Snapshot) -> tuple[Move, ...]:
    """Return what another snapshot says otherwise, the largest change first.

    A figure that appears counts from 0, one that was withdrawn goes back to it.
    """
    then = {(one.indicator.id, one.scope.unit): one.actual or 0 for one in matrix(before)}
    found = [
        Move(one.indicator, after.unit(unit), (one.actual or 0) - then.get((one.indicator.id, unit), 0))
        for one in matrix(after)
        if (unit := one.scope.unit) is not None
    ]
    return tuple(sorted((one for one in found if one.amount), key=lambda one: -abs(one.amount)))


@once_per_snapshot
def lately(
    snapshot: Snapshot, scope: Scope = EVERYTHING, met: datetime.date | None = None
) -> tuple[Changes, ...]:
    """Return the indicators that changed after the last meeting, else in a week, in the plan's order.

    A total of «Tổng hợp» changes on the day on which it became known, a row of a list on its own day.
    """
    since = met or snapshot.today - datetime.timedelta(days=DAYS)
    found = (
        Changes(indicator, _changes(snapshot, indicator, scope, since))
        for indicator in snapshot.plan.indicators
    )
    return tuple(one for one in found if one.by_unit)


def _changes(
    snapshot: Snapshot, indicator: Indicator, scope: Scope, since: datetime.date
) -> tuple[Change, ...]:
    """The units that changed after the day `since`."""
    of_line = indicator.measure == "line_total"
    told = (_from_history if of_line else _from_dates)(snapshot, indicator, scope, since)
    changes = [
        Change(unit, *told[unit.id])
        for unit in snapshot.units
        if unit.id in told and told[unit.id][0] and scope.unit in (None, unit.id)
    ]
    return tuple(sorted(changes, key=lambda change: -change.amount))


def _from_history(
    snapshot: Snapshot, indicator: Indicator, scope: Scope, since: datetime.date
) -> dict[str, tuple[int, datetime.date]]:
    """Unit → how much its total rose after that day, and when it last did."""
    known = snapshot.known[snapshot.known["line"] == indicator.line]
    columns = (plain(known[column]) for column in ("day", "unit", "phase", "sector", "value"))
    before: Cells = {}
    now: Cells = {}
    last: dict[str, datetime.date] = {}
    for day, unit, phase, sector, value in sorted(zip(*columns, strict=True), key=lambda row: row[0]):
        if day > snapshot.today:
            break
        place = (unit, phase, sector)
        part_of_it = scope.phase in (None, phase) and scope.sector in (None, sector)
        if day > since and part_of_it:
            last[unit] = day
        for cells in (now,) if day > since else (before, now):
            if value is None:
                cells.pop(place, None)
            else:
                cells[place] = value
    part, flow = Part(scope.phase, scope.sector), snapshot.plan.line(indicator.line).kind == "flow"
    then, today = added_up(before, part, flow=flow), added_up(now, part, flow=flow)
    return {unit: (today.get(unit, 0) - then.get(unit, 0), day) for unit, day in last.items()}


def _from_dates(
    snapshot: Snapshot, indicator: Indicator, scope: Scope, since: datetime.date
) -> dict[str, tuple[int, datetime.date]]:
    """Unit → how many things that count happened after that day, and when the last did."""
    told: dict[str, tuple[int, datetime.date]] = {}
    for unit, day in events(snapshot, indicator, Part(scope.phase, scope.sector)).events:
        if day is not None and day > since:
            amount, last = told.get(unit, (0, day))
            told[unit] = (amount + 1, max(last, day))
    return told
