"""What was known day by day: the totals of «Tổng hợp» as earlier refreshes had them."""

import datetime
from collections.abc import Iterator, Mapping

import pandas as pd

Totals = Mapping[str, Mapping[str, int]]
"""Line id → sector → value, of one workbook."""
Place = tuple[str, int]
"""Unit id and phase: where totals belong."""
_Figures = Mapping[tuple[str, str], int]
_Row = tuple[datetime.date, str, int, str, str, int | None]

COLUMNS = ("day", "unit", "phase", "line", "sector", "value")


class History:
    """Totals as they became known, told refresh by refresh, oldest first."""

    def __init__(self) -> None:
        self._day: datetime.date | None = None
        self._places: dict[str, Place] = {}
        self._now: dict[Place, dict[str, _Figures]] = {}
        self._day_began_with: dict[Place, _Figures] = {}
        self._closed: list[_Row] = []
        self._closed_frame: pd.DataFrame | None = None

    @property
    def mark(self) -> tuple[datetime.date | None, int]:
        """What tells this history from another one of the same workbooks."""
        return (self._day, len(self._closed))

    def learn(self, day: datetime.date, workbook: str, place: Place | None, totals: Totals) -> None:
        """Take note of a workbook's totals; no place means that the workbook does not count any more.

        Where two workbooks claim one place with different totals, neither is taken.
        """
        if self._day is not None and day > self._day:
            self._close()
        self._day = day if self._day is None else max(day, self._day)
        for touched in {self._places.get(workbook), place} - {None}:
            assert touched is not None
            self._day_began_with.setdefault(touched, self._standing(touched))
            self._now.setdefault(touched, {}).pop(workbook, None)
        self._places.pop(workbook, None)
        if place is not None:
            self._places[workbook] = place
            self._now[place][workbook] = _flat(totals)

    def known(self) -> pd.DataFrame:
        """Return `Snapshot.known`: a row for each day on which the day's last total is a new one."""
        if self._closed_frame is None:
            self._closed_frame = _frame(self._closed)
        today = list(self._changes())
        return (
            pd.concat([self._closed_frame, _frame(today)], ignore_index=True) if today else self._closed_frame
        )

    def _standing(self, place: Place) -> _Figures:
        claims = [figures for figures in self._now.get(place, {}).values() if figures]
        return claims[0] if claims and all(figures == claims[0] for figures in claims) else {}

    def _changes(self) -> Iterator[_Row]:
        if self._day is None:
            return
        for place in sorted(self._day_began_with):
            before, after = self._day_began_with[place], self._standing(place)
            if before is after:
                continue
            for line, sector in dict.fromkeys((*after, *before)):
                value = after.get((line, sector))
                if value != before.get((line, sector)):
                    yield (self._day, *place, line, sector, value)

    def _close(self) -> None:
        changes = list(self._changes())
        if changes:
            self._closed += changes
            self._closed_frame = None
        self._day_began_with = {}


def _flat(totals: Totals) -> _Figures:
    return {(line, sector): value for line, sectors in totals.items() for sector, value in sectors.items()}


def _frame(rows: list[_Row]) -> pd.DataFrame:
    days, units, phases, lines, sectors, values = zip(*rows, strict=True) if rows else ((),) * 6
    return pd.DataFrame(
        {
            "day": pd.Series(days, dtype="datetime64[s]"),
            "unit": pd.Series(units, dtype="object"),
            "phase": pd.Series(phases, dtype="Int64"),
            "line": pd.Series(lines, dtype="object"),
            "sector": pd.Series(sectors, dtype="object"),
            "value": pd.Series(values, dtype="Int64"),
        },
        columns=list(COLUMNS),
    )
