"""How a status looks on every page: a shape, its word, and its place in the theme's colours."""

from collections.abc import Iterable

from markupsafe import Markup

from campaign.measures.measured import SHAPES, Status
from dashboard.markup import element

PLACES = {status: f"s{place}" for place, status in enumerate(Status)}
"""CSS class of each status; its number is the place in `chartCategoricalColors`."""


def chip(status: Status) -> Markup:
    """Return the status as shape and word."""
    shape = element("i", SHAPES[status], aria_hidden="true")
    return element("span", shape, " ", status.value, class_=f"status {PLACES[status]}")


def legend(shown: Iterable[Status]) -> Markup:
    """Return the shapes in use with their words."""
    present = set(shown)
    return element("div", *(chip(status) for status in Status if status in present), class_="legend")


def rules(written: dict[Status, str]) -> Markup:
    """Return the written rule of each status, behind a click, and what the mark on a bar means."""
    mark = element("div", element("i", class_="tick"), "mức cần có đến hôm nay", class_="legend soft")
    rows = [
        part for status in Status for part in (element("dt", chip(status)), element("dd", written[status]))
    ]
    return mark + element("details", element("summary", "Cách xếp mức"), element("dl", *rows))
