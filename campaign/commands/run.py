"""What the command line can do, one function per command; each returns its exit code."""

import datetime
import os
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from campaign import demo
from campaign.access import visible
from campaign.commands import asked_for, office, written
from campaign.commands.asked_for import CannotRun
from campaign.commands.written import say
from campaign.database import TIME_ZONE
from campaign.handout.xlsx import write_province_template, write_unit_template
from campaign.intake.collector import Collector, load_snapshot, local_now
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources import Source, open_source
from campaign.intake.sources.folder import FolderSource
from campaign.intake.validation import check_together
from campaign.measures.progress import Progress, Scope, overview, progress
from campaign.output.datapackage import write_datapackage
from campaign.records import (
    CheckedWorkbook,
    Finding,
    Listed,
    RawWorkbook,
    Snapshot,
    WorkbookUnreadable,
)
from campaign.settings import Settings, read_settings
from sheets_schema.plan import Phase, Plan, Unit
from sheets_schema.plans import load_plan

FINE, FINDINGS = 0, 1
QUIET = 1.0
"""Seconds of work after which people want to see that something goes on."""


def template(asked: Namespace) -> int:
    """Write the empty workbook of a unit and phase, of any unit, or of the province."""
    plan = load_plan()
    path: Path = asked.output
    unit, phase = asked_for.unit(plan, asked.unit), asked_for.phase(plan, asked.phase)
    if asked.province and (unit or phase):
        raise CannotRun(
            "--province không đi cùng --unit, --phase: bảng tính của tỉnh dùng cho mọi đơn vị, mọi đợt."
        )
    if (unit is None) != (phase is None):
        raise CannotRun("Cần cả --unit và --phase, hoặc không tham số nào để lấy mẫu trống.")
    if path.suffix.lower() != ".xlsx":
        raise CannotRun(f"Tên tệp cần kết thúc bằng .xlsx: {path}")
    if path.exists() and path.stat().st_size:
        raise CannotRun(f"Đã có tệp {path}; không ghi đè vì có thể đã có số liệu. Hãy chọn tên khác.")
    path.parent.mkdir(parents=True, exist_ok=True)
    if asked.province:
        write_province_template(path, plan)
    else:
        write_unit_template(path, plan, unit, phase)
    made = {
        "path": str(path),
        "kind": "province" if asked.province else "unit",
        "unit": unit.id if unit else None,
        "phase": phase.number if phase else None,
    }
    say(asked, made, [f"Đã ghi {path}"])
    return FINE


def check(asked: Namespace) -> int:
    """Read workbooks as the dashboard does, and tell what is to be mended."""
    plan = load_plan()
    labels = _labels(asked_for.unit(plan, asked.unit), asked_for.phase(plan, asked.phase))
    workbooks: list[CheckedWorkbook] = []
    with progress_lines() as tell:
        files = list(_files(asked.paths))
        for done, (source, key, path) in enumerate(files, start=1):
            tell(f"Đã đọc {done}/{len(files)}: {path}")
            workbooks.append(_checked(source, key, path, labels, plan))
        together = check_together(plan, workbooks)
    found = {
        each.key: [*each.findings, *(finding for finding in together if finding.workbook == each.key)]
        for each in workbooks
    }
    everything = [finding for findings in found.values() for finding in findings]
    lines = [line for each in workbooks for line in written.workbook_lines(each, found[each.key], plan)]
    result = {"workbooks": [written.workbook(each, found[each.key]) for each in workbooks]}
    say(asked, result, [*lines, f"{len(workbooks)} bảng tính: {written.tally(everything)}"])
    return FINDINGS if any(finding.severity == "error" for finding in everything) else FINE


def show_progress(asked: Namespace) -> int:
    """Tell how far the indicators are, in the scope that was asked for."""
    plan = load_plan()
    indicator = asked_for.indicator(plan, asked.indicator)
    unit, sector, phase = (
        asked_for.unit(plan, asked.unit),
        asked_for.sector(plan, asked.sector),
        asked_for.phase(plan, asked.phase),
    )
    scope = Scope(
        phase.number if phase else None,
        unit.id if unit else None,
        sector.id if sector else None,
        asked.verified,
    )
    snapshot = as_seen(
        asked, office.with_closings(known(plan, asked), read_settings(_environment(asked)).store)
    )
    measured: Sequence[Progress]
    measured = [progress(snapshot, indicator.id, scope)] if indicator else overview(snapshot, scope)
    basis = written.basis(snapshot)
    result = {**basis, "progress": [written.progress(each) for each in measured]}
    say(asked, result, [*written.progress_lines(measured), *written.faults_lines(basis["faults"])])
    return FINE


