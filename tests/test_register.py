"""What the registers and lists say: coverage, new unions, congresses, pacts, rewards."""

from dataclasses import replace

from campaign.measures.progress import Scope, Status, by_phase, by_sector, progress, uncovered
from tests.small_province import figures, filled, snapshot, union, work

PHU_CAT = Scope(unit="phu_cat")


def test_one_union_with_forty_works_covers_one_union():
    known = snapshot(
        unions=[union("phu_cat", "CĐCS Trường A"), union("phu_cat", "CĐCS Trường B")],
        works=[work("phu_cat", "CĐCS Trường A", "2023-04-01")] * 40,
    )
    coverage = progress(known, "works_unions", PHU_CAT)
    assert figures(coverage, "actual", "base", "share", "gap") == (1, 2, 0.5, 1)


def test_only_finished_works_count_and_not_before_their_day():
    known = snapshot(
        unions=[union("phu_cat", name) for name in ("Trường A", "Trường B", "Trường C", "Trường D")],
        works=[
            work("phu_cat", "Trường A", None, status="Đang thực hiện"),
            work("phu_cat", "Trường B", None, status="Đăng ký"),
            work("phu_cat", "Trường C", "2023-08-15"),
            work("phu_cat", "Trường D", "2023-08-16"),
        ],
    )
    assert figures(progress(known, "works_unions"), "actual", "base") == (1, 4)
    assert list(uncovered(known)["union"]) == ["Trường A", "Trường B", "Trường D"]


def test_spelling_variants_of_a_name_meet():
    known = snapshot(
        unions=[union("phu_cat", "CĐCS Công ty TNHH Hòa Bình")],
        works=[work("phu_cat", "công đoàn cơ sở Cty TNHH Hoà Bình", "2023-04-01")],
    )
    assert figures(progress(known, "works_unions"), "actual", "base", "left_out") == (1, 1, 0)


def test_a_work_of_a_union_outside_the_register_covers_nobody_and_is_counted_as_left_out():
    known = snapshot(
        unions=[union("phu_cat", "Trường A")], works=[work("phu_cat", "Trường Lạ", "2023-04-01")]
    )
    assert figures(progress(known, "works_unions"), "actual", "base", "left_out") == (0, 1, 1)


def test_one_name_in_two_units_is_two_unions():
    known = snapshot(
        unions=[union("phu_cat", "Trường Số 1"), union("an_lao", "Trường Số 1")],
        works=[
            work("phu_cat", "Trường Số 1", "2023-04-01"),
            work("an_lao", "Trường Số 1", None, status="Đăng ký"),
        ],
    )
    assert figures(progress(known, "works_unions"), "actual", "base") == (1, 2)


def test_a_dissolved_or_later_union_is_not_in_the_base():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A"),
            union("phu_cat", "Trường B", dissolved_on="2023-08-15"),
            union("phu_cat", "Trường C", dissolved_on="2023-08-16"),
            union("phu_cat", "Trường D", founded_on="2023-08-15"),
            union("phu_cat", "Trường E", founded_on="2023-08-16"),
        ],
        works=[work("phu_cat", "Trường A", "2023-04-01"), work("phu_cat", "Trường B", "2023-04-01")],
    )
    assert figures(progress(known, "works_unions"), "actual", "base") == (1, 3)


def test_the_newest_register_of_each_unit_is_the_base():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A", phase=1),
            union("phu_cat", "Trường B", phase=1),
            union("phu_cat", "Trường A", phase=2),
            union("an_lao", "Trường C", phase=1),
        ],
        works=[work("phu_cat", "Trường B", "2023-02-01"), work("an_lao", "Trường C", "2023-02-01")],
    )
    assert figures(progress(known, "works_unions"), "actual", "base") == (1, 2)
    assert figures(progress(known, "works_unions", Scope(phase=1)), "actual", "base") == (2, 3)


