"""A spreadsheet as a file: .xlsx, .csv, .tsv out; .xlsx in."""

import csv
import datetime
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.emulator.asked import Download
from tests.emulator.book import Cell, Spreadsheet
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


@dataclass(frozen=True)
class _Sheet:
    """A tab of an .xlsx file: what a spreadsheet takes over of it."""

    title: str
    visible: bool
    size: tuple[int, int]
    cells: dict[tuple[int, int], tuple[Entered, dict[str, Any]]]
    merges: tuple[tuple[int, int, int, int], ...]
    hidden_rows: tuple[int, ...]
    frozen_rows: int


def load(book: Spreadsheet, path: Path, today: datetime.date) -> None:
    """Fill a spreadsheet with an .xlsx file's tabs, as Drive does when it converts one."""
    for sheet in _sheets(path.read_bytes()):
        tab = book.add_tab(sheet.title, rows=sheet.size[0], columns=sheet.size[1])
        if not sheet.visible:
            tab.properties["hidden"] = True
        # Formats are never changed in place, so that all spreadsheets of a file may have the same.
        tab.cells = {place: Cell(entered, format=form) for place, (entered, form) in sheet.cells.items()}
        tab.merges = [
            {
                "sheetId": tab.id,
                "startRowIndex": top,
                "endRowIndex": bottom,
                "startColumnIndex": left,
                "endColumnIndex": right,
            }
            for top, bottom, left, right in sheet.merges
        ]
        for row in sheet.hidden_rows:
            tab.dimensions["ROWS"][row] = {"hiddenByUser": True}
        tab.properties["gridProperties"]["frozenRowCount"] = sheet.frozen_rows
    book.recalculate(today)


@lru_cache(maxsize=64)  # the templates of a province are uploaded anew for test after test
def _sheets(content: bytes) -> tuple[_Sheet, ...]:
    return tuple(_sheet(sheet) for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets)


def _sheet(sheet: Any) -> _Sheet:
    frozen = (
        openpyxl.utils.cell.coordinate_from_string(sheet.freeze_panes) if sheet.freeze_panes else ("A", 1)
    )
    return _Sheet(
        sheet.title,
        sheet.sheet_state == "visible",
        (max(sheet.max_row, 100), max(sheet.max_column, 26)),
        {
            (source.row - 1, source.column - 1): _taken(source)
            for line in sheet.iter_rows()
            for source in line
            if source.value is not None
        },
        tuple(
            (merged.min_row - 1, merged.max_row, merged.min_col - 1, merged.max_col)
            for merged in sheet.merged_cells.ranges
        ),
        tuple(number - 1 for number, dimension in sheet.row_dimensions.items() if dimension.hidden),
        frozen[1] - 1,
    )


def _taken(source: Any) -> tuple[Entered, dict[str, Any]]:
    """Return what an .xlsx cell's content and number format become."""
    value, number_format = source.value, source.number_format
    if isinstance(value, datetime.datetime | datetime.date):
        return serial(value), _format("DATE", number_format.lower())
    if isinstance(value, datetime.time):
        day = (value.hour * 3600 + value.minute * 60 + value.second) / 86400
        return whole(day), _format("TIME", "h:mm")
    entered: Entered = value
    if source.data_type == "f":
        entered = Formula(str(value))
    elif source.data_type == "e":
        entered = Error(value) if value in ERRORS else Error("#ERROR!")
    elif isinstance(value, float):
        entered = whole(value)
    if number_format == "@":
        return entered, _format("TEXT", "@")
    if number_format != "General" and not isinstance(entered, str):
        return entered, _format("PERCENT" if "%" in number_format else "NUMBER", number_format)
    return entered, {}


def _format(kind: str, pattern: str) -> dict[str, Any]:
    return {"numberFormat": {"type": kind, "pattern": pattern}}
