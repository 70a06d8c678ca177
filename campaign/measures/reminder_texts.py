"""The wording of reminders: courteous, with the task, the day and whom to ask (domain.md §8)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.records import Finding
from sheets_schema.plan import Phase
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

DEPARTMENT = "Ban CSPL&QHLĐ"
MOST_POINTS = 5
"""Points that a message tells one by one; the rest stands in the list of «Kiểm tra số liệu»."""


@dataclass(frozen=True)
class Facts:
    """What a text to one unit says."""

    unit: str
    phase: Phase
    today: datetime.date
    federation: str
    year: int
    days_late: int
    lacking: str
    """In one phrase; empty where nothing is."""
    link: str
    """Address of the unit's workbook; empty where it has none to click."""
    new_deadline: datetime.date
    to_mend: tuple[Finding, ...]
    comment: str
    """Why the report was sent back."""
    closed_at: datetime.datetime | None


@dataclass(frozen=True)
class Group:
    """What a text to all units says."""

    phase: Phase
    today: datetime.date
    at: datetime.datetime
    done: int
    of: int
    named: tuple[str, ...]
    new_deadline: datetime.date


def before(facts: Facts) -> str:
    """Write 8.1 to one unit: the day is still to come."""
    left = _days((facts.phase.due - facts.today).days)
    return _joined(
        f"Kính gửi {facts.unit}!",
        f"{DEPARTMENT} {facts.federation} xin nhắc: hạn nộp báo cáo và nhập xong số liệu phong trào thi đua "
        f"{_phase(facts.phase)} là ngày {write_date(facts.phase.due)} (còn {left}).",
        f"Đến nay bảng của đơn vị còn thiếu: {facts.lacking}." if facts.lacking else "",
        "Nhờ đồng chí sắp xếp nhập đủ; nếu vướng mắc, xin trao đổi với Ban để được hỗ trợ.",
        _at(facts.link),
        "Trân trọng cảm ơn!",
    )


def due_today(facts: Facts) -> str:
    """Write 8.2: today is the day."""
    return _joined(
        f"Kính gửi {facts.unit}!",
        f"Hôm nay, {write_date(facts.phase.due)}, là hạn nộp báo cáo phong trào thi đua "
        f"{_phase(facts.phase)}.",
        f"Bảng của đơn vị còn thiếu: {facts.lacking}." if facts.lacking else "",
        "Nhờ đồng chí bổ sung trước 17 giờ 00 để Ban kịp tổng hợp, báo cáo Thường trực.",
        _at(facts.link),
        "Trân trọng cảm ơn!",
    )


def first(facts: Facts) -> str:
    """Write 8.3: late by one to three days."""
    return _joined(
        f"Kính gửi các đồng chí {facts.unit}!",
        *_overdue(facts),
        f"Đề nghị đơn vị khẩn trương hoàn thành, chậm nhất là ngày {write_date(facts.new_deadline)}.",
        f"Nếu có khó khăn, xin trao đổi ngay với {DEPARTMENT} để được hỗ trợ.",
        _at(facts.link),
        "Trân trọng cảm ơn!",
    )


def second(facts: Facts) -> str:
    """Write the second reminder to the unit itself: late by four to seven days."""
    return _joined(
        f"Kính gửi các đồng chí lãnh đạo {facts.unit}!",
        *_overdue(facts),
        "Kính đề nghị các đồng chí quan tâm chỉ đạo, hoàn thành chậm nhất là ngày "
        f"{write_date(facts.new_deadline)}; {facts.federation} cần số liệu của đơn vị để tổng hợp báo cáo "
        "chung toàn tỉnh.",
        _at(facts.link),
        "Trân trọng cảm ơn!",
    )


def formal(facts: Facts) -> str:
    """Write what goes with the official letter: late by more than a week."""
    return _joined(
        f"Kính gửi các đồng chí lãnh đạo {facts.unit}!",
        *_overdue(facts),
        f"{facts.federation} gửi kèm công văn đôn đốc, đề nghị đơn vị hoàn thành báo cáo và số liệu "
        f"chậm nhất là ngày {write_date(facts.new_deadline)}.",
        "Việc chấp hành chế độ thông tin, báo cáo là một trong những căn cứ bình xét thi đua năm "
        f"{facts.year}.",
        _at(facts.link),
        "Trân trọng!",
    )


def to_mend(facts: Facts) -> str:
    """Write 8.5: received, with points to look at again, and the reason where it was sent back."""
    count = len(facts.to_mend)
    points = "; ".join(
        f"({number}) {found.place}: {found.message.rstrip('.')}"
        for number, found in enumerate(facts.to_mend[:MOST_POINTS], start=1)
    )
    rest = f"; còn {_said(count - MOST_POINTS)} điểm trong danh sách gửi kèm" if count > MOST_POINTS else ""
    received = f"Ban đã nhận số liệu {_phase(facts.phase)} của đơn vị."
    if facts.comment:
        received = (
            f"Ban đã nhận số liệu {_phase(facts.phase)} và gửi lại để đơn vị hoàn chỉnh: "
            f"{facts.comment.rstrip('.')}."
        )
    return _joined(
        f"Kính gửi {facts.unit}!",
        received,
        f"Qua kiểm tra còn {_said(count)} điểm cần rà soát: {points}{rest}." if count else "",
        f"Còn thiếu: {facts.lacking}." if facts.lacking else "",
        f"Đề nghị đơn vị kiểm tra, sửa trực tiếp trên bảng tính trước ngày {write_date(facts.new_deadline)}.",
        "Các số chưa rõ tạm thời chưa tính vào tổng hợp chung của tỉnh." if count else "",
        _at(facts.link),
        "Trân trọng cảm ơn!",
    )


