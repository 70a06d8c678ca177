"""Mistakes by which a whole tab is lost, or stands under the title of another workbook."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from campaign.intake.reading.headers import needed
from tests.corpus.books import Book, Page, Spot

Planted = list[Spot]
"""What was planted; empty where the tab gives no place for it."""
TabMistake = Callable[[Book, Page, Random], Planted]


def _lost(page: Page, *spots: Spot) -> Planted:
    """Let nothing more go wrong in a tab that is lost as a whole."""
    page.closed = page.lost = True
    return list(spots)


def _lost_columns(page: Page) -> list[str]:
    """The columns without which the tab cannot be read."""
    return [column.name for column in needed(page.worksheet) if column.name in page.columns]


def header_renamed(book: Book, page: Page, random: Random) -> Planted:
    """A column that is needed bears a name that nobody knows."""
    column = random.choice(_lost_columns(page))
    if not any(page.cell(line, column) for line in page.data):
        return []
    page.put(page.header, column, random.choice(("Mục mới", "Cột 7", "Ô theo dõi")))
    official = page.worksheet.column(column).header
    return _lost(
        page,
        Spot(
            "header_renamed", book, "header.missing", "error", page, page.header, column, suggestion=official
        ),
    )


def header_deleted(book: Book, page: Page, random: Random) -> Planted:
    """A column that is needed is deleted, with all that stood in it."""
    columns = [column for column in _lost_columns(page) if column != page.columns[0]]
    if not columns:
        return []
    place = page.columns.index(random.choice(columns))
    page.columns.pop(place)
    for line in page.lines:
        del line.cells[place : place + 1]
    return _lost(
        page, Spot("header_deleted", book, "header.missing", "error", page, page.header, page.columns[0])
    )


def header_row_deleted(book: Book, page: Page, random: Random) -> Planted:
    """The row of the columns' titles is gone."""
    if page.worksheet.fixed:
        return []
    page.lines.remove(page.header)
    return _lost(page, Spot("header_row_deleted", book, "header.missing", "error", page))


def tab_deleted(book: Book, page: Page, random: Random) -> Planted:
    """The tab is gone."""
    del book.pages[page.worksheet.name]
    return _lost(page, Spot("tab_deleted", book, "sheet.missing", "error", page, tab=page.worksheet.title))


def tab_renamed(book: Book, page: Page, random: Random) -> Planted:
    """The tab bears another name: one is missing, and one is strange."""
    page.title = random.choice(("Sheet1", "Trang tính 12", f"{page.title} mới sửa"))
    official = page.worksheet.title
    return _lost(
        page,
        Spot("tab_renamed", book, "sheet.missing", "error", page, suggestion=official, tab=official),
        Spot("strange_tab", book, "sheet.unknown", "warning", page),
    )


def tab_twice(book: Book, page: Page, random: Random) -> Planted:
    """Two tabs bear names of the same worksheet."""
    if not page.worksheet.aliases:
        return []
    book.others.append(replace(page.sheet(), title=page.worksheet.aliases[0]))
    return _lost(page, Spot("tab_twice", book, "sheet.double", "error", page))


LOSING = (header_renamed, header_deleted, header_row_deleted, tab_deleted, tab_renamed, tab_twice)
"""After these nothing of the tab can be read."""


def title_of_another_unit(book: Book, page: Page, random: Random) -> Planted:
    """The tab was pasted from another unit's workbook, title and all."""
    other = "LĐLĐ huyện Vân Canh"
    line = page.lines[0]
    line.cells[0] = f"{page.title.upper()} · {other} · Đợt {book.phase}"
    return [Spot("title_of_another_unit", book, "identity.unit", "error", page, line, page.columns[0])]


def title_of_another_phase(book: Book, page: Page, random: Random) -> Planted:
    """The tab was pasted from the workbook of another phase, title and all."""
    line = page.lines[0]
    said = str(line.cells[0])
    line.cells[0] = said.replace(f"Đợt {book.phase}", "Đợt 3")
    return [Spot("title_of_another_phase", book, "identity.phase", "error", page, line, page.columns[0])]


def properties_of_another_unit(book: Book, page: Page, random: Random) -> Planted:
    """The workbook was made from a copy of another unit's: its properties still name that one."""
    if "unit" not in book.labels:
        return []
    book.labels["unit"] = "van_canh"
    return [Spot("properties_of_another_unit", book, "identity.unit", "warning")]


MISTITLED = (title_of_another_unit, title_of_another_phase, properties_of_another_unit)
"""The workbook says two units or two phases."""
