"""Where workbooks come from: a place that lists them and gives their cells."""

from typing import Protocol

from campaign.records import Listed, RawWorkbook


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
