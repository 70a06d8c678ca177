"""Sentences of a report, each from the measure it shows."""

import datetime
from typing import Any

from campaign.measures.line_figures import line_figure
from campaign.measures.measured import Scope
from campaign.measures.movements import movements
from campaign.measures.report_rows import answered, words_of_units
from campaign.measures.so_far import so_far
from campaign.measures.timeliness import by_unit
from campaign.output.word import activities, prose
from campaign.output.word.content import Quote, Said
from campaign.output.word.quotes import quotes
from campaign.output.word.report import standing
from campaign.records import Snapshot
from tests.small_province import line, snapshot, target, union, work

PHASE_1, PHASE_2, YEAR = Scope(1), Scope(2), Scope()


def province(**more: Any) -> Snapshot:
    """Valid initiatives of 1.000: an opening of 400, 120 in the first phase, 45 in the second."""
    given: dict[str, Any] = {
        "summary": [
            line("phu_cat", 1, "initiatives_submitted", 90, 60),
            line("phu_cat", 1, "initiatives_valid", 80, 40),
            line("an_lao", 2, "initiatives_submitted", 30, 20),
            line("an_lao", 2, "initiatives_valid", 25, 20),
        ],
        "targets": [target("initiatives", "phu_cat", 600, opening=400)],
    }
    return snapshot(**(given | more))


def test_the_lead_indicator_is_told_with_opening_target_and_what_is_missing() -> None:
    told = province()
    assert prose.reached(told, so_far(told, "initiatives", PHASE_2)) == (
        "Lũy kế đến ngày 15/8/2023 là 565/1.000 sáng kiến (gồm số đầu kỳ 400), "
        "đạt 56,5% chỉ tiêu, còn thiếu 435 sáng kiến."
    )
    assert prose.of_phase(so_far(told, "initiatives", PHASE_2)) == (
        "Riêng đợt 2 có 45 sáng kiến được tính, Đã nộp 50."
    )


def test_a_phase_that_is_over_counts_what_came_until_its_end() -> None:
    told = province()
    assert prose.reached(told, so_far(told, "initiatives", PHASE_1)) == (
        "Lũy kế đến hết đợt 1 là 520/1.000 sáng kiến (gồm số đầu kỳ 400), "
        "đạt 52% chỉ tiêu, còn thiếu 480 sáng kiến."
    )
    assert prose.sector_by_sector(told, so_far(told, "initiatives", PHASE_1)) == (
        "Theo khu vực, trong đợt 1: SXKD 80 sáng kiến; HCSN 40 sáng kiến."
    )
    assert prose.behind(told, so_far(told, "initiatives", PHASE_1)) == ""


def test_a_phase_that_has_not_begun_is_not_told_with_the_figures_of_another() -> None:
    told = province()
    one = so_far(told, "initiatives", Scope(3))
    assert (one.actual, one.of_phase, prose.of_phase(one)) == (565, None, "")
    assert standing(told, Scope(3)) == "Đợt 3 bắt đầu từ ngày 1/10/2023, chưa có số liệu của đợt."


def test_the_year_is_told_phase_by_phase() -> None:
    told = province()
    assert prose.phase_by_phase(so_far(told, "initiatives", YEAR)) == (
        "Trong năm: đợt 1 có 120 sáng kiến; đợt 2 có 45 sáng kiến."
    )
    assert prose.of_phase(so_far(told, "initiatives", YEAR)) == ""


def test_an_exceeded_target_is_told_with_both_figures() -> None:
    told = province(
        targets=[target("members", "province", 100)], summary=[line("phu_cat", 1, "members_admitted", 90, 60)]
    )
    assert prose.reached(told, so_far(told, "members", YEAR)) == (
        "members: lũy kế đến ngày 15/8/2023 là 150/100 đoàn viên, "
        "đạt 150% chỉ tiêu, vượt 50% (vượt 50 đoàn viên)."
    )
    assert prose.still_to_do(told, so_far(told, "members", YEAR)) == ""


def test_without_a_target_there_is_no_percentage() -> None:
    told = province(summary=[line("phu_cat", 1, "members_admitted", 90, 60)])
    assert prose.reached(told, so_far(told, "members", YEAR)) == (
        "members: lũy kế đến ngày 15/8/2023 là 150 đoàn viên; chưa có chỉ tiêu giao."
    )


