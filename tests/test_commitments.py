"""Commitments of «Cam kết» and of the app as one list, overdue first."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from campaign.access import PROMISES, Viewer, own
from campaign.database import TIME_ZONE, Database
from campaign.measures.commitments import Change, Commitment, Listed, Standing, answer, listed
from campaign.office.commitments import CommitmentBook
from tests.small_province import snapshot

NOW = datetime.datetime(2023, 8, 15, 9, 41, tzinfo=TIME_ZONE)
DAY = NOW.date()
LAN = Viewer("lan", "Nguyễn Thị Lan", "staff")
CLERK = Viewer("phucat", "Cán bộ Phù Cát", "unit", "phu_cat")


def row(what: str, due_on: str, unit: str = "phu_cat", **more: Any) -> dict[str, Any]:
    return {
        "unit": unit,
        "what": what,
        "made_on": "2023-07-14",
        "due_on": due_on,
        "who": "Thường trực",
    } | more


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def promise(
    what: str, due_on: str = "2023-08-31", unit: str = "phu_cat", made_on: str = "2023-08-15"
) -> Commitment:
    return Commitment(unit, what, day(made_on), day(due_on), entered_by="Nguyễn Thị Lan")


def book(folder: Path) -> CommitmentBook:
    return CommitmentBook(Database(f"sqlite:///{folder / 'campaign.db'}"), lambda: NOW)


def told(found: tuple[Listed, ...]) -> list[tuple[str, str]]:
    return [(one.commitment.what, one.said) for one in found]


def test_overdue_stands_first_then_what_is_due_soon_then_the_rest_and_done_last() -> None:
    rows = [
        row("Xong sớm", "2023-07-31", done=True, done_on="2023-07-20"),
        row("Còn lâu", "2023-09-30"),
        row("Quá hạn ít", "2023-08-10"),
        row("Sắp đến", "2023-08-22"),
        row("Xong muộn", "2023-07-31", done=True, done_on="2023-08-02"),
        row("Quá hạn lâu", "2023-07-31"),
        row("Hôm nay", "2023-08-15"),
    ]
    found = listed(snapshot(commitments=rows))
    assert told(found) == [
        ("Quá hạn lâu", "quá hạn 15 ngày"),
        ("Quá hạn ít", "quá hạn 5 ngày"),
        ("Hôm nay", "hạn hôm nay"),
        ("Sắp đến", "còn 7 ngày"),
        ("Còn lâu", "còn 46 ngày"),
        ("Xong muộn", "đã xong, chậm 2 ngày"),
        ("Xong sớm", "đã xong"),
    ]
    assert answer(found) == "7 cam kết: 2 quá hạn, 2 đến hạn trong 7 ngày, 1 còn hạn, 2 đã xong."
    assert answer(()) == "Chưa ghi cam kết nào."


def test_a_promise_of_a_later_meeting_is_not_known_yet() -> None:
    assert listed(snapshot(today="2023-07-13", commitments=[row("Việc", "2023-08-10")])) == ()
    assert listed(snapshot(today="2023-08-14"), [promise("Việc")]) == ()


def test_what_is_said_to_be_done_in_the_app_is_done_in_the_list_of_the_sheet_and_can_be_reopened() -> None:
    known = snapshot(commitments=[row("Nộp báo cáo", "2023-08-10")])
    done = Change("done", "phu_cat", "nộp báo cáo", day("2023-07-14"), DAY)
    (found,) = listed(known, [done])
    assert (found.standing, found.commitment.done_on, found.days) == (Standing.DONE, DAY, 5)
    reopened = Change("reopened", "phu_cat", "Nộp báo cáo", day("2023-07-14"), DAY)
    assert told(listed(known, [done, reopened])) == [("Nộp báo cáo", "quá hạn 5 ngày")]


def test_a_promise_in_both_places_is_one() -> None:
    known = snapshot(commitments=[row("Việc", "2023-08-20", made_on="2023-08-15")])
    assert len(listed(known, [promise("VIỆC")])) == 1


def test_entries_come_back_in_the_order_they_were_told_from_another_process(tmp_path: Path) -> None:
    one = promise("Nộp sáng kiến")
    book(tmp_path).add(one, LAN)
    book(tmp_path).change(one, "moved", LAN, DAY, day("2023-09-15"))
    entries = book(tmp_path).all()
    moved = Change("moved", "phu_cat", "Nộp sáng kiến", DAY, DAY, day("2023-09-15"))
    assert entries == (one, moved)
    assert [each.commitment.due_on for each in listed(snapshot(), entries)] == [day("2023-09-15")]


def test_a_withdrawn_promise_is_listed_no_more_and_stays_in_the_store(tmp_path: Path) -> None:
    kept, one = book(tmp_path), promise("Nhầm")
    kept.add(one, LAN)
    kept.change(one, "withdrawn", LAN, DAY)
    assert listed(snapshot(), kept.all()) == ()
    assert len(kept.all()) == 2


def test_a_promise_needs_words_and_a_day_that_is_not_over(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Cần ghi việc cam kết"):
        book(tmp_path).add(promise("  "), LAN)
    with pytest.raises(ValueError, match="Hạn sớm hơn ngày cam kết"):
        book(tmp_path).add(promise("Việc", "2023-08-14"), LAN)


def test_a_clerk_sees_the_commitments_of_the_own_unit_only(tmp_path: Path) -> None:
    kept = book(tmp_path)
    kept.add(promise("Của Phù Cát"), LAN)
    kept.add(promise("Của An Lão", unit="an_lao"), LAN)
    assert [each.unit for each in own(kept.all(), CLERK, PROMISES)] == ["phu_cat"]


def test_the_wall_shows_every_commitment_without_who_promised_it(tmp_path: Path) -> None:
    kept = book(tmp_path)
    kept.add(replace(promise("Của Phù Cát"), who="Trần Văn Nam"), LAN)
    kept.add(promise("Của An Lão", unit="an_lao"), LAN)
    screen = Viewer("4f2a", "Màn hình", "screen")
    seen = own(kept.all(), screen, PROMISES)
    assert [(each.unit, each.what, each.who) for each in seen] == [
        ("phu_cat", "Của Phù Cát", ""), ("an_lao", "Của An Lão", ""),
    ]  # fmt: skip
    assert own(kept.all(), screen, "reminders") == ()


def test_where_no_names_are_shown_none_stands_in_a_commitment(tmp_path: Path) -> None:
    kept = book(tmp_path)
    kept.add(replace(promise("Việc"), who="Trần Văn Nam"), LAN)
    [seen] = own(kept.all(), LAN, PROMISES, names=False)
    assert (seen.what, seen.who, seen.entered_by) == ("Việc", "", "")
