"""The turn to collect: one process at a time keeps a store fresh, the others read along."""

import sys
from pathlib import Path
from typing import IO, Protocol

import sqlalchemy as sa

from campaign.database import faults

ADVISORY_LOCK = 2_023_040_500
"""A number of our own; PostgreSQL keeps advisory locks apart by database."""


class Turn(Protocol):
    """The right to collect for one store; the system takes it back from a process that dies."""

    def take(self) -> bool:
        """Take the turn, or see that it is still ours; False while another process has it.

        Raises StoreUnavailable where that cannot be told.
        """

    def release(self) -> None:
        """Give the turn back."""


class FileTurn:
    """A lock on a file beside an SQLite store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        if self._file is None:
            with faults(str(self._path)):
                file = self._path.open("ab")
            if not _locked(file):
                file.close()
                return False
            self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryTurn:
    """A session lock of PostgreSQL, held by a connection kept for it alone."""

    def __init__(self, engine: sa.Engine, store: str) -> None:
        self._engine = engine
        self._store = store
        self._connection: sa.Connection | None = None

    def take(self) -> bool:
        if self._connection is not None:
            try:
                self._connection.execute(sa.text("SELECT 1"))
                return True
            except sa.exc.SQLAlchemyError:
                # The lock went with the connection; it may be had again by a new one.
                self.release()
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(
            sa.text("SELECT pg_try_advisory_lock(:lock)"), {"lock": ADVISORY_LOCK}
        ).scalar_one():
            self._connection = connection
            return True
        connection.close()
        return False

    def release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            # A connection given back to the pool would keep the lock.
            connection.invalidate()
            connection.close()


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
