"""How it goes over time: history, dates of rows, expectation, projection, corrections."""

import datetime

import pytest

from campaign.measures import course
from campaign.measures.progress import Scope
from tests.small_province import line, snapshot, target, union, work


def known(day, value, unit="phu_cat", phase=2, sector="production", id="initiatives_valid"):
    return {"day": day, "unit": unit, "phase": phase, "line": id, "sector": sector, "value": value}


def points(frame):
    return [(day.date().isoformat(), *rest) for day, *rest in frame.itertuples(index=False)]


def test_a_phase_total_has_the_course_of_what_was_known_day_by_day():
    shown = course.of(
        snapshot(
            summary=[
                line("phu_cat", 1, "initiatives_valid", 100, 20),
                line("phu_cat", 2, "initiatives_valid", 40, None),
                line("an_lao", 1, "initiatives_valid", 30, None),
            ],
            known=[
                known("2023-05-02", 60, phase=1),
                known("2023-05-02", 20, phase=1, sector="public"),
                known("2023-05-30", 100, phase=1),
                known("2023-06-03", 30, unit="an_lao", phase=1),
                known("2023-07-10", 40),
                known("2023-07-10", 7, id="initiatives_submitted"),
            ],
        ),
        "initiatives",
    )
    assert points(shown.actual) == [
        ("2023-05-02", 80),
        ("2023-05-30", 120),
        ("2023-06-03", 150),
        ("2023-07-10", 190),
        ("2023-08-15", 190),
    ]
    assert points(shown.corrections) == []


def test_a_course_keeps_to_its_scope():
    province = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 100, 20),
            line("an_lao", 2, "initiatives_valid", 5, None),
        ],
        known=[
            known("2023-05-02", 100, phase=1),
            known("2023-05-03", 20, phase=1, sector="public"),
            known("2023-07-01", 5, unit="an_lao"),
        ],
    )
    of_phase = course.of(province, "initiatives", Scope(phase=2))
    assert points(of_phase.actual) == [("2023-07-01", 5), ("2023-08-15", 5)]
    of_sector = course.of(province, "initiatives", Scope(unit="phu_cat", sector="public"))
    assert points(of_sector.actual) == [("2023-05-03", 20), ("2023-08-15", 20)]


def test_without_history_the_course_is_one_point_today():
    shown = course.of(snapshot(summary=[line("phu_cat", 1, "initiatives_valid", 100, 20)]), "initiatives")
    assert points(shown.actual) == [("2023-08-15", 120)]
    assert (shown.projected, shown.note) == (None, "chưa đủ dữ liệu")


def test_a_correction_downwards_shows_even_where_others_rose_more():
    shown = course.of(
        snapshot(
            summary=[
                line("phu_cat", 2, "initiatives_valid", 70, None),
                line("an_lao", 2, "initiatives_valid", 50, None),
            ],
            known=[
                known("2023-07-01", 90),
                known("2023-07-08", 70),
                known("2023-07-08", 50, unit="an_lao"),
            ],
        ),
        "initiatives",
    )
    assert points(shown.actual) == [("2023-07-01", 90), ("2023-07-08", 120), ("2023-08-15", 120)]
    assert points(shown.corrections) == [("2023-07-08", 120, -20)]
    assert shown.answer.endswith("Có 1 ngày ghi nhận điều chỉnh giảm.")


def test_a_withdrawn_figure_is_a_correction_and_no_longer_counts():
    shown = course.of(
        snapshot(
            summary=[line("an_lao", 2, "initiatives_valid", 50, None)],
            known=[
                known("2023-07-01", 90),
                known("2023-07-02", 50, unit="an_lao"),
                known("2023-07-08", None),
            ],
        ),
        "initiatives",
    )
    assert points(shown.actual)[-2:] == [("2023-07-08", 50), ("2023-08-15", 50)]
    assert points(shown.corrections) == [("2023-07-08", 50, -90)]


def test_a_cumulative_course_begins_at_the_opening_and_so_does_the_expected_one():
    shown = course.of(
        snapshot(
            summary=[line("phu_cat", 2, "initiatives_valid", 90, None)],
            known=[known("2023-07-01", 90)],
            targets=[target("initiatives", "phu_cat", 500, opening=300)],
        ),
        "initiatives",
        Scope(unit="phu_cat"),
    )
    assert points(shown.actual) == [("2023-07-01", 390), ("2023-08-15", 390)]
    assert points(shown.expected) == [("2023-01-01", 300.0), ("2023-05-31", 400.0), ("2023-08-31", 500.0)]
    assert shown.target == 500


def test_works_follow_the_day_on_which_each_union_finished_its_first():
    shown = course.of(
        snapshot(
            unions=[union("phu_cat", name) for name in ("Trường A", "Trường B", "Trường C", "Trường D")],
            works=[
                work("phu_cat", "Trường A", "2023-06-01"),
                work("phu_cat", "Trường A", "2023-04-01"),
                work("phu_cat", "Trường A", "2023-07-01"),
                work("phu_cat", "Trường B", "2023-06-01"),
                work("phu_cat", "Trường C", None),
            ],
        ),
        "works_unions",
    )
    # The undated work of Trường C has no day of its own: it is known today.
    assert points(shown.actual) == [("2023-04-01", 1), ("2023-06-01", 2), ("2023-08-15", 3)]
    assert points(shown.expected)[-1] == ("2023-12-31", 4.0)


