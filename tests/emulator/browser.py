"""What a person does to a spreadsheet in the browser, which Drive learns of late."""

import datetime
import functools
import re
from collections.abc import Callable
from typing import Any, TypeVar

from tests.emulator.a1 import Area, read_cells
from tests.emulator.accounts import Account
from tests.emulator.book import Spreadsheet, Tab
from tests.emulator.entered import Error, Value, typed
from tests.emulator.shifts import Deleted, Inserted, Moved
from tests.emulator.updates import apply
from tests.emulator.updates.cells import sort_rows
from tests.emulator.values import check_protection, enter
from tests.emulator.world import File, World

_Edit = TypeVar("_Edit", bound=Callable[..., Any])


def alone(edit: _Edit) -> _Edit:
    """Keep the server from answering in the middle of an edit."""

    @functools.wraps(edit)
    def kept(self: "Person", *args: Any, **options: Any) -> Any:
        with self.world.lock:
            return edit(self, *args, **options)

    return kept  # type: ignore[return-value]


class Rejected(Exception):
    """The sheet does not take what was typed: strict validation."""


class Person:
    """A person with the spreadsheet open; by default one who may edit everything."""

    def __init__(self, world: World, file: File, account: Account | None = None) -> None:
        self.world = world
        self.file = file
        self.account = account

    @property
    def spreadsheet(self) -> Spreadsheet:
        """The spreadsheet as it stands."""
        assert self.file.book is not None
        return self.file.book

    def tab(self, title: str) -> Tab:
        """Return a tab by its title."""
        tab = self.spreadsheet.titled(title)
        if tab is None:
            raise KeyError(
                f"no tab {title}; there are {', '.join(each.title for each in self.spreadsheet.tabs)}"
            )
        return tab

    @property
    def _email(self) -> str:
        return self.account.email if self.account else (self.file.owner or "")

    @property
    def _today(self) -> datetime.date:
        return (self.world.clock.now() + datetime.timedelta(hours=7)).date()

    def _done(self) -> None:
        self.spreadsheet.recalculate(self._today)
        self.world.touch(self.file, self.account, in_browser=True)

    def _area(self, tab: Tab, cells: str) -> Area:
        return read_cells(None, cells).within(tab.rows, tab.columns)

    @alone
    def type(self, title: str, cell: str, text: str) -> None:
        """Type a text into one cell; raises Rejected where strict validation does not take it."""
        tab = self.tab(title)
        area = self._area(tab, cell)
        self.spreadsheet.owner = self.file.owner
        if self.account is not None:
            check_protection(self.spreadsheet, tab, area, self._email)
        target = tab.cell(area.top, area.left)
        rule = target.validation
        if rule and rule.get("strict"):
            value, _ = typed(text, self.spreadsheet.locale, self._today)
            if not allowed(rule["condition"], value, self.spreadsheet.locale, self._today):
                raise Rejected(f"{title}!{cell}: {text}")
        enter(self.spreadsheet, target, text, typed_in=True, today=self._today)
        self._done()

    @alone
    def paste(self, title: str, corner: str, rows: list[list[Any]]) -> None:
        """Paste a block: texts as if typed, the rest as it is; no validation is asked and none is left."""
        tab = self.tab(title)
        at = self._area(tab, corner)
        tab.grow(at.top + len(rows), at.left + max(map(len, rows)))
        for row, line in enumerate(rows, at.top):
            for column, value in enumerate(line, at.left):
                cell = tab.cell(row, column)
                cell.validation = None
                enter(
                    self.spreadsheet, cell, "" if value is None else value, typed_in=True, today=self._today
                )
        self._done()

    @alone
    def clear(self, title: str, cells: str) -> None:
        """Press Delete on a range."""
        tab = self.tab(title)
        area = self._area(tab, cells)
        for place, cell in tab.cells.items():
            if area.holds(*place):
                cell.entered = None
        self._done()

    @alone
    def set_error(self, title: str, cell: str, shown: str) -> None:
        """Let a cell show an error."""
        tab = self.tab(title)
        area = self._area(tab, cell)
        tab.cell(area.top, area.left).entered = Error(shown)
        self._done()

    @alone
    def rename_tab(self, title: str, new: str) -> None:
        """Give a tab another title."""
        self._request(
            {"updateSheetProperties": {"properties": self._named(title) | {"title": new}, "fields": "title"}}
        )

    @alone
    def hide_tab(self, title: str) -> None:
        """Hide a tab."""
        asked = {"properties": self._named(title) | {"hidden": True}, "fields": "hidden"}
        self._request({"updateSheetProperties": asked})

    @alone
    def move_tab(self, title: str, index: int) -> None:
        """Drag a tab to another place, counted from 0."""
        asked = {"properties": self._named(title) | {"index": index}, "fields": "index"}
        self._request({"updateSheetProperties": asked})

    @alone
    def delete_tab(self, title: str) -> None:
        """Delete a tab."""
        self._request({"deleteSheet": self._named(title)})

    @alone
    def add_tab(self, title: str) -> None:
        """Put an empty tab behind the last."""
        self._request({"addSheet": {"properties": {"title": title}}})

    @alone
    def copy_tab(self, title: str, new: str) -> None:
        """Copy a tab; the copy stands behind it."""
        self._request({"duplicateSheet": {"sourceSheetId": self.tab(title).id, "newSheetName": new}})

    @alone
    def set_locale(self, locale: str) -> None:
        """Change the locale in the settings; what is typed already is not read anew."""
        self._request({"updateSpreadsheetProperties": {"properties": {"locale": locale}, "fields": "locale"}})

    def _named(self, title: str) -> dict[str, Any]:
        return {"sheetId": self.tab(title).id}

    def _request(self, request: dict[str, Any]) -> None:
        self.spreadsheet.owner = self.file.owner
        self.file.book, _ = apply(
            self.spreadsheet, [request], caller=self._email, today=self._today, copies_carry_tags=True
        )
        self._done()

    def _shift(self, title: str, dimension: str, shift: Inserted | Deleted | Moved, by: int) -> None:
        tab = self.tab(title)
        self.spreadsheet.shift(tab, dimension, shift)
        name = "rowCount" if dimension == "ROWS" else "columnCount"
        tab.properties["gridProperties"][name] += by
        self._done()

    @alone
    def insert_rows(self, title: str, before: int, count: int = 1) -> None:
        """Insert rows before the row with that number, counted from 1 as in the sheet."""
        self._shift(title, "ROWS", Inserted(before - 1, count), count)

    @alone
    def delete_rows(self, title: str, first: int, last: int) -> None:
        """Delete rows, both ends among them."""
        self._shift(title, "ROWS", Deleted(first - 1, last), first - 1 - last)

    @alone
    def insert_columns(self, title: str, before: int, count: int = 1) -> None:
        """Insert columns before the column with that number, counted from 1."""
        self._shift(title, "COLUMNS", Inserted(before - 1, count), count)

    @alone
    def delete_columns(self, title: str, first: int, last: int) -> None:
        """Delete columns, both ends among them."""
        self._shift(title, "COLUMNS", Deleted(first - 1, last), first - 1 - last)

    @alone
    def move_columns(self, title: str, first: int, last: int, before: int) -> None:
        """Drag columns to stand before what is now column `before`."""
        self._shift(title, "COLUMNS", Moved(first - 1, last, before - 1), 0)

    @alone
    def sort(self, title: str, cells: str, column: int, descending: bool = False) -> None:
        """Sort a range by the column with that number."""
        tab = self.tab(title)
        order = "DESCENDING" if descending else "ASCENDING"
        sort_rows(tab, self._area(tab, cells), [{"dimensionIndex": column - 1, "sortOrder": order}])
        self._done()

    @alone
    def hide_rows(self, title: str, first: int, last: int) -> None:
        """Hide rows, both ends among them."""
        rows = self.tab(title).dimensions["ROWS"]
        for row in range(first - 1, last):
            rows.setdefault(row, {})["hiddenByUser"] = True
        self._done()

    @alone
    def filter(self, title: str, cells: str, column: int, hidden: list[str]) -> None:
        """Switch a filter on that hides the rows with these values in a column."""
        tab = self.tab(title)
        area = self._area(tab, cells)
        asked = {
            "sheetId": tab.id,
            "startRowIndex": area.top,
            "endRowIndex": area.bottom,
            "startColumnIndex": area.left,
            "endColumnIndex": area.right,
        }
        criteria = {str(column - 1 - area.left): {"hiddenValues": hidden}}
        self._request({"setBasicFilter": {"filter": {"range": asked, "criteria": criteria}}})

    @alone
    def merge(self, title: str, cells: str) -> None:
        """Merge a range; only its first cell keeps its value."""
        area = self._area(self.tab(title), cells)
        asked = self._named(title) | {
            "startRowIndex": area.top,
            "endRowIndex": area.bottom,
            "startColumnIndex": area.left,
            "endColumnIndex": area.right,
        }
        self._request({"mergeCells": {"range": asked, "mergeType": "MERGE_ALL"}})

    @alone
    def values(self, title: str) -> list[list[Value]]:
        """Return the raw values of a tab from A1, trailing blanks cut."""
        tab = self.tab(title)
        used = tab.used()
        rows = [[tab.value(row, column) for column in range(used.right)] for row in range(used.bottom)]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        return rows


