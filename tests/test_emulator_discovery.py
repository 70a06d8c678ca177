"""Every exchange is held against Google's discovery documents: methods, parameters, bodies, answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.emulator import Account, Emulator
from tests.emulator.discovery import method_of, methods, request_faults, response_faults, unknown_path

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"


@pytest.fixture
def google() -> Iterator[Emulator]:
    running = Emulator()
    running.start()
    yield running
    running._server.checked = False
    running.stop(wait=False)


@pytest.fixture
def officer(google: Emulator) -> Account:
    return google.accounts.person("can.bo@example.org")


@pytest.mark.parametrize(
    ("http", "path", "method"),
    [
        ("GET", "/v4/spreadsheets/1x", "sheets.spreadsheets.get"),
        ("GET", "/v4/spreadsheets/1x/values/%27T%2F1%27%21A1%3AB2", "sheets.spreadsheets.values.get"),
        ("GET", "/v4/spreadsheets/1x/values/T!A1:B2", "sheets.spreadsheets.values.get"),
        ("GET", "/v4/spreadsheets/1x/values:batchGet", "sheets.spreadsheets.values.batchGet"),
        ("POST", "/v4/spreadsheets/1x/values/T:append", "sheets.spreadsheets.values.append"),
        ("POST", "/v4/spreadsheets/1x/values/T:clear", "sheets.spreadsheets.values.clear"),
        ("POST", "/v4/spreadsheets/1x:batchUpdate", "sheets.spreadsheets.batchUpdate"),
        (
            "POST",
            "/v4/spreadsheets/1x/developerMetadata:search",
            "sheets.spreadsheets.developerMetadata.search",
        ),
        ("GET", "/drive/v3/files", "drive.files.list"),
        ("GET", "/drive/v3/files/1x", "drive.files.get"),
        ("GET", "/drive/v3/changes/startPageToken", "drive.changes.getStartPageToken"),
        ("PUT", "/upload/drive/v2/files/1x", "drive.files.update"),
        ("GET", "/v4/spreadsheets/1x/values/T/A1", None),
        ("DELETE", "/v4/spreadsheets/1x", None),
    ],
)
def test_an_undecoded_path_names_one_published_method(http: str, path: str, method: str | None) -> None:
    found = method_of(http, path)
    assert (found.id if found else None) == method


def method(name: str) -> Any:
    return next(each for each in methods() if each.id == name)


def test_parameters_are_known_by_name_kind_and_choice() -> None:
    values = method("sheets.spreadsheets.values.get")
    assert (
        request_faults(
            values, {"majorDimension": ["ROWS"], "fields": ["values"], "prettyPrint": ["true"]}, None
        )
        == []
    )
    assert request_faults(values, {"majorDimension": ["ROW"]}, None) == [
        "Invalid value at 'majorDimension', \"ROW\""
    ]
    assert request_faults(values, {"render": ["x"]}, None) == [
        'Invalid JSON payload received. Unknown name "render": Cannot bind query parameter. '
        "Field 'render' could not be found in request message."
    ]
    files = method("drive.files.list")
    assert request_faults(files, {"pageSize": ["1000"], "supportsAllDrives": ["True"]}, None) == []
    assert request_faults(files, {"pageSize": ["1001"]}, None) == ["Invalid value at 'pageSize', \"1001\""]
    assert request_faults(files, {"q": ["a", "b"]}, None) == ["Invalid value at 'q': given 2 times"]


def test_the_habits_of_gspread_are_borne_where_google_bears_them() -> None:
    assert request_faults(method("drive.files.get"), {"includeItemsFromAllDrives": ["True"]}, None) == []
    body = {"type": "user", "role": "reader", "emailAddress": "a@b.c", "withLink": False}
    assert request_faults(method("drive.permissions.create"), {}, body) == []
    assert len(request_faults(method("drive.files.create"), {}, {"name": "x", "withLink": False})) == 1


def test_bodies_are_known_down_to_the_last_field() -> None:
    update = method("sheets.spreadsheets.batchUpdate")
    freeze = {"sheetId": 0, "gridProperties": {"frozenRowCount": 3, "hideGridlines": None}}
    request = {"updateSheetProperties": {"properties": freeze, "fields": "gridProperties.frozenRowCount"}}
    assert request_faults(update, {}, {"requests": [request]}) == []
    freeze["gridProperties"] = {"frozenRows": 3}
    assert request_faults(update, {}, {"requests": [request]}) == [
        'Invalid JSON payload received. Unknown name "frozenRows" at '
        "'requests[0].updateSheetProperties.properties.gridProperties': Cannot find field."
    ]
    freeze["gridProperties"] = {"frozenRowCount": "ba"}
    assert request_faults(update, {}, {"requests": [request]}) == [
        "Invalid value at 'requests[0].updateSheetProperties.properties.gridProperties.frozenRowCount' "
        '(integer), "ba"'
    ]
    rule = {"setDataValidation": {"range": {}, "rule": {"condition": {"type": "ONE_OF"}}}}
    assert request_faults(update, {}, {"requests": [rule]}) == [
        "Invalid value at 'requests[0].setDataValidation.rule.condition.type' (string), \"ONE_OF\""
    ]


def test_answers_are_known_down_to_the_last_field() -> None:
    get = method("sheets.spreadsheets.values.get")
    assert response_faults(get, {"range": "A1", "majorDimension": "ROWS", "values": [["a", 1, True]]}) == []
    assert response_faults(get, {"range": 1, "value": []}) == [
        "Invalid value at 'range' (string), 1",
        'Invalid JSON payload received. Unknown name "value": Cannot find field.',
    ]
    assert response_faults(method("drive.files.delete"), {}) == ["an answer where none is described"]


def test_masks_name_fields_of_the_answer() -> None:
    get = method("sheets.spreadsheets.get")
    assert not unknown_path(
        get, ("sheets", "data", "rowData", "values", "effectiveFormat", "numberFormat", "type")
    )
    assert not unknown_path(get, ("sheets", "*"))
    assert unknown_path(get, ("sheets", "sheetProperties"))
    assert not unknown_path(method("drive.files.get"), ("properties", "unit"))


def test_a_drive_parameter_that_does_not_exist_is_a_violation(google: Emulator, officer: Account) -> None:
    session = google.session(officer)
    # Drive ignores it and answers, so that only this check would ever tell.
    answer = session.get("https://www.googleapis.com/drive/v3/files", params={"folder": "x"})
    assert answer.status_code == 200
    (violation,) = google.violations
    assert violation.startswith('GET /drive/v3/files: Invalid JSON payload received. Unknown name "folder"')
    with pytest.raises(AssertionError, match="not as Google publishes it"):
        google.stop()


def test_a_parameter_of_sheets_that_does_not_exist_is_refused(google: Emulator, officer: Account) -> None:
    book = google.create("Bảng", officer)
    answer = google.session(officer).get(f"{SHEETS}/{book}", params={"grid": "true"})
    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert google.violations == ()


def test_a_mistake_of_the_server_itself_is_a_violation(google: Emulator, officer: Account) -> None:
    book = google.create("Bảng", officer)
    google.sheets.methods["sheets.spreadsheets.get"] = lambda asked: {"spreadsheetId": book, "tabs": []}
    assert google.session(officer).get(f"{SHEETS}/{book}").status_code == 200
    google.sheets.methods["sheets.spreadsheets.get"] = lambda asked: {}[1]  # type: ignore[index]
    assert google.session(officer).get(f"{SHEETS}/{book}").status_code == 500
    first, second = google.violations
    assert (
        first == f"GET /v4/spreadsheets/{book}: Invalid JSON payload received. "
        'Unknown name "tabs": Cannot find field.'
    )
    assert "KeyError" in second


def test_a_method_that_is_not_there_is_no_json(google: Emulator, officer: Account) -> None:
    answer = google.session(officer).get("https://sheets.googleapis.com/v4/sheets")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=UTF-8")
