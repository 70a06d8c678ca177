"""What the registers and lists of all phases say together of each grassroots union and each work."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.unit_workbook.works import BY_UNIT, FINISHED
from sheets_schema.vietnamese.names import union_key

Denied = frozenset[tuple[str, int, int]]
"""(unit, phase, sheet row) of rows that a check on the spot did not confirm."""


class Union(NamedTuple):
    """One grassroots union, as the registers of its unit describe it up to some phase."""

    unit: str
    key: str
    name: str
    sector: str | None
    members: int | None
    founded_on: datetime.date | None
    dissolved_on: datetime.date | None
    due: bool | None
    congress_on: datetime.date | None
    pact: bool | None
    phase: int
    """The newest phase whose register lists it; `workbook` and `row` say where."""
    workbook: str
    row: int

    def active(self, day: datetime.date) -> bool:
        """Whether the union exists at the end of that day."""
        founded = self.founded_on is None or self.founded_on <= day
        return founded and (self.dissolved_on is None or self.dissolved_on > day)


class Work(NamedTuple):
    """One work, product or task that is finished."""

    unit: str
    owner: str | None
    """Key of the owning grassroots union; None for a work of the unit itself."""
    sector: str | None
    completed_on: datetime.date | None
    phase: int
    row: int


@once_per_snapshot
def unions(
    snapshot: Snapshot, upto: int | None, denied: Denied = frozenset()
) -> dict[tuple[str, str], Union]:
    """Merge the registers of phases up to `upto`: what a later one says stands, what it leaves blank remains.

    Keyed by unit and folded name, so that one name in two units is two unions.
    """
    merged: dict[tuple[str, str], Union] = {}
    for union in sorted(_listed(snapshot), key=lambda union: union.phase):
        if (upto is not None and union.phase > upto) or (union.unit, union.phase, union.row) in denied:
            continue
        place = (union.unit, union.key)
        earlier = merged.get(place)
        merged[place] = union if earlier is None else _continued(earlier, union)
    return merged


@once_per_snapshot
def active_unions(
    snapshot: Snapshot, upto: int | None, day: datetime.date, denied: Denied = frozenset()
) -> tuple[Union, ...]:
    """Return the unions of each unit's newest register that exist on the day, in the order of the sheets."""
    merged = unions(snapshot, upto, denied)
    newest: dict[str, int] = {}
    for union in merged.values():
        newest[union.unit] = max(union.phase, newest.get(union.unit, 0))
    return tuple(
        union for union in merged.values() if union.phase == newest[union.unit] and union.active(day)
    )


@once_per_snapshot
def finished_works(snapshot: Snapshot) -> tuple[Work, ...]:
    """Return every work whose status is «Hoàn thành», dated or not."""
    columns = ("unit", "phase", "row", "owner_level", "owner", "sector", "status", "completed_on")
    found = []
    for unit, phase, row, level, owner, sector, status, completed_on in rows(snapshot, "works", *columns):
        if status != FINISHED:
            continue
        upper = level == BY_UNIT
        key = None if upper else union_key(owner or "")
        found.append(Work(unit, key, sector, completed_on, phase, row))
    return tuple(found)


def works_finished(snapshot: Snapshot, phase: int | None, unit: str | None, sector: str | None) -> int:
    """Return how many works were finished up to the end of a phase, several of one owner included."""
    return sum(
        unit in (None, work.unit)
        and sector in (None, work.sector)
        and in_time(snapshot, work.completed_on, work.phase, phase)
        for work in finished_works(snapshot)
    )


def in_time(snapshot: Snapshot, day: datetime.date | None, written_in: int, phase: int | None) -> bool:
    """Whether something that happened on `day` belongs to the time up to the end of `phase`, or up to today.

    A day decides by itself; without one, the phase of the workbook decides.
    """
    if day is not None:
        return day <= last_day(snapshot, phase)
    return phase is None or written_in <= phase


def phase_of(snapshot: Snapshot, day: datetime.date | None, written_in: int) -> int | None:
    """Return the phase to which a dated row belongs; that of its workbook where it carries no day."""
    if day is None:
        return written_in
    found = snapshot.plan.phase_of(day)
    return found.number if found else None


def last_day(snapshot: Snapshot, phase: int | None) -> datetime.date:
    """Return the day at which a scope is looked at: today, or the end of a phase that is over."""
    if phase is None:
        return snapshot.today
    return min(snapshot.today, snapshot.plan.phase(phase).last_day)


def _listed(snapshot: Snapshot) -> Iterator[Union]:
    columns = (
        "unit", "phase", "workbook", "row", "name", "sector", "members",
        "founded_on", "dissolved_on", "due", "congress_on", "pact",
    )  # fmt: skip
    for unit, phase, workbook, row, name, sector, members, founded, dissolved, due, congress, pact in rows(
        snapshot, "unions", *columns
    ):
        if name:
            key = union_key(name)
            yield Union(
                unit,
                key,
                name,
                sector,
                members,
                founded,
                dissolved,
                due,
                congress,
                pact,
                phase,
                workbook,
                row,
            )


def _continued(earlier: Union, later: Union) -> Union:
    return later._replace(
        sector=later.sector or earlier.sector,
        members=earlier.members if later.members is None else later.members,
        founded_on=later.founded_on or earlier.founded_on,
        dissolved_on=later.dissolved_on or earlier.dissolved_on,
        due=earlier.due if later.due is None else later.due,
        congress_on=later.congress_on or earlier.congress_on,
        pact=earlier.pact if later.pact is None else later.pact,
    )
