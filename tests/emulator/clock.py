"""The server's own time, which a test can set and move."""

import datetime


class Clock:
    """Runs with the machine's clock, or stands still where a start is given, until it is moved."""

    def __init__(self, at: datetime.datetime | None = None) -> None:
        self._at = at
        self._moved = datetime.timedelta()

    def now(self) -> datetime.datetime:
        """Return the present moment, in UTC."""
        return (self._at or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC) + self._moved

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds."""
        self._moved += datetime.timedelta(seconds=seconds)

    def set(self, at: datetime.datetime) -> None:
        """Stand still at that moment."""
        self._at, self._moved = at, datetime.timedelta()
