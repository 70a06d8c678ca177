"""The repeated pieces of a page: its answer, headline figures, section titles, charts, notices."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from campaign.records import Snapshot, SourceState
from dashboard.markup import element
from sheets_schema.vietnamese.dates import write_date

_live = st.components.v2.component(
    "live",
    html='<p id="moved" role="status">\n</p><p id="live">\n</p>',
    css="""
    @media (max-width: 640px) { #live, #moved { text-align: left !important; } }
    #moved { font-weight: 600; } #moved:empty { display: none; }
    #live, #moved { margin: 0; text-align: right; font-family: var(--st-font);
      font-size: 0.875rem; line-height: 1.6;
      color: color-mix(in srgb, var(--st-text-color) 72%, var(--st-background-color)); }
    #live[data-lost="1"] { color: var(--st-red-text-color); font-weight: 600; }
    """,
    js=(Path(__file__).parent / "live.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Fact:
    """One headline figure with what it means and what it rests on."""

    title: str
    value: str
    note: str = ""


def plain(text: str) -> str:
    """Return text in which no character works as Markdown or HTML: it shows as it was typed."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~:$<>&])", lambda found: f"&#{ord(found[0])};", text)


def answer(above: str, sentence: str, basis: str = "") -> None:
    """Put a page's answer first: what it is about, the sentence to read aloud, and what it rests on."""
    rests_on = element("p", basis, class_="basis") if basis else None
    _html("div", element("p", above, class_="over"), element("h1", sentence), rests_on, class_="answer")


def spoken(sentence: str) -> tuple[str, str]:
    """Split a measure's answer at its first semicolon: what is read aloud, and what it rests on."""
    said, _, rests_on = sentence.partition("; ")
    return said.rstrip(".") + ".", rests_on[:1].upper() + rests_on[1:]


def facts(shown: Sequence[Fact]) -> None:
    """Draw headline figures in one row that re-flows."""
    tiles = [
        element("div", element("dt", fact.title), element("dd", fact.value, element("small", fact.note)))
        for fact in shown
    ]
    _html("dl", *tiles, class_="facts")


def section(title: str, note: str = "") -> None:
    """Begin a section; its title is what the picture below it shows."""
    _html("div", element("h2", title), element("p", note) if note else None, class_="section")


def chart(spec: dict[str, Any], *, key: str, alt: str) -> None:
    """Draw a chart from its ready specification."""
    with st.container(key=key):
        st.vega_lite_chart(None, spec, width="stretch", alt=alt)


def waiting(session: str) -> None:
    """Say that the very first reading is under way; the page goes on by itself."""
    st.info(
        "Đang đọc các bảng tính lần đầu. Trang tự hiện số liệu khi đọc xong.", icon=":material/hourglass_top:"
    )
    _age("", session)


def notices(
    latest: Snapshot,
    source: SourceState,
    session: str,
    moved: str = "",
    hurry: Callable[[], None] | None = None,
) -> None:
    """Say what figures these are, how old, and what is wrong; the page moves on when newer ones come.

    It is loaded anew as soon as `session` is no longer the mark of this browser's session.
    `moved` says what came with the newest figures. `hurry` starts a round at once, where the source is
    read in turns.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="notices"):
        if source.sample:
            today = f" · hôm nay của số liệu mẫu là {write_date(latest.today)}"
            _html("span", element("b", "SỐ LIỆU MINH HỌA"), today, class_="sample")
        at = f"{latest.taken_at:%H:%M} ngày {write_date(latest.taken_at)}"
        _html("span", f"Số liệu lúc {at}", class_="printed")
        _age(latest.version, session, moved)
        if hurry is not None:
            st.button("Cập nhật ngay", type="tertiary", icon=":material/sync:", on_click=hurry)
    _bands(latest, source)


def _bands(latest: Snapshot, source: SourceState) -> None:
    """Say what is missing or wrong, since when, and what to do next."""
    if source.fault:
        since = (
            f" từ {source.fault_since:%H:%M} ngày {write_date(source.fault_since)}"
            if source.fault_since
            else ""
        )
        st.warning(
            f"Không đọc được nguồn số liệu{since}: {plain(source.fault)} "
            "Đang hiện số liệu đọc được lần cuối.",
            icon=":material/cloud_off:",
        )
    if all(state.kind != "unit" for state in latest.workbooks):
        st.info(
            "Chưa có bảng tính nào của đơn vị. Phát mẫu ở trang «Hướng dẫn nhập liệu»; số liệu tự hiện "
            "khi đơn vị lưu bảng tính vào nơi chung.",
            icon=":material/inbox:",
        )
    broken = [state for state in latest.workbooks if state.fault]
    if broken:
        _broken(broken)


def _broken(states: Sequence[Any]) -> None:
    with st.expander(f"{len(states)} bảng tính chưa đọc được bản mới nhất", icon=":material/warning:"):
        for state in states:
            since = (
                f" (từ {state.fault_since:%H:%M} {write_date(state.fault_since)})"
                if state.fault_since
                else ""
            )
            st.markdown(f"{plain(state.title)}{since}: {plain(state.fault)}")


def _age(version: str, session: str, moved: str = "") -> None:
    _live(
        data={"version": version, "session": session, "moved": moved},
        key="live",
        on_newer_change=lambda: None,
        height="content",
        width="content",
    )


def _html(tag: str, *children: object, **attributes: object) -> None:
    st.html(str(element(tag, *children, **attributes)))
