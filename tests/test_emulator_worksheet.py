"""gspread's worksheet, unmodified, on the loopback Google: cells, formats, validation, protection."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.utils import (
    DateTimeOption,
    Dimension,
    ValidationConditionType,
    ValueInputOption,
    ValueRenderOption,
)

from tests.emulator import Emulator


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def book(google: Emulator) -> gspread.Spreadsheet:
    made = google.gspread(google.accounts.person("can.bo@example.org")).create("Bảng")
    made.update_locale("vi_VN")
    return made


@pytest.fixture
def tab(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1


ROWS = [["Tên", "Số", "Ghi chú"], ["Phù Cát", 12, "a"], ["An Lão", 3, ""], ["Vân Canh", 7, "c"]]


@pytest.fixture
def filled(tab: gspread.Worksheet) -> gspread.Worksheet:
    tab.update(ROWS, "A1")
    return tab


def grid(book: gspread.Spreadsheet, ranges: str, fields: str) -> dict[str, object]:
    """What the metadata say about a range's cells."""
    return book.fetch_sheet_metadata({"ranges": ranges, "fields": fields})["sheets"][0]


def test_cells_rows_and_columns_are_read(filled: gspread.Worksheet) -> None:
    assert filled.acell("A2").value == "Phù Cát"
    assert filled.cell(2, 2).numeric_value == 12
    assert filled.row_values(2) == ["Phù Cát", "12", "a"]
    assert filled.row_values(3) == ["An Lão", "3"]
    assert filled.col_values(2) == ["Số", "12", "3", "7"]
    assert filled.get_all_values() == [[str(cell) for cell in row] for row in ROWS]
    assert filled.get("A2:C4", value_render_option=ValueRenderOption.unformatted) == [
        ["Phù Cát", 12, "a"],
        ["An Lão", 3],
        ["Vân Canh", 7, "c"],
    ]
    assert filled.get("A2:B3", major_dimension=Dimension.cols) == [["Phù Cát", "An Lão"], ["12", "3"]]
    assert filled.get_all_records()[0] == {"Tên": "Phù Cát", "Số": 12, "Ghi chú": "a"}
    assert [each.range for each in filled.batch_get(["A1", "B:B"])] == ["Sheet1!A1", "Sheet1!B1:B1000"]
    assert [cell.value for cell in filled.range("A1:B2")] == ["Tên", "Số", "Phù Cát", "12"]
    found = filled.find("Vân Canh")
    assert found is not None
    assert (found.row, found.col) == (4, 1)
    assert len(filled.findall("a")) == 1


def test_cells_are_written_by_every_way(tab: gspread.Worksheet) -> None:
    answer = tab.update([["x", None, "z"], [1, 2]], "B2:D3")
    assert (
        answer["updatedRange"],
        answer["updatedRows"],
        answer["updatedColumns"],
        answer["updatedCells"],
    ) == (
        "Sheet1!B2:D3",
        2,
        3,
        4,
    )
    tab.update_acell("A1", "1.234")
    tab.update_cell(1, 2, "31/5/2023")
    tab.batch_update([{"range": "A5:B5", "values": [[5, 6]]}, {"range": "A6", "values": [["sáu"]]}])
    cells = tab.range("A7:B7")
    cells[0].value, cells[1].value = "bảy", 8
    tab.update_cells(cells)
    assert tab.get("A1:D7", value_render_option=ValueRenderOption.unformatted) == [
        [1234, 45077],
        ["", "x", "", "z"],
        ["", 1, 2],
        [],
        [5, 6],
        ["sáu"],
        ["bảy", 8],
    ]


