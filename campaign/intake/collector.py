"""Keeps the snapshot fresh: lists, reads what changed, publishes, records; survives every fault."""

import datetime
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from campaign.database import TIME_ZONE, StoreUnavailable
from campaign.intake import pace
from campaign.intake.assembly import line_totals
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.snapshots import SnapshotStore, grids
from campaign.intake.snapshots.archive import Refresh, Standing, StoreMovedOn
from campaign.intake.snapshots.grids import Content
from campaign.intake.snapshots.history import History, Totals
from campaign.intake.snapshots.restoring import (
    load_snapshot,
    restore,
    rules_in_force,
    snapshot_of,
    version_of,
)
from campaign.intake.snapshots.standing import (
    OUR_MISTAKE,
    Held,
    after_fault,
    after_reading,
    after_vanishing,
    counted,
    differences,
    has_vanished,
    set_back,
    without_left_behind,
)
from campaign.intake.sources import Source
from campaign.records import (
    CheckedWorkbook,
    Listed,
    Snapshot,
    SourceState,
    SourceUnavailable,
    WorkbookUnreadable,
)
from sheets_schema.plan import Plan

__all__ = ["Collector", "load_snapshot", "local_now"]

BEAT = datetime.timedelta(seconds=15)
"""How often the store hears that the source was looked at and nothing has changed."""

NOT_SAVED = "Chưa lưu được số liệu mới vào kho."

log = logging.getLogger("campaign.collector")


def local_now() -> datetime.datetime:
    """Return the time in Viet Nam."""
    return datetime.datetime.now(TIME_ZONE)


class _Stopped(Exception):
    """The program is about to stop; what the refresh had read so far does not count."""


