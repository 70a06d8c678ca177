"""Measures as tables to take along: what stands above them, and that a blank stays a blank."""

import datetime

from campaign.measures.measured import Scope
from campaign.output import sheets
from campaign.output.charts import bullets, heat, lacking, tiles
from dashboard import pictured
from tests.small_province import line, snapshot, target
from tests.test_pieces import HALF


def test_a_table_says_whose_figures_it_holds_and_of_what_hour() -> None:
    shown = snapshot(**HALF)
    assert sheets.basis(shown, Scope(phase=2, unit="phu_cat", sector="public")) == (
        "LĐLĐ Phù Cát, khu vực HCSN, đợt 2 · số liệu lúc "
        f"{shown.taken_at:%H:%M} ngày {shown.taken_at.day}/{shown.taken_at.month}/{shown.taken_at.year}"
        " · tính đến 15/8/2023"
    )


def test_a_unit_that_said_nothing_has_no_figure_in_its_row() -> None:
    sheet = sheets.by_unit(snapshot(**HALF), "initiatives", Scope())
    assert [row[0] for row in sheet.rows] == ["LĐLĐ Phù Cát", "LĐLĐ An Lão", "CĐN Y tế"]
    assert [row[2] for row in sheet.rows] == [400, 100, None]
    assert [row[8] for row in sheet.rows] == ["nguy cơ", "đạt", "chưa có số liệu"]


def test_a_course_as_a_table_keeps_what_was_done_apart_from_what_was_asked() -> None:
    shown = snapshot(
        summary=[line("phu_cat", 2, "initiatives_valid", 4, 1)],
        targets=[target("initiatives", "phu_cat", 10, opening=0)],
    )
    done = [row for row in sheets.course(shown, "initiatives", Scope()).rows if row[1] is not None]
    assert done == [(datetime.date(2023, 8, 15), 5, None)]


def test_every_picture_of_a_page_is_drawn_from_what_its_table_says() -> None:
    shown = snapshot(**HALF)
    drawn = pictured.gaps(shown, "initiatives", Scope())["data"]["values"]
    assert [(row["name"], row["gap"], row["label"]) for row in drawn] == [
        ("LĐLĐ Phù Cát", 400, "thiếu 400 · 400/800 (50%)")
    ]
    for spec in (bullets([]), heat([]), lacking([]), tiles([])):
        assert spec["config"]["locale"]["number"]["decimal"] == ","