def test_rows_are_appended_behind_the_table_and_the_grid_grows(book: gspread.Spreadsheet) -> None:
    tab = book.add_worksheet("Nhỏ", rows=2, cols=2)
    tab.update([["a", "b"]], "A1")
    answer = tab.append_row(["c", "d"], include_values_in_response=True)
    assert answer["tableRange"] == "'Nhỏ'!A1:B1"
    assert answer["updates"]["updatedRange"] == "'Nhỏ'!A2:B2"
    assert answer["updates"]["updatedData"] == {
        "range": "'Nhỏ'!A2:B2",
        "majorDimension": "ROWS",
        "values": [["c", "d"]],
    }
    tab.append_rows([["31/5/2023", "1,5"], ["x", "y", "z"]], value_input_option=ValueInputOption.user_entered)
    assert tab.get_all_values() == [
        ["a", "b", ""],
        ["c", "d", ""],
        ["31/05/2023", "1,5", ""],
        ["x", "y", "z"],
    ]
    again = book.worksheet("Nhỏ")
    assert (again.row_count, again.col_count) == (4, 3)


def test_rows_and_columns_are_inserted_deleted_added_and_sorted(filled: gspread.Worksheet) -> None:
    filled.insert_row(["Hoài Ân", 9], index=2)
    assert filled.col_values(1) == ["Tên", "Hoài Ân", "Phù Cát", "An Lão", "Vân Canh"]
    filled.insert_cols([["Mã", "h", "p"]], col=1)
    assert filled.row_values(3) == ["p", "Phù Cát", "12", "a"]
    filled.delete_columns(1)
    filled.delete_rows(2)
    filled.sort((2, "asc"), range="A2:C4")
    assert filled.col_values(1) == ["Tên", "An Lão", "Vân Canh", "Phù Cát"]
    filled.add_rows(5)
    filled.add_cols(1)
    assert (filled.row_count, filled.col_count) == (1005, 27)
    filled.resize(rows=3, cols=2)
    assert filled.get_all_values() == [["Tên", "Số"], ["An Lão", "3"], ["Vân Canh", "7"]]
    with pytest.raises(
        gspread.exceptions.APIError, match=r"exceeds grid limits\. Max rows: 3, max columns: 2"
    ):
        filled.update([["x"]], "A4")


def test_cells_are_cleared_and_an_empty_tab_has_no_values(filled: gspread.Worksheet) -> None:
    assert filled.batch_clear(["A2:A3", "C:C"])["clearedRanges"] == ["Sheet1!A2:A3", "Sheet1!C1:C1000"]
    assert filled.get_all_values() == [["Tên", "Số"], ["", "12"], ["", "3"], ["Vân Canh", "7"]]
    filled.clear()
    assert filled.spreadsheet.values_get("Sheet1") == {"range": "Sheet1!A1:Z1000", "majorDimension": "ROWS"}


def test_formats_come_back_as_google_rounds_them(
    book: gspread.Spreadsheet, filled: gspread.Worksheet
) -> None:
    filled.format(
        "A1:C1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 0.5, "green": 0, "blue": 1}}
    )
    filled.batch_format(
        [{"range": "B2:B4", "format": {"numberFormat": {"type": "NUMBER", "pattern": "#,##0.00"}}}]
    )
    (row,) = grid(book, "Sheet1!A1", "sheets.data.rowData.values.userEnteredFormat")["data"][0]["rowData"]  # type: ignore[index]
    assert row == {
        "values": [
            {
                "userEnteredFormat": {
                    "textFormat": {"bold": True},
                    "backgroundColor": {"red": 0.49803922, "blue": 1},
                    "backgroundColorStyle": {"rgbColor": {"red": 0.49803922, "blue": 1}},
                }
            }
        ]
    }
    assert filled.acell("B2").value == "12,00"


def test_a_typed_date_is_told_from_a_number_by_its_format(
    book: gspread.Spreadsheet, tab: gspread.Worksheet
) -> None:
    tab.update([["31/5/2023", "45077"]], "A1", value_input_option=ValueInputOption.user_entered)
    assert tab.get("A1:B1", value_render_option=ValueRenderOption.unformatted) == [[45077, 45077]]
    assert tab.get(
        "A1:B1",
        value_render_option=ValueRenderOption.unformatted,
        date_time_render_option=DateTimeOption.formatted_string,
    ) == [["31/05/2023", 45077]]
    fields = "sheets.data.rowData.values.effectiveFormat.numberFormat.type"
    (row,) = grid(book, "Sheet1!A1:B1", fields)["data"][0]["rowData"]  # type: ignore[index]
    assert row == {"values": [{"effectiveFormat": {"numberFormat": {"type": "DATE"}}}, {}]}


