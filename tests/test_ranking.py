"""Ranking as domain.md §7 has it, on scores worked out by hand; off unless the plan turns it on."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from campaign.measures.criteria import Result
from campaign.measures.ranking import (
    Placed,
    answer,
    grade,
    out_for_all,
    ranking,
    ranks,
    scored,
    without_block,
)
from campaign.records import Snapshot, WorkbookState
from sheets_schema.plan import Criterion, Plan, Ranking
from sheets_schema.plans import load_plan
from sheets_schema.unit_workbook import unit_workbook
from tests.small_province import PLAN, filled, line, snapshot, target, union, work
from tests.test_rewards import DIRECT, OFFICER, reward

WORKSHEETS = tuple(one.name for one in unit_workbook(PLAN).worksheets)
RULES = load_plan().ranking
assert RULES is not None
ON = replace(RULES, on=True)


def ranked(rules: Ranking | None = ON, blocks: tuple[str, ...] = ("Khối 1", "Khối 1", "Khối 2")) -> Plan:
    """The small plan with ranking, its three units in blocks."""
    units = tuple(replace(unit, block=block) for unit, block in zip(PLAN.units, blocks, strict=True))
    return replace(PLAN, ranking=rules, units=units)


def everything(*units: str) -> tuple[WorkbookState, ...]:
    return tuple(filled(unit, 1, *WORKSHEETS) for unit in units)


def milestones(unit: str, sent: str, *done: str) -> list[dict[str, Any]]:
    """Rows of «Báo cáo»: the report's day, and what was done early in the year."""
    days = [("report_sent", sent), *((item, "2023-02-20") for item in done)]
    return [{"unit": unit, "phase": 1, "item": item, "date": day} for item, day in days]


def province(plan: Plan | None = None, **more: Any) -> Snapshot:
    """Phù Cát has everything, An Lão less; the health union has handed in nothing."""
    tables: dict[str, Any] = {
        "unions": [
            union("phu_cat", "CĐCS A", pact=True, due=True, congress_on="2023-04-01", sector="production"),
            union("phu_cat", "CĐCS B", pact=True, due=True, congress_on="2023-05-01"),
            union("phu_cat", "CĐCS C", founded_on="2023-03-01", pact=False, due=False),
            union("an_lao", "CĐCS D", pact=True, due=False),
        ],
        "works": [work("phu_cat", None, "2023-05-01"), work("phu_cat", "CĐCS A", "2023-05-01")],
        "summary": [
            line("phu_cat", 1, "initiatives_valid", 100, 50),
            line("phu_cat", 1, "members_admitted", 30, 30),
            line("phu_cat", 1, "enterprises", 10, None),
            line("phu_cat", 1, "enterprises_dialogue", 8, None),
            line("an_lao", 1, "initiatives_valid", 10, 20),
            line("an_lao", 1, "members_admitted", 0, 5),
            line("an_lao", 1, "enterprises", 0, None),
        ],
        "targets": [
            target("initiatives", "phu_cat", 100, opening=0),
            target("members", "phu_cat", 80),
            target("new_unions", "phu_cat", 2),
            target("initiatives", "an_lao", 40, opening=0),
            target("members", "an_lao", 5, official=False),
        ],
        "rewards": [
            reward("phu_cat", recipient_group=DIRECT, quantity=1, decided_on="2023-05-01"),
            reward("phu_cat", recipient_group=OFFICER, quantity=3, decided_on="2023-05-01"),
            reward("an_lao", recipient_group=DIRECT, quantity=1, decided_on="2023-05-01"),
            reward("an_lao", recipient_group=OFFICER, quantity=1, decided_on="2023-05-01"),
        ],
        "report": [
            *milestones("phu_cat", "2023-06-12", "plan_issued", "party_reported", "launched"),
            *milestones("an_lao", "2023-06-10", "plan_issued"),
        ],
    }
    return snapshot(plan=plan or ranked(), workbooks=everything("phu_cat", "an_lao"), **{**tables, **more})


