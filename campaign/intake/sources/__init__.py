"""Where workbooks come from: a place that lists them and gives their cells."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from campaign.records import Listed, RawWorkbook
from campaign.settings import Settings
from sheets_schema.plan import Plan


class Source(Protocol):
    """A place where workbooks live."""

    @property
    def name(self) -> str:
        """What people call the place: a folder's path, a Drive folder's title."""

    def list(self) -> tuple[Listed, ...]:
        """List the workbooks in đợt/unit order without reading any cell.

        Raises SourceUnavailable where the list would not be whole: a partial one would read as «deleted».
        """

    def read(self, key: str) -> RawWorkbook:
        """Read the cells of one listed workbook.

        Raises WorkbookUnreadable where only this one cannot be read, SourceUnavailable where none can.
        """


@dataclass(frozen=True)
class Known:
    """What is known of a workbook when a round is planned."""

    revision: str
    """As listed when it was last read, or tried."""
    kind: str
    phase: int | None


@runtime_checkable
class Paced(Protocol):
    """A source where each read costs: it says what to read in a round, and when the next begins."""

    def follow(self, links: Iterable[str]) -> None:
        """Also list what the province's workbook links to."""

    def due(
        self, listed: Sequence[Listed], known: Mapping[str, Known], now: datetime.datetime
    ) -> tuple[str, ...]:
        """Return the keys of the listed workbooks to read in this round, in that order."""

    def rest(self, now: datetime.datetime) -> float:
        """Return the seconds until the next round."""

    def why_gone(self, key: str) -> str:
        """Return what became of a workbook that is no longer listed, with the mend; empty where unknown."""

    def hurry(self) -> None:
        """Read what is being worked on now, without waiting for its turn."""

    def stop(self) -> None:
        """End all waiting: the program is about to stop."""


def open_source(settings: Settings, plan: Plan, *, clock: Callable[[], datetime.datetime]) -> Source:
    """Return the place that the settings name: a folder of .xlsx files, or one on Google Drive."""
    if settings.google is None:
        from campaign.intake.sources.folder import FolderSource

        return FolderSource(settings.source)
    # Loaded only where it is used: most of a start's time would go into it.
    from campaign.google import open_door
    from campaign.intake.sources.google import GoogleSource

    door = open_door(settings.google.key, base=settings.google.api)
    return GoogleSource(door, settings.google.folder, plan, clock=clock, today=settings.today)
