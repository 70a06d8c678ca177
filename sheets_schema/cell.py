"""What a cell may hold, and what reading it may yield."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that failed, such as `#REF!`: never a blank."""

    code: str


Cell = str | int | float | bool | datetime.date | datetime.time | CellError | None
"""One cell as the source gave it; `datetime.datetime` is a `date` here."""


class Month(NamedTuple):
    """A date known to the month only, as clerks write when a work began."""

    year: int
    month: int

    def isoformat(self) -> str:
        """Return the month as ISO 8601 writes it, `2022-10`."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> datetime.date:
        """The day by which the month stands where a day is needed."""
        return datetime.date(self.year, self.month, 1)


Value = str | int | bool | datetime.date | Month | tuple[str, ...]
"""One typed value: text, count, đồng, yes/no, day or month, several names."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value that counts, with what was changed to get it."""

    value: Value
    note: str = ""
    """How the typed text was normalised; kept quietly beside the value."""
    warning: str = ""
    """Why the clerk should look again; the value counts all the same."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing reported: a blank, or words that say so («Chưa có»)."""

    message: str = ""
    """Set when the clerk wrote words; empty for a blank."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that cannot be counted as it stands."""

    message: str
    """What was found and what belongs there, in Vietnamese."""
    suggestion: str = ""
    """The likely intended text, ready to be typed; empty where none is plausible."""


Outcome = Parsed | Missing | Refused
