"""What inserting, deleting and moving rows or columns does to places and ranges."""

from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Inserted:
    """Some rows or columns put in before `at`."""

    at: int
    count: int

    def index(self, index: int) -> int | None:
        """Return where one row or column is afterwards."""
        return index + self.count if index >= self.at else index

    def span(self, start: int, end: int) -> Span | None:
        """Return where a range is afterwards: one around the place grows."""
        return (
            start + self.count if start >= self.at else start,
            end + self.count if end > self.at else end,
        )


@dataclass(frozen=True)
class Deleted:
    """The rows or columns from start to before end taken away."""

    start: int
    end: int

    def index(self, index: int) -> int | None:
        """Return where one is afterwards; None when it is gone."""
        if self.start <= index < self.end:
            return None
        return index - (self.end - self.start) if index >= self.end else index

    def span(self, start: int, end: int) -> Span | None:
        """Return where a range is afterwards; None when nothing of it is left."""
        first, last = self._edge(start), self._edge(end)
        return (first, last) if first < last else None

    def _edge(self, edge: int) -> int:
        return edge - max(0, min(edge, self.end) - self.start)


@dataclass(frozen=True)
class Moved:
    """The rows or columns from start to before end put before what was `to`."""

    start: int
    end: int
    to: int

    def index(self, index: int) -> int | None:
        """Return where one is afterwards."""
        count = self.end - self.start
        if self.start <= index < self.end:
            return index + (self.to - self.end if self.to > self.start else self.to - self.start)
        if self.end <= index < self.to:
            return index - count
        return index + count if self.to <= index < self.start else index

    def span(self, start: int, end: int) -> Span | None:
        """Return where a range is afterwards: a moved part leaves the range that it was in."""
        staying = [index for index in range(start, end) if not self.start <= index < self.end]
        places = [place for index in staying or range(start, end) if (place := self.index(index)) is not None]
        return min(places), max(places) + 1


Shift = Inserted | Deleted | Moved


def shift_ranges(described: Any, sheet_id: int, dimension: str, shift: Shift) -> bool:
    """Move every GridRange of that sheet in a description; False when the description lost its own."""
    if isinstance(described, list):
        described[:] = [item for item in described if shift_ranges(item, sheet_id, dimension, shift)]
        return True
    if not isinstance(described, dict):
        return True
    if is_range(described):
        return described.get("sheetId", 0) != sheet_id or _shift_range(described, dimension, shift)
    kept = [shift_ranges(value, sheet_id, dimension, shift) for value in described.values()]
    return all(kept) and described.get("ranges") != []


def is_range(described: dict[str, Any]) -> bool:
    """Whether a description is a GridRange (or a DimensionRange)."""
    return "sheetId" in described and described.keys() <= {
        "sheetId",
        "startRowIndex",
        "endRowIndex",
        "startColumnIndex",
        "endColumnIndex",
    }


def _shift_range(described: dict[str, Any], dimension: str, shift: Shift) -> bool:
    start, end = (
        ("startRowIndex", "endRowIndex") if dimension == "ROWS" else ("startColumnIndex", "endColumnIndex")
    )
    if start not in described and end not in described:
        return True
    # An end that is left open stays open.
    far = 100_000_000
    span = (
        shift.span(described.get(start, 0), min(described.get(end, far), far))
        if not _open_move(described, end, shift)
        else (described.get(start, 0), far)
    )
    if span is None:
        return False
    if start in described:
        described[start] = span[0]
    if end in described:
        described[end] = span[1]
    return True


def _open_move(described: dict[str, Any], end: str, shift: Shift) -> bool:
    return isinstance(shift, Moved) and end not in described
