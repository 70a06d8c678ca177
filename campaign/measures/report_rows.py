"""What units wrote in «Báo cáo»: what they have done and when, figures and choices, and their own words."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign.measures.measured import Scope
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.plan import ReportRow, Unit


@dataclass(frozen=True)
class Answered:
    """One row of «Báo cáo» over the units of a scope."""

    row: ReportRow
    units: tuple[Unit, ...]
    """Those that did it, or answered it, in the official order."""
    lacking: tuple[Unit, ...]
    total: int | None
    """Of a row that asks for a count: the units' counts together."""
    choices: Mapping[str, int]
    """Of a row that asks for a choice, or yes or no: how many units chose what."""
    day: datetime.date | None = None
    """When the one unit of a scope did it, and the paper that says so."""
    document: str = ""

    @property
    def expected(self) -> int:
        return len(self.units) + len(self.lacking)


@dataclass(frozen=True)
class Words:
    """What one unit wrote."""

    unit: Unit
    phase: int
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    unit: str
    phase: int
    day: datetime.date | None
    document: str | None
    content: object


def answered(snapshot: Snapshot, row_id: str, scope: Scope, *, until: bool = False) -> Answered:
    """Return who answered a row in the scope's phase, or with `until` in any phase up to it.

    A day that is still to come is a plan, not a fact; the newest answer of a unit counts.
    """
    row = next(row for row in snapshot.plan.report_rows if row.id == row_id)
    told = dict(_newest(snapshot, row, scope, until=until))
    among = [unit for unit in snapshot.units if scope.unit in (None, unit.id)]
    contents = [told[unit.id].content for unit in among if unit.id in told]
    counts = [int(str(content)) for content in contents if row.content == "count" and content is not None]
    chosen = Counter(_choice(content) for content in contents if content is not None)
    own = told.get(scope.unit) if scope.unit else None
    return Answered(
        row=row,
        units=tuple(unit for unit in among if unit.id in told),
        lacking=tuple(unit for unit in among if unit.id not in told),
        total=sum(counts) if counts else None,
        choices=dict(chosen) if row.content in ("choice", "yes_no") else {},
        day=own.day if own else None,
        document=own.document or "" if own else "",
    )


def words_of_units(snapshot: Snapshot, row_id: str, scope: Scope) -> tuple[Words, ...]:
    """Return what each unit wrote in a row in its own words, unit by unit in the official order.

    Only of units whose rows are open.
    """
    among = {
        unit.id: unit for unit in snapshot.units if scope.unit in (None, unit.id) and snapshot.opens(unit.id)
    }
    order = list(among)
    found = [
        Words(among[told.unit], told.phase, str(told.content))
        for told in _rows(snapshot).get(row_id, ())
        if told.unit in among and scope.phase in (None, told.phase) and told.content is not None
    ]
    return tuple(sorted(found, key=lambda words: (order.index(words.unit.id), words.phase)))


def _newest(snapshot: Snapshot, row: ReportRow, scope: Scope, *, until: bool) -> Iterator[tuple[str, _Told]]:
    for told in sorted(_rows(snapshot).get(row.id, ()), key=lambda told: told.phase):
        in_scope = scope.phase is None or told.phase == scope.phase or (until and told.phase < scope.phase)
        done = told.day is not None if "date" in row.asks else told.content is not None
        if in_scope and done and (told.day is None or told.day <= snapshot.today):
            yield told.unit, told


@once_per_snapshot
def _rows(snapshot: Snapshot) -> dict[str, tuple[_Told, ...]]:
    columns = ("item", "unit", "phase", "date", "document", "content")
    found: dict[str, list[_Told]] = {}
    for item, unit, phase, day, document, content in rows(snapshot, "report", *columns):
        if phase is not None:
            found.setdefault(item, []).append(_Told(unit, phase, day, document, content))
    return {item: tuple(told) for item, told in found.items()}


def _choice(content: object) -> str:
    return (
        {True: "Có", False: "Không"}.get(content, str(content)) if isinstance(content, bool) else str(content)
    )
