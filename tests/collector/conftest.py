"""What the collector's tests share: a shelf of two workbooks, a store, a clock, and collectors that end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from tests.shelf import PLAN, Clock, Shelf, Start, phu_cat, phu_my


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put(phu_cat(145), phu_my(80))
    return shelf


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SnapshotStore]:
    store = SnapshotStore(f"sqlite:///{tmp_path / 'campaign.db'}")
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(shelf: Shelf, store: SnapshotStore, clock: Clock) -> Iterator[Start]:
    started: list[Collector] = []

    def start(source: object = shelf, **settings: object) -> Collector:
        settings = {"clock": clock, "plan": PLAN, **settings}
        started.append(Collector(source, store, **settings))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for each in started:
        each.stop()
