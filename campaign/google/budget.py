"""How many requests may be sent: so many a minute, and so many at once."""

import threading
import time
from collections import deque
from collections.abc import Callable


class Budget:
    """Requests that may be sent: so many a minute, and so many at once; one per account and process.

    In no minute are there more than `per_minute + at_once`, which stays below Google's 60.
    """

    def __init__(
        self, per_minute: int = 45, *, at_once: int = 12, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate, self._most, self._clock = per_minute / 60, at_once, clock
        self._lock = threading.Lock()
        self._left = float(at_once)
        self._at = clock()
        self._not_before = self._at
        self._sent: deque[float] = deque(maxlen=1000)

    def reserve(self) -> float:
        """Take one request; return the seconds to wait before it may be sent."""
        with self._lock:
            now = self._refill()
            self._left -= 1
            wait = max(0.0, self._not_before - now) + max(0.0, -self._left / self._rate)
            self._sent.append(now + wait)
            return wait

    def ready(self) -> int:
        """Return how many requests may be sent now without waiting."""
        with self._lock:
            now = self._refill()
            return 0 if now < self._not_before else max(0, int(self._left + 1e-9))

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""
        with self._lock:
            self._not_before = max(self._not_before, self._clock() + seconds)

    @property
    def paused(self) -> float:
        """Seconds until requests may be sent again after a pause."""
        return max(0.0, self._not_before - self._clock())

    @property
    def last_minute(self) -> int:
        """Requests of the last sixty seconds."""
        with self._lock:
            now = self._clock()
            return sum(1 for sent in self._sent if now - 60 < sent <= now)

    def _refill(self) -> float:
        now = self._clock()
        # Nothing is saved up in a pause, or all that waits would be sent together at its end.
        gained = max(0.0, now - max(self._at, self._not_before)) * self._rate
        self._left = min(self._most, self._left + gained)
        self._at = now
        return now
