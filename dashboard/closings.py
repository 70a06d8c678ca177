"""Closing a phase on a page: what would be fixed, the closings there are, what came after them."""

import datetime
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from campaign.access import Viewer, of_open_units
from campaign.closing import Closing
from campaign.intake.snapshots.restoring import basis_of
from campaign.intake.snapshots.sightings import first_seen
from campaign.measures import timeliness
from campaign.measures.changes import CellChange, RowChange, adjustments, as_typed
from campaign.measures.closable import Closable, closable, late_figures
from campaign.measures.measured import Scope
from campaign.office.closings import ClosedMeanwhile
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Snapshot
from dashboard import session
from dashboard.changes import ROW_KINDS, cell_link, row_words
from dashboard.figures import plain
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.session import View
from dashboard.tables import Column, table
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

EARLIER = 4
"""Earlier refreshes whose figures a phase can still be closed by."""
SHOWN = 200
"""Longest list of adjustments on the page; the rest is counted, and in the file."""
Seen = datetime.datetime | None


def answer(view: View, phase: int, closing: Closing | None) -> str:
    """Say whether a phase is closed, or what closing it now would fix."""
    if closing is not None:
        missing = len(closing.missing)
        lacking = f"; {missing} đơn vị chưa có số liệu" if missing else "; mọi đơn vị đều có số liệu"
        return f"Đợt {phase} đã chốt lần {closing.number} lúc {_moment(closing.at)}{lacking}."
    what = what_counts(view, phase)
    total = len(what.arrived)
    return f"Đợt {phase} chưa chốt; {total - len(what.missing)}/{total} đơn vị đã có số liệu."


def what_counts(view: View, phase: int, at: datetime.datetime | None = None) -> Closable:
    """Return what closing a phase would fix, by the newest figures or by those of an earlier refresh."""
    snapshot = view.latest if at is None else view.as_known_at(at)
    assert snapshot is not None, "a refresh of the store was chosen"
    return view.of(snapshot).ask(closable, phase)


def close(view: View, what: Closable, reason: str) -> Closing:
    """Close a phase as the viewer; raises as `Closings.close`, PermissionError for who may not."""
    _allowed(view)
    running = session.running()
    closing = running.closings.close(what, basis_of(running.store, what.snapshot), view.viewer, reason)
    session.closings_changed()
    about = f"Đợt {closing.phase}, lần {closing.number}: {closing.reason}"
    running.trail.record(view.viewer.account, "phase_closed", about)
    return closing


def let_in(view: View, closing: Closing, unit: str, reason: str) -> Closing:
    """Let one unit that was missing into a closing, as it has reported by now; raises as `close`."""
    _allowed(view)
    running, now = session.running(), as_typed(view.latest)
    told = late_figures(closing, view.as_closed(closing), now, unit)
    amended = running.closings.let_in(closing, unit, told, basis_of(running.store, now), view.viewer, reason)
    session.closings_changed()
    about = f"{now.unit(unit).short} vào đợt {closing.phase}, lần {closing.number}: {reason}"
    running.trail.record(view.viewer.account, "late_unit_let_in", about)
    return amended


def refresh_titles(view: View) -> dict[str, str]:
    """Return the moments whose figures a phase can be closed by: the newest, and earlier refreshes."""
    earlier = session.running().store.refreshes()[-EARLIER - 1 : -1]
    return {"": "mới nhất"} | {
        str(one.id): f"{one.taken_at:%H:%M} {write_date(one.taken_at)}" for one in reversed(earlier)
    }


def refresh_of(code: str) -> datetime.datetime | None:
    """Return the moment of an earlier refresh; None for the newest figures."""
    return next((one.taken_at for one in session.running().store.refreshes() if str(one.id) == code), None)


def draw_letting_in(view: View, closing: Closing) -> None:
    """Draw the form that lets one late unit in, where one that was missing has reported since."""
    waiting = waiting_units(view, closing)
    if not waiting:
        st.caption("Chưa có thêm đơn vị nào nộp muộn để bổ sung.")
        return
    with st.form("let_in", enter_to_submit=False):
        unit = st.selectbox("Đơn vị nộp muộn", list(waiting), format_func=waiting.__getitem__)
        reason = st.text_input("Lý do bổ sung", max_chars=300)
        asked = st.form_submit_button("Bổ sung vào bản chốt", icon=":material/add_task:")
    if asked:
        try:
            let_in(view, closing, unit, reason)
            st.session_state["closed"] = f"Đã bổ sung {waiting[unit]} vào bản chốt đợt {closing.phase}."
            st.rerun()
        except (ValueError, ClosedMeanwhile) as refusal:
            st.warning(plain(str(refusal)), icon=":material/edit_note:")


def waiting_units(view: View, closing: Closing) -> dict[str, str]:
    """Return the units that were missing when the phase was closed and have reported since: id → name."""
    arrived = {one.unit.id for one in timeliness.by_unit(view.latest, closing.phase) if one.worksheets}
    return {unit: view.latest.unit(unit).short for unit in closing.missing if unit in arrived}


def by_unit(what: Snapshot, phase: int) -> Markup:
    """Return how far each unit's report is, those without one first."""
    arrived = sorted(timeliness.by_unit(what, phase), key=lambda one: one.worksheets > 0)
    shown = [
        (
            one.unit.short,
            f"{one.worksheets}/{one.worksheets + len(one.missing)} trang",
            one.state,
            ", ".join(one.missing) if one.worksheets else "tất cả",
        )
        for one in arrived
        if one.missing
    ]
    heads = (Column("Đơn vị"), Column("Đã nhận"), Column("Báo cáo"), Column("Còn trống"))
    return table(heads, shown, none="Mọi đơn vị đều đã nhập đủ các trang.")


