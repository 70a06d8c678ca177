"""Cells as clerks type them, taken and refused, for each column: what the guide shows."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_schema.cell import Parsed, Refused
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Choice, Column, Count, Date, Money, Printed, Text, UnitName, YesNo

MOST_TAKEN = 3

_REFUSED: Mapping[type[Column], tuple[str, ...]] = {
    Count: ("khoảng 20", "15/20", "120 (lũy kế 340)", "12,5", "rất nhiều"),
    Money: ("vài triệu", "khoảng 15 triệu", "15-20 triệu"),
    Date: ("31/6/2023", "quý II", "29/2/2023"),
    YesNo: ("Đang làm", "Sắp có"),
    UnitName: ("CĐCS Trường THPT số 1",),
    Choice: ("Chưa rõ loại", "Tất cả", "nt"),
    Text: ("nt", "như trên"),
}


@dataclass(frozen=True)
class Tried:
    """A cell that is refused, and what the reader says of it."""

    typed: str
    message: str

    @property
    def told(self) -> str:
        """Both in one line: `“15/20”: Ô ghi dạng …`; a message that quotes the cell itself says enough."""
        quoted = f"“{self.typed}”"
        return self.message if quoted in self.message else f"{quoted}: {self.message}"


def is_asked(column: Column) -> bool:
    """Tell whether a clerk types into the column: not a printed label, not the row's number."""
    return not isinstance(column, Printed) and column.name != "row_no"


def taken(column: Column) -> tuple[str, ...]:
    """Return the example, then other ways to type the same that are read as the same without a warning."""
    meant = column.parse(column.example)
    if not isinstance(meant, Parsed):
        return (column.example,)
    found = [column.example]
    for typed in _spellings(column, meant):
        outcome = column.parse(typed)
        same = isinstance(outcome, Parsed) and outcome.value == meant.value and not outcome.warning
        if same and fold(typed) not in map(fold, found):
            found.append(typed)
    return tuple(found[:MOST_TAKEN])


def refused(column: Column, turn: int = 0) -> Tried | None:
    """Return a cell that is refused, with the reader's own words; another one for each `turn`."""
    typed = next((cells for kind, cells in _REFUSED.items() if isinstance(column, kind)), ())
    for place in range(len(typed)):
        cell = typed[(place + turn) % len(typed)]
        outcome = column.parse(cell)
        if isinstance(outcome, Refused):
            return Tried(cell, outcome.message)
    return None


def _spellings(column: Column, meant: Parsed) -> Iterator[str]:
    value = meant.value
    if isinstance(column, Count) and isinstance(value, int):
        yield f"{value} {column.counted}"
        yield f"{value:,}".replace(",", ".")
    elif isinstance(column, Money) and isinstance(value, int):
        yield write_money(value).removesuffix(" đồng")
        yield f"{value:,}".replace(",", ".") + " đồng"
    elif isinstance(column, Date) and isinstance(value, datetime.date):
        yield write_date(value).replace("/", "-")
        yield f"ngày {value.day} tháng {value.month} năm {value.year}"
    elif isinstance(column, YesNo):
        yield "x" if value else "không"
    elif isinstance(column, UnitName):
        yield from column.units.get(str(value), ())[1:]
    elif isinstance(column, Choice):
        for label, spellings in column.options.items():
            if column.codes.get(label, label) == value:
                yield from spellings
