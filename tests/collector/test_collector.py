"""The collector reads what changed, shows it, records it, and goes on from there after a restart."""

import datetime
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from campaign.intake.collector import Collector, load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.records import Listed
from tests import postgres
from tests.shelf import (
    DAY,
    HOUR,
    MONDAY,
    PHU_CAT,
    PHU_MY,
    PLAN,
    Clock,
    Shelf,
    Start,
    figures,
    phu_cat,
    phu_my,
    state,
)


def test_the_first_refresh_publishes_and_records_what_the_source_holds(
    start: Start, store: SnapshotStore
) -> None:
    collector = start()
    assert collector.snapshot is None
    assert collector.refresh()
    assert figures(collector.snapshot) == {"phu_cat": 145, "phu_my": 80}
    assert [refresh.id for refresh in store.refreshes()] == [1]


def test_only_what_changed_is_read_again(start: Start, shelf: Shelf) -> None:
    collector = start()
    collector.refresh()
    shelf.read_keys.clear()
    shelf.put(phu_my(95))
    assert collector.refresh()
    assert (shelf.read_keys, figures(collector.snapshot)) == ([PHU_MY], {"phu_cat": 145, "phu_my": 95})


def test_nothing_new_gives_no_new_snapshot_but_a_new_age(start: Start, clock: Clock) -> None:
    collector = start()
    collector.refresh()
    before = collector.snapshot
    clock.now = MONDAY + HOUR
    assert not collector.refresh()
    assert collector.snapshot is before
    assert collector.source.checked_at == MONDAY + HOUR


def test_a_workbook_saved_again_with_the_same_cells_is_no_change(
    start: Start, shelf: Shelf, store: SnapshotStore, clock: Clock
) -> None:
    collector = start()
    collector.refresh()
    modified_at = state(collector, PHU_CAT).modified_at
    clock.now = MONDAY + HOUR
    shelf.put(phu_cat(145))
    assert not collector.refresh()
    assert (len(store.refreshes()), state(collector, PHU_CAT).modified_at) == (1, modified_at)
    shelf.read_keys.clear()
    collector.refresh()
    assert shelf.read_keys == []


