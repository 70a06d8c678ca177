"""What the command line writes to hand on: the report as .docx, the figures as .xlsx."""

import datetime
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from campaign.commands import asked_for, office, written
from campaign.commands.asked_for import CannotRun
from campaign.commands.run import as_seen, known
from campaign.commands.written import say
from campaign.database import TIME_ZONE
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.measures.measured import Scope
from campaign.output.excel import workbook
from campaign.output.word.drawing import drawn
from campaign.output.word.report import report as report_of
from campaign.records import Snapshot
from campaign.settings import read_settings
from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan

FINE = 0


def report(asked: Namespace) -> int:
    """Write the draft report of a phase, or without one of the whole year."""
    return _write(asked, ".docx", lambda snapshot, scope: drawn(report_of(snapshot, scope)))


def export(asked: Namespace) -> int:
    """Write the workbook with the figures of the screens, the accepted rows and the findings."""
    return _write(asked, ".xlsx", workbook)


def _write(asked: Namespace, ending: str, write: Callable[[Snapshot, Scope], bytes]) -> int:
    plan, path = load_plan(), Path(asked.output)
    if path.suffix.lower() != ending:
        raise CannotRun(f"Tên tệp cần kết thúc bằng {ending}: {path}")
    unit, sector, phase = (
        asked_for.unit(plan, asked.unit),
        asked_for.sector(plan, asked.sector),
        asked_for.phase(plan, asked.phase),
    )
    scope = Scope(phase.number if phase else None, unit.id if unit else None, sector.id if sector else None)
    snapshot = as_seen(asked, _known(plan, asked))
    content = write(snapshot, scope)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    say(asked, {"path": str(path), **written.basis(snapshot)}, [f"Đã ghi {path}"])
    return FINE


def _known(plan: Plan, asked: Namespace) -> Snapshot:
    """What the store knows, with its history and closings; without a store, what the folder says now."""
    settings = read_settings()
    day: datetime.date | None = asked.as_of
    if asked.source or not office.is_there(settings.store):
        return known(plan, asked)
    store = SnapshotStore(settings.store)
    try:
        evening = datetime.datetime.combine(day, datetime.time.max, TIME_ZONE) if day else None
        snapshot = load_snapshot(store, plan, at=evening, today=day or settings.today)
    finally:
        store.close()
    if snapshot is None:
        raise CannotRun(f"Kho {settings.store} chưa có số liệu nào vào ngày đó; hãy chạy lệnh collect trước.")
    return office.with_closings(snapshot, settings.store)