def test_coverage_of_a_phase_stands_at_the_end_of_that_phase():
    known = snapshot(
        unions=[union("phu_cat", "Trường A"), union("phu_cat", "Trường B")],
        works=[
            work("phu_cat", "Trường A", "2023-05-31", phase=2),
            work("phu_cat", "Trường B", "2023-06-01", phase=1),
        ],
    )
    assert [one.actual for one in by_phase(known, "works_unions")] == [1, 2, None]


def test_a_finished_work_without_a_day_belongs_to_the_phase_of_its_workbook():
    known = snapshot(
        unions=[union("phu_cat", "Trường A"), union("phu_cat", "Trường B")],
        works=[work("phu_cat", "Trường A", None, phase=1), work("phu_cat", "Trường B", None, phase=2)],
    )
    assert [one.actual for one in by_phase(known, "works_unions")] == [1, 2, None]


def test_what_a_unit_said_of_its_works_in_an_earlier_phase_still_answers():
    known = snapshot(
        unions=[union("phu_cat", "Trường A")], works=[work("phu_cat", "Trường A", None, status="Đăng ký")]
    )
    assert [one.actual for one in by_phase(known, "works_unions")] == [0, 0, None]


def test_a_unit_with_a_register_and_no_word_on_works_is_in_the_base_but_unknown():
    known = snapshot(
        unions=[union("phu_cat", "Trường A"), union("an_lao", "Trường B")],
        works=[work("phu_cat", "Trường A", "2023-04-01")],
    )
    assert figures(progress(known, "works_unions"), "actual", "base", "units_reported") == (1, 2, 1)
    assert figures(progress(known, "works_unions", Scope(unit="an_lao")), "actual", "base", "status") == (
        None,
        1,
        Status.NO_DATA,
    )


def test_a_list_left_empty_is_zero_once_entry_is_declared_finished():
    known = snapshot(
        unions=[union("an_lao", "Trường B")],
        report=[{"unit": "an_lao", "phase": 1, "item": "entry_finished", "date": "2023-06-08"}],
    )
    assert figures(progress(known, "works_unions", Scope(unit="an_lao")), "actual", "base") == (0, 1)


def test_a_list_in_which_a_unit_wrote_that_there_is_nothing_is_zero():
    known = snapshot(workbooks=(filled("an_lao", 1, "works"),), unions=[union("an_lao", "Trường B")])
    assert figures(progress(known, "works_unions", Scope(unit="an_lao")), "actual", "base") == (0, 1)


def test_a_list_whose_rows_cannot_be_read_is_unknown():
    known = snapshot(
        workbooks=(filled("an_lao", 1, "works"),),
        unions=[union("an_lao", "Trường B")],
        left_out=[
            {"unit": "an_lao", "phase": 1, "worksheet": "works", "row": 4, "column": "status", "reason": "lạ"}
        ],
    )
    asked = ("actual", "base", "left_out")
    assert figures(progress(known, "works_unions", Scope(unit="an_lao")), *asked) == (None, 1, 1)


def test_a_unit_covers_itself_with_a_work_of_its_own():
    known = snapshot(
        works=[
            work("phu_cat", None, "2023-04-01"),
            work("phu_cat", None, "2023-05-01"),
            work("an_lao", "Trường B", None),
        ]
    )
    assert figures(progress(known, "works_units"), "actual", "base", "units_reported") == (1, 3, 2)
    assert figures(progress(known, "works_units", Scope(unit="cd_y_te")), "actual", "base") == (None, 1)
    assert figures(progress(known, "works_units", Scope(sector="public")), "actual", "base", "target") == (
        1,
        None,
        None,
    )


def test_a_sector_of_a_union_comes_from_the_register():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A", sector="public"),
            union("phu_cat", "Công ty B", sector="production", members=41, row=9),
        ],
        works=[work("phu_cat", "Trường A", "2023-04-01", sector="production")],
    )
    production, public = by_sector(known, "works_unions")
    assert figures(production, "actual", "base") == (0, 1)
    assert figures(public, "actual", "base") == (1, 1)
    assert uncovered(known, Scope(sector="production")).to_dict("records") == [
        {
            "unit": "phu_cat",
            "union": "Công ty B",
            "sector": "production",
            "members": 41,
            "workbook": "dot-1/phu_cat.xlsx",
            "row": 9,
        }
    ]


