"""Where a row or a cell stands: the way into the very sheet, or the file, tab and row to look for."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from campaign.measures.lines import Part, line_spots
from campaign.measures.rows import Spot, file_name, place_and_address
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element

SPREADSHEET = re.compile(
    r"https://docs\.google\.com/spreadsheets/d/[\w-]+/edit(#gid=\d+(&range=[A-Z]*\d*(:[A-Z]*\d*)?)?)?",
    re.ASCII,
)
"""The only addresses that become links: a spreadsheet itself, one of its tabs, a cell or range there."""


def at(place: str, address: str, workbook: str, phase: int | None = None) -> Markup:
    """Return a place such as «CĐCS, dòng 29»: a link into the sheet, else with the name of its file.

    `workbook` is the source's key: a path where workbooks are files.
    """
    written = element("code", place)
    file = ""
    if SPREADSHEET.fullmatch(address):
        written = element("a", written, href=address, target="_blank", rel="noopener")
    else:
        file = file_name(workbook)
    beside = " · ".join(part for part in (f"đợt {phase}" if phase else "", file) if part)
    return Markup("{} {}").format(written, element("small", beside)) if beside else written


def row_place(snapshot: Snapshot, worksheet: str, spot: Spot, column: str = "") -> Markup:
    """Return where a row of a unit's worksheet stands; its exact cell where a column is asked."""
    place, address = place_and_address(snapshot, worksheet, spot, column)
    return at(place, address, spot.workbook, spot.phase)


def row_places(snapshot: Snapshot, worksheet: str, spots: Iterable[Spot], column: str = "") -> Markup:
    """Return several places, one below the other."""
    drawn = (element("div", row_place(snapshot, worksheet, spot, column)) for spot in spots)
    return Markup("").join(drawn)


def line_places(snapshot: Snapshot, line: str, chosen: Chosen) -> Markup:
    """Return where the chosen unit filled a line of «Tổng hợp»; nothing where its rows are not open."""
    if chosen.unit is None or not snapshot.opens(chosen.unit):
        return Markup("")
    spots = line_spots(snapshot, line, chosen.unit, Part(chosen.phase, chosen.sector))
    return row_places(snapshot, "summary", spots, chosen.sector or "")
