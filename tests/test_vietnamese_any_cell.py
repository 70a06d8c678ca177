"""Whatever a cell holds, every reader answers, in Vietnamese, and never raises."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Cell, CellError, Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.choices import read_choice, read_yes_no
from sheets_schema.vietnamese.dates import read_date
from sheets_schema.vietnamese.money import read_money
from sheets_schema.vietnamese.names import hide_identifiers, person_key, read_people, read_unit, union_key
from sheets_schema.vietnamese.numbers import read_count
from sheets_schema.vietnamese.text import clean, fold, marker, sort_key

READERS = {
    "count": lambda cell: read_count(cell, counted="người"),
    "net": lambda cell: read_count(cell, signed=True),
    "money": read_money,
    "money in triệu": lambda cell: read_money(cell, scale=10**6),
    "date": lambda cell: read_date(cell, year=2023, earliest=datetime.date(2023, 2, 10)),
    "month": lambda cell: read_date(cell, year=2023, month_ok=True),
    "choice": lambda cell: read_choice(cell, options={"SXKD": ("Doanh nghiệp",), "HCSN": ()}),
    "yes/no": read_yes_no,
    "unit": lambda cell: read_unit(cell, units={"phu_cat": ("LĐLĐ huyện Phù Cát",), "": ()}),
    "people": read_people,
}

LIKE_NUMBERS = st.text("0123456789.,/-+x()% đtrỷtệungOl:'\u00a0=eEIQ~", max_size=40)
ANY_CELL = st.one_of(
    st.text(),
    LIKE_NUMBERS,
    st.integers(),
    st.sampled_from([10**5000, -(10**400), 2**63]),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.none(),
    st.text(max_size=8).map(CellError),
)


@pytest.mark.parametrize("reader", READERS)
@given(cell=ANY_CELL)
def test_any_cell_has_an_outcome(reader: str, cell: Cell) -> None:
    outcome: Outcome = READERS[reader](cell)
    match outcome:
        case Refused(message):
            assert message.endswith((".", "?"))
        case Parsed(value):
            assert value is not None
        case Missing(message):
            assert message == "" or message.endswith(".")


@pytest.mark.parametrize("reader", READERS)
@given(cell=st.text(max_size=12).map(CellError))
def test_a_failed_formula_is_always_refused(reader: str, cell: CellError) -> None:
    assert isinstance(READERS[reader](cell), Refused)


@pytest.mark.parametrize("reader", READERS)
@given(blank=st.text(" \t\n\u00a0\u2009\u200b\ufeff\u3000"))
def test_a_blank_is_always_missing(reader: str, blank: str) -> None:
    assert READERS[reader](blank) == Missing()


@pytest.mark.parametrize("reader", READERS)
def test_a_long_text_is_answered_at_once(reader: str) -> None:
    for long in ("1 " * 20_000, "(" * 20_000, "x" * 40_000, "1.000," * 8_000, "Ã¡ " * 9_000, "và " * 9_000):
        assert isinstance(READERS[reader](long), Refused | Parsed)


@given(st.text())
def test_any_text_has_its_keys(text: str) -> None:
    (
        clean(text),
        fold(text),
        marker(text),
        sort_key(text),
        union_key(text),
        person_key(text),
        hide_identifiers(text),
    )