class Collector:
    """The only one that talks to a source; viewers take `snapshot`, one reference that is swapped.

    While another process collects into the same store, it reads along from the store instead.
    """

    def __init__(
        self,
        source: Source,
        store: SnapshotStore,
        plan: Plan,
        *,
        clock: Callable[[], datetime.datetime] = local_now,
        today: datetime.date | None = None,
        poll: float = 5.0,
    ) -> None:
        self._source, self._store, self._plan = source, store, plan
        self._clock, self._today, self._poll = clock, today, poll
        self._rules = rules_in_force(plan)
        self._turn = store.turn()
        self._snapshot: Snapshot | None = None
        self._source_now = SourceState(source.name, None)
        self._held: dict[str, Held] = {}
        self._forgotten: set[str] = set()
        self._new_contents: dict[str, Content] = {}
        self._history = History()
        self._recorded: dict[str, Standing] = {}
        self._last: Refresh | None = None
        self._attached = False
        self._following = False
        self._fault = ""
        self._fault_since: datetime.datetime | None = None
        self._beaten_at: datetime.datetime | None = None
        self._busy = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def snapshot(self) -> Snapshot | None:
        """The last good snapshot; None until the first refresh of an empty store ends."""
        return self._snapshot

    @property
    def source(self) -> SourceState:
        """How the source stands now; the snapshot's own `checked_at` is as of when it was made."""
        return self._source_now

    @property
    def follows(self) -> bool:
        """Another process collects into the store, and this one reads along."""
        return self._following

    @property
    def workbooks(self) -> tuple[CheckedWorkbook, ...]:
        """What counts now, workbook by workbook, so that a file can be judged beside it."""
        return tuple(book for held in self._held.values() if (book := counted(held)) is not None)

    def start(self) -> None:
        """Show what the store knows, then keep it fresh in a thread of its own."""
        with self._busy:
            try:
                self._catch_up(self._clock().astimezone(TIME_ZONE))
            except Exception:
                log.exception("the store could not be read at start")
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="collector", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the refresh under way, and let another process collect."""
        self._stopping = True
        pace.stop(self._source)
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._turn.release()

    def refresh_now(self) -> None:
        """Ask the thread for a refresh without waiting for its next round."""
        pace.hurry(self._source)
        self._wake.set()

    def refresh(self) -> bool:
        """Look once for what changed; True when what viewers see has changed. Never raises."""
        with self._busy:
            shown = self._snapshot
            now = self._clock().astimezone(TIME_ZONE)
            try:
                self._round(now)
            except _Stopped:
                log.info("a refresh was given up: the program is about to stop")
            except Exception:
                log.exception("a refresh failed")
                self._attached = False
                self._fail("Chương trình gặp lỗi khi tổng hợp; đang dùng số liệu lần trước.", now)
                self._mark_snapshot()
            return (shown and shown.version) != (self._snapshot and self._snapshot.version)

    def forget(self, key: str) -> bool:
        """Count a workbook no more that has vanished from the source; False where it has not vanished."""
        with self._busy:
            held = self._held.get(key)
            if self._following or held is None or not has_vanished(held.state):
                return False
            self._forgotten.add(key)
        return self.refresh()

    def _run(self) -> None:
        while not self._stopping:
            self.refresh()
            self._wake.wait(self.rest())
            self._wake.clear()

    def rest(self) -> float:
        """Return the seconds until the next round; whoever reads along only asks the store."""
        return self._poll if self._following else pace.rest(self._source, self._clock(), self._poll)

    def _round(self, now: datetime.datetime) -> None:
        if not self._catch_up(now):
            return
        source, held = self._look(now)
        changed = differences(held, {key: each.standing for key, each in self._held.items()})
        try:
            self._learn(held, changed, now)
            self._show(held, source, now)
        except Exception:
            log.exception("workbooks could not be counted: %s", ", ".join(sorted(changed)))
            held = {
                key: set_back(self._held.get(key), each, now) if key in changed else each
                for key, each in held.items()
            }
            self._learn(held, changed, now)
            self._show(held, source, now)
        self._held = held
        if self._attached:
            self._save(source, now)
            # Whether the store could be written belongs on the screen too.
            self._show(held, source, now)

    def _catch_up(self, now: datetime.datetime) -> bool:
        """Know what the store knows; False where another process collects and there is nothing to do."""
        try:
            self._following = not self._turn.take()
            if self._following:
                self._follow(now)
            elif not self._attached:
                self._attach(now)
            return not self._following
        except StoreUnavailable as fault:
            follows = self._following
            self._attached = False
            self._fail(str(fault) if follows else f"{NOT_SAVED} {fault}", now)
            if follows:
                self._mark_snapshot()
            return not follows

    def _attach(self, now: datetime.datetime) -> None:
        last = self._store.last()
        recorded: dict[str, Standing] = {}
        held: dict[str, Held] = {}
        history = History()
        if last is not None:
            recorded = {each.state.key: each for each in self._store.standings(last)}
            held = restore(self._store, self._plan, last, self._held)
            history = self._store.history(last, self._rules, self._day(now))
        # All at once: where the store fails half-way, what is in memory must still fit together.
        self._last, self._recorded, self._held, self._history = last, recorded, held, history
        self._attached = True
        if last is not None and last.rules != self._rules:
            self._learn(held, set(held), now)
        if last is not None and self._snapshot is None:
            self._show(held, self._stored_source(last), now, last.taken_at)

    def _follow(self, now: datetime.datetime) -> None:
        self._attached = False
        last = self._store.last()
        if last is None:
            return
        if self._last is None or last.id != self._last.id:
            held = restore(self._store, self._plan, last, self._held)
            history = self._store.history(last, self._rules, self._day(now))
            self._last, self._held, self._history = last, held, history
        self._fault, self._fault_since = "", None
        self._show(self._held, self._stored_source(last), now, last.taken_at)

    def _stored_source(self, refresh: Refresh) -> SourceState:
        return replace(refresh.source, checked_at=self._store.checked_at() or refresh.source.checked_at)

    def _look(self, now: datetime.datetime) -> tuple[SourceState, dict[str, Held]]:
        held = dict(self._held)
        try:
            listed = pace.look(self._source, held)
            for each in pace.wanted(self._source, listed, held, now):
                held[each.key] = self._read(held.get(each.key), each, now)
        except SourceUnavailable as fault:
            if self._stopping:
                raise _Stopped from fault
            return self._broken_source(str(fault), now), held
        except Exception:
            log.exception("the source failed")
            return self._broken_source("Chương trình gặp lỗi khi xem thư mục.", now), held
        gone = held.keys() - {each.key for each in listed}
        held |= {key: after_vanishing(held[key], now, pace.why_gone(self._source, key)) for key in gone}
        for key in gone & self._forgotten:
            del held[key]
        self._forgotten.clear()
        sample = any(each.sample for each in held.values())
        return SourceState(self._source.name, now, sample=sample), without_left_behind(held)

    def _broken_source(self, fault: str, now: datetime.datetime) -> SourceState:
        before = self._source_now
        since = before.fault_since if before.fault == fault else now
        return replace(before, name=self._source.name, fault=fault, fault_since=since)

    def _read(self, before: Held | None, listed: Listed, now: datetime.datetime) -> Held:
        try:
            raw = grids.canonical(self._source.read(listed.key))
            content = grids.content(raw)
            same = before is not None and pace.is_same(before, raw, content.hash)
            checked = before.checked if before and before.checked and same else read_workbook(raw, self._plan)
        except WorkbookUnreadable as fault:
            return after_fault(before, listed, str(fault), now, again=True)
        except SourceUnavailable:
            raise
        except Exception:
            log.exception("%r could not be read", listed.key)
            return after_fault(before, listed, OUR_MISTAKE, now)
        if before and not same and not before.state.fault and before.standing.revision == listed.revision:
            # The cells have changed before the source's list says so.
            listed = replace(listed, modified_at=now)
        self._new_contents[content.hash] = content
        return after_reading(before, listed, raw, content.hash, checked, now)

    def _day(self, now: datetime.datetime) -> datetime.date:
        return self._today or now.date()

    def _learn(self, held: Mapping[str, Held], changed: set[str], now: datetime.datetime) -> None:
        day = min(now.date(), self._day(now))
        for key in sorted(changed):
            each = held.get(key)
            if each is None or each.state.kind != "unit" or each.state.phase is None:
                self._history.learn(day, key, None, {})
            else:
                self._history.learn(day, key, (each.state.unit, each.state.phase), _totals(each))

    def _show(
        self,
        held: Mapping[str, Held],
        source: SourceState,
        now: datetime.datetime,
        taken_at: datetime.datetime | None = None,
    ) -> None:
        """Publish; where nothing but the age has changed, the snapshot stays, and all that was made of it."""
        if self._fault:
            source = replace(source, fault=self._fault, fault_since=self._fault_since)
        today = self._day(now)
        version = version_of(self._rules, held, self._history, source, today)
        if self._snapshot is not None and self._snapshot.version == version:
            self._source_now = source
            return
        self._snapshot = snapshot_of(
            self._plan,
            held,
            self._history,
            source=source,
            version=version,
            taken_at=taken_at or now,
            today=today,
        )
        self._source_now = source

    def _save(self, source: SourceState, now: datetime.datetime) -> None:
        try:
            if refresh := self._news(source, now):
                self._record(refresh)
            elif self._beaten_at is None or now - self._beaten_at >= BEAT:
                if source.checked_at is not None:
                    self._store.beat(source.checked_at)
                self._beaten_at = now
            self._fault, self._fault_since = "", None
        except StoreMovedOn:
            log.warning("another process has recorded a refresh; looking at the store again")
            self._attached = False
        except StoreUnavailable as fault:
            self._attached = False
            self._fail(f"{NOT_SAVED} {fault}", now)

    def _news(self, source: SourceState, now: datetime.datetime) -> Refresh | None:
        last = self._last
        if last is None:
            return Refresh(1, now, self._rules, source)
        # The same folder may be named in another way; that is nothing to record.
        before = replace(last.source, name=source.name, checked_at=source.checked_at)
        if before == source and last.rules == self._rules and not differences(self._held, self._recorded):
            return None
        return Refresh(last.id + 1, now, self._rules, source)

    def _record(self, refresh: Refresh) -> None:
        changed = differences(self._held, self._recorded)
        standings = [
            self._held[key].standing if key in self._held else replace(self._recorded[key], dropped=True)
            for key in sorted(changed)
        ]
        hashes = {hash for each in standings for hash in (each.state.content, *each.older.values())}
        read_anew = self._last is None or self._last.rules != refresh.rules
        readings = {
            each.standing.summary: _totals(each)
            for key, each in self._held.items()
            if each.standing.summary and (read_anew or key in changed)
        }
        contents = [content for hash, content in self._new_contents.items() if hash in hashes]
        self._store.record(refresh, standings, contents, readings)
        self._last, self._beaten_at = refresh, refresh.taken_at
        self._recorded = {key: each.standing for key, each in self._held.items()}
        self._new_contents = {}

    def _mark_snapshot(self) -> None:
        """Show our fault on the snapshot as it is, with no new tables."""
        self._source_now = replace(self._source_now, fault=self._fault, fault_since=self._fault_since)
        if self._snapshot is not None:
            today, source = self._snapshot.today, self._source_now
            version = version_of(self._rules, self._held, self._history, source, today)
            self._snapshot = replace(self._snapshot, source=source, version=version)

    def _fail(self, fault: str, now: datetime.datetime) -> None:
        if self._fault != fault:
            log.error("%s", fault)
            self._fault, self._fault_since = fault, self._fault_since or now


def _totals(held: Held) -> Totals:
    checked = counted(held)
    return line_totals(checked) if checked is not None else {}
