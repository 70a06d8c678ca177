"""A process killed at any moment of a refresh leaves a store that shows a whole refresh."""

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from campaign.intake.collector import Collector, load_snapshot
from campaign.intake.snapshots import SnapshotStore
from tests.shelf import PLAN, Clock, Shelf, book, figures

KILLS = 16
UNITS = ("phu_cat", "phu_my", "tay_son", "an_lao")

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a process is forked, to be killed soon after"
)


def test_a_process_killed_while_it_refreshes_leaves_a_whole_refresh(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.db'}"
    for unit in UNITS:
        book(unit, 2, {})  # the templates are made once, before any fork
    chance = random.Random(2023)
    shown = [0]
    for number in range(KILLS):
        child = multiprocessing.get_context("fork").Process(
            target=refresh_for_ever, args=(url, shown[-1] + 1)
        )
        child.start()
        wait_for_a_refresh(tmp_path / "campaign.db", shown[-1])
        if number % 2:
            time.sleep(chance.uniform(0, 0.15))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        shown.append(figure_of_all(url))
    assert shown == sorted(set(shown))


def refresh_for_ever(url: str, figure: int) -> None:
    """Give every unit the same figure, refresh, and go on with the next figure."""
    shelf, clock = Shelf(), Clock()
    collector = Collector(shelf, SnapshotStore(url), PLAN, clock=clock)
    while True:
        shelf.put(*(book(unit, 2, {"initiatives_valid": figure}) for unit in UNITS))
        # A new process must not take its first revisions for those of the one before.
        shelf.books = {key: (raw, figure) for key, (raw, _) in shelf.books.items()}
        collector.refresh()
        figure += 1


def wait_for_a_refresh(database: Path, figure: int) -> None:
    """Return the moment that anything of a refresh beyond `figure` can be seen."""
    deadline = time.monotonic() + 20
    with sqlite3.connect(database) as connection:
        while time.monotonic() < deadline:
            try:
                if connection.execute("SELECT max(id) > ? FROM refreshes", [figure]).fetchone()[0]:
                    return
            except sqlite3.OperationalError:
                time.sleep(0.01)  # the tables are not there yet
    raise AssertionError("the process recorded nothing")


def figure_of_all(url: str) -> int:
    """Return the one figure that all units show after a restart."""
    store = SnapshotStore(url)
    snapshot = load_snapshot(store, PLAN)
    assert snapshot is not None
    last = store.last()
    assert last is not None and [refresh.id for refresh in store.refreshes()] == list(range(1, last.id + 1))
    store.close()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert figures(snapshot) == dict.fromkeys(UNITS, last.id)
    return last.id
