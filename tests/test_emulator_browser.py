"""What clerks do in the browser, and what stays right: tags, ranges, formulas, validation, protection."""

from collections.abc import Iterator
from typing import Any

import gspread
import pytest

from tests.emulator import Emulator, Rejected
from tests.emulator.browser import Person
from tests.emulator.errors import ApiError

TAB = "Công trình"
ROWS = [["STT", "Tên", "Ngày", "Số"], [1, "Cầu", 45077, 5], [2, "Áo", 45079, 3], [3, "Bàn", None, 8]]


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def book(google: Emulator) -> gspread.Spreadsheet:
    owner = google.accounts.person("can.bo@example.org")
    made = google.create("Phù Cát", owner, locale="vi_VN", tabs=(TAB, "Khác"))
    google.workbook(made).paste(TAB, "A1", ROWS)
    return google.gspread(owner).open_by_key(made)


@pytest.fixture
def clerk(google: Emulator, book: gspread.Spreadsheet) -> Person:
    return google.workbook(book.id)


def tagged(book: gspread.Spreadsheet) -> dict[str, tuple[str, int]]:
    """Each column's tag, with the tab and the column where it is now."""
    answer = book.client.request(
        "post",
        f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/developerMetadata:search",
        json={"dataFilters": [{"developerMetadataLookup": {"metadataKey": "cot"}}]},
    ).json()
    titles = {tab.id: tab.title for tab in book.worksheets()}
    return {
        found["metadataValue"]: (titles[span.get("sheetId", 0)], span["startIndex"])
        for match in answer.get("matchedDeveloperMetadata", [])
        for found in [match["developerMetadata"]]
        for span in [found["location"]["dimensionRange"]]
    }