def collect(asked: Namespace) -> int:
    """Read what changed into the store, once or until it is stopped."""
    settings = read_settings(_environment(asked))
    store = SnapshotStore(settings.store)
    with progress_lines() as tell:
        plan = load_plan()
        source = _source(settings, plan, tell)
        collector = Collector(source, store, plan, today=settings.today, poll=settings.poll)
        try:
            trouble = _collect_once(asked, collector, store)
            if asked.watch:
                _watch(asked, collector, store, trouble)
            elif trouble:
                raise CannotRun(trouble)
        finally:
            collector.stop()
            store.close()
    return FINE


def _collect_once(asked: Namespace, collector: Collector, store: SnapshotStore) -> str:
    """Refresh, tell what is new, and return what stood in the way."""
    before = store.last()
    collector.refresh()
    if collector.follows:
        return f"Một chương trình khác đang thu thập vào kho {store.name}."
    if asked.forget and not asked.watch and not collector.forget(asked.forget):
        return f"Không bỏ được {asked.forget}: chỉ bỏ được bảng tính đã xóa khỏi thư mục mà vẫn đang tính."
    changed = store.last() != before
    if collector.snapshot is not None and not collector.source.fault and (changed or not asked.watch):
        # The snapshot is older than the look that found nothing new.
        snapshot = replace(collector.snapshot, source=collector.source)
        _say_collected(asked, snapshot, store, changed)
    return collector.source.fault


def _watch(asked: Namespace, collector: Collector, store: SnapshotStore, trouble: str) -> None:
    """Collect round after round until Ctrl-C; while another program collects, stand by."""
    told = ""
    try:
        while True:
            if trouble != told:
                print(trouble or "Đã thu thập lại được.", file=sys.stderr, flush=True)
                told = trouble
            time.sleep(collector.rest())
            trouble = _collect_once(asked, collector, store)
    except KeyboardInterrupt:
        return


def make_demo(asked: Namespace) -> int:
    """Write the sample province, and replay its weeks into a store where one is named."""
    plan = load_plan()
    directory: Path = asked.directory
    if directory.is_file():
        raise CannotRun(f"{directory} là một tệp; cần một thư mục.")
    with progress_lines() as tell:
        tell(f"Đang ghi các bảng tính minh họa vào {directory}")
        mistakes = demo.write_sample(directory, plan, seed=asked.seed, scale=asked.scale)
        if asked.store:
            demo.replay(directory, asked.store, plan, seed=asked.seed, scale=asked.scale, tell=tell)
    workbooks = len(FolderSource(directory).list())
    made = {
        "directory": str(directory),
        "seed": asked.seed,
        "workbooks": workbooks,
        "mistakes": len(mistakes),
    }
    say(asked, made, [f"Đã ghi {workbooks} bảng tính vào {directory} (số liệu minh họa)."])
    return FINE


def datapackage(asked: Namespace) -> int:
    """Write all accepted rows, with their schema, for other programs."""
    plan = load_plan()
    snapshot = as_seen(asked, known(plan, asked))
    write_datapackage(asked.output, plan, snapshot)
    made = {"path": str(asked.output / "datapackage.json"), **written.basis(snapshot)}
    say(asked, made, [f"Đã ghi {asked.output / 'datapackage.json'}"])
    return FINE


def _source(settings: Settings, plan: Plan, tell: Callable[[str], None]) -> Source:
    if settings.google is not None:
        return open_source(settings, plan, clock=local_now)
    return _Told(FolderSource(settings.source), tell)


@dataclass(frozen=True)
class _Told:
    """A source that tells of every workbook it reads."""

    source: FolderSource
    tell: Callable[[str], None]

    @property
    def name(self) -> str:
        return self.source.name

    def list(self) -> tuple[Listed, ...]:
        return self.source.list()

    def read(self, key: str) -> RawWorkbook:
        self.tell(f"Đang đọc {key}")
        return self.source.read(key)