def warnings(what: Closable) -> Markup:
    """Return what should be settled before closing, one line each."""
    if not what.warnings:
        return element("p", "Không có điều gì cần giải quyết trước khi chốt.", class_="none")
    return element("ul", *(element("li", words) for words in what.warnings), class_="warnings")


def listed(kept: Sequence[Closing], chosen: Chosen) -> Markup:
    """Return the closings, the newest first, each with its hash and a way to its figures."""
    heads = (
        Column("Đợt"),
        Column("Lúc chốt"),
        Column("Người chốt"),
        Column("Lý do"),
        Column("Số liệu đến"),
        Column("Chưa có số liệu", right=True),
        Column("Mã kiểm"),
    )
    return table(heads, [_closing(one, chosen) for one in reversed(kept)], none="Chưa chốt lần nào.")


def adjusted(snapshot: Snapshot, closed: Snapshot, closing: Closing, viewer: Viewer) -> Markup:
    """Return what was edited after a closing: the cell, its value then and now, and when that was seen."""
    found = _adjustments(snapshot, closed, closing, viewer)
    shown = [
        (
            snapshot.unit(row.unit).plain if row.unit in {unit.id for unit in snapshot.units} else row.unit,
            cell_link(row, cell),
            row_words(row, cell),
            cell.before or element("span", "trống", class_="soft"),
            cell.after or element("span", "trống", class_="soft"),
            f"{seen:%H:%M} {write_date(seen)}" if seen else "—",
        )
        for row, cell, seen in found[:SHOWN]
    ]
    heads = ("Đơn vị", "Ô", "Nội dung", "Lúc chốt", "Hiện nay", "Thấy lúc")
    drawn = table([Column(head) for head in heads], shown, none="Từ khi chốt chưa có ô nào được sửa.")
    rest = len(found) - SHOWN
    if rest <= 0:
        return drawn
    return drawn + element("p", f"Còn {write_count(rest)} ô nữa, có đủ trong tệp tải về.", class_="none")


def adjusted_sheet(snapshot: Snapshot, closed: Snapshot, closing: Closing, viewer: Viewer) -> Sheet:
    """Return the same as a table to take along."""
    names = {unit.id: unit.short for unit in snapshot.units}
    found: list[tuple[Value, ...]] = [
        (names.get(row.unit, row.unit), row.workbook, row.title, cell.cell, row.label, cell.column,
         ROW_KINDS[row.kind], cell.before or None, cell.after or None, seen)
        for row, cell, seen in _adjustments(snapshot, closed, closing, viewer)
    ]  # fmt: skip
    heads = columns(
        "Đơn vị",
        "Bảng tính",
        "Trang",
        "Ô",
        "Dòng",
        "Cột",
        "Loại",
        "Lúc chốt",
        "Hiện nay",
        ("Thấy lúc", "time"),
    )
    title = f"Điều chỉnh sau chốt, đợt {closing.phase}, lần {closing.number}"
    about = f"{basis(snapshot, Scope(closing.phase))} · so với bản chốt lúc {_moment(closing.at)}"
    return Sheet(title, about, heads, tuple(found), "Điều chỉnh sau chốt")


def late(snapshot: Snapshot, closing: Closing) -> Markup:
    """Return the units let in after the closing, with what that changed."""
    heads = ("Đơn vị", "Lúc", "Người bổ sung", "Lý do", "Thay đổi số toàn tỉnh")
    names = {indicator.id: indicator.short for indicator in snapshot.plan.indicators}
    shown, before = [], dict(closing.own_figures)
    for one in closing.late:
        changes = [
            f"{names.get(place[0], place[0])} {write_count(before[place]['actual'])} → "
            f"{write_count(fields['actual'])}"
            for place, fields in one.figures.items()
            if place[1:] == (None, None) and fields["actual"] != before[place]["actual"]
        ]
        before |= one.figures
        told = ", ".join(changes) or "không đổi"
        shown.append((snapshot.unit(one.unit).short, _moment(one.at), one.by, one.reason, told))
    return table([Column(head) for head in heads], shown, none="Chưa bổ sung đơn vị nào.")


def _adjustments(
    snapshot: Snapshot, closed: Snapshot, closing: Closing, viewer: Viewer
) -> list[tuple[RowChange, CellChange, Seen]]:
    found = of_open_units(adjustments(snapshot, closed, closing.phase), viewer)
    cells = [(row.workbook, row.title, cell.cell) for row in found for cell in row.cells]
    store = session.running().store
    upto = store.last(snapshot.taken_at)
    seen = first_seen(store, closing.refresh, upto.id, cells) if upto else {}
    return [
        (row, cell, seen.get((row.workbook, row.title, cell.cell))) for row in found for cell in row.cells
    ]


def _closing(one: Closing, chosen: Chosen) -> tuple[object, ...]:
    view = Chosen(one.phase, None, None, None, str(one.number)).url()
    state = (
        element("code", one.hash[:12], title=one.hash)
        if one.intact
        else element("span", "bản ghi đã bị sửa ngoài chương trình", class_="status s4")
    )
    return (
        element("a", f"Đợt {one.phase}, lần {one.number}", href=view) if one.intact else f"Đợt {one.phase}",
        _moment(one.at),
        one.by,
        one.reason,
        _moment(one.taken_at),
        len(one.missing),
        state,
    )


def _allowed(view: View) -> None:
    if not view.viewer.may("close_phase"):
        raise PermissionError("Tài khoản này không được chốt đợt.")


def _moment(at: datetime.datetime) -> str:
    return f"{at:%H:%M} ngày {write_date(at)}"
