"""What the province decided about each unit's report of a phase: the newest row of «Duyệt» stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot


@dataclass(frozen=True)
class Review:
    """One decision of the province."""

    state: str
    """«Đã nhận», «Trả lại», «Đã duyệt»."""
    reviewed_on: datetime.date | None
    comment: str = ""


@once_per_snapshot
def reviews(snapshot: Snapshot) -> Mapping[tuple[str, int], Review]:
    """Return (unit, phase) → the newest decision; one dated after today is none yet."""
    found = [
        (unit, phase, Review(state, day, comment or ""))
        for unit, phase, state, day, comment in rows(
            snapshot, "reviews", "unit", "phase", "state", "reviewed_on", "comment"
        )
        if day is None or day <= snapshot.today
    ]
    found.sort(key=lambda each: each[2].reviewed_on or datetime.date.min)
    return {(unit, phase): review for unit, phase, review in found}