def test_foundings_and_congresses_follow_their_own_days():
    province = snapshot(
        unions=[
            union("phu_cat", "Công ty A", founded_on="2023-02-01", due=True, congress_on="2023-05-05"),
            union("phu_cat", "Công ty B", founded_on="2023-03-01", due=True, congress_on="2023-09-05"),
        ]
    )
    assert points(course.of(province, "new_unions").actual) == [
        ("2023-02-01", 1),
        ("2023-03-01", 2),
        ("2023-08-15", 2),
    ]
    assert points(course.of(province, "congresses").actual) == [("2023-05-05", 1), ("2023-08-15", 1)]
    in_phase = course.of(province, "congresses", Scope(phase=1))
    assert points(in_phase.actual) == [("2023-05-05", 1), ("2023-05-31", 1)]


def steady(*weeks, target_value=1000):
    """Weekly history of one unit up to 3/8/2023, four weeks before the deadline."""
    last = datetime.date(2023, 8, 3)
    days = [last - datetime.timedelta(weeks=len(weeks) - 1 - number) for number in range(len(weeks))]
    return snapshot(
        today=last.isoformat(),
        summary=[line("phu_cat", 2, "initiatives_valid", weeks[-1], None)],
        known=[known(day.isoformat(), value) for day, value in zip(days, weeks, strict=True)],
        targets=[target("initiatives", "province", target_value)],
    )


def test_the_projected_range_spans_the_rates_of_the_last_four_and_eight_weeks():
    # Eight weeks: 100 → 500, 50 a week. The last four: 380 → 500, 30 a week. Four weeks remain.
    shown = course.of(steady(100, 170, 240, 310, 380, 410, 440, 470, 500), "initiatives")
    assert shown.projected is not None
    assert (shown.projected.day, shown.projected.low, shown.projected.high) == (
        datetime.date(2023, 8, 31),
        620,
        700,
    )
    assert points(shown.projected.band) == [("2023-08-03", 500, 500), ("2023-08-31", 620, 700)]
    assert shown.note == ""
    assert shown.answer.endswith(
        "Toàn tỉnh, với nhịp 4–8 tuần gần đây: đến 31/8/2023 có khoảng 620–700 sáng kiến, chưa đạt chỉ tiêu; "
        "để kịp hạn cần thêm 125 mỗi tuần."
    )


def test_the_outlook_says_when_the_range_holds_the_target():
    weeks = (100, 170, 240, 310, 380, 410, 440, 470, 500)
    assert "có thể đạt chỉ tiêu;" in course.of(steady(*weeks, target_value=650), "initiatives").answer
    assert ", đạt chỉ tiêu;" in course.of(steady(*weeks, target_value=620), "initiatives").answer


def test_there_is_no_projection_until_three_points_exist():
    assert course.of(steady(100, 200), "initiatives").note == "chưa đủ dữ liệu"
    assert course.of(steady(100, 200, 300), "initiatives").projected is not None


def test_figures_that_fell_project_no_decline():
    shown = course.of(steady(500, 480, 460, 440, 400), "initiatives")
    assert shown.projected is not None
    assert (shown.projected.low, shown.projected.high) == (400, 400)


def test_coverage_is_never_projected_beyond_its_base():
    names = [f"Trường {number}" for number in range(6)]
    shown = course.of(
        snapshot(
            unions=[union("phu_cat", name) for name in names],
            works=[work("phu_cat", name, f"2023-08-0{number + 1}") for number, name in enumerate(names[:5])],
        ),
        "works_unions",
    )
    assert shown.projected is not None
    assert (shown.projected.low, shown.projected.high) == (6, 6)


@pytest.mark.parametrize(
    ("today", "scope", "note"),
    [
        ("2023-08-31", Scope(), "đã đến hạn 31/8/2023"),
        ("2023-08-01", Scope(phase=2), "không dự báo riêng cho một đợt"),
        ("2023-08-01", Scope(unit="an_lao"), "chưa có số liệu"),
    ],
)
def test_where_there_is_no_projection_the_note_says_why(today, scope, note):
    province = snapshot(today=today, summary=[line("phu_cat", 2, "initiatives_valid", 100, None)])
    shown = course.of(province, "initiatives", scope)
    assert (shown.projected, shown.note) == (None, note)


def test_without_a_target_there_is_no_expected_curve():
    province = snapshot(summary=[line("phu_cat", 1, "members_admitted", 12, None)])
    shown = course.of(province, "members")
    assert (points(shown.expected), shown.target) == ([], None)


def test_what_was_known_after_today_is_not_shown():
    shown = course.of(
        snapshot(
            summary=[line("phu_cat", 2, "initiatives_valid", 10, None)],
            known=[known("2023-08-14", 10), known("2023-08-20", 5)],
        ),
        "initiatives",
    )
    assert points(shown.actual) == [("2023-08-14", 10), ("2023-08-15", 10)]
    assert points(shown.corrections) == []
