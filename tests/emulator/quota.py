"""How many requests a minute an account and the project may make."""

import datetime
from collections import deque
from dataclasses import dataclass, field

from tests.emulator.errors import quota

MINUTE = datetime.timedelta(minutes=1)


@dataclass
class Quota:
    """Limits of any sixty seconds, which is stricter than Google's refill each minute; None for no limit."""

    reads_per_minute: int | None = 60
    writes_per_minute: int | None = 60
    reads_per_project: int | None = 300
    writes_per_project: int | None = 300
    _spent: dict[tuple[str, str], deque[datetime.datetime]] = field(default_factory=dict)

    def spend(self, kind: str, account: str, now: datetime.datetime) -> None:
        """Count one request of kind Read or Write; raises the recorded 429 when there are too many."""
        for per, name in (("user", account), ("project", "")):
            limit = {
                ("Read", "user"): self.reads_per_minute,
                ("Write", "user"): self.writes_per_minute,
                ("Read", "project"): self.reads_per_project,
                ("Write", "project"): self.writes_per_project,
            }[kind, per]
            spent = self._spent.setdefault((kind, name), deque())
            while spent and spent[0] <= now - MINUTE:
                spent.popleft()
            if limit is not None and len(spent) >= limit:
                raise quota(kind, per, limit)
        for name in (account, ""):
            self._spent[kind, name].append(now)
