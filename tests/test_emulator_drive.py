"""Drive as it was recorded: who sees what, shared drives, the bin, queries, changes, late times."""

import datetime
from collections.abc import Iterator
from typing import Any

import gspread
import pytest

from tests.emulator import Account, Clock, Emulator

DRIVE = "https://www.googleapis.com/drive/v3"
NOON = datetime.datetime(2023, 8, 15, 5, 0, tzinfo=datetime.UTC)
SPREADSHEET = "application/vnd.google-apps.spreadsheet"


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator(clock=Clock(NOON)) as running:
        yield running


@pytest.fixture
def officer(google: Emulator) -> Account:
    return google.accounts.person("can.bo@example.org")


@pytest.fixture
def robot(google: Emulator) -> Account:
    return google.accounts.service("bang-dieu-khien")


def get(google: Emulator, account: Account, path: str, **params: Any) -> Any:
    answer = google.session(account).get(f"{DRIVE}/{path}", params=params)
    return answer.json() if answer.ok else (answer.status_code, answer.json()["error"])


def names(google: Emulator, account: Account, **params: Any) -> list[str]:
    return sorted(file["name"] for file in get(google, account, "files", **params)["files"])


def test_a_service_account_owns_nothing(google: Emulator, robot: Account) -> None:
    with pytest.raises(gspread.exceptions.APIError) as refused:
        google.gspread(robot).create("Bảng")
    error = refused.value.error
    assert (error["code"], error["errors"][0]["domain"], error["errors"][0]["reason"]) == (
        403,
        "usageLimits",
        "storageQuotaExceeded",
    )


def test_a_service_account_makes_files_in_a_shared_drive(
    google: Emulator, officer: Account, robot: Account
) -> None:
    drive = google.shared_drive("Thi đua", officer)
    google.share(drive, robot, "fileOrganizer")
    made = google.gspread(robot).create("Phù Cát", drive)
    assert made.sheet1.title == "Sheet1"
    asked = {"supportsAllDrives": "true", "fields": "driveId,parents,owners"}
    assert get(google, officer, f"files/{made.id}", **asked) == {"driveId": drive, "parents": [drive]}
    assert get(google, officer, f"files/{made.id}")[0] == 404
    assert names(google, officer, q=f"mimeType='{SPREADSHEET}'") == []
    everywhere = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
    assert names(google, officer, **everywhere, q=f"mimeType='{SPREADSHEET}'") == ["Phù Cát"]
    assert names(google, officer, **everywhere, corpora="drive", driveId=drive) == ["Phù Cát"]


def test_a_folder_shares_what_is_in_it_until_it_is_taken_back(
    google: Emulator, officer: Account, robot: Account
) -> None:
    folder = google.folder("Đợt 1", officer)
    inner = google.folder("Huyện", officer, folder)
    book = google.create("Phù Cát", officer, inner)
    assert names(google, robot) == []
    assert get(google, robot, f"files/{book}") == (
        404,
        {
            "code": 404,
            "message": f"File not found: {book}.",
            "errors": [
                {
                    "message": f"File not found: {book}.",
                    "domain": "global",
                    "reason": "notFound",
                    "location": "fileId",
                    "locationType": "parameter",
                }
            ],
        },
    )
    google.share(folder, robot, "reader")
    assert names(google, robot) == ["Huyện", "Phù Cát", "Đợt 1"]
    assert get(google, robot, f"files/{book}") == {
        "kind": "drive#file",
        "id": book,
        "name": "Phù Cát",
        "mimeType": SPREADSHEET,
    }
    google.unshare(folder, robot)
    assert names(google, robot) == []
    with pytest.raises(PermissionError):
        google.gspread(robot).open_by_key(book)


def test_queries_find_by_name_kind_folder_time_and_state(google: Emulator, officer: Account) -> None:
    folder = google.folder("Đợt 1", officer)
    google.create("Phù Cát – đợt 1", officer, folder)
    binned = google.create("An Lão", officer, folder)
    google.clock.advance(3600)
    google.create("Phù Mỹ: 'nháy'", officer)
    google.trash(binned)
    asked = {
        "trashed = false": ["Phù Cát – đợt 1", "Phù Mỹ: 'nháy'", "Đợt 1"],
        "trashed=true": ["An Lão"],
        f"'{folder}' in parents and trashed = false": ["Phù Cát – đợt 1"],
        f"mimeType != '{SPREADSHEET}'": ["Đợt 1"],
        "name contains 'phù'": ["Phù Cát – đợt 1", "Phù Mỹ: 'nháy'"],
        "name = 'Phù Mỹ: \\'nháy\\''": ["Phù Mỹ: 'nháy'"],
        "not name contains 'phù' and (name = 'An Lão' or name = 'Đợt 1')": ["An Lão", "Đợt 1"],
        "modifiedTime > '2023-08-15T05:30:00'": ["Phù Mỹ: 'nháy'"],
        "'can.bo@example.org' in owners and 'root' in parents": ["Phù Mỹ: 'nháy'", "Đợt 1"],
    }
    assert {query: names(google, officer, q=query) for query in asked} == asked
    status, error = get(google, officer, "files", q="tên = 'x'")
    assert (status, error["errors"][0]["location"]) == (400, "q")


