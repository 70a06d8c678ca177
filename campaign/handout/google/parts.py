"""The parts of a batchUpdate: cells, ranges, rules, protections and tags, in the words of the Sheets API."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from campaign.handout.layout import warning
from sheets_schema.vocabulary import Column, InputRule

Request: TypeAlias = dict[str, Any]
Cell: TypeAlias = dict[str, Any]

_MOST, _LEAST = 10**9, -(10**9)
_PIXELS_PER_CHARACTER = 7.2
_CELL_FIELDS = "userEnteredValue,userEnteredFormat,note"


def grid(sheet: int, top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    """Return the range of these rows and columns, counted from 0, ends left out."""
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def cell(
    value: str | float | None = None, note: str = "", shape: Mapping[str, Any] | None = None, link: str = ""
) -> Cell:
    """Return one cell: what stands in it, its note, its format, and where it leads."""
    made: Cell = {}
    if value is not None:
        made["userEnteredValue"] = {"stringValue" if isinstance(value, str) else "numberValue": value}
    if note:
        made["note"] = note
    form = dict(shape or {})
    if link:
        form["textFormat"] = {**form.get("textFormat", {}), "link": {"uri": link}}
    return made | ({"userEnteredFormat": form} if form else {})


def fill(where: Mapping[str, int], rows: Sequence[Sequence[Cell]]) -> Request:
    """Write rows of cells into a range, and empty what of it they leave."""
    values = [{"values": list(cells)} for cells in rows]
    return {"updateCells": {"rows": values, "fields": _CELL_FIELDS, "range": dict(where)}}


def write(sheet: int, row: int, rows: Sequence[Sequence[Cell]], column: int = 0) -> Request:
    """Write rows of cells from a place on, counted from 0."""
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    values = [{"values": list(cells)} for cells in rows]
    return {"updateCells": {"rows": values, "fields": _CELL_FIELDS, "start": start}}


def repeat(where: Mapping[str, int], shape: Mapping[str, Any]) -> Request:
    """Give every cell of a range these parts of a format."""
    fields = ",".join(f"userEnteredFormat.{name}" for name in shape)
    return {
        "repeatCell": {"range": dict(where), "cell": {"userEnteredFormat": dict(shape)}, "fields": fields}
    }


def rule(column: Column, where: Mapping[str, int]) -> Request | None:
    """Offer and check what a column expects; None where anything may be typed.

    A warning and not a stop: the reader also takes «12 người» and other spellings of a choice.
    """
    asked = column.input_rule
    if asked.kind == "none" or column.name == "row_no":
        return None
    kind, values = _condition(asked)
    made = {
        "condition": {"type": kind, "values": [{"userEnteredValue": value} for value in values]},
        "inputMessage": warning(column),
        "strict": False,
        "showCustomUi": True,
    }
    return {"setDataValidation": {"range": dict(where), "rule": made}}


def _condition(asked: InputRule) -> tuple[str, tuple[str, ...]]:
    if asked.kind == "list":
        return "ONE_OF_LIST", asked.options
    if asked.kind == "date":
        low = asked.minimum or datetime.date(2000, 1, 1)
        high = asked.maximum or datetime.date(2099, 12, 31)
        return "DATE_BETWEEN", tuple(map(_day, (low, high)))
    low = _LEAST if asked.minimum is None else asked.minimum
    high = _MOST if asked.maximum is None else asked.maximum
    return "NUMBER_BETWEEN", (str(low), str(high))


def _day(day: object) -> str:
    # A date as text would be read by the locale. A vi_VN sheet parts arguments with «;», as others allow.
    return f"=DATE({day.year};{day.month};{day.day})" if isinstance(day, datetime.date) else str(day)


def add_sheet(
    sheet: int, title: str, index: int, rows: int, columns: int, *, frozen: tuple[int, int] = (0, 0)
) -> Request:
    """Add a tab of that many rows and columns; `frozen`: rows and columns that stay in sight."""
    size = {"rowCount": rows, "columnCount": columns}
    size |= {
        name: count
        for name, count in zip(("frozenRowCount", "frozenColumnCount"), frozen, strict=True)
        if count
    }
    properties = {"sheetId": sheet, "title": title, "index": index, "gridProperties": size}
    return {"addSheet": {"properties": properties}}


def width(sheet: int, index: int, characters: float) -> Request:
    """Make a column that many characters wide."""
    return _sized(sheet, "COLUMNS", index, round(characters * _PIXELS_PER_CHARACTER) + 8)


def height(sheet: int, index: int, pixels: int) -> Request:
    """Make a row that high."""
    return _sized(sheet, "ROWS", index, pixels)


def _sized(sheet: int, dimension: str, index: int, pixels: int) -> Request:
    where = {"sheetId": sheet, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
    return {
        "updateDimensionProperties": {
            "range": where,
            "properties": {"pixelSize": pixels},
            "fields": "pixelSize",
        }
    }


def protect(
    where: Mapping[str, int],
    told: str,
    editors: Sequence[str],
    open_ranges: Sequence[Mapping[str, int]] = (),
) -> Request:
    """Let only the editors change a range, but for what is open in it; without editors: only its maker."""
    made: dict[str, Any] = {"range": dict(where), "description": told}
    if open_ranges:
        made["unprotectedRanges"] = [dict(each) for each in open_ranges]
    if editors:
        made["editors"] = {"users": list(editors)}
    return {"addProtectedRange": {"protectedRange": made}}


def tag(key: str, value: str, sheet: int | None = None, column: int | None = None) -> Request:
    """Leave a tag on the spreadsheet, on a tab, or on a column."""
    location: dict[str, Any] = {"spreadsheet": True}
    if sheet is not None:
        location = {"sheetId": sheet}
    if sheet is not None and column is not None:
        span = {"dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
        location = {"dimensionRange": {"sheetId": sheet, **span}}
    made = {"metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": made}}
