"""Who reported a phase, when, and what is still missing."""

import datetime
from dataclasses import dataclass

import pandas as pd

from campaign.measures.lacking import Lacking, lacking
from campaign.measures.reviews import Review, reviews
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot, WorkbookState
from sheets_schema.plan import Phase, Unit
from sheets_schema.province_workbook.reviews import APPROVED, RETURNED
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.unit_workbook.report import ENTRY_FINISHED, REPORT_SENT
from sheets_schema.vietnamese.dates import write_date

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
    """«Hạn nộp»."""
    locked: datetime.date
    """«Ngày khóa sổ»."""
    days_late: int
    state: str
    lacking: Lacking
    review: Review | None = None
    """What the province decided last."""

    @property
    def done_on(self) -> datetime.date | None:
        """The day of its report, else the day on which it says that entry is finished."""
        return self.report_sent_on or self.finished_on

    @property
    def sent_back(self) -> bool:
        """Whether the province sent the report back and has not taken it since."""
        return self.review is not None and self.review.state == RETURNED

    @property
    def accepted(self) -> bool:
        """Whether the province has approved the report."""
        return self.review is not None and self.review.state == APPROVED


@dataclass(frozen=True)
class Tally:
    """How many units stand where with their report of a phase."""

    expected: int
    begun: int
    received: int
    """A report was sent, or entry is said to be finished."""
    on_time: int
    late: int
    """Received after the due day."""
    overdue: int
    """Not received, and the due day is over."""
    sent_back: int
    accepted: int


def tally(snapshot: Snapshot, phase: int) -> Tally:
    """Count the units of a phase by how far their report is."""
    found = by_unit(snapshot, phase)
    done = [one for one in found if one.done_on is not None]
    return Tally(
        expected=len(found),
        begun=sum(one.worksheets > 0 for one in found),
        received=len(done),
        on_time=sum(one.days_late == 0 for one in done),
        late=sum(one.days_late > 0 for one in done),
        overdue=sum(one.days_late > 0 and one.done_on is None for one in found),
        sent_back=sum(one.sent_back for one in found),
        accepted=sum(one.accepted for one in found),
    )


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
    review = reviews(snapshot).get((unit.id, phase.number))
    return Received(
        unit=unit,
        worksheets=len(filled),
        missing=tuple(title for name, title in worksheets.items() if name not in filled),
        updated_at=max((workbook.modified_at for workbook in workbooks if workbook.received), default=None),
        report_sent_on=sent_on,
        finished_on=finished_on,
        due=phase.due,
        locked=phase.locked,
        days_late=days_late,
        state=_state(
            sent_back=review is not None and review.state == RETURNED,
            begun=bool(filled),
            done=done_on is not None,
            late=days_late > 0,
        ),
        lacking=lacking(snapshot, unit.id, phase, frozenset(filled)),
        review=review,
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


def told(snapshot: Snapshot, phase: int) -> str:
    """Return in one sentence who has reported a phase and who is late; after «;», the plan's two days."""
    count, days = tally(snapshot, phase), snapshot.plan.phase(phase)
    words = [f"Đợt {phase}: {count.received}/{count.expected} đơn vị đã báo cáo"]
    if count.received and days.due < snapshot.today:
        words[0] += f" ({count.on_time} đúng hạn, {count.late} chậm)"
    silent = sum(not one.worksheets and one.done_on is None for one in by_unit(snapshot, phase))
    if count.overdue:
        words.append(f"{count.overdue} đơn vị quá hạn" + (f" ({silent} chưa nhập gì)" if silent else ""))
    else:
        entering = count.expected - count.received - silent
        words += [f"{entering} đơn vị đang nhập"] if entering else []
        words += [f"{silent} đơn vị chưa nhập gì"] if silent else []
    if count.sent_back:
        words.append(f"{count.sent_back} đơn vị bị trả lại")
    return f"{', '.join(words)}; hạn nộp {write_date(days.due)}, ngày khóa sổ {write_date(days.locked)}."


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
