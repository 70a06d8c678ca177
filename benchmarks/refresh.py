"""What a refresh costs on the sample province, beside decoding the same cells from JSON.

python -m benchmarks.refresh [ROUNDS]
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from campaign.demo import write_sample
from campaign.intake.collector import Collector, load_snapshot
from campaign.intake.snapshots import SnapshotStore, grids
from campaign.intake.sources.folder import FolderSource
from sheets_schema.plans import load_plan

PLAN = load_plan()


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, other = Path(scratch) / "sample", Path(scratch) / "other"
        write_sample(folder, PLAN, seed=2023)
        write_sample(other, PLAN, seed=2024)
        source = FolderSource(folder)
        keys = [listed.key for listed in source.list() if listed.key.startswith("dot-2/")]
        payload = json_of(source)
        figures: dict[str, list[float]] = {}

        def measure(what: str, work: Callable[[], object]) -> None:
            began = time.perf_counter()
            work()
            figures.setdefault(what, []).append((time.perf_counter() - began) * 1000)

        for number in range(rounds):
            store = SnapshotStore(f"sqlite:///{Path(scratch) / f'{number}.db'}")
            collector = Collector(source, store, PLAN)
            measure("decode the cells of all workbooks (JSON)", lambda: orjson.loads(payload))
            measure("first refresh, all workbooks", collector.refresh)
            measure("nothing changed", collector.refresh)
            for changed in (1, 5):
                swap(folder, other, keys[:changed])
                measure(f"{changed} of {len(source.list())} changed", collector.refresh)
            measure("start: the snapshot from the store", lambda store=store: load_snapshot(store, PLAN))
            collector.stop()
            store.close()
        report(figures, len(payload))


def swap(folder: Path, other: Path, keys: list[str]) -> None:
    """Exchange files between two folders, so that the next look finds other cells in them."""
    for key in keys:
        aside = folder.parent / "aside.xlsx"
        shutil.move(folder / key, aside)
        shutil.move(other / key, folder / key)
        shutil.move(aside, other / key)


def json_of(source: FolderSource) -> bytes:
    """Return the cells of all workbooks as one JSON text."""
    raws = (grids.canonical(source.read(listed.key)) for listed in source.list())
    return orjson.dumps([[sheet.cells for sheet in raw.sheets] for raw in raws], default=str)


def report(figures: dict[str, list[float]], size: int) -> None:
    floor = statistics.median(figures["decode the cells of all workbooks (JSON)"])
    print(f"payload {size / 1024:.0f} KiB; medians of {len(next(iter(figures.values())))} rounds")
    for what, times in figures.items():
        median = statistics.median(times)
        print(f"{what:<45} {median:9.1f} ms  {median / floor:8.1f} × decoding")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
