"""A moment to look at or compare with: one with a name, or any day and refresh; kept in the URL."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from campaign.access import Viewer, hidden_from, visible_source
from campaign.intake.snapshots.rounds import Round, rounds
from campaign.measures.moments import moments
from dashboard import session
from dashboard.filters import moment, written
from dashboard.office import committed
from dashboard.session import View
from sheets_schema.vietnamese.dates import write_date

NOW, OTHER = "", "luc-khac"


def pick(view: View, code: str, label: str, *, past: bool) -> datetime.datetime | None:
    """Let the viewer pick a moment; returns None for now, which is offered unless `past`."""
    known = view.of(view.latest).ask(moments, committed(view))
    named = {one.code: one.words for one in known.values()}
    titles = ({} if past else {NOW: "Hiện nay"}) | named | {OTHER: "Lúc khác"}
    with st.container(key=f"carriers-{code}"):
        st.text_input(code, key=code, bind="query-params")
    said = str(st.session_state[code] or "")
    at = read(said, view)
    picked = said if said in titles and said != OTHER else OTHER if at else next(iter(titles))
    st.session_state[f"pick_{code}"] = picked
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key=f"moment-{code}"):
        st.segmented_control(
            label,
            list(titles),
            key=f"pick_{code}",
            format_func=titles.__getitem__,
            required=True,
            wrap=True,
            on_change=_carry(code, view.latest.today - datetime.timedelta(days=1)),
        )
        if picked == OTHER and at:
            _any_moment(view, code, at)
    found = known.get(picked)
    return at if picked == OTHER else found.at if found else None


def read(said: str, view: View) -> datetime.datetime | None:
    """Read a day (its evening) or a moment from the URL; None for what is neither, or out of the year."""
    at = moment(said, view.latest)
    first, last = view.latest.plan.first_day, max(view.latest.today, view.latest.taken_at.date())
    return at if at and first <= at.date() <= last else None


def _any_moment(view: View, code: str, at: datetime.datetime) -> None:
    st.session_state[f"day_{code}"] = at.date()
    st.date_input(
        "Ngày",
        min_value=view.latest.plan.first_day,
        max_value=max(view.latest.today, at.date()),
        key=f"day_{code}",
        format="DD/MM/YYYY",
        on_change=_carry_day(code),
        width=170,
    )
    times = {f"{at.date()}": "hết ngày"} | {
        written(one.taken_at): f"{one.taken_at:%H:%M}"
        for one in session.running().store.refreshes()
        if one.taken_at.date() == at.date()
    }
    said = str(st.session_state[code])
    if said not in times:
        times[said] = f"{at:%H:%M}"
    st.session_state[f"time_{code}"] = said
    st.selectbox(
        "Lúc",
        list(times),
        key=f"time_{code}",
        format_func=times.__getitem__,
        on_change=_carry_time(code),
        width=130,
    )


def _carry(code: str, otherwise: datetime.date) -> Callable[[], None]:
    def carry() -> None:
        picked = str(st.session_state[f"pick_{code}"] or "")
        st.session_state[code] = otherwise.isoformat() if picked == OTHER else picked

    return carry


def _carry_day(code: str) -> Callable[[], None]:
    def carry() -> None:
        st.session_state[code] = str(st.session_state[f"day_{code}"] or "")

    return carry


def _carry_time(code: str) -> Callable[[], None]:
    def carry() -> None:
        st.session_state[code] = st.session_state[f"time_{code}"]

    return carry


def time_line(view: View) -> list[Round]:
    """Return the refreshes of the store, with the faults that this viewer may know of."""
    return [as_told(one, view.viewer) for one in rounds(session.running().store)]


def as_told(one: Round, viewer: Viewer) -> Round:
    """Return a refresh without faults of units that are not open, and without the source's folders."""
    units = hidden_from(viewer.role, viewer.unit).open_units
    faults = tuple(fault for fault in one.faults if units is None or fault[0] in units)
    source = visible_source(one.refresh.source, viewer.role)
    return replace(one, refresh=replace(one.refresh, source=source), faults=faults)


def unknown(at: datetime.datetime) -> str:
    """Say that nothing was known at a moment yet."""
    return f"Đến {at:%H:%M} ngày {write_date(at)} chưa có số liệu nào được ghi nhận. Hãy chọn lúc khác."
