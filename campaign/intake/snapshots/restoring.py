"""From the store back to the workbooks as they stood, and from workbooks to a snapshot."""

import datetime
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import sheets_schema
from campaign.closing import Basis
from campaign.database import TIME_ZONE
from campaign.intake.assembly import assemble
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.snapshots import grids
from campaign.intake.snapshots.archive import Refresh, Standing
from campaign.intake.snapshots.history import History
from campaign.intake.snapshots.standing import OUR_MISTAKE, Held, OlderSheet, counted
from campaign.intake.snapshots.store import SnapshotStore
from campaign.records import CheckedWorkbook, Snapshot, SourceState
from sheets_schema.plan import Plan

log = logging.getLogger("campaign.collector")


def rules_in_force(plan: Plan) -> str:
    """Return a fingerprint of all that decides how a cell reads: the plan, the schema, our own code."""
    return hashlib.sha256(f"{_reading_code()}{plan!r}".encode()).hexdigest()


def restore(
    store: SnapshotStore, plan: Plan, refresh: Refresh, known: Mapping[str, Held] | None = None
) -> dict[str, Held]:
    """Read the workbooks of a refresh from their stored cells, by key; what is held already stays."""
    standings = store.standings(refresh)
    known = known or {}
    to_read = [standing for standing in standings if not _same(known.get(standing.state.key), standing)]
    contents = store.contents(
        hash for each in to_read for hash in (each.state.content, *each.older.values()) if hash
    )
    held = {key: replace(known[key], standing=each) for each in standings if (key := each.state.key) in known}
    return held | {each.state.key: _restored(each, contents, plan) for each in to_read}


def version_of(
    rules: str, held: Mapping[str, Held], history: History, source: SourceState, today: datetime.date
) -> str:
    """Return a snapshot's version: the same in every process that shows the same."""
    standings = [
        (each.state, sorted(each.standing.older.items()), each.standing.links)
        for _, each in sorted(held.items())
    ]
    shown = (rules, history.mark, today, replace(source, checked_at=None), standings)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def snapshot_of(
    plan: Plan,
    held: Mapping[str, Held],
    history: History,
    *,
    source: SourceState,
    version: str,
    taken_at: datetime.datetime,
    today: datetime.date,
) -> Snapshot:
    """Assemble the snapshot of workbooks as they stand."""
    in_order = [each for _, each in sorted(held.items())]
    return assemble(
        plan,
        [checked for each in in_order if (checked := counted(each)) is not None],
        [each.state for each in in_order],
        source=source,
        known=history.known(),
        version=version,
        taken_at=taken_at,
        today=today,
    )


def load_snapshot(
    store: SnapshotStore,
    plan: Plan,
    *,
    at: datetime.datetime | None = None,
    today: datetime.date | None = None,
) -> Snapshot | None:
    """Return the last good snapshot, or what was known at a moment; None where the store holds nothing yet.

    `today` is the day of `at`, or the present day, unless it is given.
    """
    refresh = store.last(at)
    if refresh is None:
        return None
    source = refresh.source
    if at is None:
        source = replace(source, checked_at=store.checked_at() or source.checked_at)
    rules = rules_in_force(plan)
    today = today or (at or datetime.datetime.now(TIME_ZONE)).astimezone(TIME_ZONE).date()
    held, history = restore(store, plan, refresh), store.history(refresh, rules, today)
    version = version_of(rules, held, history, source, today)
    return snapshot_of(
        plan, held, history, source=source, version=version, taken_at=refresh.taken_at, today=today
    )


def basis_of(store: SnapshotStore, snapshot: Snapshot) -> Basis:
    """Return the refresh that a snapshot shows, and the rules under which it was read."""
    refresh = store.last(snapshot.taken_at)
    assert refresh is not None, "a snapshot comes from a refresh"
    return Basis(refresh.id, refresh.taken_at, rules_in_force(snapshot.plan))


def _same(held: Held | None, standing: Standing) -> bool:
    return held is not None and (held.state.content, held.state.title, dict(held.standing.older)) == (
        standing.state.content,
        standing.state.title,
        dict(standing.older),
    )


def _restored(standing: Standing, contents: Mapping[str, bytes], plan: Plan) -> Held:
    state = standing.state
    again = bool(state.fault)
    if not state.content:
        return Held(standing, None, {}, again=again)
    try:
        labels, checked = _read(standing, contents[state.content], plan)
        older = {
            name: OlderSheet(hash, table)
            for name, hash in standing.older.items()
            if name not in checked.tables
            and (table := _read(standing, contents[hash], plan)[1].tables.get(name)) is not None
        }
    except Exception:
        log.exception("%s: the stored content could not be read", state.key)
        return Held(replace(standing, state=replace(state, fault=OUR_MISTAKE)), None, {}, again=True)
    # The rules may have changed since the workbook was recorded, and with them what it says.
    received = tuple(dict.fromkeys((*checked.received, *(name for name in state.received if name in older))))
    state = replace(state, kind=checked.kind, unit=checked.unit, phase=checked.phase, received=received)
    standing = replace(standing, state=state, older={name: sheet.content for name, sheet in older.items()})
    return Held(standing, checked, older, sample=labels.get("sample") == "1", again=again)


def _read(standing: Standing, packed: bytes, plan: Plan) -> tuple[Mapping[str, str], CheckedWorkbook]:
    state = standing.state
    raw = grids.workbook(packed, key=state.key, title=state.title, url=state.url, links=standing.links)
    return raw.labels, read_workbook(raw, plan)


@cache
def _reading_code() -> str:
    read = hashlib.sha256()
    for folder in (Path(__file__).parents[1], Path(sheets_schema.__file__).parent):
        for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"))):
            read.update(path.read_bytes())
    return read.hexdigest()
