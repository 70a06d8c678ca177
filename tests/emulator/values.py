"""The methods of `spreadsheets.values`: reading and writing cells by range."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.emulator.a1 import Area, column_letters, echoed
from tests.emulator.book import Cell, Spreadsheet, Tab
from tests.emulator.entered import Entered, Error, Formula, typed, whole
from tests.emulator.errors import PROTECTED, invalid
from tests.emulator.shown import is_date, shown

Answer = dict[str, Any]
LONGEST_CELL = 50_000


def read(
    book: Spreadsheet, tab: Tab, area: Area, *, major: str = "ROWS", render: str = "", dates: str = ""
) -> Answer:
    """Return a ValueRange: trailing empty cells and rows cut, `values` left out when nothing is there."""
    rows: dict[int, dict[int, Any]] = {}
    by_column = major == "COLUMNS"
    for (row, column), cell in tab.cells.items():
        if cell.entered is not None and area.holds(row, column):
            place = (
                (column - area.left, row - area.top) if by_column else (row - area.top, column - area.left)
            )
            rows.setdefault(place[0], {})[place[1]] = rendered(book, cell, render, dates)
    for row in list(rows):
        # A formula may come to nothing, which is cut at the end of a row like an empty cell.
        while rows[row] and rows[row][max(rows[row])] == "":
            del rows[row][max(rows[row])]
        if not rows[row]:
            del rows[row]
    values = [
        [rows[row].get(column, "") for column in range(max(rows[row]) + 1)] if row in rows else []
        for row in range(max(rows, default=-1) + 1)
    ]
    answer: Answer = {"range": echoed(tab.title, area), "majorDimension": "COLUMNS" if by_column else "ROWS"}
    return answer | ({"values": values} if values else {})


def rendered(book: Spreadsheet, cell: Cell, render: str, dates: str) -> Any:
    """Return one cell as the render options ask for it."""
    number_format = cell.format.get("numberFormat")
    if render == "FORMULA" and isinstance(cell.entered, Formula):
        return cell.entered.text
    if render not in ("UNFORMATTED_VALUE", "FORMULA"):
        return shown(cell.value, number_format, book.locale)
    if isinstance(cell.value, Error):
        return cell.value.shown
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    # FORMULA gives serial numbers whatever is asked.
    if is_number and is_date(number_format) and render == "UNFORMATTED_VALUE" and dates == "FORMATTED_STRING":
        return shown(cell.value, number_format, book.locale)
    return "" if cell.value is None else cell.value


def check_read(tab: Tab, area: Area, text: str, strict: bool) -> None:
    """Refuse a range that starts beyond the grid, where reads are strict."""
    if strict and (area.top >= tab.rows or area.left >= tab.columns):
        raise beyond(tab, text)


def beyond(tab: Tab, text: str) -> Exception:
    """Return the refusal of a range beyond the grid."""
    size = f"Max rows: {tab.rows}, max columns: {tab.columns}"
    return invalid(f"Range ({text}) exceeds grid limits. {size}")


@dataclass(frozen=True)
class Write:
    """One range's worth of values that may be written: nothing of it can fail any more."""

    tab: Tab
    area: Area
    rows: list[list[Any]]


def planned(
    book: Spreadsheet, text: str, values: list[list[Any]], *, caller: str, major: str = "ROWS"
) -> Write:
    """Return what writing these values from a range's corner on comes to; raises where Google refuses it."""
    tab, area = book.resolve(text)
    if area.top >= tab.rows or area.left >= tab.columns:
        raise beyond(tab, text)
    rows = [list(line) for line in zip_longest(values)] if major == "COLUMNS" else values
    _check_fits(tab, area, rows)
    height, width = len(rows), max(map(len, rows), default=0)
    written = Area(area.top, area.left, area.top + max(height, 1), area.left + max(width, 1))
    if written.bottom > tab.rows or written.right > tab.columns:
        raise beyond(tab, echoed(tab.title, written))
    for row, line in enumerate(rows, area.top):
        for column, value in enumerate(line, area.left):
            if value is not None:
                check_value(value)
                check_protection(book, tab, Area(row, column, row + 1, column + 1), caller)
    return Write(tab, written, rows)


