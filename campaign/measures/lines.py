"""Lines of «Tổng hợp» added up per unit: flows over phases, stocks as the latest phase has them."""

from collections import Counter
from dataclasses import dataclass

from campaign.measures.checks import Check, checks
from campaign.measures.rows import Spot, once_per_snapshot, rows
from campaign.records import Snapshot

Cells = dict[tuple[str, int, str], int]
"""(unit, phase, sector) → what one line says there."""

MEMBERS_ADMITTED = "members_admitted"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the year that is counted, with or without what was found on the spot."""

    phase: int | None
    sector: str | None
    verified: bool = False

    def holds(self, sector: str | None) -> bool:
        """Whether something of that sector belongs to the part."""
        return self.sector is None or self.sector == sector


def line_total(snapshot: Snapshot, line: str, part: Part) -> dict[str, int]:
    """Return the total of a line for each unit that filled any cell of it."""
    flow = snapshot.plan.line(line).kind == "flow"
    cells = cells_by_line(snapshot).get(line, {})
    for check in checks(snapshot) if part.verified else ():
        if check.line == line and (check.sector or (flow and part.sector is None)):
            cells = _with(cells, check)
    return added_up(cells, part, flow=flow)


def added_up(cells: Cells, part: Part, *, flow: bool) -> dict[str, int]:
    """Add up the cells of one line that belong to a part of the year, per unit."""
    total: Counter[str] = Counter()
    newest: dict[tuple[str, str], tuple[int, int]] = {}
    for (unit, phase, sector), value in cells.items():
        if not part.holds(sector):
            continue
        if flow and part.phase in (None, phase):
            total[unit] += value
        elif not flow and (part.phase is None or phase <= part.phase):
            newest[unit, sector] = max(newest.get((unit, sector), (0, 0)), (phase, value))
    for (unit, _), (_, value) in newest.items():
        total[unit] += value
    return dict(total)


def line_spots(snapshot: Snapshot, line: str, unit: str, part: Part) -> tuple[Spot, ...]:
    """Return the rows of «Tổng hợp» behind a unit's total of a line, in the order of the phases."""
    flow = snapshot.plan.line(line).kind == "flow"
    found: list[Spot] = []
    for sector, spots in _filled(snapshot).get((unit, line), {}).items():
        if part.holds(sector):
            upto = [spot for spot in spots if part.phase is None or spot.phase <= part.phase]
            found += [spot for spot in upto if part.phase in (None, spot.phase)] if flow else upto[-1:]
    return tuple(sorted(set(found)))


def net_members(snapshot: Snapshot, part: Part) -> dict[str, int]:
    """Return members at the end less members at the beginning, of the phases in which both are known."""
    opened, closed = (cells_by_line(snapshot).get(line, {}) for line in ("members_open", "members_close"))
    both = {place: closed[place] - opened[place] for place in closed.keys() & opened.keys()}
    return added_up(both, part, flow=True)


@once_per_snapshot
def cells_by_line(snapshot: Snapshot) -> dict[str, Cells]:
    """Return every filled cell of «Tổng hợp» by line."""
    lines: dict[str, Cells] = {}
    columns = ("unit", "phase", "line", "production", "public")
    for unit, phase, line, production, public in rows(snapshot, "summary", *columns):
        for sector, value in (("production", production), ("public", public)):
            if value is not None:
                lines.setdefault(line, {})[unit, phase, sector] = value
    return lines


@once_per_snapshot
def _filled(snapshot: Snapshot) -> dict[tuple[str, str], dict[str, list[Spot]]]:
    """(unit, line) → sector → the rows in which that cell was filled, phase by phase."""
    found: dict[tuple[str, str], dict[str, list[Spot]]] = {}
    columns = ("unit", "line", "phase", "workbook", "row", "production", "public")
    for unit, line, phase, workbook, row, production, public in rows(snapshot, "summary", *columns):
        for sector, value in (("production", production), ("public", public)):
            if value is not None:
                found.setdefault((unit, line), {}).setdefault(sector, []).append(Spot(phase, workbook, row))
    return {key: {sector: sorted(spots) for sector, spots in told.items()} for key, told in found.items()}


def _with(cells: Cells, check: Check) -> Cells:
    """The cells with a verified figure in its place; one that names no sector stands for both."""
    place = (check.unit, check.phase)
    if check.sector is None:
        cells = {cell: value for cell, value in cells.items() if cell[:2] != place}
    return {**cells, (*place, check.sector or ""): check.value}
