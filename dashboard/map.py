"""The province on a tile-grid map: a tile per district where it lies, the industry unions beside."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures.measured import SHAPES, Progress, Status
from campaign.measures.progress import progress
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import figures, footnote, goal
from dashboard.status import PLACES
from sheets_schema.plan import Unit
from sheets_schema.vietnamese.numbers import write_count, write_percent

NOT_ON_MAP = "Công đoàn ngành, cơ quan"


def choices(snapshot: Snapshot) -> dict[str, str]:
    """Return what can stand on the map, the lead indicator first."""
    lead = snapshot.plan.lead
    return {lead.id: lead.short} | {one.id: one.short for one in snapshot.plan.indicators}


def tiles(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    """Return how every unit stands with one indicator, laid out as the province lies; a tile leads on."""
    placed = sorted((unit for unit in snapshot.units if unit.tile), key=lambda unit: unit.tile or (0, 0))
    beside = [unit for unit in snapshot.units if not unit.tile]
    measured = _measured(snapshot, snapshot.units, indicator, chosen)
    districts = element("ul", *(_tile(snapshot, unit, indicator, chosen) for unit in placed), class_="tiles")
    others = element("ul", *(_tile(snapshot, unit, indicator, chosen) for unit in beside), class_="tiles row")
    aside = element("div", element("h3", NOT_ON_MAP), others) if beside else None
    return element("div", districts, aside, class_="map") + footnote(measured)


def title(snapshot: Snapshot, indicator: str, chosen: Chosen) -> str:
    """Return what the map shows: «Sáng kiến: 3 đơn vị vượt, 5 chậm, 7 nguy cơ»."""
    measured = _measured(snapshot, snapshot.units, indicator, chosen)
    counts = Counter(one.status for one in measured)
    told = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    return f"{snapshot.plan.indicator(indicator).short}: {told}"


def _measured(
    snapshot: Snapshot, units: Sequence[Unit], indicator: str, chosen: Chosen
) -> tuple[Progress, ...]:
    return tuple(progress(snapshot, indicator, chosen.of_unit(unit.id).scope) for unit in units)


def _tile(snapshot: Snapshot, unit: Unit, indicator: str, chosen: Chosen) -> Markup:
    own = chosen.of_unit(unit.id)
    one = progress(snapshot, indicator, own.scope)
    share = one.percent if one.percent is not None else one.share
    shown = write_percent(share) if share is not None else write_count(one.actual)
    whole = goal(one) if one.target is not None else write_count(one.base)
    beside = f"{write_count(one.actual)}/{whole}" if share is not None else one.indicator.counted
    said = f"{unit.short}: {figures(one)}, {one.status.value}"
    status = element("span", element("i", SHAPES[one.status], aria_hidden="true"), " ", one.status.value)
    link = element(
        "a",
        element("b", unit.plain),
        element("span", shown, class_="number"),
        element("small", beside, class_="number") if one.actual is not None else None,
        status,
        href=own.url("don-vi"),
        title=said,
        aria_label=said,
        aria_current="true" if chosen.unit == unit.id else None,
    )
    place = f"grid-area:{unit.tile[0] + 1}/{unit.tile[1] + 1}" if unit.tile else None
    return element("li", link, class_=PLACES[one.status], style=place)
