"""What was promised in meetings: the rows of «Cam kết» and what the app was told, overdue first."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from campaign.measures.rows import rows
from campaign.records import Snapshot
from sheets_schema.vietnamese.text import fold

PROVINCE = "Toàn tỉnh"
"""Whose a commitment is that is no unit's alone."""
SOON = 7
"""Days before its day from which a commitment is «sắp đến hạn»."""


class Standing(Enum):
    """Where a commitment stands, in the order in which a meeting asks."""

    OVERDUE = "quá hạn"
    SOON = "sắp đến hạn"
    OPEN = "còn hạn"
    DONE = "đã xong"


@dataclass(frozen=True)
class Commitment:
    """One promise: who does what by when."""

    unit: str
    what: str
    made_on: datetime.date
    due_on: datetime.date
    who: str = ""
    note: str = ""
    done: bool = False
    done_on: datetime.date | None = None
    entered_by: str = ""
    """Who entered it in the app; empty for a row of «Cam kết»."""

    @property
    def key(self) -> tuple[datetime.date, str, str]:
        """What makes it the same promise in the sheet and in the app: the sheet's own key."""
        return (self.made_on, self.unit, fold(self.what))

    @property
    def without_names(self) -> "Commitment":
        """The same without who promised it."""
        return replace(self, who="", note="", entered_by="")


Kind = Literal["done", "reopened", "moved", "withdrawn"]


@dataclass(frozen=True)
class Change:
    """What became of a commitment, as somebody told the app."""

    kind: Kind
    unit: str
    what: str
    made_on: datetime.date
    on: datetime.date
    due_on: datetime.date | None = None
    """The new day of one that was moved."""

    @property
    def key(self) -> tuple[datetime.date, str, str]:
        """The key of the commitment that it is about."""
        return (self.made_on, self.unit, fold(self.what))

    @property
    def without_names(self) -> "Change":
        """The same: it names nobody."""
        return self


@dataclass(frozen=True)
class Listed:
    """A commitment as it stands today."""

    commitment: Commitment
    standing: Standing
    days: int
    """Days past its day, or left until it; of one that is done, days it came after its day (or 0)."""

    @property
    def said(self) -> str:
        """How it stands, in words: «quá hạn 15 ngày», «còn 3 ngày», «đã xong 9/6/2023»."""
        if self.standing is Standing.DONE:
            return "đã xong" + (f", chậm {self.days} ngày" if self.days else "")
        if self.standing is Standing.OVERDUE:
            return f"quá hạn {self.days} ngày"
        return f"còn {self.days} ngày" if self.days else "hạn hôm nay"


def listed(
    snapshot: Snapshot, entered: Iterable[Commitment | Change] = (), *, unit: str | None = None
) -> tuple[Listed, ...]:
    """Return the commitments made up to today: overdue first, then by day; done last, the latest first.

    `entered`: what the app was told, in the order it was told. A promise of both places is one.
    """
    known = {each.key: each for each in of_sheet(snapshot)}
    for entry in entered:
        if isinstance(entry, Commitment):
            if entry.made_on <= snapshot.today:
                known.setdefault(entry.key, entry)
        elif entry.key in known and entry.on <= snapshot.today:
            if entry.kind == "withdrawn":
                del known[entry.key]
            else:
                known[entry.key] = _changed(known[entry.key], entry)
    order = list(Standing)
    found = [_standing(each, snapshot.today) for each in known.values() if unit in (None, each.unit)]
    return tuple(sorted(found, key=lambda one: (order.index(one.standing), *_day(one), one.commitment.what)))


def last_meeting(snapshot: Snapshot, entered: Iterable[Commitment | Change] = ()) -> datetime.date | None:
    """Return the newest day before today on which anything was promised; None where nothing ever was."""
    days = (one.commitment.made_on for one in listed(snapshot, entered))
    return max((day for day in days if day < snapshot.today), default=None)


def of_sheet(snapshot: Snapshot) -> tuple[Commitment, ...]:
    """Return the rows of «Cam kết» up to today."""
    columns = ("unit", "what", "made_on", "due_on", "who", "note", "done", "done_on")
    return tuple(
        Commitment(unit or "", what, made_on, due_on, who or "", note or "", bool(done or done_on), done_on)
        for unit, what, made_on, due_on, who, note, done, done_on in rows(snapshot, "commitments", *columns)
        if what and made_on is not None and due_on is not None and made_on <= snapshot.today
    )


def answer(found: Iterable[Listed]) -> str:
    """Return in one sentence how many commitments are overdue, due soon, open and done."""
    standings = [one.standing for one in found]
    if not standings:
        return "Chưa ghi cam kết nào."
    words = {
        Standing.OVERDUE: "quá hạn",
        Standing.SOON: f"đến hạn trong {SOON} ngày",
        Standing.OPEN: "còn hạn",
        Standing.DONE: "đã xong",
    }
    told = [f"{standings.count(each)} {said}" for each, said in words.items() if each in standings]
    return f"{len(standings)} cam kết: {', '.join(told)}."


def _changed(one: Commitment, change: Change) -> Commitment:
    if change.kind == "done":
        return replace(one, done=True, done_on=change.on)
    if change.kind == "reopened":
        return replace(one, done=False, done_on=None)
    return replace(one, due_on=change.due_on or one.due_on)


def _standing(one: Commitment, today: datetime.date) -> Listed:
    if one.done:
        return Listed(one, Standing.DONE, max(0, (one.done_on - one.due_on).days) if one.done_on else 0)
    left = (one.due_on - today).days
    if left < 0:
        return Listed(one, Standing.OVERDUE, -left)
    return Listed(one, Standing.SOON if left <= SOON else Standing.OPEN, left)


def _day(one: Listed) -> tuple[int]:
    """Order within a standing: the earliest day first, of those done the latest."""
    each = one.commitment
    if one.standing is Standing.DONE:
        return (-(each.done_on or each.due_on).toordinal(),)
    return (each.due_on.toordinal(),)
