"""The filter row: phase, unit, sector and as-of moment, on every page, kept in the URL by short codes."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import streamlit as st

from campaign.measures.measured import Scope
from campaign.measures.moments import is_evening
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date

CODES = ("dot", "don_vi", "khu_vuc", "ngay", "chot", "so")
"""Names in the URL."""
VERIFIED = "xac_minh"
AS_TYPED = "khong"
"""Instead of a closing's number: what the sheets say now, although the phase is closed."""


@dataclass(frozen=True)
class Chosen:
    """What the filter row says; None means all of it, and now."""

    phase: int | None = None
    unit: str | None = None
    sector: str | None = None
    at: datetime.datetime | None = None
    """The moment whose figures are shown as they were known then; a day's evening, or a time of it."""

    closing: str | None = None
    """Which closing of a closed phase: its number, or AS_TYPED; None is the one in force."""

    verified: bool = False
    """What «Xác minh» found stands in the place of what was reported."""

    @property
    def scope(self) -> Scope:
        """The same as the measures ask for it."""
        return Scope(self.phase, self.unit, self.sector, self.verified)

    def url(self, page: str = "", **more: str) -> str:
        """Return a page's relative address under this choice; `page` is its url_path, empty for the first."""
        sector = self.sector and _SECTOR_CODES[self.sector]
        so = VERIFIED if self.verified else None
        at = self.at and written(self.at)
        values = (self.phase, self.unit, sector, at, self.closing, so)
        query = {
            code: str(value) for code, value in zip(CODES, values, strict=True) if value is not None
        } | more
        return (page or "./") + (f"?{urlencode(query)}" if query else "")

    def of_closing(self, closing: str | None) -> "Chosen":
        """Return the same choice with the figures of another closing, or with those of the sheets."""
        return replace(self, closing=closing)

    def of_moment(self, at: datetime.datetime | None) -> "Chosen":
        """Return the same choice as it was known at another moment; None for now."""
        return replace(self, at=at)

    def of_unit(self, unit: str | None) -> "Chosen":
        """Return the same choice for another unit."""
        return replace(self, unit=unit)


_SECTOR_CODES = {"production": "sxkd", "public": "hcsn"}


def chosen(snapshot: Snapshot) -> Chosen:
    """Read the choice; what the URL says is untrusted, and what does not exist counts as not chosen."""
    dot, unit, sector, at, closing, so = (str(st.session_state.get(code) or "") for code in CODES)
    phases = {str(phase.number): phase.number for phase in snapshot.plan.phases}
    sectors = {code: id for id, code in _SECTOR_CODES.items()}
    return Chosen(
        phases.get(dot),
        unit if unit in {known.id for known in snapshot.units} else None,
        sectors.get(sector),
        _past(moment(at, snapshot), snapshot),
        closing if dot in phases and (closing.isdecimal() or closing == AS_TYPED) else None,
        so == VERIFIED,
    )


def draw(snapshot: Snapshot) -> None:
    """Draw the row; a change is one click and one step of the browser's history."""
    # Bound text fields carry codes between URL and session: a bound picker would write its label.
    with st.container(key="carriers"):
        for code in CODES:
            st.text_input(code, key=code, bind="query-params")
    now = chosen(snapshot)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
        _phases(snapshot, now)
        _sectors(snapshot, now)
        _units(snapshot, now)
        _as_of(snapshot, now)
        _figures(now)
        st.button(
            "Xóa lọc",
            icon=":material/filter_alt_off:",
            key="clear",
            on_click=_clear,
            disabled=now == Chosen(),
        )


def _phases(snapshot: Snapshot, now: Chosen) -> None:
    titles = {"": "Cả năm"} | {str(phase.number): f"Đợt {phase.number}" for phase in snapshot.plan.phases}
    st.session_state["pick_dot"] = str(now.phase or "")
    st.segmented_control(
        "Đợt",
        list(titles),
        key="pick_dot",
        format_func=_named(titles),
        required=True,
        on_change=_carry("dot"),
    )


def _sectors(snapshot: Snapshot, now: Chosen) -> None:
    titles = {"": "Cả hai"} | {_SECTOR_CODES[sector.id]: sector.short for sector in snapshot.plan.sectors}
    st.session_state["pick_khu_vuc"] = _SECTOR_CODES.get(now.sector or "", "")
    st.segmented_control(
        "Khu vực",
        list(titles),
        key="pick_khu_vuc",
        format_func=_named(titles),
        required=True,
        on_change=_carry("khu_vuc"),
    )


