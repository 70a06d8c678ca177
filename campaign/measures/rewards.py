"""Rewards, proposals and models: how many, for whom, how soon, with whose money (plan I.3, III.3, IV.1)."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from campaign.measures.checks import denied
from campaign.measures.counting import answered
from campaign.measures.measured import Scope
from campaign.measures.reward_rows import Model, Reward, models, rewards, within
from campaign.measures.rows import once_per_snapshot, plain
from campaign.records import Snapshot
from sheets_schema.unit_workbook.rewards import DECIDED

EVERYTHING = Scope()
SUBMITTED, CONSIDERED, REFUSED = "Đã trình cấp trên", "Đang xét", "Không đạt"
STATES = (SUBMITTED, CONSIDERED, DECIDED, REFUSED)
"""The way of a proposal."""
SOON = 30
"""Days from achievement to decision beyond which a row is counted as slow."""
SPANS = ((15, "Đến 15 ngày"), (SOON, "16–30 ngày"), (60, "31–60 ngày"), (None, "Trên 60 ngày"))
"""Last day of each span of waiting, and what it is called."""
NOT_SAID = "Chưa ghi"

Question = Literal["form", "level", "basis"]
Placed = TypeVar("Placed", Reward, Model)


@dataclass(frozen=True)
class Direct:
    """Workers in production among the persons who were rewarded."""

    direct: int
    persons: int
    """Those whose group is named: the basis of the share."""
    rows_without_group: int
    """Rows about persons that name no group; they are in no share."""

    @property
    def share(self) -> float | None:
        """direct / persons; None where there is nobody to take a share of."""
        return self.direct / self.persons if self.persons else None


@dataclass(frozen=True)
class Waiting:
    """Days from achievement to decision, of the granted rows that carry both dates in that order."""

    rows: int
    """Granted rows."""
    dated: int
    reversed: int
    """Decided before the achievement: a mistake of a date, in no figure."""
    median: float | None
    shortest: int | None
    longest: int | None
    slow: int
    """Rows that took more than `SOON` days."""
    spans: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Prizes:
    """Reward money of the granted rows in đồng; a blank is unknown and in no sum."""

    rows: int
    stated: int
    """Rows that say how much."""
    total: int | None
    both: int
    """Rows that say how much, and how much of it the employer gave."""
    of_both: int | None
    """What those rows come to together."""
    from_employer: int | None

    @property
    def share(self) -> float | None:
        """The employer's part of `of_both`."""
        if self.from_employer is None or not self.of_both:
            return None
        return self.from_employer / self.of_both


@dataclass(frozen=True)
class Rewards:
    """What was granted and proposed in one scope."""

    scope: Scope
    collectives: int
    """Granted, as are `persons`; turns, so that who was rewarded twice counts twice."""
    persons: int
    states: Mapping[str, int]
    """State of a proposal → rows, in the order of `STATES`; further ones as typed."""
    direct: Direct
    waiting: Waiting
    prizes: Prizes
    denied: int
    """Granted rows that a check on the spot did not confirm; they are in these reported figures."""
    without_sector: int
    """Rows of no known sector, in a scope of both sectors only."""
    units_reported: int
    units_expected: int
    left_out: int
    """Rows of «Khen thưởng» that cannot be read and do not count."""

    @property
    def granted(self) -> int:
        """Collectives and persons together."""
        return self.collectives + self.persons

    @property
    def open(self) -> int:
        """Proposals that nobody has decided."""
        return self.states[SUBMITTED] + self.states[CONSIDERED]


@dataclass(frozen=True)
class Counted:
    """The rows of one form, level or basis."""

    title: str
    collectives: int
    persons: int
    open: int
    refused: int

    @property
    def granted(self) -> int:
        """Collectives and persons together."""
        return self.collectives + self.persons


@dataclass(frozen=True)
class Models:
    """Model examples of one scope."""

    found: tuple[Model, ...]
    publicised: int
    replicated: int
    units_following: int
    rewarded: int
    direct: int
    """Workers in production among the persons; `persons` names their group."""
    persons: int


@once_per_snapshot
def summary(snapshot: Snapshot, scope: Scope = EVERYTHING) -> Rewards:
    """Return what was granted and proposed in a scope, money in đồng, waiting in days."""
    found = listed(snapshot, scope)
    granted = [row for row in found if row.decided]
    unconfirmed = denied(snapshot, "rewards")
    states = {state: sum(row.status == state for row in found) for state in STATES}
    units = {unit.id for unit in snapshot.units if scope.unit in (None, unit.id)}
    return Rewards(
        scope=scope,
        collectives=sum(row.number for row in granted if not row.person),
        persons=sum(row.number for row in granted if row.person),
        states=states,
        direct=_direct(granted),
        waiting=_waiting(granted),
        prizes=_prizes(granted),
        denied=sum((row.unit, row.phase, row.row) in unconfirmed for row in granted),
        without_sector=sum(row.sector is None for row in found),
        units_reported=len(answered(snapshot, "rewards", scope.phase) & units),
        units_expected=len(units),
        left_out=_left_out(snapshot, scope),
    )


