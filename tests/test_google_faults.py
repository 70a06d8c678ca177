"""Whatever Google answers: no wrong figure, no lost row, the quota kept, and recovery by itself."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.google.faults import API_OFF, KEY_REFUSED, NO_NETWORK, SCOPES, TOO_MANY
from campaign.intake.snapshots.standing import OUR_MISTAKE
from tests.on_google import Province, province

UNITS = ("phu_cat", "phu_my", "hoai_an", "tay_son")
FIGURES = {unit: 100 + number for number, unit in enumerate(UNITS)}
SHEETS = "/v4/spreadsheets"
ALONE = int(os.environ.get("CAMPAIGN_SOAK", "240"))
"""Simulated seconds of each fault by itself: 3600 for the long run, which takes some minutes."""

FAULTS: dict[str, dict[str, Any]] = {
    "quota of reads spent": {"error": "quota_reads"},
    "quota of reads spent for some": {"error": "quota_reads", "every": 3},
    "429 as a page": {"status": 429, "html": True},
    "internal error": {"error": "internal"},
    "unavailable": {"error": "unavailable"},
    "unavailable each third time": {"error": "unavailable", "every": 3},
    "502 as a page": {"status": 502, "html": True},
    "a page where JSON belongs": {"status": 200, "html": True},
    "no JSON": {"status": 200, "body": "no JSON"},
    "an empty object": {"status": 200, "json": {}},
    "a list": {"status": 200, "json": []},
    "nothing in it": {"status": 200, "json": {"files": None, "sheets": None, "valueRanges": None}},
    "odd parts": {
        "status": 200,
        "json": {"files": [5], "sheets": [5], "valueRanges": [5, 5, 5, 5, 5, 5, 5, 5]},
    },
    "an error in one word": {"status": 403, "json": {"error": "text"}},
    "cut": {"cut": True},
    "cut each second time": {"cut": True, "every": 2},
    "torn": {"torn": True},
    "not shared any more": {"error": "not_shared", "where": SHEETS},
    "gone": {"error": "not_found", "where": SHEETS},
    "API switched off": {"error": "disabled", "where": SHEETS},
    "scopes": {"error": "scopes", "where": SHEETS},
    "not signed in": {"error": "unauthenticated"},
    "Drive is tired": {"error": "drive_rate", "where": "/drive/"},
    "no token": {"status": 400, "json": {"error": "invalid_grant"}, "where": "/token"},
    "no token now": {"status": 503, "where": "/token"},
    "not understood": {"status": 400},
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path, checked=False) as made:
        made.add(UNITS)
        for unit, figure in FIGURES.items():
            made.type_valid(unit, str(figure))
        made.settle()
        yield made


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_changes_no_figure_and_what_was_typed_meanwhile_comes_in_afterwards(
    place: Province, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        place.google.faults.add(**FAULTS[fault])
        place.type_valid("phu_cat", "150")
        seen = []
        place.rounds(ALONE, lambda: seen.append(place.figures))  # type: ignore[func-returns-value]
        place.google.faults.clear()
        took = place.rounds(1200, lambda: _is_well(place) and place.figures["phu_cat"] == 150)
    assert {figures["phu_cat"] for figures in seen} <= {100, 150}
    assert all({**figures, "phu_cat": 100} == FIGURES for figures in seen)
    assert (place.figures, took <= 600) == ({**FIGURES, "phu_cat": 150}, True)
    assert [record.message for record in caplog.records if record.name.startswith("campaign")] == []
    assert _over_quota(place) == []


def test_an_hour_of_faults_in_turn_loses_nothing_and_keeps_the_quota(
    place: Province, caplog: pytest.LogCaptureFixture
) -> None:
    typed = dict(FIGURES)
    known = {unit: {figure} for unit, figure in FIGURES.items()}
    with caplog.at_level(logging.WARNING):
        for number, fault in enumerate(FAULTS.values()):
            unit = UNITS[number % len(UNITS)]
            typed[unit] = 200 + number
            known[unit].add(typed[unit])
            place.google.faults.add(**fault)
            place.type_valid(unit, str(typed[unit]))
            for seconds in (70, 70):
                place.rounds(seconds, lambda: not _plausible(place, known))
                assert _plausible(place, known), fault
                place.google.faults.clear()
        took = place.rounds(1200, lambda: _is_well(place) and place.figures == typed)
    assert (place.figures, took < 600) == (typed, True)
    assert [record.message for record in caplog.records if record.name.startswith("campaign")] == []
    assert _over_quota(place) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("quota of reads spent", TOO_MANY),
        ("API switched off", API_OFF.format(api="Google Sheets API")),
        ("scopes", SCOPES),
        ("no token", KEY_REFUSED),
    ],
)
def test_a_fault_of_all_workbooks_is_said_once_with_what_to_do(
    place: Province, fault: str, words: str
) -> None:
    place.google.faults.add(**FAULTS[fault])
    if fault == "no token":
        place.restart()
    place.rounds(60, lambda: bool(place.collector.source.fault))
    assert place.collector.source.fault == words.format(email=place.robot.email)
    assert {each.fault for each in place.collector.snapshot.workbooks} == {""}


def test_without_a_network_the_last_figures_stay(place: Province) -> None:
    url = place.google.url
    place.source._door.client._base = "http://127.0.0.1:9"
    place.rounds(30)
    assert (place.collector.source.fault, place.figures) == (NO_NETWORK, FIGURES)
    place.source._door.client._base = url
    place.rounds(120, lambda: _is_well(place))
    assert place.collector.source.fault == ""


def test_one_workbook_that_google_cannot_give_does_not_keep_the_others_back(place: Province) -> None:
    place.google.faults.add(error="internal", file=place.ids["phu_cat", 2])
    place.type_valid("phu_my", "300")
    place.rounds(120)
    assert place.state("phu_cat").fault
    assert (place.figures["phu_my"], place.collector.source.fault) == (300, "")


def test_workbooks_that_are_broken_for_good_do_not_speak_for_the_province(place: Province) -> None:
    for unit in UNITS[:3]:
        place.google.faults.add(error="internal", file=place.ids[unit, 2])
    place.rounds(180)
    place.type_valid(UNITS[3], "300")
    took = place.rounds(240, lambda: place.figures[UNITS[3]] == 300)
    place.rounds(60, lambda: not place.collector.source.fault)
    assert (took < 240, place.collector.source.fault) == (True, "")
    assert place.figures == {**FIGURES, UNITS[3]: 300}


def test_a_pause_asked_for_by_google_is_kept(place: Province) -> None:
    place.google.faults.add(error="quota_reads", where=SHEETS)
    place.rounds(30, lambda: bool(place.collector.source.fault))
    place.google.forget_requests()
    place.rounds(50)
    assert place.google.requests == ()


def test_stopping_does_not_wait_for_google(place: Province) -> None:
    place.source.stop()
    before = place.collector.snapshot
    place.collector.stop()
    assert not place.collector.refresh()
    assert place.collector.snapshot is before


def _is_well(place: Province) -> bool:
    faults = {each.fault for each in place.collector.snapshot.workbooks}
    assert OUR_MISTAKE not in faults
    return faults == {""} and not place.collector.source.fault


def _plausible(place: Province, known: dict[str, set[int]]) -> bool:
    return set(place.figures) == set(known) and all(
        figure in known[unit] for unit, figure in place.figures.items()
    )


def _over_quota(place: Province) -> list[object]:
    """Requests that Google refused because of the quota, and not because a rule told it to."""
    return [each for each in place.google.requests if each.status == 429 and each.fault is None]
