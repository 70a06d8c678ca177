"""Making and sharing the workbooks of a campaign on Google, by the real commands on the loopback server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from gspread.exceptions import APIError

from campaign.handout.layout import printed_rows
from sheets_schema.unit_workbook import unit_workbook
from tests.office import PLAN, Commands, Office, office

NOTHING_DONE = {"sheets.write": 0, "drive.write": 0}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def run(place: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(place, monkeypatch, capsys)


def writes(place: Office) -> dict[str, int]:
    return {kind: place.google.count(kind) for kind in NOTHING_DONE}


def test_a_second_run_changes_nothing(place: Office, run: Commands) -> None:
    run("create", "--phase", "1", "--unit", "phu_cat")
    place.google.forget_requests()
    code, made = run("create", "--phase", "1", "--unit", "phu_cat")
    assert (code, [entry["done"] for entry in made["workbooks"]], made["links"]) == (0, [[], []], 0)
    assert writes(place) == NOTHING_DONE


def test_a_run_that_was_cut_short_goes_on(place: Office, run: Commands) -> None:
    run("create")
    place.google.faults.add(status=500, where=":batchUpdate", method="POST", times=1)
    code, out, err = run.says("create", "--phase", "1", "--unit", "phu_cat")
    assert (code, out) == (2, "")
    assert "Google chưa trả lời được" in err
    id = place.file("phu_cat").id
    code, made = run("create", "--phase", "1", "--unit", "phu_cat")
    assert (code, made["workbooks"][1]["done"], made["links"]) == (0, ["ghi mẫu"], 1)
    assert place.file("phu_cat").id == id
    assert place.read(id).unit == "phu_cat"


@pytest.mark.parametrize(
    "odd", [{}, {"files": [], "incompleteSearch": True}, {"files": None}, {"files": [{}]}]
)
def test_a_list_that_may_lack_something_makes_nothing_a_second_time(
    place: Office, run: Commands, odd: dict[str, object]
) -> None:
    run("create")
    place.google.faults.add(status=200, json=odd, where="/drive/v3/files?", method="GET")
    place.google.forget_requests()
    code, _, err = run.says("create", "--phase", "1", "--unit", "phu_cat")
    assert (code, "không đúng dạng" in err, writes(place)) == (2, True, NOTHING_DONE)


def test_a_dry_run_tells_what_it_would_do_and_does_nothing(place: Office, run: Commands) -> None:
    run("create")
    place.type_address("phu_cat", "phu.cat@congdoan.example")
    place.google.forget_requests()
    code, out, err = run.says("create", "--phase", "1", "--unit", "phu_cat", "--dry-run")
    assert (code, err) == (0, "")
    assert (
        "LĐLĐ huyện Phù Cát, đợt 1: Sẽ tạo bảng tính; ghi mẫu; chia sẻ cho phu.cat@congdoan.example\n" in out
    )
    assert writes(place) == NOTHING_DONE


def test_a_unit_is_shared_as_writer_and_without_a_mail_unless_asked(place: Office, run: Commands) -> None:
    run("create")
    place.type_address("phu_cat", "phu.cat@congdoan.example; hoa@congdoan.example")
    run("create", "--phase", "1", "--unit", "phu_cat")
    shared = [each for each in place.google.requests if each.path.endswith("/permissions")]
    asked = [each.query["sendNotificationEmail"] for each in shared if each.method == "POST"]
    assert asked == [["false"], ["false"]]
    writers = place.drive.writers(place.file("phu_cat").id)
    assert {"phu.cat@congdoan.example", "hoa@congdoan.example"} <= writers
    place.type_address("phu_cat", "moi@congdoan.example")
    place.google.forget_requests()
    run("share", "--phase", "1", "--notify")
    (mailed,) = [each for each in place.google.requests if each.method == "POST" and each.kind != "token"]
    assert mailed.query["sendNotificationEmail"] == ["true"]


def test_the_province_workbook_begins_with_the_units_and_is_linked_to_theirs(
    place: Office, run: Commands
) -> None:
    run("create", "--phase", "2", "--unit", "phu_cat")
    province = place.read(place.file().id)
    assert province.tables["units"].values["code"] == tuple(unit.id for unit in PLAN.units)
    links = province.tables["workbooks"].values
    assert (links["unit"], links["phase"], links["link"]) == (
        ("phu_cat",),
        ("2",),
        (place.file("phu_cat", 2).link,),
    )
    assert [finding for finding in province.findings if finding.severity == "error"] == []


def test_a_link_that_someone_has_typed_is_kept(place: Office, run: Commands) -> None:
    run("create")
    own = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit"
    place.google.workbook(place.file().id).paste("Bảng tính", "B4", [["Phù Cát", "Đợt 1", own]])
    code, made = run("create", "--phase", "1", "--unit", "phu_cat")
    assert (code, made["links"], made["workbooks"][1]["done"]) == (1, 0, [])
    assert made["troubles"] == [
        "LĐLĐ huyện Phù Cát, đợt 1: “Bảng tính” của tỉnh ghi một liên kết khác "
        "(1AbCdEfGhIjKlMnOpQrStUvWxYz): giữ nguyên, không tạo thêm."
    ]
    assert place.google.workbook(place.file().id).values("Bảng tính")[3][3] == own


def test_an_address_that_cannot_be_one_is_told(place: Office, run: Commands) -> None:
    run("create")
    place.type_address("phu_cat", "phu.cat(a)congdoan")
    code, made = run("share", "--phase", "1")
    assert (code, made["troubles"]) == (1, ["Địa chỉ chưa dùng được: phu_cat: phu.cat(a)congdoan"])


def test_locale_and_time_zone_are_vietnamese(place: Office, run: Commands) -> None:
    run("create")
    properties = place.google.workbook(place.file().id).spreadsheet.properties
    assert (properties["locale"], properties["timeZone"]) == ("vi_VN", "Asia/Ho_Chi_Minh")


def test_a_service_account_without_storage_learns_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with office(tmp_path, shared_drive=False) as place:
        code, out, err = Commands(place, monkeypatch, capsys).says("create")
        assert (code, out) == (2, "")
        assert "bộ nhớ dùng chung (Shared drive)" in err
        assert place.drive.files() == ()


def test_a_person_makes_workbooks_in_an_own_folder_and_lets_the_service_account_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with office(tmp_path, shared_drive=False) as place:
        run = Commands(place, monkeypatch, capsys)
        login = place.google.write_key(place.officer, tmp_path / "officer.json")
        code, made = run("create", "--phase", "1", "--unit", "phu_cat", "--account", str(login))
        assert (code, made["troubles"]) == (0, [])
        file = place.file("phu_cat")
        assert place.robot.email in place.drive.writers(file.id)
        tab = place.google.workbook(file.id).spreadsheet.titled("Công trình")
        assert place.robot.email in tab.protected[0]["editors"]["users"]


def test_a_clerk_types_where_the_template_asks_and_nowhere_else(place: Office, run: Commands) -> None:
    run("create")
    clerk = place.google.accounts.person("phu.cat@congdoan.example")
    place.type_address("phu_cat", clerk.email)
    run("create", "--phase", "2", "--unit", "phu_cat")
    book = place.google.gspread(clerk).open_by_key(place.file("phu_cat", 2).id)
    summary = unit_workbook(PLAN).worksheet("summary")
    (first, *_) = [row for row in printed_rows(summary) if row.key == ("initiatives_valid",)]
    asked = f"{chr(65 + [column.name for column in summary.columns].index('production'))}{first.row}"
    book.worksheet("Tổng hợp").update_acell(asked, "1.234")
    book.worksheet("CĐCS").update_acell("B4", "CĐCS Công ty Ánh Dương")
    assert book.worksheet("Tổng hợp").acell(asked, value_render_option="UNFORMATTED_VALUE").value == 1234
    for tab, cell in (("CĐCS", "B3"), ("CĐCS", "A1"), ("Tổng hợp", f"A{first.row}"), ("Hướng dẫn", "A5")):
        with pytest.raises(APIError, match="protected"):
            book.worksheet(tab).update_acell(cell, "sửa")
