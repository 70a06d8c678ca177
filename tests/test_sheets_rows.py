"""A reminder written into «Đôn đốc» of the province workbook on Google, by the real client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.google import Refused
from campaign.handout.google.rows import add_row
from tests.office import PLAN, Commands, Office, office

SENT = {
    "unit": "LĐLĐ huyện Phù Cát",
    "phase": "Đợt 1",
    "level": "1",
    "channel": "Zalo",
    "sent_on": "12/6/2023",
    "sent_by": "Ban CSPL&QHLĐ",
    "text": "=1+1",
}


@pytest.fixture
def place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Office]:
    with office(tmp_path) as made:
        assert Commands(made, monkeypatch, capsys)("create", "--unit", "phu_cat", "--phase", "1")[0] == 0
        yield made


def test_a_reminder_is_one_row_below_the_others_and_reads_back_without_a_finding(place: Office) -> None:
    assert add_row(place.drive, place.file().id, PLAN, "reminders", SENT)
    assert add_row(place.drive, place.file().id, PLAN, "reminders", SENT | {"unit": "LĐLĐ huyện An Lão"})
    checked = place.read(place.file().id)
    table = checked.tables["reminders"]
    assert (table.rows, table.values["unit"], table.values["level"]) == (
        (4, 5),
        ("phu_cat", "an_lao"),
        (1, 1),
    )
    # Nothing that is written can reckon.
    assert table.values["text"] == ("=1+1", "=1+1")
    assert [each for each in checked.findings if each.worksheet == "Đôn đốc"] == []


def test_a_column_that_is_gone_means_that_nothing_is_written(place: Office) -> None:
    id = place.file().id
    place.google.forget_requests()
    assert not add_row(place.drive, id, PLAN, "reminders", SENT | {"strange": "x"})
    assert place.google.count("sheets.write") == 0


def test_an_account_that_may_only_read_is_refused(place: Office) -> None:
    reader = place.google.accounts.service("chi-doc")
    place.google.share(place.folder, reader, "reader")
    key = place.google.write_key(reader, place.key.with_name("reader.json"))
    other = Office(place.google, place.officer, reader, place.folder, key)
    with pytest.raises(Refused):
        add_row(other.drive, place.file().id, PLAN, "reminders", SENT)
