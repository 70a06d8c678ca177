"""How the movements go: who takes part, what they save, and whether they were summed up, sector by sector."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from campaign.measures.answers import where
from campaign.measures.measured import Scope
from campaign.measures.progress import EVERYTHING, by_sector
from campaign.measures.register import active_unions, last_day
from campaign.measures.rows import Spot, once_per_snapshot, plain, rows
from campaign.records import Snapshot
from sheets_schema.plan import Movement
from sheets_schema.vietnamese.numbers import write_count, write_percent

Carrier = Literal["production", "public", "officers"]
CARRIERS: tuple[Carrier, ...] = ("production", "public", "officers")

_FILLED = ("unions_joined", "people_joined", "has_plan", "highlights", "benefit", "summed_up")
"""A printed row in which one of these stands was filled; an empty one says nothing."""


@dataclass(frozen=True)
class Joined:
    """One movement in one sector: what the units that filled it say together; None where none said it."""

    movement: Movement
    carrier: Carrier
    unions: int | None
    """Of each unit the phase in which most took part: the same ones take part again, phases never add up."""
    base: int | None
    """Active grassroots unions of the sector in the units that said how many take part; None for officers."""
    people: int | None
    """Turns, phases added up."""
    benefit: int | None
    """đồng, phases added up."""
    summed_up: int
    """Units that summed it up."""
    with_plan: int
    """Units that have a plan of their own for it."""
    units_filled: int
    units_expected: int
    names: tuple[str, ...] = ()
    """What units call a movement that the plan does not name."""
    spots: tuple[Spot, ...] = ()
    """Where the filled rows stand, phase by phase."""

    @property
    def share(self) -> float | None:
        """unions / base; None where the base is unknown or too small to be right."""
        if self.unions is None or not self.base or self.unions > self.base:
            return None
        return self.unions / self.base


@dataclass(frozen=True, slots=True)
class _Row:
    """One filled row of «Phong trào»."""

    unit: str
    phase: int
    unions: int | None
    people: int | None
    benefit: int | None
    summed_up: bool | None
    has_plan: bool | None
    name: str | None
    spot: Spot


@once_per_snapshot
def movements(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Joined, ...]:
    """Return every movement of the scope in every sector that it is named for: production, public, officers.

    A scope with a sector has that sector only: what union officers do belongs to neither.
    """
    carriers = [carrier for carrier in CARRIERS if scope.sector in (None, carrier)]
    return tuple(
        _joined(snapshot, movement, carrier, scope)
        for carrier in carriers
        for movement in snapshot.plan.movements
        if carrier in movement.sectors
    )


def units_that_filled(snapshot: Snapshot, scope: Scope = EVERYTHING) -> int:
    """Return how many units of the scope filled at least one movement."""
    wanted = _expected(snapshot, scope)
    return len(
        {
            row.unit
            for (_, carrier), found in _filled_rows(snapshot).items()
            if scope.sector in (None, carrier)
            for row in found
            if row.unit in wanted and scope.phase in (None, row.phase)
        }
    )


def left_out(snapshot: Snapshot, scope: Scope = EVERYTHING) -> int:
    """Return how many rows and cells of «Phong trào» in the scope do not count."""
    table = snapshot.left_out
    found = zip(*(plain(table[column]) for column in ("unit", "phase", "worksheet")), strict=True)
    return sum(
        worksheet == "movements" and scope.unit in (None, unit) and scope.phase in (None, phase)
        for unit, phase, worksheet in found
    )


def answer(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return in one sentence how the two sectors share the lead indicator, and which movement is widest."""
    lead = snapshot.plan.lead
    place = where(snapshot, Scope(scope.phase, scope.unit))
    told = [
        f"{sector.short} có {write_count(one.actual)}"
        for sector, one in zip(snapshot.plan.sectors, by_sector(snapshot, lead.id, scope), strict=True)
        if one.actual is not None
    ]
    first = (
        f"{place}: {', '.join(told)} {lead.counted}" if told else f"{place} chưa có số liệu {lead.counted}"
    )
    widest = _widest(movements(snapshot, scope))
    return f"{first}. {widest}" if widest else f"{first}; chưa đơn vị nào nhập phong trào."


def basis(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return on what the movements rest: who filled them, and how many cells do not count."""
    expected, lost = len(_expected(snapshot, scope)), left_out(snapshot, scope)
    said = f"{units_that_filled(snapshot, scope)}/{expected} đơn vị đã nhập phong trào"
    return said + (
        f"; {write_count(lost)} dòng hoặc ô của trang «Phong trào» chưa được tính." if lost else "."
    )


def _widest(found: Iterable[Joined]) -> str:
    known = [one for one in found if one.unions is not None and not one.movement.other]
    if not known:
        return ""
    widest = max(known, key=lambda one: one.unions or 0)
    of_all = ""
    if widest.base and widest.share is not None:
        of_all = f"/{write_count(widest.base)} ({write_percent(widest.share)})"
    number = f"{write_count(widest.unions)}{of_all} CĐCS"
    return f"Phong trào có nhiều CĐCS tham gia nhất là «{widest.movement.title}»: {number}."


def _joined(snapshot: Snapshot, movement: Movement, carrier: Carrier, scope: Scope) -> Joined:
    wanted = _expected(snapshot, scope)
    found = [
        row
        for row in _filled_rows(snapshot).get((movement.id, carrier), ())
        if row.unit in wanted and scope.phase in (None, row.phase)
    ]
    unions: dict[str, int] = {}
    for row in found:
        if row.unions is not None:
            unions[row.unit] = max(row.unions, unions.get(row.unit, 0))
    return Joined(
        movement=movement,
        carrier=carrier,
        unions=sum(unions.values()) if unions else None,
        base=None if carrier == "officers" else _base(snapshot, carrier, scope.phase, unions),
        people=_sum(row.people for row in found),
        benefit=_sum(row.benefit for row in found),
        summed_up=len({row.unit for row in found if row.summed_up}),
        with_plan=len({row.unit for row in found if row.has_plan}),
        units_filled=len({row.unit for row in found}),
        units_expected=len(wanted),
        names=tuple(dict.fromkeys(row.name for row in found if row.name)),
        spots=tuple(sorted(row.spot for row in found)),
    )


def _base(snapshot: Snapshot, sector: str, phase: int | None, units: Iterable[str]) -> int | None:
    among = set(units)
    active = active_unions(snapshot, phase, last_day(snapshot, phase))
    return sum(union.unit in among and union.sector == sector for union in active) or None


def _expected(snapshot: Snapshot, scope: Scope) -> frozenset[str]:
    return frozenset(unit.id for unit in snapshot.units if scope.unit in (None, unit.id))


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


@once_per_snapshot
def _filled_rows(snapshot: Snapshot) -> dict[tuple[str, str], tuple[_Row, ...]]:
    """(movement, carrier) → the rows in which a unit said something."""
    columns = ("movement", "sector", "unit", "phase", "workbook", "row", "other_name", *_FILLED)
    found: dict[tuple[str, str], list[_Row]] = {}
    for movement, carrier, unit, phase, book, at, name, *filled in rows(snapshot, "movements", *columns):
        unions, people, has_plan, _, benefit, summed_up = filled
        if any(value is not None for value in filled):
            spot = Spot(phase, book, at)
            row = _Row(unit, phase, unions, people, benefit, summed_up, has_plan, name, spot)
            found.setdefault((movement, carrier), []).append(row)
    return {place: tuple(told) for place, told in found.items()}
