"""The trail: who did what and when; rows are added and never changed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import sqlalchemy as sa

from campaign.database import Database, Moment

Event = Literal[
    "sign_in", "sign_in_failed", "sign_out", "locked_out", "account_changed", "role_changed",
    "phase_closed", "late_unit_let_in", "reminded", "exported", "link_made", "link_opened", "link_revoked",
]  # fmt: skip

layout = sa.MetaData()
trail = sa.Table(
    "trail",
    layout,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("account", sa.String(120), nullable=False),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
)


@dataclass(frozen=True)
class Step:
    """One thing that somebody did."""

    at: datetime.datetime
    account: str
    """Name of the account; of a failed sign-in, the name that was typed."""
    event: Event
    about: str
    """What it was done to, in Vietnamese; never a password, a cookie or a person's data."""
    address: str = ""
    """Network address it came from, where one is known."""


class Trail:
    """The trail in the store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def record(self, account: str, event: Event, about: str = "", address: str = "") -> None:
        """Add one step, now."""
        row = {"at": self._clock(), "account": account[:120], "event": event, "about": about[:2000]}
        with self._database.writing() as connection:
            connection.execute(trail.insert(), row | {"address": address[:64]})

    def steps(self, most: int = 500) -> tuple[Step, ...]:
        """Return the newest steps, the newest first."""
        chosen = sa.select(trail).order_by(trail.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            rows = connection.execute(chosen).all()
        return tuple(
            Step(row.at, row.account, cast(Event, row.event), row.about, row.address) for row in rows
        )
