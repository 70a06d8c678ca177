"""What the province decided about the units' reports, and what it found when it checked their figures."""

from markupsafe import Markup

from campaign.access import Viewer, of_open_units
from campaign.measures.checks import Verification, meant, verifications
from campaign.measures.lines import Part, line_spots
from campaign.measures.reviews import Review, reviews
from campaign.measures.rows import Spot
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import row_places
from dashboard.tables import Column, table
from sheets_schema.province_workbook.reviews import APPROVED, RETURNED
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

SHAPES = {RETURNED: ("◆", "s4"), APPROVED: ("✔", "s2")}
OTHERWISE = ("●", "s0")


def answer(snapshot: Snapshot, phase: int) -> str:
    """Say how many reports of a phase were approved, returned and not looked at yet."""
    told = [reviews(snapshot).get((unit.id, phase)) for unit in snapshot.units]
    approved, returned = (
        sum(one is not None and one.state == state for one in told) for state in (APPROVED, RETURNED)
    )
    open_ = sum(one is None for one in told)
    return (
        f"Đợt {phase}: {approved}/{len(told)} báo cáo đã duyệt, {returned} bị trả lại, {open_} chưa xem xét."
    )


def checked(snapshot: Snapshot, chosen: Chosen, viewer: Viewer) -> str:
    """Say how many figures were checked in the chosen scope, and how many of them differ."""
    found = _chosen(snapshot, chosen, viewer)
    if not found:
        return "Chưa có số liệu nào được xác minh trong phạm vi đang xem."
    differ = sum(one.reported != one.verified for one in found)
    return f"Đã xác minh {write_count(len(found))} số liệu, {write_count(differ)} số khác với báo cáo."


def states(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the newest decision about each unit's report, phase by phase, with its reason."""
    phases = [one for one in snapshot.plan.phases if chosen.phase in (None, one.number)]
    shown = [
        (
            element("a", unit.short, href=chosen.of_unit(unit.id).url("don-vi")),
            *(state(reviews(snapshot).get((unit.id, phase.number))) for phase in phases),
        )
        for unit in snapshot.units
        if chosen.unit in (None, unit.id)
    ]
    heads = (Column("Đơn vị"), *(Column(f"Đợt {phase.number}") for phase in phases))
    return table(heads, shown, none="Kế hoạch chưa có đơn vị nào.")


def state(review: Review | None) -> Markup | str:
    """Return one decision as shape and word, with its day and reason."""
    if review is None:
        return element("span", "chưa xem xét", class_="soft")
    shape, tone = SHAPES.get(review.state, OTHERWISE)
    mark = element("i", shape, aria_hidden="true")
    word = element("span", mark, " ", review.state, class_=f"status {tone}")
    day = element("small", f" {write_date(review.reviewed_on)}") if review.reviewed_on else Markup("")
    reason = element("div", element("small", review.comment)) if review.comment else Markup("")
    return Markup("{}{}{}").format(word, day, reason)


def returned(snapshot: Snapshot, unit: str) -> Markup:
    """Return why reports of a unit were sent back, one line each; nothing where none is."""
    told = [
        element(
            "p",
            element("i", "◆ ", aria_hidden="true"),
            element("b", f"Báo cáo đợt {phase.number} bị trả lại{_on(review)}"),
            f": {review.comment}" if review.comment else "",
            class_="band past",
        )
        for phase in snapshot.plan.phases
        if (review := reviews(snapshot).get((unit, phase.number))) and review.state == RETURNED
    ]
    return Markup("").join(told)


def listed(snapshot: Snapshot, chosen: Chosen, viewer: Viewer) -> Markup:
    """Return the checked figures, the reported one kept beside the one that was found."""
    units = {unit.id: unit.plain for unit in snapshot.units}
    shown = [
        (
            Markup("{} {}").format(units.get(one.unit, one.unit), element("small", f"đợt {one.phase}")),
            Markup("{}{}{}").format(
                one.item, element("small", f" · {_where(snapshot, one)}"), _places(snapshot, one)
            ),
            write_count(one.reported),
            write_count(one.verified),
            one.verdict,
            f"{one.method}, {one.checked_by}{_day(one)}",
        )
        for one in _chosen(snapshot, chosen, viewer)
    ]
    heads = (
        Column("Đơn vị"), Column("Số liệu"), Column("Báo cáo", right=True), Column("Xác minh", right=True),
        Column("Kết luận"), Column("Kiểm tra"),
    )  # fmt: skip
    return table(heads, shown, none="Chưa có số liệu nào được xác minh trong phạm vi đang xem.")


def sheet(snapshot: Snapshot, chosen: Chosen, viewer: Viewer) -> Sheet:
    """Return the checked figures as a table to take along."""
    units = {unit.id: unit.short for unit in snapshot.units}
    found: list[tuple[Value, ...]] = [
        (
            units.get(one.unit, one.unit), one.phase, _where(snapshot, one), one.item, one.reported,
            one.verified, one.verdict, one.method, one.checked_by, one.checked_on,
        )
        for one in _chosen(snapshot, chosen, viewer)
    ]  # fmt: skip
    heads = columns(
        "Đơn vị", ("Đợt", "count"), "Trang", "Dòng", ("Số báo cáo", "count"), ("Số xác minh", "count"),
        "Kết luận", "Cách kiểm tra", "Người kiểm tra", ("Ngày", "date"),
    )  # fmt: skip
    about = f"{basis(snapshot, chosen.scope)} · {checked(snapshot, chosen, viewer)}"
    return Sheet("Số liệu đã xác minh", about, heads, tuple(found))


def _chosen(snapshot: Snapshot, chosen: Chosen, viewer: Viewer) -> tuple[Verification, ...]:
    return of_open_units(
        (
            one
            for one in verifications(snapshot)
            if chosen.unit in (None, one.unit)
            and chosen.phase in (None, one.phase)
            and (chosen.sector is None or one.sector in (None, chosen.sector))
        ),
        viewer,
    )


def _where(snapshot: Snapshot, one: Verification) -> str:
    return f"{one.worksheet}, {snapshot.plan.sector(one.sector).short}" if one.sector else one.worksheet


def _places(snapshot: Snapshot, one: Verification) -> Markup:
    """The cell or row that was checked; nothing where the check names none that there is."""
    place = meant(snapshot, one.worksheet, one.item)
    if place is None or one.phase is None:
        return Markup("")
    worksheet, line, row = place
    if row is None:
        spots = line_spots(snapshot, line, one.unit, Part(one.phase, one.sector))
        return row_places(snapshot, worksheet, spots, one.sector or "")
    books = (state.key for state in snapshot.workbooks if (state.unit, state.phase) == (one.unit, one.phase))
    return row_places(snapshot, worksheet, [Spot(one.phase, book, row) for book in list(books)[:1]])


def _on(review: Review) -> str:
    return f" ngày {write_date(review.reviewed_on)}" if review.reviewed_on else ""


def _day(one: Verification) -> str:
    return f", {write_date(one.checked_on)}" if one.checked_on else ""
