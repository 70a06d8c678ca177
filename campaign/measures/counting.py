"""How much each unit has of what an indicator counts: the counting rules, one per kind of measure.

Every rule gives one `Count` per unit that said anything; a unit that is absent is unknown and never 0.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from campaign.measures.checks import denied
from campaign.measures.lines import Part, line_total
from campaign.measures.register import (
    Denied,
    Union,
    Work,
    active_unions,
    finished_works,
    in_time,
    last_day,
    phase_of,
    unions,
)
from campaign.measures.reward_rows import rewards
from campaign.measures.rows import once_per_snapshot, plain, rows
from campaign.records import Snapshot
from sheets_schema.plan import Indicator, Measure
from sheets_schema.unit_workbook.report import ENTRY_FINISHED

WORKSHEET: Mapping[Measure, str] = {
    "line_total": "summary",
    "unions_founded": "unions",
    "works_by_unions": "works",
    "works_by_units": "works",
    "congresses_held": "unions",
    "pacts_registered": "unions",
    "direct_worker_rewards": "rewards",
}
"""The worksheet whose rows a measure counts."""

Event = tuple[str, datetime.date | None]
"""One thing that counts: the unit that has it, and its day where the row carries one."""


@dataclass(frozen=True, slots=True)
class Count:
    """What one unit has."""

    actual: int | None
    base: int | None = None
    """Denominator of a share; known from the register even where `actual` is not."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds in the rows: the things that count, among how many, and who answered at all."""

    events: tuple[Event, ...]
    answered: frozenset[str]
    base: Mapping[str, int] | None = None
    """Denominator of each unit for which it is known; None where the measure has none."""


@once_per_snapshot
def counts(snapshot: Snapshot, indicator: Indicator, part: Part) -> Mapping[str, Count]:
    """Return what each unit has of an indicator in a part of the year."""
    if indicator.measure == "line_total":
        return {unit: Count(value) for unit, value in line_total(snapshot, indicator.line, part).items()}
    found = events(snapshot, indicator, part)
    tally = Counter(unit for unit, _ in found.events)
    said = found.answered | tally.keys()
    if found.base is None:
        return {unit: Count(tally[unit]) for unit in said}
    return {
        unit: Count(tally[unit] if unit in said or base == 0 else None, base)
        for unit, base in found.base.items()
    }


@once_per_snapshot
def events(snapshot: Snapshot, indicator: Indicator, part: Part) -> Found:
    """Return what counts of an indicator read from lists, thing by thing; nothing of a phase yet to begin."""
    if part.phase is not None and snapshot.plan.phase(part.phase).first_day > snapshot.today:
        return Found((), frozenset())
    return _RULES[indicator.measure](snapshot, part)


def unions_founded(snapshot: Snapshot, part: Part) -> Found:
    """Find the unions whose founding day lies in the year, or in the phase, and not after today."""
    found = tuple(
        (union.unit, union.founded_on)
        for union in unions(snapshot, None, _denied(snapshot, part, "unions")).values()
        if part.holds(union.sector)
        and union.founded_on is not None
        and union.founded_on.year == snapshot.plan.year
        and union.founded_on <= snapshot.today
        and part.phase in (None, phase_of(snapshot, union.founded_on, union.phase))
    )
    return Found(found, answered(snapshot, "unions", part.phase))


def works_by_unions(snapshot: Snapshot, part: Part) -> Found:
    """Find the active unions of the register that own a finished work: each once, however many it owns."""
    covered = covering_works(snapshot, part.phase, _denied(snapshot, part, "works"))
    active = _active(snapshot, part)
    found = tuple(
        (union.unit, covered[union.unit, union.key]) for union in active if (union.unit, union.key) in covered
    )
    said = answered(snapshot, "works", part.phase, upto=True)
    return Found(found, said, _base(active, _registered(snapshot, part)))


def works_by_units(snapshot: Snapshot, part: Part) -> Found:
    """Find the units that finished a work of their own; one sector of it has no base, as units have none."""
    lost = _denied(snapshot, part, "works")
    first: dict[str, datetime.date | None] = {}
    for work in finished_works(snapshot):
        if work.owner is None and part.holds(work.sector) and _counts(snapshot, work, part.phase, lost):
            first[work.unit] = _earlier(first.get(work.unit), work.completed_on)
    base = {unit.id: 1 for unit in snapshot.units} if part.sector is None else None
    return Found(tuple(first.items()), answered(snapshot, "works", part.phase, upto=True), base)


def congresses_held(snapshot: Snapshot, part: Part) -> Found:
    """Find the congresses held by the day among the active unions that are due to hold one."""
    day = last_day(snapshot, part.phase)
    due = [union for union in _active(snapshot, part) if union.due]
    held = tuple(
        (union.unit, union.congress_on)
        for union in due
        if union.congress_on is not None and union.congress_on <= day
    )
    everyone = _active(snapshot, replace(part, sector=None))
    answered = frozenset(union.unit for union in everyone if union.due is not None)
    return Found(held, answered, _base(due, answered))


