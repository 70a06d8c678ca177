"""The history of reminders: the sheet's rows and the office's log as one, with what came after."""

import datetime
from pathlib import Path
from typing import Any

from campaign.access import Viewer, own, visible
from campaign.database import TIME_ZONE, Database
from campaign.measures.reminded import Followed, Reminded, history, last_by_unit
from campaign.measures.reminding import Kind, Reminder
from campaign.office.reminders import ReminderLog
from tests.small_province import filled, snapshot

NOW = datetime.datetime(2023, 6, 12, 9, 41, tzinfo=TIME_ZONE)
DAY = NOW.date()
LAN = Viewer("lan", "Nguyễn Thị Lan", "staff")
CLERK = Viewer("phucat", "Cán bộ Phù Cát", "unit", "phu_cat")
FIRST = Reminder(Kind.FIRST, 1, 1, "Kính gửi …", "phu_cat")


def row(unit: str = "phu_cat", sent_on: str = "2023-06-12", **more: Any) -> dict[str, Any]:
    given = {"unit": unit, "phase": 1, "level": 1, "channel": "Zalo", "sent_on": sent_on, "sent_by": "Ban"}
    return given | more


def log(folder: Path) -> ReminderLog:
    return ReminderLog(Database(f"sqlite:///{folder / 'campaign.db'}"), lambda: NOW)


def after(**tables: Any) -> list[str]:
    return [each.after for each in history(snapshot(**tables))]


def test_a_row_of_the_sheet_comes_with_the_days_until_the_report() -> None:
    sent = {"unit": "phu_cat", "phase": 1, "item": "report_sent", "date": "2023-06-15"}
    (found,) = history(snapshot(reminders=[row(answer="Sẽ gửi")], report=[sent]))
    assert found == Followed(
        Reminded("phu_cat", 1, 1, "Zalo", DAY, "Ban", answer="Sẽ gửi"),
        datetime.date(2023, 6, 15),
        "báo cáo sau 3 ngày",
    )


def test_without_a_report_the_days_since_and_later_typing_are_told() -> None:
    assert after(reminders=[row()]) == ["chưa báo cáo, đã 64 ngày"]
    typed = filled("phu_cat", 1, "summary", at="2023-06-14")
    assert after(reminders=[row()], workbooks=(typed,)) == [
        "chưa báo cáo, đã 64 ngày; sửa bảng tính sau 2 ngày"
    ]


def test_a_reminder_after_the_report_brought_nothing_and_says_so() -> None:
    sent = {"unit": "phu_cat", "phase": 1, "item": "report_sent", "date": "2023-06-11"}
    assert after(reminders=[row()], report=[sent]) == ["đã báo cáo trước đó"]


def test_the_newest_stands_first_and_one_to_come_is_not_there_yet() -> None:
    rows = [row(sent_on="2023-06-12"), row("an_lao", "2023-06-16"), row(sent_on="2023-06-20")]
    found = history(snapshot(today="2023-06-18", reminders=rows))
    assert [(each.reminded.unit, each.reminded.sent_on.day) for each in found] == [
        ("an_lao", 16),
        ("phu_cat", 12),
    ]
    assert last_by_unit(found).keys() == {"an_lao", "phu_cat"}


def test_a_logged_reminder_comes_back_whole_from_another_process(tmp_path: Path) -> None:
    log(tmp_path).record(FIRST, "Zalo", "  Kính gửi LĐLĐ huyện Phù Cát!  ", LAN, DAY)
    assert log(tmp_path).all() == (
        Reminded("phu_cat", 1, 1, "Zalo", DAY, "Nguyễn Thị Lan", "Kính gửi LĐLĐ huyện Phù Cát!", id=1),
    )


def test_an_answer_is_added_and_a_later_one_stands(tmp_path: Path) -> None:
    kept = log(tmp_path)
    kept.record(FIRST, "Zalo", "", LAN, DAY)
    kept.answer(1, "Sẽ gửi", LAN, DAY)
    kept.answer(1, "Đã gửi", LAN, DAY + datetime.timedelta(days=1))
    (found,) = kept.all()
    assert (found.answer, found.answered_on) == ("Đã gửi", datetime.date(2023, 6, 13))


def test_a_mistaken_entry_is_withdrawn_and_stays_in_the_log(tmp_path: Path) -> None:
    kept = log(tmp_path)
    kept.record(FIRST, "Zalo", "", LAN, DAY)
    kept.record(FIRST, "Email", "", LAN, DAY)
    kept.withdraw(1, LAN, DAY)
    assert [(each.channel, each.withdrawn) for each in kept.all()] == [("Zalo", True), ("Email", False)]
    # Its row in «Đôn đốc» counts no more either.
    found = history(snapshot(reminders=[row(), row("an_lao")]), kept.all())
    assert [(each.reminded.unit, each.reminded.channel) for each in found] == [
        ("phu_cat", "Email"), ("an_lao", "Zalo"),
    ]  # fmt: skip


def test_a_reminder_in_the_sheet_and_in_the_log_is_one_with_the_sheets_answer(tmp_path: Path) -> None:
    kept = log(tmp_path)
    kept.record(FIRST, "Zalo", "Lời nhắc", LAN, DAY)
    (found,) = history(snapshot(reminders=[row(answer="Sẽ gửi")]), kept.all())
    assert (found.reminded.id, found.reminded.answer, found.reminded.text) == (1, "Sẽ gửi", "Lời nhắc")


def test_a_clerk_sees_the_reminders_of_the_own_unit_only(tmp_path: Path) -> None:
    kept = log(tmp_path)
    kept.record(FIRST, "Zalo", "", LAN, DAY)
    kept.record(Reminder(Kind.FIRST, 1, 1, "", "an_lao"), "Zalo", "", LAN, DAY)
    assert [each.unit for each in own(kept.all(), CLERK, "reminders")] == ["phu_cat"]
    assert len(own(kept.all(), LAN, "reminders")) == 2
    returned = {"unit": "an_lao", "phase": 1, "state": "Trả lại", "comment": "Thiếu minh chứng"}
    whole = snapshot(reminders=[row(), row("an_lao")], reviews=[returned])
    seen = visible(whole, "unit", "phu_cat")
    assert list(seen.tables["reminders"]["unit"]) == ["phu_cat"]
    assert list(seen.tables["reviews"]["comment"]) == [None]
    assert list(visible(whole, "leader").tables["reminders"]["unit"]) == ["phu_cat", "an_lao"]
