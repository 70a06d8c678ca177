"""A tab reads the same however it is laid out: the same typed rows, and nothing to complain of."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.intake.reading.workbook import read_workbook
from campaign.records import CheckedWorkbook, RawWorkbook, Table
from sheets_schema.cell import Value
from tests.corpus import habits
from tests.corpus.books import Book, Page
from tests.corpus.clean import PLAN, Province
from tests.corpus.mistakes import opened_province

WORKBOOKS = ("dot-1/phu-cat.xlsx", "dot-2/hoai-nhon.xlsx", "dot-1/cd-y-te.xlsx", "tinh.xlsx")
SPELLED = st.sampled_from(list(habits.SPELLINGS))


def opened_one(clean: Province, key: str) -> tuple[Book, CheckedWorkbook]:
    place = next(place for place, raw in enumerate(clean.raw) if raw.key == key)
    checked = clean.checked[place]
    return opened_province([clean.raw[place]], [checked], PLAN)[0], checked


def rows(table: Table) -> list[Mapping[str, Value | None]]:
    """The typed rows, without the numbers of the sheet's rows."""
    return [
        {name: column[place] for name, column in table.values.items()} for place in range(len(table.rows))
    ]


def reread(book: Book, page: Page) -> tuple[list[Mapping[str, Value | None]], list[str]]:
    """Read one tab alone: its typed rows, and what is wrong in it."""
    checked = read_workbook(RawWorkbook(book.key, book.raw.title, (page.sheet(),), book.labels), PLAN)
    wrong = [
        f"{found.cell}: {found.message}"
        for found in checked.findings
        if found.worksheet == page.title and found.severity in ("error", "warning")
    ]
    table = checked.tables.get(page.worksheet.name)
    return (rows(table) if table else []), wrong


def drawn_page(clean: Province, data: Any) -> tuple[Book, Page, Table]:
    book, checked = opened_one(clean, data.draw(st.sampled_from(WORKBOOKS)))
    page = data.draw(st.sampled_from([page for page in book.pages.values() if page.data]))
    return book, page, checked.tables[page.worksheet.name]


@given(data=st.data())
def test_columns_may_stand_in_any_order(clean: Province, data: st.DataObject) -> None:
    book, page, table = drawn_page(clean, data)
    habits.ordered(page, data.draw(st.permutations(page.columns)))
    assert reread(book, page) == (rows(table), [])


@given(data=st.data(), titles=st.lists(st.sampled_from(habits.TITLES), max_size=11))
def test_any_lines_may_stand_above_the_table(clean: Province, data: st.DataObject, titles: list[str]) -> None:
    book, page, table = drawn_page(clean, data)
    habits.titled(page, titles)
    assert reread(book, page) == (rows(table), [])


@given(data=st.data(), places=st.lists(st.integers(0, 200), max_size=30))
def test_blank_rows_end_no_table(clean: Province, data: st.DataObject, places: list[int]) -> None:
    book, page, table = drawn_page(clean, data)
    habits.parted(page, places)
    assert reread(book, page) == (rows(table), [])


@given(data=st.data())
def test_a_column_may_bear_any_of_its_names_in_any_spelling(clean: Province, data: st.DataObject) -> None:
    book, page, table = drawn_page(clean, data)
    spelled = {}
    for column in page.worksheet.columns:
        name = data.draw(st.sampled_from((column.header, *column.aliases)), label=column.name)
        spelled[column.name] = habits.SPELLINGS[data.draw(SPELLED)](name)
    habits.headed(page, spelled)
    assert reread(book, page) == (rows(table), [])


@settings(max_examples=60)
@given(data=st.data(), places=st.lists(st.integers(0, 200), max_size=10))
def test_all_habits_together_change_no_figure(
    clean: Province, data: st.DataObject, places: list[int]
) -> None:
    book, page, table = drawn_page(clean, data)
    habits.ordered(page, data.draw(st.permutations(page.columns)))
    habits.parted(page, places)
    habits.numbered(page)
    habits.titled(page, data.draw(st.lists(st.sampled_from(habits.TITLES), max_size=11)))
    habits.headed(
        page, {name: habits.SPELLINGS[data.draw(SPELLED)](header(page, name)) for name in page.columns}
    )
    if not page.worksheet.fixed:
        habits.signed(page)
    assert reread(book, page) == (rows(table), [])


def header(page: Page, column: str) -> str:
    return page.worksheet.column(column).header
