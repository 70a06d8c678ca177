"""Slides of what the meeting itself left behind: what changed since it last met, and what was promised."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures.commitments import PROVINCE, Listed, Standing, answer
from campaign.measures.lately import Changes, lately
from campaign.records import Snapshot
from dashboard.commitments import LOOKS
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.news import signed, since

NAMED = 4
"""Units named beside each indicator that changed; the rest is counted."""
SHOWN = 8
"""Commitments on the wall; the rest is counted."""


def changes(snapshot: Snapshot, chosen: Chosen, met: datetime.date | None) -> tuple[str, tuple[Markup, ...]]:
    """Return what changed since the last meeting, else in a week."""
    found = lately(snapshot, chosen.scope, met)
    if not found:
        return f"{since(met)} không có số liệu nào thay đổi.", ()
    title = f"{since(met)}: " + ", ".join(_told(one) for one in found[:3]) + "."
    return title, (element("ul", *map(_changes, found), class_="changes"),)


def commitments(snapshot: Snapshot, promised: Sequence[Listed]) -> tuple[str, tuple[Markup, ...]]:
    """Return the open commitments, overdue first."""
    open_ = [one for one in promised if one.standing is not Standing.DONE]
    if not open_:
        return answer(promised), ()
    rows = [_commitment(snapshot, one) for one in open_[:SHOWN]]
    rest = len(open_) - SHOWN
    more = (element("p", f"và {rest} cam kết khác còn hạn", class_="under"),) if rest > 0 else ()
    return answer(promised), (element("ul", *rows, class_="changes promises"), *more)


def _commitment(snapshot: Snapshot, one: Listed) -> Markup:
    each, (shape, tone) = one.commitment, LOOKS[one.standing]
    unit = snapshot.unit(each.unit).plain if each.unit else PROVINCE
    status = element("span", element("i", shape, aria_hidden="true"), f" {one.said}", class_=f"status {tone}")
    return element("li", element("strong", unit), status, element("span", each.what))


def _told(one: Changes) -> str:
    return f"{one.indicator.short[:1].lower()}{one.indicator.short[1:]} {signed(one.amount)}"


def _changes(one: Changes) -> Markup:
    named = [f"{change.unit.plain} {signed(change.amount)}" for change in one.by_unit[:NAMED]]
    rest = len(one.by_unit) - NAMED
    units = ", ".join(named) + (f" và {rest} đơn vị khác" if rest > 0 else "")
    amount = element("b", signed(one.amount), class_="number")
    return element("li", element("span", one.indicator.short), amount, element("span", units))
