"""Notes on figures that deserve a second look: each beside the figures that deserve none."""

from campaign.intake.validation import check_together
from campaign.records import CheckedWorkbook
from tests.checked import JULY, PLAN, summary, table, unit_book


def notes(*books: CheckedWorkbook) -> list[tuple[str, str, str]]:
    """Return rule, place and message of what is found, all of it notes."""
    found = check_together(PLAN, books)
    assert {each.severity for each in found} <= {"note"}
    return [(each.rule, f"{each.workbook}:{each.place}", each.message) for each in found]


def admitted(unit: str, phase: int, number: int, members: int = 1000) -> CheckedWorkbook:
    return unit_book(
        unit, phase, summary(members_admitted=(number, 0), members_open=(1, None), members_close=(members, 0))
    )


def test_x13_a_figure_of_more_than_three_times_the_last_phase_is_asked_about() -> None:
    def in_phase(phase: int, number: int) -> CheckedWorkbook:
        return unit_book("phu_cat", phase, summary(training_people=(number, 2)))

    assert notes(in_phase(1, 98), in_phase(2, 298)) == []
    assert notes(in_phase(1, 2), in_phase(2, 28)) == []
    assert notes(in_phase(1, 98), in_phase(3, 900)) == []
    assert notes(in_phase(1, 98), in_phase(2, 418)) == [
        (
            "X13.phase",
            "dot-2/phu_cat.xlsx:Tổng hợp!C4",
            "Đợt này ghi 420, gấp 4,2 lần Đợt 1 (100). Đề nghị kiểm tra lại.",
        )
    ]


def test_x13_a_figure_of_more_than_three_times_the_block_s_middle_is_asked_about() -> None:
    block = [admitted(unit, 1, 21) for unit in ("tuy_phuoc", "phu_my", "tay_son")]
    assert notes(*block, admitted("phu_cat", 1, 63)) == []
    assert notes(*block, admitted("phu_cat", 1, 630, members=10_000)) == []
    assert notes(*block[:2], admitted("phu_cat", 1, 99)) == []
    assert notes(*block, admitted("phu_cat", 1, 99)) == [
        (
            "X13.block",
            "dot-1/phu_cat.xlsx:Tổng hợp!C4",
            "Ô ghi 99; theo mức giữa của Khối LĐLĐ huyện đồng bằng, đơn vị có cùng số đoàn viên SXKD "
            "vào khoảng 21. Đề nghị kiểm tra lại.",
        )
    ]


def test_x13_a_unit_that_is_unlike_its_block_throughout_is_asked_once() -> None:
    lines = ("members_admitted", "petitions", "training_people", "legal_advice")

    def told(unit: str, number: int) -> CheckedWorkbook:
        figures = {line: (number + place, 0) for place, line in enumerate(lines)}
        return unit_book(unit, 1, summary(members_close=(1000, 0), **figures))

    block = [told(unit, 11 + place) for place, unit in enumerate(("tuy_phuoc", "phu_my", "tay_son"))]
    (found,) = notes(*block, told("phu_cat", 99))
    assert found[:2] == ("X13.block", "dot-1/phu_cat.xlsx:Tổng hợp")
    assert found[2].startswith("4 ô cao hơn 3 lần mức giữa của Khối LĐLĐ huyện đồng bằng")


ROUND = {
    "training_courses": (10, 20), "training_people": (100, 250), "legal_advice": (40, 30),
    "petitions": (50, 60),
}  # fmt: skip


def test_x14_figures_that_are_all_round_are_asked_about_and_nobody_is_accused() -> None:
    assert notes(unit_book("phu_cat", 1, summary(**{**ROUND, "petitions": (50, 61)}))) == []
    assert notes(unit_book("phu_cat", 1, summary(**{**ROUND, "petitions": (50, 7)}))) == []
    assert notes(unit_book("phu_cat", 1, summary(**ROUND))) == [
        (
            "X14.round",
            "dot-1/phu_cat.xlsx:Tổng hợp",
            "Cả 8 số liệu từ 10 trở lên của đợt đều tròn chục, tròn trăm. "
            "Nếu là số ước lượng, hãy ghi số đếm được.",
        )
    ]


def test_x14_figures_that_are_another_unit_s_are_asked_about_in_both() -> None:
    copied = {**ROUND, "training_courses": (11, 20), "checks_made": (3, 3)}
    one, other = (unit_book(unit, 1, summary(**copied)) for unit in ("phu_cat", "an_lao"))
    third = unit_book("tay_son", 1, summary(**{**copied, "checks_made": (3, 4)}))
    assert notes(one, third) == []
    assert notes(one, other, third) == [
        (
            "X14.same",
            f"dot-1/{unit}.xlsx:Tổng hợp",
            f"Toàn bộ số liệu trong đợt giống hệt bảng của {name}. "
            "Đề nghị kiểm tra lại, phòng khi chép nhầm bảng.",
        )
        for unit, name in (("an_lao", "LĐLĐ huyện Phù Cát"), ("phu_cat", "LĐLĐ huyện An Lão"))
    ]


def reported(weakness: str | None, *, sent: bool = True, reached: int = 9) -> CheckedWorkbook:
    report = table(
        "report",
        {"item": "report_sent", "date": JULY if sent else None},
        {"item": "weaknesses", "content": weakness},
    )
    done = summary(
        unions_due_report=(9, 9), unions_reported=(9, reached), petitions=(4, 0), petitions_solved=(4, 0),
        kh129_tasks=(2, 3), kh129_done=(2, 3),
    )  # fmt: skip
    return unit_book("phu_cat", 1, report, done)


def test_x16_full_marks_without_any_weakness_are_asked_about_once_the_report_is_sent() -> None:
    assert notes(reported("Một số CĐCS nhỏ chưa có sáng kiến do cán bộ kiêm nhiệm.")) == []
    assert notes(reported("Không có", sent=False)) == []
    assert notes(reported("Không có", reached=8)) == []
    said = (
        "Cả 3 việc có số phải làm đều đạt 100% và chưa nêu hạn chế nào. "
        "Nếu còn việc chưa đạt, hãy ghi ở “Hạn chế, nguyên nhân” để tỉnh cùng tháo gỡ."
    )
    column = reported(None).tables["report"].cells["content"]
    for weakness in ("Không có", "Cơ bản không có hạn chế", None):
        assert notes(reported(weakness)) == [("X16", f"dot-1/phu_cat.xlsx:Báo cáo!{column}5", said)]
