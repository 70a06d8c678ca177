"""What clerks put around the rows: numbers, headings, totals, footers; and nothing at all."""

import pytest

from sheets_schema.cell import Cell
from tests.small_tab import GOOD, finding, read, rows_of


def test_rows_with_only_a_number_and_blank_rows_are_nothing_and_do_not_end_the_reading() -> None:
    draft = read([1], GOOD, [], [None] * 6, [3], [4, "Cầu", "HCSN", None, None, None])
    assert rows_of(draft) == [(3, "Đập nước", 12), (7, "Cầu", None)]
    assert draft.findings == []


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["A", "B", 1, 2, 3, "4=1+2"], [1, 2, 3, 4, 5, 6]]
)
def test_a_row_that_numbers_the_columns_is_skipped(numbers: list[Cell]) -> None:
    draft = read(numbers, GOOD)
    assert rows_of(draft) == [(3, "Đập nước", 12)]
    assert draft.findings == []


@pytest.mark.parametrize(
    "heading",
    [
        [None, "I. KHỐI HCSN"],
        ["II"],
        ["A", "DOANH NGHIỆP"],
        ["I", "Công trình chào mừng"],
        [None, "Khối SXKD"],
        ["III.", None],
    ],
)
def test_a_group_heading_is_no_row(heading: list[Cell]) -> None:
    draft = read(heading, GOOD)
    assert rows_of(draft) == [(3, "Đập nước", 12)]
    assert draft.findings == []


@pytest.mark.parametrize(
    "label", ["Tổng cộng", "Cộng", "TỔNG", "Tổng số", "Toàn huyện", "Cộng (I+II)", "tong cong"]
)
def test_a_total_row_is_never_counted(label: str) -> None:
    draft = read(GOOD, [2, "Cầu", "HCSN", "1/8/2023", 8, None], [None, label, None, None, 20, None])
    assert rows_of(draft) == [(2, "Đập nước", 12), (3, "Cầu", 8)]
    assert draft.findings == []


def test_a_typed_total_that_differs_is_shown_with_both_figures() -> None:
    draft = read(GOOD, [2, "Cầu", "HCSN", "1/8/2023", 8, None], ["Tổng cộng", None, None, None, 120, None])
    assert draft.findings == [
        finding(
            "E4",
            "row.total",
            "warning",
            "120",
            "Dòng tổng ghi 120, cộng các dòng được 20. Dòng tổng không được tính; hãy kiểm tra lại các dòng.",
        )
    ]


def test_a_total_over_a_cell_that_cannot_be_read_is_not_judged() -> None:
    draft = read([1, "Đập", "SXKD", "1/8/2023", "vài", None], [None, "Cộng", None, None, 5, None])
    assert [each.rule for each in draft.findings] == ["cell.count"]


def test_subtotals_may_cover_their_group_or_all_rows() -> None:
    second: list[Cell] = [2, "Cầu", "HCSN", "1/8/2023", 8, None]
    draft = read(
        GOOD,
        [None, "Cộng", None, None, 12],
        second,
        [None, "Cộng", None, None, 8],
        [None, "Tổng cộng", None, None, 20],
    )
    assert draft.findings == []


def test_a_company_called_tong_cong_ty_is_no_total() -> None:
    draft = read([1, "Tổng công ty Pisico", "SXKD", "1/8/2023", 12, None])
    assert rows_of(draft) == [(2, "Tổng công ty Pisico", 12)]


@pytest.mark.parametrize(
    "footer",
    ["Ghi chú: số liệu tạm", "Người lập biểu", "TM. BAN THƯỜNG VỤ", "Nơi nhận:", "(Ký, đóng dấu)",
     "Phù Cát, ngày 5 tháng 6 năm 2023"],
)  # fmt: skip
def test_the_footer_ends_the_reading(footer: str) -> None:
    draft = read(GOOD, [], [None, None, None, footer], [None, "Nguyễn Văn A"])
    assert rows_of(draft) == [(2, "Đập nước", 12)]
    assert draft.findings == []


def test_rows_below_the_footer_are_reported_and_not_lost_in_silence() -> None:
    draft = read(GOOD, [None, "Ghi chú: tạm"], [2, "Cầu", "HCSN", None, None, None])
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity) == ("B4", "row.after_footer", "warning")


def test_the_words_for_nothing_mean_that_the_tab_was_filled_with_no_rows() -> None:
    draft = read([None, "Không phát sinh"])
    assert (draft.touched, draft.rows, draft.findings) == (True, [], [])
    assert not read([1], [2]).touched
