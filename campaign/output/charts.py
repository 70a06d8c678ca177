"""Measures drawn as charts, as ready Vega-Lite specifications in Vietnamese; the only user of altair."""

import datetime
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from campaign.measures.course import Course
from campaign.measures.measured import Progress, Status
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count, write_percent

ACTUAL = "#2b7fd0"
"""What has been done; reads on white and on the dark background alike."""
CORRECTED = "#d97706"

SHAPES = [
    "M0,-1.2L0.3,-0.4L1.15,-0.37L0.5,0.15L0.7,1L0,0.52L-0.7,1L-0.5,0.15L-1.15,-0.37L-0.3,-0.4Z",
    "M-1.1,0.05L-0.4,0.85L1.1,-0.75L0.8,-1L-0.42,0.3L-0.85,-0.2Z",
    "circle",
    "triangle-down",
    "diamond",
    "M-1,-1H1V1H-1ZM-0.65,-0.65V0.65H0.65V-0.65Z",
    "M-1,0A1,1 0 1,1 1,0A1,1 0 1,1 -1,0ZM-0.65,0A0.65,0.65 0 1,0 0.65,0A0.65,0.65 0 1,0 -0.65,0Z",
]
"""The shapes of `measured.SHAPES` as outlines, in the order of `Status`."""

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
    marks: list[alt.Chart] = [*_days(plan, today, last, x), *_events(plan, last, x), *_band(shown, x, y)]
    marks += [*_expected(shown, x, y), *_target(shown, plan, x, y), *_actual(shown, x, y)]
    return _spec(alt.layer(*marks, height=400))


@dataclass(frozen=True)
class Named:
    """One measured row of a picture: its name, the measure, and its place on the map."""

    name: str
    measured: Progress
    tile: tuple[int, int] = (0, 0)
    """Row and column."""


def bullets(rows: Sequence[Named]) -> Spec:
    """Return bars on one scale, each against its own whole, with the mark of what is expected by today."""
    drawn = alt.Chart(_data(_bullet(row) for row in rows))
    y = alt.Y("name:N", sort=None, title=None, axis=_names())
    share = alt.X(
        "share:Q",
        title=None,
        scale=alt.Scale(domain=[0, 2.2]),
        axis=alt.Axis(format=".0%", values=[0, 0.5, 1], domain=False, ticks=False),
    )
    left: Spec = {"align": "left", "baseline": "middle", "color": "currentColor"}
    layers = [
        drawn.mark_bar(color="#8a8f98", opacity=0.22, height=18).encode(x="whole:Q", y=y),
        drawn.mark_bar(height=10).encode(x=share, y=y, color=_tone()),
        drawn.mark_tick(color="currentColor", thickness=2.5, size=22).encode(x="expected:Q", y=y),
        drawn.mark_text(**left, fontWeight=600, dx=8).encode(x=alt.datum(1.05), y=y, text="figures:N"),
        _shapes(drawn, 55).encode(x=alt.datum(1.78), y=y),
        drawn.mark_text(**left, fontSize=11, dx=9).encode(x=alt.datum(1.78), y=y, text="status:N"),
    ]
    return _spec(alt.layer(*layers, height=alt.Step(34)))


def lacking(rows: Sequence[Named]) -> Spec:
    """Return what each row that lacks something lacks, in figures at the end of its bar."""
    told = [
        row | {"label": f"thiếu {write_count(row['gap'])} · {row['figures']}"} for row in map(_bullet, rows)
    ]
    widest = max((row["gap"] for row in told), default=1) or 1
    drawn = alt.Chart(_data(told)).encode(y=alt.Y("name:N", sort=None, title=None, axis=_names()))
    x = alt.X("gap:Q", title=None, scale=alt.Scale(domain=[0, widest * 1.8]), axis=None)
    text = drawn.mark_text(align="left", baseline="middle", dx=6, color="currentColor")
    layers = [drawn.mark_bar(height=14).encode(x=x, color=_tone()), text.encode(x=x, text="label:N")]
    return _spec(alt.layer(*layers, height=alt.Step(26)))


def amounts(rows: Sequence[tuple[str, float | None, str]]) -> Spec:
    """Return bars that need no target: name, length (None: not known, no bar) and words at its end."""
    widest = max((amount or 0 for _, amount, _ in rows), default=0) or 1
    told = [{"name": name, "amount": amount or 0, "label": label} for name, amount, label in rows]
    drawn = alt.Chart(_data(told)).encode(y=alt.Y("name:N", sort=None, title=None, axis=_names()))
    x = alt.X("amount:Q", title=None, scale=alt.Scale(domain=[0, widest * 1.8]), axis=None)
    text = drawn.mark_text(align="left", baseline="middle", dx=6, color="currentColor")
    layers = [drawn.mark_bar(height=14, color=ACTUAL).encode(x=x), text.encode(x=x, text="label:N")]
    return _spec(alt.layer(*layers, height=alt.Step(26)))