def test_nobody_reported_is_said_and_never_0() -> None:
    told = snapshot()
    assert prose.reached(told, so_far(told, "members", PHASE_1)) == "members: chưa đơn vị nào báo cáo."
    assert prose.reached(told, so_far(told, "members", Scope(1, "an_lao"))) == "members: đơn vị chưa báo cáo."
    assert prose.basis(so_far(told, "members", PHASE_1)) == ""


def test_an_invented_target_is_named_so() -> None:
    told = province(
        summary=[line("phu_cat", 1, "members_admitted", 30, 0)],
        targets=[target("members", "province", 100, official=False)],
    )
    assert prose.reached(told, so_far(told, "members", YEAR)) == (
        "members: lũy kế đến ngày 15/8/2023 là 30/100 đoàn viên, "
        "đạt 30% chỉ tiêu, còn thiếu 70 đoàn viên (chỉ tiêu minh họa)."
    )
    assert prose.still_to_do(told, so_far(told, "members", YEAR)) == (
        "members: còn thiếu 70 đoàn viên so với chỉ tiêu (chỉ tiêu minh họa); "
        "phấn đấu hoàn thành trước ngày 31/12/2023, bình quân 04 đoàn viên mỗi tuần."
    )


def test_coverage_is_told_of_its_base_and_phases_of_it_do_not_add_up() -> None:
    told = snapshot(
        unions=[union("phu_cat", name) for name in ("CĐCS A", "CĐCS B", "CĐCS C")],
        works=[work("phu_cat", "CĐCS A", "2023-03-01"), work("phu_cat", "CĐCS A", "2023-04-01")],
    )
    one = so_far(told, "works_unions", PHASE_1)
    assert prose.reached(told, one) == "works_unions: đến hết đợt 1 có 01/03 CĐCS (33,3%), còn 02 CĐCS."
    assert prose.of_phase(one) == ""


def test_a_figure_that_was_verified_stands_beside_the_reported_one() -> None:
    check = {"unit": "phu_cat", "phase": 1, "worksheet": "Tổng hợp", "item": "Sáng kiến hợp lệ trong đợt"}
    told = province(verifications=[check | {"sector": "production", "verified": 70}])
    assert prose.verified(told, so_far(told, "initiatives", PHASE_1)) == (
        "Số đã xác minh của đợt 1 là 110 sáng kiến, số báo cáo là 120 sáng kiến."
    )
    assert prose.verified(told, so_far(told, "initiatives", PHASE_2)) == ""


def test_lines_are_told_together_with_their_basis_and_what_nobody_told() -> None:
    told = snapshot(
        summary=[
            line("phu_cat", 1, "care_tet_people", 100, 45),
            line("phu_cat", 1, "care_tet_money", 30_000_000, None),
            line("an_lao", 1, "care_tet_people", 3, 2),
        ]
    )
    figures = [line_figure(told, id, PHASE_1) for id in ("care_tet_people", "care_tet_money", "care_gifts")]
    assert activities.lines_said(figures, PHASE_1, "Trong đợt 1") == (
        "Trong đợt 1: quà Tết, Tết Sum vầy: 150 lượt người, 30 triệu đồng "
        "(theo báo cáo của 01 đến 02/03 đơn vị).",
        "Chưa đơn vị nào báo cáo: suất quà đã trao.",
    )


def test_a_movement_is_told_by_its_exact_name() -> None:
    told = snapshot(
        unions=[union("phu_cat", name, sector="production") for name in ("CĐCS A", "CĐCS B")],
        movements=[
            {"unit": "phu_cat", "phase": 1, "movement": "ldg_ldst", "sector": "production",
             "unions_joined": 1, "people_joined": 340, "benefit": 120_000_000, "summed_up": True},
        ],
    )  # fmt: skip
    first, second = movements(told, PHASE_1)[:2]
    assert activities.movement_said(first, PHASE_1) == (
        "“Lao động giỏi, Lao động sáng tạo”: 01/02 CĐCS tham gia (50%), 340 lượt người, "
        "làm lợi 120 triệu đồng, 01 đơn vị đã sơ kết (theo báo cáo của 01/03 đơn vị)."
    )
    assert activities.movement_said(second, PHASE_1) == (
        "“Năng suất cao hơn, chất lượng tốt hơn”: chưa đơn vị nào báo cáo."
    )


