"""One cell: where it stands, what it reads as, how people see it, and the findings about it."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from campaign.records import Finding
from sheets_schema.cell import Cell, CellError, Outcome, Parsed, Refused, Value
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.text import clean, steady
from sheets_schema.vocabulary import Choice, Column, Count, Date, Money, Severity, UnitName, YesNo

KIND_RULES: tuple[tuple[type[Column], str], ...] = (
    (Count, "cell.count"),
    (Money, "cell.money"),
    (Date, "cell.date"),
    (Choice, "cell.choice"),
    (YesNo, "cell.yes_no"),
    (UnitName, "cell.unit"),
)
LONGEST_SHOWN = 300

MOST_REMEMBERED = 2**17
"""Distinct cells remembered per column; a bound for a process that runs for months."""


class Seen(NamedTuple):
    """One distinct cell of a column, read once."""

    outcome: Outcome
    value: Value | None
    """What counts; None where nothing does."""
    shown: str
    """The cell as a person sees it in the sheet."""
    normalised: bool
    silent: bool
    """Blank, or it counts, and nothing is to be said of it."""


@dataclass(frozen=True)
class _Sight:
    """A column and what it has seen so far."""

    column: Column
    memory: dict[object, Seen] = field(default_factory=dict)

    def see(self, cell: Cell) -> Seen:
        # Of texts the text itself is the key; 1, 1.0 and True are equal and read differently.
        key = cell if cell is None or cell.__class__ is str else (cell.__class__, cell)
        seen = self.memory.get(key)
        if seen is None:
            if len(self.memory) >= MOST_REMEMBERED:
                self.memory.clear()
            seen = self.memory[key] = _look(self.column, cell)
        return seen


_sights: dict[int, _Sight] = {}


@dataclass(frozen=True)
class Tab:
    """One tab of one workbook as an address: it makes the findings about itself."""

    workbook: str
    unit: str
    phase: int | None
    title: str
    """The tab's title as found."""
    link: str = ""

    def finding(
        self,
        rule: str,
        severity: Severity,
        message: str,
        *,
        cell: str = "",
        typed: str = "",
        suggestion: str = "",
    ) -> Finding:
        """Make a finding about a cell of this tab, or about the tab itself."""
        url = self.link + cell if self.link else ""
        return Finding(
            self.workbook,
            self.unit,
            self.phase,
            self.title,
            cell,
            rule,
            severity,
            typed,
            message,
            suggestion,
            url,
        )


def see_all(column: Column, cells: Iterable[Cell]) -> list[Seen]:
    """Return what a column reads in each cell; each distinct cell is parsed once per process and column."""
    sight = _sight(column)
    memory, see = sight.memory, sight.see
    return [memory.get(cell) or see(cell) for cell in cells]


def reader(column: Column) -> Callable[[Cell], Outcome]:
    """Return how a column reads one cell, remembered as `see_all` does."""
    see = _sight(column).see
    return lambda cell: see(cell).outcome


def _sight(column: Column) -> _Sight:
    # The column is kept beside what it has seen, so that its identity stays its own.
    return _sights.get(id(column)) or _sights.setdefault(id(column), _Sight(column))


def _look(column: Column, cell: Cell) -> Seen:
    outcome = column.parse(cell)
    if not isinstance(outcome, Parsed):
        said = isinstance(outcome, Refused) or bool(outcome.message)
        return Seen(outcome, None, shown(cell), normalised=False, silent=not said)
    normalised = bool(outcome.note or outcome.warning)
    return Seen(outcome, outcome.value, shown(cell), normalised, silent=not outcome.warning)


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that a person can see."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def filled(row: Sequence[Cell], places: Mapping[str, int]) -> dict[str, Cell]:
    """Return column name → cell for the cells of a row that hold something."""
    width = len(row)
    return {
        name: cell for name, place in places.items() if place < width and not is_blank(cell := row[place])
    }


def cell_rule(column: Column, cell: Cell) -> str:
    """Name the rule that a refused or doubtful cell of a column breaks."""
    if isinstance(cell, CellError):
        return "cell.error"
    return next((rule for kind, rule in KIND_RULES if isinstance(column, kind)), "cell.text")


def shown(cell: Cell) -> str:
    """Return a cell as a person sees it in the sheet."""
    if isinstance(cell, str):
        return _cut(steady(cell.strip()))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, CellError):
        return cell.code
    if isinstance(cell, datetime.datetime):
        return f"{write_date(cell.date())} {cell:%H:%M}"
    if isinstance(cell, datetime.date):
        return write_date(cell)
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    return _cut(str(cell).replace(".", ",") if isinstance(cell, float) else str(cell))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Return `H14` for a sheet row counted from 1 and a column counted from 0."""
    return f"{letters(column)}{row}"
