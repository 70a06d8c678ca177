"""The values that flow from a sheet to a screen."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandas as pd

from campaign.closing import Closing
from sheets_schema.cell import Cell, Value
from sheets_schema.plan import Plan, Unit
from sheets_schema.vocabulary import Severity


class SourceUnavailable(Exception):
    """The place where workbooks live cannot be reached; the message says what to do, in Vietnamese."""


class WorkbookUnreadable(Exception):
    """One workbook cannot be read now; the others can. The message is for people, in Vietnamese."""


@dataclass(frozen=True)
class Listed:
    """One workbook as a source lists it, before any cell is read."""

    key: str
    """Stable name within the source: a path relative to the folder, a spreadsheet id."""
    title: str
    revision: str
    """Changes whenever the content may have changed."""
    modified_at: datetime.datetime
    url: str = ""


@dataclass(frozen=True)
class RawSheet:
    """One tab, cell by cell: `cells[0][0]` is A1."""

    title: str
    cells: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range, counted from 0."""
    hidden_rows: int = 0
    link: str = ""
    """Address of the tab; a cell's address is appended to it."""
    worksheet: str = ""
    """The template's tag on the tab, which stays when a clerk renames it: the worksheet's name."""
    columns: tuple[tuple[str, int], ...] = ()
    """The template's tags on columns: column name and place from 0."""