def test_validation_rules_are_kept_as_given(book: gspread.Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.add_validation(
        "A2:A3",
        ValidationConditionType.one_of_list,
        ["Đạt", "Chưa"],
        strict=True,
        showCustomUi=True,
        inputMessage="?",
    )
    (data,) = grid(book, "Sheet1!A1:A3", "sheets.data.rowData.values.dataValidation")["data"]  # type: ignore[index, misc]
    rule = {
        "condition": {
            "type": "ONE_OF_LIST",
            "values": [{"userEnteredValue": "Đạt"}, {"userEnteredValue": "Chưa"}],
        },
        "inputMessage": "?",
        "strict": True,
        "showCustomUi": True,
    }
    assert data["rowData"] == [
        {},
        {"values": [{"dataValidation": rule}]},
        {"values": [{"dataValidation": rule}]},
    ]
    with pytest.raises(gspread.exceptions.APIError, match="'NOT_BLANK' is not supported for data validation"):
        tab.add_validation("A4", ValidationConditionType.not_blank, [])


def test_a_protected_range_keeps_other_writers_out(google: Emulator, book: gspread.Spreadsheet) -> None:
    tab = book.sheet1
    tab.add_protected_range("A1:Z1", ["can.bo@example.org"])
    book.share("phucat@example.org", perm_type="user", role="writer", notify=False)
    clerk = google.gspread(google.accounts.person("phucat@example.org")).open_by_key(book.id)
    clerk.sheet1.update_acell("A2", "được")
    with pytest.raises(
        gspread.exceptions.APIError, match="You are trying to edit a protected cell or object"
    ):
        clerk.sheet1.update_acell("A1", "không được")
    (seen,) = clerk.list_protected_ranges(tab.id)
    assert "editors" not in seen
    assert "requestingUserCanEdit" not in seen


def test_merges_notes_freezing_hiding_and_filters_are_described(
    book: gspread.Spreadsheet, filled: gspread.Worksheet
) -> None:
    filled.merge_cells("A5:C5")
    filled.batch_merge([{"range": "A6:B6"}, {"range": "A7:B8", "mergeType": "MERGE_ROWS"}])
    filled.unmerge_cells("A6:B6")
    filled.insert_note("A1", "Ghi tên đơn vị")
    filled.update_notes({"B1": "Số người"})
    filled.freeze(rows=1, cols=1)
    filled.hide_rows(1, 2)
    filled.hide_columns(2, 3)
    filled.set_basic_filter("A1:C4")
    filled.update_tab_color("#00ff00")
    filled.hide_gridlines()
    described = book.fetch_sheet_metadata()["sheets"][0]
    assert described["merges"] == [
        {"startRowIndex": 4, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 3},
        {"startRowIndex": 6, "endRowIndex": 7, "startColumnIndex": 0, "endColumnIndex": 2},
        {"startRowIndex": 7, "endRowIndex": 8, "startColumnIndex": 0, "endColumnIndex": 2},
    ]
    assert described["basicFilter"]["range"]["endRowIndex"] == 4
    assert described["properties"] == {
        "sheetId": 0,
        "title": "Sheet1",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 1000, "columnCount": 26}
        | {"frozenRowCount": 1, "frozenColumnCount": 1, "hideGridlines": True},
        "tabColor": {"green": 1},
        "tabColorStyle": {"rgbColor": {"green": 1}},
    }
    assert filled.get_note("A1") == "Ghi tên đơn vị"
    assert filled.get_notes()[0][:2] == ["Ghi tên đơn vị", "Số người"]
    hidden = "sheets.data(rowMetadata.hiddenByUser,columnMetadata.hiddenByUser)"
    assert grid(book, "Sheet1!A1:C3", hidden)["data"] == [
        {"rowMetadata": [{}, {"hiddenByUser": True}, {}], "columnMetadata": [{}, {}, {"hiddenByUser": True}]}
    ]


