"""One row of a list: its cells, its rules, rows that stand twice, merged cells."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.intake.reading.cells import letters, shown
from campaign.records import LeftOut
from sheets_schema.cell import Cell, CellError
from tests.small_tab import (
    GOOD,
    PRINTED,
    finding,
    read,
    read_summary,
    rows_of,
)


def test_a_row_is_typed_and_keeps_its_sheet_row() -> None:
    table = read(GOOD).table()
    assert (table.worksheet, table.title, table.rows) == ("works", "Công trình", (2,))
    assert table.values == {
        "row_no": (1,),
        "title": ("Đập nước",),
        "sector": ("production",),
        "done": (datetime.date(2023, 8, 1),),
        "people": (12,),
        "total": (15_000_000,),
    }
    assert table.cells == {
        "row_no": "A",
        "title": "B",
        "sector": "C",
        "done": "D",
        "people": "E",
        "total": "F",
    }
    assert table.left_out == ()
    assert read(GOOD).findings == []


def test_a_value_that_was_normalised_keeps_what_was_typed_without_a_finding() -> None:
    draft = read([1, "Đập nước", "doanh nghiệp", "1-8-2023", "12 người", "15tr"])
    assert draft.findings == []
    table = draft.table()
    assert [table.values[name] for name in ("sector", "people", "total")] == [
        ("production",),
        (12,),
        (15_000_000,),
    ]
    assert table.typed_at(2, "people") == "12 người"


def test_a_wrong_cell_is_one_finding_at_its_address_and_leaves_its_row_out() -> None:
    draft = read([1, "Đập nước", "SXKD", "31/6/2023", 12, 5_000_000], [2, "Cầu", "HCSN", None, None, None])
    message = "“31/6/2023” không phải ngày có thật. Tháng 6 chỉ có 30 ngày. Có phải 30/6/2023?"
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity, found.typed, found.suggestion) == (
        "D2", "cell.date", "error", "31/6/2023", "30/6/2023",
    )  # fmt: skip
    assert draft.table().left_out == (LeftOut(2, "done", found.message),)
    assert draft.table().rows == (3,)
    assert found.place == "Công trình!D2" and message.split(".")[0] in found.message


def test_a_failed_formula_is_refused_and_never_a_blank() -> None:
    draft = read([1, "Đập nước", "SXKD", "1/8/2023", CellError("#REF!"), None])
    assert draft.findings == [
        finding(
            "E2", "cell.error", "error", "#REF!",
            "Công thức trong ô bị lỗi (#REF!). Hãy sửa công thức hoặc ghi thẳng giá trị.",
        )
    ]  # fmt: skip


def test_a_blank_is_missing_and_never_zero() -> None:
    draft = read([1, "Đập nước", "SXKD", None, None, None])
    assert draft.table().values["people"] == (None,)
    assert draft.findings == []


def test_a_required_blank_is_missing_at_its_cell_and_the_row_still_counts() -> None:
    draft = read([1, "Đập nước", None, "1/8/2023", 12, None])
    assert draft.findings == [
        finding("C2", "cell.required", "missing", "", "Chưa ghi “Khu vực”. Cần một trong: SXKD; HCSN.")
    ]
    assert rows_of(draft) == [(2, "Đập nước", 12)]


def test_a_row_without_its_name_cannot_be_counted() -> None:
    draft = read([1, None, "SXKD", "1/8/2023", 12, None])
    (found,) = draft.findings
    assert (found.cell, found.rule, found.severity) == ("B2", "cell.required", "missing")
    assert draft.table().rows == () and draft.table().left_out == (LeftOut(2, "title", found.message),)


def test_a_column_that_another_cell_makes_required_is_missing_with_the_reason() -> None:
    draft = read([1, "Đập nước", "SXKD", None, 12, None])
    assert draft.findings == [
        finding("D2", "cell.required", "missing", "", "Cần ghi “Ngày hoàn thành” khi có số người.")
    ]


def test_a_rule_between_cells_is_judged_only_when_all_of_them_can_be_read() -> None:
    assert read([1, "Đập nước", "SXKD", "1/8/2023", 101, None]).findings == []
    draft = read([1, "Đập nước", "SXKD", "1/8/2023", 101, 5_000_000])
    message = "Có 101 người, nhiều hơn 100."
    assert draft.findings == [finding("E2", "crowded", "error", "101", message)]
    assert draft.table().left_out == (LeftOut(2, "people", message),)
    (only,) = read([1, "Đập nước", "SXKD", "1/8/2023", 101, "nhiều"]).findings
    assert only.rule == "cell.money"


def test_a_date_typed_as_a_date_is_shown_as_people_see_it() -> None:
    draft = read([1, "Đập nước", datetime.date(2023, 6, 5), "1/8/2023", 1, None])
    assert [(each.cell, each.typed) for each in draft.findings] == [("C2", "5/6/2023")]


def test_a_row_pasted_twice_counts_once() -> None:
    draft = read(GOOD, [2, *GOOD[1:]])
    message = "Dòng 3 trùng hoàn toàn dòng 2, chưa tính vào tổng."
    assert draft.findings == [finding("B3", "row.duplicate", "warning", "Đập nước", message)]
    assert draft.table().rows == (2,)
    assert draft.table().left_out == (LeftOut(3, "title", message),)


def test_two_rows_of_one_name_are_neither_guessed() -> None:
    draft = read(GOOD, [2, "ĐẬP NƯỚC", "HCSN", "2/8/2023", 5, None])
    assert draft.findings == [
        finding(
            "B3",
            "row.key",
            "error",
            "ĐẬP NƯỚC",
            "Có 2 dòng cho “ĐẬP NƯỚC” (dòng 2, 3), chưa tính dòng nào. Hãy gộp làm một.",
        )
    ]
    assert draft.table().rows == ()
    assert [left.row for left in draft.table().left_out] == [2, 3]


def test_a_merged_number_counts_once() -> None:
    draft = read(
        [1, "Đập", "SXKD", "1/8/2023", 30, None],
        [2, "Cầu", "SXKD", "1/8/2023", None, None],
        [3, "Đường", "SXKD", "1/8/2023", None, None],
        merged=((1, 4, 3, 4),),
    )
    assert draft.table().values["people"] == (30, None, None)
    assert draft.findings == [finding("E2", "cell.merged", "warning", "30", "Ô gộp: số 30 chỉ tính một lần.")]


def test_a_merged_cell_of_an_identity_column_holds_for_all_its_rows() -> None:
    draft = read(
        [1, "Đập", "HCSN", None, None, None], [2, "Cầu", None, None, None, None], merged=((1, 2, 2, 2),)
    )
    assert draft.table().values["sector"] == ("public", "public")
    assert draft.findings == [
        finding("C3", "cell.merged", "warning", "", "Đã hiểu dòng này thuộc HCSN, theo ô gộp ở dòng 2.")
    ]


ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.just(CellError("#N/A")),
    st.sampled_from(["Tổng cộng", "I.", "SXKD", "Ghi chú: x", "(1)", "15 triệu", "1/8/2023"]),
)


@given(st.lists(st.lists(ANY_CELL, max_size=8), max_size=6))
def test_no_content_raises_and_every_row_is_counted_or_accounted_for(rows: list[list[Cell]]) -> None:
    draft = read(*rows)
    table = draft.table()
    assert len(table.rows) + len({left.row for left in table.left_out}) == len(draft.rows)
    assert all(len(values) == len(table.rows) for values in table.values.values())
    read_summary(*PRINTED, *rows)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (None, ""),
        (1234, "1234"),
        (1.5, "1,5"),
        (True, "TRUE"),
        (datetime.datetime(2023, 6, 5, 17), "5/6/2023 17:00"),
        (datetime.time(8, 5), "08:05"),
        (CellError("#REF!"), "#REF!"),
        (" x ", "x"),
    ],
)
def test_a_cell_is_shown_as_people_see_it(cell: Cell, seen: str) -> None:
    assert shown(cell) == seen


def test_columns_have_the_letters_of_spreadsheet_programs() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
