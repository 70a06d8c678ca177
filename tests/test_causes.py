"""One message per cause, what each finding costs, and personal numbers that nobody should see."""

from dataclasses import replace
from typing import Any

from campaign.intake.reading.workbook import read_workbook
from campaign.records import CheckedWorkbook, Finding, LeftOut
from sheets_schema.cell import Cell
from tests.filled import PLAN, line, unit_grid


def union(number: int, **cells: Cell) -> dict[str, Any]:
    filled = {"name": f"CĐCS Trường Tiểu học số {number}", "sector": "HCSN", "members": 30 + number}
    return filled | {"due": "Có", "pact": "Có"} | cells


def read(**rows: Any) -> CheckedWorkbook:
    return read_workbook(unit_grid(**rows), PLAN)


def of(checked: CheckedWorkbook, title: str) -> list[Finding]:
    return [each for each in checked.findings if each.worksheet == title and each.cell]


def register(*rows: dict[str, Any]) -> list[Finding]:
    return of(read(unions=list(rows)), "CĐCS")


def test_a_column_refused_for_one_reason_is_one_finding_and_its_rows_stay_out() -> None:
    rows = [union(number, members=f"khoảng {number}0", workers=100 + number) for number in range(1, 13)]
    checked = read(unions=rows)
    column = checked.tables["unions"].cells["members"]
    (found,) = of(checked, "CĐCS")
    assert (found.cell, found.rule, found.severity, found.typed) == (
        f"{column}4:{column}15", "column.wrong", "error", "",
    )  # fmt: skip
    assert found.message == (
        "Cột “Số đoàn viên” sai cùng một kiểu ở 12/12 ô đã ghi, chưa được tính. "
        f"Ví dụ ô {column}4: Cần số chính xác, ô đang ghi số ước lượng."
    )
    assert (found.rows, found.lost) == (12, (("người", sum(range(101, 113))),))
    assert checked.tables["unions"].rows == ()
    assert [left.row for left in checked.tables["unions"].left_out] == list(range(4, 16))


def test_seven_wrong_cells_or_a_smaller_share_stay_each_at_its_cell() -> None:
    wrong = [union(number, members="nhiều") for number in range(8)]
    assert [found.rule for found in register(*wrong[:7])] == ["cell.count"] * 7
    right = [union(number) for number in range(20, 26)]
    assert [found.rule for found in register(*wrong, *right)] == ["cell.count"] * 8
    assert [found.rule for found in register(*wrong, *right[:5])] == ["column.wrong"]


def test_different_reasons_in_one_column_are_different_causes() -> None:
    wrong = [union(number, members="khoảng 20" if number % 2 else "12 người (5 nữ)") for number in range(14)]
    assert [found.rule for found in register(*wrong)] == ["cell.count"] * 14


def test_a_column_of_one_doubt_and_a_blank_column_are_one_finding_each() -> None:
    doubtful = register(*(union(number, sector="Trường học") for number in range(9)))
    assert [(found.rule, found.severity, found.rows) for found in doubtful] == [
        ("column.doubtful", "warning", 0)
    ]
    assert doubtful[0].message.startswith("Cột “Khu vực” cần xem lại cùng một điều ở 9/9 ô. Ví dụ ô ")
    (blank,) = register(*(union(number, sector=None) for number in range(9)))
    assert (blank.rule, blank.severity) == ("column.missing", "missing")
    assert blank.message == (
        "Cột “Khu vực” còn trống ở 9/9 dòng. Chưa ghi “Khu vực”. Cần một trong: SXKD; HCSN."
    )


def test_two_doubts_about_one_column_are_said_together() -> None:
    (found,) = register(*(union(number, workers="-") for number in range(9)))
    assert (found.rule, found.severity) == ("column.doubtful", "warning")
    assert found.message == (
        f"Cột “Số lao động” cần xem lại cùng một điều ở 9/9 ô. Ví dụ ô {found.cell[:2]}: "
        "Đọc dấu “-” là 0 (không phát sinh). Nếu chưa có số liệu, hãy để trống. "
        f"Ngoài ra, ô {found.cell[:2]}: Số đoàn viên (30) nhiều hơn số lao động (0). "
        "Hai ô có đổi chỗ cho nhau không?"
    )


def test_a_mend_that_holds_for_the_whole_column_is_kept() -> None:
    (found,) = register(*(union(number, congress_on="31/6/2023") for number in range(9)))
    assert (found.rule, found.suggestion) == ("column.wrong", "30/6/2023")


def test_a_block_pasted_again_is_one_finding() -> None:
    block = [union(number) for number in range(10)]
    (found,) = register(*block, *block)
    assert (found.rule, found.severity, found.cell, found.rows) == ("row.duplicate", "warning", "B14:B23", 10)
    assert found.message == (
        "10 dòng được dán lặp lại, mỗi dòng chỉ tính một lần. "
        "Ví dụ ô B14: Dòng 14 trùng hoàn toàn dòng 4, chưa tính vào tổng."
    )
    assert found.lost == (("người", sum(range(30, 40))),)


def test_printed_rows_ask_each_a_question_of_their_own() -> None:
    checked = read(summary=[line("members_open", 10, 20)])
    rules = {found.rule for found in of(checked, "Tổng hợp")}
    assert rules == {"cell.required"}


