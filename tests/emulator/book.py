"""A spreadsheet as it stands: tabs, cells, and what is attached to them."""

import copy
import datetime
import random
from dataclasses import dataclass, field
from typing import Any

from tests.emulator.a1 import Area, Reference, column_letters, echoed, is_cell_like, read_cells, split_title
from tests.emulator.entered import Entered, Error, Formula, Value
from tests.emulator.errors import invalid
from tests.emulator.formulas import LOST, computed, moved
from tests.emulator.shifts import Shift, shift_ranges


@dataclass(slots=True)
class Cell:
    """One cell: what was entered, what that comes to, and how it is dressed."""

    entered: Entered = None
    value: Value = None
    format: dict[str, Any] = field(default_factory=dict)
    validation: dict[str, Any] | None = None
    note: str | None = None

    def copied(self) -> "Cell":
        """Return a copy; copy.copy takes ten times as long, and a template has 100,000 of them."""
        return Cell(self.entered, self.value, self.format, self.validation, self.note)

    @property
    def bare(self) -> bool:
        """Whether nothing at all is there."""
        return self.entered is None and not self.format and self.validation is None and not self.note


class Tab:
    """One worksheet: its properties as the API names them, its cells by (row, column) from 0."""

    def __init__(self, sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> None:
        self.properties: dict[str, Any] = {
            "sheetId": sheet_id,
            "title": title,
            "index": 0,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": rows, "columnCount": columns},
        }
        self.cells: dict[tuple[int, int], Cell] = {}
        self.dimensions: dict[str, dict[int, dict[str, Any]]] = {"ROWS": {}, "COLUMNS": {}}
        self.merges: list[dict[str, Any]] = []
        self.protected: list[dict[str, Any]] = []
        self.conditional: list[dict[str, Any]] = []
        self.filter: dict[str, Any] = {}
        self.filter_views: list[dict[str, Any]] = []
        self.banded: list[dict[str, Any]] = []
        self.tables: list[dict[str, Any]] = []
        self.groups: dict[str, list[dict[str, Any]]] = {"ROWS": [], "COLUMNS": []}

    @property
    def id(self) -> int:
        """The tab's number, which stays when it is renamed."""
        return self.properties["sheetId"]

    @property
    def title(self) -> str:
        """The tab's title."""
        return self.properties["title"]

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return self.properties["gridProperties"]["rowCount"]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return self.properties["gridProperties"]["columnCount"]

    def grow(self, rows: int, columns: int) -> None:
        """Make the grid at least that large."""
        grid = self.properties["gridProperties"]
        grid["rowCount"], grid["columnCount"] = max(self.rows, rows), max(self.columns, columns)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell to write to."""
        cell = self.cells.get((row, column))
        if cell is None:
            cell = self.cells[row, column] = Cell()
        return cell

    def value(self, row: int, column: int) -> Value:
        """Return what a cell comes to."""
        cell = self.cells.get((row, column))
        return cell.value if cell else None

    def used(self) -> Area:
        """Return the rectangle from A1 that holds every value."""
        places = [place for place, cell in self.cells.items() if cell.entered is not None]
        return Area(
            0, 0, max((r for r, _ in places), default=-1) + 1, max((c for _, c in places), default=-1) + 1
        )

    def attached(self) -> list[Any]:
        """Return everything that carries ranges of this tab."""
        return [
            self.merges,
            self.protected,
            self.conditional,
            [self.filter],
            self.filter_views,
            self.banded,
            self.tables,
        ]

    def copied(self) -> "Tab":
        """Return a copy that shares only what is never changed in place."""
        cells, self.cells = self.cells, {}
        try:
            kept = copy.deepcopy(self)
        finally:
            self.cells = cells
        kept.cells = {place: cell.copied() for place, cell in cells.items()}
        return kept

    def shift(self, dimension: str, shift: Shift) -> None:
        """Move cells, sizes and everything attached; the grid's own size is the caller's."""
        by_row = dimension == "ROWS"
        cells = {}
        for (row, column), cell in self.cells.items():
            place = shift.index(row if by_row else column)
            if place is not None:
                cells[(place, column) if by_row else (row, place)] = cell
        self.cells = cells
        self.dimensions[dimension] = {
            place: properties
            for index, properties in self.dimensions[dimension].items()
            if (place := shift.index(index)) is not None
        }
        for attached in self.attached():
            shift_ranges(attached, self.id, dimension, shift)
        if self.filter and "range" not in self.filter:
            self.filter = {}


@dataclass
class Metadata:
    """One developer metadata entry; dimension and index say which row or column it sticks to, if to one."""

    id: int
    key: str
    value: str | None
    visibility: str
    sheet_id: int | None = None
    dimension: str | None = None
    index: int | None = None


class Spreadsheet:
    """A spreadsheet with its tabs; the file around it is Drive's."""

    def __init__(self, file_id: str, title: str, locale: str = "en_US", time_zone: str = "Etc/GMT") -> None:
        self.id = file_id
        self.properties: dict[str, Any] = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": time_zone,
        }
        self.tabs: list[Tab] = []
        self.named: list[dict[str, Any]] = []
        self.metadata: list[Metadata] = []
        self.owner: str | None = None
        """The file's owner, who may edit what is protected; None in a shared drive."""
        self._random = random.Random(file_id)

    @property
    def locale(self) -> str:
        """The locale by which typed text is read and numbers are shown."""
        return self.properties["locale"]

    def new_id(self) -> int:
        """Return a number that no sheet, range or entry of this spreadsheet has."""
        return self._random.randrange(1, 2**31 - 1)

    def tab(self, sheet_id: int, where: str) -> Tab:
        """Return a tab by its number; refuse in the name of the request `where`."""
        for tab in self.tabs:
            if tab.id == sheet_id:
                return tab
        raise invalid(f"Invalid {where}: No grid with id: {sheet_id}")

    def titled(self, title: str) -> Tab | None:
        """Return a tab by its title."""
        return next((tab for tab in self.tabs if tab.title == title), None)

    def add_tab(self, title: str, sheet_id: int | None = None, rows: int = 1000, columns: int = 26) -> Tab:
        """Put an empty tab behind the last."""
        tab = Tab(self.new_id() if sheet_id is None else sheet_id, title, rows, columns)
        self.tabs.append(tab)
        self.number_tabs()
        return tab

    def number_tabs(self) -> None:
        """Set each tab's index to its place."""
        for index, tab in enumerate(self.tabs):
            tab.properties["index"] = index

    def resolve(self, text: str) -> tuple[Tab, Area]:
        """Return tab and rectangle of a range as an API call names it; raises 400 as Google does."""
        try:
            tab, reference = self._referred(text)
        except (ValueError, KeyError):
            raise invalid(f"Unable to parse range: {text}") from None
        return tab, reference.within(tab.rows, tab.columns)

    def _referred(self, text: str) -> tuple[Tab, Reference]:
        title, cells = split_title(text)
        if cells and not is_cell_like(cells):
            # A name may stand alone or behind a tab, as gspread puts it.
            for named in self.named:
                if named["name"].casefold() == cells.casefold():
                    tab = self.tab(named["range"].get("sheetId", 0), "range")
                    return tab, _range_reference(named["range"])
            if title is None:
                title, cells = cells, ""
        tab = self.tabs[0] if title is None else self.titled(title)
        if tab is None:
            raise KeyError(title)
        return tab, read_cells(title, cells)

    def area(self, described: dict[str, Any], where: str) -> tuple[Tab, Area]:
        """Return tab and rectangle of a GridRange; raises 400 where it leaves the grid."""
        tab = self.tab(described.get("sheetId") or 0, where)
        area = _range_reference(described).within(tab.rows, tab.columns)
        ends = described.get("endRowIndex") or 0, described.get("endColumnIndex") or 0
        if area.top > tab.rows or area.left > tab.columns or ends[0] > tab.rows or ends[1] > tab.columns:
            size = f"Max rows: {tab.rows}, max columns: {tab.columns}"
            beyond = Area(area.top, area.left, ends[0] or tab.rows, ends[1] or tab.columns)
            raise invalid(f"Invalid {where}: Range ({echoed(tab.title, beyond)}) exceeds grid limits. {size}")
        return tab, area

    def shift(self, tab: Tab, dimension: str, shift: Shift) -> None:
        """Insert, delete or move rows or columns: cells, ranges, names, tags and formulas follow."""
        tab.shift(dimension, shift)
        shift_ranges(self.named, tab.id, dimension, shift)
        kept = []
        for entry in self.metadata:
            if entry.sheet_id == tab.id and entry.dimension == dimension and entry.index is not None:
                entry.index = shift.index(entry.index)
                if entry.index is None:
                    continue
            kept.append(entry)
        self.metadata = kept
        by_row = dimension == "ROWS"
        for home in self.tabs:
            for cell in home.cells.values():
                if isinstance(cell.entered, Formula):
                    place = lambda reference: _shifted(reference, by_row, shift)  # noqa: E731
                    cell.entered = Formula(moved(cell.entered.text, home.title, tab.title, place))

    def recalculate(self, today: datetime.date) -> None:
        """Compute every cell's value anew."""
        waiting: dict[int, bool] = {}
        for tab in self.tabs:
            for cell in tab.cells.values():
                if isinstance(cell.entered, Formula):
                    waiting[id(cell)] = True
                else:
                    cell.value = cell.entered
        if waiting:
            for tab in self.tabs:
                for cell in tab.cells.values():
                    self._compute(cell, tab, waiting, today)

    def _compute(self, cell: Cell, home: Tab, waiting: dict[int, bool], today: datetime.date) -> None:
        if id(cell) not in waiting or not isinstance(cell.entered, Formula):
            return
        if not waiting[id(cell)]:
            raise _Circular
        waiting[id(cell)] = False

        def look(reference: str) -> list[list[Value]]:
            title, cells = split_title(reference)
            tab = home if title is None else self.titled(title)
            if tab is None:
                raise KeyError(title)
            area = read_cells(title, cells).within(tab.rows, tab.columns)
            if area.bottom - area.top > 2000 or area.right - area.left > 50:
                used = tab.used()
                area = Area(area.top, area.left, min(area.bottom, used.bottom), min(area.right, used.right))
            for row in range(area.top, area.bottom):
                for column in range(area.left, area.right):
                    if (row, column) in tab.cells:
                        self._compute(tab.cells[row, column], tab, waiting, today)
            return [
                [tab.value(row, c) for c in range(area.left, area.right)]
                for row in range(area.top, area.bottom)
            ]

        try:
            cell.value = computed(cell.entered.text, self.locale, look, today)
        except _Circular:
            cell.value = Error("#REF!")
        waiting.pop(id(cell), None)

    def copied(self) -> "Spreadsheet":
        """Return a copy to change; formats and rules of cells are shared, as they are only ever replaced."""
        kept = copy.copy(self)
        kept.properties = copy.deepcopy(self.properties)
        kept.named = copy.deepcopy(self.named)
        kept.metadata = [copy.copy(entry) for entry in self.metadata]
        kept.tabs = [tab.copied() for tab in self.tabs]
        return kept


class _Circular(Exception):
    """A formula asks for itself."""


def _range_reference(described: dict[str, Any]) -> Reference:
    return Reference(
        None,
        described.get("startRowIndex"),
        described.get("startColumnIndex"),
        described.get("endRowIndex"),
        described.get("endColumnIndex"),
    )


def _shifted(reference: Reference, by_row: bool, shift: Shift) -> str:
    rows: tuple[int, int] | None = None
    columns: tuple[int, int] | None = None
    if reference.top is not None:
        rows = reference.top, reference.bottom if reference.bottom is not None else reference.top + 1
    if reference.left is not None:
        columns = reference.left, reference.right if reference.right is not None else reference.left + 1
    if by_row and rows:
        rows = shift.span(*rows)
        if rows is None:
            return LOST
    elif not by_row and columns:
        columns = shift.span(*columns)
        if columns is None:
            return LOST
    first = (column_letters(columns[0]) if columns else "") + (str(rows[0] + 1) if rows else "")
    last = (column_letters(columns[1] - 1) if columns else "") + (str(rows[1]) if rows else "")
    return first if first == last and rows and columns else f"{first}:{last}"
