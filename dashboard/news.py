"""Who has reported, by name, and what changed since the last meeting."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures import timeliness
from campaign.measures.lately import DAYS, Change, Changes, lately, moved
from campaign.measures.timeliness import Received
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.units import phase_in_question
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

TOLD = 2
"""Changes that the quiet line names; the rest is counted."""
SHOWN = 5
"""Units named for each indicator; the rest is counted."""

STATES = {
    timeliness.NOT_REPORTED: ("○", "s6", "Chưa nhập gì"),
    timeliness.SENT_BACK: ("◆", "s4", "Bị trả lại"),
    timeliness.LATE: ("▼", "s3", "Chậm"),
    timeliness.ENTERING: ("●", "s0", "Đang nhập"),
    timeliness.ON_TIME: ("✔", "s2", "Đã báo cáo"),
}
"""State of a report → shape, colour and words, what asks for a call first."""


def reported_title(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return «Đợt 2: 12/15 đơn vị đã nhập số liệu», of the whole province."""
    phase = phase_in_question(snapshot, chosen)
    arrived = timeliness.by_unit(snapshot, phase)
    begun = sum(one.worksheets > 0 for one in arrived)
    return f"Đợt {phase}: {begun}/{len(arrived)} đơn vị đã nhập số liệu"


def reported(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the units by how far their report is, each by name, those without one first."""
    arrived = timeliness.by_unit(snapshot, phase_in_question(snapshot, chosen))
    return element("dl", *_by_state(arrived, chosen), class_="states")


def since(met: datetime.date | None) -> str:
    """Return from when changes are told: «Từ cuộc họp ngày 2/8/2023», else «7 ngày qua»."""
    return f"Từ cuộc họp ngày {write_date(met)}" if met else f"{DAYS} ngày qua"


def changed_title(met: datetime.date | None) -> str:
    """Return «Thay đổi từ cuộc họp ngày 2/8/2023», else «Thay đổi trong 7 ngày qua»."""
    return f"Thay đổi từ cuộc họp ngày {write_date(met)}" if met else f"Thay đổi trong {DAYS} ngày qua"


def changed(snapshot: Snapshot, chosen: Chosen, met: datetime.date | None) -> Markup:
    """Return which units moved which indicator since the last meeting, by how much and on what day."""
    found = lately(snapshot, chosen.scope, met)
    if not found:
        return element("p", f"{since(met)} không có số liệu nào đổi trong phạm vi đang xem.", class_="none")
    return element("ul", *(_line(one, chosen) for one in found), class_="news")


def just_moved(before: Snapshot, after: Snapshot) -> str:
    """Return what newer figures say otherwise: «Phù Cát +12 sáng kiến, 9:41»; empty where nothing moved."""
    found = moved(before, after)
    told = [
        f"{one.unit.plain} {signed(one.amount)} {one.indicator.counted}"
        + ("" if one.indicator.lead else f" ({one.indicator.short})")
        for one in found[:TOLD]
    ]
    if len(found) > TOLD:
        told.append(f"{len(found) - TOLD} thay đổi khác")
    at = after.taken_at
    return f"{' · '.join(told)}, {at.hour}:{at.minute:02d}" if told else ""


def _by_state(arrived: Sequence[Received], chosen: Chosen) -> list[Markup]:
    parts = []
    for state, (shape, tone, words) in STATES.items():
        here = [one for one in arrived if one.state == state]
        if here:
            mark = element("i", shape, aria_hidden="true")
            head = element("span", mark, " ", words, class_=f"status {tone}")
            names = Markup(", ").join(_name(one, chosen) for one in here)
            parts.append(element("dt", head, element("small", f"{len(here)} đơn vị")))
            parts.append(element("dd", names))
    return parts


def _name(one: Received, chosen: Chosen) -> Markup:
    link = element("a", one.unit.plain, href=chosen.of_unit(one.unit.id).url("don-vi"))
    total = one.worksheets + len(one.missing)
    words = []
    if one.worksheets and one.missing:
        words.append(f"{one.worksheets}/{total} trang")
    if one.state == timeliness.LATE and one.days_late:
        words.append(f"{write_count(one.days_late)} ngày")
    return link + element("small", f" ({', '.join(words)})") if words else link


def _line(one: Changes, chosen: Chosen) -> Markup:
    named = Markup(" · ").join(_change(change, chosen) for change in one.by_unit[:SHOWN])
    rest = one.by_unit[SHOWN:]
    amount = signed(sum(change.amount for change in rest))
    more = element("small", f" · {len(rest)} đơn vị khác {amount}") if rest else None
    head = element("a", one.indicator.short, href=chosen.url("chi-tieu", chi_tieu=one.indicator.id))
    total = element("b", signed(one.amount), class_="number")
    return element("li", element("div", head, " ", total), element("div", named, more))


def _change(change: Change, chosen: Chosen) -> Markup:
    name = element("a", change.unit.plain, href=chosen.of_unit(change.unit.id).url("don-vi"))
    day = element("small", f", {change.day.day}/{change.day.month}")
    return element("span", name, f" {signed(change.amount)}", day)


def signed(amount: int) -> str:
    """Return «+12», «−5» with the true minus sign, «0»."""
    return f"+{write_count(amount)}" if amount > 0 else write_count(amount).replace("-", "−")
