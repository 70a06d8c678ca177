"""Finding the columns of a tab: title lines, spellings, lost, double and unknown columns, units of money."""

import pytest

from campaign.intake.reading.headers import find_header
from campaign.intake.reading.lists import read_list
from sheets_schema.cell import Cell
from tests.small_tab import GOOD, HEADER, TAB, WORKS, finding, read, rows_of, sheet


def test_the_header_is_found_below_title_lines_in_any_order_and_spelling() -> None:
    given_sheet = sheet(
        ["LIÊN ĐOÀN LAO ĐỘNG"],
        [],
        ["CÔNG TRÌNH NĂM 2023"],
        [None, "ngày ht", "TÊN\nCÔNG TRÌNH ", "khu vuc", None, "Số  người:"],
        [None, "1/8/2023", "Đập nước", "HCSN", None, 12],
    )
    header, findings = find_header(TAB, given_sheet, WORKS)
    assert findings == () and header is not None
    assert header.row == 3
    assert header.places == {"done": 1, "title": 2, "sector": 3, "people": 5}
    assert read_list(TAB, given_sheet, header, WORKS).table().rows == (5,)


def test_a_renamed_required_column_is_one_error_and_nothing_is_half_read() -> None:
    renamed: list[Cell] = ["STT", "Nội dung thực hiện", "Khu vực", "Ngày hoàn thành", "Số người"]
    header, findings = find_header(TAB, sheet(renamed, GOOD[:5]), WORKS)
    assert header is None
    assert findings == (
        finding(
            "B1",
            "header.missing",
            "error",
            "Nội dung thực hiện",
            "Không tìm thấy cột “Tên công trình”. Không được đổi tên hoặc xóa cột; trang này chưa được tính. "
            "Có phải cột “Nội dung thực hiện” là cột “Tên công trình”?",
            "Tên công trình",
        ),
    )


def test_a_deleted_required_column_is_one_error() -> None:
    deleted: list[Cell] = ["STT", "Ngày hoàn thành", "Số người"]
    header, findings = find_header(TAB, sheet(deleted, [1, "1/8/2023", 3]), WORKS)
    assert header is None
    message = (
        "Không tìm thấy cột “Tên công trình”, “Khu vực”. "
        "Không được đổi tên hoặc xóa cột; trang này chưa được tính."
    )
    assert findings == (finding("A1", "header.missing", "error", "", message),)


def test_a_deleted_column_that_only_some_rows_need_is_a_warning() -> None:
    draft = read([1, "Đập", "SXKD", 12], header=["STT", "Tên công trình", "Khu vực", "Số người"])
    message = "Không tìm thấy cột “Ngày hoàn thành”; những dòng cần cột này chưa được kiểm tra."
    assert draft.findings == [finding("A1", "header.missing", "warning", "", message)]
    assert rows_of(draft) == [(2, "Đập", 12)]


def test_a_tab_without_any_header_says_which_columns_it_needs() -> None:
    header, findings = find_header(TAB, sheet(["a", "b"], [1, 2]), WORKS)
    assert header is None
    assert findings == (
        finding(
            "",
            "header.missing",
            "error",
            "",
            "Không tìm thấy dòng tiêu đề cột trong 15 dòng đầu, trang này chưa được tính. "
            "Cần các cột: “Tên công trình”, “Khu vực”.",
        ),
    )


def test_an_unknown_column_with_data_is_a_warning_and_without_data_is_nothing() -> None:
    draft = read([*GOOD, "abc"], header=[*HEADER, "Xếp loại", "Trống"])
    assert draft.findings == [
        finding(
            "G1",
            "header.unknown",
            "warning",
            "Xếp loại",
            "Cột “Xếp loại” không có trong mẫu, số liệu trong cột này không được tính.",
        )
    ]
    assert rows_of(draft) == [(2, "Đập nước", 12)]


def test_a_column_without_a_title_is_named_by_its_cell() -> None:
    (found,) = read([*GOOD, None, "abc"]).findings
    assert (found.cell, found.rule) == ("H1", "header.unknown")
    assert found.message == "Cột không có tiêu đề, số liệu trong cột này không được tính."


def test_two_filled_columns_of_one_name_are_an_error_and_neither_is_chosen() -> None:
    header, findings = find_header(TAB, sheet([*HEADER, "Tên công trình"], [*GOOD, "Đập khác"]), WORKS)
    assert header is None
    assert findings == (
        finding(
            "G1",
            "header.double",
            "error",
            "Tên công trình",
            "Có hai cột cùng tên “Tên công trình” (B1 và G1), đều có số liệu. Hãy giữ lại một cột.",
        ),
    )


