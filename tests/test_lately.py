"""What changed in the last seven days: units, amounts, days."""

import datetime
from typing import Any

from campaign.measures.lately import lately
from campaign.measures.measured import Scope
from campaign.measures.progress import EVERYTHING
from campaign.records import Snapshot
from tests.small_province import snapshot, union, work

TODAY = datetime.date(2023, 8, 15)


def known(day: str, unit: str, value: int | None, phase: int = 2, sector: str = "public") -> dict[str, Any]:
    return {
        "day": day, "unit": unit, "phase": phase,
        "line": "initiatives_valid", "sector": sector, "value": value,
    }  # fmt: skip


def told(changed: Snapshot, scope: Scope = EVERYTHING) -> dict[str, list[tuple[str, int, str]]]:
    """Indicator → (unit, amount, day) of each unit that changed."""
    return {
        one.indicator.id: [
            (change.unit.id, change.amount, f"{change.day.day}/{change.day.month}") for change in one.by_unit
        ]
        for one in lately(changed, scope)
    }


def test_a_unit_that_added_in_the_last_seven_days_is_told_with_its_last_day() -> None:
    changed = snapshot(
        known=[
            known("2023-08-01", "phu_cat", 30),
            known("2023-08-09", "phu_cat", 38),
            known("2023-08-12", "phu_cat", 42),
            known("2023-08-08", "an_lao", 70),
        ]
    )
    assert told(changed) == {"initiatives": [("phu_cat", 12, "12/8")]}


def test_phases_and_sectors_add_up_and_the_largest_change_stands_first() -> None:
    changed = snapshot(
        known=[
            known("2023-05-01", "phu_cat", 30, phase=1),
            known("2023-08-09", "phu_cat", 5),
            known("2023-08-09", "phu_cat", 4, sector="production"),
            known("2023-08-10", "an_lao", 20),
        ]
    )
    assert told(changed) == {"initiatives": [("an_lao", 20, "10/8"), ("phu_cat", 9, "9/8")]}
    assert told(changed, Scope(sector="production")) == {"initiatives": [("phu_cat", 4, "9/8")]}
    assert told(changed, Scope(phase=1)) == {}
    assert told(changed, Scope(unit="an_lao")) == {"initiatives": [("an_lao", 20, "10/8")]}


def test_figures_lowered_or_withdrawn_are_told_below_zero_and_unchanged_ones_not_at_all() -> None:
    changed = snapshot(
        known=[
            known("2023-08-01", "phu_cat", 30),
            known("2023-08-09", "phu_cat", 25),
            known("2023-08-01", "an_lao", 10),
            known("2023-08-10", "an_lao", None),
            known("2023-08-01", "cd_y_te", 8),
            known("2023-08-10", "cd_y_te", 9),
            known("2023-08-11", "cd_y_te", 8),
        ]
    )
    assert told(changed) == {"initiatives": [("phu_cat", -5, "9/8"), ("an_lao", -10, "10/8")]}


def test_what_a_list_holds_counts_on_the_day_of_its_row() -> None:
    changed = snapshot(
        unions=[union("phu_cat", "CĐCS A"), union("phu_cat", "CĐCS B", founded_on="2023-08-14")],
        works=[work("phu_cat", "CĐCS A", "2023-08-10"), work("an_lao", None, "2023-07-10", phase=2)],
    )
    assert told(changed) == {
        "works_unions": [("phu_cat", 1, "10/8")],
        "new_unions": [("phu_cat", 1, "14/8")],
    }


def test_nothing_is_told_of_days_that_are_still_to_come() -> None:
    assert told(snapshot(known=[known("2023-08-16", "phu_cat", 42)])) == {}
