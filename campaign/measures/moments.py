"""The moments that people compare with: yesterday, a week ago, the last meeting, the last closing."""

import datetime
from dataclasses import dataclass

from campaign.measures.commitments import Change, Commitment, last_meeting
from campaign.measures.rows import once_per_snapshot
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date

YESTERDAY, A_WEEK, LAST_MEETING, LAST_CLOSING = "hom-qua", "tuan-truoc", "hop-truoc", "chot-truoc"


@dataclass(frozen=True)
class PastMoment:
    """A moment with a name; what was known then is what had been read up to `at`."""

    code: str
    title: str
    at: datetime.datetime

    @property
    def words(self) -> str:
        """«Lần họp trước (2/8/2023)», with the time where the moment is not an evening."""
        time = "" if is_evening(self.at) else f"{self.at:%H:%M} "
        return f"{self.title} ({time}{write_date(self.at)})"


def is_evening(at: datetime.datetime) -> bool:
    """Tell whether a moment stands for its whole day."""
    return at.time() >= datetime.time(23, 59)


@once_per_snapshot
def moments(snapshot: Snapshot, entered: tuple[Commitment | Change, ...] = ()) -> dict[str, PastMoment]:
    """Return by code the moments before a snapshot; a meeting is a day on which commitments were made.

    `entered`: what the app was told of commitments. A day stands for its evening: what was known when it was
    over.
    """
    today = snapshot.today
    days = {
        YESTERDAY: ("Hôm qua", today - datetime.timedelta(days=1)),
        A_WEEK: ("7 ngày trước", today - datetime.timedelta(days=7)),
    }
    if met := last_meeting(snapshot, entered):
        days[LAST_MEETING] = ("Lần họp trước", met)
    zone = snapshot.taken_at.tzinfo
    found = {
        code: PastMoment(code, title, datetime.datetime.combine(day, datetime.time.max, zone))
        for code, (title, day) in days.items()
    }
    closed = [one.taken_at for one in snapshot.closings.values()]
    if closed:
        found[LAST_CLOSING] = PastMoment(LAST_CLOSING, "Lần chốt trước", max(closed))
    return found
