"""The store of all that was ever read: contents by hash, and how each workbook stood at each refresh."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from campaign.database import Database, StoreUnavailable, faults
from campaign.intake.snapshots import archive
from campaign.intake.snapshots.archive import Refresh, Standing, StoreMovedOn
from campaign.intake.snapshots.grids import Content
from campaign.intake.snapshots.history import History, Totals
from campaign.intake.turn import AdvisoryTurn, FileTurn, Turn


class SnapshotStore:
    """Append-only store behind an SQLAlchemy URL: an SQLite file, or PostgreSQL.

    Every method raises StoreUnavailable where the database does not answer as it should.
    """

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.name = self.database.name
        with faults(self.name):
            self._prepare()

    def turn(self) -> Turn:
        """Return the turn to collect into this store; nobody has it yet."""
        engine = self.database.engine
        if engine.dialect.name == "postgresql":
            return AdvisoryTurn(engine, self.name)
        return FileTurn(Path(f"{engine.url.database}.lock"))

    def record(
        self,
        refresh: Refresh,
        standings: Sequence[Standing],
        contents: Iterable[Content] = (),
        readings: Mapping[str, Totals] | None = None,
    ) -> None:
        """Append one refresh, whole or not at all.

        Takes only what changed: the standings that differ, contents that may be new, and the line totals of
        contents read under the refresh's rules. Raises StoreMovedOn unless the refresh follows the last one.
        """
        try:
            with self.database.writing() as connection:
                if (connection.scalar(sa.select(sa.func.max(archive.refreshes.c.id))) or 0) != refresh.id - 1:
                    raise StoreMovedOn
                connection.execute(archive.refreshes.insert(), archive.refresh_row(refresh))
                _add_missing(connection, archive.contents, "hash", [vars(content) for content in contents])
                if standings:
                    connection.execute(
                        archive.states.insert(), [archive.state_row(refresh, each) for each in standings]
                    )
                _add_missing(
                    connection,
                    archive.readings,
                    "content",
                    [archive.reading_row(refresh, hash, totals) for hash, totals in (readings or {}).items()],
                    archive.readings.c.rules == refresh.rules,
                )
                _beat(connection, refresh.source.checked_at)
        except sa.exc.IntegrityError as conflict:
            last = self.last()
            if last is not None and last.id >= refresh.id:
                # Two processes wrote the same number at the same time, and the other was first.
                raise StoreMovedOn from conflict
            raise StoreUnavailable(f"Kho số liệu {self.name} không nhận: {conflict.orig}.") from conflict

    def beat(self, checked_at: datetime.datetime) -> None:
        """Say that the source has answered and nothing has changed."""
        with self.database.writing() as connection:
            _beat(connection, checked_at)

    def checked_at(self) -> datetime.datetime | None:
        """Return when the source last answered in full, as the collecting process said."""
        with self.database.reading() as connection:
            return connection.scalar(sa.select(archive.pulse.c.checked_at))

    def last(self, at: datetime.datetime | None = None) -> Refresh | None:
        """Return the last refresh, or the last one up to a moment; None where there is none."""
        chosen = sa.select(archive.refreshes).order_by(archive.refreshes.c.id.desc()).limit(1)
        if at is not None:
            chosen = chosen.where(archive.refreshes.c.taken_at <= at)
        with self.database.reading() as connection:
            row = connection.execute(chosen).mappings().first()
        return archive.refresh_of(row) if row else None

    def refreshes(self) -> tuple[Refresh, ...]:
        """Return every refresh, oldest first."""
        with self.database.reading() as connection:
            rows = (
                connection.execute(sa.select(archive.refreshes).order_by(archive.refreshes.c.id))
                .mappings()
                .all()
            )
        return tuple(archive.refresh_of(row) for row in rows)

    def standings(self, refresh: Refresh) -> tuple[Standing, ...]:
        """Return how every workbook stood after a refresh, by key; dropped ones are left out."""
        newest = (
            sa.select(archive.states.c.key, sa.func.max(archive.states.c.refresh).label("refresh"))
            .where(archive.states.c.refresh <= refresh.id)
            .group_by(archive.states.c.key)
            .subquery()
        )
        chosen = (
            sa.select(archive.states)
            .join(
                newest,
                sa.and_(archive.states.c.key == newest.c.key, archive.states.c.refresh == newest.c.refresh),
            )
            .where(~archive.states.c.dropped)
        )
        with self.database.reading() as connection:
            rows = connection.execute(chosen).mappings().all()
        return tuple(
            sorted((archive.standing_of(row) for row in rows), key=lambda standing: standing.state.key)
        )

    def contents(self, hashes: Iterable[str]) -> dict[str, bytes]:
        """Return the packed cells of contents, by hash."""
        wanted, found = sorted(set(hashes)), dict[str, bytes]()
        with self.database.reading() as connection:
            for first in range(0, len(wanted), 500):
                chosen = sa.select(archive.contents).where(
                    archive.contents.c.hash.in_(wanted[first : first + 500])
                )
                found |= {row.hash: row.packed for row in connection.execute(chosen)}
        return found

    def history(self, refresh: Refresh, rules: str, today: datetime.date) -> History:
        """Return all line totals up to a refresh, as read under the given rules where that was done.

        What was recorded after `today` counts as that day's: a sample has a day of its own, long past.
        """
        of_these = sa.select(archive.states.c.summary).where(archive.states.c.refresh <= refresh.id)
        readings = (
            sa.select(archive.readings)
            .where(archive.readings.c.content.in_(of_these))
            .order_by(archive.readings.c.refresh)
        )
        changes = (
            sa.select(archive.refreshes.c.taken_at, archive.states)
            .join(archive.refreshes, archive.states.c.refresh == archive.refreshes.c.id)
            .where(archive.states.c.refresh <= refresh.id)
            .order_by(archive.states.c.refresh, archive.states.c.modified_at, archive.states.c.key)
        )
        with self.database.reading() as connection:
            packed: dict[str, tuple[bool, bytes]] = {}
            for row in connection.execute(readings):
                if row.rules == rules or not packed.get(row.content, (False, b""))[0]:
                    packed[row.content] = (row.rules == rules, row.totals)
            rows = connection.execute(changes).all()
        totals = {hash: archive.totals_of(written) for hash, (_, written) in packed.items()}
        history = History()
        for row in rows:
            place = (row.unit, row.phase) if row.kind == "unit" and row.phase and not row.dropped else None
            history.learn(min(row.taken_at.date(), today), row.key, place, totals.get(row.summary, {}))
        return history

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _prepare(self) -> None:
        self.database.prepare(archive.layout)
        first = [{"name": "layout", "value": str(archive.LAYOUT)}]
        with self.database.writing() as connection:
            _add_missing(connection, archive.about, "name", first)
            chosen = sa.select(archive.about.c.value).where(archive.about.c.name == "layout")
            layout = int(connection.scalar(chosen) or 0)
        if layout > archive.LAYOUT:
            raise StoreUnavailable(
                f"Kho số liệu {self.name} do bản chương trình mới hơn tạo ra (cấu trúc {layout}; "
                f"bản này hiểu đến {archive.LAYOUT}). "
                "Hãy cập nhật chương trình, hoặc chọn kho khác bằng CAMPAIGN_STORE."
            )


def _add_missing(
    connection: sa.Connection, table: sa.Table, key: str, rows: list[dict[str, Any]], *among: Any
) -> None:
    if not rows:
        return
    by_key = {row[key]: row for row in rows}
    there = sa.select(table.c[key]).where(table.c[key].in_(sorted(by_key)), *among)
    new = [row for row in by_key.values() if row[key] not in set(connection.scalars(there))]
    if new:
        connection.execute(table.insert(), new)


def _beat(connection: sa.Connection, checked_at: datetime.datetime | None) -> None:
    if checked_at is None:
        return
    if not connection.execute(archive.pulse.update().values(checked_at=checked_at)).rowcount:
        connection.execute(archive.pulse.insert(), {"id": 1, "checked_at": checked_at})