def test_new_unions_are_those_founded_inside_the_year_and_by_today():
    known = snapshot(
        unions=[
            union("phu_cat", "Công ty A", founded_on="2022-12-31"),
            union("phu_cat", "Công ty B", founded_on="2023-01-01"),
            union("phu_cat", "Công ty C", founded_on="2023-06-02"),
            union("phu_cat", "Công ty D", founded_on="2023-09-01"),
            union("an_lao", "Trường E"),
        ],
    )
    assert figures(progress(known, "new_unions"), "actual", "units_reported", "status") == (
        2,
        2,
        Status.NO_TARGET,
    )
    assert [one.actual for one in by_phase(known, "new_unions")] == [1, 1, None]


def test_congresses_are_counted_among_the_unions_due_to_hold_one():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A", due=True, congress_on="2023-03-01"),
            union("phu_cat", "Trường B", due=True, congress_on="2023-08-20"),
            union("phu_cat", "Trường C", due=True),
            union("phu_cat", "Trường D", due=False),
            union("phu_cat", "Trường E"),
        ],
    )
    assert figures(progress(known, "congresses", PHU_CAT), "actual", "base", "gap") == (1, 3, 2)
    assert progress(known, "congresses", Scope(unit="an_lao")).actual is None


def test_a_later_register_adds_to_what_an_earlier_one_said():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A", phase=1, due=True, pact=True, members=50),
            union("phu_cat", "CĐCS Trường A", phase=2, congress_on="2023-07-01", pact=False),
        ],
    )
    assert figures(progress(known, "congresses", PHU_CAT), "actual", "base") == (1, 1)
    assert figures(progress(known, "pacts", PHU_CAT), "actual", "base") == (0, 1)
    assert figures(progress(known, "pacts", replace(PHU_CAT, phase=1)), "actual", "base") == (1, 1)
    assert list(uncovered(known)["members"]) == [50]


def test_pacts_count_registered_unions_among_all_active_ones():
    known = snapshot(
        unions=[
            union("phu_cat", "Trường A", pact=True),
            union("phu_cat", "Trường B"),
            union("an_lao", "Trường C"),
        ]
    )
    pacts = progress(known, "pacts")
    assert figures(pacts, "actual", "base", "units_reported") == (1, 3, 1)


def reward(group, quantity=None, **more):
    given = {
        "unit": "phu_cat",
        "phase": 1,
        "record": "Khen thưởng",
        "recipient_kind": "Cá nhân",
        "status": "Đã quyết định",
        "decided_on": "2023-05-20",
    }
    return {**given, "recipient_group": group, "quantity": quantity, **more}


def test_the_share_of_direct_workers_is_taken_among_decided_rewards_to_individuals():
    worker = "Công nhân/NLĐ trực tiếp"
    known = snapshot(
        unions=[union("phu_cat", "Công ty A", sector="production")],
        rewards=[
            reward(worker, 12, union="CĐCS Công ty A"),
            reward("Quản lý", 3),
            reward(worker),
            reward(worker, 100, status="Đang xét"),
            reward(worker, 100, recipient_kind="Tập thể"),
            reward(worker, 100, record="Điển hình"),
            reward(worker, 100, decided_on="2023-08-16"),
            reward(None, 100),
        ],
    )
    share = progress(known, "direct_rewards")
    assert figures(share, "actual", "base", "share") == (13, 16, 13 / 16)
    assert figures(share, "target", "percent", "status") == (None, None, Status.NO_TARGET)
    assert share.answer == (
        "direct_rewards: toàn tỉnh có 13/16 lượt cá nhân (81,3%), chưa có chỉ tiêu; 1/3 đơn vị đã báo cáo."
    )
    assert figures(progress(known, "direct_rewards", Scope(sector="production")), "actual", "base") == (
        12,
        12,
    )
