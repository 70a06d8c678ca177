"""gspread's client and spreadsheet, unmodified, on the loopback Google: opening, listing, sharing."""

from collections.abc import Iterator

import gspread
import pytest
from gspread.utils import ExportFormat

from tests.emulator import Emulator


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.fixture
def officer(google: Emulator) -> gspread.Client:
    return google.gspread(google.accounts.person("can.bo@example.org"))


def test_a_new_spreadsheet_has_the_locale_of_drive_and_one_tab(officer: gspread.Client) -> None:
    made = officer.create("Phù Cát – đợt 1")
    assert made.title == "Phù Cát – đợt 1"
    assert made.locale == "en_US"
    assert made.timezone == "Etc/GMT"
    assert [(tab.title, tab.id, tab.row_count, tab.col_count) for tab in made.worksheets()] == [
        ("Sheet1", 0, 1000, 26)
    ]
    assert made.url == f"https://docs.google.com/spreadsheets/d/{made.id}"


def test_a_spreadsheet_opens_by_key_by_link_and_by_title(officer: gspread.Client) -> None:
    made = officer.create("Tên có \"ngoặc đơn\" và 'nháy'")
    other = officer.create("Bảng khác")
    assert officer.open_by_key(made.id).id == made.id
    assert officer.open_by_url(made.url + "/edit#gid=0").id == made.id
    assert officer.open("Bảng khác").id == other.id
    assert {each.id for each in officer.openall()} == {made.id, other.id}
    with pytest.raises(gspread.SpreadsheetNotFound):
        officer.open("Không có")
    with pytest.raises(gspread.SpreadsheetNotFound):
        officer.open_by_key("1" + "x" * 43)


def test_a_folder_lists_what_lies_in_it(google: Emulator, officer: gspread.Client) -> None:
    folder = google.folder("Đợt 1", google.accounts.person("can.bo@example.org"))
    inside = officer.create("Trong thư mục", folder)
    officer.create("Ngoài thư mục")
    (listed,) = officer.list_spreadsheet_files(folder_id=folder)
    assert (listed["id"], listed["name"]) == (inside.id, "Trong thư mục")
    assert listed["createdTime"].endswith("Z")
    assert officer.get_file_drive_metadata(inside.id)["name"] == "Trong thư mục"


def test_more_files_than_a_page_are_listed_over_several_pages(google: Emulator) -> None:
    person = google.accounts.person("can.bo@example.org")
    for number in range(7):
        google.create(f"Bảng {number}", person)
    session = google.session(person)
    names, token, pages = [], None, 0
    while pages == 0 or token:
        asked = {"q": "trashed = false", "pageSize": 3, "orderBy": "name", "pageToken": token}
        answer = session.get("https://www.googleapis.com/drive/v3/files", params=asked).json()
        names += [file["name"] for file in answer["files"]]
        token, pages = answer.get("nextPageToken"), pages + 1
    assert (pages, names) == (3, [f"Bảng {number}" for number in range(7)])


def test_title_locale_and_time_zone_change(officer: gspread.Client) -> None:
    made = officer.create("Cũ")
    made.update_title("Mới")
    made.update_locale("vi_VN")
    made.update_timezone("Asia/Ho_Chi_Minh")
    again = officer.open_by_key(made.id)
    assert (again.title, again.locale, again.timezone) == ("Mới", "vi_VN", "Asia/Ho_Chi_Minh")
    assert officer.list_spreadsheet_files()[0]["name"] == "Mới"


def test_tabs_are_added_found_moved_copied_and_deleted(officer: gspread.Client) -> None:
    made = officer.create("Bảng")
    first = made.add_worksheet("Công trình", rows=50, cols=18)
    second = made.add_worksheet("Tổng hợp", rows=10, cols=4, index=0)
    assert [tab.title for tab in made.worksheets()] == ["Tổng hợp", "Sheet1", "Công trình"]
    assert (first.row_count, first.col_count) == (50, 18)
    assert (
        made.worksheet("Công trình").id == made.get_worksheet(2).id == made.get_worksheet_by_id(first.id).id
    )
    assert made.sheet1.title == "Tổng hợp"
    made.reorder_worksheets([first, made.worksheet("Sheet1"), second])
    assert [tab.title for tab in made.worksheets()] == ["Công trình", "Sheet1", "Tổng hợp"]
    first.update([["a", 1]], "A1")
    copy = made.duplicate_sheet(first.id, insert_sheet_index=3, new_sheet_name="Bản sao")
    assert copy.get_all_values() == [["a", "1"]]
    made.del_worksheet(first)
    made.del_worksheet_by_id(second.id)
    assert [tab.title for tab in made.worksheets()] == ["Sheet1", "Bản sao"]
    with pytest.raises(gspread.WorksheetNotFound):
        made.worksheet("Công trình")


