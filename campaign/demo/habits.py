"""How different clerks type the same value, all of it correct."""

import datetime
from random import Random

from sheets_schema.cell import Cell, Month
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Choice, Column, Count, Date, Money, YesNo


def typed(column: Column, value: object, random: Random) -> Cell:
    """Return a cell that a clerk might type for a value, and that reads back as it without a warning."""
    if value is None:
        return None
    if isinstance(column, Count) and isinstance(value, int):
        return _count(value, column.counted, random)
    if isinstance(column, Money) and isinstance(value, int):
        return _money(value, random)
    if isinstance(column, Date) and isinstance(value, datetime.date | Month):
        return _date(value, random)
    if isinstance(column, YesNo):
        return (
            random.choices(("Có", True, "x", "có"), (12, 2, 2, 1))[0]
            if value
            else _choose(random, "Không", "không")
        )
    if isinstance(column, Choice):
        label = next((label for label, code in column.codes.items() if code == value), str(value))
        return _choose(random, label, label.upper(), label.lower())
    text = str(value)
    return _choose(random, text, text + " ", text.replace(" ", "  ", 1))


def _choose(random: Random, usual: str, *others: str) -> str:
    return usual if random.random() < 0.94 else random.choice(others)


def _count(value: int, counted: str, random: Random) -> Cell:
    if 1900 <= value <= 2100:
        # A bare figure like this would rightly be asked whether it is a year.
        return write_count(value)
    if random.random() < 0.86:
        return value
    if value == 0:
        return random.choice(("0", "Không", "Không phát sinh"))
    if value >= 1000:
        return write_count(value)
    return random.choice((str(value), f"{value:02d}", f"{value} {counted}"))


def _money(value: int, random: Random) -> Cell:
    roll = random.random()
    if roll < 0.7 or value == 0:
        return value
    if roll < 0.85:
        return write_count(value)
    if value % 100_000_000 == 0 and value >= 1_000_000_000:
        return f"{value / 1_000_000_000:g} tỷ".replace(".", ",")
    if value % 1_000_000 == 0:
        return f"{write_count(value // 1_000_000)} triệu"
    return f"{write_count(value)} đồng"


def _date(value: datetime.date | Month, random: Random) -> Cell:
    if isinstance(value, Month):
        return random.choice((f"{value.month}/{value.year}", f"tháng {value.month}/{value.year}"))
    if random.random() < 0.75:
        return value
    return random.choice(
        (
            write_date(value),
            f"{value:%d/%m/%Y}",
            f"{value.day}-{value.month}-{value.year}",
            f"{value:%d.%m.%Y}",
            f"ngày {value:%d} tháng {value.month} năm {value.year}",
        )
    )
