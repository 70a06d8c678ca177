"""Mistakes in a tab that leave the rest of it readable: columns, rows and merges of the clerk's own."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from campaign.intake.reading.causes import LEAST_CELLS
from sheets_schema.cell import Cell, Value
from tests.corpus.books import Book, Line, Page, Spot
from tests.corpus.slips import Day
from tests.corpus.tabs import Planted


def tab_copied(book: Book, page: Page, random: Random) -> Planted:
    """A working copy of a tab was left in the workbook."""
    title = f"{page.title} (2)"
    if any(sheet.title == title for sheet in book.others):
        return []
    book.others.append(replace(page.sheet(), title=title))
    return [Spot("tab_copied", book, "sheet.unknown", "warning", page, tab=title)]


def _own_column(page: Page, title: Cell, cells: Callable[[Line], Cell]) -> str:
    """Add a column of the clerk's own at the right; return its name."""
    name = f"own {len(page.columns)}"
    width = max(len(page.columns), max(len(line.cells) for line in page.lines))
    page.columns += [f"empty {place}" for place in range(len(page.columns), width)] + [name]
    for line in page.lines:
        line.cells += [None] * (width - len(line.cells)) + [cells(line) if line.values else None]
    page.put(page.header, name, title)
    return name


def extra_column(book: Book, page: Page, random: Random) -> Planted:
    """The clerk added a column that the template does not have."""
    name = _own_column(page, random.choice(("Cán bộ theo dõi", "Zalo")), lambda line: "chị Mai")
    return [Spot("extra_column", book, "header.unknown", "warning", page, page.header, name)]


def untitled_column(book: Book, page: Page, random: Random) -> Planted:
    """The clerk added a column without a title."""
    name = _own_column(page, None, lambda line: "đã xem")
    return [Spot("untitled_column", book, "header.unknown", "warning", page, page.header, name)]


def column_twice(book: Book, page: Page, random: Random) -> Planted:
    """A column that is not needed stands twice, filled both times."""
    if page.worksheet.name != "unions" or page.spoiled["members_female"]:
        return []
    page.spoiled["members_female"] = 99
    name = _own_column(page, page.worksheet.column("members_female").header, lambda line: 7)
    return [Spot("column_twice", book, "header.double", "error", page, page.header, name)]


def optional_column_renamed(book: Book, page: Page, random: Random) -> Planted:
    """A column that is not needed bears a name that nobody knows."""
    if page.worksheet.name != "unions" or page.spoiled["members_female"]:
        return []
    page.spoiled["members_female"] = 99
    page.put(page.header, "members_female", "Cột phụ")
    line, column = page.header, "members_female"
    return [Spot("optional_column_renamed", book, "header.unknown", "warning", page, line, column)]


def total_wrong(book: Book, page: Page, random: Random) -> Planted:
    """The total that the clerk typed below the register is not the sum of the rows."""
    if page.worksheet.name != "unions" or page.spoiled["members"]:
        return []
    page.spoiled["members"] = 99
    total = sum(value for line in page.data for value in (line.values["members"],) if isinstance(value, int))
    line = Line([None] * len(page.columns))
    page.put(line, "name", random.choice(("Tổng cộng", "CỘNG", "Tổng số", "Toàn huyện", "Cộng (I+II)")))
    page.put(line, "members", total + random.randint(1, 40))
    page.lines += [Line([None] * len(page.columns)), line]
    return [Spot("total_wrong", book, "row.total", "warning", page, line, "members")]


def row_pasted_twice(book: Book, page: Page, random: Random) -> Planted:
    """A row stands twice, cell by cell; the second time it does not count."""
    free = [line for line in page.data if not line.touched]
    if page.worksheet.fixed or page.closed or len(free) < 3:
        return []
    line = random.choice(free)
    line.touched = True
    again = Line(list(line.cells))
    page.lines.append(again)
    first = next(
        column.name
        for column in page.worksheet.columns
        if column.name in page.columns
        and column.name != "row_no"
        and page.cell(line, column.name) is not None
    )
    return [Spot("row_pasted_twice", book, "row.duplicate", "warning", page, again, first)]


