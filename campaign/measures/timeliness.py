"""Who reported a phase, when, and what is still missing."""

import datetime
from dataclasses import dataclass

import pandas as pd

from campaign.measures.counting import ENTRY_FINISHED
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot, WorkbookState
from sheets_schema.plan import Phase, Unit
from sheets_schema.province_workbook.reviews import RETURNED
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date

REPORT_SENT = "report_sent"

NOT_REPORTED, ENTERING, ON_TIME, LATE, SENT_BACK = "chưa báo cáo", "đang nhập", "đúng hạn", "chậm", "trả lại"

COLUMNS = (
    "unit", "name", "worksheets", "of", "missing", "updated_at",
    "report_sent_on", "finished_on", "due", "days_late", "state",
)  # fmt: skip


@dataclass(frozen=True)
class Received:
    """How far one unit is with the report of one phase."""

    unit: Unit
    worksheets: int
    missing: tuple[str, ...]
    """Titles of the worksheets in which nothing was filled."""
    updated_at: datetime.datetime | None
    report_sent_on: datetime.date | None
    finished_on: datetime.date | None
    due: datetime.date
    days_late: int
    state: str


def received(snapshot: Snapshot, phase: int) -> pd.DataFrame:
    """Return one row per unit in the official order: what arrived for a phase, when, and how late.

    Columns `unit`, `name`, `worksheets`, `of`, `missing` (tab titles), `updated_at`, `report_sent_on`,
    `finished_on`, `due`, `days_late`, `state` («chưa báo cáo», «đang nhập», «đúng hạn», «chậm», «trả lại»).
    """
    found = by_unit(snapshot, phase)
    objects = {
        "unit": [one.unit.id for one in found],
        "name": [one.unit.short for one in found],
        "missing": [one.missing for one in found],
        "updated_at": [one.updated_at for one in found],
        "state": [one.state for one in found],
    }
    days = {
        "report_sent_on": [one.report_sent_on for one in found],
        "finished_on": [one.finished_on for one in found],
        "due": [one.due for one in found],
    }
    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in objects.items()}
        | {name: pd.Series(values, dtype="datetime64[s]") for name, values in days.items()}
    )
    frame["worksheets"] = [one.worksheets for one in found]
    frame["of"] = len(unit_workbook(snapshot.plan).worksheets)
    frame["days_late"] = [one.days_late for one in found]
    return frame[list(COLUMNS)]


@once_per_snapshot
def by_unit(snapshot: Snapshot, phase: int) -> tuple[Received, ...]:
    """Return how far every unit is with its report, in the official order."""
    return tuple(of_unit(snapshot, unit, snapshot.plan.phase(phase)) for unit in snapshot.units)


def of_unit(snapshot: Snapshot, unit: Unit, phase: Phase) -> Received:
    """Return how far one unit is with its report; late counts from the due day, to the report or to today."""
    worksheets = {worksheet.name: worksheet.title for worksheet in unit_workbook(snapshot.plan).worksheets}
    workbooks = _workbooks(snapshot, unit, phase)
    filled = {name for workbook in workbooks for name in workbook.received if name in worksheets}
    milestones = _milestones(snapshot).get((unit.id, phase.number), {})
    sent_on, finished_on = milestones.get(REPORT_SENT), milestones.get(ENTRY_FINISHED)
    done_on = sent_on or finished_on
    days_late = max(0, ((done_on or snapshot.today) - phase.due).days)
    return Received(
        unit=unit,
        worksheets=len(filled),
        missing=tuple(title for name, title in worksheets.items() if name not in filled),
        updated_at=max((workbook.modified_at for workbook in workbooks if workbook.received), default=None),
        report_sent_on=sent_on,
        finished_on=finished_on,
        due=phase.due,
        days_late=days_late,
        state=_state(
            sent_back=_reviews(snapshot).get((unit.id, phase.number)) == RETURNED,
            begun=bool(filled),
            done=done_on is not None,
            late=days_late > 0,
        ),
    )


def answer(snapshot: Snapshot, phase: int) -> str:
    """Return in one sentence how many units began, finished and are late with a phase, and its due day."""
    found = by_unit(snapshot, phase)
    begun = sum(one.worksheets > 0 for one in found)
    done = sum(one.report_sent_on is not None or one.finished_on is not None for one in found)
    late = sum(one.days_late > 0 for one in found)
    words = [f"Đợt {phase}: {begun}/{len(found)} đơn vị đã nhập số liệu", f"{done} đơn vị đã báo cáo xong"]
    if late:
        words.append(f"{late} đơn vị chậm")
    return f"{', '.join(words)}; hạn {write_date(snapshot.plan.phase(phase).due)}."


def _state(*, sent_back: bool, begun: bool, done: bool, late: bool) -> str:
    if sent_back:
        return SENT_BACK
    if not begun:
        return NOT_REPORTED
    if late:
        return LATE
    return ON_TIME if done else ENTERING


def _workbooks(snapshot: Snapshot, unit: Unit, phase: Phase) -> list[WorkbookState]:
    return [
        workbook
        for workbook in snapshot.workbooks
        if workbook.kind == "unit" and workbook.unit == unit.id and workbook.phase == phase.number
    ]


@once_per_snapshot
def _milestones(snapshot: Snapshot) -> dict[tuple[str, int], dict[str, datetime.date]]:
    """(unit, phase) → row of «Báo cáo» → its day; days that are still to come are plans, not facts."""
    days: dict[tuple[str, int], dict[str, datetime.date]] = {}
    for unit, phase, item, day in rows(snapshot, "report", "unit", "phase", "item", "date"):
        if day is not None and day <= snapshot.today:
            days.setdefault((unit, phase), {})[item] = day
    return days


@once_per_snapshot
def _reviews(snapshot: Snapshot) -> dict[tuple[str, int], str]:
    """(unit, phase) → the newest state that the province gave it."""
    found = [
        row
        for row in rows(snapshot, "reviews", "unit", "phase", "state", "reviewed_on")
        if row[3] is None or row[3] <= snapshot.today
    ]
    found.sort(key=lambda row: row[3] or datetime.date.min)
    return {(unit, phase): state for unit, phase, state, _ in found}
