"""The figures of «Tổng hợp», by line and sector."""

from campaign.records import Table
from sheets_schema.plan import Sector

SECTORS: tuple[Sector, ...] = ("production", "public")
Figures = dict[tuple[str, Sector], tuple[int, int]]


def figures(summary: Table | None) -> Figures:
    """Return (line, sector) → (sheet row, figure) of every cell that holds one; blanks are absent."""
    if summary is None:
        return {}
    return {
        (str(line), sector): (row, value)
        for sector in SECTORS
        for line, row, value in zip(summary.values["line"], summary.rows, summary.values[sector], strict=True)
        if isinstance(value, int)
    }
