"""Workbooks opened for typing: cells can be changed and rows moved, and a place keeps its address."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.intake.reading.cells import cell_name, is_blank
from campaign.records import CheckedWorkbook, RawSheet, RawWorkbook, Table
from sheets_schema.cell import Cell, Value
from sheets_schema.vocabulary import Severity, Worksheet

HEADER_ROW = 2
"""Index of the row that holds the columns' titles in the template."""
MOST_PER_COLUMN = 3
"""Mistakes in one column of one tab: more would rightly be taken for a wrong column."""

Values = Mapping[str, Value | None]


@dataclass(frozen=True)
class Mistake:
    """One planted mistake, and the finding that must be made of it."""

    kind: str
    workbook: str
    worksheet: str
    cell: str
    rule: str
    severity: Severity
    suggestion: str | None = None
    """What must be offered instead; None where any mend, or none, will do."""


@dataclass(eq=False, repr=False)
class Line:
    """One row of a tab, wherever it stands in the end."""

    cells: list[Cell]
    values: Values = field(default_factory=dict)
    """What the row says when nothing is wrong in it; empty for a row that holds no data."""
    touched: bool = False
    """Some mistake is in the row, or depends on it."""


@dataclass(eq=False, repr=False)
class Page:
    """One tab of the schema, opened for typing."""

    worksheet: Worksheet
    title: str
    header: Line
    lines: list[Line]
    columns: list[str]
    """Column names as they stand from left to right; empty for a column of the clerk's own."""
    merged: list[tuple[int, int, int, int]]
    spans: list[tuple[Line, str, Line]] = field(default_factory=list)
    """Merges typed into the tab: first row, column, last row."""
    spoiled: Counter[str] = field(default_factory=Counter)
    """How many mistakes stand in each column."""
    hidden: int = 0
    """Rows that the clerk has hidden."""
    closed: bool = False
    """Nothing more may go wrong here, since a planted mistake needs the rest right."""
    lost: bool = False
    """The tab cannot be read."""

    @property
    def data(self) -> list[Line]:
        """The rows that hold data."""
        return [line for line in self.lines if line.values]

    def free(self, column: str) -> list[Line]:
        """Return the rows in which a mistake may still be made, unless the column has enough of them."""
        if self.closed or column not in self.columns or self.spoiled[column] >= MOST_PER_COLUMN:
            return []
        return [line for line in self.data if not line.touched]

    def cell(self, line: Line, column: str) -> Cell:
        """Return what stands in a row's cell."""
        return line.cells[self.columns.index(column)]

    def put(self, line: Line, column: str, cell: Cell) -> None:
        """Type into a row's cell."""
        line.cells[self.columns.index(column)] = cell

    def address(self, line: Line | None, column: str) -> str:
        """Return the address of a row's cell as the rows stand now; empty without a row."""
        if line is None:
            return ""
        return cell_name(self.number(line), self.columns.index(column))

    def sheet(self) -> RawSheet:
        """Return the tab as a source would give it."""
        spans = [
            (self.number(first) - 1, place, self.number(last) - 1, place)
            for first, column, last in self.spans
            for place in (self.columns.index(column),)
        ]
        cells = tuple(tuple(line.cells) for line in self.lines)
        return RawSheet(self.title, cells, (*self.merged, *spans), self.hidden)

    def number(self, line: Line) -> int:
        """Return the sheet row in which a row stands now, from 1."""
        return next(number for number, each in enumerate(self.lines, 1) if each is line)


@dataclass(frozen=True, eq=False)
class Spot:
    """A planted mistake whose address is told when all rows stand."""

    kind: str
    book: "Book"
    rule: str
    severity: Severity
    page: Page | None = None
    line: Line | None = None
    column: str = ""
    suggestion: str | None = None
    last: Line | None = None
    """The last row of a finding about a whole column."""
    tab: str = ""
    """The tab's title where it is not the page's own."""

    def mistake(self) -> Mistake:
        """Return the mistake with its address."""
        cell = self.page.address(self.line, self.column) if self.page else ""
        if self.page and self.last:
            cell += ":" + self.page.address(self.last, self.column)
        title = self.tab or (self.page.title if self.page else "")
        return Mistake(self.kind, self.book.key, title, cell, self.rule, self.severity, self.suggestion)


@dataclass(eq=False, repr=False)
class Book:
    """One workbook, opened for typing."""

    key: str
    raw: RawWorkbook
    unit: str
    phase: int | None
    pages: dict[str, Page]
    others: list[RawSheet]
    """Tabs that are none of the schema's."""
    labels: dict[str, str]
    settled: bool = False
    """A mistake of the workbook as a whole, or one that another workbook shares, is in it."""

    def page(self, name: str) -> Page | None:
        """Return the tab of a worksheet, unless nothing more may go wrong in it."""
        found = self.pages.get(name)
        return None if found is None or found.closed else found

    @property
    def register(self) -> Page | None:
        """The tab in which the workbook's grassroots unions can be looked up."""
        found = self.pages.get("unions")
        return None if found is None or found.lost else found

    def close(self) -> RawWorkbook:
        """Return the workbook as a source would give it, the schema's tabs first."""
        sheets = (*(page.sheet() for page in self.pages.values()), *self.others)
        return RawWorkbook(self.key, self.raw.title, sheets, self.labels, self.raw.url)


def opened(raw: RawWorkbook, checked: CheckedWorkbook, worksheets: Sequence[Worksheet]) -> Book:
    """Open a workbook that has no mistake yet."""
    titles = {worksheet.title: worksheet for worksheet in worksheets}
    pages = {
        titles[sheet.title].name: _page(sheet, titles[sheet.title], checked.tables[titles[sheet.title].name])
        for sheet in raw.sheets
        if sheet.title in titles
    }
    others = [sheet for sheet in raw.sheets if sheet.title not in titles]
    return Book(raw.key, raw, checked.unit, checked.phase, pages, others, dict(raw.labels))


def _page(sheet: RawSheet, worksheet: Worksheet, table: Table) -> Page:
    places = {column.header: column.name for column in worksheet.columns}
    columns = [places.get(str(cell), "") for cell in sheet.cells[HEADER_ROW]]
    rows = {row: index for index, row in enumerate(table.rows)}
    lines = []
    for number, cells in enumerate(sheet.cells, 1):
        index = rows.get(number)
        values = {} if index is None else {name: column[index] for name, column in table.values.items()}
        lines.append(Line([*cells, *[None] * (len(columns) - len(cells))], values))
    while lines and not lines[-1].values and all(map(is_blank, lines[-1].cells)):
        lines.pop()
    return Page(worksheet, sheet.title, lines[HEADER_ROW], lines, columns, list(sheet.merged))
