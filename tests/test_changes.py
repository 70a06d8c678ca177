"""What changed between two moments: figures, rows and cells; and which moments there are."""

import datetime
from dataclasses import replace
from typing import Any

from campaign.closing import Closing
from campaign.measures.changes import CellChange, adjustments, figure_changes, row_changes
from campaign.measures.measured import Scope
from campaign.measures.moments import moments
from campaign.measures.progress import EVERYTHING
from campaign.records import SheetPlace, Snapshot
from sheets_schema.plans import load_plan
from tests.small_province import line, snapshot, union, work

SUMMARY = SheetPlace("Tổng hợp", {"line": "B", "production": "C", "public": "D"}, "https://x/#gid=1&range=")
WORKS = SheetPlace("Công trình", {"owner": "D", "status": "F", "completed_on": "G"})


def placed(of: Snapshot) -> Snapshot:
    """The snapshot with the addresses of the sheets."""
    books = {book for name in ("summary", "works") for book in of.tables[name]["workbook"]}
    places = {
        (book, name): place for book in books for name, place in (("summary", SUMMARY), ("works", WORKS))
    }
    return replace(of, places=places)


def initiatives(**figures: tuple[int | None, int | None]) -> Snapshot:
    """Initiatives of phase 2 by unit: production, public."""
    return placed(
        snapshot(summary=[line(unit, 2, "initiatives_valid", *told) for unit, told in figures.items()])
    )


def told(now: Snapshot, then: Snapshot, scope: Scope = EVERYTHING) -> list[tuple[Any, ...]]:
    return [
        (one.indicator.id, one.unit, one.before, one.after, one.kind)
        for one in figure_changes(now, then, scope)
    ]


def test_figures_rise_fall_appear_and_vanish_and_the_province_stands_first() -> None:
    then = initiatives(phu_cat=(30, None), an_lao=(20, 5))
    now = initiatives(phu_cat=(25, None), cd_y_te=(40, None))
    assert told(now, then) == [
        ("initiatives", None, 55, 65, "rose"),
        ("initiatives", "phu_cat", 30, 25, "fell"),
        ("initiatives", "an_lao", 25, None, "vanished"),
        ("initiatives", "cd_y_te", None, 40, "appeared"),
    ]
    assert told(now, then, Scope(unit="phu_cat")) == [("initiatives", "phu_cat", 30, 25, "fell")]
    assert told(now, then, Scope(phase=1)) == []


def test_a_changed_cell_is_told_with_its_old_and_new_value_its_address_and_its_link() -> None:
    (row,) = row_changes(initiatives(phu_cat=(1250, 4)), initiatives(phu_cat=(30, 4)))
    assert (row.kind, row.unit, row.phase, row.title, row.row) == ("changed", "phu_cat", 2, "Tổng hợp", 4)
    assert row.label == load_plan().line("initiatives_valid").title
    assert row.cells == (CellChange("SXKD", "production", "C4", "30", "1.250", "https://x/#gid=1&range=C4"),)


def test_a_blank_that_became_zero_is_a_change() -> None:
    (row,) = row_changes(initiatives(phu_cat=(0, 4)), initiatives(phu_cat=(None, 4)))
    assert [(cell.before, cell.after) for cell in row.cells] == [("", "0")]


def test_a_row_that_moved_is_the_same_row() -> None:
    a, b = work("phu_cat", "CĐCS A", "2023-05-01"), work("phu_cat", "CĐCS B", "2023-05-02")
    assert row_changes(placed(snapshot(works=[b, a])), placed(snapshot(works=[a, b]))) == ()


def test_a_row_taken_out_of_a_list_vanished_with_all_that_stood_in_it() -> None:
    a, b = work("phu_cat", "CĐCS A", "2023-05-01"), work("phu_cat", "CĐCS B", "2023-05-02")
    (row,) = row_changes(placed(snapshot(works=[a])), placed(snapshot(works=[a, b])))
    assert (row.kind, row.row) == ("vanished", 5)
    assert ("completed_on", "G5", "2/5/2023", "") in [
        (cell.name, cell.cell, cell.before, cell.after) for cell in row.cells
    ]


