"""How often somebody may guess: delays that grow with failures, fade with time, and spare the known."""

import datetime
import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from campaign.database import Database, Moment

FREE = 5.0
"""Failures that cost nothing: people mistype."""
HALVED = datetime.timedelta(minutes=10)
"""Time in which half of what was counted is forgotten."""
LONGEST = datetime.timedelta(minutes=5)
"""No delay is longer: even a stranger is never locked out for long."""
FORGOTTEN = datetime.timedelta(days=1)

layout = sa.MetaData()
failures = sa.Table(
    "sign_in_failures",
    layout,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("weight", sa.Float, nullable=False),
    sa.Column("at", Moment, nullable=False),
)
known = sa.Table(
    "known_places",
    layout,
    sa.Column("account", sa.String(120), primary_key=True),
    sa.Column("address", sa.String(64), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)
KNOWN_FOR = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Attempt:
    """One try to sign in: the name that was typed, and from where."""

    account: str
    address: str
    device: str = ""
    """Id of a device on which this very account signed in before, as its signed cookie says."""


class Throttle:
    """The counts in the store, shared by all replicas. Raises StoreUnavailable.

    A stranger is counted by account and by address. Who comes from a device or an address where the account
    signed in before is counted there alone, so that strangers' guesses do not shut the real user out.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def spares(self, attempt: Attempt) -> bool:
        """Tell whether an attempt comes from where its account signed in before."""
        return bool(attempt.device) or self._knows(attempt.account, _place(attempt.address))

    def waits(self, attempt: Attempt) -> bool:
        """Tell whether a try comes too soon; no lock, no write, for most of a flood ends here."""
        with self._database.reading() as connection:
            return _waits(_counted(connection, self._keys(attempt)), self._clock())

    def admit(self, attempt: Attempt) -> bool:
        """Tell whether a try may go on, and count it beforehand as a failure; `succeeded` takes that back.

        Counting before the password is looked at keeps a hundred tries at once from being one.
        """
        now, keys = self._clock(), self._keys(attempt)
        with self._database.writing() as connection:
            connection.execute(sa.delete(failures).where(failures.c.at < now - FORGOTTEN))
            for key in sorted(keys):
                _lock(connection, key, now)
            counted = _counted(connection, keys)
            if _waits(counted, now):
                return False
            for key, (weight, at) in counted.items():
                added = sa.update(failures).where(failures.c.key == key)
                connection.execute(added.values(weight=_left(weight, now - at) + 1, at=now))
        return True

    def succeeded(self, attempt: Attempt) -> None:
        """Forget what was counted against an attempt, and remember where the account signed in."""
        now, place = self._clock(), {"account": attempt.account, "address": _place(attempt.address)}
        this = sa.and_(known.c.account == attempt.account, known.c.address == place["address"])
        with self._database.writing() as connection:
            # What others guessed at the account still counts for strangers; one's own slips do not.
            own = [key for key in self._keys(attempt) if not key.startswith("account:")]
            connection.execute(sa.delete(failures).where(failures.c.key.in_(own)))
            connection.execute(sa.delete(known).where(sa.or_(this, known.c.at < now - KNOWN_FOR)))
            connection.execute(known.insert(), place | {"at": now})

    def forget(self, account: str) -> None:
        """Let strangers try an account again at once, as an administrator asks."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(failures).where(failures.c.key == _key("account", account)))

    def _keys(self, attempt: Attempt) -> tuple[str, ...]:
        place = _place(attempt.address)
        if attempt.device:
            return (_key("device", attempt.account, attempt.device),)
        if self._knows(attempt.account, place):
            return (_key("place", attempt.account, place),)
        return (_key("account", attempt.account), _key("address", place))

    def _knows(self, account: str, place: str) -> bool:
        chosen = sa.select(known.c.at).where(known.c.account == account, known.c.address == place)
        with self._database.reading() as connection:
            at = connection.execute(chosen).scalar_one_or_none()
        return at is not None and self._clock() - at < KNOWN_FOR


def delay(weight: float) -> datetime.timedelta:
    """Return how long after the last failure the next try may come: doubled with each beyond five."""
    beyond = weight - FREE
    if beyond < 0:
        return datetime.timedelta(0)
    return min(LONGEST, datetime.timedelta(seconds=2.0 ** min(beyond, 16)))


def _left(weight: float, passed: datetime.timedelta) -> float:
    return weight * math.pow(0.5, max(0.0, passed / HALVED))


def _waits(counted: dict[str, tuple[float, datetime.datetime]], now: datetime.datetime) -> bool:
    return any(now - at < delay(_left(weight, now - at)) for weight, at in counted.values())


def _counted(connection: sa.Connection, keys: Sequence[str]) -> dict[str, tuple[float, datetime.datetime]]:
    chosen = sa.select(failures).where(failures.c.key.in_(keys))
    return {row.key: (row.weight, row.at) for row in connection.execute(chosen)}


def _lock(connection: sa.Connection, key: str, now: datetime.datetime) -> None:
    """Take the row of a key for this transaction, making it where there is none."""
    blank = {"key": key, "weight": 0.0, "at": now}
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        connection.execute(insert(failures).values(blank).on_conflict_do_nothing())
        connection.execute(sa.select(failures.c.key).where(failures.c.key == key).with_for_update())
    else:
        connection.execute(failures.insert().prefix_with("OR IGNORE"), blank)


def _key(kind: str, *parts: str) -> str:
    # Hashed: what people type as a name is at times their password.
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f"{kind}:{digest[:40]}"


def _place(address: str) -> str:
    """The network that an address stands for: one user may have all of an IPv6 /64."""
    parts = address.split(":")
    return ":".join(parts[:4]) if len(parts) > 4 else address
