"""Who was reminded, and what came after: the rows of «Đôn đốc» and the office's log as one history."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign.measures.rows import rows
from campaign.measures.timeliness import Received, by_unit
from campaign.records import Snapshot


@dataclass(frozen=True)
class Reminded:
    """One reminder that was sent."""

    unit: str
    phase: int
    level: int
    channel: str
    sent_on: datetime.date
    sent_by: str
    text: str = ""
    answer: str = ""
    answered_on: datetime.date | None = None
    id: int | None = None
    """Number in the office's log; none for a row of «Đôn đốc»."""
    withdrawn: bool = False
    """Logged by mistake; kept, and counted nowhere."""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same reminder in the sheet and in the log: the sheet's own key."""
        return (self.unit, self.phase, self.level, self.sent_on, self.channel)

    @property
    def without_names(self) -> "Reminded":
        """The same without who sent it and what was said."""
        return replace(self, sent_by="", text="", answer="")


@dataclass(frozen=True)
class Followed:
    """A reminder with what came after it."""

    reminded: Reminded
    reported_on: datetime.date | None
    """The day of the unit's report where that came after the reminder."""
    after: str
    """In words: «báo cáo sau 2 ngày», «chưa báo cáo, đã 66 ngày»."""


def history(
    snapshot: Snapshot, logged: Iterable[Reminded] = (), *, unit: str | None = None, phase: int | None = None
) -> tuple[Followed, ...]:
    """Return the reminders of a scope, the newest first, each once, with what came after.

    A reminder in both places is the sheet's, where its answer may stand; one that was withdrawn from the log
    is in neither.
    """
    log = [each for each in logged if each.sent_on <= snapshot.today]
    mistaken = {each.key for each in log if each.withdrawn} - {each.key for each in log if not each.withdrawn}
    standing = {each.key: each for each in log if not each.withdrawn}
    for row in of_sheet(snapshot):
        if row.key not in mistaken:
            own = standing.get(row.key)
            standing[row.key] = row if own is None else _with_log(row, own)
    found = [
        each
        for each in standing.values()
        if unit in (None, each.unit) and phase in (None, each.phase) and each.unit in _known(snapshot)
    ]
    found.sort(key=lambda each: (each.sent_on, each.id or 0, each.level), reverse=True)
    return tuple(_followed(snapshot, each) for each in found)


def of_sheet(snapshot: Snapshot) -> tuple[Reminded, ...]:
    """Return the rows of «Đôn đốc» up to today."""
    columns = ("unit", "phase", "level", "channel", "sent_on", "sent_by", "text", "answer", "answered_on")
    return tuple(
        Reminded(
            unit, phase, level or 0, channel or "", sent_on, by or "", text or "", answer or "", answered
        )
        for unit, phase, level, channel, sent_on, by, text, answer, answered in rows(
            snapshot, "reminders", *columns
        )
        if unit and phase and sent_on is not None and sent_on <= snapshot.today
    )


def last_by_unit(found: Iterable[Followed]) -> dict[str, Followed]:
    """Return the newest reminder of each unit."""
    newest: dict[str, Followed] = {}
    for each in found:
        newest.setdefault(each.reminded.unit, each)
    return newest


def _with_log(row: Reminded, own: Reminded) -> Reminded:
    return Reminded(
        row.unit, row.phase, row.level, row.channel, row.sent_on, row.sent_by or own.sent_by,
        row.text or own.text, row.answer or own.answer, row.answered_on or own.answered_on, own.id,
    )  # fmt: skip


def _known(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(unit.id for unit in snapshot.units)


def _followed(snapshot: Snapshot, sent: Reminded) -> Followed:
    one = next(found for found in by_unit(snapshot, sent.phase) if found.unit.id == sent.unit)
    done = one.done_on
    if done is not None and done >= sent.sent_on:
        days = (done - sent.sent_on).days
        return Followed(sent, done, f"báo cáo sau {days} ngày" if days else "báo cáo ngay trong ngày")
    if done is not None:
        return Followed(sent, None, _since(one, sent, "đã báo cáo trước đó"))
    waited = (snapshot.today - sent.sent_on).days
    return Followed(sent, None, _since(one, sent, f"chưa báo cáo, đã {waited} ngày"))


def _since(one: Received, sent: Reminded, otherwise: str) -> str:
    """Say that the unit has worked on its workbook since, where it has."""
    changed = one.updated_at.date() if one.updated_at else None
    if changed is None or changed <= sent.sent_on:
        return otherwise
    return f"{otherwise}; sửa bảng tính sau {(changed - sent.sent_on).days} ngày"
