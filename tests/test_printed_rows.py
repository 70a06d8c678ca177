"""Rows that the template prints: found by their labels, read cell by cell."""

from dataclasses import replace

from campaign.records import LeftOut
from sheets_schema.cell import Cell
from tests.small_tab import PRINTED, finding, read_summary


def test_printed_rows_are_found_by_their_labels_and_read_cell_by_cell() -> None:
    table = read_summary(
        *PRINTED[:2], ["1. SỐ HỢP LỆ", None, "1.234", 0], ["- Giá trị làm lợi", "đồng", "1,5 tỷ", None]
    ).table()
    assert table.rows == (3, 4)
    assert table.values == {
        "line": ("valid", "benefit"),
        "counted": ("sáng kiến", "đồng"),
        "production": (1234, 1_500_000_000),
        "public": (0, None),
    }


def test_an_untouched_tab_has_no_rows_and_no_findings() -> None:
    draft = read_summary(*PRINTED)
    assert (draft.touched, draft.table().rows, draft.findings) == (False, (), [])


def test_in_a_tab_that_was_begun_each_required_blank_is_missing() -> None:
    draft = read_summary(*PRINTED[:2], ["Sáng kiến hợp lệ", None, 12, "Chưa có"], PRINTED[3])
    assert draft.table().values["public"] == (None,)
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity, found.typed) == (
        "D3", "cell.required", "missing", "Chưa có",
    )  # fmt: skip
    draft = read_summary(*PRINTED[:3], ["Giá trị làm lợi", None, 5_000_000])
    assert [(each.cell, each.message) for each in draft.findings] == [
        ("C3", "Chưa ghi “Sáng kiến hợp lệ”, cột “SXKD”. Cần số nguyên, tính bằng sáng kiến, từ 0 trở lên."),
        ("D3", "Chưa ghi “Sáng kiến hợp lệ”, cột “HCSN”. Cần số nguyên, tính bằng sáng kiến, từ 0 trở lên."),
    ]


def test_a_refused_cell_of_a_printed_row_leaves_only_itself_out() -> None:
    draft = read_summary(*PRINTED[:2], ["Sáng kiến hợp lệ", None, 12, "khoảng 20"], PRINTED[3])
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity) == ("D3", "cell.count", "error")
    table = draft.table()
    assert (table.values["production"], table.values["public"]) == ((12,), (None,))
    assert table.left_out == (LeftOut(3, "public", found.message),)


def test_a_value_in_a_closed_cell_is_not_counted_and_said_so() -> None:
    draft = read_summary(*PRINTED[:2], ["Sáng kiến hợp lệ", None, 1, 2], ["Giá trị làm lợi", None, None, 5])
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity, found.typed) == ("D4", "cell.closed", "warning", "5")
    assert draft.table().values["public"] == (2, None)


def test_a_row_that_the_template_does_not_know_is_a_warning_with_the_nearest_one() -> None:
    draft = read_summary(
        *PRINTED[:2], ["Sáng kiến hợp lệ", None, 1, 2], PRINTED[3], ["Gía trị làm lợi nk", None, 5]
    )
    unknown = finding(
        "A5",
        "row.unknown",
        "warning",
        "Gía trị làm lợi nk",
        "Dòng “Gía trị làm lợi nk” không có trong mẫu nên không được tính.",
    )
    assert draft.findings == [replace(unknown, rows=1)]


def test_a_required_row_under_another_label_is_one_error_that_names_it() -> None:
    draft = read_summary(*PRINTED[:2], ["Sáng kiến hợp lê", None, 1, 2], PRINTED[3])
    unknown = finding(
        "A3",
        "row.unknown",
        "error",
        "Sáng kiến hợp lê",
        "Dòng “Sáng kiến hợp lê” không có trong mẫu nên không được tính. Có phải “Sáng kiến hợp lệ”?",
        "Sáng kiến hợp lệ",
    )
    assert draft.rows == [] and draft.findings == [replace(unknown, rows=1)]


def test_a_printed_row_filled_twice_is_neither_guessed() -> None:
    row: list[Cell] = ["Sáng kiến hợp lệ", None, 1, 2]
    draft = read_summary(*PRINTED[:2], row, PRINTED[3], row)
    assert [(each.cell, each.rule, each.severity) for each in draft.findings] == [("A5", "row.key", "error")]
    assert draft.table().rows == ()


def test_a_deleted_required_row_is_an_error() -> None:
    draft = read_summary(*PRINTED[:2], ["Giá trị làm lợi", None, 5_000_000])
    assert [(each.cell, each.rule) for each in draft.findings] == [("", "row.missing")]


def test_the_unit_of_money_above_printed_rows_scales_only_the_money() -> None:
    draft = read_summary(
        ["Đơn vị tính: triệu đồng"],
        *PRINTED[:2],
        ["Sáng kiến hợp lệ", None, 3, 4],
        ["Giá trị làm lợi", None, 15],
    )
    assert draft.table().values["production"] == (3, 15_000_000)
