"""Sessions: who is signed in where; the store keeps only a hash of what the browser holds."""

import datetime
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from campaign.database import Database, Moment

LASTS = datetime.timedelta(hours=12)
"""A working day; then everybody signs in anew."""
IDLE = datetime.timedelta(hours=4)
"""Longer than a meeting in which nobody changes the page."""
TICKET = datetime.timedelta(seconds=20)
"""From a right password to the cookie: one request of the same page."""
NOTED = datetime.timedelta(minutes=1)
"""How often it is noted that a session is in use."""

layout = sa.MetaData()
sessions = sa.Table(
    "sessions",
    layout,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(120), nullable=False, index=True),
    sa.Column("stamp", sa.String(32), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
)
tickets = sa.Table(
    "tickets",
    layout,
    sa.Column("ticket", sa.String(64), primary_key=True),
    sa.Column("account", sa.String(120), nullable=False),
    sa.Column("stamp", sa.String(32), nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
)

proofs = sa.Table(
    "used_proofs",
    layout,
    sa.Column("proof", sa.String(64), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)


@dataclass(frozen=True)
class Session:
    """One browser in which somebody is signed in."""

    account: str
    stamp: str
    """Fingerprint of the password at sign-in: a changed password ends the session; empty where it outlasts
    the password for a moment."""
    address: str
    made_at: datetime.datetime
    seen_at: datetime.datetime
    mark: str
    """Says which session it is without letting anybody in."""


class Sessions:
    """The sessions in the store, shared by all replicas. Raises StoreUnavailable."""

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def ticket(self, account: str, stamp: str, address: str = "") -> str:
        """Return a one-time ticket for a session, good for twenty seconds."""
        ticket, now = secrets.token_urlsafe(32), self._clock()
        row = {"ticket": fingerprint(ticket), "account": account, "stamp": stamp, "address": address[:64]}
        with self._database.writing() as connection:
            connection.execute(sa.delete(tickets).where(tickets.c.made_at < now - TICKET))
            connection.execute(tickets.insert(), row | {"made_at": now})
        return ticket

    def redeem(self, ticket: str) -> tuple[str, Session] | None:
        """Return the token of a new session and the session; None for a ticket that is used, old or false."""
        now, wanted = self._clock(), fingerprint(ticket)
        with self._database.writing() as connection:
            # Deleting first takes the lock: of two requests with one ticket only one gets its row.
            gone = sa.delete(tickets).where(tickets.c.ticket == wanted).returning(*tickets.c)
            row = connection.execute(gone).one_or_none()
            if row is None or row.made_at < now - TICKET:
                return None
            token = secrets.token_urlsafe(32)
            made = {"account": row.account, "stamp": row.stamp, "address": row.address}
            connection.execute(sa.delete(sessions).where(_over(now)))
            connection.execute(
                sessions.insert(), made | {"token": fingerprint(token), "made_at": now, "seen_at": now}
            )
        return token, Session(**made, made_at=now, seen_at=now, mark=fingerprint(token)[:16])

    def first_use(self, proof: str, forget_after: datetime.timedelta) -> bool:
        """Tell whether a proof from elsewhere is seen for the first time, and remember it."""
        now = self._clock()
        try:
            with self._database.writing() as connection:
                connection.execute(sa.delete(proofs).where(proofs.c.at < now - forget_after))
                connection.execute(proofs.insert(), {"proof": fingerprint(proof), "at": now})
        except sa.exc.IntegrityError:
            return False
        return True

    def of(self, token: str) -> Session | None:
        """Return the session of a token while it lasts, and note that it is in use."""
        now, key = self._clock(), fingerprint(token)
        with self._database.reading() as connection:
            row = connection.execute(
                sa.select(sessions).where(sessions.c.token == key, ~_over(now))
            ).one_or_none()
        if row is None:
            return None
        if now - row.seen_at > NOTED:
            with self._database.writing() as connection:
                seen = sa.update(sessions).where(sessions.c.token == key).values(seen_at=now)
                connection.execute(seen)
        return _session(row._mapping)

    def end(self, token: str) -> None:
        """End one session, in every tab and for every copy of its cookie."""
        self._end(sessions.c.token == fingerprint(token))

    def end_marked(self, mark: str) -> None:
        """End the session of a mark, as the administrator sees it."""
        self._end(sa.func.substr(sessions.c.token, 1, 16) == mark)

    def end_all(self, account: str, *, but: str = "") -> None:
        """End every session of an account, except the one of a token."""
        self._end(sa.and_(sessions.c.account == account, sessions.c.token != fingerprint(but)))

    def outlast(self, account: str, token: str) -> None:
        """Let a session of an account outlast its password, for as long as a ticket is good."""
        soon = {"stamp": "", "made_at": self._clock() - LASTS + TICKET}
        with self._database.writing() as connection:
            one = sa.and_(sessions.c.token == fingerprint(token), sessions.c.account == account)
            connection.execute(sa.update(sessions).where(one).values(soon))

    def open(self) -> tuple[Session, ...]:
        """Return the sessions that last, the one used last first."""
        chosen = sa.select(sessions).where(~_over(self._clock())).order_by(sessions.c.seen_at.desc())
        with self._database.reading() as connection:
            return tuple(_session(row._mapping) for row in connection.execute(chosen))

    def _end(self, which: sa.ColumnElement[bool]) -> None:
        with self._database.writing() as connection:
            connection.execute(sa.delete(sessions).where(which))


def fingerprint(secret: str) -> str:
    """Return the hash under which a random secret is kept; it needs no salt, for nobody can guess it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _over(now: datetime.datetime) -> sa.ColumnElement[bool]:
    return sa.or_(sessions.c.made_at < now - LASTS, sessions.c.seen_at < now - IDLE)


def _session(row: sa.RowMapping) -> Session:
    values = {name: row[name] for name in ("account", "stamp", "address", "made_at", "seen_at")}
    return Session(**values, mark=row["token"][:16])
