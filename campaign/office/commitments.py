"""Commitments that the app was told, in the store: entries are added and never changed or deleted."""

import datetime
from collections.abc import Callable
from typing import cast

import sqlalchemy as sa

from campaign.access import Viewer
from campaign.database import Database, Moment
from campaign.measures.commitments import Change, Commitment, Kind

MADE = "made"

layout = sa.MetaData()
commitments = sa.Table(
    "commitments",
    layout,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("account", sa.String(120), nullable=False),
    sa.Column("by", sa.String(200), nullable=False),
    # `made`, or what became of the one with the same day, unit and words.
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("made_on", sa.Date, nullable=False),
    sa.Column("unit", sa.String(60), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("who", sa.String(200), nullable=False, default=""),
    sa.Column("due_on", sa.Date),
    sa.Column("on", sa.Date, nullable=False),
)


class CommitmentBook:
    """The entries in the store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def all(self) -> tuple[Commitment | Change, ...]:
        """Return every entry in the order in which it was told."""
        with self._database.reading() as connection:
            found = connection.execute(sa.select(commitments).order_by(commitments.c.id)).all()
        return tuple(
            Commitment(row.unit, row.what, row.made_on, row.due_on, row.who, entered_by=row.by)
            if row.kind == MADE
            else Change(cast(Kind, row.kind), row.unit, row.what, row.made_on, row.on, row.due_on)
            for row in found
        )

    def add(self, one: Commitment, viewer: Viewer) -> None:
        """Enter a commitment; raises ValueError without words, or where its day lies before the meeting."""
        if not one.what.strip():
            raise ValueError("Cần ghi việc cam kết.")
        if one.due_on < one.made_on:
            raise ValueError("Hạn sớm hơn ngày cam kết; hãy chọn ngày khác.")
        self._enter(MADE, one, viewer, one.made_on, one.due_on)

    def change(
        self,
        one: Commitment,
        kind: Kind,
        viewer: Viewer,
        on: datetime.date,
        due_on: datetime.date | None = None,
    ) -> None:
        """Add what became of a commitment, also of one that stands in «Cam kết»."""
        self._enter(kind, one, viewer, on, due_on)

    def _enter(
        self, kind: str, one: Commitment, viewer: Viewer, on: datetime.date, due_on: datetime.date | None
    ) -> None:
        row = {
            "at": self._clock(),
            "account": viewer.account[:120],
            "by": viewer.name[:200],
            "kind": kind,
            "made_on": one.made_on,
            "unit": one.unit,
            "what": one.what.strip()[:500],
            "who": one.who.strip()[:200],
            "due_on": due_on,
            "on": on,
        }
        with self._database.writing() as connection:
            connection.execute(commitments.insert(), row)
