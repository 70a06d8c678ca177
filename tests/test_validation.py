"""Rules across rows, worksheets, workbooks and phases: a figure that breaks each, and one that does not."""

import datetime

from campaign.intake.validation import check_together, check_workbook, countable, without_repeated
from campaign.records import CheckedWorkbook, LeftOut
from sheets_schema.cell import Month
from tests.checked import JULY, MAY, PLAN, province_book, summary, table, unit_book


def judged(book: CheckedWorkbook) -> list[tuple[str, str, str, str, str]]:
    """Return rule, severity, place, typed text and message of each finding inside one workbook."""
    checked = check_workbook(PLAN, book, {})
    return [(each.rule, each.severity, each.place, each.typed, each.message) for each in checked.findings]


def together(*books: CheckedWorkbook) -> list[tuple[str, str, str, str]]:
    """Return rule, severity, workbook and place of each finding across workbooks."""
    return [(each.rule, each.severity, each.workbook, each.place) for each in check_together(PLAN, books)]


def message(*books: CheckedWorkbook) -> str:
    (found,) = check_together(PLAN, books)
    return found.message


def submitted(valid: int) -> CheckedWorkbook:
    figures = summary(
        initiatives_submitted=(100, None),
        initiatives_valid=(valid, 5),
        initiatives_pending=(30, None),
        initiatives_rejected=(10, None),
    )
    return unit_book("phu_cat", 2, figures)


SCHOOL = {"name": "CĐCS Trường Tiểu học Cát Hanh", "sector": "public"}
FACTORY = {"name": "CĐCS Công ty May Phù Cát", "sector": "production"}
HOSPITAL = {"name": "CĐCS Trung tâm Y tế", "sector": "public"}


# --- inside one workbook ---


def test_x1_submitted_is_the_sum_of_its_parts_in_each_sector() -> None:
    assert judged(submitted(60)) == []
    assert judged(submitted(70)) == [
        (
            "X1",
            "error",
            "Tổng hợp!C4",
            "100",
            "Số đã nộp ghi 100; hợp lệ + đang xem xét + không hợp lệ được 110.",
        )
    ]


def test_an_error_between_lines_takes_out_the_cell_that_it_names_and_no_other() -> None:
    checked = check_workbook(PLAN, submitted(70), {})
    figures = checked.tables["summary"]
    assert figures.values["production"] == (None, 70, 30, 10)
    assert figures.left_out == (LeftOut(4, "production", checked.findings[0].message),)


def test_a_relation_with_a_blank_is_not_judged() -> None:
    assert (
        judged(unit_book("phu_cat", 2, summary(initiatives_submitted=(5, 5), initiatives_valid=(9, 9)))) == []
    )


def test_a_finding_links_to_its_cell_where_the_tab_has_an_address() -> None:
    (found,) = check_workbook(PLAN, submitted(70), {"Tổng hợp": "https://sheet#range="}).findings
    assert found.url == "https://sheet#range=C4"


def test_x5_a_count_of_unions_stays_within_the_register_of_its_sector() -> None:
    unions = table("unions", SCHOOL, FACTORY, HOSPITAL)
    within = summary(unions_on_software=(1, 2))
    beyond = summary(unions_on_software=(2, 2))
    assert judged(unit_book("phu_cat", 2, unions, within)) == []
    assert judged(unit_book("phu_cat", 2, unions, beyond)) == [
        (
            "X5",
            "error",
            "Tổng hợp!C4",
            "2",
            "Ô ghi 2 CĐCS, nhiều hơn số CĐCS SXKD trong trang “CĐCS” (1). "
            "Hãy kiểm tra lại hoặc bổ sung danh sách CĐCS.",
        )
    ]


def test_x5_a_movement_is_joined_by_no_more_unions_than_there_are() -> None:
    unions = table("unions", SCHOOL, FACTORY, HOSPITAL)
    joined = table(
        "movements",
        {"movement": "D1", "sector": "production", "unions_joined": 1},
        {"movement": "D5", "sector": "public", "unions_joined": 3},
        {"movement": "D15", "sector": "officers", "unions_joined": 3},
    )
    assert [found[:4] for found in judged(unit_book("phu_cat", 2, unions, joined))] == [
        ("X5", "error", f"Phong trào!{joined.cells['unions_joined']}5", "3")
    ]