def test_a_finding_costs_the_rows_that_it_leaves_out_with_what_they_hold() -> None:
    (found,) = register(union(1, members="khoảng 60", workers=70), union(2))
    assert (found.rows, found.lost) == (1, (("người", 70),))
    (twice,) = register(union(1), union(1, members=45))
    assert (twice.rule, twice.rows, twice.lost) == ("row.key", 2, (("người", 31 + 45),))


def test_of_two_mistakes_in_one_row_only_the_first_is_charged_with_it() -> None:
    first, second = register(union(1, members="nhiều", due="?", workers=70))
    assert (first.rows, first.lost, second.rows, second.lost) == (1, (("người", 70),), 0, ())


def test_a_cell_of_a_printed_row_costs_itself() -> None:
    rows = [
        line("initiatives_submitted", 100, 0),
        line("initiatives_valid", 90, 0),
        line("initiatives_pending", 0, 0),
        line("initiatives_rejected", 0, 0),
    ]
    (found,) = [found for found in of(read(summary=rows), "Tổng hợp") if found.severity == "error"]
    assert (found.rule, found.rows, found.lost) == ("X1", 1, (("sáng kiến", 100),))


def test_a_tab_that_cannot_be_read_costs_all_its_filled_rows() -> None:
    raw = unit_grid(unions=[union(1), union(2), {"row_no": 3}], summary=[line("members_open", 10, 20)])
    sheets = tuple(
        replace(sheet, cells=(*sheet.cells[:2], ("a", "b", "c", "d"), *sheet.cells[3:]))
        if sheet.title in ("CĐCS", "Tổng hợp")
        else sheet
        for sheet in raw.sheets
    )
    found = read_workbook(replace(raw, sheets=sheets), PLAN).findings
    unread = [(each.worksheet, each.rule, each.rows) for each in found if each.severity == "error"]
    assert unread == [("Tổng hợp", "header.missing", 1), ("CĐCS", "header.missing", 2)]


def test_a_finding_about_a_column_stays_the_same_while_cells_are_mended() -> None:
    wrong = [union(number, members="nhiều") for number in range(12)]
    (before,) = register(*wrong)
    (after,) = register(union(0), *wrong[1:])
    assert before.cell != after.cell
    assert before.identity == after.identity
    assert before.identity != replace(before, cell="H4").identity


def test_a_phone_number_in_a_remark_is_hidden_from_values_and_findings() -> None:
    checked = read(unions=[union(1, note="Hỏi cô Lan 0912 345 678"), union(2, note="Theo QĐ 25/QĐ-LĐLĐ")])
    (found,) = of(checked, "CĐCS")
    hidden = "Hỏi cô Lan [đã ẩn]"
    assert (found.rule, found.severity, found.typed, found.message) == (
        "cell.identifier", "warning", hidden, "“Ghi chú” có số định danh cá nhân, đề nghị xóa.",
    )  # fmt: skip
    table = checked.tables["unions"]
    assert table.values["note"] == (hidden, "Theo QĐ 25/QĐ-LĐLĐ")
    assert table.typed_at(4, "note") == hidden
    assert "0912" not in repr(checked)


def test_a_phone_number_beside_a_name_is_hidden_and_the_name_stays() -> None:
    checked = read(unions=[union(1, chair="Trần Văn Nam 0912345678", decision_no="052086001234")])
    (found,) = of(checked, "CĐCS")
    assert (found.rule, found.typed) == ("cell.identifier", "Trần Văn Nam [đã ẩn]")
    values = checked.tables["unions"].values
    # A long number of a paper is nobody's identity.
    assert (values["chair"], values["decision_no"]) == ((("Trần Văn Nam [đã ẩn]",),), ("052086001234",))


def test_a_remark_that_is_refused_shows_no_number_either() -> None:
    (found,) = register(union(1, note="CCCD 052086001234 " + "dài " * 200))
    assert (found.rule, found.severity, "052086001234" in found.typed) == ("cell.text", "error", False)


def test_digits_in_an_address_of_a_page_are_nobody_s_number() -> None:
    address = "https://congdoan.vn/tin-0912345678.html"
    checked = read(unions=[union(1, note=f"Xem {address}")])
    assert (of(checked, "CĐCS"), checked.tables["unions"].values["note"]) == ([], (f"Xem {address}",))


def test_hidden_rows_are_counted_and_noted() -> None:
    raw = unit_grid(unions=[union(1)])
    sheets = tuple(replace(sheet, hidden_rows=4 if sheet.title == "CĐCS" else 0) for sheet in raw.sheets)
    found = [each for each in read_workbook(replace(raw, sheets=sheets), PLAN).findings if not each.cell]
    assert [(each.severity, each.message) for each in found if each.rule == "sheet.hidden"] == [
        ("note", "Bảng có 4 dòng đang ẩn, vẫn được tính.")
    ]


def test_what_is_left_out_keeps_its_own_reason_under_a_common_finding() -> None:
    checked = read(unions=[union(number, members="khoảng 20") for number in range(8)])
    assert checked.tables["unions"].left_out[7] == LeftOut(
        11, "members", "Cần số chính xác, ô đang ghi số ước lượng."
    )