def two_rows_of_one_name(book: Book, page: Page, random: Random) -> Planted:
    """Two rows bear one name and differ otherwise."""
    if page.worksheet.name not in ("unions", "works") or not (free := page.free(page.worksheet.key[0])):
        return []
    line = random.choice(free)
    line.touched = True
    again = Line(list(line.cells))
    page.put(again, "note", "nhập lại")
    page.lines.append(again)
    severity = page.worksheet.duplicates
    return [Spot("two_rows_of_one_name", book, "row.key", severity, page, again, page.worksheet.key[0])]


def number_merged(book: Book, page: Page, random: Random) -> Planted:
    """One figure is merged over two rows: it counts for the first."""
    column = {"unions": "workers", "works": "total"}.get(page.worksheet.name, "")
    data = page.data
    if not column or page.closed or page.spoiled[column]:
        return []
    for first, second in pairwise(data):
        follows = page.lines.index(second) == page.lines.index(first) + 1
        if follows and not first.touched and not second.touched and first.values[column] is not None:
            page.spoiled[column] += 1
            first.touched = second.touched = True
            page.put(second, column, None)
            page.spans.append((first, column, second))
            return [Spot("number_merged", book, "cell.merged", "warning", page, first, column)]
    return []


def row_below_signature(book: Book, page: Page, random: Random) -> Planted:
    """A row was typed below the signature, where the reading has ended."""
    if page.worksheet.name != "works" or page.closed:
        return []
    signature, row = Line([None] * len(page.columns)), Line([None] * len(page.columns))
    page.put(signature, "title", random.choice(("Người lập biểu", "TM. BAN THƯỜNG VỤ", "Nơi nhận:")))
    typed: dict[str, Cell] = {
        "title": "Sân chơi công nhân", "owner_level": "Cấp trên TTCS", "sector": "SXKD",
        "work_type": "Công trình", "registered_on": Day(2023, 3, 1), "status": "Đăng ký",
    }  # fmt: skip
    for column, cell in typed.items():
        page.put(row, column, cell)
    page.lines += [signature, Line([None] * len(page.columns)), row]
    first = min((column.name for column in page.worksheet.columns if column.required), key=_order(page))
    page.closed = True
    return [Spot("row_below_signature", book, "row.after_footer", "warning", page, row, first)]


def _order(page: Page) -> Callable[[str], int]:
    names = [column.name for column in page.worksheet.columns]
    return names.index


def printed_row_renamed(book: Book, page: Page, random: Random) -> Planted:
    """A printed row was given another name, and filled."""
    if page.worksheet.name != "movements" or not (free := page.free("movement")):
        return []
    line = random.choice(free)
    line.touched = True
    page.put(line, "movement", "Phong trào của riêng đơn vị")
    return [Spot("printed_row_renamed", book, "row.unknown", "warning", page, line, "movement")]


def printed_row_twice(book: Book, page: Page, random: Random) -> Planted:
    """A printed row stands twice, filled both times."""
    if page.worksheet.name != "movements" or not (free := page.free("movement")):
        return []
    line = random.choice(free)
    line.touched = True
    again = Line(list(line.cells))
    page.lines.append(again)
    return [Spot("printed_row_twice", book, "row.key", "error", page, again, "movement")]


def closed_cell_filled(book: Book, page: Page, random: Random) -> Planted:
    """Something stands in a cell that the row has no place for."""
    closed = {fixed.key: fixed.closed for fixed in page.worksheet.fixed}
    lines = [line for line in page.data if not line.touched and not page.closed]
    random.shuffle(lines)
    for line in lines:
        for column in closed.get(tuple(str(line.values[name]) for name in page.worksheet.key), ()):
            if column in page.columns and page.cell(line, column) is None:
                line.touched = True
                page.put(line, column, "xem phụ lục")
                return [Spot("closed_cell_filled", book, "cell.closed", "warning", page, line, column)]
    return []


