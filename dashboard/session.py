"""Who is looking, the snapshot that counts for them, and answers kept for all who ask the same."""

import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from campaign.access import Action, Viewer, visible, visible_source
from campaign.accounts import Caller, Entrance, open_entrance
from campaign.closing import Closing
from campaign.intake.collector import Collector, load_snapshot, local_now
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources import open_source
from campaign.measures.changes import as_typed
from campaign.measures.closable import with_late_unit
from campaign.office.closings import Closings, in_force, with_closings
from campaign.records import Snapshot
from campaign.settings import Settings, read_settings
from campaign.trail import Trail
from dashboard import bands, figures, filters, news
from dashboard.filters import Chosen
from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan

if TYPE_CHECKING:
    from campaign.handout.google.publishing import Publisher

KEPT_ANSWERS = 600
"""Answers kept for one snapshot before they are all dropped; far more than one meeting asks."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Running:
    """What one process of the app runs on."""

    settings: Settings
    plan: Plan
    store: SnapshotStore
    collector: Collector
    trail: Trail
    closings: Closings
    entrance: Entrance

    def results(self) -> "Publisher | None":
        """Return what keeps «Kết quả kiểm tra» in the units' sheets; None where there are none to keep."""
        if self.settings.google is None or not self.settings.google.results:
            return None
        # Loaded only where it is used: most of a start's time would go into it.
        from campaign.handout.google.publishing import publisher

        collector = self.collector
        return publisher(self.settings.google, lambda: None if collector.follows else collector.snapshot)


@dataclass(frozen=True, eq=False)
class View:
    """What one viewer sees: the snapshot of their role and day, and what the filter row says."""

    snapshot: Snapshot
    chosen: Chosen
    viewer: Viewer
    latest: Snapshot
    """What the same viewer sees of the newest figures, whatever day or closing is chosen."""

    def ask(
        self,
        question: Callable[Concatenate[Snapshot, Asked], Answer],
        *args: Asked.args,
        **named: Asked.kwargs,
    ) -> Answer:
        """Return a measure's answer, worked out once per snapshot for all viewers of the same role."""
        return _ask(self.snapshot, question, *args, **named)

    def of(self, snapshot: Snapshot) -> "View":
        """Return the same viewer's view of another snapshot that they may see."""
        return replace(self, snapshot=snapshot)

    def as_known_at(self, moment: datetime.datetime) -> Snapshot | None:
        """Return what this viewer could see at a moment; None where nothing was known."""
        snapshot = _as_known_at(moment)
        return None if snapshot is None else _seen(snapshot, self.viewer)

    def as_closed(self, closing: Closing) -> Snapshot:
        """Return the snapshot of a closing, its late units in it, as this viewer may see it."""
        return _seen(_as_closed(closing), self.viewer)


@cache
def running() -> Running:
    """Return the store and the collector of this process, made at the first call."""
    settings = read_settings()
    plan = load_plan()
    store = SnapshotStore(settings.store)
    source = open_source(settings, plan, clock=local_now)
    collector = Collector(source, store, plan, clock=local_now, today=settings.today, poll=settings.poll)
    trail = Trail(store.database, local_now)
    entrance = open_entrance(settings, store.database, trail, local_now)
    closings = Closings(store.database, local_now)
    return Running(settings, plan, store, collector, trail, closings, entrance)


def viewer() -> Viewer | None:
    """Return who is looking, asked of the store at every run; None for a visitor."""
    return running().entrance.viewer(st.context.cookies)


def caller() -> Caller:
    """Return where the running script's browser is."""
    # Streamlit says nothing of an address on this machine.
    return Caller(st.context.ip_address or "127.0.0.1", st.context.cookies)


def mark(cookies: Mapping[str, str]) -> str:
    """Return what tells a browser's session or link from others; empty for a visitor."""
    return running().entrance.mark(cookies)


def open_page(action: Action = "browse") -> View:
    """Let a viewer in, the one way to data; shows how old the figures are and what is wrong with them.

    Stops the page with words for a viewer who may not do `action`, and without any for a visitor.
    """
    looking = viewer()
    if looking is None:
        st.stop()
    if not looking.may(action):
        refused = (
            "Liên kết này chỉ mở trang Trình chiếu."
            if looking.role == "screen"
            else "Tài khoản này không dùng trang này. Hãy chọn trang khác ở hàng trên."
        )
        st.info(refused, icon=":material/lock:")
        st.stop()
    newest = latest()
    if newest is None:
        figures.waiting(mark(st.context.cookies))
        st.stop()
    paced = running().settings.google is not None
    collector = running().collector
    hurry = collector.refresh_now if paced and looking.may("refresh") else None
    moved = _just_moved(newest)
    seen, source = _seen(newest, looking), visible_source(collector.source, looking.role)
    figures.notices(seen, source, mark(st.context.cookies), moved, hurry)
    view = view_of(newest, filters.chosen(newest), looking)
    bands.draw(view)
    return view


@dataclass(eq=False)
class _Turn:
    """The snapshot that counts now, and what it changed when it came."""

    snapshot: Snapshot | None = None
    told: str = ""


_turn, _turning = _Turn(), Lock()


