"""How an indicator goes over time: what was known each day, what was expected, where recent rates lead."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from campaign.measures import answers, targets
from campaign.measures.counting import events
from campaign.measures.lines import Cells, Part, added_up
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import EVERYTHING, progress
from campaign.measures.register import last_day
from campaign.measures.rows import plain
from campaign.records import Snapshot
from sheets_schema.plan import Indicator
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

ENOUGH_POINTS = 3
RECENT = (datetime.timedelta(weeks=4), datetime.timedelta(weeks=8))
"""The stretches whose rates span the projected range."""

Points = list[tuple[datetime.date, int]]


@dataclass(frozen=True)
class Projection:
    """The range in which an indicator will be on its deadline if it goes on as lately."""

    day: datetime.date
    low: int
    high: int
    band: pd.DataFrame
    """The range from today to that day: `day`, `low`, `high`."""


@dataclass(frozen=True)
class Course:
    """One indicator of one scope over time; every frame has `day` as datetime64[s]."""

    indicator: Indicator
    scope: Scope
    actual: pd.DataFrame
    """`day`, `value`: what was known at the end of each day on which it changed, and today."""
    expected: pd.DataFrame
    """`day`, `value`: corners of the expected curve; empty without a target."""
    target: int | None
    official: bool
    """False for an invented target, which is never shown without saying so."""
    projected: Projection | None
    note: str
    """Why there is no projection, in Vietnamese; empty when there is one."""
    corrections: pd.DataFrame
    """`day`, `value`, `change`: days on which figures already handed in were lowered, and by how much."""
    answer: str


def of(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> Course:
    """Return the course of one indicator in one scope, always as reported: a check has no course."""
    measured = progress(snapshot, indicator_id, replace(scope, verified=False))
    points, lowered = _known(snapshot, measured)
    projected, note = _projection(snapshot, measured, points)
    return Course(
        indicator=measured.indicator,
        scope=scope,
        actual=_frame(points, ("day", "value")),
        expected=_frame(_expected(snapshot, measured), ("day", "value")),
        target=measured.target,
        official=measured.official,
        projected=projected,
        note=note,
        corrections=_frame(lowered, ("day", "value", "change")),
        answer=_answer(snapshot, measured, projected, note, len(lowered)),
    )


def _known(snapshot: Snapshot, measured: Progress) -> tuple[Points, list[tuple[datetime.date, int, int]]]:
    """Points of the course and corrections downwards; both end with what the snapshot itself says today."""
    if measured.indicator.measure == "line_total":
        points, lowered = _from_history(snapshot, measured)
        end = snapshot.today
    else:
        points, lowered = _from_dates(snapshot, measured), []
        end = last_day(snapshot, measured.scope.phase)
    if measured.actual is not None:
        points = [point for point in points if point[0] < end] + [(end, measured.actual)]
    return points, lowered


def _from_history(
    snapshot: Snapshot, measured: Progress
) -> tuple[Points, list[tuple[datetime.date, int, int]]]:
    indicator, part = measured.indicator, Part(measured.scope.phase, measured.scope.sector)
    flow = snapshot.plan.line(indicator.line).kind == "flow"
    opening = measured.opening or 0
    cells: Cells = {}
    points: Points = []
    lowered: list[tuple[datetime.date, int, int]] = []
    for day, changes in groupby(_changes(snapshot, measured), key=lambda change: change[0]):
        fell = 0
        for _, place, value in changes:
            fell += min(0, (value or 0) - cells.get(place, 0))
            if value is None:
                cells.pop(place, None)
            else:
                cells[place] = value
        total = sum(added_up(cells, part, flow=flow).values()) + opening
        if cells:
            points.append((day, total))
        if fell:
            lowered.append((day, total, fell))
    return points, lowered


def _changes(
    snapshot: Snapshot, measured: Progress
) -> list[tuple[datetime.date, tuple[str, int, str], int | None]]:
    """What `known` says of the indicator's line in the scope, the earliest day first."""
    scope, known = measured.scope, snapshot.known
    known = known[known["line"] == measured.indicator.line]
    units = {unit.id for unit in snapshot.units} if scope.unit is None else {scope.unit}
    columns = (plain(known[column]) for column in ("day", "unit", "phase", "sector", "value"))
    found = [
        (day, (unit, phase, sector), value)
        for day, unit, phase, sector, value in zip(*columns, strict=True)
        if unit in units
        and day <= snapshot.today
        and scope.phase in (None, phase)
        and scope.sector in (None, sector)
    ]
    return sorted(found, key=lambda change: change[0])


