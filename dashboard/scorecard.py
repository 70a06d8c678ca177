"""Bullet bars: how far each indicator is, or each unit, with the mark of what is expected by today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from campaign.measures.measured import Progress, Status
from campaign.measures.progress import by_phase, by_sector, gap_by_unit, overview, progress, status_rules
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import line_places
from dashboard.status import PLACES, chip, rules
from sheets_schema.vietnamese.numbers import write_count, write_percent

LEAST = 0.005
"""A part of the gap below this would round to 0%, as if it were none."""


@dataclass(frozen=True)
class Bar:
    """One row: a name that leads on, a bar, figures, a status."""

    name: str
    url: str
    under: str
    figures: str
    beside: str
    status: Status | None
    """None where a status would say nothing: a part of a whole that has no target of its own."""
    fill: float | None
    """Length of the bar, 0 to 1; None draws an empty track."""
    tick: float | None = None
    goal: float | None = None
    at: Markup | None = None
    """The cells in which the figure was typed."""


def indicators(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return every indicator of the chosen scope as bars; a name leads to the indicator's page."""
    measured = overview(snapshot, chosen.scope)
    bars = [
        _bar(one, one.indicator.short, chosen.url("chi-tieu", chi_tieu=one.indicator.id)) for one in measured
    ]
    bars = [replace(bar, at=_at(snapshot, one, chosen)) for bar, one in zip(bars, measured, strict=True)]
    return rows(bars) + footnote(measured) + rules(status_rules(snapshot.plan))


