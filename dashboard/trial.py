"""A clerk's own file, tried before it is handed in: what would count, and what is to be mended."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from campaign.intake.sources.apart import FROM_STRANGERS, read_apart
from campaign.intake.sources.bounds import MEGABYTE
from campaign.intake.trial import Brought, Trial, trial
from campaign.measures.findings import by_kind
from campaign.records import CheckedWorkbook, RawWorkbook, Snapshot, WorkbookUnreadable
from dashboard import figures, findings
from dashboard.filters import Chosen
from dashboard.markup import element, piece
from dashboard.tables import Column, table
from sheets_schema.vietnamese.numbers import write_count

LARGEST = FROM_STRANGERS.file // MEGABYTE
"""Megabytes that the uploader takes; the server's own limit says the same."""


def draw(snapshot: Snapshot, chosen: Chosen, beside: Sequence[CheckedWorkbook]) -> None:
    """Draw the place to drop a file, and what became of the file that lies there.

    `beside` is what counts already; the file is judged against it.
    """
    uploaded = st.file_uploader(
        "Thả tệp .xlsx vào đây, hoặc bấm để chọn", max_upload_size=LARGEST, key="trial", width="stretch"
    )
    if uploaded is None:
        st.session_state.pop("tried", None)
        return
    # A page runs again with each newer snapshot; what was read stays as long as the file lies there.
    kept: dict[object, RawWorkbook | Trial | str] = st.session_state.setdefault("tried", {})
    if uploaded.file_id not in kept:
        kept.clear()
        with st.spinner(f"Đang đọc thử tệp {figures.plain(uploaded.name)}…"):
            kept[uploaded.file_id] = _read(uploaded.getvalue(), uploaded.name)
    read = kept[uploaded.file_id]
    if not isinstance(read, RawWorkbook):
        piece(refused(uploaded.name, str(read)), key="refused")
        return
    tried = _tried(kept, read, snapshot, beside)
    if tried.asks:
        unit, phase = _asked(snapshot, chosen, tried)
        tried = _tried(kept, read, snapshot, beside, unit, phase)
    piece(outcome(snapshot, uploaded.name, tried), key="outcome")


def _read(content: bytes, name: str) -> RawWorkbook | str:
    try:
        return read_apart(content, name=name)
    except WorkbookUnreadable as refusal:
        return str(refusal)


def _tried(
    kept: dict[object, RawWorkbook | Trial | str],
    read: RawWorkbook,
    snapshot: Snapshot,
    beside: Sequence[CheckedWorkbook],
    unit: str = "",
    phase: int | None = None,
) -> Trial:
    known = kept.get((unit, phase))
    if isinstance(known, Trial):
        return known
    with st.spinner("Đang kiểm tra từng ô…"):
        tried = trial(
            read,
            snapshot.plan,
            unit=unit,
            phase=phase,
            beside=beside,
            today=snapshot.today,
            open_units=snapshot.open_units,
        )
    kept[unit, phase] = tried
    return tried


def _asked(snapshot: Snapshot, chosen: Chosen, tried: Trial) -> tuple[str, int | None]:
    """Ask for what the file does not say; the filter row's choice stands at first."""
    units = {unit.id: unit.name for unit in snapshot.units}
    phases = {phase.number: phase.title for phase in snapshot.plan.phases}
    unit: str | None = ""
    phase: int | None = None
    st.markdown("Tệp không ghi rõ của ai, đợt nào. Hãy chọn để đọc thử cho đúng:")
    with st.container(horizontal=True, gap="medium", key="whose"):
        if "unit" in tried.asks:
            at = list(units).index(chosen.unit) if chosen.unit in units else None
            unit = st.selectbox(
                "Đơn vị", list(units), index=at, format_func=units.__getitem__, placeholder="Chọn đơn vị"
            )
        if "phase" in tried.asks:
            phase = st.segmented_control(
                "Đợt", list(phases), default=chosen.phase, format_func=phases.__getitem__
            )
    return unit or "", phase


def refused(name: str, why: str) -> Markup:
    """Return why a file was not read."""
    return element(
        "div",
        element("p", element("b", "Không đọc được tệp "), element("q", name), class_="verdict"),
        element("p", why),
        class_="trial bad",
        role="alert",
    )


def outcome(snapshot: Snapshot, name: str, tried: Trial) -> Markup:
    """Return how a file reads: whose it is, the verdict, what each worksheet brings, what is to be mended."""
    found = tried.checked.findings
    serious = [one for one in found if one.severity != "note"]
    kinds = by_kind(serious)
    words = findings.counted(serious)
    verdict = f"{words}." if serious else "Tệp đọc được hết, không có điểm nào cần sửa."
    told = by_kind(one for one in found if one.severity == "note")
    return Markup("").join(
        (
            element(
                "div",
                element("p", element("q", name), " · ", _whose(snapshot, tried), class_="soft"),
                element("p", element("b", verdict), class_="verdict"),
                element("p", brought_in_all(tried.brought)),
                class_="trial bad" if any(one.severity == "error" for one in serious) else "trial",
                role="status",
            ),
            _brought(tried.brought) if tried.brought else Markup(""),
            findings.groups(kinds, {}, with_unit=False, open_=True),
            findings.groups(told, {}, with_unit=False, open_=False),
        )
    )


def brought_in_all(brought: tuple[Brought, ...]) -> str:
    """Say what would count: «Sẽ tính 161 dòng và 318 ô; 5 dòng, 1 ô chưa được tính.»."""
    if not brought:
        return "Tệp này chưa có gì được tính."
    rows, cells = (
        [one for one in brought if not one.printed],
        [one for one in brought if one.printed],
    )
    counted = _amount(sum(one.counted for one in rows), sum(one.counted for one in cells), " và ")
    left = _amount(sum(one.left_out for one in rows), sum(one.left_out for one in cells), ", ")
    left_out = f"; {left} chưa được tính" if left else ""
    return f"Nộp như thế này sẽ tính {counted or 'chưa dòng nào'}{left_out}."


def _amount(rows: int, cells: int, between: str) -> str:
    parts = ((rows, "dòng"), (cells, "ô"))
    return between.join(f"{write_count(number)} {what}" for number, what in parts if number)


def _whose(snapshot: Snapshot, tried: Trial) -> str:
    checked = tried.checked
    if checked.kind == "province":
        return f"bảng của {snapshot.plan.federation}"
    if checked.kind == "unknown":
        return "không phải bảng tính theo mẫu"
    known = {unit.id: unit.name for unit in (*snapshot.plan.units, *snapshot.units)}
    phase = f"Đợt {checked.phase}" if checked.phase else "chưa rõ đợt"
    return f"{known.get(checked.unit, 'chưa rõ đơn vị')} · {phase}"


def _brought(brought: tuple[Brought, ...]) -> Markup:
    columns = (Column("Trang tính"), Column("Sẽ được tính", right=True), Column("Chưa được tính", right=True))
    return table(columns, [_row(one) for one in brought], none="")


def _row(one: Brought) -> tuple[object, ...]:
    counted = "ô" if one.printed else "dòng"
    if not one.read:
        return (one.title, "chưa đọc được trang", "—")
    if not one.counted and not one.left_out:
        return (one.title, "chưa nhập", "—")
    left = f"{write_count(one.left_out)} {counted}" if one.left_out else "không"
    return (one.title, f"{write_count(one.counted)} {counted}", left)
