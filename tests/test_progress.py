"""How far: totals, what was verified or left out, the overview and who makes up the gap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.measures.lines import Part, line_total
from campaign.measures.progress import (
    Scope,
    Status,
    by_phase,
    by_sector,
    gap_by_unit,
    gap_sentence,
    headline,
    matrix,
    overview,
    progress,
)
from tests.small_province import PLAN, figures, line, snapshot, target, union, work

PHU_CAT = Scope(unit="phu_cat")
VALID = PLAN.line("initiatives_valid").title


def test_phases_and_sectors_of_a_line_add_up():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 100, 200),
            line("phu_cat", 2, "initiatives_valid", 50, 0),
            line("an_lao", 1, "initiatives_valid", 7, 3),
        ]
    )
    assert progress(known, "initiatives").actual == 360
    assert progress(known, "initiatives", PHU_CAT).actual == 350
    assert [one.actual for one in by_sector(known, "initiatives")] == [157, 203]
    assert [one.actual for one in by_phase(known, "initiatives")] == [310, 50, None]


def test_a_blank_is_missing_and_never_zero():
    blank = snapshot(summary=[line("phu_cat", 1, "initiatives_valid", None, None)])
    zero = snapshot(summary=[line("phu_cat", 1, "initiatives_valid", 0, None)])
    asked = ("actual", "percent", "status", "units_reported", "units_expected")
    assert figures(progress(blank, "initiatives"), *asked) == (None, None, Status.NO_DATA, 0, 3)
    assert figures(progress(zero, "initiatives"), *asked) == (0, 0.0, Status.AT_RISK, 1, 3)


def test_a_unit_that_did_not_report_is_left_out_of_the_sum_and_named_in_the_basis():
    known = snapshot(
        summary=[
            line("phu_cat", 2, "initiatives_valid", 10, 10),
            line("an_lao", 2, "initiatives_valid", 5, None),
        ]
    )
    whole = progress(known, "initiatives")
    assert figures(whole, "actual", "units_reported", "units_expected") == (25, 2, 3)
    assert whole.basis == "2/3 đơn vị đã báo cáo; chưa nhập số đầu kỳ"


def test_submitted_stands_beside_valid_and_never_counts():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 60, 40),
            line("phu_cat", 1, "initiatives_submitted", 90, 70),
        ]
    )
    assert figures(progress(known, "initiatives"), "actual", "reported") == (100, 160)


def test_a_cumulative_indicator_begins_at_the_openings_of_its_units():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 100, 0),
            line("an_lao", 1, "initiatives_valid", 1, 0),
        ],
        targets=[
            target("initiatives", "phu_cat", 500, opening=300),
            target("initiatives", "an_lao", 200, opening=20),
            target("initiatives", "cd_y_te", 200, opening=0),
        ],
    )
    assert figures(progress(known, "initiatives"), "actual", "flow", "opening") == (421, 101, 320)
    assert figures(progress(known, "initiatives", PHU_CAT), "actual", "flow", "opening") == (400, 100, 300)


def test_without_openings_the_answer_says_so():
    known = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 700, 0)])
    whole = progress(known, "initiatives")
    # 15/8: 76 of the 92 days from 31/5 to 31/8 → 500 + 500 × 76/92 = 913,04 expected.
    assert whole.expected == pytest.approx(913.043, abs=0.001)
    assert whole.opening is None
    assert whole.answer == (
        "Toàn tỉnh đạt 700/1.000 sáng kiến (70%), chậm 214 so với tiến độ, có nguy cơ không đạt; "
        "1/3 đơn vị đã báo cáo; chưa nhập số đầu kỳ."
    )


def test_while_units_lack_openings_that_of_the_province_stands():
    known = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 100, 0)],
        targets=[
            target("initiatives", "province", None, opening=250),
            target("initiatives", "phu_cat", 500, opening=300),
        ],
    )
    assert figures(progress(known, "initiatives"), "actual", "opening", "target") == (350, 250, 1000)


def test_a_phase_or_a_sector_shows_its_own_flow_without_opening_or_target():
    known = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 60, 40)],
        targets=[target("initiatives", "phu_cat", 500, opening=300)],
    )
    asked = ("actual", "opening", "target", "percent", "status")
    assert figures(progress(known, "initiatives", Scope(phase=1)), *asked) == (
        100,
        None,
        None,
        None,
        Status.NO_TARGET,
    )
    public = progress(known, "initiatives", Scope(unit="phu_cat", sector="public"))
    assert figures(public, *asked) == (40, None, None, None, Status.NO_TARGET)
    assert public.answer == (
        "LĐLĐ Phù Cát, khu vực HCSN có 40 sáng kiến, chỉ tiêu không chia theo khu vực; "
        "chỉ tính phát sinh, không gồm số đầu kỳ."
    )


def test_of_a_stock_the_latest_phase_stands_in_each_sector():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "members_close", 2407, 890),
            line("phu_cat", 2, "members_close", 2300, None),
            line("an_lao", 1, "members_close", 100, None),
        ]
    )
    assert line_total(known, "members_close", Part(None, None)) == {"phu_cat": 3190, "an_lao": 100}
    assert line_total(known, "members_close", Part(1, None)) == {"phu_cat": 3297, "an_lao": 100}
    assert line_total(known, "members_close", Part(None, "public")) == {"phu_cat": 890}


def test_members_count_gross_with_the_net_beside():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "members_admitted", 145, 10),
            line("phu_cat", 1, "members_open", 2310, 900),
            line("phu_cat", 1, "members_close", 2407, 890),
        ],
        targets=[target("members", "phu_cat", 400, official=False)],
    )
    members = progress(known, "members", PHU_CAT)
    # 15/8: 30% by 31/5, then 76 of the 122 days to 70% → 54,9% of 400 = 219,7 expected.
    assert figures(members, "actual", "net", "target", "official") == (155, 87, 400, False)
    assert members.answer == (
        "members: LĐLĐ Phù Cát đạt 155/400 đoàn viên (38,8%), chậm 65 so với tiến độ, có nguy cơ không đạt; "
        "thực tăng 87; chỉ tiêu minh họa."
    )


def check(item, verified, worksheet="Tổng hợp", **more):
    return {"unit": "phu_cat", "phase": 1, "worksheet": worksheet, "item": item, "verified": verified, **more}


def test_a_verified_figure_stands_beside_the_reported_one():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 60, 40),
            line("phu_cat", 2, "initiatives_valid", 10, 0),
        ],
        verifications=[
            check(VALID, 55, sector="production", checked_on="2023-07-01"),
            check(VALID, 50, sector="production", checked_on="2023-07-09"),
        ],
    )
    assert figures(progress(known, "initiatives"), "actual", "verified") == (110, 100)
    assert figures(progress(known, "initiatives", Scope(phase=2)), "actual", "verified") == (10, None)
    assert figures(progress(known, "initiatives", Scope(unit="an_lao")), "actual", "verified") == (None, None)


def test_asked_for_as_verified_a_figure_stands_in_the_place_of_the_reported_one_and_says_so():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 60, 40),
            line("an_lao", 1, "initiatives_valid", 500, None),
        ],
        verifications=[check(VALID, 90)],
        targets=[target("initiatives", "phu_cat", 200)],
    )
    whole = progress(known, "initiatives", Scope(verified=True))
    assert figures(whole, "actual", "as_reported", "percent", "gap") == (590, 600, 0.59, 410)
    assert "theo số báo cáo là 600; số đã xác minh" in whole.answer
    of_unit = progress(known, "initiatives", Scope(unit="phu_cat", verified=True))
    assert figures(of_unit, "actual", "as_reported", "percent") == (90, 100, 0.45)
    unchecked = progress(known, "initiatives", Scope(unit="an_lao", verified=True))
    assert figures(unchecked, "actual", "as_reported") == (500, None)
    assert "chưa xác minh số nào, đây là số báo cáo" in unchecked.answer


def test_a_verified_share_loses_what_was_not_confirmed_from_its_base_too():
    known = snapshot(
        unions=[union("phu_cat", "A"), union("phu_cat", "B")],
        works=[work("phu_cat", "A", "2023-05-01"), work("phu_cat", "B", "2023-05-02")],
        verifications=[check("dòng 5", 0, worksheet="CĐCS"), check("dòng 5", 0, worksheet="Công trình")],
    )
    share = progress(known, "works_unions", Scope(verified=True))
    reported = progress(known, "works_unions")
    assert figures(reported, "actual", "base", "verified", "verified_base") == (2, 2, 1, 1)
    assert figures(share, "actual", "base", "share", "target") == (1, 1, 1.0, 1)


def test_a_verified_figure_without_a_sector_stands_for_both():
    known = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 60, 40)],
        verifications=[check(VALID, 90)],
    )
    assert progress(known, "initiatives").verified == 90
    assert progress(known, "initiatives", Scope(sector="public")).verified == 40


def test_a_work_that_was_not_found_on_the_spot_does_not_cover():
    known = snapshot(
        unions=[union("phu_cat", "Trường A"), union("phu_cat", "Trường B")],
        works=[work("phu_cat", "Trường A", "2023-04-01"), work("phu_cat", "Trường B", "2023-04-01", row=12)],
        verifications=[check("dòng 12", 0, worksheet="Công trình")],
    )
    assert figures(progress(known, "works_unions"), "actual", "verified") == (2, 1)


def test_cells_and_rows_left_out_are_stated():
    known = snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 60, None),
            line("phu_cat", 1, "initiatives_submitted", 90, None),
        ],
        works=[work("phu_cat", None, "2023-04-01")],
        left_out=[
            {
                "unit": "phu_cat",
                "phase": 1,
                "worksheet": "summary",
                "row": 4,
                "column": "public",
                "reason": "chữ",
            },
            {
                "unit": "phu_cat",
                "phase": 1,
                "worksheet": "summary",
                "row": 5,
                "column": "public",
                "reason": "chữ",
            },
            {
                "unit": "phu_cat",
                "phase": 1,
                "worksheet": "works",
                "row": 8,
                "column": "completed_on",
                "reason": "ngày",
            },
            {
                "unit": "phu_cat",
                "phase": 1,
                "worksheet": "works",
                "row": 8,
                "column": "total",
                "reason": "tiền",
            },
        ],
    )
    assert progress(known, "initiatives").left_out == 1
    assert progress(known, "initiatives", Scope(sector="production")).left_out == 0
    assert progress(known, "initiatives", Scope(phase=2)).left_out == 0
    assert progress(known, "works_units").left_out == 1
    assert progress(known, "works_units").basis == "1/3 đơn vị đã báo cáo; 1 dòng chưa tính"


def test_the_overview_keeps_the_plans_order_and_the_matrix_the_official_order_of_units():
    known = snapshot()
    ids = [indicator.id for indicator in PLAN.indicators]
    assert [one.indicator.id for one in overview(known)] == ids
    assert [(one.scope.unit, one.indicator.id) for one in matrix(known)] == [
        (unit.id, id) for unit in PLAN.units for id in ids
    ]


def three_units_behind(*, official=True):
    return snapshot(
        summary=[
            line("phu_cat", 2, "initiatives_valid", 400, 0),
            line("an_lao", 2, "initiatives_valid", 100, 0),
            line("cd_y_te", 2, "initiatives_valid", 260, 0),
        ],
        targets=[
            target("initiatives", "phu_cat", 450),
            target("initiatives", "an_lao", 250, official=official),
            target("initiatives", "cd_y_te", 250, official=False),
        ],
    )


def test_the_gap_is_shared_among_the_units_behind_their_own_targets():
    gaps = gap_by_unit(three_units_behind(), "initiatives")
    assert list(gaps["unit"]) == ["phu_cat", "an_lao", "cd_y_te"]
    assert list(gaps["gap"]) == [50, 150, 0]
    assert list(gaps["share_of_gap"].fillna(-1)) == [0.25, 0.75, -1]
    assert list(gaps["official"]) == [True, True, False]
    assert list(gaps["status"]) == [Status.ON_PACE, Status.AT_RISK, Status.EXCEEDED]


def test_units_without_a_target_are_listed_without_a_gap():
    known = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 400, 0)])
    gaps = gap_by_unit(known, "initiatives")
    assert list(gaps["actual"].fillna(-1)) == [400, -1, -1]
    assert gaps["gap"].isna().all() and gaps["share_of_gap"].isna().all()
    assert gap_sentence(known, "initiatives") == ""


def test_a_gap_against_invented_targets_says_so():
    assert gap_sentence(three_units_behind(official=False), "initiatives") == (
        "Một đơn vị chiếm 75% phần thiếu (so với chỉ tiêu minh họa): An Lão."
    )


def test_the_headline_answers_and_names_who_makes_up_the_gap():
    assert headline(three_units_behind()) == (
        "Toàn tỉnh đạt 760/1.000 sáng kiến (76%), chậm 154 so với tiến độ; 3/3 đơn vị đã báo cáo; "
        "chưa nhập số đầu kỳ. Một đơn vị chiếm 75% phần thiếu: An Lão."
    )


def test_asking_for_what_does_not_exist_fails():
    for indicator, scope in [
        ("nothing", Scope()),
        ("initiatives", Scope(unit="hue")),
        ("initiatives", Scope(phase=4)),
    ]:
        with pytest.raises(KeyError):
            progress(snapshot(), indicator, scope)


cell = st.one_of(st.none(), st.integers(min_value=0, max_value=10**6))
lines_of_units = st.lists(
    st.tuples(st.sampled_from(["phu_cat", "an_lao", "cd_y_te"]), st.sampled_from([1, 2]), cell, cell),
    unique_by=lambda row: row[:2],
)


@given(lines_of_units)
def test_units_sectors_and_phases_each_add_up_to_the_province(cells):
    known = snapshot(summary=[line(unit, phase, "members_admitted", *both) for unit, phase, *both in cells])
    whole = progress(known, "members").actual
    typed = [value for _, _, *both in cells for value in both if value is not None]
    assert whole == (sum(typed) if typed else None)
    for parts in (
        [progress(known, "members", Scope(unit=unit.id)) for unit in PLAN.units],
        by_sector(known, "members"),
        by_phase(known, "members"),
    ):
        reported = [part.actual for part in parts if part.actual is not None]
        assert (sum(reported) if reported else None) == whole
