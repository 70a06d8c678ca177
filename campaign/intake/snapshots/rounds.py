"""The time line of the store: each refresh, how many workbooks it changed, and what it could not read."""

from dataclasses import dataclass

import sqlalchemy as sa

from campaign.intake.snapshots import archive
from campaign.intake.snapshots.archive import Refresh
from campaign.intake.snapshots.store import SnapshotStore


@dataclass(frozen=True)
class Round:
    """One refresh and what it brought."""

    refresh: Refresh
    changed: int
    """Workbooks that stand otherwise since."""
    faults: tuple[tuple[str, str, str], ...]
    """Unit id, title and fault of each workbook whose newest state could not be read then."""


def rounds(store: SnapshotStore, most: int = 100) -> tuple[Round, ...]:
    """Return the last refreshes, the newest first."""
    newest = store.refreshes()[-most:]
    if not newest:
        return ()
    states = archive.states
    chosen = (
        sa.select(states.c.refresh, states.c.unit, states.c.title, states.c.fault)
        .where(states.c.refresh >= newest[0].id)
        .order_by(states.c.refresh, states.c.title)
    )
    changed: dict[int, int] = {}
    faults: dict[int, list[tuple[str, str, str]]] = {}
    with store.database.reading() as connection:
        for refresh, unit, title, fault in connection.execute(chosen):
            changed[refresh] = changed.get(refresh, 0) + 1
            if fault:
                faults.setdefault(refresh, []).append((unit, title, fault))
    return tuple(
        Round(one, changed.get(one.id, 0), tuple(faults.get(one.id, ()))) for one in reversed(newest)
    )
