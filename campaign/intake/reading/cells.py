"""One cell: where it stands, what it reads as, how people see it, and the findings about it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from campaign.records import Finding
from sheets_schema.cell import Cell, CellError, Outcome
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.text import clean
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

MOST_REMEMBERED = 50_000
"""Distinct cells remembered per column; a bound for a process that runs for months."""

_outcomes: dict[int, tuple[Column, dict[tuple[type, Cell], Outcome]]] = {}


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


def reader(column: Column) -> Callable[[Cell], Outcome]:
    """Return how a column reads a cell; each distinct cell is parsed once per process and column."""
    kept = _outcomes.get(id(column))
    if kept is None:
        # The column is kept beside its outcomes, so that its identity stays its own.
        kept = _outcomes.setdefault(id(column), (column, {}))
    memory = kept[1]

    def read(cell: Cell) -> Outcome:
        key = (cell.__class__, cell)
        outcome = memory.get(key)
        if outcome is None:
            if len(memory) >= MOST_REMEMBERED:
                memory.clear()
            outcome = memory[key] = column.parse(cell)
        return outcome

    return read


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that a person can see."""
    return cell is None or (cell.__class__ is str and not clean(str(cell)))


def cell_rule(column: Column, cell: Cell) -> str:
    """Name the rule that a refused or doubtful cell of a column breaks."""
    if isinstance(cell, CellError):
        return "cell.error"
    return next((rule for kind, rule in KIND_RULES if isinstance(column, kind)), "cell.text")


def shown(cell: Cell) -> str:
    """Return a cell as a person sees it in the sheet."""
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
    text = str(cell).replace(".", ",") if isinstance(cell, float) else str(cell).strip()
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