def pacts_registered(snapshot: Snapshot, part: Part) -> Found:
    """Find the active unions that registered a pact; a registration carries no day."""
    active = _active(snapshot, part)
    answered = frozenset(union.unit for union in active if union.pact is not None)
    signed = tuple((union.unit, None) for union in active if union.pact)
    return Found(signed, answered, _base(active, _registered(snapshot, part)))


def direct_worker_rewards(snapshot: Snapshot, part: Part) -> Found:
    """Find rewards to direct workers, person by person, among the decided rewards to individuals.

    A row without the group of its persons is in neither.
    """
    lost = _denied(snapshot, part, "rewards")
    direct: list[Event] = []
    everyone: Counter[str] = Counter()
    for reward in rewards(snapshot):
        if not (reward.decided and reward.person) or reward.group is None:
            continue
        in_phase = part.phase in (None, phase_of(snapshot, reward.decided_on, reward.phase))
        known = in_time(snapshot, reward.decided_on, reward.phase, None)
        confirmed = (reward.unit, reward.phase, reward.row) not in lost
        if in_phase and known and confirmed and part.holds(reward.sector):
            everyone[reward.unit] += reward.number
            direct += [(reward.unit, reward.decided_on)] * (reward.number if reward.direct else 0)
    return Found(tuple(direct), frozenset(everyone), everyone)


_RULES: Mapping[Measure, Callable[[Snapshot, Part], Found]] = {
    "unions_founded": unions_founded,
    "works_by_unions": works_by_unions,
    "works_by_units": works_by_units,
    "congresses_held": congresses_held,
    "pacts_registered": pacts_registered,
    "direct_worker_rewards": direct_worker_rewards,
}


@once_per_snapshot
def covering_works(
    snapshot: Snapshot, phase: int | None, lost: Denied = frozenset()
) -> dict[tuple[str, str], datetime.date | None]:
    """Return (unit, folded name) of each owner of a work finished in time → its first day, if it has one."""
    covered: dict[tuple[str, str], datetime.date | None] = {}
    for work in finished_works(snapshot):
        if work.owner is not None and _counts(snapshot, work, phase, lost):
            place = (work.unit, work.owner)
            covered[place] = _earlier(covered.get(place), work.completed_on)
    return covered


def _base(among: Iterable[Union], known: Iterable[str]) -> dict[str, int]:
    size = Counter(union.unit for union in among)
    return {unit: size[unit] for unit in known}


def _active(snapshot: Snapshot, part: Part) -> list[Union]:
    day = last_day(snapshot, part.phase)
    active = active_unions(snapshot, part.phase, day, _denied(snapshot, part, "unions"))
    return [union for union in active if part.holds(union.sector)]


def _registered(snapshot: Snapshot, part: Part) -> frozenset[str]:
    return frozenset(union.unit for union in _active(snapshot, replace(part, sector=None)))


def _denied(snapshot: Snapshot, part: Part, worksheet: str) -> Denied:
    return denied(snapshot, worksheet) if part.verified else frozenset()


def _counts(snapshot: Snapshot, work: Work, phase: int | None, lost: Denied) -> bool:
    place = (work.unit, work.phase, work.row)
    return place not in lost and in_time(snapshot, work.completed_on, work.phase, phase)


def _earlier(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return min((day for day in (one, other) if day is not None), default=None)


@once_per_snapshot
def answered(snapshot: Snapshot, worksheet: str, phase: int | None, *, upto: bool = False) -> frozenset[str]:
    """Units with a row in a list, or with none where they said so: «Không phát sinh», or entry finished.

    Rows that were written and cannot be read are no word that there is nothing.
    """
    wrote = set(rows(snapshot, worksheet, "unit", "phase"))
    emptied = {
        (workbook.unit, workbook.phase)
        for workbook in snapshot.workbooks
        if workbook.kind == "unit" and worksheet in workbook.received
    }
    emptied |= {
        (unit, of_phase)
        for unit, of_phase, item, day in rows(snapshot, "report", "unit", "phase", "item", "date")
        if item == ENTRY_FINISHED and day is not None and day <= snapshot.today
    }
    places = (plain(snapshot.left_out[column]) for column in ("unit", "phase", "worksheet"))
    unreadable = {(unit, of_phase) for unit, of_phase, name in zip(*places, strict=True) if name == worksheet}
    return frozenset(
        unit
        for unit, of_phase in wrote | (emptied - unreadable)
        if of_phase is not None and (phase is None or of_phase == phase or (upto and of_phase < phase))
    )
