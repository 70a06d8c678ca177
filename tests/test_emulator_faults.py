"""What goes wrong at Google, as its clients meet it: tokens, quotas, refusals, odd bodies, cut lines."""

import datetime
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError

from tests.emulator import Account, Clock, Emulator

NOON = datetime.datetime(2023, 8, 15, 5, 0, tzinfo=datetime.UTC)


@pytest.fixture
def google() -> Iterator[Emulator]:
    with Emulator(clock=Clock(NOON)) as running:
        yield running


@pytest.fixture
def robot(google: Emulator) -> Account:
    return google.accounts.service("bang-dieu-khien")


@pytest.fixture
def book(google: Emulator, robot: Account) -> str:
    made = google.create("Phù Cát", google.accounts.person("can.bo@example.org"))
    google.share(made, robot, "writer")
    return made


def test_a_key_file_gets_a_token_that_is_kept(
    google: Emulator, robot: Account, book: str, tmp_path: Path
) -> None:
    path = google.write_key(robot, tmp_path / "khoa.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["token_uri"] == f"{google.url}/token"
    client = google.gspread(robot)
    client.open_by_key(book)
    client.open_by_key(book)
    assert (google.count("token"), google.count("sheets.read")) == (1, 2)
    assert [exchange.account for exchange in google.requests] == ["", robot.email, robot.email]


def test_a_forged_signature_gets_no_token(google: Emulator, robot: Account, book: str) -> None:
    other = google.accounts.service("nguoi-la")
    key = google.key(robot) | {"private_key": google.key(other)["private_key"]}
    google_key, google.key = google.key, lambda account: key  # type: ignore[method-assign]
    with pytest.raises(RefreshError, match=r"invalid_grant: Invalid JWT Signature\."):
        google.gspread(robot).open_by_key(book)
    google.key = google_key  # type: ignore[method-assign]


def test_a_token_runs_out_and_is_fetched_anew(google: Emulator, robot: Account, book: str) -> None:
    client = google.gspread(robot)
    client.open_by_key(book)
    google.clock.advance(3600)
    client.open_by_key(book)
    assert [exchange.status for exchange in google.requests] == [200, 200, 401, 200, 200]


def test_a_call_without_a_token_or_with_too_few_scopes_is_refused(
    google: Emulator, robot: Account, book: str
) -> None:
    bare = requests.get(f"{google.url}/v4/spreadsheets/{book}", timeout=5)
    assert (bare.status_code, bare.json()["error"]["status"]) == (401, "UNAUTHENTICATED")
    reader = google.gspread(robot, ("https://www.googleapis.com/auth/spreadsheets.readonly",))
    tab = reader.open_by_key(book).sheet1
    with pytest.raises(gspread.exceptions.APIError, match="insufficient authentication scopes"):
        tab.update_acell("A1", "x")


def test_the_sixty_first_read_of_a_minute_is_the_recorded_429(
    google: Emulator, robot: Account, book: str
) -> None:
    client = google.gspread(robot)
    tab = client.open_by_key(book).sheet1
    for _ in range(58):
        tab.acell("A1")
    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.acell("A1")
    error = refused.value.error
    assert refused.value.code == 429
    assert error["status"] == "RESOURCE_EXHAUSTED"
    assert "'Read requests per minute per user' of service 'sheets.googleapis.com'" in error["message"]
    assert error["details"][0]["metadata"]["quota_limit_value"] == "60"
    assert refused.value.response.headers.get("Retry-After") is None
    tab.update_acell("A1", "ghi là hạn mức khác")
    google.clock.advance(60)
    assert tab.acell("A1").value == "ghi là hạn mức khác"


def test_the_whole_project_has_a_quota_too(google: Emulator, robot: Account, book: str) -> None:
    google.quota.reads_per_project = 3
    client = google.gspread(robot)
    client.open_by_key(book)
    google.gspread(google.accounts.person("can.bo@example.org")).open_by_key(book).worksheets()
    with pytest.raises(gspread.exceptions.APIError, match=r"'Read requests per minute' of service"):
        client.open_by_key(book)


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        ("not_shared", 403, "PERMISSION_DENIED"),
        ("not_found", 404, "NOT_FOUND"),
        ("disabled", 403, "PERMISSION_DENIED"),
        ("internal", 500, "INTERNAL"),
        ("unavailable", 503, "UNAVAILABLE"),
        ("quota_reads", 429, "RESOURCE_EXHAUSTED"),
    ],
)
def test_a_named_refusal_comes_as_recorded(
    google: Emulator, robot: Account, book: str, error: str, status: int, reason: str
) -> None:
    tab = google.gspread(robot).open_by_key(book).sheet1
    google.faults.add(error=error, where="/values/", times=1)
    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.acell("A1")
    assert (refused.value.code, refused.value.error["status"]) == (status, reason)
    assert tab.acell("A1").value is None


