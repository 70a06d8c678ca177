"""Choosing Google as the source: the folder, the key file, and what is refused with what to do."""

import datetime
import json
import os
from pathlib import Path

import pytest

from campaign.google import open_door
from campaign.intake.collector import local_now
from campaign.intake.sources import Paced, open_source
from campaign.intake.sources.folder import FolderSource
from campaign.intake.sources.google import GoogleSource
from campaign.settings import GoogleSettings, SettingsError, read_settings
from tests.emulator import Emulator
from tests.shelf import PLAN

FOLDER = "1AbCdEfGhIjKlMnOp"


def settings(**named: str) -> dict[str, str]:
    return {
        "CAMPAIGN_SOURCE": f"google:{FOLDER}",
        "CAMPAIGN_GOOGLE_KEY": "/run/key.json",
        **{f"CAMPAIGN_{name.upper()}": value for name, value in named.items()},
    }


def test_a_folder_of_drive_is_named_by_its_id_or_its_address() -> None:
    expected = GoogleSettings(FOLDER, Path("/run/key.json"))
    address = f"google:https://drive.google.com/drive/folders/{FOLDER}?usp=sharing"
    assert read_settings(settings()).google == expected
    assert read_settings(settings(source=address)).google == expected


def test_a_folder_of_files_is_no_google() -> None:
    assert read_settings({"CAMPAIGN_SOURCE": "var/sample"}).google is None


def test_a_server_of_this_machine_in_googles_place_holds_invented_figures() -> None:
    real, invented = (
        read_settings(settings()),
        read_settings(settings(google_api="http://127.0.0.1:9000")),
    )
    assert (real.sample, invented.sample) == (False, True)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"google_key": ""}, "Thiếu CAMPAIGN_GOOGLE_KEY"),
        ({"source": "google:"}, "phần sau /folders/"),
        ({"source": "google:a b"}, "phần sau /folders/"),
        ({"google_api": "http://example.org"}, "chỉ nhận địa chỉ trên chính máy này"),
    ],
)
def test_what_cannot_be_meant_is_refused(named: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_settings(settings(**named))


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    key.write_text("{}")
    key.chmod(0o640)
    with pytest.raises(SettingsError, match=f"chmod 600 {key}"):
        open_door(key)


@pytest.mark.parametrize("content", ["", "[]", "{}", '"text"', json.dumps({"type": "service_account"})])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    key = tmp_path / "key.json"
    key.touch(0o600)
    key.write_text(content)
    with pytest.raises(SettingsError, match="không phải tệp khóa JSON"):
        open_door(key)


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Không đọc được tệp khóa"):
        open_door(tmp_path / "none.json")


def test_doors_of_one_account_share_one_budget(tmp_path: Path) -> None:
    with Emulator() as google:
        robot, other = google.accounts.service("mot"), google.accounts.service("hai")
        key, another = (
            google.write_key(robot, tmp_path / "1.json"),
            google.write_key(other, tmp_path / "2.json"),
        )
        first, second, third = (open_door(each, base=google.url) for each in (key, key, another))
    assert first.client.reads is second.client.reads
    assert first.client.reads is not third.client.reads


def test_the_settings_open_their_source(tmp_path: Path) -> None:
    with Emulator() as google:
        google.write_key(google.accounts.service("robot"), tmp_path / "key.json")
        named = settings(google_key=str(tmp_path / "key.json"), google_api=google.url, today="2023-08-15")
        on_google = open_source(read_settings(named), PLAN, clock=local_now)
        in_folder = open_source(read_settings({"CAMPAIGN_SOURCE": str(tmp_path)}), PLAN, clock=local_now)
    assert isinstance(on_google, GoogleSource) and isinstance(on_google, Paced)
    assert (on_google._today, on_google._folder) == (datetime.date(2023, 8, 15), FOLDER)
    assert in_folder == FolderSource(tmp_path)
    assert not isinstance(in_folder, Paced)
