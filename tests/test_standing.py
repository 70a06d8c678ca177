"""Against what: targets, the expected pace, and the status that follows."""

import datetime

import pytest

from campaign.measures.progress import Scope, Status, progress, status_rules
from campaign.measures.standing import status
from campaign.measures.targets import pace
from tests.small_province import PLAN, figures, line, snapshot, target, union, work

PHU_CAT = Scope(unit="phu_cat")


def test_without_an_assigned_target_there_is_no_percentage():
    known = snapshot(summary=[line("phu_cat", 1, "members_admitted", 155, 0)])
    asked = ("actual", "target", "percent", "gap", "expected", "status")
    assert figures(progress(known, "members", PHU_CAT), *asked) == (
        155,
        None,
        None,
        None,
        None,
        Status.NO_TARGET,
    )


def test_the_newest_target_in_force_today_stands():
    rows = [
        target("members", "phu_cat", 300, effective_from="2023-01-15", source_doc="QĐ 1"),
        target("members", "phu_cat", 350, effective_from="2023-07-01", source_doc="QĐ 2"),
        target("members", "phu_cat", 999, effective_from="2023-10-01", source_doc="QĐ 3"),
    ]
    asked = ("target", "target_source")
    assert figures(progress(snapshot(targets=rows), "members", PHU_CAT), *asked) == (350, "QĐ 2")
    in_june = snapshot(targets=rows, today="2023-06-30")
    assert figures(progress(in_june, "members", PHU_CAT), *asked) == (300, "QĐ 1")


def test_the_province_adds_up_its_units_targets_only_when_all_have_one():
    two = [target("members", "phu_cat", 300), target("members", "an_lao", 100, official=False)]
    assert progress(snapshot(targets=two), "members").target is None
    three = [*two, target("members", "cd_y_te", 50)]
    assert figures(progress(snapshot(targets=three), "members"), "target", "official") == (450, False)


def test_the_provinces_own_row_goes_before_the_plans_number():
    known = snapshot(targets=[target("initiatives", "province", 1200, source_doc="QĐ 9")])
    asked = ("target", "official", "target_source")
    assert figures(progress(known, "initiatives"), *asked) == (1200, True, "QĐ 9")
    assert figures(progress(snapshot(), "initiatives"), *asked) == (1000, True, "Kế hoạch, mục III.2.2")


def test_a_share_may_be_asked_for_in_percent():
    known = snapshot(
        unions=[union("phu_cat", f"Trường {number}") for number in range(5)],
        works=[work("phu_cat", "Trường 1", "2023-03-01")],
        targets=[target("works_unions", "phu_cat", 50, counted="%")],
    )
    assert figures(progress(known, "works_unions", PHU_CAT), "actual", "base", "target") == (1, 5, 3)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2023-01-01", 0.0),
        ("2023-03-17", 0.25),
        ("2023-05-31", 0.5),
        ("2023-07-16", 0.75),
        ("2023-09-09", 1.0),
    ],
)
def test_the_expected_curve_is_linear_between_the_plans_points(day, share):
    assert pace(PLAN, PLAN.indicator("initiatives"), datetime.date.fromisoformat(day)) == share


def test_a_cumulative_indicator_is_expected_to_climb_from_its_opening():
    known = snapshot(
        today="2023-05-31",
        summary=[line("phu_cat", 1, "initiatives_valid", 150, 0)],
        targets=[target("initiatives", "phu_cat", 500, opening=300)],
    )
    asked = ("actual", "expected", "shortfall", "gap", "status")
    assert figures(progress(known, "initiatives", PHU_CAT), *asked) == (450, 400.0, -50.0, 50, Status.ON_PACE)
    assert progress(known, "initiatives", PHU_CAT).answer == (
        "LĐLĐ Phù Cát đạt 450/500 sáng kiến (90%), nhanh hơn tiến độ 50; đã gồm số đầu kỳ 300."
    )


@pytest.mark.parametrize(
    ("actual", "target", "expected", "day", "said"),
    [
        (None, 100, 50.0, "2023-06-01", Status.NO_DATA),
        (10, None, None, "2023-06-01", Status.NO_TARGET),
        (101, 100, 50.0, "2023-06-01", Status.EXCEEDED),
        (100, 100, 50.0, "2023-06-01", Status.MET),
        (95, 200, 100.0, "2023-06-01", Status.ON_PACE),
        (94, 200, 100.0, "2023-06-01", Status.BEHIND),
        (80, 200, 100.0, "2023-06-01", Status.BEHIND),
        (79, 200, 100.0, "2023-06-01", Status.AT_RISK),
        (0, 200, 0.0, "2023-01-01", Status.ON_PACE),
        (99, 100, 100.0, "2023-08-31", Status.ON_PACE),
        (99, 100, 100.0, "2023-09-01", Status.BEHIND),
        (79, 100, 100.0, "2023-09-01", Status.AT_RISK),
    ],
)
def test_status_follows_the_written_rule(actual, target, expected, day, said):
    deadline = datetime.date(2023, 8, 31)
    assert (
        status(PLAN, actual, target, expected, day=datetime.date.fromisoformat(day), deadline=deadline)
        == said
    )


def test_a_share_of_the_province_is_not_met_while_units_are_unknown():
    only = [union("phu_cat", "Trường A", due=True, congress_on="2023-03-01")]
    others = [union(unit, "Trường B", due=True, congress_on="2023-03-01") for unit in ("an_lao", "cd_y_te")]
    assert progress(snapshot(unions=only), "congresses").status == Status.ON_PACE
    assert progress(snapshot(unions=only), "congresses", PHU_CAT).status == Status.MET
    assert progress(snapshot(unions=only + others), "congresses").status == Status.MET


def test_over_the_target_both_figures_are_given():
    known = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 2323, 0)])
    assert progress(known, "initiatives").answer.startswith(
        "Toàn tỉnh đạt 2.323/1.000 sáng kiến (232,3%), vượt 132,3% (vượt 1.323 sáng kiến);"
    )


def test_after_the_deadline_nothing_is_needed_per_week_and_the_answer_says_what_is_missing():
    known = snapshot(today="2023-09-15", summary=[line("phu_cat", 2, "initiatives_valid", 900, 0)])
    late = progress(known, "initiatives")
    assert figures(late, "gap", "needed_per_week", "status") == (100, None, Status.BEHIND)
    assert "đã quá hạn 31/8/2023 và còn thiếu 100" in late.answer


def test_needed_per_week_spreads_the_gap_until_the_deadline():
    known = snapshot(today="2023-08-17", summary=[line("phu_cat", 2, "initiatives_valid", 800, 0)])
    assert progress(known, "initiatives").needed_per_week == 100.0
    met = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 1000, 0)])
    assert progress(met, "initiatives").needed_per_week == 0.0


def test_every_status_has_its_rule_in_words():
    assert list(status_rules(PLAN)) == list(Status)
    assert status_rules(PLAN)[Status.ON_PACE] == "đạt từ 95% mức cần có đến hôm nay và chưa qua hạn"


def test_a_phase_that_has_not_begun_has_no_data():
    known = snapshot(
        unions=[union("phu_cat", "Trường A", due=True)], works=[work("phu_cat", "Trường A", "2023-04-01")]
    )
    third = progress(known, "works_unions", Scope(phase=3))
    assert figures(third, "actual", "base", "status") == (None, None, Status.NO_DATA)
    assert third.answer == (
        "works_unions: toàn tỉnh, đợt 3 chưa có số liệu, đợt này bắt đầu từ ngày 1/10/2023; "
        "0/3 đơn vị đã báo cáo."
    )