def _from_dates(snapshot: Snapshot, measured: Progress) -> Points:
    """The things that count, added up by the day that their rows carry."""
    scope = measured.scope
    found = events(snapshot, measured.indicator, Part(scope.phase, scope.sector)).events
    days = sorted(day for unit, day in found if day is not None and scope.unit in (None, unit))
    reached = 0
    points: Points = []
    for day, same_day in groupby(days):
        reached += len(list(same_day))
        points.append((day, reached))
    return points


def _expected(snapshot: Snapshot, measured: Progress) -> list[tuple[datetime.date, float]]:
    if measured.target is None:
        return []
    opening = measured.opening or 0
    corners = targets.pace_points(snapshot.plan, measured.indicator)
    return [(day, opening + share * (measured.target - opening)) for day, share in corners]


def _projection(snapshot: Snapshot, measured: Progress, points: Points) -> tuple[Projection | None, str]:
    deadline, today = measured.indicator.deadline, snapshot.today
    if measured.actual is None:
        return None, "chưa có số liệu"
    if measured.scope.phase is not None:
        return None, "không dự báo riêng cho một đợt"
    if today >= deadline:
        return None, f"đã đến hạn {write_date(deadline)}"
    if len(points) < ENOUGH_POINTS:
        return None, "chưa đủ dữ liệu"
    rates = [_rate(points, stretch) for stretch in RECENT]
    days = (deadline - today).days
    ceiling = math.inf if measured.base is None else measured.base
    low, high = (int(min(ceiling, measured.actual + rate * days)) for rate in (min(rates), max(rates)))
    band = _frame([(today, measured.actual, measured.actual), (deadline, low, high)], ("day", "low", "high"))
    return Projection(deadline, low, high, band), ""


def _rate(points: Points, stretch: datetime.timedelta) -> float:
    """Growth per day over the last stretch, or since the first point; figures that fell give 0."""
    end, reached = points[-1]
    start = max(points[0][0], end - stretch)
    before = [value for day, value in points if day <= start][-1]
    return max(0.0, (reached - before) / max(1, (end - start).days))


def _answer(
    snapshot: Snapshot, measured: Progress, projected: Projection | None, note: str, corrections: int
) -> str:
    sentences = [measured.answer]
    if projected is not None and measured.target is not None:
        sentences.append(_outlook(snapshot, measured, projected))
    elif measured.actual is not None:
        sentences.append(f"Dự báo: {note}." if note else "")
    if corrections:
        sentences.append(f"Có {write_count(corrections)} ngày ghi nhận điều chỉnh giảm.")
    return " ".join(sentence for sentence in sentences if sentence)


def _outlook(snapshot: Snapshot, measured: Progress, projected: Projection) -> str:
    counted, target = measured.indicator.counted, measured.target or 0
    if (measured.actual or 0) >= target:
        return ""
    low, high = write_count(projected.low), write_count(projected.high)
    amount = low if low == high else f"{low}–{high}"
    reaches = "đạt chỉ tiêu" if projected.low >= target else "chưa đạt chỉ tiêu"
    if projected.low < target <= projected.high:
        reaches = "có thể đạt chỉ tiêu"
    place = answers.where(snapshot, measured.scope)
    needed = write_count(math.ceil(measured.needed_per_week or 0))
    return (
        f"{place}, với nhịp 4–8 tuần gần đây: đến {write_date(projected.day)} có khoảng {amount} {counted}, "
        f"{reaches}; để kịp hạn cần thêm {needed} mỗi tuần."
    )


def _frame(points: Iterable[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(points), columns=list(columns))
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[s]")
    return frame
