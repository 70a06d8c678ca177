"""One wrong letter never turns a unit into another one, and what is offered instead can be typed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Parsed
from sheets_schema.province_workbook import province_workbook
from tests.corpus.clean import PLAN

UNIT = province_workbook(PLAN).worksheet("reviews").column("unit")
SPELLED = [(unit.id, spelling) for unit in PLAN.units for spelling in unit.spellings]
LETTERS = "abcdeghiklmnopqrstuvxyđ" + "".join(
    unicodedata.normalize("NFC", vowel + mark)
    for vowel in "aeiouy"
    for mark in "\u0300\u0301\u0303\u0309\u0323"
)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A unit and its name with one letter typed too many, too few, or wrong."""
    unit, spelling = draw(st.sampled_from(SPELLED))
    place = draw(st.integers(0, len(spelling)))
    letter = draw(st.sampled_from(["", *LETTERS]))
    skipped = draw(st.integers(0, 1))
    return unit, spelling[:place] + letter + spelling[place + skipped :]


@given(slip=slips())
def test_one_wrong_letter_never_names_another_unit(slip: tuple[str, str]) -> None:
    unit, typed = slip
    outcome = UNIT.parse(typed)
    assert not isinstance(outcome, Parsed) or outcome.value == unit


@given(slip=slips(), apart=st.booleans(), loud=st.booleans())
def test_a_mend_that_is_offered_reads_back_as_that_unit(
    slip: tuple[str, str], apart: bool, loud: bool
) -> None:
    _, typed = slip
    outcome = UNIT.parse(unicodedata.normalize("NFD" if apart else "NFC", typed.upper() if loud else typed))
    suggestion = getattr(outcome, "suggestion", "")
    if suggestion:
        assert isinstance(UNIT.parse(suggestion), Parsed)