def thanks(facts: Facts) -> str:
    """Write 8.7: all is there; in time only where it was."""
    how = "đúng hạn, đầy đủ" if not facts.days_late else "đầy đủ"
    if facts.closed_at is not None:
        locked = (
            f"Số liệu đã được chốt lúc {_time(facts.closed_at)} ngày {write_date(facts.closed_at)}; mọi điều "
            "chỉnh sau thời điểm này đề nghị gửi văn bản giải trình."
        )
    else:
        locked = (
            f"Ngày khóa sổ của đợt là {write_date(facts.phase.locked)}; điều chỉnh sau ngày này đề nghị gửi "
            "văn bản giải trình."
        )
    done = f"đã hoàn thành báo cáo {_phase(facts.phase)} {how}."
    return _joined(f"{DEPARTMENT} {facts.federation} trân trọng cảm ơn {facts.unit} {done}", locked)


def to_group(about: Group) -> str:
    """Write 8.1 or 8.4 to the common group: a count before the second reminder, names only from it on."""
    due, phase = write_date(about.phase.due), _phase(about.phase)
    left = about.of - about.done
    so_far = f"đã có {about.done}/{about.of} đơn vị báo cáo xong"
    if about.today <= about.phase.due:
        days = (about.phase.due - about.today).days
        when = f"là ngày {due} (còn {_days(days)})" if days else f"là hôm nay, {due}"
        return _joined(
            "Kính gửi các đồng chí!",
            f"{DEPARTMENT} xin nhắc: hạn nộp báo cáo và nhập xong số liệu phong trào thi đua {phase} {when}.",
            f"Đến nay {so_far}. Đề nghị các đơn vị còn lại sắp xếp nhập đủ trên bảng tính của mình.",
            "Vướng mắc xin trao đổi với Ban để được hỗ trợ. Trân trọng cảm ơn!",
        )
    # Who is not named yet is counted, so that the figures agree.
    others = left - len(about.named)
    names = ", ".join(about.named) + (f" và {_said(others)} đơn vị khác" if others else "")
    return _joined(
        "Kính gửi các đồng chí!",
        f"Đến {_time(about.at)} ngày {write_date(about.today)}, {so_far} {phase} (hạn nộp {due}); còn "
        f"{_said(left)} đơn vị chưa hoàn thành{f': {names}' if about.named else ''}.",
        f"Đề nghị lãnh đạo các đơn vị quan tâm chỉ đạo, hoàn thành trước ngày "
        f"{write_date(about.new_deadline)}.",
        "LĐLĐ tỉnh ghi nhận và cảm ơn các đơn vị đã báo cáo.",
    )


def to_leadership(
    *,
    phase: Phase,
    today: datetime.date,
    at: datetime.datetime,
    done: int,
    of: int,
    answer: str,
    absent: Sequence[str],
    sent_back: Sequence[str],
    to_mend: int,
) -> str:
    """Write 8.8 to the standing committee; `answer` is the lead indicator's own sentence, with its basis."""
    return _joined(
        f"Kính báo cáo Thường trực: đến {_time(at)} ngày {write_date(today)}, {done}/{of} đơn vị đã gửi báo "
        f"cáo {_phase(phase)} (hạn nộp {write_date(phase.due)}).",
        answer,
        # Before the due day nobody is late, and nobody is named.
        f"Đơn vị chưa gửi báo cáo: {', '.join(absent)}." if absent and today > phase.due else "",
        f"Đơn vị đang hoàn chỉnh lại: {', '.join(sent_back)}." if sent_back else "",
        f"Số liệu cần rà soát: {_said(to_mend)} điểm." if to_mend else "",
    )


def _overdue(facts: Facts) -> tuple[str, str]:
    late = (
        f"Đến ngày {write_date(facts.today)}, đơn vị đã quá hạn {_days(facts.days_late)} so với hạn nộp báo "
        "cáo "
        f"phong trào thi đua {_phase(facts.phase)} ({write_date(facts.phase.due)})."
    )
    return late, f"Nội dung còn thiếu: {facts.lacking}." if facts.lacking else ""


def _phase(phase: Phase) -> str:
    return f"đợt {phase.number}"


def _at(link: str) -> str:
    return f"Bảng tính của đơn vị: {link}" if link else ""


def _time(at: datetime.datetime) -> str:
    return f"{at.hour} giờ {at.minute:02d}"


def _days(number: int) -> str:
    return f"{_said(number)} ngày"


def _said(number: int) -> str:
    """Write a whole number as official papers do, with a leading zero below ten (domain.md §5.4)."""
    return f"{number:02d}" if 0 < number < 10 else write_count(number)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
