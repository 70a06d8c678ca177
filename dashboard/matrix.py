"""Units by indicators: a figure and a status in each cell, every cell leading to its unit."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from campaign.measures import progress
from campaign.measures.measured import SHAPES, Progress
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import figures, footnote, goal
from dashboard.status import PLACES, legend
from sheets_schema.vietnamese.numbers import write_count, write_percent


def units(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the matrix of the chosen phase and sector, units in the official order, the province last."""
    measured = progress.matrix(snapshot, chosen.scope)
    width = len(snapshot.plan.indicators)
    body = [
        _row(unit.short, chosen.of_unit(unit.id), measured[place * width : (place + 1) * width])
        for place, unit in enumerate(snapshot.units)
    ]
    whole = progress.overview(snapshot, replace(chosen.scope, unit=None))
    body.append(_row("Toàn tỉnh", chosen.of_unit(None), whole, total=True))
    heads = [
        element("th", element("a", one.indicator.short, href=_indicator_url(chosen, one)), scope="col")
        for one in whole
    ]
    head = element("thead", element("tr", element("th", "Đơn vị", scope="col"), *heads))
    table = element("table", head, element("tbody", *body), class_="matrix")
    shown = {one.status for one in (*measured, *whole)}
    return (
        legend(shown)
        + footnote((*measured, *whole))
        + element(
            "div", table, class_="scroll", tabindex="0", role="group", aria_label="Bảng đơn vị và chỉ tiêu"
        )
    )


def _row(name: str, chosen: Chosen, measured: Iterable[Progress], *, total: bool = False) -> Markup:
    url = chosen.url("don-vi") if not total else None
    title = element("a", name, href=url) if url else name
    cells = (_cell(one, url or _indicator_url(chosen, one)) for one in measured)
    return element("tr", element("th", title, scope="row"), *cells, class_="total" if total else None)


def _cell(one: Progress, url: str) -> Markup:
    shape = element("i", SHAPES[one.status], aria_hidden="true")
    share = one.percent if one.percent is not None else one.share
    whole = one.target if one.target is not None else one.base
    if one.actual is None:
        inside: tuple[object, ...] = (shape, element("small", "chưa có"))
    elif share is not None and whole is not None:
        asked = goal(one) if one.target is not None else write_count(whole)
        small = element("small", f"{write_count(one.actual)}/{asked}", class_="number")
        inside = (shape, element("span", write_percent(share), class_="number"), small)
    else:
        inside = (
            shape,
            element("span", write_count(one.actual), class_="number"),
            element("small", one.indicator.counted),
        )
    said = f"{one.indicator.short}: {figures(one)}, {one.status.value}"
    link = element("a", *inside, href=url, title=said, aria_label=said)
    return element("td", link, class_=PLACES[one.status])


def _indicator_url(chosen: Chosen, one: Progress) -> str:
    return chosen.url("chi-tieu", chi_tieu=one.indicator.id)
