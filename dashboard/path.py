"""The way back up: province, unit, sector, grassroots union, each a link that keeps the choice."""

from dataclasses import replace

from markupsafe import Markup

from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element


def path(snapshot: Snapshot, chosen: Chosen, *further: str) -> Markup:
    """Return the breadcrumb of the unit's page; what stands last is where the viewer is, and no link."""
    steps = [("Toàn tỉnh", replace(chosen, unit=None, sector=None).url())]
    if chosen.unit:
        steps.append((snapshot.unit(chosen.unit).short, replace(chosen, sector=None).url("don-vi")))
    if chosen.sector:
        steps.append((snapshot.plan.sector(chosen.sector).short, chosen.url("don-vi")))
    return _drawn([*steps, *((title, "") for title in further)])


def path_of_indicator(snapshot: Snapshot, chosen: Chosen, indicator: str) -> Markup:
    """Return the breadcrumb of an indicator's page."""
    steps = [("Toàn tỉnh", replace(chosen, unit=None, sector=None).url())]
    address = {"page": "chi-tieu", "chi_tieu": indicator}
    whole = replace(chosen, unit=None, sector=None)
    steps.append((snapshot.plan.indicator(indicator).short, whole.url(**address)))
    if chosen.unit:
        steps.append((snapshot.unit(chosen.unit).short, replace(chosen, sector=None).url(**address)))
    if chosen.sector:
        steps.append((snapshot.plan.sector(chosen.sector).short, chosen.url(**address)))
    return _drawn(steps)


def _drawn(steps: list[tuple[str, str]]) -> Markup:
    *above, (here, _) = steps
    items = [element("li", element("a", title, href=url)) for title, url in above]
    items.append(element("li", here, aria_current="page"))
    return element("nav", element("ol", *items), class_="trail", aria_label="Đường dẫn")
