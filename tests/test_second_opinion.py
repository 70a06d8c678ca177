"""A validator of others, run on the Data Package, agrees with us: on what is right and on what is wrong."""

import csv
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frictionless
import pytest

from campaign.output.datapackage import write_datapackage
from sheets_schema.cell import Cell
from tests.corpus.books import Book, Line, Page
from tests.corpus.clean import PLAN, Province, clean_province, read_province
from tests.corpus.mistakes import opened_province

Place = tuple[str, str, int]
"""Worksheet, workbook, sheet row."""
REFUSED = ("error", "missing")
"""Severities by which a cell does not count as it stands."""


@dataclass(frozen=True)
class Doubt:
    """One mistake in both tongues: as a clerk types it, and as a CSV of typed values would hold it."""

    place: str
    """`worksheet.column`."""
    typed: Cell
    written: str
    error: str
    """What frictionless calls it."""


DOUBTS = (
    # required
    Doubt("works.title", None, "", "constraint-error"),
    Doubt("works.status", " ", "", "constraint-error"),
    Doubt("unions.members", None, "", "constraint-error"),
    Doubt("unions.pact", "Chưa rõ", "", "constraint-error"),
    Doubt("works.registered_on", "Chưa có", "", "constraint-error"),
    Doubt("targets.source_doc", None, "", "constraint-error"),
    # enum
    Doubt("works.status", "Gần xong", "Gần xong", "constraint-error"),
    Doubt("works.sector", "Cả hai", "Cả hai", "constraint-error"),
    Doubt("initiatives.solution_type", "Loại 3", "Loại 3", "constraint-error"),
    Doubt("rewards.recipient_kind", "Gia đình", "Gia đình", "constraint-error"),
    Doubt("targets.unit", "Vĩnh Thạch", "Vĩnh Thạch", "constraint-error"),
    # type
    Doubt("unions.workers", "khoảng 120", "khoảng 120", "type-error"),
    Doubt("unions.members", "12 người (5 nữ)", "12 người (5 nữ)", "type-error"),
    Doubt("unions.members_female", 1.5, "1.5", "type-error"),
    Doubt("movements.people_joined", "15/20", "15/20", "type-error"),
    Doubt("works.total", "gần 2 tỷ", "gần 2 tỷ", "type-error"),
    Doubt("works.registered_on", "31/6/2023", "2023-06-31", "type-error"),
    Doubt("unions.congress_on", "Quý II/2023", "Quý II/2023", "type-error"),
    Doubt("unions.pact", "Một phần", "Một phần", "type-error"),
    Doubt("reminders.phase", "Cả năm", "Cả năm", "type-error"),
    # minimum, maximum
    Doubt("unions.members", -5, "-5", "constraint-error"),
    Doubt("works.benefit", "-2.000.000", "-2000000", "constraint-error"),
    Doubt("rewards.quantity", 0, "0", "constraint-error"),
    Doubt("works.days_ahead", 500, "500", "constraint-error"),
    Doubt("works.days_ahead", "-400", "-400", "constraint-error"),
    Doubt("works.registered_on", "31/5/2032", "2032-05-31", "constraint-error"),
    Doubt("works.registered_on", datetime.date(2013, 5, 31), "2013-05-31", "constraint-error"),
    Doubt("initiatives.applied_on", "1/3/2019", "2019-03-01", "constraint-error"),
    # pattern
    Doubt("works.completed_on", "cuối tháng 5", "cuối tháng 5", "constraint-error"),
    Doubt("units.contact_email", "dau.moi.congdoan.vn", "dau.moi.congdoan.vn", "constraint-error"),
    # length
    Doubt("initiatives.title", "Cải tiến", "Cải tiến", "constraint-error"),
    Doubt("works.title", "Cải tạo nhà ăn. " * 40, "Cải tạo nhà ăn. " * 40, "constraint-error"),
    # foreign key
    Doubt("works.owner", "CĐCS Chưa Đăng Ký", "CĐCS Chưa Đăng Ký", "foreign-key"),
    Doubt("initiatives.union", "CĐCS Chưa Đăng Ký", "CĐCS Chưa Đăng Ký", "foreign-key"),
    Doubt("rewards.union", "CĐCS Chưa Đăng Ký", "CĐCS Chưa Đăng Ký", "foreign-key"),
)
OPTIONAL = {"units.contact_email", "works.days_ahead"}
"""Columns that the sample leaves blank."""
DOUBLED = ("unions", "summary", "movements", "reviews")
"""Worksheets in which a key may stand once only."""


@dataclass(frozen=True)
class Planted:
    """A mistake at its row."""

    doubt: Doubt
    book: Book
    page: Page
    line: Line

    @property
    def column(self) -> str:
        return self.doubt.place.split(".")[1]

    @property
    def place(self) -> Place:
        return self.page.worksheet.name, self.book.key, self.page.number(self.line)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return clean_province(tmp_path_factory.mktemp("clean"), scale=0.2)


