"""Ranges as people and Google write them, and as rectangles."""

import re
from dataclasses import dataclass

_PART = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,8})")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|TRUE|FALSE", re.IGNORECASE)


@dataclass(frozen=True)
class Area:
    """A rectangle of cells: first row and column from 0, ends not included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def empty(self) -> bool:
        """Whether no cell lies in it."""
        return self.top >= self.bottom or self.left >= self.right

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return not Area(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        ).empty


@dataclass(frozen=True)
class Reference:
    """What a range says before it meets a grid; None where it says nothing."""

    title: str | None
    top: int | None = None
    left: int | None = None
    bottom: int | None = None
    right: int | None = None

    def within(self, rows: int, columns: int) -> Area:
        """Return the rectangle in a grid of that size; an end beyond it is cut, a start beyond it is not."""
        return Area(
            self.top or 0,
            self.left or 0,
            rows if self.bottom is None else min(self.bottom, rows),
            columns if self.right is None else min(self.right, columns),
        )


def column_letters(index: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return 0 for A."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def split_title(text: str) -> tuple[str | None, str]:
    """Split `'Tab'!A1` into title and cells; a quoted text alone is a title with no cells."""
    if text.startswith("'"):
        found = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        if found is None:
            raise ValueError(text)
        return found[1].replace("''", "'"), found[2] or ""
    title, mark, cells = text.rpartition("!")
    return (title if mark else None), cells


def read_cells(title: str | None, cells: str) -> Reference:
    """Read `A1`, `A1:B2`, `A:C`, `2:5`, `A2:C`, corners in any order; raises ValueError for anything else."""
    if not cells:
        return Reference(title)
    first, colon, second = cells.partition(":")
    start, end = _corner(first), _corner(second if colon else first)
    if not colon and None in start:
        raise ValueError(cells)
    rows = [row for row in (start[0], end[0]) if row is not None]
    columns = [column for column in (start[1], end[1]) if column is not None]
    return Reference(
        title,
        min(rows) if rows else None,
        min(columns) if columns else None,
        max(rows) + 1 if len(rows) == 2 else None,
        max(columns) + 1 if len(columns) == 2 else None,
    )


def _corner(text: str) -> tuple[int | None, int | None]:
    found = _PART.fullmatch(text)
    if found is None or not (found[1] or found[2]) or found[2].startswith("0"):
        raise ValueError(text)
    return (int(found[2]) - 1 if found[2] else None), (column_index(found[1]) if found[1] else None)


def is_cell_like(text: str) -> bool:
    """Whether a bare text names cells and not a tab: `D3`, `A:C`, `A1:B2`."""
    try:
        read_cells(None, text)
    except ValueError:
        return False
    return bool(text)


def quoted(title: str) -> str:
    """Return the title as Google echoes it: quoted unless it is a plain word that is no cell."""
    if _BARE.fullmatch(title) and not _CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(area: Area) -> str:
    """Return `A1:B2`, or `A1` for one cell."""
    first = f"{column_letters(area.left)}{area.top + 1}"
    last = f"{column_letters(max(area.right - 1, area.left))}{max(area.bottom, area.top + 1)}"
    return first if first == last else f"{first}:{last}"


def echoed(title: str, area: Area) -> str:
    """Return the range as Google writes it into an answer."""
    return f"{quoted(title)}!{written(area)}"