def heat(rows: Sequence[Named]) -> Spec:
    """Return units by indicators: a figure and the shape of its status in every cell."""
    heads = list(dict.fromkeys(_wrapped(row.measured.indicator.short) for row in rows))
    axis = alt.Axis(
        orient="top", labelAngle=0, labelFontSize=11, labelLimit=100, labelPadding=20, domain=False,
        ticks=False, labelExpr="split(datum.label, '|')",
    )  # fmt: skip
    drawn = alt.Chart(_data(_bullet(row) for row in rows)).encode(
        x=alt.X("indicator:N", sort=heads, title=None, axis=axis),
        y=alt.Y("name:N", sort=None, title=None, axis=_names()),
    )
    layers = [
        drawn.mark_rect(opacity=0.2, stroke="#ffffff", strokeWidth=3).encode(color=_tone()),
        _shapes(drawn, 45, xOffset=-21),
        drawn.mark_text(fontSize=11.5, color="currentColor", dx=6).encode(text="percent:N"),
    ]
    return _spec(alt.layer(*layers, height=alt.Step(27)))


def tiles(rows: Sequence[Named]) -> Spec:
    """Return one indicator of every unit, laid out by place."""
    drawn = alt.Chart(_data(_bullet(row) for row in rows)).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(padding=0.05)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0.05)),
    )
    text: Spec = {"color": "currentColor", "align": "center"}
    layers = [
        drawn.mark_rect(opacity=0.2, cornerRadius=6).encode(color=_tone()),
        drawn.mark_text(**text, dy=-22, fontWeight=600, fontSize=14).encode(text="name:N"),
        drawn.mark_text(**text, dy=-1, fontSize=17, fontWeight=700).encode(text="percent:N"),
        drawn.mark_text(**text, dy=16, fontSize=11).encode(text="amount:N"),
        drawn.mark_text(**text, dy=31, dx=6, fontSize=11, fontWeight=600).encode(text="status:N"),
        _shapes(drawn, 45, yOffset=31, xOffset=alt.ExprRef("-6 - 3 * length(datum.status)")),
    ]
    return _spec(alt.layer(*layers, height=alt.Step(92)))


def _bullet(row: Named) -> dict[str, Any]:
    one = row.measured
    whole = one.target if one.target is not None else one.base
    share = one.percent if one.percent is not None else one.share
    amount = write_count(one.actual)
    if one.actual is not None and whole is not None:
        star = "*" if one.target is not None and not one.official else ""
        amount += f"/{write_count(whole)}{star}"
    said = write_percent(share) if share is not None else write_count(one.actual)
    return {
        "name": row.name,
        "indicator": _wrapped(one.indicator.short),
        "row": row.tile[0],
        "column": row.tile[1],
        "status": one.status.value,
        "whole": 1 if whole else 0,
        "share": min(1.0, share) if share is not None else 0,
        "expected": min(1.0, one.expected / whole) if one.expected is not None and whole else None,
        "gap": one.gap or 0,
        "figures": f"{amount} ({said})" if share is not None else amount,
        "percent": said,
        "amount": amount if share is not None else one.indicator.counted,
    }


def _tone() -> alt.Color:
    """Colour of a status: a domain without a range takes the theme's, on a screen and on paper."""
    return alt.Color("status:N", legend=None, scale=alt.Scale(domain=[status.value for status in Status]))


def _shapes(drawn: alt.Chart, size: int, **place: Any) -> Any:
    """The shape of each status, drawn: as a letter it would pull its whole line into another font."""
    scale = alt.Scale(domain=[status.value for status in Status], range=SHAPES)
    shape = alt.Shape("status:N", legend=None, scale=scale)
    marks = drawn.mark_point(filled=True, opacity=1, size=size, **place)
    return marks.encode(shape=shape, color=_tone())


def _wrapped(name: str) -> str:
    """A head of a narrow column, its lines parted by «|»."""
    return "|".join(textwrap.wrap(name, 10))


def _names() -> alt.Axis:
    return alt.Axis(domain=False, ticks=False, labelPadding=8, labelLimit=190, labelFlush=False)


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


def _events(plan: Plan, last: datetime.date, x: alt.X) -> Iterable[alt.Chart]:
    """The events of the year on the edge of the picture; their names stand below it and under the pointer."""
    rows = [
        {"day": _day(event.day), "event": event.title, "source": event.source}
        for event in plan.events
        if plan.first_day <= event.day <= last
    ]
    if rows:
        told = [
            alt.Tooltip("event:N", title="sự kiện"),
            alt.Tooltip("day:T", title="ngày", format="%-d/%-m/%Y"),
            alt.Tooltip("source:N", title="theo"),
        ]
        edge = alt.Chart(_data(rows)).mark_point(
            color="currentColor", shape="triangle-up", size=60, filled=True, opacity=0.75
        )
        yield edge.encode(x=x, y=alt.value("height"), tooltip=told)


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
    # `chart.configure_…` copies the whole chart each time: half of what drawing it takes.
    return {**chart.to_dict(validate=False), "config": _config()}


@cache
def _config() -> Spec:
    bare = alt.Chart(_data([])).mark_point()
    configured = bare.configure(locale=LOCALE).configure_view(stroke=None).configure_axis(labelFontSize=13)
    config: Spec = configured.to_dict(validate=False)["config"]
    return config
