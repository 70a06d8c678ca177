"""Measures drawn as charts, as ready Vega-Lite specifications in Vietnamese; the only user of altair."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from campaign.measures.course import Course
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

ACTUAL = "#2b7fd0"
"""What has been done; reads on white and on the dark background alike."""
CORRECTED = "#d97706"

LOCALE = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"]},
    "time": {
        "dateTime": "%A, %e/%m/%Y %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["SA", "CH"],
        "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"Tháng {month}" for month in range(1, 13)],
        "shortMonths": [f"Th{month}" for month in range(1, 13)],
    },
}

Spec = dict[str, Any]


def course(shown: Course, plan: Plan, today: datetime.date) -> Spec:
    """Return how an indicator goes over the year: done, expected, target, likely range, phase ends, today."""
    indicator = shown.indicator
    last = max(indicator.deadline, today)
    highest = _highest(shown)
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(domain=[_day(plan.first_day), _day(last + datetime.timedelta(days=9))], nice=False),
        axis=alt.Axis(format="%-d/%-m", tickCount="month", labelFlush=False, grid=False, labelPadding=6),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, highest * 1.08]),
        axis=alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False),
    )
    marks: list[alt.Chart] = [*_days(plan, today, last, x), *_band(shown, x, y)]
    marks += [*_expected(shown, x, y), *_target(shown, plan, x, y), *_actual(shown, x, y)]
    return _spec(alt.layer(*marks).properties(height=400))


def _days(plan: Plan, today: datetime.date, last: datetime.date, x: alt.X) -> Iterable[alt.Chart]:
    ends = [
        {"day": _day(phase.last_day), "title": f"hết đợt {phase.number}", "line": 0.35}
        for phase in plan.phases
        if phase.last_day <= last
    ]
    rows = [*ends, {"day": _day(today), "title": "hôm nay", "line": 0.9}]
    base = alt.Chart(_data(rows)).encode(x=x)
    yield base.mark_rule(color="currentColor", strokeWidth=1).encode(
        opacity=alt.Opacity("line:Q", scale=None)
    )
    yield base.mark_text(
        color="currentColor", align="right", dx=-5, dy=-7, baseline="bottom", fontSize=12, opacity=0.75
    ).encode(y=alt.value("height"), text="title:N")


def _band(shown: Course, x: alt.X, y: alt.Y) -> Iterable[alt.Chart]:
    projected = shown.projected
    if projected is None:
        return
    low = y.copy()
    low.shorthand = "low:Q"
    band = _frame(projected.band)
    tooltip = _tooltip(("low", "thấp"), ("high", "cao"))
    yield (
        alt.Chart(band).mark_area(color=ACTUAL, opacity=0.18).encode(x=x, y=low, y2="high:Q", tooltip=tooltip)
    )


def _expected(shown: Course, x: alt.X, y: alt.Y) -> Iterable[alt.Chart]:
    if shown.expected.empty:
        return
    expected = _frame(shown.expected)
    yield (
        alt.Chart(expected)
        .mark_line(
            color="currentColor", strokeDash=[5, 5], strokeWidth=1.5, opacity=0.65, interpolate="linear"
        )
        .encode(x=x, y=y, tooltip=_tooltip(("value", "mức cần có")))
    )
    middle = shown.expected.iloc[[len(shown.expected) // 2]].assign(title="mức cần có")
    yield (
        alt.Chart(_frame(middle))
        .mark_text(color="currentColor", align="right", dx=-8, dy=-8, fontSize=12, opacity=0.75)
        .encode(x=x, y=y, text="title:N")
    )


def _target(shown: Course, plan: Plan, x: alt.X, y: alt.Y) -> Iterable[alt.Chart]:
    if shown.target is None:
        return
    told = "" if shown.official else " (minh họa)"
    title = f"chỉ tiêu {write_count(shown.target)}{told} · hạn {write_date(shown.indicator.deadline)}"
    base = alt.Chart(_data([{"day": _day(plan.first_day), "value": shown.target, "title": title}]))
    yield base.mark_rule(color="currentColor", strokeWidth=1, opacity=0.9).encode(y=y)
    yield base.mark_text(color="currentColor", align="left", dx=6, dy=-8, fontSize=13, fontWeight=600).encode(
        x=x, y=y, text="title:N"
    )


def _actual(shown: Course, x: alt.X, y: alt.Y) -> Iterable[alt.Chart]:
    if shown.actual.empty:
        return
    done = alt.Chart(_frame(shown.actual)).encode(x=x, y=y, tooltip=_tooltip(("value", "đã thực hiện")))
    yield done.mark_line(color=ACTUAL, strokeWidth=3, interpolate="step-after")
    yield done.mark_point(color=ACTUAL, filled=True, size=160, opacity=0)
    now = shown.actual.iloc[[-1]]
    label = _frame(now.assign(title=write_count(int(now["value"].iloc[0]))))
    point = alt.Chart(label).encode(x=x, y=y)
    yield point.mark_point(color=ACTUAL, filled=True, size=90, opacity=1)
    yield point.mark_text(color=ACTUAL, align="right", dx=-10, dy=-14, fontSize=18, fontWeight=700).encode(
        text="title:N"
    )
    if not shown.corrections.empty:
        yield (
            alt.Chart(_frame(shown.corrections))
            .mark_point(color=CORRECTED, filled=True, shape="triangle-down", size=110, opacity=1)
            .encode(x=x, y=y, tooltip=_tooltip(("value", "còn"), ("change", "thay đổi")))
        )


def _tooltip(*fields: tuple[str, str]) -> list[alt.Tooltip]:
    day = alt.Tooltip("day:T", title="ngày", format="%-d/%-m/%Y")
    return [day, *(alt.Tooltip(f"{field}:Q", title=title, format=",.0f") for field, title in fields)]


def _highest(shown: Course) -> float:
    values = [float(shown.target or 0), *(float(value) for value in shown.actual["value"])]
    values += [float(value) for value in shown.expected["value"]]
    if shown.projected is not None:
        values.append(float(shown.projected.high))
    return max(values, default=1.0) or 1.0


def _day(day: datetime.date) -> str:
    # With a time the browser takes it as local; a bare day would be midnight in Greenwich.
    return f"{day:%Y-%m-%d}T00:00:00"


def _frame(table: pd.DataFrame) -> alt.Data:
    records = [
        {
            str(name): _day(value) if isinstance(value, datetime.date) else _number(value)
            for name, value in row.items()
        }
        for row in table.to_dict("records")
    ]
    return _data(records)


def _number(value: object) -> object:
    return value if isinstance(value, str) else float(value)  # type: ignore[arg-type]


def _data(rows: Iterable[Mapping[str, object]]) -> alt.Data:
    return alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]


def _spec(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    configured = chart.configure(locale=LOCALE).configure_view(stroke=None).configure_axis(labelFontSize=13)
    spec: Spec = configured.to_dict(validate=False)
    return spec
