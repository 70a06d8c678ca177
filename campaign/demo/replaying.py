"""The sample's history: how its sheets stood each week, seen by the real collector under a set clock."""

import datetime
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from campaign.demo.province_rows import province_rows, workbook_path
from campaign.demo.sample import TODAY, ZONE, Province, write_province, write_unit
from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources.folder import FolderSource
from campaign.records import SourceUnavailable
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.dates import write_date

Day = datetime.date
Tell = Callable[[str], None]


def replay(
    directory: Path,
    store_url: str,
    plan: Plan,
    *,
    seed: int = 2023,
    scale: float = 1.0,
    on: Day = TODAY,
    tell: Tell = lambda line: None,
) -> None:
    """Collect into a store what the sheets of a sample held each week; the last week is `directory` itself.

    `directory` holds what `write_sample` wrote with the same arguments; `tell` gets a line per week.
    """
    province = Province(plan, seed, scale, on)
    store = SnapshotStore(store_url)
    clock = _Clock(_evening(province.moments[0]))
    with tempfile.TemporaryDirectory() as scratch, _collector(Path(scratch), store, plan, clock) as collector:
        for number, day in enumerate(province.moments[:-1], 1):
            changed = _write_week(province, Path(scratch), directory, day)
            clock.now = _evening(day)
            _refresh(collector)
            week = f"Tuần {number}/{len(province.moments)}, đến {write_date(day)}"
            tell(f"{week}: {changed} bảng tính thay đổi")
    clock.now = _evening(on)
    with _collector(directory, store, plan, clock) as collector:
        _refresh(collector)


@dataclass
class _Clock:
    now: datetime.datetime

    def __call__(self) -> datetime.datetime:
        return self.now


def _write_week(province: Province, scratch: Path, finished: Path, day: Day) -> int:
    """Bring a folder to the state of a week; only what changed in it is written."""
    changed = 0
    first = day == province.moments[0]
    for phase in province.plan.phases:
        for world in province.worlds:
            updates = province.updates(world, phase)
            key = workbook_path(world.unit.id, phase.number)
            if (first and not updates) or (updates and day == updates[0]):
                (scratch / key).parent.mkdir(exist_ok=True)
                shutil.copy2(finished / key, scratch / key)
            elif first or day in updates:
                write_unit(province, scratch, world, phase, None if first else day, final=False)
            else:
                continue
            changed += 1
    before = day - datetime.timedelta(days=7)
    rows = [province_rows(province.plan, province.worlds, each) for each in (before, day)]
    if first or rows[0] != rows[1]:
        write_province(province, scratch, day, final=False)
        changed += 1
    return changed


@contextmanager
def _collector(source: Path, store: SnapshotStore, plan: Plan, clock: _Clock) -> Iterator[Collector]:
    collector = Collector(FolderSource(source), store, plan, clock=clock)
    try:
        yield collector
    finally:
        collector.stop()


def _refresh(collector: Collector) -> None:
    collector.refresh()
    if collector.source.fault:
        raise SourceUnavailable(collector.source.fault)


def _evening(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(18), ZONE)