def test_what_was_hidden_frozen_and_filtered_is_left_out_again(
    book: gspread.Spreadsheet, filled: gspread.Worksheet
) -> None:
    before = book.fetch_sheet_metadata()["sheets"]
    filled.insert_note("A1", "Ghi tên đơn vị")
    filled.freeze(rows=1, cols=1)
    filled.hide_rows(1, 2)
    filled.hide_columns(2, 3)
    filled.set_basic_filter("A1:C4")
    filled.update_tab_color("#00ff00")
    filled.hide_gridlines()
    filled.clear_note("A1")
    filled.clear_basic_filter()
    filled.unhide_rows(1, 2)
    filled.unhide_columns(2, 3)
    filled.show_gridlines()
    filled.clear_tab_color()
    filled.freeze(rows=0, cols=0)
    assert book.fetch_sheet_metadata()["sheets"] == before
    assert filled.get_note("A1") == ""


def test_notes_in_bulk_and_the_less_used_ways_to_read_and_to_shape_a_tab(
    book: gspread.Spreadsheet, filled: gspread.Worksheet
) -> None:
    filled.insert_notes({"A1": "một", "B1": "hai"})
    filled.update_note("B1", "ba")
    assert filled.get_notes()[0][:2] == ["một", "ba"]
    filled.clear_notes(["A1", "B1"])
    assert {note for row in filled.get_notes() for note in row} <= {""}
    assert filled.get_values("A1:B2") == [["Tên", "Số"], ["Phù Cát", "12"]]
    filled.resize(rows=4, cols=3)
    assert len(filled.get_all_cells()) == 12
    filled.rows_auto_resize(0, 2)
    filled.add_dimension_group_columns(0, 2)
    filled.delete_dimension_group_columns(0, 2)
    assert filled.list_dimension_group_columns() == []
    filled.delete_dimension(Dimension.cols, 2)
    assert filled.get_all_values() == [[row[0], row[2]] for row in ROWS]
    filled.freeze(rows=2, cols=1)
    filled.update_tab_color("#0000ff")
    filled.hide_gridlines()
    book.add_worksheet("Khác", rows=2, cols=2)
    filled.hide()
    again = book.get_worksheet_by_id(filled.id)
    assert (again.frozen_row_count, again.frozen_col_count, again.column_count) == (2, 1, 2)
    assert (again.get_tab_color(), again.is_gridlines_hidden, again.isSheetHidden) == ("#0000FF", True, True)


def test_tabs_hide_show_rename_move_and_copy_to_another_file(
    google: Emulator, book: gspread.Spreadsheet, filled: gspread.Worksheet
) -> None:
    other = book.add_worksheet("Khác", rows=5, cols=5)
    filled.update_title("Số liệu")
    other.hide()
    assert [tab.title for tab in book.worksheets(exclude_hidden=True)] == ["Số liệu"]
    other.show()
    other.update_index(0)
    assert [tab.title for tab in book.worksheets()] == ["Khác", "Số liệu"]
    target = google.gspread(google.accounts.person("can.bo@example.org")).create("Đích")
    assert filled.copy_to(target.id)["title"] == "Copy of Số liệu"
    assert target.worksheet("Copy of Số liệu").acell("A2").value == "Phù Cát"
    assert filled.duplicate(new_sheet_name="Bản sao").acell("A2").value == "Phù Cát"


def test_ranges_are_copied_and_cut_and_groups_listed(filled: gspread.Worksheet) -> None:
    filled.copy_range("A1:B2", "E1:F2")
    assert filled.get("E1:F2") == [["Tên", "Số"], ["Phù Cát", "12"]]
    filled.cut_range("E1:F2", "G1")
    assert filled.get("E1:H1") == [["", "", "Tên", "Số"]]
    filled.add_dimension_group_rows(1, 3)
    assert filled.list_dimension_group_rows() == [
        {"range": {"dimension": "ROWS", "startIndex": 1, "endIndex": 3}, "depth": 1}
    ]
    filled.delete_dimension_group_rows(1, 3)
    filled.add_dimension_group_columns(0, 2)
    assert len(filled.list_dimension_group_columns()) == 1
    filled.columns_auto_resize(0, 2)
    assert filled.expand("A1") == [[str(cell) for cell in row] for row in ROWS]