def test_x5_is_not_judged_without_a_register_and_mildly_beside_unreadable_rows() -> None:
    beyond = summary(unions_on_software=(2, None))
    assert judged(unit_book("phu_cat", 2, table("unions"), beyond)) == []
    doubtful = table("unions", FACTORY, left_out=[LeftOut(9, "name", "x")])
    assert judged(unit_book("phu_cat", 2, doubtful, beyond)) == []


def test_x7_members_of_new_unions_are_among_the_admitted() -> None:
    new = {**FACTORY, "founded_on": JULY, "members": 62}
    old = {**SCHOOL, "founded_on": MAY, "members": 500}
    unions = table("unions", new, old)
    assert judged(unit_book("phu_cat", 2, unions, summary(members_admitted=(62, 0)))) == []
    assert judged(unit_book("phu_cat", 2, unions, summary(members_admitted=(60, 0)))) == [
        (
            "X7",
            "warning",
            "Tổng hợp!C4",
            "60",
            "CĐCS thành lập trong đợt có 62 đoàn viên, nhiều hơn số kết nạp mới trong đợt (60).",
        )
    ]
    assert judged(unit_book("phu_cat", 2, unions, summary(members_admitted=(None, 0)))) == []


def works(*days: object) -> CheckedWorkbook:
    rows = [{"title": f"Đập {number}", "completed_on": day} for number, day in enumerate(days)]
    return unit_book("phu_cat", 2, table("works", *rows))


def test_x12_an_event_outside_the_phase_says_to_which_phase_it_belongs() -> None:
    assert judged(works(datetime.date(2023, 6, 1), datetime.date(2023, 9, 30), Month(2023, 6))) == []
    assert [found[4] for found in judged(works(datetime.date(2023, 5, 31), Month(2022, 10)))] == [
        "31/5/2023 thuộc Đợt 1, bảng này là Đợt 2. Hãy kiểm tra lại ngày hoặc chuyển sang bảng đúng đợt.",
        "10/2022 không thuộc đợt nào của năm 2023, bảng này là Đợt 2. "
        "Hãy kiểm tra lại ngày hoặc chuyển sang bảng đúng đợt.",
    ]
    column = works(MAY).tables["works"].cells["completed_on"]
    assert judged(works(MAY))[0][:4] == ("X12", "warning", f"Công trình!{column}4", "5/5/2023")


# --- across workbooks ---


def cumulative(phase: int, valid: int, total: int | None) -> CheckedWorkbook:
    return unit_book(
        "phu_cat", phase, summary(initiatives_valid=(valid, 0), initiatives_cumulative=(total, 0))
    )


OPENING = province_book(table("targets", {"indicator": "initiatives", "unit": "phu_cat", "opening": 100}))


def test_x2_the_running_total_is_the_opening_and_all_phases_since() -> None:
    assert together(OPENING, cumulative(1, 30, 130), cumulative(2, 20, 150)) == []
    assert together(OPENING, cumulative(1, 30, 130), cumulative(2, 20, 160)) == [
        ("X2", "warning", "dot-2/phu_cat.xlsx", "Tổng hợp!C5")
    ]
    assert message(OPENING, cumulative(1, 30, 140)) == (
        "Lũy kế hai khu vực ghi 140; đầu kỳ 100 cộng các đợt được 130. "
        "Hãy kiểm tra số trong đợt hoặc số lũy kế."
    )


def test_x2_is_not_judged_without_an_opening_or_with_a_phase_missing() -> None:
    assert together(cumulative(1, 30, 140)) == []
    assert together(OPENING, cumulative(2, 20, 999)) == []


def test_x3_a_running_total_never_falls() -> None:
    assert together(cumulative(1, 1, 150), cumulative(2, 1, 150)) == []
    assert together(cumulative(1, 1, 150), cumulative(2, 1, None), cumulative(3, 1, 149)) == [
        ("X3", "error", "dot-3/phu_cat.xlsx", "Tổng hợp!C5")
    ]
    assert message(cumulative(1, 1, 150), cumulative(2, 1, 140)) == (
        "Lũy kế SXKD giảm từ 150 (Đợt 1) xuống 140. Số lũy kế không được giảm; hãy kiểm tra hai đợt."
    )


