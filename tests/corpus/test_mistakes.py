"""Every planted mistake is found where it stands, by its rule, and nothing right is called an error."""

from collections import Counter

import pytest

from campaign.records import Finding
from tests.corpus.clean import PLAN, Province, read_province
from tests.corpus.mistakes import SLIPS, Corpus, corpus, kinds
from tests.corpus.province import PROVINCE
from tests.corpus.relations import ACROSS_PHASES, BETWEEN_UNITS, INSIDE
from tests.corpus.shapes import HURTING
from tests.corpus.tabs import LOSING, MISTITLED

SEEDS = (2023, 7)
NOT_CONTRADICTED = {"X2.phase"}
"""A running total below its own phase always falls from the phase before too: X3 says so."""
COMPARING = frozenset(
    ("X3", "X6.register", "X8.each", "X9", "X10", "register.size", "register.gone", "units.absent")
)
"""Rules between rows far apart: a mistake in one of them shows at the other, and rightly so."""


@pytest.fixture(scope="module", params=SEEDS)
def planted(request: pytest.FixtureRequest, clean: Province) -> Corpus:
    return corpus(clean.raw, clean.checked, PLAN, request.param)


@pytest.fixture(scope="module")
def found(planted: Corpus) -> tuple[Finding, ...]:
    return read_province(planted.workbooks).findings


def test_a_province_without_mistakes_has_no_error(clean: Province) -> None:
    assert [found for found in clean.findings if found.severity == "error"] == []
    assert sum(len(each.tables["unions"].rows) for each in clean.checked if each.kind == "unit") > 1000


def test_every_mistake_is_found_at_its_cell_by_its_rule(planted: Corpus, found: tuple[Finding, ...]) -> None:
    places = Counter((each.workbook, each.worksheet, each.cell, each.rule, each.severity) for each in found)
    wanted = [
        (each.workbook, each.worksheet, each.cell, each.rule, each.severity) for each in planted.mistakes
    ]
    missed = [each for each, place in zip(planted.mistakes, wanted, strict=True) if place not in places]
    assert missed == []
    assert [place for place, times in (Counter(wanted) - places).items() if times] == []


def test_the_mend_is_offered_with_the_mistake(planted: Corpus, found: tuple[Finding, ...]) -> None:
    offered = {
        (each.workbook, each.worksheet, each.cell): each.suggestion for each in found if each.suggestion
    }
    asked = {
        (each.workbook, each.worksheet, each.cell): each.suggestion
        for each in planted.mistakes
        if each.suggestion is not None
    }
    assert {place: offered.get(place) for place in asked} == asked


def test_what_is_right_is_never_called_an_error(planted: Corpus, found: tuple[Finding, ...]) -> None:
    places = {(each.workbook, each.worksheet, each.cell, each.rule) for each in planted.mistakes}
    strange = [
        each
        for each in found
        if each.severity in ("error", "warning")
        and (each.workbook, each.worksheet, each.cell, each.rule) not in places
    ]
    assert [each for each in strange if each.severity == "error"] == []
    assert [each for each in strange if each.rule not in COMPARING] == []


def test_the_mistakes_are_many_and_of_many_kinds(planted: Corpus) -> None:
    assert len(planted.mistakes) > 800
    assert len(kinds(planted.mistakes)) > 210
    assert len({each.rule for each in planted.mistakes}) > 85
    assert len({each.workbook for each in planted.mistakes}) > 25


def test_no_kind_of_mistake_is_left_out(clean: Province) -> None:
    made = {each.kind for seed in SEEDS for each in corpus(clean.raw, clean.checked, PLAN, seed).mistakes}
    known = {slip.kind for slip in (*SLIPS, *PROVINCE)} | {check.id for check in PLAN.line_checks}
    known |= {plant.__name__ for plant in (*HURTING, *LOSING, *MISTITLED)}
    known |= {plant.__name__ for plant in (*INSIDE, *ACROSS_PHASES, *BETWEEN_UNITS)}
    assert known - made == NOT_CONTRADICTED


def test_the_same_seed_plants_the_same_mistakes(clean: Province) -> None:
    first, second = (corpus(clean.raw, clean.checked, PLAN, 11) for _ in range(2))
    assert first == second
    assert corpus(clean.raw, clean.checked, PLAN, 12).mistakes != first.mistakes
