"""Who reported, when, and what is missing."""

import datetime

import pandas as pd
import pytest

from campaign.measures import timeliness
from tests.small_province import filled, snapshot

ALL = ("report", "summary", "unions", "initiatives", "works", "movements", "rewards")


def milestone(item, day, unit="phu_cat", phase=1):
    return {"unit": unit, "phase": phase, "item": item, "date": day}


def review(state, day, unit="phu_cat", phase=1):
    return {"unit": unit, "phase": phase, "state": state, "reviewed_on": day}


def row(frame, unit="phu_cat"):
    return frame.set_index("unit").loc[unit]


def test_every_unit_is_listed_and_one_that_never_reported_stands_as_such():
    frame = timeliness.received(snapshot(), 1)
    assert list(frame["unit"]) == ["phu_cat", "an_lao", "cd_y_te"]
    first = row(frame)
    assert (first["worksheets"], first["of"], first["days_late"], first["state"]) == (
        0,
        7,
        66,
        "chưa báo cáo",
    )
    assert first["missing"] == (
        "Báo cáo",
        "Tổng hợp",
        "CĐCS",
        "Sáng kiến tiêu biểu",
        "Công trình",
        "Phong trào",
        "Khen thưởng",
    )
    assert first["due"] == pd.Timestamp("2023-06-10")
    assert pd.isna(first["report_sent_on"]) and first["updated_at"] is None


def test_what_arrived_is_counted_by_worksheet_with_its_time():
    known = snapshot(workbooks=(filled("phu_cat", 2, "summary", "works"), filled("phu_cat", 1, *ALL)))
    second = row(timeliness.received(known, 2))
    assert (second["worksheets"], second["days_late"], second["state"]) == (2, 0, "đang nhập")
    assert second["missing"] == ("Báo cáo", "CĐCS", "Sáng kiến tiêu biểu", "Phong trào", "Khen thưởng")
    assert second["updated_at"].isoformat() == "2023-06-05T16:00:00+07:00"


@pytest.mark.parametrize(
    ("sent", "finished", "late", "state"),
    [
        ("2023-06-10", None, 0, "đúng hạn"),
        ("2023-06-12", None, 2, "chậm"),
        (None, "2023-06-09", 0, "đúng hạn"),
        ("2023-06-09", "2023-06-20", 0, "đúng hạn"),
        (None, None, 66, "chậm"),
    ],
)
def test_late_counts_from_the_due_day_to_the_report_or_to_today(sent, finished, late, state):
    known = snapshot(
        workbooks=(filled("phu_cat", 1, *ALL),),
        report=[milestone("report_sent", sent), milestone("entry_finished", finished)],
    )
    found = row(timeliness.received(known, 1))
    assert (found["days_late"], found["state"]) == (late, state)


def test_a_day_still_to_come_is_a_plan_and_not_a_report():
    known = snapshot(
        today="2023-06-08",
        workbooks=(filled("phu_cat", 1, *ALL),),
        report=[milestone("report_sent", "2023-06-09")],
    )
    found = row(timeliness.received(known, 1))
    assert (found["state"], pd.isna(found["report_sent_on"])) == ("đang nhập", True)


def test_the_newest_review_decides_whether_a_report_was_sent_back():
    sent = {"workbooks": (filled("phu_cat", 1, *ALL),), "report": [milestone("report_sent", "2023-06-05")]}
    back = snapshot(**sent, reviews=[review("Đã nhận", "2023-06-06"), review("Trả lại", "2023-06-07")])
    approved = snapshot(**sent, reviews=[review("Đã duyệt", "2023-06-20"), review("Trả lại", "2023-06-07")])
    assert row(timeliness.received(back, 1))["state"] == "trả lại"
    assert row(timeliness.received(approved, 1))["state"] == "đúng hạn"


def test_the_answer_counts_who_began_who_finished_and_who_is_late():
    known = snapshot(
        workbooks=(filled("phu_cat", 1, *ALL), filled("an_lao", 1, "summary")),
        report=[milestone("report_sent", "2023-06-05")],
    )
    assert timeliness.answer(known, 1) == (
        "Đợt 1: 2/3 đơn vị đã nhập số liệu, 1 đơn vị đã báo cáo xong, 2 đơn vị chậm; hạn 10/6/2023."
    )
    assert timeliness.answer(known, 3) == (
        "Đợt 3: 0/3 đơn vị đã nhập số liệu, 0 đơn vị đã báo cáo xong; hạn 10/1/2024."
    )


def test_the_parts_of_one_unit_are_there_as_values_too():
    known = snapshot(workbooks=(filled("phu_cat", 1, *ALL),), report=[milestone("report_sent", "2023-06-12")])
    found = timeliness.by_unit(known, 1)[0]
    assert (found.report_sent_on, found.due, found.days_late, found.missing) == (
        datetime.date(2023, 6, 12),
        datetime.date(2023, 6, 10),
        2,
        (),
    )


def test_the_units_of_a_phase_are_tallied_by_what_arrived_and_what_the_province_decided():
    known = snapshot(
        workbooks=(filled("phu_cat", 1, *ALL), filled("an_lao", 1, *ALL)),
        report=[milestone("report_sent", "2023-06-12"), milestone("report_sent", "2023-06-08", "an_lao")],
        reviews=[review("Đã duyệt", "2023-06-20"), review("Trả lại", "2023-06-20", "an_lao")],
    )
    assert timeliness.tally(known, 1) == timeliness.Tally(
        expected=3, begun=2, received=2, on_time=1, late=1, overdue=1, sent_back=1, accepted=1
    )
    assert timeliness.told(known, 1) == (
        "Đợt 1: 2/3 đơn vị đã báo cáo (1 đúng hạn, 1 chậm), 1 đơn vị quá hạn (1 chưa nhập gì), "
        "1 đơn vị bị trả lại; hạn nộp 10/6/2023, ngày khóa sổ 20/6/2023."
    )
    assert timeliness.told(known, 3) == (
        "Đợt 3: 0/3 đơn vị đã báo cáo, 3 đơn vị chưa nhập gì; hạn nộp 10/1/2024, ngày khóa sổ 20/1/2024."
    )


def test_a_unit_keeps_the_reason_for_which_its_report_was_sent_back():
    back = review("Trả lại", "2023-06-07") | {"comment": "Bổ sung minh chứng"}
    known = snapshot(workbooks=(filled("phu_cat", 1, *ALL),), reviews=[back])
    found = timeliness.by_unit(known, 1)[0]
    assert found.review == timeliness.Review("Trả lại", datetime.date(2023, 6, 7), "Bổ sung minh chứng")
    assert (found.sent_back, found.accepted) == (True, False)