def test_x3_a_congress_that_was_held_is_not_forgotten() -> None:
    held = {**SCHOOL, "congress_on": MAY}
    first = unit_book("phu_cat", 1, table("unions", held))
    assert together(first, unit_book("phu_cat", 2, table("unions", held))) == []
    second = table("unions", SCHOOL)
    assert together(first, unit_book("phu_cat", 2, second)) == [
        ("X3", "warning", "dot-2/phu_cat.xlsx", f"CĐCS!{second.cells['congress_on']}4")
    ]


def test_x4_no_more_unions_have_a_finished_work_than_there_are() -> None:
    def done(owner: str) -> dict[str, object]:
        return {"title": owner, "owner": owner, "status": "Hoàn thành"}

    first = unit_book(
        "phu_cat", 1, table("unions", SCHOOL, FACTORY), table("works", done(str(SCHOOL["name"])))
    )
    works_of_two = table("works", done(str(FACTORY["name"])), done("CĐCS Khác"))
    second = unit_book("phu_cat", 2, table("unions", SCHOOL, FACTORY), works_of_two)
    assert together(first) == []
    assert together(first, second) == [("X4", "error", "dot-2/phu_cat.xlsx", "Công trình")]


def members(phase: int, opened: int, closed: int) -> CheckedWorkbook:
    return unit_book("phu_cat", phase, summary(members_open=(opened, None), members_close=(closed, None)))


def test_x6b_a_phase_begins_with_the_members_with_which_the_last_one_ended() -> None:
    assert together(members(1, 10, 20), members(2, 20, 30)) == []
    assert together(members(1, 10, 20), members(3, 21, 30)) == []
    assert together(members(1, 10, 20), members(2, 21, 30)) == [
        ("X6b", "warning", "dot-2/phu_cat.xlsx", "Tổng hợp!C4")
    ]
    assert message(members(1, 10, 20), members(2, 21, 30)) == (
        "Đầu đợt ghi 21, cuối Đợt 1 ghi 20 (SXKD). Hai số phải bằng nhau."
    )


def test_a_union_that_left_the_register_without_being_dissolved_is_asked_for() -> None:
    first = unit_book("phu_cat", 1, table("unions", SCHOOL, FACTORY, {**HOSPITAL, "dissolved_on": MAY}))
    spelled_otherwise = {**SCHOOL, "name": "CĐ cơ sở trường tiểu học Cát Hanh"}
    second = unit_book("phu_cat", 2, table("unions", spelled_otherwise))
    assert together(first, unit_book("phu_cat", 2, table("unions"))) == []
    assert together(first, second) == [("register.gone", "warning", "dot-2/phu_cat.xlsx", "CĐCS")]
    assert message(first, second) == (
        "1 CĐCS có trong Đợt 1 không còn trong danh sách: CĐCS Công ty May Phù Cát. "
        "Nếu đã giải thể hoặc sáp nhập, hãy giữ dòng và ghi ngày giải thể."
    )


def test_two_different_workbooks_for_one_unit_and_phase_are_neither_guessed() -> None:
    one = unit_book("phu_cat", 2, summary(members_open=(1, 1)))
    other = unit_book("phu_cat", 2, summary(members_open=(2, 2)), key="dot-2/Bản sao.xlsx")
    assert countable([one, other]) == ()
    assert together(one, other) == [
        ("workbook.double", "error", "dot-2/Bản sao.xlsx", ""),
        ("workbook.double", "error", "dot-2/phu_cat.xlsx", ""),
    ]
    assert check_together(PLAN, [one, other])[0].message == (
        "Có 2 tệp cho LĐLĐ huyện Phù Cát – Đợt 2: “dot-2/Bản sao.xlsx”, “dot-2/phu_cat.xlsx”; "
        "số liệu khác nhau nên chưa tính tệp nào. Hãy giữ lại một tệp."
    )


def test_an_equal_copy_counts_once_and_an_untouched_one_gives_way() -> None:
    one = unit_book("phu_cat", 2, summary(members_open=(1, 1)))
    copy = unit_book("phu_cat", 2, summary(members_open=(1, 1)), key="z.xlsx")
    empty = unit_book("phu_cat", 2, summary(), key="a.xlsx")
    assert countable([copy, one]) == (one,)
    assert together(one, copy) == [("workbook.double", "warning", "z.xlsx", "")]
    assert countable([empty, one]) == (one,)
    assert together(empty, one) == []