def _units(snapshot: Snapshot, now: Chosen) -> None:
    names = {"": "Toàn tỉnh"} | {unit.id: unit.short for unit in snapshot.units}
    st.session_state["pick_don_vi"] = now.unit or ""
    st.selectbox(
        "Đơn vị",
        list(names),
        key="pick_don_vi",
        format_func=_named(names),
        on_change=_carry("don_vi"),
        width=210,
        filter_mode="fuzzy",
    )


def _as_of(snapshot: Snapshot, now: Chosen) -> None:
    st.session_state["pick_ngay"] = now.at and now.at.date()
    st.date_input(
        "Tính đến ngày",
        min_value=snapshot.plan.first_day,
        max_value=snapshot.today,
        key="pick_ngay",
        format="DD/MM/YYYY",
        on_change=_carry("ngay"),
        width=175,
        value=None,
    )


def _figures(now: Chosen) -> None:
    def carry() -> None:
        st.session_state["so"] = VERIFIED if st.session_state["pick_so"] else ""

    st.session_state["pick_so"] = now.verified
    st.toggle("Số xác minh", key="pick_so", on_change=carry)


def _named(names: dict[str, str]) -> Callable[[str], str]:
    return lambda code: names[code]


def _carry(code: str) -> Callable[[], None]:
    def carry() -> None:
        st.session_state[code] = str(st.session_state[f"pick_{code}"] or "")

    return carry


def _clear() -> None:
    for code in CODES:
        st.session_state[code] = ""


def moment(text: str, snapshot: Snapshot) -> datetime.datetime | None:
    """Read a day, which stands for its evening, or a moment of the URL; None for what is neither."""
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    time = at.time() if len(text) > len("2023-08-15") else datetime.time.max
    return datetime.datetime.combine(at.date(), time, snapshot.taken_at.tzinfo)


def written(at: datetime.datetime) -> str:
    """Return a moment as `moment` reads it, a second late rather than before what was read in it."""
    if is_evening(at):
        return at.date().isoformat()
    whole = at.replace(microsecond=0)
    late = whole if whole == at else whole + datetime.timedelta(seconds=1)
    return f"{late:%Y-%m-%dT%H:%M:%S}"


def _past(at: datetime.datetime | None, snapshot: Snapshot) -> datetime.datetime | None:
    """The moment where it is one of the campaign before the newest figures."""
    if at is None or not snapshot.plan.first_day <= at.date() <= snapshot.today or at >= snapshot.taken_at:
        return None
    return None if is_evening(at) and at.date() == snapshot.today else at


def words(snapshot: Snapshot, now: Chosen) -> str:
    """Say the choice in words: «LĐLĐ huyện Phù Cát · Đợt 2 · như đã biết đến ngày 30/6/2023»."""
    said = [
        snapshot.unit(now.unit).name if now.unit else "Toàn tỉnh",
        f"Đợt {now.phase}" if now.phase else f"Cả năm {snapshot.plan.year}",
    ]
    if now.sector:
        said.append(snapshot.plan.sector(now.sector).title)
    if now.at:
        said.append(f"như đã biết {known_by(now.at)}")
    elif closing := snapshot.closings.get(now.phase or 0):
        said.append(f"số chốt lần {closing.number} lúc {closing.at:%H:%M} ngày {write_date(closing.at)}")
    if now.verified:
        said.append("số đã xác minh")
    return " · ".join(said)


def known_by(at: datetime.datetime) -> str:
    """Return «đến hết ngày 30/6/2023», or «lúc 14:00 ngày 30/6/2023»."""
    day = f"ngày {write_date(at)}"
    return f"đến hết {day}" if is_evening(at) else f"lúc {at:%H:%M} {day}"


def indicator(snapshot: Snapshot) -> str:
    """Let the viewer pick an indicator, and return its id; the lead indicator where the URL names none."""
    return _picked(
        "chi_tieu",
        "Chỉ tiêu",
        {one.id: one.short for one in snapshot.plan.indicators},
        snapshot.plan.lead.id,
    )


def one_of(code: str, label: str, titles: dict[str, str]) -> str:
    """Let the viewer pick one of a few entries of this page; the first where the URL names none."""
    return _picked(code, label, titles, next(iter(titles)))


def carried(code: str) -> str:
    """Return what the URL says under a name that has no picker of its own: a drill into one thing."""
    with st.container(key=f"carriers-{code}"):
        st.text_input(code, key=code, bind="query-params")
    return str(st.session_state[code] or "")


def _picked(code: str, label: str, titles: dict[str, str], otherwise: str) -> str:
    said = carried(code)
    picked = said if said in titles else otherwise
    st.session_state[f"pick_{code}"] = picked
    st.segmented_control(
        label,
        list(titles),
        key=f"pick_{code}",
        format_func=_named(titles),
        required=True,
        wrap=True,
        on_change=_carry(code),
    )
    return picked