@contextmanager
def progress_lines() -> Iterator[Callable[[str], None]]:
    """Yield what tells people how far a long command is; a short one tells nothing."""
    began = told = time.monotonic()

    def tell(line: str) -> None:
        nonlocal told
        now = time.monotonic()
        if now - began >= QUIET and now - told >= QUIET:
            told = now
            print(line, file=sys.stderr, flush=True)

    yield tell


def _say_collected(asked: Namespace, snapshot: Snapshot, store: SnapshotStore, changed: bool) -> None:
    last = store.last()
    values = {
        "refresh": last.id if last else 0,
        "changed": changed,
        "version": snapshot.version,
        "taken_at": snapshot.taken_at.isoformat(),
        "workbooks": len(snapshot.workbooks),
        "findings": len(snapshot.findings),
        **written.basis(snapshot),
    }
    news = "có số liệu mới" if changed else "không có gì mới"
    lines = [f"{snapshot.taken_at:%H:%M:%S}: {len(snapshot.workbooks)} bảng tính, {news}."]
    say(asked, values, [*lines, *written.faults_lines(values["faults"])])


def _files(paths: Sequence[Path]) -> Iterator[tuple[Source, str, str]]:
    for path in paths:
        if path.is_dir():
            folder = FolderSource(path)
            for listed in folder.list():
                yield folder, listed.key, str(path / listed.key)
        elif path.exists():
            yield FolderSource(path.parent), path.name, str(path)
        else:
            raise CannotRun(f"Không có tệp hay thư mục {path}.")


def _checked(source: Source, key: str, path: str, labels: Mapping[str, str], plan: Plan) -> CheckedWorkbook:
    try:
        raw = source.read(key)
    except WorkbookUnreadable as fault:
        unreadable = Finding(
            path, labels.get("unit", ""), None, "", "", "workbook.unreadable", "error", "", str(fault)
        )
        return CheckedWorkbook(path, Path(path).stem, "unknown", "", None, {}, (unreadable,))
    return read_workbook(replace(raw, key=path, labels={**raw.labels, **labels}), plan)


def _labels(unit: Unit | None, phase: Phase | None) -> dict[str, str]:
    labels = {"unit": unit.id if unit else "", "phase": str(phase.number) if phase else ""}
    return {name: value for name, value in labels.items() if value}


def _environment(asked: Namespace) -> dict[str, str]:
    given = {
        "CAMPAIGN_SOURCE": getattr(asked, "source", None),
        "CAMPAIGN_STORE": getattr(asked, "store", None),
    }
    return {**os.environ, **{name: str(value) for name, value in given.items() if value}}


def as_seen(asked: Namespace, snapshot: Snapshot) -> Snapshot:
    """Return what the role of `--as` may see of a snapshot; without it, all that the settings allow."""
    role, unit = asked_for.role(snapshot.plan, getattr(asked, "role", None))
    return visible(snapshot, role, unit, names=read_settings(_environment(asked)).names)


def known(plan: Plan, asked: Namespace) -> Snapshot:
    """Return what the store knew at the end of the day asked for, or what the folder says now."""
    settings = read_settings(_environment(asked))
    day: datetime.date | None = getattr(asked, "as_of", None)
    if day and not asked.source and (known := _known_on(day, settings.store, plan)):
        return known
    with tempfile.TemporaryDirectory() as folder, progress_lines() as tell:
        store = SnapshotStore(f"sqlite:///{Path(folder) / 'now.db'}")
        source = _source(settings, plan, tell)
        collector = Collector(source, store, plan, today=day or settings.today)
        try:
            collector.refresh()
        finally:
            collector.stop()
            store.close()
    snapshot = collector.snapshot
    if snapshot is None or collector.source.fault:
        raise CannotRun(collector.source.fault or f"Không đọc được {settings.source}.")
    return snapshot


def _known_on(day: datetime.date, url: str, plan: Plan) -> Snapshot | None:
    if not office.is_there(url):
        return None
    store = SnapshotStore(url)
    try:
        evening = datetime.datetime.combine(day, datetime.time.max, TIME_ZONE)
        return load_snapshot(store, plan, at=evening, today=day)
    finally:
        store.close()