_NUMBER_TESTS: dict[str, Callable[[float, float], bool]] = {
    "NUMBER_GREATER": lambda value, limit: value > limit,
    "NUMBER_GREATER_THAN_EQ": lambda value, limit: value >= limit,
    "NUMBER_LESS": lambda value, limit: value < limit,
    "NUMBER_LESS_THAN_EQ": lambda value, limit: value <= limit,
    "NUMBER_EQ": lambda value, limit: value == limit,
    "DATE_AFTER": lambda value, limit: value > limit,
    "DATE_BEFORE": lambda value, limit: value < limit,
    "DATE_ON_OR_AFTER": lambda value, limit: value >= limit,
    "DATE_ON_OR_BEFORE": lambda value, limit: value <= limit,
}


def allowed(condition: dict[str, Any], value: Any, locale: str, today: datetime.date) -> bool:
    """Whether a strict rule takes a typed value; one that needs a formula of the sheet takes everything."""
    kind = condition["type"]
    given = [each.get("userEnteredValue", "") for each in condition.get("values", [])]
    if value is None:
        return True
    if kind == "ONE_OF_LIST":
        return str(value) in given
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "DATE_IS_VALID":
        return is_number
    if kind == "BOOLEAN":
        return isinstance(value, bool)
    limits = [_limit(text, locale, today) for text in given]
    if None in limits:
        return True
    if kind in ("NUMBER_BETWEEN", "DATE_BETWEEN"):
        return is_number and limits[0] <= value <= limits[1]
    if kind in _NUMBER_TESTS:
        return is_number and _NUMBER_TESTS[kind](value, limits[0])
    return True


def _limit(text: str, locale: str, today: datetime.date) -> Any:
    if found := re.fullmatch(r"=DATE\((\d+)[;,](\d+)[;,](\d+)\)", text.replace(" ", "")):
        return (datetime.date(*map(int, found.groups())) - datetime.date(1899, 12, 30)).days
    value, _ = typed(text, locale, today)
    return value if isinstance(value, int | float) else None
