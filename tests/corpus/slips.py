"""How a mistake in a row is described: where clerks make it, what they type, and what must be said."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from sheets_schema.cell import Cell, Value
from sheets_schema.vocabulary import Severity
from tests.corpus.books import Values

Day = datetime.date
Typed = Cell | tuple[Cell, ...] | Callable[[Values], Cell]
"""What is typed: one text, one of several, or something made from what the row says."""


@dataclass(frozen=True)
class Slip:
    """One kind of mistake in a row."""

    kind: str
    places: tuple[str, ...]
    """`worksheet.column` of the cell at which it must be found; one of them is chosen."""
    typed: Typed
    rule: str
    severity: Severity = "error"
    fits: Callable[[Values], bool] = lambda values: True
    also: Mapping[str, Typed] = field(default_factory=dict)
    """Further cells of the row that are typed with it."""
    mend: Typed = None
    """What must be offered instead; None where any mend, or none, will do."""
    blank: bool = False
    """The cell may have been blank before."""


def choose(typed: Typed, values: Values, random: Random) -> Cell:
    """Return one cell of those that a mistake may be typed as."""
    if isinstance(typed, tuple):
        return random.choice(typed)
    return typed(values) if callable(typed) else typed


def number(values: Values, column: str) -> int:
    """Return a figure of the row; 0 where it is blank."""
    value = values.get(column)
    return value if isinstance(value, int) else 0


def day(values: Values, column: str) -> Day:
    """Return a day of the row."""
    value = values[column]
    assert isinstance(value, Day)
    return value


def days_from(column: str, days: int) -> Typed:
    """Type a day so many days from another of the row."""
    return lambda values: day(values, column) + datetime.timedelta(days=days)


def has_day(*columns: str) -> Callable[[Values], bool]:
    """Return the condition that cells hold days, not months."""
    return lambda values: all(isinstance(values.get(column), Day) for column in columns)


def has(column: str, wanted: Value | None) -> Callable[[Values], bool]:
    """Return the condition that a cell says so."""
    return lambda values: values.get(column) == wanted