def test_a_restart_shows_the_last_figures_before_the_source_answers(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    first = start()
    first.refresh()
    first.stop()
    answer = threading.Event()

    class Slow(Shelf):
        def list(self) -> tuple[Listed, ...]:
            answer.wait(10)
            return super().list()

    second = start(Slow(books=shelf.books))
    second.start()
    try:
        assert second.snapshot is not None
        assert (second.snapshot.version, figures(second.snapshot)) == (
            first.snapshot.version,
            figures(first.snapshot),
        )
        assert second.source.checked_at == MONDAY
    finally:
        answer.set()
    second.stop()
    assert len(store.refreshes()) == 1


def test_a_restart_reads_only_what_changed_meanwhile(start: Start, shelf: Shelf) -> None:
    first = start()
    first.refresh()
    first.stop()
    shelf.put(phu_my(95))
    shelf.read_keys.clear()
    second = start()
    second.refresh()
    assert (shelf.read_keys, figures(second.snapshot)) == ([PHU_MY], {"phu_cat": 145, "phu_my": 95})


def test_one_process_collects_and_the_other_reads_along_until_its_turn(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    first, second = start(), start()
    first.refresh()
    shelf.read_keys.clear()
    assert second.refresh()
    assert (second.follows, shelf.read_keys, second.snapshot.version) == (True, [], first.snapshot.version)
    shelf.put(phu_my(95))
    assert not second.refresh()
    first.refresh()
    assert second.refresh()
    assert second.snapshot.version == first.snapshot.version
    first.stop()
    shelf.put(phu_my(96))
    assert second.refresh()
    assert (second.follows, figures(second.snapshot)["phu_my"]) == (False, 96)
    assert [refresh.id for refresh in store.refreshes()] == [1, 2, 3]


def test_on_postgresql_a_collector_whose_connection_died_hands_over_and_reads_along(shelf: Shelf) -> None:
    if postgres.binary("initdb") is None:
        pytest.skip("no PostgreSQL server on this machine")
    with postgres.server() as url:
        stores = [SnapshotStore(url), SnapshotStore(url)]
        first, second = (Collector(shelf, store, PLAN, clock=Clock()) for store in stores)
        first.refresh()
        second.refresh()
        assert (first.follows, second.follows) == (False, True)
        assert figures(second.snapshot) == {"phu_cat": 145, "phu_my": 80}
        with sa.create_engine(url, isolation_level="AUTOCOMMIT").connect() as admin:
            admin.execute(
                sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            )
        shelf.put(phu_cat(150))
        second.refresh()
        first.refresh()
        assert (first.follows, second.follows) == (True, False)
        assert figures(first.snapshot) == figures(second.snapshot) == {"phu_cat": 150, "phu_my": 80}
        assert [refresh.id for refresh in stores[0].refreshes()] == [1, 2]
        for collector, store in zip((first, second), stores, strict=True):
            collector.stop()
            store.close()


def test_the_course_knows_each_days_last_total_and_its_correction(
    start: Start, shelf: Shelf, store: SnapshotStore, clock: Clock
) -> None:
    collector = start()
    for day, valid in enumerate([145, 160, 150]):
        clock.now = MONDAY + day * DAY
        shelf.put(phu_cat(valid + 1), phu_cat(valid))
        collector.refresh()
    for known in (collector.snapshot.known, load_snapshot(store, PLAN).known):
        of_unit = known[(known["unit"] == "phu_cat") & (known["line"] == "initiatives_valid")]
        assert [
            (f"{row.day:%Y-%m-%d}", row.phase, row.sector, row.value) for row in of_unit.itertuples()
        ] == [
            ("2023-08-14", 2, "production", 145),
            ("2023-08-15", 2, "production", 160),
            ("2023-08-16", 2, "production", 150),
        ]


def test_the_past_is_as_it_was_known(start: Start, shelf: Shelf, store: SnapshotStore, clock: Clock) -> None:
    collector = start()
    collector.refresh()
    clock.now = MONDAY + DAY
    shelf.put(phu_cat(160))
    collector.refresh()
    past = load_snapshot(store, PLAN, at=MONDAY + HOUR)
    assert (figures(past)["phu_cat"], past.today, past.taken_at) == (145, datetime.date(2023, 8, 14), MONDAY)
    assert set(past.known["value"]) == {145, 80}
    assert load_snapshot(store, PLAN, at=MONDAY - HOUR) is None


def test_new_rules_are_recorded_with_what_they_make_of_the_same_cells(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    first = start()
    first.refresh()
    first.stop()
    shelf.read_keys.clear()
    stricter = replace(PLAN, at_risk_below=0.5)
    second = start(plan=stricter)
    assert second.refresh()
    assert second.snapshot.version != first.snapshot.version
    assert (shelf.read_keys, len({refresh.rules for refresh in store.refreshes()})) == ([], 2)
    assert not second.refresh()


def test_a_new_day_gives_a_new_snapshot_of_the_same_figures(
    start: Start, clock: Clock, store: SnapshotStore
) -> None:
    collector = start()
    collector.refresh()
    clock.now = MONDAY + DAY
    assert collector.refresh()
    assert (collector.snapshot.today, len(store.refreshes())) == (datetime.date(2023, 8, 15), 1)


def test_a_sample_keeps_its_own_day(start: Start, shelf: Shelf, clock: Clock) -> None:
    clock.now = MONDAY + 1000 * DAY
    shelf.put(replace(phu_cat(145), labels={**phu_cat(145).labels, "sample": "1"}))
    collector = start(today=MONDAY.date())
    collector.refresh()
    assert (collector.snapshot.today, collector.snapshot.source.sample) == (MONDAY.date(), True)
    assert [f"{day:%Y-%m-%d}" for day in collector.snapshot.known["day"].unique()] == ["2023-08-14"]


def test_an_edit_is_published_by_itself(start: Start, shelf: Shelf) -> None:
    collector = start(poll=0.05)
    collector.start()
    wait_for(lambda: collector.snapshot is not None)
    shelf.put(phu_cat(150))
    wait_for(lambda: figures(collector.snapshot)["phu_cat"] == 150)
    collector.stop()
    shelf.put(phu_cat(151))
    time.sleep(0.2)
    assert figures(collector.snapshot)["phu_cat"] == 150


def test_a_refresh_can_be_had_without_waiting_for_the_round(start: Start, shelf: Shelf) -> None:
    collector = start(poll=600)
    collector.start()
    wait_for(lambda: collector.snapshot is not None)
    shelf.put(phu_cat(150))
    collector.refresh_now()
    wait_for(lambda: figures(collector.snapshot)["phu_cat"] == 150)


def wait_for(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)
