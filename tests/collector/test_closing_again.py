"""Closing, editing and closing again through the real collector, and reading the old closing later."""

from dataclasses import replace

import pytest

from campaign.access import Viewer
from campaign.closing import Closing
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.snapshots.restoring import basis_of
from campaign.measures.closable import closable
from campaign.measures.measured import Scope
from campaign.measures.progress import progress
from campaign.office.closings import Closings
from campaign.records import Snapshot
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Text, Workbook
from tests.shelf import HOUR, PLAN, Clock, Shelf, Start, phu_cat

LAN = Viewer("lan", "Nguyễn Thị Lan", "staff")


def known(store: SnapshotStore, clock: Clock, closing: Closing | None = None) -> Snapshot:
    """What the store knows, or knew at a closing."""
    at, today = (closing.taken_at, closing.today) if closing else (None, clock().date())
    snapshot = load_snapshot(store, PLAN, at=at, today=today)
    assert snapshot is not None
    return snapshot


def close(store: SnapshotStore, clock: Clock, reason: str) -> Closing:
    now = known(store, clock)
    return Closings(store.database, clock).close(closable(now, 2), basis_of(store, now), LAN, reason)


def initiatives(snapshot: Snapshot, closing: Closing | None = None) -> int | None:
    closed = replace(snapshot, closings={2: closing} if closing else {})
    return progress(closed, "initiatives", Scope(2)).actual


def with_a_further_column(plan: Plan) -> Workbook:
    """The unit workbook as a later version of the schema has it."""
    book = unit_workbook(plan)
    remark = Text(name="remark", header="Nhận xét thêm", description="Cột mới.", example="")
    return replace(
        book, worksheets=tuple(replace(each, columns=(*each.columns, remark)) for each in book.worksheets)
    )


def test_close_edit_close_again_and_read_both_after_the_schema_gained_a_column(
    shelf: Shelf, store: SnapshotStore, clock: Clock, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = start()
    collector.refresh()
    first = close(store, clock, "Sơ kết đợt 2")
    clock.now += HOUR
    shelf.put(phu_cat(150))
    collector.refresh()
    second = close(store, clock, "Phù Cát sửa số liệu")
    clock.now += HOUR
    shelf.put(phu_cat(190))
    collector.refresh()

    for module in ("campaign.intake.assembly", "campaign.intake.reading.workbook"):
        monkeypatch.setattr(f"{module}.unit_workbook", with_a_further_column)
    now, kept = known(store, clock), Closings(store.database, clock).all()
    assert "remark" in now.tables["summary"].columns
    assert [(one.number, one.refresh, one.hash) for one in kept] == [(1, 1, first.hash), (2, 2, second.hash)]
    assert [initiatives(now), *(initiatives(now, one) for one in kept)] == [270, 225, 230]
    # The rows of a closing come back too, and tell its figures again.
    assert [initiatives(known(store, clock, one)) for one in kept] == [225, 230]