def test_what_is_done_once_a_year_counts_in_later_phases_and_a_day_to_come_does_not() -> None:
    told = snapshot(
        report=[
            {"unit": "phu_cat", "phase": 1, "item": "launched", "date": "2023-02-20", "content": "Hội nghị"},
            {"unit": "an_lao", "phase": 1, "item": "launched", "date": "2023-12-20", "content": "Văn bản"},
        ]
    )
    assert activities.row_said(answered(told, "launched", PHASE_2, until=True), PHASE_2) == (
        "Phát động phong trào thi đua: 01/03 đơn vị (hội nghị 01); chưa có thông tin: An Lão, Y tế."
    )
    assert activities.row_said(answered(told, "launched", PHASE_2), PHASE_2) == (
        "Phát động phong trào thi đua: chưa đơn vị nào báo cáo."
    )


def test_counts_of_the_report_are_told_in_one_sentence() -> None:
    rows = [
        {"unit": "phu_cat", "phase": 1, "item": "delegates_called", "content": "120"},
        {"unit": "an_lao", "phase": 1, "item": "delegates_called", "content": "80"},
        {"unit": "an_lao", "phase": 1, "item": "delegates_present", "content": "79"},
    ]
    told = snapshot(report=rows)
    found = [
        answered(told, id, PHASE_1) for id in ("delegates_called", "delegates_present", "committee_total")
    ]
    assert activities.counts_said(found, PHASE_1) == (
        "Đại biểu triệu tập: 200 người; đại biểu có mặt: 79 người (theo báo cáo của 01 đến 02/03 đơn vị)."
    )


def test_reporting_is_told_by_who_was_in_time_late_and_silent() -> None:
    told = snapshot(
        report=[{"unit": "phu_cat", "phase": 1, "item": "report_sent", "date": "2023-06-14"}],
        workbooks=(),
    )
    assert activities.reporting_said(by_unit(told, 1), 1, datetime.date(2023, 8, 15)) == (
        "Đợt 1 (hạn 10/6/2023), đến ngày 15/8/2023: 0/03 đơn vị báo cáo đúng hạn.",
        "Chưa báo cáo (03 đơn vị): Phù Cát, An Lão, Y tế.",
    )


def test_the_words_of_units_come_in_the_official_order() -> None:
    told = snapshot(
        report=[
            {"unit": "an_lao", "phase": 1, "item": "strengths", "content": "Chăm lo kịp thời"},
            {"unit": "phu_cat", "phase": 1, "item": "strengths", "content": "Nhiều sáng kiến"},
            {"unit": "phu_cat", "phase": 2, "item": "strengths", "content": "Đợt sau"},
        ]
    )
    found = words_of_units(told, "strengths", PHASE_1)
    assert [(words.unit.plain, words.text) for words in found] == [
        ("Phù Cát", "Nhiều sáng kiến"),
        ("An Lão", "Chăm lo kịp thời"),
    ]


def test_a_unit_says_when_and_by_which_paper_it_did_something() -> None:
    told = snapshot(
        report=[
            {"unit": "phu_cat", "phase": 1, "item": "plan_issued", "date": "2023-02-15",
             "document": "35/KH-LĐLĐ"},
            {"unit": "phu_cat", "phase": 1, "item": "launched", "date": "2023-02-20", "content": "Hội nghị"},
        ]
    )  # fmt: skip
    scope = Scope(1, "phu_cat")
    rows = ("plan_issued", "launched", "pact_signed")
    assert [activities.row_said(answered(told, id, scope), scope) for id in rows] == [
        "Ban hành kế hoạch thi đua năm 2023: ngày 15/2/2023, số 35/KH-LĐLĐ.",
        "Phát động phong trào thi đua: ngày 20/2/2023, hội nghị.",
        "Ký giao ước thi đua: đơn vị chưa báo cáo.",
    ]  # fmt: skip


def test_the_same_words_of_several_units_stand_once_with_all_their_names() -> None:
    wrote = {"phu_cat": "Chăm lo kịp thời", "an_lao": "Khác", "cd_y_te": "Chăm lo kịp thời"}
    told = snapshot(
        report=[
            {"unit": unit, "phase": 1, "item": "strengths", "content": text} for unit, text in wrote.items()
        ]
    )
    assert list(quotes(told, "strengths", PHASE_1)) == [
        Said("Kết quả nổi bật, theo lời của 03/03 đơn vị:"),
        Quote("LĐLĐ Phù Cát, CĐN Y tế", "Chăm lo kịp thời"),
        Quote("LĐLĐ An Lão", "Khác"),
    ]