def test_of_two_columns_of_one_name_the_filled_one_is_read() -> None:
    assert rows_of(read([*GOOD, None], header=[*HEADER, "Số người"])) == [(2, "Đập nước", 12)]


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("Đơn vị tính: triệu đồng", 1_000_000),
        ("(ĐVT: nghìn đồng)", 1_000),
        ("Đơn vị tính : Tỷ đồng", 10**9),
        ("ĐVT: 1.000 đồng", 1_000),
        ("Đvt: 1000đ", 1_000),
        ("Đơn vị tính: 1.000.000 đồng", 1_000_000),
        ("Đ.V.T: tr.đ", 1_000_000),
        ("Đơn vị tính là triệu đồng", 1_000_000),
        ("Đơn vị tính (triệu đồng)", 1_000_000),
    ],
)
def test_the_unit_of_money_above_a_table_scales_its_bare_numbers(line: str, scale: int) -> None:
    given_sheet = sheet([None, line], HEADER, [1, "Đập nước", "SXKD", "1/8/2023", 12, 15])
    header, findings = find_header(TAB, given_sheet, WORKS)
    assert header is not None
    assert [(each.cell, each.rule, each.severity) for each in findings] == [("B1", "sheet.scale", "warning")]
    table = read_list(TAB, given_sheet, header, WORKS).table()
    assert table.values["total"] == (15 * scale,)
    assert table.values["people"] == (12,)


def test_the_unit_of_money_in_a_columns_title_scales_that_column() -> None:
    draft = read([1, "Đập", "SXKD", None, None, 15], header=[*HEADER[:5], "Tổng giá trị (triệu đồng)"])
    assert draft.table().values["total"] == (15_000_000,)
    assert draft.findings == [
        finding(
            "F1",
            "sheet.scale",
            "warning",
            "Tổng giá trị (triệu đồng)",
            "Tiêu đề cột ghi “Tổng giá trị (triệu đồng)”; số tiền sẽ nhân 1.000.000.",
        )
    ]


def test_a_place_name_is_no_unit_of_money() -> None:
    header, findings = find_header(TAB, sheet(["Đơn vị: Triệu Phong"], HEADER, GOOD), WORKS)
    assert header is not None and findings == ()


def test_a_title_over_several_columns_is_read_together_with_the_row_below_it() -> None:
    given_sheet = sheet(
        ["STT", "Tên công trình", "Khu vực", "Ngày", None, "Số", "Tổng giá trị"],
        [None, None, None, "bắt đầu", "hoàn thành", "người", "(đồng)"],
        [1, "Đập nước", "SXKD", "1/7/2023", "1/8/2023", 12, "15 triệu"],
        merged=((0, 3, 0, 4),),
    )
    header, findings = find_header(TAB, given_sheet, WORKS)
    assert header is not None
    assert (header.row, dict(header.places)) == (
        1,
        {"row_no": 0, "title": 1, "sector": 2, "done": 4, "people": 5, "total": 6},
    )
    assert findings == (
        finding(
            "D2",
            "header.unknown",
            "warning",
            "Ngày bắt đầu",
            "Cột “Ngày bắt đầu” không có trong mẫu, số liệu trong cột này không được tính.",
        ),
    )
    table = read_list(TAB, given_sheet, header, WORKS).table()
    assert (table.rows, table.values["people"], table.values["total"]) == ((3,), (12,), (15_000_000,))


def test_a_group_title_over_columns_that_say_enough_themselves_is_ignored() -> None:
    given_sheet = sheet(
        ["STT", "Nội dung", None, "Kết quả", None, None],
        [None, "Tên công trình", "Khu vực", "Ngày hoàn thành", "Số người", "Tổng giá trị (đồng)"],
        GOOD,
    )
    header, findings = find_header(TAB, given_sheet, WORKS)
    assert header is not None and findings == ()
    assert (header.row, len(header.places)) == (1, 6)


def test_a_row_of_data_is_no_second_row_of_the_header() -> None:
    header, findings = find_header(TAB, sheet(HEADER[:5], ["Số", "Người", "SXKD", None, 5]), WORKS)
    assert header is not None and (header.row, findings) == (0, ())