def test_a_workbook_of_no_known_unit_or_phase_does_not_count() -> None:
    figures = summary(members_open=(1, 1))
    assert countable([unit_book("", 2, figures, key="a"), unit_book("phu_cat", None, figures, key="b")]) == ()


def test_the_list_of_units_names_those_of_the_plan() -> None:
    every = [{"code": unit.id} for unit in PLAN.units]
    assert together(province_book(table("units"))) == []
    assert together(province_book(table("units", *every))) == []
    strange = province_book(table("units", *every, {"code": "cd_moi"}))
    assert together(strange) == [("units.unknown", "warning", "tinh.xlsx", "Đơn vị!B19")]
    assert message(province_book(table("units", *every[1:]))) == (
        "Thiếu 1 đơn vị của kế hoạch: LĐLĐ thành phố Quy Nhơn. Các đơn vị này vẫn được tính."
    )


# --- reported twice, implausible, and what only deserves a second look ---


def initiative(title: str, *authors: str, benefit: int | None = None) -> dict[str, object]:
    return {"title": title, "authors": authors, "benefit": benefit}


JIG = initiative("Cải tiến đồ gá hàn khung ghế", "Trần Văn Bình", benefit=96_000_000)


def test_x10_an_initiative_of_an_earlier_phase_is_left_out_and_the_first_counts() -> None:
    first = unit_book("phu_cat", 1, table("initiatives", JIG))
    spelled = initiative("CẢI TIẾN ĐỒ GÁ HÀN KHUNG GHẾ", "Ông Trần Văn Bình", benefit=96_000_000)
    other = initiative("Cải tiến đồ gá hàn khung ghế", "Lê Thị Hoa")
    again = unit_book("phu_cat", 2, table("initiatives", other, spelled))
    (found,) = check_together(PLAN, [again, first])
    assert (found.rule, found.severity, found.workbook, found.place, found.rows, found.lost) == (
        "X10", "warning", "dot-2/phu_cat.xlsx", "Sáng kiến tiêu biểu!B5", 1, (("đồng", 96_000_000),),
    )  # fmt: skip
    assert found.message == (
        "Sáng kiến này đã báo cáo ở Đợt 1 (dòng 4), chưa tính lần nữa. "
        "Nếu là sáng kiến khác, hãy ghi rõ tên; được tỉnh xác minh là khớp thì sẽ tính."
    )
    kept = without_repeated(PLAN, [first, again])
    assert kept[0] is first
    assert (kept[1].tables["initiatives"].rows, kept[1].tables["initiatives"].left_out) == (
        (4,),
        (LeftOut(5, "title", found.message),),
    )


def test_x10_of_two_units_the_first_in_the_official_order_counts() -> None:
    later = unit_book("cd_y_te", 1, table("initiatives", JIG))
    earlier = unit_book("phu_cat", 1, table("initiatives", JIG))
    assert together(later, earlier) == [
        ("X10", "warning", "dot-1/cd_y_te.xlsx", "Sáng kiến tiêu biểu!B4"),
    ]
    assert message(later, earlier).startswith(
        "Sáng kiến này đã có trong bảng của LĐLĐ huyện Phù Cát – Đợt 1 (dòng 4), chưa tính lần nữa."
    )


def test_x10_an_initiative_that_the_province_confirmed_counts() -> None:
    first, again = (unit_book("phu_cat", phase, table("initiatives", JIG)) for phase in (1, 2))
    verified = {"unit": "phu_cat", "phase": "2", "worksheet": "Sáng kiến tiêu biểu", "item": "dòng 4"}
    agreed = province_book(table("verifications", {**verified, "verdict": "Khớp"}))
    denied = province_book(table("verifications", {**verified, "verdict": "Lệch"}))
    assert together(first, again, agreed) == []
    assert without_repeated(PLAN, [first, again, agreed])[1] is again
    assert [found[0] for found in together(first, again, denied)] == ["X10"]


