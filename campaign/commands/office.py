"""What the province's staff can do on the command line: close a phase, and show its closings."""

import getpass
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from campaign.access import Viewer
from campaign.closing import Closing
from campaign.commands import asked_for
from campaign.commands.asked_for import CannotRun
from campaign.commands.written import say
from campaign.database import Database
from campaign.intake.collector import load_snapshot, local_now
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.snapshots.restoring import basis_of
from campaign.measures.closable import closable
from campaign.office import closings
from campaign.office.closings import ClosedMeanwhile, Closings
from campaign.records import Snapshot
from campaign.settings import read_settings
from campaign.trail import Trail
from sheets_schema.plans import load_plan
from sheets_schema.vietnamese.dates import write_date

FINE, TAMPERED = 0, 1


def close(asked: Namespace) -> int:
    """Close a phase as the store knows it now; the account that runs the command signs unless told."""
    plan = load_plan()
    phase = asked_for.phase(plan, asked.phase)
    assert phase is not None
    with _store(asked) as store:
        snapshot = load_snapshot(store, plan, today=read_settings().today)
        if snapshot is None:
            raise CannotRun(f"Kho {store.name} chưa có số liệu nào; hãy chạy lệnh collect trước.")
        account = getpass.getuser()
        viewer = Viewer(account, asked.by or account, "staff")
        what = closable(snapshot, phase.number)
        try:
            closing = Closings(store.database, local_now).close(
                what, basis_of(store, snapshot), viewer, asked.reason
            )
        except (ValueError, ClosedMeanwhile) as refusal:
            raise CannotRun(str(refusal)) from refusal
        Trail(store.database, local_now).record(account, "phase_closed", told(closing))
    lines = [told(closing), *what.warnings, f"Mã kiểm: {closing.hash}"]
    say(asked, {**summary(closing), "warnings": list(what.warnings)}, lines)
    return FINE


def show_closings(asked: Namespace) -> int:
    """Show the closings, their hashes and whether they are as they were written; 1 where one is not."""
    phase = asked_for.phase(load_plan(), asked.phase)
    with _store(asked) as store:
        kept = [
            one
            for one in Closings(store.database, local_now).all()
            if phase is None or one.phase == phase.number
        ]
    full = phase is not None
    lines = [f"{told(one)} Mã kiểm: {one.hash}" for one in kept] or ["Chưa chốt lần nào."]
    say(asked, {"closings": [summary(one, figures=full) for one in kept]}, lines)
    return FINE if all(one.intact for one in kept) else TAMPERED


def told(closing: Closing) -> str:
    """Say in one sentence which closing it is, by whom and why."""
    moment = f"{closing.at:%H:%M} ngày {write_date(closing.at)}"
    who = f"{closing.by}: {closing.reason.rstrip('.')}."
    parts = [f"Đợt {closing.phase} chốt lần {closing.number} lúc {moment}, {who}"]
    if closing.missing:
        parts.append(f"{len(closing.missing)} đơn vị chưa có số liệu.")
    if closing.late:
        parts.append(f"{len(closing.late)} đơn vị bổ sung sau chốt.")
    if not closing.intact:
        parts.append("BẢN GHI ĐÃ BỊ SỬA NGOÀI CHƯƠNG TRÌNH, không dùng làm số chính thức.")
    return " ".join(parts)


def summary(closing: Closing, *, figures: bool = False) -> dict[str, Any]:
    """Return a closing with its stable keys; its official figures only where they are asked for."""
    values: dict[str, Any] = {
        name: getattr(closing, name)
        for name in (
            "phase", "number", "at", "by", "reason", "today", "refresh", "taken_at",
            "rules", "hash", "intact", "missing",
        )
    }  # fmt: skip
    values["late"] = [
        {name: getattr(one, name) for name in ("unit", "at", "by", "reason", "hash")} for one in closing.late
    ]
    if figures:
        values["figures"] = [
            {"indicator": place[0], "unit": place[1], "sector": place[2], **fields}
            for place, fields in closing.figures.items()
        ]
    return values


def with_closings(snapshot: Snapshot, url: str) -> Snapshot:
    """Return a snapshot in which the figures of closed phases are those of the store's closings."""
    if not is_there(url):
        return snapshot
    database = Database(url)
    try:
        return closings.with_closings(snapshot, Closings(database, local_now).all())
    finally:
        database.close()


def is_there(url: str) -> bool:
    """Tell whether a store holds anything: a file that is not there would be made by asking it."""
    database = url.removeprefix("sqlite:///")
    return database == url or Path(database).exists()


@contextmanager
def _store(asked: Namespace) -> Iterator[SnapshotStore]:
    url = asked.store or read_settings().store
    if not is_there(url):
        raise CannotRun(f"Chưa có kho số liệu {url}; hãy chạy lệnh collect trước.")
    store = SnapshotStore(url)
    try:
        yield store
    finally:
        store.close()
