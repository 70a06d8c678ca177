"""A second source, in memory: workbooks made from the real templates, on a shelf that can fail."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from campaign.database import TIME_ZONE
from campaign.handout.xlsx import write_unit_template
from campaign.intake.collector import Collector
from campaign.intake.sources.folder import FolderSource
from campaign.records import Listed, RawSheet, RawWorkbook, Snapshot, WorkbookState
from sheets_schema.cell import Cell
from sheets_schema.plans import load_plan
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.text import fold

PLAN = load_plan()
MONDAY = datetime.datetime(2023, 8, 14, 9, 30, tzinfo=TIME_ZONE)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
PHU_CAT, PHU_MY = "phu_cat-dot-2.xlsx", "phu_my-dot-2.xlsx"
Start = Callable[..., Collector]
"""Make a collector on the shelf of the test, or on another source; it ends with the test."""


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime.datetime = MONDAY

    def __call__(self) -> datetime.datetime:
        return self.now


@dataclass
class Shelf:
    """Workbooks by key; `faults` are raised when one is read, `gone` when the shelf is listed."""

    name: str = "kệ thử"
    books: dict[str, tuple[RawWorkbook, int]] = field(default_factory=dict)
    faults: dict[str, Exception] = field(default_factory=dict)
    gone: Exception | None = None
    read_keys: list[str] = field(default_factory=list)

    def put(self, *books: RawWorkbook) -> None:
        """Save workbooks, each under a new revision."""
        for book in books:
            revision = self.books[book.key][1] + 1 if book.key in self.books else 1
            self.books[book.key] = (book, revision)

    def list(self) -> tuple[Listed, ...]:
        if self.gone:
            raise self.gone
        return tuple(
            Listed(
                key, book.title, str(revision), (MONDAY + revision * HOUR).astimezone(datetime.UTC), book.url
            )
            for key, (book, revision) in sorted(self.books.items())
        )

    def read(self, key: str) -> RawWorkbook:
        self.read_keys.append(key)
        if key in self.faults:
            raise self.faults[key]
        return self.books[key][0]


def book(unit: str, phase: int, figures: Mapping[str, Cell], key: str = "") -> RawWorkbook:
    """Return a unit's workbook with figures typed in the SXKD column of «Tổng hợp», by line id."""
    raw = _template(unit, phase)
    summary = unit_workbook(PLAN).worksheet("summary")
    sheets = (
        _typed(sheet, summary.column("production").header, figures) if sheet.title == summary.title else sheet
        for sheet in raw.sheets
    )
    return replace(raw, key=key or raw.key, title=Path(key or raw.key).stem, sheets=tuple(sheets))


def without_sheet(raw: RawWorkbook, title: str) -> RawWorkbook:
    """Return the workbook as it is when somebody deletes a tab."""
    return replace(raw, sheets=tuple(sheet for sheet in raw.sheets if sheet.title != title))


def phu_cat(valid: Cell) -> RawWorkbook:
    """Return Phù Cát's workbook with that many valid initiatives."""
    return book("phu_cat", 2, {"initiatives_valid": valid})


def phu_my(valid: Cell) -> RawWorkbook:
    """Return Phù Mỹ's workbook with that many valid initiatives."""
    return book("phu_my", 2, {"initiatives_valid": valid})


def figures(snapshot: Snapshot | None) -> dict[str, int]:
    """Valid initiatives of SXKD by unit, as the snapshot has them."""
    assert snapshot is not None
    table = snapshot.tables["summary"]
    lines = table[(table["line"] == "initiatives_valid") & table["production"].notna()]
    return {unit: int(value) for unit, value in zip(lines["unit"], lines["production"], strict=True)}


def state(collector: Collector, key: str) -> WorkbookState:
    """Return how a workbook stands in what the collector shows."""
    assert collector.snapshot is not None
    return next(each for each in collector.snapshot.workbooks if each.key == key)


def _typed(sheet: RawSheet, header: str, figures: Mapping[str, Cell]) -> RawSheet:
    rows = [list(row) for row in sheet.cells]
    column = next(place for row in rows for place, cell in enumerate(row) if cell == header)
    for line, figure in figures.items():
        title = fold(PLAN.line(line).title)
        row = next(row for row in rows if any(isinstance(cell, str) and fold(cell) == title for cell in row))
        row[column] = figure
    return replace(sheet, cells=tuple(map(tuple, rows)))


@cache
def _template(unit: str, phase: int) -> RawWorkbook:
    with TemporaryDirectory() as folder:
        name = f"{unit}-dot-{phase}.xlsx"
        write_unit_template(Path(folder) / name, PLAN, PLAN.unit(unit), PLAN.phase(phase))
        return FolderSource(Path(folder)).read(name)
