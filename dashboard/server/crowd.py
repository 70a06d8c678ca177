"""Room for visitors: whoever is not let in waits their turn, so that a flood of them slows nobody who is."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

A_SECOND, AT_ONCE = 8.0, 60
"""Runs of the sign-in page for all visitors together: what a province needs at eight in the morning."""
FROM_ONE, FROM_ALL = 40, 400
"""Open pages of visitors: from one address, behind which a whole office may be, and from all."""
LARGEST = 64 * 1024
"""Bytes of one message: more than a name and a password."""


class Crowd:
    """Counts the visitors of this process and gives them turns; each connection waits with one message."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._left, self._at = float(AT_ONCE), time.monotonic()
        self._queue = asyncio.Lock()

    @contextmanager
    def place(self, address: str) -> Iterator[bool]:
        """Yield whether there is room for one more page of an address."""
        if self._open[address] >= FROM_ONE or self._open.total() >= FROM_ALL:
            yield False
            return
        self._open[address] += 1
        try:
            yield True
        finally:
            self._open[address] -= 1
            self._open += Counter()  # drops the addresses that have left

    async def turn(self) -> None:
        """Return when it is the next one's turn."""
        async with self._queue:
            now = time.monotonic()
            self._left = min(AT_ONCE, self._left + (now - self._at) * A_SECOND)
            self._at = now
            if self._left < 1:
                await asyncio.sleep((1 - self._left) / A_SECOND)
            self._left -= 1
