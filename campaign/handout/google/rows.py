"""One more row in a list of the province workbook on Google, below all that is filled there."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from campaign.handout.google.drive import Drive, quoted
from campaign.handout.google.structure import Tab, column_places
from sheets_schema.plan import Plan
from sheets_schema.province_workbook import province_workbook

HEAD_ROWS = 15


def add_row(drive: Drive, id: str, plan: Plan, worksheet: str, texts: Mapping[str, str]) -> bool:
    """Write column name → text as a new row of a worksheet of the province workbook of that id.

    False where it has no such tab, or the tab lacks one of the columns. Only blank cells below all others are
    written, as text that no program reckons with. Raises Refused where the account may not write,
    SourceUnavailable where Google does not answer.
    """
    schema = province_workbook(plan).worksheet(worksheet)
    found = next(iter(drive.outline(id).tabs_of(schema)), None)
    if found is None:
        return False
    (grid,) = drive.values(id, [quoted(found.title)])
    head = tuple(tuple(map(str, row)) for row in grid[:HEAD_ROWS])
    header, places = column_places(Tab(0, schema.title, 0, len(grid), 0, head=head), schema)
    if not places.keys() >= texts.keys():
        return False
    row = max(len(grid), header + 1)
    at = f"{quoted(found.title)}!"
    drive.write_values(id, {at + xl_rowcol_to_cell(row, places[name]): text for name, text in texts.items()})
    return True