def test_x9_a_work_is_reported_by_the_union_or_by_the_unit_above_it() -> None:
    owned = {"title": "Nhà hiệu bộ", "owner_level": "CĐCS", "owner": "CĐCS A", "total": 5_000_000}
    above = {"title": "NHÀ HIỆU BỘ", "owner_level": "Cấp trên TTCS", "total": 5_000_000}
    assert judged(unit_book("phu_cat", 2, table("works", owned, {**above, "total": 6_000_000}))) == []
    assert judged(unit_book("phu_cat", 2, table("works", owned, above))) == [
        (
            "X9",
            "warning",
            "Công trình!B5",
            "NHÀ HIỆU BỘ",
            "“NHÀ HIỆU BỘ” đã ghi ở dòng 4 cho CĐCS A. Mỗi công trình chỉ ghi ở một cấp; hãy giữ một dòng.",
        )
    ]


def test_x9_a_reward_of_one_decision_is_reported_by_one_unit() -> None:
    reward = {"award": "Bằng khen", "recipient": "Nguyễn Văn A", "decision_doc": "12/QĐ-LĐLĐ"}
    first, second = (unit_book(unit, 1, table("rewards", reward)) for unit in ("phu_cat", "cd_y_te"))
    other = unit_book("cd_y_te", 1, table("rewards", {**reward, "decision_doc": "13/QĐ-LĐLĐ"}))
    assert together(first, other) == []
    column = first.tables["rewards"].cells["award"]
    assert together(first, second) == [("X9", "warning", "dot-1/cd_y_te.xlsx", f"Khen thưởng!{column}4")]
    assert message(first, second) == (
        "Khen thưởng này đã có trong bảng của LĐLĐ huyện Phù Cát – Đợt 1 (dòng 4). "
        "Mỗi việc chỉ một đơn vị báo cáo; hai đơn vị hãy thống nhất."
    )


def test_x8_money_for_each_person_is_an_amount_that_somebody_may_have_been_given() -> None:
    def cared(people: int, money: int) -> CheckedWorkbook:
        lines = summary(care_tet_people=(people, None), care_tet_money=(money, None))
        return unit_book("phu_cat", 1, lines)

    assert judged(cared(200, 100_000_000)) == judged(cared(200, 0)) == []
    assert [found[4] for found in (*judged(cared(200, 100_000)), *judged(cared(0, 5_000_000)))] == [
        "Chi 100.000 đồng cho 200 người, bình quân 500 đồng mỗi người. "
        "Hãy kiểm tra số tiền (tính bằng đồng) và số lượng.",
        "Chi 5 triệu đồng cho 0 người. Hãy kiểm tra số tiền (tính bằng đồng) và số lượng.",
    ]


def test_the_members_at_the_end_of_a_phase_are_those_of_the_register() -> None:
    unions = table("unions", {**SCHOOL, "members": 30}, {**HOSPITAL, "members": 12, "dissolved_on": MAY})
    assert judged(unit_book("phu_cat", 2, unions, summary(members_close=(None, 30)))) == []
    assert judged(unit_book("phu_cat", 2, unions, summary(members_close=(None, 42)))) == [
        (
            "X6.register",
            "warning",
            "Tổng hợp!D4",
            "42",
            "Đoàn viên cuối đợt ghi 42; cộng các CĐCS HCSN trong trang “CĐCS” được 30. "
            "Hai số phải bằng nhau.",
        )
    ]
    unread = table("unions", {**SCHOOL, "members": 30}, left_out=[LeftOut(9, "members", "x")])
    assert judged(unit_book("phu_cat", 2, unread, summary(members_close=(None, 42)))) == []


def test_the_register_holds_the_unions_that_the_province_counted() -> None:
    base = {"code": "phu_cat", "unions_total": 2, "base_date": datetime.date(2022, 12, 31)}
    units = table("units", *({"code": unit.id} for unit in PLAN.units if unit.id != "phu_cat"), base)
    new = {**FACTORY, "founded_on": JULY}
    assert (
        together(province_book(units), unit_book("phu_cat", 1, table("unions", SCHOOL, HOSPITAL, new))) == []
    )
    lacking = unit_book("phu_cat", 1, table("unions", SCHOOL, new))
    assert together(province_book(units), lacking) == [
        ("register.size", "warning", "dot-1/phu_cat.xlsx", "CĐCS")
    ]
    assert message(province_book(units), lacking) == (
        "Danh sách có 1 CĐCS thành lập đến 31/12/2022; tỉnh đang ghi 2. "
        "Hãy bổ sung danh sách, hoặc đề nghị tỉnh sửa số CĐCS của đơn vị."
    )
