"""Slides of what the meeting itself left behind: what changed since it last met, and what was promised."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures.commitments import Listed, Standing, answer
from campaign.measures.lately import DAYS, Changes, lately
from campaign.records import Snapshot
from dashboard.commitments import LOOKS
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.news import signed
from sheets_schema.vietnamese.dates import write_date

NAMED = 4
"""Units named beside each indicator that changed; the rest is counted."""
SHOWN = 8
"""Commitments on the wall; the rest is counted."""


def changes(snapshot: Snapshot, chosen: Chosen, promised: Sequence[Listed]) -> tuple[str, tuple[Markup, ...]]:
    """Return what changed since the last meeting, the day of the newest commitment, else in a week."""
    met = last_meeting(snapshot.today, promised)
    days = (snapshot.today - met).days if met else DAYS
    since = f"Từ cuộc họp ngày {write_date(met)}" if met else f"{DAYS} ngày qua"
    found = lately(snapshot, chosen.scope, days)
    if not found:
        return (
            f"{since} chưa có số liệu nào thay đổi." if met else f"{since} không có số liệu nào thay đổi.",
            (),
        )
    title = f"{since}: " + ", ".join(_told(one) for one in found[:3]) + "."
    return title, (element("ul", *map(_changes, found), class_="changes"),)


def last_meeting(today: datetime.date, promised: Sequence[Listed]) -> datetime.date | None:
    """Return the newest day before today on which something was promised; None where nothing ever was."""
    return max((one.commitment.made_on for one in promised if one.commitment.made_on < today), default=None)


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
    unit = snapshot.unit(each.unit).plain if each.unit else "Toàn tỉnh"
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