def rows_hidden(book: Book, page: Page, random: Random) -> Planted:
    """Some rows are hidden; they count like any other."""
    if page.hidden or page.closed:
        return []
    page.hidden = random.randint(1, 4)
    return [Spot("rows_hidden", book, "sheet.hidden", "note", page)]


def kind_merged(book: Book, page: Page, random: Random) -> Planted:
    """A sector is merged over two rows: it holds for both."""
    if page.worksheet.name != "works" or page.closed:
        return []
    for first, second in pairwise(page.data):
        follows = page.lines.index(second) == page.lines.index(first) + 1
        alike = first.values["sector"] == second.values["sector"]
        if follows and alike and not first.touched and not second.touched:
            first.touched = second.touched = True
            page.put(second, "sector", None)
            page.spans.append((first, "sector", second))
            return [Spot("kind_merged", book, "cell.merged", "warning", page, second, "sector")]
    return []


def _in_millions(page: Page, columns: tuple[str, ...]) -> None:
    for column in columns:
        page.spoiled[column] = 99
        for line in page.data:
            amount = line.values[column]
            if isinstance(amount, int):
                page.put(line, column, amount / 1_000_000)


def column_in_millions(book: Book, page: Page, random: Random) -> Planted:
    """The title of a column says millions, and its figures are millions."""
    if page.worksheet.name != "works" or page.spoiled["benefit"] or page.closed:
        return []
    _in_millions(page, ("benefit",))
    page.put(page.header, "benefit", random.choice(("Giá trị làm lợi (triệu đồng)", "Làm lợi (ĐVT: triệu)")))
    return [Spot("column_in_millions", book, "sheet.scale", "warning", page, page.header, "benefit")]


def table_in_millions(book: Book, page: Page, random: Random) -> Planted:
    """A line above the table says millions, and its figures are millions."""
    money = ("total", "benefit")
    if page.worksheet.name != "works" or page.closed or any(page.spoiled[column] for column in money):
        return []
    _in_millions(page, money)
    line = Line([None] * len(page.columns))
    page.put(line, "total", random.choice(("Đơn vị tính: triệu đồng", "ĐVT: triệu đồng")))
    page.lines.insert(page.lines.index(page.header), line)
    return [Spot("table_in_millions", book, "sheet.scale", "warning", page, line, "total")]


def _whole_column(page: Page, column: str, typed: Callable[[Value], Cell]) -> list[Line]:
    """Type into every filled cell of a column in which nothing is wrong yet; return their rows."""
    if page.closed or page.spoiled[column] or column not in page.columns:
        return []
    lines = [line for line in page.data if line.values[column] is not None]
    if len(lines) < LEAST_CELLS or any(line.touched for line in page.data):
        return []
    for line in lines:
        page.put(line, column, typed(line.values[column] or 0))
    page.closed = True
    return lines


def column_of_estimates(book: Book, page: Page, random: Random) -> Planted:
    """A whole column holds estimates: one mistake, said once."""
    column = {"movements": "people_joined", "unions": "workers"}.get(page.worksheet.name, "")
    if not column or (book.settled and column == "workers"):
        return []
    lines = _whole_column(page, column, lambda value: f"khoảng {value}")
    if not lines:
        return []
    return [
        Spot("column_of_estimates", book, "column.wrong", "error", page, lines[0], column, last=lines[-1])
    ]


def column_left_blank(book: Book, page: Page, random: Random) -> Planted:
    """A required column is blank from top to bottom: one mistake, said once."""
    lines = _whole_column(page, "pact", lambda value: None) if page.worksheet.name == "unions" else []
    if not lines:
        return []
    return [
        Spot("column_left_blank", book, "column.missing", "missing", page, lines[0], "pact", last=lines[-1])
    ]


HURTING = (
    column_of_estimates, column_left_blank, column_in_millions, table_in_millions, tab_copied, extra_column,
    untitled_column, column_twice, optional_column_renamed, total_wrong, row_pasted_twice,
    two_rows_of_one_name, number_merged, row_below_signature, printed_row_renamed, printed_row_twice,
    closed_cell_filled, rows_hidden, kind_merged,
)  # fmt: skip
"""After these the rest of the tab reads as before; those of whole columns come first."""