@dataclass(frozen=True)
class RawWorkbook:
    """One workbook as typed, before any meaning is read into it."""

    key: str
    title: str
    sheets: tuple[RawSheet, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the template left in the file's properties: `unit`, `phase`, `kind`."""
    url: str = ""


@dataclass(frozen=True)
class Finding:
    """One point to look at, with its address (DESIGN.md §8)."""

    workbook: str
    unit: str
    """Unit id; empty where the workbook could not be told."""
    phase: int | None
    worksheet: str
    """The tab's title as people see it."""
    cell: str
    """`H14`, or `H4:H403` of a column; empty where it is about the worksheet or the workbook."""
    rule: str
    severity: Severity
    typed: str
    message: str
    suggestion: str = ""
    url: str = ""
    rows: int = 0
    """How many rows, or cells of printed rows, do not count because of it."""
    lost: tuple[tuple[str, int], ...] = ()
    """Unit of count and amount of what stands readable in those rows: `(("người", 340),)`."""

    @property
    def place(self) -> str:
        """`Công trình!H14`, as spreadsheet programs write it."""
        return f"{self.worksheet}!{self.cell}" if self.cell else self.worksheet

    @property
    def identity(self) -> tuple[str, str, str, str, str]:
        """What stays the same between two readings, so that «mended since» can be told.

        A finding about a column is the same while the column is wrong, however many of its cells are mended.
        """
        first, range_, _ = self.cell.partition(":")
        place = first.rstrip("0123456789") if range_ else self.cell
        return (self.workbook, self.worksheet, place, self.rule, self.typed)


@dataclass(frozen=True)
class LeftOut:
    """A row, or one cell of a fixed row, that is not counted."""

    row: int
    """The sheet's row number, from 1."""
    column: str
    """Column name of the cell that is to blame."""
    reason: str


@dataclass(frozen=True)
class Table:
    """The typed rows of one worksheet of one workbook, column by column."""

    worksheet: str
    """Name in the schema: `works`."""
    title: str
    """The tab's title as found."""
    rows: tuple[int, ...]
    """The sheet's row number of each row, from 1."""
    values: Mapping[str, tuple[Value | None, ...]]
    """Column name → one value per row."""
    cells: Mapping[str, str]
    """Column name → letters of the column in the sheet: `{"title": "D"}`."""
    typed: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Column name → the sheet's row number → what was typed, where it was normalised."""
    left_out: tuple[LeftOut, ...] = ()
    link: str = ""
    """Address of the tab; a cell's address is appended to it."""

    def typed_at(self, row: int, column: str) -> str | None:
        """Return what was typed in a cell whose value was normalised; None for every other cell."""
        return self.typed.get(column, {}).get(row)


@dataclass(frozen=True)
class CheckedWorkbook:
    """One workbook, read and checked."""

    key: str
    title: str
    kind: Literal["unit", "province", "unknown"]
    unit: str
    phase: int | None
    tables: Mapping[str, Table]
    """Worksheet name → its rows; a worksheet that could not be read is absent."""
    findings: tuple[Finding, ...]
    received: tuple[str, ...] = ()
    """Names of the worksheets in which the unit has filled something."""
    url: str = ""


@dataclass(frozen=True)
class WorkbookState:
    """How one workbook stands in a snapshot."""

    key: str
    title: str
    kind: Literal["unit", "province", "unknown"]
    unit: str
    phase: int | None
    content: str
    """Hash of the content that counts."""
    modified_at: datetime.datetime
    read_at: datetime.datetime
    """When the content that counts was first read."""
    received: tuple[str, ...] = ()
    fault: str = ""
    """Why the newest state of the workbook could not be read; the last good content stands."""
    fault_since: datetime.datetime | None = None
    url: str = ""


@dataclass(frozen=True)
class SourceState:
    """How the source stands: when it last answered, and since when it does not."""

    name: str
    checked_at: datetime.datetime | None
    """The last time the source answered in full."""
    fault: str = ""
    fault_since: datetime.datetime | None = None
    sample: bool = False
    """The figures are invented (SỐ LIỆU MINH HỌA)."""


@dataclass(frozen=True)
class SheetPlace:
    """Where the rows of one worksheet of one workbook stand, for the way from a row to its cell."""

    title: str
    """The tab's title as found."""
    letters: Mapping[str, str]
    """Column name → letters of the column in the sheet."""
    link: str = ""
    """Address of the tab; a cell's address is appended to it."""

    def cell(self, column: str, row: int) -> str:
        """`H14`; empty where the sheet has no such column."""
        return f"{self.letters[column]}{row}" if column in self.letters else ""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All that is known at one moment; immutable, shared by every viewer.

    `tables` has one DataFrame per worksheet name, all workbooks together. Columns: `unit` (id), `phase`
    (Int64), `workbook` (key), `row` (sheet row), then the schema's columns: counts and money `Int64`, dates
    `datetime64[s]` (a month stands by its first day), yes/no `boolean`, the rest `object` with None. Every
    worksheet of the schema has its frame, if empty.

    `known` is what earlier snapshots knew, for courses over time: one row per day on which a total changed,
    columns `day` (datetime64[s]), `unit`, `phase`, `line`, `sector` (`production`/`public`), `value` (Int64;
    NA where it was withdrawn).
    """

    version: str
    """Changes whenever anything shown may change; the key of every cache."""
    taken_at: datetime.datetime
    today: datetime.date
    plan: Plan
    units: tuple[Unit, ...]
    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]
    workbooks: tuple[WorkbookState, ...]
    source: SourceState
    known: pd.DataFrame
    left_out: pd.DataFrame
    """Rows and cells that do not count: `unit`, `phase`, `worksheet` (name), `row`, `column`, `reason`."""
    notes: tuple[Finding, ...] = ()
    """Findings of severity «note»: they inform and never accuse, so no count of findings includes them."""
    places: Mapping[tuple[str, str], SheetPlace] = field(default_factory=dict)
    """Workbook key and worksheet name → where its rows stand."""
    closings: Mapping[int, Closing] = field(default_factory=dict)
    """Phase → the closing in force; the figures of a closed phase are those of its closing."""
    open_units: frozenset[str] | None = None
    """Whose rows may be listed, None: every unit's. Rows of others are there to be counted only."""

    def opens(self, unit: str | None) -> bool:
        """Tell whether rows, findings and names of a unit may be listed; None: of the whole province."""
        return self.open_units is None or unit in self.open_units

    def unit(self, id: str) -> Unit:
        """Return the unit of that id; KeyError where there is none."""
        return self._units[id]

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}
