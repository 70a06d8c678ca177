"""What Sheets answers as our cells: days told from numbers by their formats, errors kept."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from campaign.google import OddAnswer
from campaign.intake.sources.xlsx import MOST_CELLS, MOST_ROWS, TOO_MANY_ROWS
from campaign.records import RawSheet, RawWorkbook, WorkbookUnreadable
from sheets_schema import tags
from sheets_schema.cell import Cell, CellError
from sheets_schema.vietnamese.dates import FIRST_SERIAL

ADDRESS = "https://docs.google.com/spreadsheets/d/{id}/edit"

HEAD_ROWS = 15
"""First rows of a tab among which its header stands."""

_DATES = frozenset({"DATE", "DATE_TIME", "TIME"})
_LIKELY_DATES = range(42_005, 47_848)
"""2015 to 2030: a number here may be a day in a cell whose format we have not seen."""
_LAST_SERIAL = 2_958_465
"""31/12/9999."""

_ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
_ERROR_TEXTS = frozenset(_ERRORS.values())

Grid = tuple[tuple[Any, ...], ...]
"""Cells as JSON has them: text, number, true/false, None; without blanks at the end of rows and below."""


@dataclass(frozen=True)
class TabSeen:
    """One tab: its cells, and what its formats say."""

    title: str
    id: int
    grid: Grid
    dated: frozenset[tuple[int, int]]
    """Cells whose numbers are days, counted from 0."""
    date_columns: frozenset[int]
    """Columns in which every number is a day."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: int = 0
    worksheet: str = ""
    """The template's tag on the tab."""
    columns: tuple[tuple[str, int], ...] = ()
    """The template's tags on columns, as long as the header stands as it did."""
    header: int | None = None
    """Index of the row in which the tagged columns have their titles."""


@dataclass(frozen=True)
class Seen:
    """One workbook as Google last showed it in whole."""

    tabs: tuple[TabSeen, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


def seen(answer: Mapping[str, Any]) -> Seen:
    """Understand a whole workbook; raises what odd shapes do, such as KeyError."""
    tabs = [_tab(sheet) for sheet in answer["sheets"] if _is_ours(sheet["properties"])]
    _check_size([tab.grid for tab in tabs])
    properties = answer["properties"]
    left = _tags(answer)
    labels = {name: left[key] for name, key in tags.WORKBOOK.items() if key in left}
    return Seen(tuple(tabs), {**labels, "locale": str(properties["locale"])})


def ranges(book: Seen) -> list[str]:
    """Return the range of each tab, all of it, in A1 notation."""
    return ["'" + tab.title.replace("'", "''") + "'" for tab in book.tabs]


def renewed(book: Seen, answers: Sequence[list[list[Any]]]) -> Seen | None:
    """Put newly read cells in; None where only the whole workbook tells: a new number that may be a day,
    or tagged columns that may have moved.
    """
    tabs = []
    for tab, rows in zip(book.tabs, answers, strict=True):
        grid = _tidy(rows)
        dated = _dated(tab, grid)
        if dated is None or not _header_stands(tab, grid):
            return None
        tabs.append(replace(tab, grid=grid, dated=dated))
    _check_size([tab.grid for tab in tabs])
    return replace(book, tabs=tuple(tabs))


def raw(book: Seen, *, id: str, title: str) -> RawWorkbook:
    """Return the workbook as the reader takes it, with an address for every cell."""
    address = ADDRESS.format(id=id)
    return RawWorkbook(
        key=id,
        title=title,
        sheets=tuple(
            RawSheet(
                title=tab.title,
                cells=tuple(
                    tuple(_cell(value, (row, column) in tab.dated) for column, value in enumerate(values))
                    for row, values in enumerate(tab.grid)
                ),
                merged=tab.merged,
                hidden_rows=tab.hidden_rows,
                worksheet=tab.worksheet,
                columns=tab.columns,
                link=f"{address}#gid={tab.id}&range=",
            )
            for tab in book.tabs
        ),
        labels=book.labels,
        url=address,
    )


def _tags(described: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(each["metadataKey"]): str(each.get("metadataValue", ""))
        for each in described.get("developerMetadata", ())
    }


def _is_ours(properties: Mapping[str, Any]) -> bool:
    return bool(properties.get("sheetType", "GRID") == "GRID" and properties["title"] != tags.RESULT_TAB)


def _tab(sheet: Mapping[str, Any]) -> TabSeen:
    properties = sheet["properties"]
    (data, *_) = sheet["data"]
    rows = [row.get("values", []) for row in data.get("rowData", [])]
    values = [list(map(_value, row)) for row in rows]
    dated, date_columns = _days(rows, values)
    grid = _tidy(values)
    tagged = [
        (name, place)
        for place, column in enumerate(data.get("columnMetadata", ()))
        if (name := _tags(column).get(tags.COLUMN))
    ]
    return TabSeen(
        title=str(properties["title"]),
        id=int(properties["sheetId"]),
        grid=grid,
        dated=dated,
        date_columns=date_columns,
        merged=tuple(sorted(map(_merge, sheet.get("merges", ())))),
        hidden_rows=sum(
            bool(row.get("hiddenByUser") or row.get("hiddenByFilter")) for row in data.get("rowMetadata", ())
        ),
        worksheet=_tags(sheet).get(tags.WORKSHEET, ""),
        columns=tuple(tagged),
        header=_header(grid, [place for _, place in tagged]),
    )


def _days(
    rows: Sequence[Sequence[Mapping[str, Any]]], values: Sequence[Sequence[Any]]
) -> tuple[frozenset[tuple[int, int]], frozenset[int]]:
    """Return the cells whose numbers are days, and the columns in which all numbers are."""
    formats: dict[int, set[str]] = {}
    dated = set()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            form = cell.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
            formats.setdefault(place, set()).add(form)
            if form in _DATES and _is_number(values[number][place]):
                dated.add((number, place))
    columns = {place for place, forms in formats.items() if forms & _DATES and forms <= _DATES | {"", "TEXT"}}
    return frozenset(dated), frozenset(columns)


def _header(grid: Grid, places: Sequence[int]) -> int | None:
    for number, row in enumerate(grid[:HEAD_ROWS]):
        titled = sum(place < len(row) and isinstance(row[place], str) for place in places)
        if titled * 2 > len(places) > 0:
            return number
    return None


def _header_stands(tab: TabSeen, grid: Grid) -> bool:
    """Tell whether the tags' places still hold: a column moved or inserted moves titles along."""
    if not tab.columns:
        return True
    at = tab.header
    return at is not None and at < len(grid) and grid[at] == tab.grid[at]


def _tidy(rows: Sequence[Sequence[Any]]) -> Grid:
    """Cut blanks as Sheets does in values: at the end of each row, and below the last one filled."""
    tidy = []
    for row in rows:
        width = len(row)
        while width and row[width - 1] in (None, ""):
            width -= 1
        tidy.append(tuple(None if value == "" else value for value in row[:width]))
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)