def of_unit(here: Snapshot, unit: str) -> Placed:
    return next(one for block in ranking(here) for one in block.units if one.unit.id == unit)


def points(placed: Placed) -> dict[str, tuple[Decimal | None, ...]]:
    """Most, points and bonus of each criterion that counts."""
    return {one.criterion.id: (one.most, one.points, one.bonus) for one in placed.parts if not one.result.out}


def by_hand(**expected: str) -> dict[str, tuple[Decimal, ...]]:
    return {id: tuple(map(Decimal, given.split())) for id, given in expected.items()}


def test_every_criterion_is_scored_as_by_hand() -> None:
    found = of_unit(province(), "phu_cat")
    assert points(found) == by_hand(
        initiatives="20.00 20.00 2",  # 150/100: over by 10 points, capped at 2
        works="15.00 7.50 0",  # 1 of 3 CĐCS and its own: 2 of 4
        members="20.00 15.00 0",  # 60/80
        new_unions="15.00 7.50 0",  # 1/2
        congresses="10.00 10.00 0",  # 2/2
        launch="5.00 4.58 0",  # 3 milestones and 2/3 of the pacts: (3 + 2/3) / 4
        dialogue="5.00 4.00 0",  # 8/10
        direct_rewards="5.00 3.33 0",  # 1/4 against the median of 1/4 and 1/2
        on_time="5.00 3.00 0",  # two days late
    )
    assert (found.score, found.grade) == (Decimal("76.91"), "Hoàn thành tốt nhiệm vụ")


def test_what_has_no_target_or_nothing_to_do_gives_its_weight_to_the_rest() -> None:
    found = of_unit(province(), "an_lao")
    assert {one.criterion.id: one.result.out for one in found.taken_out} == {
        "members": "chỉ tiêu chưa chính thức",
        "new_unions": "chưa có chỉ tiêu giao",
        "congresses": "không có đối tượng nào phải tính",
        "dialogue": "Doanh nghiệp có CĐCS: không có",
    }
    assert points(found) == by_hand(
        initiatives="40 30 0",  # 30/40
        works="30 0 0",  # neither its CĐCS nor itself
        launch="10 5 0",  # 1 of 3 milestones and 1/1 of the pacts: 2 / 4
        direct_rewards="10 10 0",  # 1/2, above the median
        on_time="10 10 0",
    )
    assert (found.score, found.grade) == (Decimal(55), "Hoàn thành nhiệm vụ")


def test_the_parts_open_into_figure_and_source() -> None:
    parts = {one.criterion.id: one.result for one in of_unit(province(), "phu_cat").parts}
    assert parts["initiatives"].figure == "150/100 sáng kiến (150%)"
    assert parts["works"].figure == "1/3 CĐCS và 1/1 đơn vị (50%)"
    assert parts["launch"].figure == "3/3 mốc đã ghi ngày; 2/3 CĐCS (66,7%)"
    assert parts["dialogue"].figure == "8/10 doanh nghiệp (80%)"
    assert parts["direct_rewards"].figure == "1/4 lượt cá nhân (25%), trung vị 37,5%"
    assert parts["on_time"].figure == "đợt 1: chậm 2 ngày"


def test_a_verified_figure_replaces_the_reported_one() -> None:
    checked = {
        "unit": "phu_cat", "phase": 1, "worksheet": "Tổng hợp", "item": "members_admitted",
        "sector": "production", "verified": 10, "checked_on": "2023-07-01",
    }  # fmt: skip
    found = of_unit(province(verifications=[checked]), "phu_cat")
    members = next(one for one in found.parts if one.criterion.id == "members")
    assert (members.points, members.result.figure) == (Decimal("10.00"), "40/80 đoàn viên (50%)")
    assert members.result.source.startswith("số đã xác minh")