def _just_moved(latest: Snapshot) -> str:
    """Say what came with the newest figures; only of the newest two, so that no older one is kept alive."""
    with _turning:
        before = _turn.snapshot
        if before is not latest:
            newer = before is not None and before.today == latest.today
            _turn.told = news.just_moved(before, latest) if before is not None and newer else ""
            _turn.snapshot = latest
        return _turn.told


def draw_filters() -> None:
    """Draw the filter row, once there is something to filter."""
    newest = latest()
    if newest is not None:
        filters.draw(newest)


def latest() -> Snapshot | None:
    """Return the newest snapshot, in which closed phases have the figures of their closings."""
    snapshot, kept = running().collector.snapshot, closings()
    # Without closings it is itself, and an answer kept under itself would live for ever.
    return snapshot if snapshot is None or not kept else _ask(snapshot, with_closings, kept)


def closings() -> tuple[Closing, ...]:
    """Return every closing there is, asked of the store at most once a second."""
    return _closings(_closings_mark(int(time.monotonic())))


def closings_changed() -> None:
    """Say that this process has just added to the closings."""
    _closings_mark.cache_clear()


def view_of(latest: Snapshot, chosen: Chosen, viewer: Viewer) -> View:
    """Return the view of a choice; stops the page with words where nothing was known then."""
    at = chosen.at
    snapshot = _shown(latest, chosen) if at is None else _as_known_at(at)
    if snapshot is None:
        known = filters.known_by(at or latest.taken_at)
        st.info(
            f"{known[:1].upper()}{known[1:]} chưa có số liệu nào được ghi nhận. "
            "Hãy chọn một ngày sau đó, hoặc bấm «Xóa lọc».",
            icon=":material/event_busy:",
        )
        st.stop()
    return View(_seen(snapshot, viewer), chosen, viewer, _seen(latest, viewer))


_filtered: WeakKeyDictionary[Snapshot, dict[tuple[str, str], Snapshot]] = WeakKeyDictionary()


def _seen(snapshot: Snapshot, viewer: Viewer) -> Snapshot:
    """What a viewer may see, filtered once per role and snapshot: cached answers hang on its result."""
    kept = _filtered.setdefault(snapshot, {})
    who = (viewer.role, viewer.unit)
    if who not in kept:
        seen = visible(snapshot, viewer.role, viewer.unit, names=running().settings.names)
        if seen is snapshot:
            # Kept under itself it would live for ever.
            return snapshot
        kept.setdefault(who, seen)
    return kept[who]


def state() -> dict[str, Any]:
    """Say in plain values how the figures of this process stand."""
    snapshot, source = latest(), running().collector.source
    return {
        "state": "stale" if source.fault else "ok" if snapshot else "empty",
        "version": snapshot.version if snapshot else "",
        "taken_at": snapshot.taken_at.isoformat() if snapshot else None,
        "checked_at": source.checked_at.isoformat() if source.checked_at else None,
    }


def _shown(latest: Snapshot, chosen: Chosen) -> Snapshot:
    """The newest figures, or those of the closing that was chosen or is in force."""
    if chosen.closing == filters.AS_TYPED:
        return as_typed(latest)
    of_phase = {str(one.number): one for one in closings() if one.intact and one.phase == chosen.phase}
    closing = of_phase.get(chosen.closing or "") or latest.closings.get(chosen.phase or 0)
    return latest if closing is None else _as_closed(closing)


def _as_known_at(moment: datetime.datetime) -> Snapshot | None:
    refresh = running().store.last(moment)
    today = running().settings.today
    day = moment.date() if today is None else min(moment.date(), today)
    return None if refresh is None else _restored(refresh.taken_at, day)


@lru_cache(maxsize=24)
def _restored(taken_at: datetime.datetime, today: datetime.date) -> Snapshot | None:
    # What was known at a moment that is over does not change any more.
    return load_snapshot(running().store, running().plan, at=taken_at, today=today)


@lru_cache(maxsize=12)
def _as_closed(closing: Closing) -> Snapshot:
    snapshot = _restored(closing.taken_at, closing.today)
    assert snapshot is not None, "a closing rests on a refresh"
    for late in closing.late:
        theirs = _restored(late.taken_at, closing.today)
        assert theirs is not None, "a late unit rests on a refresh"
        snapshot = with_late_unit(snapshot, theirs, late.unit, closing.phase)
    return replace(snapshot, closings={**in_force(closings()), closing.phase: closing})


@lru_cache(maxsize=2)
def _closings_mark(second: int) -> tuple[int, datetime.datetime | None]:
    return running().closings.mark()


@lru_cache(maxsize=2)
def _closings(mark: tuple[int, datetime.datetime | None]) -> tuple[Closing, ...]:
    return running().closings.all()


_answers: WeakKeyDictionary[Snapshot, dict[object, Any]] = WeakKeyDictionary()


def _ask(
    snapshot: Snapshot,
    question: Callable[Concatenate[Snapshot, Asked], Answer],
    *args: Asked.args,
    **named: Asked.kwargs,
) -> Answer:
    kept = _answers.setdefault(snapshot, {})
    key = (question, args, tuple(named.items()))
    if key not in kept:
        if len(kept) >= KEPT_ANSWERS:
            kept.clear()
        kept[key] = question(snapshot, *args, **named)
    answer: Answer = kept[key]
    return answer