def _value(cell: Mapping[str, Any]) -> Any:
    value = cell.get("effectiveValue", {})
    if "errorValue" in value:
        return _ERRORS.get(value["errorValue"].get("type", ""), "#ERROR!")
    return next(iter(value.values()), None)


def _merge(range: Mapping[str, Any]) -> tuple[int, int, int, int]:
    # Google leaves zeros out, and counts to the cell after the last.
    top, left = range.get("startRowIndex", 0), range.get("startColumnIndex", 0)
    return int(top), int(left), int(range["endRowIndex"]) - 1, int(range["endColumnIndex"]) - 1


def _dated(tab: TabSeen, grid: Grid) -> frozenset[tuple[int, int]] | None:
    found = set()
    for row, values in enumerate(grid):
        for column, value in enumerate(values):
            if not _is_number(value):
                continue
            if column in tab.date_columns or (
                (row, column) in tab.dated and _at(tab.grid, row, column) == value
            ):
                found.add((row, column))
            elif int(value) in _LIKELY_DATES and _at(tab.grid, row, column) != value:
                return None
    return frozenset(found)


def _at(grid: Grid, row: int, column: int) -> Any:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def _cell(value: Any, dated: bool) -> Cell:
    if isinstance(value, str):
        return CellError(value) if value in _ERROR_TEXTS else value
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, int | float):
        raise OddAnswer("a cell is neither text nor number")
    if dated and 0 <= value <= _LAST_SERIAL:
        return _moment(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def _moment(serial: int | float) -> datetime.date | datetime.time:
    whole = int(serial)
    seconds = round((serial - whole) * 86_400)
    if not seconds:
        return FIRST_SERIAL + datetime.timedelta(days=whole)
    if not whole:
        return (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
    midnight = datetime.datetime.combine(FIRST_SERIAL, datetime.time())
    return midnight + datetime.timedelta(days=whole, seconds=seconds)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_size(grids: Sequence[Grid]) -> None:
    for grid in grids:
        if len(grid) > MOST_ROWS or len(grid) * max(map(len, grid), default=0) > MOST_CELLS:
            raise WorkbookUnreadable(TOO_MANY_ROWS)