def test_a_title_is_taken_only_once_and_the_last_tab_stays(officer: gspread.Client) -> None:
    made = officer.create("Bảng")
    with pytest.raises(gspread.exceptions.APIError) as doubled:
        made.add_worksheet("sheet1", rows=1, cols=1)
    assert doubled.value.error == {
        "code": 400,
        "message": 'Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. '
        "Please enter another name.",
        "status": "INVALID_ARGUMENT",
    }
    with pytest.raises(gspread.exceptions.APIError, match="You can't remove all"):
        made.del_worksheet(made.sheet1)
    with pytest.raises(gspread.exceptions.APIError, match="You can't hide all the sheets in a document"):
        made.sheet1.hide()


def test_sharing_lets_another_account_in_and_taking_it_back_locks_it_out(
    google: Emulator, officer: gspread.Client
) -> None:
    made = officer.create("Phù Cát")
    clerk = google.gspread(google.accounts.person("phucat@example.org"))
    with pytest.raises(PermissionError):
        clerk.open_by_key(made.id)
    made.share("phucat@example.org", perm_type="user", role="writer", notify=False)
    clerk.open_by_key(made.id).sheet1.update_acell("A1", "đã vào được")
    assert [(each["emailAddress"], each["role"]) for each in made.list_permissions()] == [
        ("can.bo@example.org", "owner"),
        ("phucat@example.org", "writer"),
    ]
    assert made.remove_permissions("phucat@example.org", role="writer") == [
        google.accounts.person("phucat@example.org").number
    ]
    with pytest.raises(PermissionError):
        clerk.open_by_key(made.id)


def test_a_reader_reads_and_does_not_write_or_share(google: Emulator, officer: gspread.Client) -> None:
    made = officer.create("Phù Cát")
    made.share("xem@example.org", perm_type="user", role="reader", notify=False)
    seen = google.gspread(google.accounts.person("xem@example.org")).open_by_key(made.id)
    assert seen.sheet1.get_all_values() == [[]]
    with pytest.raises(gspread.exceptions.APIError) as refused:
        seen.sheet1.update_acell("A1", "x")
    assert refused.value.error == {
        "code": 403,
        "message": "The caller does not have permission",
        "status": "PERMISSION_DENIED",
    }
    with pytest.raises(gspread.exceptions.APIError, match="sufficient permissions"):
        seen.share("khac@example.org", perm_type="user", role="reader", notify=False)


def test_an_owner_hands_a_file_over_and_the_new_one_accepts(
    google: Emulator, officer: gspread.Client
) -> None:
    made = officer.create("Phù Cát")
    answer = officer.insert_permission(made.id, "moi@example.org", "user", "writer", notify=False)
    permission = answer.json()["id"]
    made.transfer_ownership(permission)
    assert [each["pendingOwner"] for each in made.list_permissions()] == [False, True]
    theirs = google.gspread(google.accounts.person("moi@example.org")).open_by_key(made.id)
    theirs.accept_ownership(permission)
    assert {each["emailAddress"]: each["role"] for each in made.list_permissions()} == {
        "can.bo@example.org": "writer",
        "moi@example.org": "owner",
    }
    (old,) = [each["id"] for each in theirs.list_permissions() if each["role"] == "writer"]
    theirs.client.remove_permission(made.id, old)
    with pytest.raises(PermissionError):
        officer.open_by_key(made.id)


