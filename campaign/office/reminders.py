"""The office's log of reminders in the store: entries are added and never changed or deleted."""

import datetime
from collections.abc import Callable

import sqlalchemy as sa

from campaign.access import Viewer
from campaign.database import Database, Moment
from campaign.measures.reminded import Reminded
from campaign.measures.reminding import Reminder

LONGEST = 4000

layout = sa.MetaData()
reminders = sa.Table(
    "reminders",
    layout,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("account", sa.String(120), nullable=False),
    sa.Column("sent_by", sa.String(200), nullable=False),
    sa.Column("unit", sa.String(60), nullable=False),
    sa.Column("phase", sa.Integer, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("sent_on", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
notes = sa.Table(
    "reminder_notes",
    layout,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("of", sa.Integer, sa.ForeignKey("reminders.id"), nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("account", sa.String(120), nullable=False),
    # `answered` with the answer, or `withdrawn`.
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("on", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)


class ReminderLog:
    """The log in the store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def all(self) -> tuple[Reminded, ...]:
        """Return every entry as it stands after its notes, the oldest first, those withdrawn marked."""
        with self._database.reading() as connection:
            sent = connection.execute(sa.select(reminders).order_by(reminders.c.id)).all()
            added = connection.execute(sa.select(notes).order_by(notes.c.id)).all()
        answers = {note.of: note for note in added if note.kind == "answered"}
        withdrawn = {note.of for note in added if note.kind == "withdrawn"}
        return tuple(
            Reminded(
                unit=row.unit,
                phase=row.phase,
                level=row.level,
                channel=row.channel,
                sent_on=row.sent_on,
                sent_by=row.sent_by,
                text=row.text,
                answer=answers[row.id].text if row.id in answers else "",
                answered_on=answers[row.id].on if row.id in answers else None,
                id=row.id,
                withdrawn=row.id in withdrawn,
            )
            for row in sent
        )

    def record(
        self, reminder: Reminder, channel: str, text: str, viewer: Viewer, on: datetime.date
    ) -> Reminded:
        """Log that a unit was reminded on a day; `text` is what was sent, as the officer left it."""
        kept = text.strip()[:LONGEST]
        row = {
            "at": self._clock(),
            "account": viewer.account[:120],
            "sent_by": viewer.name[:200],
            "unit": reminder.unit,
            "phase": reminder.phase,
            "level": reminder.level,
            "channel": channel,
            "sent_on": on,
            "text": kept,
        }
        with self._database.writing() as connection:
            made = connection.execute(reminders.insert(), row)
        id = made.inserted_primary_key[0] if made.inserted_primary_key else None
        return Reminded(reminder.unit, reminder.phase, reminder.level, channel, on, viewer.name, kept, id=id)

    def answer(self, id: int, text: str, viewer: Viewer, on: datetime.date) -> None:
        """Add what the unit answered; a later answer stands in the place of an earlier one."""
        self._note(id, "answered", text.strip()[:LONGEST], viewer, on)

    def withdraw(self, id: int, viewer: Viewer, on: datetime.date) -> None:
        """Add that an entry was a mistake; it stays in the log and counts nowhere."""
        self._note(id, "withdrawn", "", viewer, on)

    def _note(self, id: int, kind: str, text: str, viewer: Viewer, on: datetime.date) -> None:
        row = {"of": id, "at": self._clock(), "account": viewer.account[:120], "kind": kind}
        with self._database.writing() as connection:
            connection.execute(notes.insert(), row | {"on": on, "text": text})
