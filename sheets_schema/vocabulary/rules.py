"""Rules between two cells of a row that recur in many worksheets."""

import datetime
from typing import Literal

from sheets_schema.cell import Month, Value
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary.worksheets import Row, RowRule, Severity


def at_most(
    name: str,
    lesser: str,
    greater: str,
    says: str,
    *,
    severity: Severity = "warning",
    written: Literal["count", "money"] = "count",
    at: str = "",
) -> RowRule:
    """Demand that one cell is not above another: two counts, two amounts, or two days.

    `says` is the message, with {lesser} and {greater} for what the cells hold. A month is above a day only if
    all of its days are.
    """

    def message(row: Row) -> str:
        return says.format(lesser=_written(row[lesser], written), greater=_written(row[greater], written))

    return RowRule(
        name=name,
        columns=(lesser, greater),
        holds=lambda row: _bound(row[lesser], last=False) <= _bound(row[greater], last=True),
        message=message,
        severity=severity,
        at=at,
    )


def _bound(value: Value | None, *, last: bool) -> int:
    """Return a count, or a day as a number; of a month its first or last day."""
    if isinstance(value, Month):
        following = (value.first_day + datetime.timedelta(days=31)).replace(day=1)
        return (following - datetime.timedelta(days=1)).toordinal() if last else value.first_day.toordinal()
    if isinstance(value, datetime.date):
        return value.toordinal()
    if isinstance(value, int):
        return value
    raise TypeError(f"{value!r} is neither a number nor a day")


def _written(value: Value | None, written: Literal["count", "money"]) -> str:
    if isinstance(value, datetime.date | Month):
        return write_date(value)
    number = value if isinstance(value, int) else None
    return write_money(number) if written == "money" else write_count(number)
