"""The charts: what is drawn, on which figures, in which words."""

import datetime
from typing import Any

import pytest

from campaign.measures import course
from campaign.output import charts
from tests.small_province import PLAN, line, snapshot, target

WEEKS = ("2023-07-04", "2023-07-11", "2023-07-18", "2023-07-25", "2023-08-01", "2023-08-08")


def drawn(indicator: str, **given: Any) -> charts.Spec:
    shown = snapshot(**given)
    return charts.course(course.of(shown, indicator), shown.plan, shown.today)


def values(spec: charts.Spec, *fields: str) -> list[tuple[Any, ...]]:
    """The inline rows that carry exactly these fields; rows that several layers share count once."""
    sets = [part["data"]["values"] for part in (spec, *spec["layer"]) if "data" in part]
    rows = [
        tuple(row[field] for field in fields) for rows in sets for row in rows if row.keys() == set(fields)
    ]
    return list(dict.fromkeys(rows))


def known(value: int, day: str) -> dict[str, Any]:
    return {
        "day": day,
        "unit": "phu_cat",
        "phase": 2,
        "line": "initiatives_valid",
        "sector": "production",
        "value": value,
    }


GROWING = {
    "summary": [line("phu_cat", 2, "initiatives_valid", 400, None)],
    "known": [known(100 + 50 * week, day) for week, day in enumerate(WEEKS)],
    "targets": [target("initiatives", "phu_cat", 500, opening=200)],
}


def test_the_course_shows_what_was_known_each_day_and_today() -> None:
    spec = drawn("initiatives", **GROWING)
    line_drawn = next(layer for layer in spec["layer"] if layer["mark"].get("interpolate") == "step-after")
    assert [(row["day"], row["value"]) for row in line_drawn["data"]["values"]] == [
        ("2023-07-04T00:00:00", 300.0),
        ("2023-07-11T00:00:00", 350.0),
        ("2023-07-18T00:00:00", 400.0),
        ("2023-07-25T00:00:00", 450.0),
        ("2023-08-01T00:00:00", 500.0),
        ("2023-08-08T00:00:00", 550.0),
        ("2023-08-15T00:00:00", 600.0),
    ]


def test_target_and_projection_are_named_in_vietnamese_numbers() -> None:
    spec = drawn("initiatives", **GROWING)
    assert values(spec, "day", "value", "title") == [
        ("2023-05-31T00:00:00", 600.0, "mức cần có"),
        ("2023-01-01T00:00:00", 1000, "chỉ tiêu 1.000 · hạn 31/8/2023"),
        ("2023-08-15T00:00:00", 600.0, "600"),
    ]
    assert values(spec, "day", "low", "high") == [
        ("2023-08-15T00:00:00", 600.0, 600.0),
        ("2023-08-31T00:00:00", 714.0, 714.0),
    ]
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_a_phase_that_ends_after_the_deadline_is_not_drawn() -> None:
    assert values(drawn("initiatives", **GROWING), "day", "title", "line") == [
        ("2023-05-31T00:00:00", "hết đợt 1", 0.35),
        ("2023-08-15T00:00:00", "hôm nay", 0.9),
    ]


def test_a_correction_downwards_has_its_own_mark() -> None:
    given = {**GROWING, "known": [*GROWING["known"][:3], known(150, "2023-07-25")]}
    spec = drawn("initiatives", **given)
    assert values(spec, "day", "value", "change") == [("2023-07-25T00:00:00", 350.0, -50.0)]


def test_without_a_target_there_is_no_target_line_and_no_expected_curve() -> None:
    spec = drawn("members", summary=[line("phu_cat", 1, "members_admitted", 10, 5)])
    assert [
        layer["mark"].get("strokeDash") for layer in spec["layer"] if layer["mark"].get("strokeDash")
    ] == []
    assert values(spec, "day", "value", "title") == [("2023-08-15T00:00:00", 15.0, "15")]


def test_without_any_figure_only_the_days_are_drawn() -> None:
    spec = drawn("members")
    assert values(spec, "day", "title", "line") == [
        (f"{end:%Y-%m-%d}T00:00:00", title, weight)
        for end, title, weight in (
            *((PLAN.phase(number).last_day, f"hết đợt {number}", 0.35) for number in (1, 2, 3)),
            (datetime.date(2023, 8, 15), "hôm nay", 0.9),
        )
    ]


@pytest.mark.parametrize("layer", drawn("initiatives", **GROWING)["layer"])
def test_no_text_and_no_rule_is_black_on_a_dark_page(layer: dict[str, Any]) -> None:
    assert layer["mark"]["color"] in ("currentColor", charts.ACTUAL, charts.CORRECTED)
