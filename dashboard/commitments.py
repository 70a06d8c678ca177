"""Commitments on the screen: to read in a meeting, to enter while it goes on, to mark as done."""

import datetime
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from campaign.measures.commitments import PROVINCE, Commitment, Kind, Listed, Standing
from campaign.output import office_sheets
from campaign.records import Snapshot
from dashboard import office, takeaway
from dashboard.figures import Fact
from dashboard.filters import Chosen
from dashboard.markup import element, piece
from dashboard.session import View
from sheets_schema.vietnamese.dates import write_date

LOOKS = {
    Standing.OVERDUE: ("◆", "s4"),
    Standing.SOON: ("▼", "s3"),
    Standing.OPEN: ("●", "s2"),
    Standing.DONE: ("✔", "s0"),
}
"""Shape and colour of each standing; its word stands beside them."""
TITLES = {
    Standing.OVERDUE: "Quá hạn",
    Standing.SOON: "Sắp đến hạn",
    Standing.OPEN: "Còn hạn",
    Standing.DONE: "Đã xong",
}
GIVEN = datetime.timedelta(days=14)
"""The day that the form proposes lies this far ahead."""


def facts(found: Sequence[Listed]) -> tuple[Fact, ...]:
    """Return how many commitments stand where."""
    return tuple(
        Fact(title, str(sum(one.standing is standing for one in found))) for standing, title in TITLES.items()
    )


def draw(view: View, found: Sequence[Listed], *, may: bool) -> None:
    """Draw the commitments by standing, overdue first, each with a button where the viewer may change it."""
    number = 0
    for standing, title in TITLES.items():
        here = [one for one in found if one.standing is standing]
        if not here:
            continue
        takeaway.section(
            view,
            f"{title} · {len(here)}",
            key=f"promises-{standing.name.lower()}",
            sheet=(office_sheets.commitments, here, title, view.chosen.unit),
        )
        for one in here:
            number += 1
            with st.container(horizontal=True, vertical_alignment="center", key=f"promise-{number}"):
                piece(row(view.snapshot, one), key=f"promised-{number}")
                if may:
                    _button(view, one, number)


def row(snapshot: Snapshot, one: Listed) -> Markup:
    """Return one commitment: who, what, by when, and how it stands."""
    each, (shape, tone) = one.commitment, LOOKS[one.standing]
    unit = _whose(snapshot, each)
    status = element("span", element("i", shape, aria_hidden="true"), f" {one.said}", class_=f"status {tone}")
    about = f"hạn {write_date(each.due_on)} · hứa ngày {write_date(each.made_on)}"
    if each.done_on:
        about += f" · xong ngày {write_date(each.done_on)}"
    who = element("span", f" · {each.who}") if each.who else None
    note = element("small", each.note) if each.note else None
    return element(
        "div",
        element("p", element("b", unit), who, class_="who"),
        element("p", each.what, class_="what"),
        element("p", status, element("small", about), note, class_="when"),
        class_="promise",
    )


def enter(view: View, chosen: Chosen) -> None:
    """Draw the form for one more commitment; Enter in the last field keeps it."""
    units = {"": PROVINCE} | {unit.id: unit.short for unit in view.snapshot.units}
    today = view.snapshot.today
    first = list(units).index(chosen.unit) if chosen.unit else None
    with st.form("promise", clear_on_submit=True):
        unit = st.selectbox(
            "Đơn vị", list(units), index=first, format_func=lambda id: units[id], placeholder="Chọn đơn vị"
        )
        who = st.text_input("Người cam kết", max_chars=200, placeholder="Thường trực, Ban chấp hành…")
        what = st.text_input("Việc cam kết", max_chars=500, placeholder="Việc cụ thể, đo được")
        due = st.date_input("Hạn", value=today + GIVEN, min_value=today, format="DD/MM/YYYY")
        if st.form_submit_button("Ghi cam kết", type="primary", icon=":material/add_task:"):
            if unit is None or not what.strip():
                st.warning("Cần chọn đơn vị và ghi việc cam kết.", icon=":material/edit_note:")
                return
            one = Commitment(unit, what.strip(), today, due, who.strip())
            office.keep(lambda: office.add_commitment(view, one), "Đã ghi cam kết.")


def correct(view: View, found: Sequence[Listed]) -> None:
    """Let the viewer move the day of a commitment, or take back one that was entered by mistake."""
    standing = [one.commitment for one in found if one.standing is not Standing.DONE]
    if not standing:
        return
    with st.expander("Dời hạn hoặc rút lại một cam kết"):
        place = st.selectbox(
            "Cam kết",
            range(len(standing)),
            format_func=lambda index: f"{_whose(view.snapshot, standing[index])}: {standing[index].what}",
            key="promise_chosen",
        )
        due = st.date_input(
            "Hạn mới", value=view.snapshot.today + GIVEN, min_value=view.snapshot.today, format="DD/MM/YYYY"
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Dời hạn", icon=":material/event_upcoming:", key="promise_move"):
                _change(view, standing[place], "moved", "Đã dời hạn.", due)
            if st.button("Rút lại", icon=":material/undo:", key="promise_withdraw"):
                _change(view, standing[place], "withdrawn", "Đã rút lại cam kết.")


def _whose(snapshot: Snapshot, one: Commitment) -> str:
    return snapshot.unit(one.unit).short if one.unit else PROVINCE


def _button(view: View, one: Listed, number: int) -> None:
    each = one.commitment
    if one.standing is Standing.DONE:
        if st.button("Mở lại", type="tertiary", key=f"reopen-{number}"):
            _change(view, each, "reopened", "Đã mở lại cam kết.")
    elif st.button("Đã xong", icon=":material/check:", key=f"done-{number}"):
        _change(view, each, "done", "Đã ghi là xong.")


def _change(view: View, one: Commitment, kind: Kind, said: str, due_on: datetime.date | None = None) -> None:
    office.keep(lambda: office.change_commitment(view, one, kind, due_on), said)
