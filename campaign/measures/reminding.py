"""Which reminder a unit needs now, and which the group and the leadership: kind, level and ready text."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from campaign.measures import reminder_texts as texts
from campaign.measures.progress import progress
from campaign.measures.reminder_texts import Facts, Group
from campaign.measures.timeliness import Received, by_unit
from campaign.records import Finding, Snapshot
from sheets_schema.plan import Phase

FIRM_LEVEL = 2
"""From the second reminder on, units are named in the group."""
GIVEN = datetime.timedelta(days=3)
"""How long a late unit gets from the day of the reminder."""


class Kind(Enum):
    """What a reminder is for, in the order in which a report goes."""

    BEFORE = "Nhắc trước hạn"
    DUE_TODAY = "Nhắc trong ngày đến hạn"
    FIRST = "Đôn đốc lần 1"
    SECOND = "Đôn đốc lần 2"
    FORMAL = "Đôn đốc kèm công văn"
    SENT_BACK = "Trả lại để chỉnh sửa"
    TO_MEND = "Đề nghị rà soát"
    THANKS = "Cảm ơn"
    GROUP = "Nhắc chung trong nhóm"
    LEADERSHIP = "Báo cáo Thường trực"


@dataclass(frozen=True)
class Reminder:
    """One text that is ready to be sent."""

    kind: Kind
    level: int
    """0 not late; 1 late by 1–3 days; 2 by 4–7; 3 by more."""
    phase: int
    text: str
    unit: str = ""
    """Id of the unit it goes to; empty for the group and for the leadership."""

    @property
    def subject(self) -> str:
        """The subject line of a mail."""
        return f"{self.kind.value} · báo cáo phong trào thi đua đợt {self.phase}"


def level(days_late: int) -> int:
    """Return the level of a reminder by days late: 0, then 1 for 1–3, 2 for 4–7, 3 beyond (domain.md §8)."""
    return 0 if days_late <= 0 else 1 if days_late <= 3 else 2 if days_late <= 7 else 3


def new_deadline(today: datetime.date) -> datetime.date:
    """Return by when a late unit is asked to finish: three days on, a Monday instead of a weekend."""
    day = today + GIVEN
    return day + datetime.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day


def ready(snapshot: Snapshot, unit: str, phase: int) -> Reminder | None:
    """Return the reminder that a unit needs now, with everything it lacks; None before its phase begins.

    No other unit is named or counted by name in it.
    """
    days = snapshot.plan.phase(phase)
    if days.first_day > snapshot.today:
        return None
    one = next(found for found in by_unit(snapshot, phase) if found.unit.id == unit)
    kind = _kind(snapshot, one, days)
    facts = _facts(snapshot, one, days)
    late = 0 if one.done_on is not None or one.sent_back else level(one.days_late)
    return Reminder(kind, late, phase, _WRITTEN[kind](facts), unit)


def group(snapshot: Snapshot, phase: int, reminded: Collection[str] = ()) -> Reminder | None:
    """Return the text for the common group; None where nobody is to be reminded, or the phase is to begin.

    Units are named only when they are four days late and were reminded before (`reminded`: their ids).
    """
    days = snapshot.plan.phase(phase)
    found = by_unit(snapshot, phase)
    waiting = [one for one in found if one.done_on is None]
    if days.first_day > snapshot.today or not waiting:
        return None
    late = level(max(one.days_late for one in waiting))
    named = [one.unit.short for one in waiting if late >= FIRM_LEVEL and one.unit.id in reminded]
    about = Group(
        phase=days,
        today=snapshot.today,
        at=snapshot.taken_at,
        done=len(found) - len(waiting),
        of=len(found),
        named=tuple(named),
        new_deadline=new_deadline(snapshot.today),
    )
    return Reminder(Kind.GROUP, late, phase, texts.to_group(about))


def late(snapshot: Snapshot, phase: int) -> tuple[Received, ...]:
    """Return the units to which the official letter goes once the due day is over: without a whole report.

    Not reported, sent back and not taken since, or reported with a blank; in the official order.
    """
    if snapshot.today <= snapshot.plan.phase(phase).due:
        return ()
    return tuple(
        one
        for one in by_unit(snapshot, phase)
        if not one.accepted and (one.done_on is None or one.sent_back or one.lacking)
    )


def leadership(snapshot: Snapshot, phase: int) -> Reminder:
    """Return what the standing committee is told before a meeting: who has reported, how far, doubts."""
    found = by_unit(snapshot, phase)
    absent = [one.unit.short for one in found if one.done_on is None]
    to_mend = sum(each.phase == phase and each.severity != "missing" for each in snapshot.findings)
    text = texts.to_leadership(
        phase=snapshot.plan.phase(phase),
        today=snapshot.today,
        at=snapshot.taken_at,
        done=len(found) - len(absent),
        of=len(found),
        answer=progress(snapshot, snapshot.plan.lead.id).answer,
        absent=absent,
        sent_back=[one.unit.short for one in found if one.sent_back],
        to_mend=to_mend,
    )
    return Reminder(Kind.LEADERSHIP, 0, phase, text)


def _kind(snapshot: Snapshot, one: Received, phase: Phase) -> Kind:
    if one.sent_back:
        return Kind.SENT_BACK
    if one.done_on is not None:
        return Kind.TO_MEND if one.lacking or _to_mend(snapshot, one, phase) else Kind.THANKS
    if snapshot.today < phase.due:
        return Kind.BEFORE
    return (Kind.DUE_TODAY, Kind.FIRST, Kind.SECOND, Kind.FORMAL)[level(one.days_late)]


def _facts(snapshot: Snapshot, one: Received, phase: Phase) -> Facts:
    closing = snapshot.closings.get(phase.number)
    return Facts(
        unit=one.unit.name,
        phase=phase,
        today=snapshot.today,
        federation=snapshot.plan.federation,
        year=snapshot.plan.year,
        days_late=one.days_late,
        lacking=one.lacking.said if one.worksheets else "toàn bộ số liệu, đơn vị chưa nhập trang tính nào",
        link=_link(snapshot, one.unit.id, phase.number),
        new_deadline=new_deadline(snapshot.today),
        to_mend=_to_mend(snapshot, one, phase),
        comment=one.review.comment if one.review and one.sent_back else "",
        closed_at=closing.at if closing else None,
    )


def _to_mend(snapshot: Snapshot, one: Received, phase: Phase) -> tuple[Finding, ...]:
    """Return what does not count in a unit's workbook, what costs most first; blanks are told as lacking."""
    found = [
        each
        for each in snapshot.findings
        if each.unit == one.unit.id
        and each.phase == phase.number
        and (each.severity == "error" or (one.sent_back and each.severity == "warning"))
    ]
    return tuple(sorted(found, key=lambda each: (each.severity != "error", -each.rows)))


def _link(snapshot: Snapshot, unit: str, phase: int) -> str:
    """Return the address of a unit's workbook where it has one that a browser opens."""
    return next(
        (
            book.url
            for book in snapshot.workbooks
            if (book.unit, book.phase) == (unit, phase) and book.url.startswith("https://")
        ),
        "",
    )


_WRITTEN = {
    Kind.BEFORE: texts.before,
    Kind.DUE_TODAY: texts.due_today,
    Kind.FIRST: texts.first,
    Kind.SECOND: texts.second,
    Kind.FORMAL: texts.formal,
    Kind.SENT_BACK: texts.to_mend,
    Kind.TO_MEND: texts.to_mend,
    Kind.THANKS: texts.thanks,
}
