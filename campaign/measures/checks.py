"""What «Xác minh» of the province workbook says: cells with another figure, rows that were not confirmed."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from campaign.measures.register import Denied
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Check:
    """One verified figure: of a line of «Tổng hợp», or of a row of a list (0 = not confirmed)."""

    unit: str
    phase: int
    worksheet: str
    line: str
    row: int | None
    sector: str | None
    value: int


@once_per_snapshot
def checks(snapshot: Snapshot) -> tuple[Check, ...]:
    """Return the verified figures known today, the oldest first; a later check of the same place stands."""
    dated = sorted(_checks(snapshot), key=lambda found: found[0] or datetime.date.min)
    return tuple(check for day, check in dated if day is None or day <= snapshot.today)


@once_per_snapshot
def denied(snapshot: Snapshot, worksheet: str) -> Denied:
    """Return the rows of a list that were looked for and not confirmed."""
    last: dict[tuple[str, int, int], int] = {}
    for check in checks(snapshot):
        if check.worksheet == worksheet and check.row is not None:
            last[check.unit, check.phase, check.row] = check.value
    return frozenset(place for place, value in last.items() if value == 0)


@once_per_snapshot
def checked(
    snapshot: Snapshot, worksheet: str, line: str, phase: int | None, sector: str | None
) -> frozenset[str]:
    """Return the units in which something of the worksheet, or of one line of it, was verified."""
    return frozenset(
        check.unit
        for check in checks(snapshot)
        if check.worksheet == worksheet
        and check.line == line
        and (phase is None or check.phase == phase or (not line and check.phase < phase))
        and (sector is None or check.sector in (None, sector))
    )


def meant(snapshot: Snapshot, title: str | None, item: str | None) -> tuple[str, str, int | None] | None:
    """Return worksheet, line and row that a check names in words; None where there is no such place."""
    titles, lines = _named(snapshot)
    worksheet = titles.get(fold(title or ""))
    if worksheet == "summary":
        line = lines.get(fold(item or ""))
        return (worksheet, line, None) if line else None
    number = re.search(r"\d+", item or "")
    return (worksheet, "", int(number.group())) if worksheet and number else None


@once_per_snapshot
def _named(snapshot: Snapshot) -> tuple[dict[str, str], dict[str, str]]:
    """Worksheets by their titles, lines by their names."""
    titles = {fold(worksheet.title): worksheet.name for worksheet in unit_workbook(snapshot.plan).worksheets}
    lines = {
        fold(name): line.id for line in snapshot.plan.lines for name in (line.id, line.title, *line.aliases)
    }
    return titles, lines


def _checks(snapshot: Snapshot) -> Iterator[tuple[datetime.date | None, Check]]:
    columns = ("unit", "phase", "worksheet", "item", "sector", "verified", "checked_on")
    for unit, phase, title, item, sector, verified, day in rows(snapshot, "verifications", *columns):
        place = meant(snapshot, title, item)
        if place is not None and verified is not None and phase is not None:
            yield day, Check(unit, phase, *place, sector, verified)


@dataclass(frozen=True, slots=True)
class Verification:
    """One row of «Xác minh» as the province wrote it: what was reported, what was found, how and by whom."""

    unit: str
    phase: int | None
    worksheet: str
    """The tab's title."""
    item: str
    sector: str | None
    reported: int | None
    verified: int | None
    verdict: str
    method: str
    checked_by: str
    checked_on: datetime.date | None


def verifications(snapshot: Snapshot) -> tuple[Verification, ...]:
    """Return every check known today, the newest first."""
    columns = (
        "unit", "phase", "worksheet", "item", "sector", "reported", "verified", "verdict", "method",
        "checked_by", "checked_on",
    )  # fmt: skip
    found = [Verification(*row) for row in rows(snapshot, "verifications", *columns)]
    known = [one for one in found if one.checked_on is None or one.checked_on <= snapshot.today]
    return tuple(sorted(known, key=lambda one: one.checked_on or datetime.date.min, reverse=True))