@pytest.fixture(scope="module")
def package(clean: Province, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_datapackage(folder, PLAN, clean.snapshot(), names=True)
    return folder


def errors(folder: Path) -> Iterator[tuple[str, Any]]:
    """Yield resource and error of everything that frictionless has against a package."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.errors == []
    for task in report.tasks:
        for error in task.errors:
            yield task.name, error


def test_it_finds_no_fault_in_a_province_without_mistakes(clean: Province, package: Path) -> None:
    assert [found for found in clean.findings if found.severity == "error"] == []
    assert list(errors(package)) == []
    with (package / "works.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == sum(
            len(each.tables["works"].rows) for each in clean.checked if each.kind == "unit"
        )


def test_it_agrees_on_every_mistake_that_its_words_can_express(
    clean: Province, package: Path, tmp_path: Path
) -> None:
    books = opened_province(clean.raw, clean.checked, PLAN)
    planted = [place(doubt, books) for doubt in DOUBTS]
    ours = {
        (found.workbook, found.worksheet, found.cell)
        for found in read_province([book.close() for book in books]).findings
        if found.severity in REFUSED
    } - {(found.workbook, found.worksheet, found.cell) for found in clean.findings}
    assert ours == {
        (each.book.key, each.page.title, each.page.address(each.line, each.column)) for each in planted
    }
    theirs = Counter(said_by_others(copied(package, tmp_path, planted)))
    assert theirs == Counter(
        (each.place, "" if each.doubt.error == "foreign-key" else each.column, each.doubt.error)
        for each in planted
    )


def test_it_agrees_on_every_key_that_stands_twice(clean: Province, package: Path, tmp_path: Path) -> None:
    books = opened_province(clean.raw, clean.checked, PLAN)
    again = [twice(name, books) for name in DOUBLED]
    findings = read_province([book.close() for book in books]).findings
    ours = {(found.workbook, found.worksheet, found.cell) for found in findings if found.rule == "row.key"}
    assert ours == {(book.key, page.title, page.address(line, first(page))) for book, page, line, _ in again}
    for path in package.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for book, page, line, original in again:
        path = tmp_path / f"{page.worksheet.name}.csv"
        rows = table(path)
        doubled = next(
            row for row in rows if (row["workbook"], int(row["row"])) == (book.key, page.number(original))
        )
        save(path, [*rows, {**doubled, "row": str(page.number(line))}])
    assert set(said_by_others(tmp_path)) == {
        ((page.worksheet.name, book.key, page.number(line)), "", "primary-key")
        for book, page, line, _ in again
    }


def twice(name: str, books: Sequence[Book]) -> tuple[Book, Page, Line, Line]:
    """Type the first filled row of a worksheet once more, with another remark."""
    book, page = next(
        (book, page) for book in books if (page := book.pages.get(name)) is not None and page.data
    )
    original = page.data[0]
    line = Line(list(original.cells))
    page.lines.append(line)
    remark = "comment" if name == "reviews" else "note"
    page.put(line, remark, "nhập lại")
    return book, page, line, original


def first(page: Page) -> str:
    """The first column of the worksheet's key, at which a second row is told."""
    return page.worksheet.key[0]


def place(doubt: Doubt, books: Sequence[Book]) -> Planted:
    """Type a mistake into the first row that is fit for it."""
    worksheet, column = doubt.place.split(".")
    for book in books:
        page = book.pages.get(worksheet)
        for line in page.free(column) if page else ():
            if page and (line.values.get(column) is not None or doubt.place in OPTIONAL):
                page.put(line, column, doubt.typed)
                page.spoiled[column] += 1
                line.touched = True
                return Planted(doubt, book, page, line)
    raise AssertionError(f"no row for {doubt.place}")


def copied(package: Path, folder: Path, planted: Sequence[Planted]) -> Path:
    """Write the package once more, with the mistakes in its CSVs."""
    changes = {(each.place, each.column): each.doubt.written for each in planted}
    for path in package.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for path in folder.glob("*.csv"):
        rewritten = [
            {
                name: changes.get(((path.stem, row["workbook"], int(row["row"])), name), cell)
                for name, cell in row.items()
            }
            for row in table(path)
        ]
        save(path, rewritten)
    return folder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def save(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    if rows:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


def said_by_others(folder: Path) -> Iterator[tuple[Place, str, str]]:
    """Yield place, column and error as frictionless tells them; a broken link names its row only."""
    tables = {path.stem: table(path) for path in folder.glob("*.csv")}
    for resource, error in errors(folder):
        row = tables[resource][error.row_number - 2]
        yield (resource, row["workbook"], int(row["row"])), getattr(error, "field_name", ""), error.type