def test_an_html_body_leaves_gspread_without_a_code(google: Emulator, robot: Account, book: str) -> None:
    tab = google.gspread(robot).open_by_key(book).sheet1
    google.faults.add(status=429, html=True)
    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.acell("A1")
    assert (refused.value.code, refused.value.response.status_code) == (-1, 429)


def test_odd_json_and_no_json_break_gspread_itself(google: Emulator, robot: Account, book: str) -> None:
    tab = google.gspread(robot).open_by_key(book).sheet1
    google.faults.add(status=403, json={"error": "text"}, times=1)
    google.faults.add(status=200, body="no JSON", times=1)
    with pytest.raises(TypeError):
        tab.acell("A1")
    with pytest.raises(requests.exceptions.JSONDecodeError):
        tab.acell("A1")


@pytest.mark.parametrize("fault", ["cut", "torn"])
def test_a_cut_line_is_a_fault_of_requests(google: Emulator, robot: Account, book: str, fault: str) -> None:
    tab = google.gspread(robot).open_by_key(book).sheet1
    google.faults.add(**{fault: True}, times=1)
    with pytest.raises(requests.exceptions.RequestException):
        tab.acell("A1")
    assert tab.acell("A1").value is None


def test_a_delayed_answer_is_right_and_holds_up_nobody_else(
    google: Emulator, robot: Account, book: str
) -> None:
    officer = google.accounts.person("can.bo@example.org")
    client, other = google.gspread(robot), google.gspread(officer).open_by_key(book)
    client.set_timeout(0.2)
    tab = client.open_by_key(book).sheet1
    google.faults.add(delay=0.5, account=robot)
    with pytest.raises(requests.exceptions.Timeout):
        tab.acell("A1")
    assert other.sheet1.acell("A1").value is None
    client.set_timeout(5)
    assert tab.acell("A1").value is None


def test_a_rule_strikes_what_it_names_as_often_as_it_says(
    google: Emulator, robot: Account, book: str
) -> None:
    other = google.create("Khác", google.accounts.person("can.bo@example.org"))
    google.share(other, robot)
    session = google.session(robot)
    rule = google.faults.add(status=500, file=book, method="GET", every=2)
    asked = [book, other, book, book, book, other]
    sheets = "https://sheets.googleapis.com/v4/spreadsheets"
    assert [session.get(f"{sheets}/{each}").status_code for each in asked] == [200, 200, 500, 200, 500, 200]
    assert rule.struck == 2
    assert [exchange.fault is rule for exchange in google.requests if exchange.status == 500] == [True, True]
    google.faults.clear()
    assert session.get(f"{sheets}/{book}").status_code == 200


def test_an_open_server_takes_any_service_account_and_lets_it_own_files(
    robot: Account, google: Emulator
) -> None:
    with Emulator(open=True) as free:
        key = google.key(robot) | {"token_uri": f"{free.url}/token"}
        free.key = lambda account: key  # type: ignore[method-assign]
        client = free.gspread(robot)
        made = client.create("Bảng của tài khoản dịch vụ")
        for _ in range(70):
            made.worksheets()
        assert client.openall()[0].title == "Bảng của tài khoản dịch vụ"
