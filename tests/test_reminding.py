"""Reminders: the right text at the right time, with all that is lacking, and nobody named too early."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from campaign.closing import Closing
from campaign.measures import reminding
from campaign.measures.reminding import Kind, Reminder
from campaign.records import Finding, Snapshot
from tests.small_province import filled, snapshot, target

ALL = ("report", "summary", "unions", "initiatives", "works", "movements", "rewards")


def known(today: str, **tables: Any) -> Snapshot:
    return snapshot(today=today, **tables)


def reported(day: str, unit: str = "phu_cat") -> dict[str, Any]:
    sent = {"unit": unit, "phase": 1, "item": "report_sent", "date": day, "document": "15/BC-LĐLĐ"}
    return {"report": [sent], "workbooks": (filled(unit, 1, *ALL),)}


def ready(at: Snapshot, unit: str = "phu_cat", phase: int = 1) -> Reminder:
    found = reminding.ready(at, unit, phase)
    assert found is not None
    return found


def test_the_level_rises_with_the_days_late() -> None:
    assert [reminding.level(days) for days in (-5, 0, 1, 3, 4, 7, 8, 60)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_a_new_deadline_is_three_days_on_and_never_a_weekend() -> None:
    # Thứ Ba 13/6 → thứ Sáu; thứ Tư 14/6 → thứ Bảy, nên thứ Hai 19/6.
    assert reminding.new_deadline(datetime.date(2023, 6, 13)) == datetime.date(2023, 6, 16)
    assert reminding.new_deadline(datetime.date(2023, 6, 14)) == datetime.date(2023, 6, 19)


@pytest.mark.parametrize(
    ("today", "kind", "level"),
    [
        ("2023-06-08", Kind.BEFORE, 0),
        ("2023-06-10", Kind.DUE_TODAY, 0),
        ("2023-06-11", Kind.FIRST, 1),
        ("2023-06-13", Kind.FIRST, 1),
        ("2023-06-14", Kind.SECOND, 2),
        ("2023-06-17", Kind.SECOND, 2),
        ("2023-06-18", Kind.FORMAL, 3),
    ],
)
def test_the_text_follows_the_days_from_before_the_due_day_to_a_week_after(
    today: str, kind: Kind, level: int
) -> None:
    found = ready(known(today))
    assert (found.kind, found.level, found.unit, found.phase) == (kind, level, "phu_cat", 1)


def test_before_the_due_day_a_unit_is_told_the_day_the_days_left_and_what_is_lacking() -> None:
    at = known("2023-06-08", workbooks=(filled("phu_cat", 1, "unions", "works", "initiatives", "rewards"),))
    assert ready(at).text == (
        "Kính gửi LĐLĐ huyện Phù Cát! Ban CSPL&QHLĐ LĐLĐ tỉnh Bình Định xin nhắc: hạn nộp báo cáo và nhập "
        "xong "
        "số liệu phong trào thi đua đợt 1 là ngày 10/6/2023 (còn 02 ngày). Đến nay bảng của đơn vị còn "
        "thiếu: "
        "trang Báo cáo, Tổng hợp, Phong trào. Nhờ đồng chí sắp xếp nhập đủ; nếu vướng mắc, xin trao đổi với "
        "Ban để được hỗ trợ. Trân trọng cảm ơn!"
    )


def test_a_first_reminder_says_how_late_what_is_lacking_by_when_and_where() -> None:
    book = replace(filled("phu_cat", 1, *ALL[2:]), url="https://docs.google.com/spreadsheets/d/x/edit")
    assert ready(known("2023-06-12", workbooks=(book,))).text == (
        "Kính gửi các đồng chí LĐLĐ huyện Phù Cát! Đến ngày 12/6/2023, đơn vị đã quá hạn 02 ngày so với hạn "
        "nộp "
        "báo cáo phong trào thi đua đợt 1 (10/6/2023). Nội dung còn thiếu: trang Báo cáo, Tổng hợp. Đề nghị "
        "đơn "
        "vị khẩn trương hoàn thành, chậm nhất là ngày 15/6/2023. Nếu có khó khăn, xin trao đổi ngay với Ban "
        "CSPL&QHLĐ để được hỗ trợ. Bảng tính của đơn vị: https://docs.google.com/spreadsheets/d/x/edit "
        "Trân trọng cảm ơn!"
    )


def test_a_unit_that_filled_nothing_is_told_so_and_not_a_list_of_everything() -> None:
    assert "Nội dung còn thiếu: toàn bộ số liệu, đơn vị chưa nhập trang tính nào." in (
        ready(known("2023-06-20")).text
    )


@pytest.mark.parametrize("today", ["2023-06-08", "2023-06-10", "2023-06-12", "2023-06-16", "2023-06-30"])
def test_no_text_to_a_unit_names_another(today: str) -> None:
    text = ready(known(today)).text
    assert "An Lão" not in text and "Y tế" not in text


def test_a_report_that_was_sent_back_is_told_the_reason_and_the_points() -> None:
    points = tuple(
        Finding(
            "dot-1/phu_cat.xlsx", "phu_cat", 1, "Công trình", f"H{row}", "cell.date", "error", "31/6",
            "“31/6” không phải ngày có thật.",
        )
        for row in range(4, 11)
    )  # fmt: skip
    back = {"unit": "phu_cat", "phase": 1, "state": "Trả lại", "reviewed_on": "2023-06-13"}
    at = known("2023-06-14", reviews=[back | {"comment": "Bổ sung minh chứng."}], **reported("2023-06-09"))
    found = ready(replace(at, findings=points))
    assert (found.kind, found.level) == (Kind.SENT_BACK, 0)
    assert found.text.startswith(
        "Kính gửi LĐLĐ huyện Phù Cát! Ban đã nhận số liệu đợt 1 và gửi lại để đơn vị hoàn chỉnh: Bổ sung "
        "minh "
        "chứng. Qua kiểm tra còn 07 điểm cần rà soát: (1) Công trình!H4: “31/6” không phải ngày có thật; (2) "
    )
    assert "; còn 02 điểm trong danh sách gửi kèm." in found.text
    assert "trước ngày 19/6/2023. Các số chưa rõ tạm thời chưa tính vào tổng hợp chung" in found.text


def test_who_reported_in_time_and_lacks_nothing_is_thanked(monkeypatch: pytest.MonkeyPatch) -> None:
    at = known("2023-06-14", **reported("2023-06-09"))
    (one, *_) = reminding.by_unit(at, 1)
    whole = replace(one, lacking=replace(one.lacking, worksheets=(), lines=(), milestones=()))
    monkeypatch.setattr(reminding, "by_unit", lambda *_: (whole,))
    found = ready(at)
    assert (found.kind, found.text) == (
        Kind.THANKS,
        "Ban CSPL&QHLĐ LĐLĐ tỉnh Bình Định trân trọng cảm ơn LĐLĐ huyện Phù Cát đã hoàn thành báo cáo đợt 1 "
        "đúng hạn, đầy đủ. Ngày khóa sổ của đợt là 20/6/2023; điều chỉnh sau ngày này đề nghị gửi văn bản "
        "giải "
        "trình.",
    )
    closing = Closing(1, 1, at.taken_at, "Lan", "Họp", at.today, 1, at.taken_at, "", {}, (), (), (), {}, "")
    closed = ready(replace(at, closings={1: closing}))
    assert "Số liệu đã được chốt lúc 9 giờ 00 ngày 14/6/2023; mọi điều chỉnh sau thời điểm này" in closed.text


def test_a_phase_that_has_not_begun_asks_nobody() -> None:
    assert reminding.ready(known("2023-08-15"), "phu_cat", 3) is None
    assert reminding.group(known("2023-08-15"), 3) is None


def test_the_group_is_told_only_a_count_before_the_second_reminder() -> None:
    for today in ("2023-06-08", "2023-06-10", "2023-06-13"):
        found = reminding.group(known(today, **reported("2023-06-05")), 1, ("an_lao", "cd_y_te"))
        assert found is not None and "1/3 đơn vị" in found.text
        assert not any(name in found.text for name in ("Phù Cát", "An Lão", "Y tế"))


def test_from_the_second_reminder_on_the_group_names_who_was_reminded_before_and_counts_the_rest() -> None:
    at = known("2023-06-15", **reported("2023-06-05"))
    found = reminding.group(at, 1, ("an_lao",))
    assert found == Reminder(
        Kind.GROUP,
        2,
        1,
        "Kính gửi các đồng chí! Đến 9 giờ 00 ngày 15/6/2023, đã có 1/3 đơn vị báo cáo xong đợt 1 (hạn nộp "
        "10/6/2023); còn 02 đơn vị chưa hoàn thành: LĐLĐ An Lão và 01 đơn vị khác. Đề nghị lãnh đạo các đơn "
        "vị "
        "quan tâm chỉ đạo, hoàn thành trước ngày 19/6/2023. LĐLĐ tỉnh ghi nhận và cảm ơn các đơn vị đã báo "
        "cáo.",
    )
    nobody = reminding.group(at, 1)
    assert nobody is not None and "còn 02 đơn vị chưa hoàn thành. " in nobody.text


def test_the_leadership_is_told_who_has_reported_how_far_the_lead_indicator_is_and_who_has_not() -> None:
    at = known("2023-06-15", targets=[target("initiatives", "province", 1000)], **reported("2023-06-05"))
    text = reminding.leadership(at, 1).text
    assert text.startswith(
        "Kính báo cáo Thường trực: đến 9 giờ 00 ngày 15/6/2023, 1/3 đơn vị đã gửi báo cáo đợt 1 "
        "(hạn nộp 10/6/2023)."
    )
    assert "Đơn vị chưa gửi báo cáo: LĐLĐ An Lão, CĐN Y tế." in text
    early = reminding.leadership(known("2023-06-08", **reported("2023-06-05")), 1).text
    assert "An Lão" not in early
