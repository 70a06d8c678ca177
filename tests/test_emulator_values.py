"""The shapes of the Sheets API as recorded: ranges, trimmed rows, render options, locales, refusals."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from google.auth.transport.requests import AuthorizedSession

from tests.emulator import Emulator

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def session(google: Emulator) -> AuthorizedSession:
    return google.session(google.accounts.person("can.bo@example.org"))


@pytest.fixture
def book(google: Emulator) -> str:
    owner = google.accounts.person("can.bo@example.org")
    tabs = ("Sheet1", "🌵 a b", "D3", "Tổng hợp", "O'Brien 1/2")
    return google.create("Bảng", owner, locale="vi_VN", tabs=tabs)


def put(
    session: AuthorizedSession, book: str, text: str, values: list[list[Any]], option: str = "RAW"
) -> Any:
    url = f"{SHEETS}/{book}/values/{quote(text, safe='')}"
    answer = session.put(url, params={"valueInputOption": option}, json={"values": values})
    return answer.json() if answer.ok else (answer.status_code, answer.json()["error"]["message"])


def got(session: AuthorizedSession, book: str, text: str, **params: str) -> Any:
    answer = session.get(f"{SHEETS}/{book}/values/{quote(text, safe='')}", params=params)
    return answer.json() if answer.ok else (answer.status_code, answer.json()["error"]["message"])


@pytest.mark.parametrize(
    ("asked", "echo"),
    [
        ("'Sheet1'", "Sheet1!A1:Z1000"),
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("A:A", "Sheet1!A1:A1000"),
        ("A1:1", "Sheet1!A1:Z1"),
        ("A1:C", "Sheet1!A1:C1000"),
        ("D4:A1", "Sheet1!A1:D4"),
        ("A1:A1", "Sheet1!A1"),
        ("$B$2:$C$3", "Sheet1!B2:C3"),
        ("A990:B2000", "Sheet1!A990:B1000"),
        ("'🌵 a b'!A1:A10", "'🌵 a b'!A1:A10"),
        ("'D3'!A1", "'D3'!A1"),
        ("D3", "Sheet1!D3"),
        ("'O''Brien 1/2'!B2", "'O''Brien 1/2'!B2"),
    ],
)
def test_a_range_is_echoed_bounded_and_normalised(
    session: AuthorizedSession, book: str, asked: str, echo: str
) -> None:
    assert got(session, book, asked) == {"range": echo, "majorDimension": "ROWS"}


@pytest.mark.parametrize(
    "asked", ["NOPE!A5:F15", "'Nope'", "Sheet1!A0", "Sheet1!1A", "A", "'Sheet1", "Sheet1!A1:B2:C3"]
)
def test_a_range_that_names_nothing_is_400_and_not_404(
    session: AuthorizedSession, book: str, asked: str
) -> None:
    assert got(session, book, asked) == (400, f"Unable to parse range: {asked}")


def test_one_bad_range_fails_the_whole_batch(session: AuthorizedSession, book: str) -> None:
    answer = session.get(f"{SHEETS}/{book}/values:batchGet", params={"ranges": ["Sheet1!A1", "CĐCS!A1"]})
    assert answer.status_code == 400
    assert answer.json() == {
        "error": {"code": 400, "message": "Unable to parse range: CĐCS!A1", "status": "INVALID_ARGUMENT"}
    }


def test_rows_are_trimmed_and_inner_blanks_stay(session: AuthorizedSession, book: str) -> None:
    put(session, book, "Sheet1!A1:D6", [["a", "", "c", ""], [], ["", "x"], ["", ""], [None]])
    assert got(session, book, "Sheet1!A1:D6")["values"] == [["a", "", "c"], [], ["", "x"]]
    assert got(session, book, "Sheet1!A1:D6", majorDimension="COLUMNS") == {
        "range": "Sheet1!A1:D6",
        "majorDimension": "COLUMNS",
        "values": [["a"], ["", "", "x"], ["c"]],
    }


def test_a_read_beyond_the_grid_is_refused_or_cut(
    google: Emulator, session: AuthorizedSession, book: str
) -> None:
    message = "Range (Sheet1!A1001:Z1010) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert got(session, book, "Sheet1!A1001:Z1010") == (400, message)
    google.sheets.reads_past_grid_refused = False
    assert "values" not in got(session, book, "Sheet1!A1001:Z1010")
    assert put(session, book, "Sheet1!AA1", [["x"]]) == (
        400,
        "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26",
    )
    assert put(session, book, "Sheet1!A1:B1", [["x", "y", "z"]]) == (
        400,
        "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]",
    )


def test_each_render_option_gives_its_own_kind(session: AuthorizedSession, book: str) -> None:
    typed = [["1.234", "1,5", "31/5/2023", "84,5%", "TRUE", "'0042", "=A1*2", "12:00", "31/5/2023 12:00:00"]]
    put(session, book, "Sheet1!A1", typed, "USER_ENTERED")
    assert got(session, book, "Sheet1!A1:I1")["values"] == [
        ["1.234", "1,5", "31/05/2023", "84,50%", "TRUE", "0042", "2468", "12:00:00", "31/05/2023 12:00:00"]
    ]
    unformatted = got(session, book, "Sheet1!A1:I1", valueRenderOption="UNFORMATTED_VALUE")["values"]
    assert unformatted == [[1234, 1.5, 45077, 0.845, True, "0042", 2468, 0.5, 45077.5]]
    assert [type(value) for value in unformatted[0][:3]] == [int, float, int]
    assert got(session, book, "Sheet1!C1:G1", valueRenderOption="FORMULA")["values"] == [
        [45077, 0.845, True, "0042", "=A1*2"]
    ]
    options = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert got(session, book, "Sheet1!A1:C1", **options)["values"] == [[1234, 1.5, "31/05/2023"]]


@pytest.mark.parametrize(
    ("locale", "typed", "value"),
    [
        ("vi_VN", "8.000", 8000),
        ("en_US", "8.000", 8),
        ("vi_VN", "1,5", 1.5),
        ("en_US", "1,5", "1,5"),
        ("vi_VN", "1.234.567,5", 1234567.5),
        ("en_US", "1,234,567.5", 1234567.5),
        ("vi_VN", "31/5/2023", 45077),
        ("en_US", "31/5/2023", "31/5/2023"),
        ("vi_VN", "5/6/2023", 45082),
        ("en_US", "5/6/2023", 45052),
        ("vi_VN", "31/6/2023", "31/6/2023"),
        ("vi_VN", "2023-05-31", 45077),
        ("vi_VN", " 12 ", 12),
        ("vi_VN", "-3", -3),
        ("vi_VN", "12 người", "12 người"),
        ("vi_VN", "1.23", "1.23"),
        ("vi_VN", "12.000 ₫", 12000),
    ],
)
def test_typed_text_is_read_by_the_locale_of_the_spreadsheet(
    google: Emulator, session: AuthorizedSession, locale: str, typed: str, value: object
) -> None:
    book = google.create("Bảng", google.accounts.person("can.bo@example.org"), locale=locale)
    put(session, book, "A1", [[typed]], "USER_ENTERED")
    assert got(session, book, "A1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [[value]]
    put(session, book, "A1", [[typed]], "RAW")
    assert got(session, book, "A1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [[typed]]


def test_a_later_change_of_locale_does_not_read_typed_text_anew(
    google: Emulator, session: AuthorizedSession
) -> None:
    book = google.create("Bảng", google.accounts.person("can.bo@example.org"), locale="en_US")
    put(session, book, "A1:B1", [["8.000", "31/5/2023"]], "USER_ENTERED")
    google.workbook(book).set_locale("vi_VN")
    assert got(session, book, "A1:B1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [[8, "31/5/2023"]]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUM(A1:A3)", 6),
        ("=SUM(A1:A3)/2%", 300),
        ('=IF(A1>1;"lớn";"nhỏ")', "nhỏ"),
        ("=A1/0", "#DIV/0!"),
        ("=IFERROR(A1/0;0)", 0),
        ("=NOPE(1)", "#NAME?"),
        ("=A1+B1", "#VALUE!"),
        ("='Không có'!A1", "#REF!"),
        ("=VLOOKUP(", "#ERROR!"),
        ("=SUM(1,2)", 1.2),
        ("=NA()", "#N/A"),
        ("=DATE(2023;5;31)", 45077),
        ('=COUNTIF(A1:A3;">1")', 2),
        ('="Đợt "&A2', "Đợt 2"),
        ("='Tổng hợp'!A1", 9),
        ("=C1", "#REF!"),
    ],
)
def test_a_formula_comes_to_a_value_or_to_the_error_it_shows(
    session: AuthorizedSession, book: str, formula: str, value: object
) -> None:
    put(session, book, "Sheet1!A1:B3", [[1, "chữ"], [2], [3]])
    put(session, book, "Tổng hợp!A1", [[9]])
    put(session, book, "Sheet1!C1", [[formula]], "USER_ENTERED")
    for option in ("FORMATTED_VALUE", "UNFORMATTED_VALUE"):
        (shown,) = got(session, book, "Sheet1!C1", valueRenderOption=option)["values"][0]
        assert shown == value or shown == str(value).replace(".", ",")


def test_an_error_cell_has_its_kind_in_grid_data(session: AuthorizedSession, book: str) -> None:
    put(session, book, "Sheet1!A1", [["=NA()"]], "USER_ENTERED")
    fields = "sheets.data.rowData.values.effectiveValue"
    answer = session.get(f"{SHEETS}/{book}", params={"ranges": "Sheet1!A1", "fields": fields}).json()
    error = {"errorValue": {"type": "N_A", "message": "#N/A"}}
    assert answer == {"sheets": [{"data": [{"rowData": [{"values": [{"effectiveValue": error}]}]}]}]}


def test_a_mask_gives_what_it_names_and_an_empty_range_an_empty_grid(
    session: AuthorizedSession, book: str
) -> None:
    answer = session.get(
        f"{SHEETS}/{book}", params={"fields": "sheets.properties(sheetId,title),properties/locale"}
    )
    assert answer.json()["properties"] == {"locale": "vi_VN"}
    assert answer.json()["sheets"][0] == {"properties": {"sheetId": 0, "title": "Sheet1"}}
    params = {"ranges": "Sheet1!B2:C3", "fields": "sheets.data.rowData"}
    assert session.get(f"{SHEETS}/{book}", params=params).json() == {"sheets": [{"data": [{}]}]}
    wrong = session.get(f"{SHEETS}/{book}", params={"fields": "sheets.sheetProperties"})
    assert (wrong.status_code, wrong.json()["error"]["details"][0]["fieldViolations"]) == (
        400,
        [
            {
                "description": "Error expanding 'fields' parameter. "
                "Cannot find matching fields for path 'sheets.sheetProperties'."
            }
        ],
    )


def test_values_of_the_wrong_shape_are_refused_as_recorded(session: AuthorizedSession, book: str) -> None:
    answer = session.put(
        f"{SHEETS}/{book}/values/A1", params={"valueInputOption": "RAW"}, json={"values": ["X"]}
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Invalid value at ")
    assert answer.json()["error"]["status"] == "INVALID_ARGUMENT"
    unknown = session.post(f"{SHEETS}/{book}:batchUpdate", json={"requests": [{"addShet": {}}]})
    assert unknown.json()["error"]["message"] == (
        "Invalid JSON payload received. Unknown name \"addShet\" at 'requests[0]': Cannot find field."
    )


def test_a_batch_update_is_all_or_nothing(session: AuthorizedSession, book: str) -> None:
    requests = [
        {"addSheet": {"properties": {"title": "Mới"}}},
        {"addSheet": {"properties": {"title": "Sheet1"}}},
    ]
    answer = session.post(f"{SHEETS}/{book}:batchUpdate", json={"requests": requests})
    assert answer.status_code == 400
    titles = session.get(f"{SHEETS}/{book}", params={"fields": "sheets.properties.title"}).json()["sheets"]
    assert [sheet["properties"]["title"] for sheet in titles][-1] == "O'Brien 1/2"
    refused = session.post(
        f"{SHEETS}/{book}/values:batchUpdate",
        json={
            "valueInputOption": "RAW",
            "data": [{"range": "A1", "values": [["x"]]}, {"range": "Z!A1", "values": []}],
        },
    )
    assert refused.status_code == 400
    assert "values" not in got(session, book, "A1")


def test_a_slash_in_a_title_arrives_in_the_path(session: AuthorizedSession, book: str) -> None:
    answer = put(session, book, "'O''Brien 1/2'!A1", [["x"]])
    assert answer == {
        "spreadsheetId": book,
        "updatedRange": "'O''Brien 1/2'!A1",
        "updatedRows": 1,
        "updatedColumns": 1,
        "updatedCells": 1,
    }


def test_rows_go_behind_the_last_block_even_when_that_is_to_the_right(
    session: AuthorizedSession, book: str
) -> None:
    put(session, book, "Sheet1!A1:D1", [["a", "", "c", "d"]])
    url = f"{SHEETS}/{book}/values/Sheet1:append"
    answer = session.post(url, params={"valueInputOption": "RAW"}, json={"values": [[1, 2, 3]]}).json()
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == ("Sheet1!C1:D1", "Sheet1!C2:E2")
