"""Tables to take along: Vietnamese Excel reads them, and no typed text acts."""

import csv
import datetime
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.output.tables import ACTING, Sheet, as_csv, as_xlsx, columns, inert

SHEET = Sheet(
    "Sáng kiến theo đơn vị",
    "Toàn tỉnh · Cả năm 2023 · số liệu lúc 9:41 ngày 15/8/2023",
    columns("Đơn vị", ("Đã đạt", "count"), ("Tỷ lệ", "percent"), ("Ngày", "date"), ("Lúc", "time")),
    (
        ("Phù Cát", 1234, 0.845, datetime.date(2023, 5, 31), datetime.datetime(2023, 8, 15, 9, 41)),
        ("=1+1; “Đ”", None, None, None, None),
    ),
)


def test_a_csv_opens_in_vietnamese_excel_with_its_basis_above() -> None:
    assert (
        as_csv(SHEET)
        == (
            "\ufeffSáng kiến theo đơn vị\r\n"
            "Toàn tỉnh · Cả năm 2023 · số liệu lúc 9:41 ngày 15/8/2023\r\n"
            "\r\n"
            "Đơn vị;Đã đạt;Tỷ lệ;Ngày;Lúc\r\n"
            "Phù Cát;1234;84,5%;31/5/2023;09:41 15/8/2023\r\n"
            '"\'=1+1; “Đ”";—;—;—;—\r\n'
        ).encode()
    )


def test_an_xlsx_keeps_numbers_as_numbers_and_text_as_text() -> None:
    tab = openpyxl.load_workbook(io.BytesIO(as_xlsx(SHEET))).active
    assert tab is not None
    assert [[cell.value for cell in row] for row in tab.iter_rows()] == [
        ["Sáng kiến theo đơn vị", None, None, None, None],
        ["Toàn tỉnh · Cả năm 2023 · số liệu lúc 9:41 ngày 15/8/2023", None, None, None, None],
        [None, None, None, None, None],
        ["Đơn vị", "Đã đạt", "Tỷ lệ", "Ngày", "Lúc"],
        ["Phù Cát", 1234, 0.845, datetime.datetime(2023, 5, 31), datetime.datetime(2023, 8, 15, 9, 41)],
        ["=1+1; “Đ”", "—", "—", "—", "—"],
    ]
    assert [cell.data_type for cell in tab[6]] == ["s"] * 5
    assert [cell.number_format for cell in tab[5]] == ["@", "#,##0", "0.0%", "d/m/yyyy", "hh:mm d/m/yyyy"]


def test_an_xlsx_prints_on_a4_with_its_heads_on_each_page() -> None:
    tab = openpyxl.load_workbook(io.BytesIO(as_xlsx(SHEET))).active
    assert tab is not None
    assert (tab.page_setup.paperSize, tab.print_title_rows, tab.freeze_panes) == (9, "$4:$4", "B5")


def test_tabs_of_one_workbook_have_names_that_excel_takes() -> None:
    named = Sheet("Đợt 1: [Phù Cát/Tuy Phước] rất dài và dài nữa", "", columns("A"), ())
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(named, named, SHEET)))
    assert book.sheetnames == [
        "Đợt 1   Phù Cát Tuy Phước  rất",
        "Đợt 1   Phù Cát Tuy Phước (2)",
        "Sáng kiến theo đơn vị",
    ]


@pytest.mark.parametrize("typed", ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|calc", "＝1"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(typed: str) -> None:
    assert inert(typed) == f"'{typed}"


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_cell_of_a_csv_begins_with_what_acts_and_none_is_lost(typed: list[str]) -> None:
    sheet = Sheet("", "", columns(*("Cột" for _ in typed)), (tuple(typed),))
    written = as_csv(sheet).decode("utf-8-sig")
    *_, row = csv.reader(io.StringIO(written, newline=""), delimiter=";")
    assert row == [inert(text) for text in typed]
    assert not any(cell.lstrip(" ")[:1] in ACTING for cell in row if cell.strip(" "))