def carried_out(book: Spreadsheet, write: Write, *, typed_in: bool, today: datetime.date) -> Answer:
    """Write the values and return the answer: null leaves a cell as it is, an empty text empties it."""
    touched = []
    for row, line in enumerate(write.rows, write.area.top):
        for column, value in enumerate(line, write.area.left):
            if value is not None:
                enter(book, write.tab.cell(row, column), value, typed_in=typed_in, today=today)
                touched.append((row, column))
    answer: Answer = {"spreadsheetId": book.id, "updatedRange": echoed(write.tab.title, write.area)}
    if touched:
        answer["updatedRows"] = len({row for row, _ in touched})
        answer["updatedColumns"] = len({column for _, column in touched})
        answer["updatedCells"] = len(touched)
    return answer


def _check_fits(tab: Tab, area: Area, rows: list[list[Any]]) -> None:
    single = area.bottom - area.top == 1 and area.right - area.left == 1
    for index, row in enumerate(rows):
        if not isinstance(row, list):
            text = (
                f"Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"{row}\""
            )
            raise invalid(text, ("data.values", text))
        if single:
            continue
        if area.left + len(row) > area.right and len(row) > 0:
            column = column_letters(area.right)
            raise invalid(
                f"Requested writing within range [{echoed(tab.title, area)}], "
                f"but tried writing to column [{column}]"
            )
        if area.top + index >= area.bottom:
            raise invalid(
                f"Requested writing within range [{echoed(tab.title, area)}], "
                f"but tried writing to row [{area.bottom + 1}]"
            )


def zip_longest(columns: list[list[Any]]) -> Iterator[list[Any]]:
    """Turn columns into rows; what a short column lacks is skipped, not emptied."""
    for index in range(max(map(len, columns), default=0)):
        yield [column[index] if index < len(column) else None for column in columns]


def check_value(value: Any) -> None:
    """Refuse a value that no cell takes."""
    if isinstance(value, dict | list):
        raise invalid(f"Invalid values[0][0]: {'struct' if isinstance(value, dict) else 'list'}_value")
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise invalid("Your input contains more than the maximum of 50000 characters in a single cell.")


def enter(book: Spreadsheet, cell: Cell, value: Any, *, typed_in: bool, today: datetime.date) -> None:
    """Put one value into a cell, as typed by a person or as it is (RAW)."""
    number_format = cell.format.get("numberFormat", {})
    entered: Entered
    if typed_in:
        as_text = number_format.get("type") == "TEXT"
        entered, given = typed(value, book.locale, today, as_text)
        if given and not number_format:
            cell.format = cell.format | {"numberFormat": given}
    else:
        entered = None if value == "" else whole(value) if isinstance(value, float) else value
    cell.entered = entered


def check_protection(book: Spreadsheet, tab: Tab, area: Area, caller: str) -> None:
    """Refuse a write into a protected range whose editor the caller is not."""
    for entry in tab.protected:
        if entry.get("warningOnly") or caller == book.owner:
            continue
        if caller in entry.get("editors", {}).get("users", []):
            continue
        if _rectangle(entry.get("range", {}), tab).meets(area) and not any(
            _covers(_rectangle(free, tab), area) for free in entry.get("unprotectedRanges", [])
        ):
            raise invalid(PROTECTED)


def _rectangle(described: dict[str, Any], tab: Tab) -> Area:
    return Area(
        described.get("startRowIndex", 0),
        described.get("startColumnIndex", 0),
        described.get("endRowIndex", tab.rows),
        described.get("endColumnIndex", tab.columns),
    )


def _covers(outer: Area, inner: Area) -> bool:
    return (
        outer.top <= inner.top
        and outer.left <= inner.left
        and inner.bottom <= outer.bottom
        and inner.right <= outer.right
    )


def clear(book: Spreadsheet, text: str, caller: str) -> str:
    """Empty a range's values, keeping formats and rules; return the echo."""
    tab, area = book.resolve(text)
    check_protection(book, tab, area, caller)
    for place, cell in tab.cells.items():
        if area.holds(*place):
            cell.entered = cell.value = None
    return echoed(tab.title, area)


def table(tab: Tab, area: Area) -> Area | None:
    """Return the last block of filled cells that touches a range: where appended rows go."""
    filled = {place for place, cell in tab.cells.items() if cell.entered is not None}
    blocks = []
    while filled:
        block, edge = set(), [filled.pop()]
        while edge:
            row, column = edge.pop()
            block.add((row, column))
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & filled
            filled -= near
            edge += near
        rows, columns = {row for row, _ in block}, {column for _, column in block}
        found = Area(min(rows), min(columns), max(rows) + 1, max(columns) + 1)
        if found.meets(area):
            blocks.append(found)
    return max(blocks, key=lambda block: (block.bottom, block.right), default=None)
