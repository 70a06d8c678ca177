"""The lines of «Tổng hợp» as a report tells them: the figure, its sectors, and how many units gave it."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.measures.lines import Part, line_total
from campaign.measures.measured import Scope
from campaign.measures.rows import once_per_snapshot
from campaign.records import Snapshot
from sheets_schema.plan import Line


@dataclass(frozen=True)
class LineFigure:
    """One line in one scope."""

    line: Line
    value: int | None
    """None when no unit of the scope filled it: unknown, not 0."""
    sectors: Mapping[str, int | None]
    """Sector → its part; a sector that the line is not asked of is absent."""
    units_reported: int
    units_expected: int


@once_per_snapshot
def line_figure(snapshot: Snapshot, line_id: str, scope: Scope) -> LineFigure:
    """Return one line in one scope; of a stock the latest phase until the scope's stands."""
    line = snapshot.plan.line(line_id)
    units = [unit.id for unit in snapshot.units if scope.unit in (None, unit.id)]
    asked = [sector for sector in line.sectors if scope.sector in (None, sector)]
    total = _of_units(snapshot, line, Part(scope.phase, scope.sector), units)
    return LineFigure(
        line=line,
        value=sum(total.values()) if total else None,
        sectors={
            sector: sum(part.values())
            if (part := _of_units(snapshot, line, Part(scope.phase, sector), units))
            else None
            for sector in asked
        },
        units_reported=len(total),
        units_expected=len(units),
    )


def line_figures(snapshot: Snapshot, scope: Scope) -> tuple[LineFigure, ...]:
    """Return every line that the scope is asked for, in the plan's order."""
    return tuple(
        line_figure(snapshot, line.id, scope)
        for line in snapshot.plan.lines
        if scope.sector is None or scope.sector in line.sectors
    )


def _of_units(snapshot: Snapshot, line: Line, part: Part, units: list[str]) -> dict[str, int]:
    total = line_total(snapshot, line.id, part)
    return {unit: total[unit] for unit in units if unit in total}