def test_values_of_the_whole_file_are_written_appended_and_cleared(officer: gspread.Client) -> None:
    made = officer.create("Bảng")
    entered = {"valueInputOption": "USER_ENTERED"}
    made.values_update("Sheet1!A1:B1", entered, {"values": [["Tên", "Số"]]})
    made.values_append("Sheet1!A1", entered, {"values": [["Phù Cát", 12]]})
    body = {**entered, "data": [{"range": "Sheet1!A3:B3", "values": [["An Lão", 3]]}]}
    assert made.values_batch_update(body)["totalUpdatedCells"] == 2
    assert made.values_get("Sheet1!A1:B3")["values"] == [["Tên", "Số"], ["Phù Cát", "12"], ["An Lão", "3"]]
    made.values_clear("Sheet1!B3")
    made.values_batch_clear(body={"ranges": ["Sheet1!A2:B2"]})
    assert made.sheet1.get_all_values() == [["Tên", "Số"], ["", ""], ["An Lão", ""]]
    before = made.lastUpdateTime
    made.update_drive_metadata()
    assert made.lastUpdateTime >= before


def test_a_link_for_everybody_opens_and_does_not_list(google: Emulator, officer: gspread.Client) -> None:
    made = officer.create("Ai cũng xem")
    made.share(None, perm_type="anyone", role="reader")
    stranger = google.gspread(google.accounts.person("la@example.org"))
    assert stranger.open_by_key(made.id).title == "Ai cũng xem"
    assert stranger.list_spreadsheet_files() == []


def test_a_copy_brings_cells_and_permissions_that_are_asked_for(officer: gspread.Client) -> None:
    made = officer.create("Mẫu")
    made.sheet1.update([["Tên", "Số"], ["Phù Cát", 12]], "A1")
    made.share("phucat@example.org", perm_type="user", role="writer", notify=False)
    copy = officer.copy(made.id, title="Phù Cát – đợt 2", copy_permissions=True, copy_comments=True)
    assert copy.title == "Phù Cát – đợt 2"
    assert copy.sheet1.get_all_values() == [["Tên", "Số"], ["Phù Cát", "12"]]
    assert {each["emailAddress"] for each in copy.list_permissions()} == {
        "can.bo@example.org",
        "phucat@example.org",
    }
    copy.sheet1.update_acell("A1", "đổi")
    assert made.sheet1.acell("A1").value == "Tên"


def test_a_deleted_spreadsheet_is_gone_at_once(officer: gspread.Client) -> None:
    made = officer.create("Bỏ")
    officer.del_spreadsheet(made.id)
    with pytest.raises(gspread.SpreadsheetNotFound):
        officer.open_by_key(made.id)


def test_a_csv_replaces_a_spreadsheet_and_exports_again(officer: gspread.Client) -> None:
    made = officer.create("Nhập")
    officer.import_csv(made.id, "Tên,Số\nPhù Cát,12\n".encode())
    assert made.sheet1.get("A1:B2") == [["Tên", "Số"], ["Phù Cát", "12"]]
    assert made.export(ExportFormat.CSV) == "Tên,Số\r\nPhù Cát,12".encode()
    assert made.export(ExportFormat.EXCEL)[:2] == b"PK"


def test_named_and_protected_ranges_are_listed(officer: gspread.Client) -> None:
    made = officer.create("Bảng")
    tab = made.sheet1
    tab.update([["a", "b"], [1, 2]], "A1")
    tab.define_named_range("A1:B2", "DanhMuc")
    (named,) = made.list_named_ranges()
    assert named["name"] == "DanhMuc"
    assert named["range"] == {
        "startRowIndex": 0,
        "endRowIndex": 2,
        "startColumnIndex": 0,
        "endColumnIndex": 2,
    }
    assert [cell.value for cell in made.named_range("DanhMuc")] == ["a", "b", "1", "2"]
    tab.delete_named_range(named["namedRangeId"])
    assert made.list_named_ranges() == []
    tab.add_protected_range("A1:Z1", ["can.bo@example.org"], description="Tiêu đề")
    (kept,) = made.list_protected_ranges(tab.id)
    assert kept["description"] == "Tiêu đề"
    assert kept["editors"] == {"users": ["can.bo@example.org"]}
    tab.delete_protected_range(kept["protectedRangeId"])
    assert made.list_protected_ranges(tab.id) == []


def test_an_api_edit_moves_the_time_of_the_last_change_at_once(
    google: Emulator, officer: gspread.Client
) -> None:
    made = officer.create("Bảng")
    before = made.get_lastUpdateTime()
    google.clock.advance(60)
    made.sheet1.update_acell("A1", "x")
    assert made.get_lastUpdateTime() > before
    assert made.creationTime == officer.get_file_drive_metadata(made.id)["createdTime"]