def standing(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return how many indicators stand how: «8 chỉ tiêu: 2 đúng tiến độ, 3 chậm, 3 chưa có chỉ tiêu»."""
    measured = overview(snapshot, chosen.scope)
    counts = [(status, sum(one.status is status for one in measured)) for status in Status]
    told = ", ".join(f"{count} {status.value}" for status, count in counts if count)
    return f"{len(measured)} chỉ tiêu: {told}"


def phases(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    """Return one indicator phase by phase."""
    titles = [f"Đợt {phase.number}" for phase in snapshot.plan.phases]
    measured = by_phase(snapshot, indicator, chosen.scope)
    spots = [_at(snapshot, one, replace(chosen, phase=one.scope.phase)) for one in measured]
    return _side_by_side(titles, measured, spots)


def sectors(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    """Return one indicator in the two sectors."""
    titles = [sector.title for sector in snapshot.plan.sectors]
    measured = by_sector(snapshot, indicator, chosen.scope)
    spots = [_at(snapshot, one, replace(chosen, sector=one.scope.sector)) for one in measured]
    return _side_by_side(titles, measured, spots)


def gaps(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    """Return the units by what each still lacks, the largest gap first; a name leads to the unit."""
    table = gap_by_unit(snapshot, indicator, chosen.scope)
    units = [
        (unit, name, share, progress(snapshot, indicator, chosen.of_unit(unit).scope))
        for unit, name, share in zip(table["unit"], table["name"], table["share_of_gap"], strict=True)
    ]
    lacking = sorted((each for each in units if each[3].gap), key=lambda each: -(each[3].gap or 0))
    widest = max((one.gap or 0 for *_, one in lacking), default=1)
    bars = [_gap(name, chosen.of_unit(unit), one, share, widest) for unit, name, share, one in lacking]
    others = [(unit, name, one.status) for unit, name, _, one in units if not one.gap]
    told = footnote(one for *_, one in units)
    return rows(bars, slim=True) + told + _others(chosen, others)


def _gap(name: str, chosen: Chosen, one: Progress, share: float, widest: int) -> Bar:
    gap = one.gap or 0
    lacks = f"thiếu {write_count(gap)}"
    part = f"{write_percent(share, 0) if share >= LEAST else 'dưới 1%'} phần thiếu"
    return Bar(name, chosen.url("don-vi"), figures(one), lacks, part, one.status, gap / widest)


def _others(chosen: Chosen, units: Iterable[tuple[str, str, Status]]) -> Markup:
    """Name the units without a gap, by status, in one line each."""
    by_status: dict[Status, list[Markup]] = {}
    for unit, name, status in units:
        link = element("a", name, href=chosen.of_unit(unit).url("don-vi"))
        by_status.setdefault(status, []).append(link)
    lines = [
        element("p", chip(status), " ", Markup(", ").join(by_status[status]), class_="others")
        for status in Status
        if status in by_status
    ]
    return Markup("").join(lines)


def rows(bars: Iterable[Bar], *, slim: bool = False) -> Markup:
    """Return the list of bars."""
    return element("ul", *(_row(bar) for bar in bars), class_="bars slim" if slim else "bars")


def goal(one: Progress) -> str:
    """Return the target as written wherever it shows: one that is not official carries a star."""
    return write_count(one.target) + ("*" if one.target is not None and not one.official else "")


def footnote(measured: Iterable[Progress]) -> Markup:
    """Return what the star at a target means, where there is one."""
    if all(one.target is None or one.official for one in measured):
        return Markup("")
    return element("div", "* chỉ tiêu minh họa, chưa phải chỉ tiêu chính thức", class_="legend soft")


def figures(one: Progress) -> str:
    """Return «6.760/8.000 sáng kiến (84,5%)», or less where there is no target or no data."""
    counted = one.indicator.counted
    if one.actual is None:
        return "—"
    if one.target is not None:
        share = f" ({write_percent(one.percent)})" if one.percent is not None else ""
        return f"{write_count(one.actual)}/{goal(one)} {counted}{share}"
    if one.base:
        return f"{write_count(one.actual)}/{write_count(one.base)} {counted} ({write_percent(one.share)})"
    return f"{write_count(one.actual)} {counted}"


def _bar(one: Progress, name: str, url: str) -> Bar:
    length = max(one.target or 0, one.actual or 0, one.expected or 0)
    whole = one.target if one.target is not None else one.base
    if one.target is None and one.base:
        length = max(one.base, one.actual or 0)
    drawn = whole is not None and length > 0
    return Bar(
        name,
        url,
        one.basis,
        _head(one),
        _tail(one),
        one.status,
        (one.actual or 0) / length if drawn and one.actual is not None else None,
        min(1.0, one.expected / length) if drawn and one.expected is not None else None,
        whole / length if drawn and whole is not None and whole < length else None,
    )


def _head(one: Progress) -> str:
    if one.actual is None or (one.target is None and one.base is None):
        return write_count(one.actual)
    return f"{write_count(one.actual)} / {goal(one) if one.target is not None else write_count(one.base)}"


def _tail(one: Progress) -> str:
    if one.actual is None:
        return one.indicator.counted
    share = one.percent if one.percent is not None else one.share
    return one.indicator.counted + (f" · {write_percent(share)}" if share is not None else "")


def _at(snapshot: Snapshot, one: Progress, chosen: Chosen) -> Markup | None:
    """Where a unit typed what is counted; None for what is counted row by row."""
    return line_places(snapshot, one.indicator.line, chosen) if one.indicator.line else None


def _side_by_side(
    titles: Iterable[str], measured: Iterable[Progress], spots: Iterable[Markup | None]
) -> Markup:
    found = list(zip(titles, measured, spots, strict=True))
    longest = max((one.target or one.base or one.actual or 0 for _, one, _ in found), default=0) or 1
    bars = []
    for title, one, spot in found:
        bar = replace(_bar(one, title, ""), at=spot)
        if bar.fill is None and one.actual is not None:
            bar = replace(bar, fill=one.actual / longest, status=None)
        bars.append(bar)
    return rows(bars, slim=True)


def _row(bar: Bar) -> Markup:
    name = element("a", bar.name, href=bar.url) if bar.url else element("span", bar.name)
    under = element("small", bar.under) if bar.under else None
    marks = [
        element("span", class_="fill", style=f"width:{bar.fill:.2%}") if bar.fill is not None else None,
        element("span", class_="goal", style=f"left:{bar.goal:.2%}") if bar.goal is not None else None,
        element("span", class_="tick", style=f"left:{bar.tick:.2%}") if bar.tick is not None else None,
    ]
    figures = element("b", bar.figures, class_="number")
    return element(
        "li",
        element("div", name, under, bar.at, class_="name"),
        element(
            "div", *marks, class_=f"track {PLACES[bar.status] if bar.status else 'whole'}", aria_hidden="true"
        ),
        element("div", figures, element("small", bar.beside), class_="figures"),
        chip(bar.status) if bar.status else None,
    )
