"""A spreadsheet as `spreadsheets.get` describes it."""

import copy
from typing import Any

from tests.emulator.a1 import Area
from tests.emulator.book import Cell, Metadata, Spreadsheet, Tab
from tests.emulator.entered import ERRORS, Entered, Error, Formula, Value
from tests.emulator.fields import Mask, asks_for
from tests.emulator.formats import DEFAULT_FORMAT, effective
from tests.emulator.shifts import is_range
from tests.emulator.shown import shown

ROW_HEIGHT, COLUMN_WIDTH = 21, 100
THEME = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": "TEXT", "color": {"rgbColor": {}}},
        {"colorType": "BACKGROUND", "color": {"rgbColor": {"red": 1, "green": 1, "blue": 1}}},
    ],
}


def described(
    book: Spreadsheet, caller: str, *, areas: list[tuple[Tab, Area]], grid: bool, mask: Mask | None = None
) -> dict[str, Any]:
    """Return the whole description; with areas, only their tabs (and, with grid, only their cells)."""
    answer: dict[str, Any] = {
        "spreadsheetId": book.id,
        "properties": book.properties | {"defaultFormat": DEFAULT_FORMAT, "spreadsheetTheme": THEME},
        "sheets": [
            _tab(
                book,
                tab,
                caller,
                [area for asked, area in areas if asked is tab] if areas else None,
                grid,
                mask,
            )
            for tab in book.tabs
            if not areas or any(asked is tab for asked, _ in areas)
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if book.named:
        answer["namedRanges"] = outward(book.named)
    whole = [metadata(entry) for entry in book.metadata if entry.sheet_id is None]
    if whole:
        answer["developerMetadata"] = whole
    return answer


def _tab(
    book: Spreadsheet, tab: Tab, caller: str, areas: list[Area] | None, grid: bool, mask: Mask | None
) -> dict[str, Any]:
    described: dict[str, Any] = {"properties": outward_properties(tab.properties)}
    if grid:
        asked = areas or [Area(0, 0, tab.rows, tab.columns)]
        described["data"] = [grid_data(book, tab, area, mask) for area in asked]
    attached = {
        "merges": tab.merges,
        "conditionalFormats": tab.conditional,
        "filterViews": tab.filter_views,
        "protectedRanges": [protected(entry, caller, book.owner) for entry in tab.protected],
        "basicFilter": tab.filter,
        "bandedRanges": tab.banded,
        "tables": tab.tables,
        "rowGroups": tab.groups["ROWS"],
        "columnGroups": tab.groups["COLUMNS"],
        "developerMetadata": [
            metadata(entry) for entry in book.metadata if entry.sheet_id == tab.id and entry.dimension is None
        ],
    }
    return described | {name: outward(value) for name, value in attached.items() if value}


def outward_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """Return sheet properties as they go out: defaults left out, sheetId and index always there."""
    out = {name: value for name, value in copy.deepcopy(properties).items() if value is not False}
    grid = out.get("gridProperties")
    if grid is not None:
        out["gridProperties"] = {name: value for name, value in grid.items() if value not in (False, 0)}
    return out


def protected(entry: dict[str, Any], caller: str, owner: str | None) -> dict[str, Any]:
    """Return a protected range as the caller sees it."""
    users = entry.get("editors", {}).get("users", [])
    if entry.get("warningOnly") or caller in users or caller == owner:
        return entry | {"requestingUserCanEdit": True}
    return {name: value for name, value in entry.items() if name != "editors"}


def outward(described: Any) -> Any:
    """Return ranges as they go out: a sheetId of 0 is left out of them."""
    if isinstance(described, list):
        return [outward(item) for item in described]
    if not isinstance(described, dict):
        return described
    if is_range(described) or {"dimension", "sheetId"} <= described.keys():
        return {name: value for name, value in described.items() if name != "sheetId" or value}
    return {name: outward(value) for name, value in described.items()}


def metadata(entry: Metadata) -> dict[str, Any]:
    """Return one developer metadata entry."""
    location: dict[str, Any]
    if entry.dimension is not None and entry.index is not None:
        span = {
            "sheetId": entry.sheet_id,
            "dimension": entry.dimension,
            "startIndex": entry.index,
            "endIndex": entry.index + 1,
        }
        location = {"locationType": entry.dimension.removesuffix("S"), "dimensionRange": outward(span)}
    elif entry.sheet_id is not None:
        location = {"locationType": "SHEET", "sheetId": entry.sheet_id}
    else:
        location = {"locationType": "SPREADSHEET", "spreadsheet": True}
    out = {"metadataId": entry.id, "metadataKey": entry.key}
    if entry.value is not None:
        out["metadataValue"] = entry.value
    return out | {"location": location, "visibility": entry.visibility}


def grid_data(book: Spreadsheet, tab: Tab, area: Area, mask: Mask | None = None) -> dict[str, Any]:
    """Return the cells of a rectangle, trailing empty ones cut, with the sizes of its rows and columns."""
    data: dict[str, Any] = {}
    if area.top:
        data["startRow"] = area.top
    if area.left:
        data["startColumn"] = area.left
    rows = _row_data(book, tab, area) if mask is None or asks_for(mask, "sheets", "data", "rowData") else []
    if rows:
        data["rowData"] = rows
    for name, dimension, start, end, size in (
        ("rowMetadata", "ROWS", area.top, area.bottom, ROW_HEIGHT),
        ("columnMetadata", "COLUMNS", area.left, area.right, COLUMN_WIDTH),
    ):
        if mask is None or asks_for(mask, "sheets", "data", name):
            data[name] = [_dimension(book, tab, dimension, index, size) for index in range(start, end)]
    return data


def _row_data(book: Spreadsheet, tab: Tab, area: Area) -> list[dict[str, Any]]:
    rows: dict[int, dict[int, Cell]] = {}
    # Whole columns of a template are dressed alike: one description serves them all.
    empty: dict[tuple[int, int], dict[str, Any]] = {}
    for (row, column), cell in tab.cells.items():
        if area.holds(row, column) and not cell.bare:
            rows.setdefault(row - area.top, {})[column - area.left] = cell
    out = []
    for row in range(max(rows, default=-1) + 1):
        cells = rows.get(row, {})
        values = [_cell(book, cells.get(column), empty) for column in range(max(cells, default=-1) + 1)]
        out.append({"values": values} if values else {})
    return out


def _cell(
    book: Spreadsheet, cell: Cell | None, empty: dict[tuple[int, int], dict[str, Any]]
) -> dict[str, Any]:
    if cell is None or cell.entered is not None or cell.note:
        return cell_data(book, cell)
    key = id(cell.format), id(cell.validation)
    if key not in empty:
        empty[key] = cell_data(book, cell)
    return empty[key]


def _dimension(book: Spreadsheet, tab: Tab, dimension: str, index: int, size: int) -> dict[str, Any]:
    properties = tab.dimensions[dimension].get(index, {})
    out = {name: value for name, value in properties.items() if value is not False}
    out.setdefault("pixelSize", size)
    if not book.metadata:
        return out
    tags = [
        metadata(entry)
        for entry in book.metadata
        if entry.sheet_id == tab.id and entry.dimension == dimension and entry.index == index
    ]
    return out | ({"developerMetadata": tags} if tags else {})


def extended(value: Entered | Value) -> dict[str, Any]:
    """Return a value as ExtendedValue."""
    match value:
        case Formula(text):
            return {"formulaValue": text}
        case Error(text):
            return {"errorValue": {"type": ERRORS.get(text, "ERROR"), "message": text}}
        case bool():
            return {"boolValue": value}
        case str():
            return {"stringValue": value}
    return {"numberValue": value}


def cell_data(book: Spreadsheet, cell: Cell | None) -> dict[str, Any]:
    """Return one cell as CellData."""
    if cell is None:
        return {}
    data: dict[str, Any] = {}
    if cell.entered is not None:
        data["userEnteredValue"] = extended(cell.entered)
        data["effectiveValue"] = extended(cell.value)
        data["formattedValue"] = shown(cell.value, cell.format.get("numberFormat"), book.locale)
    if cell.format:
        data["userEnteredFormat"] = cell.format
    if cell.format or cell.entered is not None:
        data["effectiveFormat"] = effective(cell.format, DEFAULT_FORMAT)
    if cell.validation is not None:
        data["dataValidation"] = cell.validation
    if cell.note:
        data["note"] = cell.note
    return data