def test_a_binned_spreadsheet_is_listed_and_read_until_it_is_deleted(
    google: Emulator, officer: Account
) -> None:
    client = google.gspread(officer)
    book = google.create("Phù Cát", officer)
    patched = google.session(officer).patch(f"{DRIVE}/files/{book}", json={"trashed": True})
    assert patched.status_code == 200
    assert [file["id"] for file in client.list_spreadsheet_files()] == [book]
    assert get(google, officer, f"files/{book}", fields="trashed") == {"trashed": True}
    assert client.open_by_key(book).title == "Phù Cát"
    google.delete(book)
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key(book)


def test_an_edit_in_the_browser_moves_the_time_three_minutes_late(google: Emulator, officer: Account) -> None:
    book = google.create("Phù Cát", officer)
    start = google.clock.now()
    google.clock.advance(60)
    google.workbook(book).type("Sheet1", "A1", "mới")
    assert google.gspread(officer).open_by_key(book).sheet1.acell("A1").value == "mới"
    times = []
    for _ in range(4):
        file = get(google, officer, f"files/{book}", fields="modifiedTime,version")
        times.append((file["modifiedTime"], file["version"]))
        google.clock.advance(60)
    edited = start + datetime.timedelta(minutes=1)
    old, new = ((f"{at:%Y-%m-%dT%H:%M:%S}.000Z", version) for at, version in ((start, "1"), (edited, "2")))
    assert times == [old, old, old, new]


def test_changes_name_a_file_once_and_what_was_lost(
    google: Emulator, officer: Account, robot: Account
) -> None:
    folder = google.folder("Đợt 1", officer)
    book, other = google.create("Phù Cát", officer, folder), google.create("An Lão", officer, folder)
    google.share(folder, robot, "reader")
    token = get(google, robot, "changes/startPageToken")["startPageToken"]
    fields = "newStartPageToken,nextPageToken,changes(fileId,removed,file(name))"
    asked = {"fields": fields, "supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
    assert get(google, robot, "changes", pageToken=token, **asked) == {
        "changes": [],
        "newStartPageToken": token,
    }
    client = google.gspread(officer)
    client.open_by_key(book).sheet1.update_acell("A1", "x")
    client.open_by_key(book).sheet1.update_acell("A2", "y")
    google.delete(other)
    answer = get(google, robot, "changes", pageToken=token, **asked)
    assert answer["changes"] == [
        {"fileId": book, "removed": False, "file": {"name": "Phù Cát"}},
        {"fileId": other, "removed": True},
    ]
    google.unshare(folder, robot)
    later = get(google, robot, "changes", pageToken=answer["newStartPageToken"], **asked)
    assert [(change["fileId"], change["removed"]) for change in later["changes"]] == [
        (folder, True),
        (book, True),
    ]


def test_only_an_owner_deletes_and_a_writer_shares(google: Emulator, officer: Account) -> None:
    book = google.create("Phù Cát", officer)
    clerk = google.accounts.person("phucat@example.org")
    google.share(book, clerk, "writer")
    session = google.session(clerk)
    refused = session.delete(f"{DRIVE}/files/{book}")
    assert (refused.status_code, refused.json()["error"]["errors"][0]["reason"]) == (
        403,
        "insufficientFilePermissions",
    )
    made = session.post(
        f"{DRIVE}/files/{book}/permissions",
        params={"sendNotificationEmail": "false"},
        json={"type": "user", "role": "reader", "emailAddress": "khac@example.org"},
    )
    number = google.accounts.person("khac@example.org").number
    assert made.json() == {"kind": "drive#permission", "id": number, "type": "user", "role": "reader"}
    deleted = google.session(officer).delete(f"{DRIVE}/files/{book}")
    assert (deleted.status_code, deleted.content) == (204, b"")


def test_properties_of_a_file_are_kept_and_found(google: Emulator, officer: Account) -> None:
    book = google.create("Phù Cát", officer)
    session = google.session(officer)
    session.patch(f"{DRIVE}/files/{book}", json={"properties": {"unit": "phu_cat", "phase": "1"}})
    assert names(google, officer, q="properties has { key='unit' and value='phu_cat' }") == ["Phù Cát"]
    assert get(google, officer, f"files/{book}", fields="properties") == {
        "properties": {"unit": "phu_cat", "phase": "1"}
    }
    assert get(google, officer, f"files/{book}", fields="nope") == (
        400,
        {
            "code": 400,
            "message": "Invalid field selection nope",
            "errors": [
                {
                    "message": "Invalid field selection nope",
                    "domain": "global",
                    "reason": "invalidParameter",
                    "location": "fields",
                    "locationType": "parameter",
                }
            ],
        },
    )
