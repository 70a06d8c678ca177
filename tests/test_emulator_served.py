"""The loopback Google as one serves it: the sample province, the command line, a person's sign-in."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import gspread
import pytest
import requests
from gspread.http_client import HTTPClient

from tests.emulator import Emulator, clients
from tests.emulator.demo import fill

ROOT = Path(__file__).resolve().parents[1]


def test_the_sample_province_lies_in_a_folder_with_links_that_open(sample_province: Path) -> None:
    with Emulator() as google:
        robot = google.accounts.service("bang-dieu-khien")
        folder = fill(google, robot, sample=sample_province)
        client = google.gspread(robot)
        listed = {file["id"]: file["name"] for file in client.list_spreadsheet_files(folder_id=folder)}
        assert len(listed) == len(list(sample_province.rglob("*.xlsx")))
        province = next(number for number, name in listed.items() if name == "tinh")
        links = client.open_by_key(province).worksheet("Bảng tính").col_values(4)[3:]
        opened = {gspread.utils.extract_id_from_url(link) for link in links if link.startswith("https:")}
        assert len(opened) > 40
        assert opened <= listed.keys()
        read = client.http_client.values_batch_get(next(iter(opened)), ["'Tổng hợp'!A1:F5", "'CĐCS'"])
        assert read["valueRanges"][0]["values"][0][0].endswith("SỐ LIỆU MINH HỌA")


class Redirected(HTTPClient):
    """gspread's own HTTP client with another host, as a client without the adapter would do it."""

    url = ""

    def request(self, method: str, endpoint: str, *args: object, **options: object) -> requests.Response:
        parts = urlsplit(endpoint)
        return super().request(
            method, endpoint.replace(f"https://{parts.netloc}", self.url), *args, **options
        )


@pytest.fixture
def served(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the open server printed; it runs until the test is over."""
    command = [sys.executable, "-m", "tests.emulator", "--open", "--folder", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield dict(process.stdout.readline().rstrip("\n").split(": ", 1) for _ in range(3))
        process.terminate()
        assert process.wait(10) == 0


def test_the_open_server_prints_what_a_client_needs(served: dict[str, str]) -> None:
    key = json.loads(Path(served["key"]).read_text(encoding="utf-8"))
    assert key["token_uri"] == f"{served['url']}/token"
    Redirected.url = served["url"]
    client = gspread.Client(
        clients.credentials(key, tuple(gspread.auth.DEFAULT_SCOPES)), http_client=Redirected
    )
    made = client.create("Thử", served["folder"])
    for _ in range(65):
        made.fetch_sheet_metadata()
    assert [file["name"] for file in client.list_spreadsheet_files(folder_id=served["folder"])] == ["Thử"]


def test_the_open_server_takes_a_service_account_that_it_has_never_seen() -> None:
    email = "robot@du-an-khac.iam.gserviceaccount.com"
    elsewhere = Emulator()
    key = elsewhere.key(elsewhere.accounts.service("robot"))
    with Emulator(open=True) as google:
        key |= {"client_email": email, "token_uri": f"{google.url}/token"}
        made = clients.gspread_client(key, google.url, tuple(gspread.auth.DEFAULT_SCOPES)).create("Của robot")
        for _ in range(65):
            made.sheet1.update_acell("A1", "x")
        assert [(each["emailAddress"], each["role"]) for each in made.list_permissions()] == [
            (email, "owner")
        ]
        assert {each.status for each in google.requests} == {200}


def test_a_person_signs_in_and_owns_what_is_made() -> None:
    with Emulator() as google:
        asked = {
            "client_id": "x.apps.googleusercontent.com",
            "redirect_uri": "http://localhost:9/",
            "response_type": "code",
            "scope": "https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/spreadsheets",
            "state": "abc",
            "login_hint": "can.bo@example.org",
        }
        back = requests.get(f"{google.url}/o/oauth2/auth", params=asked, allow_redirects=False, timeout=5)
        query = parse_qs(urlsplit(back.headers["location"]).query)
        assert (back.status_code, query["state"]) == (302, ["abc"])
        form = {"grant_type": "authorization_code", "code": query["code"][0]}
        token = requests.post(f"{google.url}/token", data=form, timeout=5).json()
        again = requests.post(f"{google.url}/token", data=form, timeout=5)
        assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
        key = google.key(google.accounts.person("can.bo@example.org"))
        assert token["refresh_token"] == key["refresh_token"]
        made = clients.gspread_client(key, google.url, tuple(asked["scope"].split())).create("Của tôi")
        assert made.list_permissions()[0]["emailAddress"] == "can.bo@example.org"