def tag(column: int, value: str) -> dict[str, Any]:
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
    entry = {
        "metadataKey": "cot",
        "metadataValue": value,
        "visibility": "DOCUMENT",
        "location": {"dimensionRange": span},
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def test_a_tag_stays_on_its_column_through_everything_but_its_deletion(
    book: gspread.Spreadsheet, clerk: Person
) -> None:
    book.batch_update({"requests": [tag(1, "ten"), tag(2, "ngay"), tag(3, "so")]})
    assert tagged(book) == {"ten": (TAB, 1), "ngay": (TAB, 2), "so": (TAB, 3)}
    clerk.insert_columns(TAB, before=2)
    clerk.rename_tab(TAB, "CT")
    assert tagged(book) == {"ten": ("CT", 2), "ngay": ("CT", 3), "so": ("CT", 4)}
    clerk.move_columns("CT", 5, 5, before=1)
    assert clerk.values("CT")[1] == [5, 1, None, "Cầu", 45077]
    assert tagged(book) == {"so": ("CT", 0), "ten": ("CT", 3), "ngay": ("CT", 4)}
    clerk.delete_columns("CT", 4, 4)
    assert tagged(book) == {"so": ("CT", 0), "ngay": ("CT", 3)}
    by_tag = book.client.request(
        "post",
        f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/values:batchGetByDataFilter",
        json={
            "dataFilters": [{"developerMetadataLookup": {"metadataValue": "so"}}],
            "valueRenderOption": "FORMULA",
        },
    ).json()
    assert by_tag["valueRanges"][0]["valueRange"] == {
        "range": "CT!A1:A1000",
        "majorDimension": "ROWS",
        "values": [["Số"], [5], [3], [8]],
    }


def test_a_copied_tab_brings_tags_or_not_as_set(google: Emulator, book: gspread.Spreadsheet) -> None:
    book.batch_update({"requests": [tag(1, "ten")]})
    source = book.worksheet(TAB).id
    google.sheets.copies_carry_tags = False
    book.duplicate_sheet(source, new_sheet_name="Không thẻ")
    assert tagged(book) == {"ten": (TAB, 1)}
    google.sheets.copies_carry_tags = True
    book.duplicate_sheet(source, new_sheet_name="Có thẻ")
    assert tagged(book) == {"ten": ("Có thẻ", 1)}


def test_rows_inserted_deleted_and_sorted_carry_protection_and_formulas(
    book: gspread.Spreadsheet, clerk: Person
) -> None:
    tab = book.worksheet(TAB)
    tab.add_protected_range("A2:D3", ["can.bo@example.org"])
    clerk.type(TAB, "D6", "=SUM(D2:D4)")
    clerk.insert_rows(TAB, before=3, count=2)
    clerk.type(TAB, "D3", "100")
    assert clerk.values(TAB)[7] == [None, None, None, 116]
    (kept,) = book.list_protected_ranges(tab.id)
    assert (kept["range"]["startRowIndex"], kept["range"]["endRowIndex"]) == (1, 5)
    clerk.delete_rows(TAB, 3, 4)
    assert clerk.values(TAB)[5] == [None, None, None, 16]
    clerk.sort(TAB, "A2:D4", column=2)
    assert [row[1] for row in clerk.values(TAB)[1:4]] == ["Áo", "Bàn", "Cầu"]
    clerk.delete_rows(TAB, 2, 4)
    assert tab.acell("D3").value == "#REF!"
    assert book.list_protected_ranges(tab.id) == []


def test_strict_validation_refuses_typing_and_pasting_goes_round_it(
    book: gspread.Spreadsheet, clerk: Person
) -> None:
    tab = book.worksheet(TAB)
    tab.add_validation(
        "B2:B9", gspread.utils.ValidationConditionType.one_of_list, ["Đạt", "Chưa"], strict=True
    )
    tab.add_validation(
        "D2:D9", gspread.utils.ValidationConditionType.number_greater_than_eq, ["0"], strict=True
    )
    limits = ["=DATE(2023;1;1)", "=DATE(2023;12;31)"]
    tab.add_validation("C2:C9", gspread.utils.ValidationConditionType.date_between, limits, strict=True)
    clerk.type(TAB, "B5", "Đạt")
    clerk.type(TAB, "C5", "31/5/2023")
    clerk.type(TAB, "D5", "8.000")
    for cell, text in (("B6", "đạt"), ("C6", "31/5/2022"), ("C6", "31/6/2023"), ("D6", "-1"), ("D6", "ba")):
        with pytest.raises(Rejected, match=cell):
            clerk.type(TAB, cell, text)
    clerk.paste(TAB, "B6", [["đạt", "31/6/2023", "ba"]])
    assert clerk.values(TAB)[4:] == [[None, "Đạt", 45077, 8000], [None, "đạt", "31/6/2023", "ba"]]
    clerk.type(TAB, "B6", "gì cũng được sau khi dán")


def test_a_clerk_does_not_type_into_what_is_protected(google: Emulator, book: gspread.Spreadsheet) -> None:
    book.worksheet(TAB).add_protected_range("A1:D1", ["can.bo@example.org"])
    typist = google.workbook(book.id, google.accounts.person("phucat@example.org"))
    with pytest.raises(ApiError, match="protected cell or object"):
        typist.type(TAB, "A1", "x")
    typist.type(TAB, "A2", "9")
    assert typist.values(TAB)[1][0] == 9


def test_hidden_filtered_and_merged_cells_are_seen_in_the_metadata(
    book: gspread.Spreadsheet, clerk: Person
) -> None:
    clerk.hide_rows(TAB, 2, 2)
    clerk.filter(TAB, "A1:D4", column=2, hidden=["Áo"])
    clerk.merge(TAB, "B4:C4")
    clerk.set_error(TAB, "D4", "#REF!")
    clerk.hide_tab("Khác")
    fields = "sheets(merges,properties(title,hidden),data.rowMetadata(hiddenByUser,hiddenByFilter))"
    first, second = book.fetch_sheet_metadata({"fields": fields, "ranges": [f"{TAB}!A1:A4", "Khác!A1"]})[
        "sheets"
    ]
    assert first["data"][0]["rowMetadata"] == [{}, {"hiddenByUser": True}, {"hiddenByFilter": True}, {}]
    assert first["merges"] == [
        {"startRowIndex": 3, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 3}
    ]
    assert second["properties"] == {"title": "Khác", "hidden": True}
    assert book.worksheet(TAB).get("A4:D4") == [["3", "Bàn", "", "#REF!"]]


def test_a_conditional_format_a_table_and_banding_are_kept_with_their_ranges(
    book: gspread.Spreadsheet,
) -> None:
    span = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 9, "startColumnIndex": 0, "endColumnIndex": 4}
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=ISBLANK($B2)"}]}
    rule = {
        "ranges": [span],
        "booleanRule": {"condition": condition, "format": {"backgroundColor": {"red": 1}}},
    }
    band = {"range": span, "rowProperties": {"firstBandColor": {"red": 1}, "secondBandColor": {"green": 1}}}
    answer = book.batch_update(
        {
            "requests": [
                {"addConditionalFormatRule": {"rule": rule, "index": 0}},
                {"addBanding": {"bandedRange": band}},
                {"addTable": {"table": {"name": "CT", "range": span}}},
                {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 5}},
            ]
        }
    )
    assert [list(reply) for reply in answer["replies"]] == [[], ["addBanding"], ["addTable"], []]
    sheet = book.fetch_sheet_metadata()["sheets"][0]
    outward = {name: value for name, value in span.items() if name != "sheetId"}
    assert sheet["conditionalFormats"][0]["ranges"] == [outward]
    assert sheet["tables"][0]["range"] == sheet["bandedRanges"][0]["range"] == outward
    assert sheet["properties"]["gridProperties"]["rowCount"] == 1005
    book.batch_update({"requests": [{"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}}]})
    assert "conditionalFormats" not in book.fetch_sheet_metadata()["sheets"][0]


def test_cells_with_format_note_and_value_are_written_in_one_request(book: gspread.Spreadsheet) -> None:
    cells = [
        {
            "userEnteredValue": {"stringValue": "Ngày"},
            "note": "31/5/2023",
            "userEnteredFormat": {"wrapStrategy": "WRAP"},
        },
        {
            "userEnteredValue": {"numberValue": 45077},
            "userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "dd/mm/yyyy"}},
        },
        {"userEnteredValue": {"formulaValue": "=1+1"}},
    ]
    start = {"sheetId": 0, "rowIndex": 9, "columnIndex": 0}
    fields = "userEnteredValue,userEnteredFormat(wrapStrategy,numberFormat),note"
    book.batch_update(
        {"requests": [{"updateCells": {"start": start, "rows": [{"values": cells}], "fields": fields}}]}
    )
    tab = book.worksheet(TAB)
    assert tab.get("A10:C10") == [["Ngày", "31/05/2023", "2"]]
    assert tab.get_note("A10") == "31/5/2023"
    whole = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}
    cleared = {"repeatCell": {"range": whole, "cell": {}, "fields": "userEnteredFormat.numberFormat"}}
    book.batch_update({"requests": [cleared]})
    assert tab.get("B10") == [["45077"]]
