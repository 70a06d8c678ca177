"""What another country's sheet may have made of a number or a day while it was typed."""

import datetime

import pytest

from campaign.intake.reading.bent import _meant
from sheets_schema.cell import Cell, Value

DAY = datetime.date(2023, 5, 6)


@pytest.mark.parametrize(
    ("cell", "value", "meant"),
    [
        (8, 8, "8.000"),
        (145, 145, "145.000"),
        (1.5, 2, "1.500"),
        (999, 999, "999.000"),
        (1000, 1000, ""),
        (0, 0, ""),
        ("8", 8, ""),
        (True, True, ""),
        (8, None, ""),
        (8, "8", ""),
        (DAY, DAY, "5/6/2023"),
        (datetime.date(2023, 5, 13), datetime.date(2023, 5, 13), ""),
        (datetime.date(2023, 5, 5), datetime.date(2023, 5, 5), ""),
        ("6/5/2023", DAY, ""),
        (None, None, ""),
    ],
)
def test_only_what_may_have_been_typed_otherwise_is_asked_for(
    cell: Cell, value: Value | None, meant: str
) -> None:
    assert _meant(cell, value) == meant
