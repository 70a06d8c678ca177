"""The two sectors side by side, and the movements of each by their exact names."""

from collections.abc import Sequence

from markupsafe import Markup

from campaign.measures.measured import Progress, Status
from campaign.measures.movements import CARRIERS, Carrier, Joined, movements
from campaign.measures.progress import by_sector, overview
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import row_places
from dashboard.status import PLACES, chip
from dashboard.tables import Column, table
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_count, write_percent

OFFICERS = "Cán bộ công đoàn"


def side_by_side(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return every indicator with its two sectors to the left and right of its name.

    Shares fill their own base; totals are drawn against the larger of the two.
    """
    left, right = (sector.title for sector in snapshot.plan.sectors)
    head = element(
        "li",
        element("span", left, class_="left"),
        element("span", "Chỉ tiêu", class_="name"),
        element("span", right),
        class_="head",
        aria_hidden="true",
    )
    rows = [_pair(snapshot, whole, chosen) for whole in overview(snapshot, chosen.scope)]
    return element("ul", head, *rows, class_="pairs")


def carriers(snapshot: Snapshot, chosen: Chosen) -> tuple[tuple[Carrier, str, str], ...]:
    """Return the groups of movements in the chosen scope: id, title, and what the movements of it show."""
    found = movements(snapshot, chosen.scope)
    titles = {sector.id: sector.title for sector in snapshot.plan.sectors} | {"officers": OFFICERS}
    groups = []
    for carrier in CARRIERS:
        own = [one for one in found if one.carrier == carrier]
        if own:
            groups.append((carrier, titles[carrier], _shown(own)))
    return tuple(groups)


def joined(snapshot: Snapshot, carrier: Carrier, chosen: Chosen) -> Markup:
    """Return the movements of one sector or of the officers, in the plan's order."""
    found = [one for one in movements(snapshot, chosen.scope) if one.carrier == carrier]
    money = any(one.movement.money or one.benefit is not None for one in found)
    titles = ["CĐCS tham gia", "Lượt người", "Tiết kiệm, làm lợi", "Đã sơ kết, tổng kết", "Đơn vị đã nhập"]
    if not money:
        titles.remove("Tiết kiệm, làm lợi")
    columns = [Column("Phong trào"), *(Column(title, right=True) for title in titles)]
    rows = [_row(one, money=money) for one in found]
    if chosen.unit is not None and snapshot.opens(chosen.unit):
        columns.append(Column("Ô"))
        rows = [
            (*row, row_places(snapshot, "movements", one.spots)) for row, one in zip(rows, found, strict=True)
        ]
    return table(columns, rows, none="Kế hoạch chưa có phong trào nào.")


def _pair(snapshot: Snapshot, whole: Progress, chosen: Chosen) -> Markup:
    pair = by_sector(snapshot, whole.indicator.id, chosen.scope)
    longest = max((one.actual or 0 for one in pair), default=0) or 1
    left, right = (_side(one, longest) for one in pair)
    link = element("a", whole.indicator.short, href=chosen.url("chi-tieu", chi_tieu=whole.indicator.id))
    rest = _nowhere(whole, pair) if chosen.sector is None else None
    return element("li", left, element("div", link, rest, class_="name"), right)


def _side(one: Progress, longest: int) -> Markup:
    share = one.percent if one.percent is not None else one.share
    whole = one.target if one.target is not None else one.base
    tone = PLACES[one.status] if one.target is not None else "whole"
    length = min(1.0, share) if share is not None else (one.actual or 0) / longest
    bar = element("span", class_="fill", style=f"width:{length:.2%}") if one.actual is not None else None
    beside = f"/{write_count(whole)}" if whole is not None and one.actual is not None else ""
    figures = element("b", write_count(one.actual), beside, class_="number")
    words = write_percent(share) if share is not None else one.indicator.counted
    judged = one.target is not None or one.status is Status.NO_DATA
    return element(
        "div",
        element("div", bar, class_=f"track {tone}", aria_hidden="true"),
        element("div", figures, " ", element("small", words if one.actual is not None else "")),
        chip(one.status) if judged else None,
        class_="side",
    )


def _nowhere(whole: Progress, pair: Sequence[Progress]) -> Markup | None:
    """What counts in the whole and in neither sector: rows that name no sector, or things without one."""
    known = sum(one.flow or 0 for one in pair)
    rest = (whole.flow or 0) - known
    return element("small", f"{write_count(rest)} chưa rõ khu vực") if rest > 0 and known else None


def _shown(found: Sequence[Joined]) -> str:
    begun = sum(one.units_filled > 0 for one in found)
    if not begun:
        return "chưa đơn vị nào nhập"
    told = f"{begun}/{len(found)} phong trào đã có đơn vị nhập"
    saved = [one.benefit for one in found if one.benefit is not None]
    return told + (f", tiết kiệm, làm lợi {write_money(sum(saved))}" if saved else "")


def _row(one: Joined, *, money: bool) -> tuple[object, ...]:
    names = element("small", "; ".join(one.names)) if one.names else None
    title = element("div", element("b", one.movement.title), names, class_="movement")
    base = f"/{write_count(one.base)}" if one.share is not None else ""
    share = element("small", write_percent(one.share)) if one.share is not None else None
    saved = write_money(one.benefit) if one.movement.money or one.benefit is not None else ""
    return (
        title,
        element("div", f"{write_count(one.unions)}{base}", " ", share, class_="kept"),
        write_count(one.people),
        *((saved,) if money else ()),
        f"{one.summed_up}/{one.units_filled}" if one.units_filled else "—",
        f"{one.units_filled}/{one.units_expected}",
    )
