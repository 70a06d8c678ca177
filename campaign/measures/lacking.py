"""What a unit has still to fill for a phase: worksheets, required lines, and milestones that are due."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.plan import Phase, ReportRow
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.unit_workbook.report import ENTRY_FINISHED

Cell = tuple[str, str]
"""Line or row, and the column in which something stands."""


@dataclass(frozen=True)
class Lacking:
    """What is still blank, by the titles that people see."""

    worksheets: tuple[str, ...]
    lines: tuple[str, ...] = ()
    """Required lines of «Tổng hợp»; with the sector where only one of two is blank."""
    milestones: tuple[str, ...] = ()
    """Rows of «Báo cáo» that are due."""

    def __bool__(self) -> bool:
        return bool(self.worksheets or self.lines or self.milestones)

    @property
    def said(self) -> str:
        """All of it in one phrase: «trang Khen thưởng; 2 dòng trong «Tổng hợp»: …»; empty where none is."""
        parts = []
        if self.worksheets:
            parts.append(f"trang {', '.join(self.worksheets)}")
        if self.lines:
            parts.append(f"{len(self.lines)} dòng trong «Tổng hợp»: {', '.join(self.lines)}")
        if self.milestones:
            parts.append(f"trong «Báo cáo»: {', '.join(self.milestones)}")
        return "; ".join(parts)


def lacking(snapshot: Snapshot, unit: str, phase: Phase, filled: frozenset[str]) -> Lacking:
    """Return what a unit has not filled of a phase; `filled`: names of the worksheets it has begun.

    A cell that could not be read is to be mended and not to be filled: it is no lack. The end of a phase is
    asked for when its report is due, or when the unit says that it has finished (plan IV.1).
    """
    titles = {each.name: each.title for each in unit_workbook(snapshot.plan).worksheets}
    blank = tuple(title for name, title in titles.items() if name not in filled)
    if not filled:
        return Lacking(blank)
    lines = tuple(_lines(snapshot, unit, phase)) if "summary" in filled else ()
    return Lacking(blank, lines, tuple(_milestones(snapshot, unit, phase)) if "report" in filled else ())


def _lines(snapshot: Snapshot, unit: str, phase: Phase) -> Iterator[str]:
    stated = _stated(snapshot, "summary", "line", ("production", "public")).get((unit, phase.number), set())
    for line in snapshot.plan.lines:
        blank = [sector for sector in line.sectors if (line.id, sector) not in stated]
        if not line.required or not blank:
            continue
        whole = len(blank) == len(line.sectors)
        yield line.title if whole else f"{line.title} ({snapshot.plan.sector(blank[0]).short})"


def _milestones(snapshot: Snapshot, unit: str, phase: Phase) -> Iterator[str]:
    everywhere = _stated(snapshot, "report", "item", ("date", "document", "content"))
    stated = everywhere.get((unit, phase.number), set())
    ended = phase.due <= snapshot.today or (ENTRY_FINISHED, "date") in stated
    for row in snapshot.plan.report_rows:
        if row.due is not None:
            # Written once in the year, in whichever phase's workbook.
            years = set().union(*(cells for (whose, _), cells in everywhere.items() if whose == unit))
            asked, known = _falls_due(row, phase, snapshot.today), years
        else:
            asked, known = row.required and (ended or not row.at_end), stated
        if asked and any((row.id, cell) not in known for cell in row.asks):
            yield row.title


def _falls_due(row: ReportRow, phase: Phase, today: datetime.date) -> bool:
    return row.milestone and row.due is not None and phase.first_day <= row.due <= min(phase.last_day, today)


@once_per_snapshot
def _stated(
    snapshot: Snapshot, worksheet: str, key: str, columns: tuple[str, ...]
) -> Mapping[tuple[str, int], set[Cell]]:
    """Return (unit, phase) → the cells of printed rows in which something stands, readable or not."""
    refused = {
        (unit, phase, row, column)
        for unit, phase, name, row, column in zip(
            *(snapshot.left_out[name] for name in ("unit", "phase", "worksheet", "row", "column")),
            strict=True,
        )
        if name == worksheet
    }
    stated: dict[tuple[str, int], set[Cell]] = {}
    for unit, phase, row, item, *values in rows(snapshot, worksheet, "unit", "phase", "row", key, *columns):
        stated.setdefault((unit, phase), set()).update(
            (item, column)
            for column, value in zip(columns, values, strict=True)
            if value is not None or (unit, phase, row, column) in refused
        )
    return stated
