"""The course of an indicator drawn for a slide: lines that stretch, labels that keep their size."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from markupsafe import Markup

from campaign.measures.course import Course
from campaign.records import Snapshot
from dashboard.markup import element
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

HEADROOM = 1.12
"""Height of the drawing over the highest figure in it."""

Point = tuple[float, float]
"""Percent from the left, percent from the bottom."""


@dataclass(frozen=True)
class Axes:
    """The days and figures that a drawing spans."""

    first: datetime.date
    last: datetime.date
    top: float

    def point(self, day: datetime.date, value: float) -> Point:
        """Return where a figure of a day stands."""
        days = (self.last - self.first).days or 1
        return ((day - self.first).days / days * 100, value / self.top * 100)

    def points(self, frame: pd.DataFrame, column: str = "value") -> list[Point]:
        """Return where the rows of a frame with `day` stand."""
        days = (day.date() for day in frame["day"])
        return [self.point(day, float(value)) for day, value in zip(days, frame[column], strict=True)]


def curve(snapshot: Snapshot, shown: Course) -> Markup:
    """Return what was done day by day, what was expected, the target, and where recent rates lead."""
    axes = Axes(
        snapshot.plan.first_day, max(shown.indicator.deadline, snapshot.today), _highest(shown) * HEADROOM
    )
    done = axes.points(shown.actual)
    behind = bool(done) and axes.point(axes.first, _asked_now(shown, snapshot.today))[1] > done[-1][1]
    now = axes.point(snapshot.today, 0)[0]
    goal = axes.point(axes.last, shown.target or 0)[1]
    lines = [
        _band(shown, axes),
        _line([(now, 0), (now, 100)], "today"),
        _line([(0, goal), (100, goal)], "goal") if shown.target else None,
        _line(axes.points(shown.expected), "asked"),
        _line(_steps(done), "done"),
    ]
    drawing = element("svg", *lines, viewBox="0 0 100 100", preserveAspectRatio="none", aria_hidden="true")
    labels = [*_months(axes), element("span", "hôm nay", class_="today", style=f"right:{100 - now:.2f}%")]
    if shown.target:
        words = f"chỉ tiêu {write_count(shown.target)} · hạn {write_date(shown.indicator.deadline)}"
        labels.append(element("span", words, class_="goal", style=f"bottom:{goal:.2f}%"))
    return element(
        "div",
        drawing,
        *labels,
        *_newest(shown, done, behind),
        class_="curve",
        role="img",
        aria_label=shown.answer,
    )


def _newest(shown: Course, done: Sequence[Point], behind: bool) -> Iterable[Markup]:
    """The newest figure, on the side of the line where the expected one is not."""
    if done:
        left, height = done[-1]
        reached = write_count(int(shown.actual["value"].iloc[-1]))
        side = f"top:{100 - height:.2f}%" if behind else f"bottom:{height:.2f}%"
        yield element("b", reached, class_="now", style=f"right:{100 - left:.2f}%;{side}")
        yield element("i", class_="dot", style=f"left:{left:.2f}%;bottom:{height:.2f}%")


def _months(axes: Axes) -> Iterable[Markup]:
    """The first day of every month, of every second one where the year would be crowded."""
    months = (axes.last.year - axes.first.year) * 12 + axes.last.month - axes.first.month
    for after in range(0, months + 1, 1 if months < 9 else 2):
        year, month = divmod(axes.first.month - 1 + after, 12)
        day = datetime.date(axes.first.year + year, month + 1, 1)
        if axes.first <= day <= axes.last:
            left = axes.point(day, 0)[0]
            yield element("span", f"1/{day.month}", class_="month", style=f"left:{left:.2f}%")


def _asked_now(shown: Course, today: datetime.date) -> float:
    """What the expected curve asks for today; 0 without a target."""
    if shown.expected.empty:
        return 0.0
    days = [(day.date() - today).days for day in shown.expected["day"]]
    return float(np.interp(0, days, shown.expected["value"].to_numpy(dtype=float)))


def _line(points: Sequence[Point], kind: str) -> Markup | None:
    return element("polyline", points=_written(points), class_=kind) if points else None


def _band(shown: Course, axes: Axes) -> Markup | None:
    if shown.projected is None:
        return None
    low, high = (axes.points(shown.projected.band, column) for column in ("low", "high"))
    return element("polygon", points=_written([*low, *reversed(high)]), class_="band")


def _steps(points: Sequence[Point]) -> list[Point]:
    """The same as stairs: a figure stands until the next one is known."""
    stairs: list[Point] = []
    for left, height in points:
        if stairs:
            stairs.append((left, stairs[-1][1]))
        stairs.append((left, height))
    return stairs


def _written(points: Iterable[Point]) -> str:
    return " ".join(f"{left:.2f},{100 - height:.2f}" for left, height in points)


def _highest(shown: Course) -> float:
    high = float(shown.projected.high) if shown.projected else 0.0
    values = [
        float(shown.target or 0),
        high,
        *map(float, shown.actual["value"]),
        *map(float, shown.expected["value"]),
    ]
    return max(values) or 1.0
