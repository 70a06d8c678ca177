"""A spreadsheet as a file: .xlsx, .csv, .tsv out; .xlsx in."""

import csv
import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.emulator.asked import Download
from tests.emulator.book import Spreadsheet, Tab
from tests.emulator.entered import ERRORS, Entered, Error, Formula, moment, serial, whole
from tests.emulator.errors import drive_error
from tests.emulator.shown import is_date, shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEPARATED = {"text/csv": ",", "text/tab-separated-values": "\t"}
PDF = "application/pdf"


def exported(book: Spreadsheet, mime: str) -> Download:
    """Return the spreadsheet as a file of that kind; text kinds hold the first tab only."""
    if mime == XLSX:
        return Download(_xlsx(book), mime)
    if mime in SEPARATED:
        return Download(_separated(book, SEPARATED[mime]), mime)
    if mime == PDF:
        return Download(b"%PDF-1.4\n%%EOF\n", mime)
    raise drive_error(400, "badRequest", "The requested conversion is not supported.", location="convertTo")


def _separated(book: Spreadsheet, separator: str) -> bytes:
    tab, out = book.tabs[0], io.StringIO()
    used = tab.used()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in range(used.bottom):
        cells = [tab.cells.get((row, column)) for column in range(used.right)]
        writer.writerow(
            [shown(c.value, c.format.get("numberFormat"), book.locale) if c else "" for c in cells]
        )
    return out.getvalue().removesuffix("\r\n").encode()


def _xlsx(book: Spreadsheet) -> bytes:
    file = openpyxl.Workbook()
    file.remove(file.active)
    for tab in book.tabs:
        sheet = file.create_sheet(tab.title)
        for (row, column), cell in tab.cells.items():
            if cell.entered is None:
                continue
            value: Any = cell.value.shown if isinstance(cell.value, Error) else cell.value
            number_format = cell.format.get("numberFormat")
            target = sheet.cell(row + 1, column + 1)
            if is_date(number_format) and isinstance(value, int | float):
                value = moment(value)
            target.value = value
            if number_format and number_format.get("pattern"):
                target.number_format = number_format["pattern"]
        for merge in tab.merges:
            first = f"{get_column_letter(merge['startColumnIndex'] + 1)}{merge['startRowIndex'] + 1}"
            sheet.merge_cells(f"{first}:{get_column_letter(merge['endColumnIndex'])}{merge['endRowIndex']}")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def load(book: Spreadsheet, path: Path, today: datetime.date) -> None:
    """Fill a spreadsheet with an .xlsx file's tabs, as Drive does when it converts one."""
    formulas = openpyxl.load_workbook(path)
    for sheet in formulas.worksheets:
        rows, columns = max(sheet.max_row, 100), max(sheet.max_column, 26)
        tab = book.add_tab(sheet.title, rows=rows, columns=columns)
        if sheet.sheet_state != "visible":
            tab.properties["hidden"] = True
        for line in sheet.iter_rows():
            for source in line:
                if source.value is not None:
                    _put(tab, source)
        tab.merges = [
            {
                "sheetId": tab.id,
                "startRowIndex": merged.min_row - 1,
                "endRowIndex": merged.max_row,
                "startColumnIndex": merged.min_col - 1,
                "endColumnIndex": merged.max_col,
            }
            for merged in sheet.merged_cells.ranges
        ]
        for number, dimension in sheet.row_dimensions.items():
            if dimension.hidden:
                tab.dimensions["ROWS"][number - 1] = {"hiddenByUser": True}
        frozen = (
            openpyxl.utils.cell.coordinate_from_string(sheet.freeze_panes) if sheet.freeze_panes else ("A", 1)
        )
        tab.properties["gridProperties"]["frozenRowCount"] = frozen[1] - 1
    book.recalculate(today)


def _put(tab: Tab, source: Any) -> None:
    cell = tab.cell(source.row - 1, source.column - 1)
    value, number_format = source.value, source.number_format
    entered: Entered
    if isinstance(value, datetime.datetime | datetime.date):
        entered = serial(value)
        cell.format = {"numberFormat": {"type": "DATE", "pattern": number_format.lower()}}
    elif isinstance(value, datetime.time):
        entered = whole((value.hour * 3600 + value.minute * 60 + value.second) / 86400)
        cell.format = {"numberFormat": {"type": "TIME", "pattern": "h:mm"}}
    elif source.data_type == "f":
        entered = Formula(str(value))
    elif source.data_type == "e":
        entered = Error(value) if value in ERRORS else Error("#ERROR!")
    elif isinstance(value, float):
        entered = whole(value)
    else:
        entered = value
    if number_format not in ("General", "@") and not cell.format and not isinstance(entered, str):
        kind = "PERCENT" if "%" in number_format else "NUMBER"
        cell.format = {"numberFormat": {"type": kind, "pattern": number_format}}
    elif number_format == "@":
        cell.format = {"numberFormat": {"type": "TEXT", "pattern": "@"}}
    cell.entered = entered