def test_what_is_still_typed_and_does_not_count_any_more_is_no_blank_and_no_row_that_vanished() -> None:
    out = {"unit": "phu_cat", "phase": 2, "reason": "x", "row": 4}
    now = placed(
        snapshot(
            summary=[line("phu_cat", 2, "initiatives_valid", None, 4)],
            left_out=[
                {**out, "worksheet": "summary", "column": "production"},
                {**out, "worksheet": "works", "column": "completed_on"},
            ],
        )
    )
    then = placed(
        snapshot(
            summary=[line("phu_cat", 2, "initiatives_valid", 30, 4)],
            works=[work("phu_cat", "CĐCS A", "2023-07-01", phase=2)],
        )
    )
    cell, row = row_changes(now, then)
    assert [(one.before, one.after) for one in cell.cells] == [("30", "không được tính")]
    assert (row.kind, row.worksheet) == ("uncounted", "works")
    assert [one.after for one in row.cells if one.name == "completed_on"] == ["không được tính"]


def test_a_row_whose_name_was_mended_in_its_place_is_one_change() -> None:
    then = snapshot(unions=[union("phu_cat", "CĐCS Trường A", members=12, pact=True)])
    now = snapshot(unions=[union("phu_cat", "CĐCS Trường THCS A", members=12, pact=True)])
    (row,) = row_changes(now, then)
    assert (row.kind, [(cell.before, cell.after) for cell in row.cells]) == (
        "changed",
        [("CĐCS Trường A", "CĐCS Trường THCS A")],
    )


def test_a_scope_narrows_to_a_unit_a_phase_and_a_sector() -> None:
    then, now = initiatives(phu_cat=(30, 5), an_lao=(20, 5)), initiatives(phu_cat=(31, 6), an_lao=(21, 5))
    assert [row.unit for row in row_changes(now, then, Scope(unit="an_lao"))] == ["an_lao"]
    assert row_changes(now, then, Scope(phase=1)) == ()
    (row,) = row_changes(now, then, Scope(sector="public"))
    assert [(cell.name, cell.after) for cell in row.cells] == [("public", "6")]


def test_a_column_that_the_schema_gained_is_no_change() -> None:
    then, now = initiatives(phu_cat=(30, 5)), initiatives(phu_cat=(30, 5))
    now.tables["summary"]["note"] = "mới"
    assert row_changes(now, then) == ()


def test_adjustments_are_what_units_reported_and_the_province_set_of_the_phase() -> None:
    then = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 30, None)])
    now = snapshot(
        summary=[
            line("phu_cat", 2, "initiatives_valid", 31, None),
            line("phu_cat", 1, "initiatives_valid", 9, 9),
        ],
        reviews=[{"unit": "phu_cat", "phase": 2, "state": "Đã duyệt", "reviewed_on": "2023-08-01"}],
        verifications=[{"unit": "phu_cat", "phase": 2, "item": "Sáng kiến", "verified": 28}],
    )
    assert [(one.worksheet, one.kind) for one in adjustments(now, then, 2)] == [
        ("summary", "changed"),
        ("verifications", "appeared"),
    ]


def test_the_moments_are_evenings_and_the_last_closing_is_the_refresh_it_rests_on() -> None:
    closed = datetime.datetime.fromisoformat("2023-06-05T14:00+07:00")
    promised = {"unit": "phu_cat", "what": "Việc", "due_on": "2023-08-31"}
    now = snapshot(commitments=[promised | {"made_on": day} for day in ("2023-07-14", "2023-08-15")])
    closing = Closing(1, 1, closed, "", "", closed.date(), 1, closed, "", {}, (), (), (), {}, "")
    assert [one.words for one in moments(replace(now, closings={1: closing})).values()] == [
        "Hôm qua (14/8/2023)",
        "7 ngày trước (8/8/2023)",
        "Lần họp trước (14/7/2023)",
        "Lần chốt trước (14:00 5/6/2023)",
    ]
