"""What stands on the slides of the meeting room: the same measures as on the pages, readable from afar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from campaign.measures import course, timeliness
from campaign.measures.commitments import Change, Commitment, last_meeting, listed
from campaign.measures.measured import SHAPES, Progress, Status
from campaign.measures.progress import gap_sentence, matrix, overview, progress
from campaign.records import Snapshot
from dashboard import findings, headlines, scorecard, slides_office
from dashboard.curve import curve
from dashboard.figures import Fact, spoken
from dashboard.filters import Chosen, words
from dashboard.markup import element
from dashboard.news import STATES
from dashboard.status import PLACES, chip, legend
from dashboard.units import phase_in_question
from sheets_schema.plan import Unit
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count, write_percent

Entered = tuple[Commitment | Change, ...]


@dataclass(frozen=True)
class Slide:
    """One slide: a short name for its address, what it is about, and what stands on it."""

    id: str
    title: str
    html: Markup


def deck(snapshot: Snapshot, chosen: Chosen, entered: Entered = ()) -> tuple[Slide, ...]:
    """Return the slides of a meeting: the whole, each indicator, the matrix, who is late, what changed.

    `entered`: what the app was told of commitments, which close the meeting as they closed the last one.
    """
    promised = listed(snapshot, entered, unit=chosen.unit)
    changed, changes = slides_office.changes(snapshot, chosen, last_meeting(snapshot, entered))
    said, rows = slides_office.commitments(snapshot, promised)
    name = snapshot.unit(chosen.unit).short if chosen.unit else "Toàn tỉnh"
    indicators = (
        Slide(one.id, one.short, _indicator(snapshot, one.id, chosen)) for one in snapshot.plan.indicators
    )
    return (
        Slide("tong-quan", name, _whole(snapshot, chosen)),
        *indicators,
        Slide("bang", "Đơn vị nào, chỉ tiêu nào", _matrix(snapshot, chosen)),
        Slide("bao-cao", "Ai đã báo cáo", _reports(snapshot, chosen)),
        Slide("thay-doi", "Thay đổi gần đây", _slide(snapshot, chosen, changed, *changes, kind="lately")),
        Slide("cam-ket", "Cam kết", _slide(snapshot, chosen, said, *rows, kind="lately")),
    )


def unit_slides(snapshot: Snapshot, chosen: Chosen) -> tuple[Slide, ...]:
    """Return one slide per unit, shown when somebody asks for it."""
    return tuple(
        Slide(f"don-vi-{unit.id}", unit.short, _whole(snapshot, chosen.of_unit(unit.id)))
        for unit in snapshot.units
    )


def _slide(snapshot: Snapshot, chosen: Chosen, title: str, *body: object, kind: str) -> Markup:
    over = f"{words(snapshot, chosen)} · số liệu đến ngày {write_date(snapshot.today)}"
    if chosen.at:
        over = words(snapshot, chosen)
    return element("section", element("p", over, class_="over"), element("h1", title), *body, class_=kind)


def _whole(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """The lead indicator in figures that fill the wall, and every indicator in a line."""
    lead = progress(snapshot, snapshot.plan.lead.id, chosen.scope)
    said, basis = spoken(lead.answer)
    facts = (headlines.of_unit if chosen.unit else headlines.of_province)(snapshot, chosen)[2:4]
    every = overview(snapshot, chosen.scope)
    body = element(
        "div", _left(lead, facts), element("ul", *map(_line, every), class_="lines"), class_="halves"
    )
    starred = every if lead.official else ()
    under = _under(starred, _unit_line(snapshot, chosen) if chosen.unit else basis)
    return _slide(snapshot, chosen, said, _gap(snapshot, lead, chosen), body, under, kind="whole")


def _indicator(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    one = progress(snapshot, indicator, chosen.scope)
    said, basis = spoken(one.answer)
    shown = course.of(snapshot, indicator, chosen.scope)
    facts = headlines.of_indicator(snapshot, indicator, chosen)[2:4]
    right = element("div", curve(snapshot, shown), _key(shown), class_="right")
    body = element("div", _left(one, facts), right, class_="halves")
    gap = _gap(snapshot, one, chosen)
    return _slide(snapshot, chosen, said, gap, body, _under((), basis), kind="one")


def _gap(snapshot: Snapshot, one: Progress, chosen: Chosen) -> Markup | None:
    sentence = gap_sentence(snapshot, one.indicator.id, chosen.scope) if not chosen.unit else ""
    return element("p", sentence, class_="gap") if sentence else None


def _left(one: Progress, facts: Sequence[Fact]) -> Markup:
    """The figure that carries across the room, what it means, and what is still to be done."""
    share = one.percent if one.percent is not None else one.share
    figure = write_percent(share) if share is not None else write_count(one.actual)
    counted = scorecard.figures(one).partition(" (")[0] if share is not None else one.indicator.counted
    told = element("p", counted, " ", chip(one.status), class_="told")
    meaning = element("div", told, _track(one), *_facts(facts))
    return element("div", element("p", figure, class_="figure"), meaning, class_="left")


def _matrix(snapshot: Snapshot, chosen: Chosen) -> Markup:
    measured = matrix(snapshot, chosen.scope)
    whole = overview(snapshot, replace(chosen.scope, unit=None))
    width = len(snapshot.plan.indicators)
    rows = [
        _matrix_row(_unit_button(unit), measured[place * width : (place + 1) * width])
        for place, unit in enumerate(snapshot.units)
    ]
    heads = [element("th", one.indicator.short, scope="col") for one in whole]
    head = element("thead", element("tr", element("td"), *heads))
    body = element("tbody", *rows, _matrix_row("Toàn tỉnh", whole, class_="total"))
    present = {one.status for one in (*measured, *whole)}
    title = "Đơn vị nào, chỉ tiêu nào"
    table = element("table", head, body, class_="grid")
    return _slide(snapshot, chosen.of_unit(None), title, legend(present), table, kind="all")


def _matrix_row(name: object, measured: Iterable[Progress], **attributes: object) -> Markup:
    return element("tr", element("th", name, scope="row"), *map(_cell, measured), **attributes)


def _cell(one: Progress) -> Markup:
    share = one.percent if one.percent is not None else one.share
    shown = write_percent(share, 0) if share is not None else write_count(one.actual)
    # A dash before a figure would read as a minus; the grey of the cell says the same.
    shape = element("i", SHAPES[one.status] if one.status is not Status.NO_TARGET else "", aria_hidden="true")
    said = f"{scorecard.figures(one)}, {one.status.value}"
    return element("td", shape, shown, class_=PLACES[one.status], title=said, aria_label=said)


def _reports(snapshot: Snapshot, chosen: Chosen) -> Markup:
    phase = phase_in_question(snapshot, chosen)
    order = list(STATES)
    arrived = sorted(
        timeliness.by_unit(snapshot, phase), key=lambda one: (order.index(one.state), -one.days_late)
    )
    rows = []
    for one in arrived:
        shape, tone, said = STATES[one.state]
        late = f" {write_count(one.days_late)} ngày" if one.state == timeliness.LATE and one.days_late else ""
        mark = element(
            "span", element("i", shape, aria_hidden="true"), " ", said, late, class_=f"status {tone}"
        )
        pages = f"{one.worksheets}/{one.worksheets + len(one.missing)}"
        rows.append(element("li", _unit_button(one.unit), mark, element("span", pages, class_="number")))
    body = element("ul", *rows, class_="reports")
    return _slide(snapshot, chosen.of_unit(None), timeliness.answer(snapshot, phase), body, kind="late")


def _track(one: Progress) -> Markup | None:
    whole = one.target if one.target is not None else one.base
    if not whole or one.actual is None:
        return None
    longest = max(whole, one.actual, one.expected or 0)
    fill = element("span", class_="fill", style=f"width:{one.actual / longest:.2%}")
    tick = (
        element("span", class_="tick", style=f"left:{one.expected / longest:.2%}")
        if one.expected is not None
        else None
    )
    return element("div", fill, tick, class_=f"track {PLACES[one.status]}", aria_hidden="true")


def _facts(shown: Sequence[Fact]) -> list[Markup]:
    return [
        element(
            "p",
            f"{fact.title}: ",
            element("b", fact.value),
            f" · {fact.note}" if fact.note else "",
            class_="fact",
        )
        for fact in shown
    ]


def _line(one: Progress) -> Markup:
    share = one.percent if one.percent is not None else one.share
    figures = scorecard.figures(one).partition(" ")[0]
    percent = write_percent(share) if share is not None else ""
    name = element("button", one.indicator.short, data_slide=one.indicator.id, type="button")
    return element(
        "li",
        name,
        element("span", figures, class_="number"),
        element("b", percent, class_="number"),
        chip(one.status),
    )


def _unit_button(unit: Unit) -> Markup:
    return element("button", unit.plain, data_slide=f"don-vi-{unit.id}", type="button")


def _key(shown: course.Course) -> Markup:
    parts = [element("span", element("i", class_="done"), "đã thực hiện")]
    if shown.target:
        parts.append(element("span", element("i", class_="asked"), "mức cần có"))
    if shown.projected:
        parts.append(element("span", element("i", class_="band"), "khoảng dự báo"))
    return element("p", *parts, class_="key", aria_hidden="true")


def _under(measured: Iterable[Progress], sentence: str) -> Markup:
    """What a slide rests on; the star is told unless the sentence itself says whose targets these are."""
    return element("p", sentence, " ", scorecard.footnote(measured).striptags(), class_="under")


def _unit_line(snapshot: Snapshot, chosen: Chosen) -> str:
    _, basis = spoken(progress(snapshot, snapshot.plan.lead.id, chosen.scope).answer)
    return f"{findings.count(snapshot, chosen)}. {basis}" if snapshot.opens(chosen.unit) else basis