def test_a_unit_that_lacks_a_worksheet_is_neither_zero_nor_last() -> None:
    found = of_unit(province(), "cd_y_te")
    assert (found.score, found.rank, found.grade) == (None, None, "")
    assert found.lacking[0].startswith("đợt 1 chưa nhập trang Báo cáo, Tổng hợp, CĐCS")


def test_before_any_report_is_due_nobody_is_scored() -> None:
    here = province(today="2023-06-01")
    assert of_unit(here, "phu_cat").lacking[0] == "chưa đợt nào đến hạn báo cáo"
    assert answer(here) == "Chưa đơn vị nào đủ số liệu để xếp hạng."


def test_ties_share_a_rank() -> None:
    given = ("80.5", "91", "91", "70", "80.5")
    assert ranks(map(Decimal, given)) == [3, 1, 1, 5, 3]


def test_ranks_stay_inside_a_block_and_the_order_is_the_official_one() -> None:
    works = [work(unit, None, "2023-05-01") for unit in ("phu_cat", "an_lao")]
    blocks = ranking(province(works=works))
    assert [(block.title, [one.unit.id for one in block.units]) for block in blocks] == [
        ("Khối 1", ["phu_cat", "an_lao"]), ("Khối 2", ["cd_y_te"]),
    ]  # fmt: skip
    assert [[(one.rank, one.among) for one in block.units] for block in blocks] == [
        [(1, 2), (2, 2)], [(None, 0)],
    ]  # fmt: skip


def test_while_one_unit_belongs_to_no_block_nobody_has_a_rank() -> None:
    here = province(ranked(blocks=("Khối 1", "Khối 1", "")))
    assert [unit.id for unit in without_block(here)] == ["cd_y_te"]
    assert {one.rank for block in ranking(here) for one in block.units} == {None}
    assert answer(here) == "Chưa xếp hạng: còn đơn vị chưa rõ khối, cụm thi đua."


def test_a_plan_may_rank_one_block_only() -> None:
    here = province(ranked(replace(ON, blocks=("Khối 2",))))
    assert [block.ranked for block in ranking(here)] == [False, True]
    assert of_unit(here, "phu_cat").rank is None


@pytest.mark.parametrize("rules", [None, RULES])
def test_it_is_off_unless_the_plan_turns_it_on(rules: Ranking | None) -> None:
    assert ranking(province(ranked(rules))) == ()


def test_a_result_of_six_hundred_percent_does_not_buy_out_a_zero() -> None:
    first, second = (
        Criterion(id=id, title=id, rule="target", weight=50, indicators=("members",)) for id in ("a", "b")
    )
    parts = scored([(first, Result(Fraction(6))), (second, Result(Fraction(0)))], Decimal(2))
    assert [(one.points, one.bonus) for one in parts] == [
        (Decimal(50), Decimal(2)), (Decimal(0), Decimal(0)),
    ]  # fmt: skip


def test_a_cut_off_belongs_to_the_higher_grade() -> None:
    given = ("90", "89.99", "75", "50", "49.99")
    assert [grade(ON, Decimal(score)).split()[2] for score in given] == [
        "xuất", "tốt", "tốt", "nhiệm", "thành",
    ]  # fmt: skip


def test_the_answer_names_who_leads_or_where_the_chosen_unit_stands() -> None:
    here = province()
    assert answer(here) == "2/3 đơn vị đủ số liệu để xếp hạng; đứng đầu khối: LĐLĐ Phù Cát."
    assert answer(here, "an_lao") == "LĐLĐ An Lão: 55,00 điểm, hạng 2/2 trong Khối 1."
    assert answer(here, "cd_y_te") == "CĐN Y tế chưa đủ số liệu để xếp loại."


def test_a_criterion_that_counts_for_nobody_is_named() -> None:
    assert out_for_all(province()) == ()
    assert [one.id for one in out_for_all(province(targets=[]))] == ["initiatives", "members", "new_unions"]