def by_unit(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Rewards, ...]:
    """Return the same of every unit of the scope, in the official order."""
    return tuple(
        summary(snapshot, replace(scope, unit=unit.id))
        for unit in snapshot.units
        if scope.unit in (None, unit.id)
    )


def by_sector(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Rewards, ...]:
    """Return the same of every sector of the scope, in the plan's order."""
    return tuple(
        summary(snapshot, replace(scope, sector=sector.id))
        for sector in snapshot.plan.sectors
        if scope.sector in (None, sector.id)
    )


@once_per_snapshot
def counted(snapshot: Snapshot, by: Question, scope: Scope = EVERYTHING) -> tuple[Counted, ...]:
    """Return the rows by form, level or basis, those granted most often first, then by the plan's order."""
    plan = snapshot.plan
    order = {title: place for place, title in enumerate((*plan.awards, *plan.granting_levels))}
    groups: dict[str, list[Reward]] = {}
    for row in listed(snapshot, scope):
        groups.setdefault(getattr(row, by) or NOT_SAID, []).append(row)
    found = [_counted(title, rows) for title, rows in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.granted, -one.open, order.get(one.title, len(order)))))


@once_per_snapshot
def listed(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Reward, ...]:
    """Return the rewards and proposals of a scope, unit by unit in the official order."""
    return tuple(_of_units(snapshot, [row for row in rewards(snapshot) if within(snapshot, row, scope)]))


@once_per_snapshot
def found_models(snapshot: Snapshot, scope: Scope = EVERYTHING) -> Models:
    """Return the model examples of a scope: who is publicised, followed and rewarded."""
    found = _of_units(snapshot, [row for row in models(snapshot) if within(snapshot, row, scope)])
    known = [row for row in found if row.person and row.group is not None]
    return Models(
        found=tuple(found),
        publicised=sum(row.published_at is not None for row in found),
        replicated=sum(bool(row.replicated) for row in found),
        units_following=sum(row.replicated or 0 for row in found),
        rewarded=sum(row.rewarded for row in found),
        direct=sum(row.direct for row in known),
        persons=len(known),
    )


def _direct(granted: Iterable[Reward]) -> Direct:
    persons = [row for row in granted if row.person]
    known = [row for row in persons if row.group is not None]
    return Direct(
        direct=sum(row.number for row in known if row.direct),
        persons=sum(row.number for row in known),
        rows_without_group=len(persons) - len(known),
    )


def _waiting(granted: Sequence[Reward]) -> Waiting:
    known = [row.days for row in granted if row.days is not None]
    days = sorted(each for each in known if each >= 0)
    return Waiting(
        rows=len(granted),
        dated=len(days),
        reversed=len(known) - len(days),
        median=statistics.median(days) if days else None,
        shortest=days[0] if days else None,
        longest=days[-1] if days else None,
        slow=sum(each > SOON for each in days),
        spans=_spans(days),
    )


def _spans(days: Sequence[int]) -> tuple[tuple[str, int], ...]:
    found, above = [], -1
    for last, title in SPANS:
        found.append((title, sum(above < each and (last is None or each <= last) for each in days)))
        above = above if last is None else last
    return tuple(found)


def _prizes(granted: Sequence[Reward]) -> Prizes:
    stated = [row.prize for row in granted if row.prize is not None]
    both = [
        (row.prize, row.from_employer)
        for row in granted
        if row.prize is not None and row.from_employer is not None
    ]
    return Prizes(
        rows=len(granted),
        stated=len(stated),
        total=sum(stated) if stated else None,
        both=len(both),
        of_both=sum(prize for prize, _ in both) if both else None,
        from_employer=sum(part for _, part in both) if both else None,
    )


def _counted(title: str, rows: Sequence[Reward]) -> Counted:
    granted = [row for row in rows if row.decided]
    return Counted(
        title=title,
        collectives=sum(row.number for row in granted if not row.person),
        persons=sum(row.number for row in granted if row.person),
        open=sum(row.status in (SUBMITTED, CONSIDERED) for row in rows),
        refused=sum(row.status == REFUSED for row in rows),
    )


def _of_units(snapshot: Snapshot, found: Sequence[Placed]) -> list[Placed]:
    place = {unit.id: number for number, unit in enumerate(snapshot.units)}
    return sorted((row for row in found if row.unit in place), key=lambda row: place[row.unit])


def _left_out(snapshot: Snapshot, scope: Scope) -> int:
    table = snapshot.left_out
    places = zip(*(plain(table[column]) for column in ("worksheet", "unit", "phase", "row")), strict=True)
    return len(
        {
            (unit, phase, row)
            for worksheet, unit, phase, row in places
            if worksheet == "rewards" and scope.unit in (None, unit) and scope.phase in (None, phase)
        }
    )
