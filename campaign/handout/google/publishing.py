"""Keeps every unit's «Kết quả kiểm tra» as new as the snapshot, in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from campaign.google import WRITE_SCOPES, open_door
from campaign.handout.google.drive import Drive
from campaign.handout.google.results import ResultTabs
from campaign.records import Snapshot, SourceUnavailable
from campaign.settings import GoogleSettings

EVERY = 15.0
"""Seconds between two looks at the snapshot; where nothing has changed, a look asks nothing of Google."""

log = logging.getLogger("campaign.results")


class Publisher:
    """Writes what is new in the latest snapshot, a few workbooks at a time; reading never waits for it."""

    def __init__(
        self, tabs: ResultTabs, latest: Callable[[], Snapshot | None], *, every: float = EVERY
    ) -> None:
        self._tabs, self._latest, self._every = tabs, latest, every
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write; the first look is one interval away."""
        self._thread = threading.Thread(target=self._run, name="results", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the workbook under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            snapshot = self._latest()
            if snapshot is None:
                continue
            try:
                self._tabs.publish(snapshot)
            except SourceUnavailable as fault:
                log.info("results wait: %s", fault)
            except Exception:
                log.exception("results could not be written")


def publisher(settings: GoogleSettings, latest: Callable[[], Snapshot | None]) -> Publisher:
    """Return what writes results into the workbooks of a folder, with the account that also reads them.

    `latest` gives None while another process collects: that one writes.
    """
    door = open_door(settings.key, base=settings.api, scopes=WRITE_SCOPES)
    return Publisher(ResultTabs(Drive(door, settings.folder)), latest)
