"""The corpus: a faultless province into which mistakes of every kind are planted, by a seed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random
from typing import TypeVar

from campaign.records import CheckedWorkbook, RawSheet, RawWorkbook
from sheets_schema.plan import Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.corpus import habits
from tests.corpus.books import Book, Line, Mistake, Page, Spot, opened
from tests.corpus.figures import COUNTS, DATES, LINES, MONEY
from tests.corpus.province import PROVINCE
from tests.corpus.relations import ACROSS_PHASES, BETWEEN_UNITS, INSIDE, contradicted_lines
from tests.corpus.rows import ROWS
from tests.corpus.shapes import HURTING
from tests.corpus.slips import Slip, choose
from tests.corpus.tabs import LOSING, MISTITLED, TabMistake
from tests.corpus.words import CHOICES, NAMES, TEXTS

SLIPS = (*ROWS, *TEXTS, *NAMES, *CHOICES, *DATES, *MONEY, *LINES, *COUNTS)
"""Those that only few rows are fit for come first."""
T = TypeVar("T")

OF_EACH_SLIP = 5
OF_EACH_TAB_MISTAKE = 4
OF_EACH_CHECK = 3


@dataclass(frozen=True, repr=False)
class Corpus:
    """The province with its mistakes, and what must be found in it."""

    workbooks: tuple[RawWorkbook, ...]
    mistakes: tuple[Mistake, ...]


def corpus(clean: Sequence[RawWorkbook], checked: Sequence[CheckedWorkbook], plan: Plan, seed: int) -> Corpus:
    """Plant mistakes into a province without any; the same seed plants the same ones.

    `checked`: what the workbooks say while nothing is wrong in them, in their order.
    """
    random = Random(seed)
    books = opened_province(clean, checked, plan)
    filled = [book for book, read in zip(books, checked, strict=True) if read.received]
    units = [book for book in filled if book.phase is not None]
    province = [book for book in filled if book.phase is None]
    random.shuffle(units)
    spared = units.pop()
    spots = list(_across_phases(units, plan, random))
    spots += _lost_tabs(units, random)
    spots += _between_units(units, plan, random)
    spots += _inside(units, plan, random)
    spots += _hurt_tabs(units, random)
    for slip in SLIPS:
        spots += _of_slip(slip, units, random, OF_EACH_SLIP)
    for slip in PROVINCE:
        spots += _of_slip(slip, province, random, 1)
    for book in units:
        _lay_out(book, random)
    workbooks = tuple(book.close() for book in books)
    strays, stray_mistakes = _strays(spared.raw)
    return Corpus((*workbooks, *strays), (*(spot.mistake() for spot in spots), *stray_mistakes))


def opened_province(
    clean: Sequence[RawWorkbook], checked: Sequence[CheckedWorkbook], plan: Plan
) -> list[Book]:
    """Open every workbook for typing."""
    schemas = {"unit": unit_workbook(plan), "province": province_workbook(plan)}
    return [
        opened(raw, read, schemas[read.kind].worksheets)
        for raw, read in zip(clean, checked, strict=True)
        if read.kind != "unknown"
    ]


def _across_phases(units: Sequence[Book], plan: Plan, random: Random) -> Iterator[Spot]:
    """Plant each mistake between two phases in a unit of its own; the other units stay unsettled."""
    pairs = [
        (first, second)
        for first in units
        for second in units
        if first.unit == second.unit and (first.phase, second.phase) == (1, 2)
    ]
    for plant in ACROSS_PHASES:
        for pair in pairs:
            if not pair[0].settled and (spots := plant(pair, plan)):
                for book in pair:
                    book.settled = True
                yield from spots
                break


def _lost_tabs(units: Sequence[Book], random: Random) -> Iterator[Spot]:
    """Lose one tab in some workbooks that no rule between phases needs."""
    for number, book in enumerate(book for book in units if book.phase == 1):
        names = ["works", "rewards", "movements"]
        if not book.settled:
            names += ["unions", "initiatives"]
        pages = [page for name in names if (page := book.page(name)) and page.data]
        if pages:
            yield from LOSING[number % len(LOSING)](book, random.choice(pages), random)
    for book, plant in zip([book for book in units if book.phase == 2], MISTITLED * 2, strict=False):
        yield from plant(book, book.pages["rewards"], random)


def _between_units(units: Sequence[Book], plan: Plan, random: Random) -> Iterator[Spot]:
    """Let two units report one thing; it is found where the second of the official order reports it."""
    place = {unit.id: number for number, unit in enumerate(plan.units)}
    for plant in BETWEEN_UNITS:
        pairs = (
            (first, second)
            for first, second in permutations(_shuffled(units, random), 2)
            if first.phase == second.phase and place[first.unit] < place[second.unit]
        )
        yield from _first(map(plant, pairs), OF_EACH_TAB_MISTAKE)


def _inside(units: Sequence[Book], plan: Plan, random: Random) -> Iterator[Spot]:
    """Contradict each check of the plan in some workbooks, and the register in others."""
    for check in plan.line_checks:
        planted = (contradicted_lines(book, plan, check, random) for book in _shuffled(units, random))
        yield from _first(planted, OF_EACH_CHECK)
    for plant in INSIDE:
        found = (plant(book, plan, random) for book in _shuffled(units, random))
        yield from _first(found, OF_EACH_TAB_MISTAKE)


def _hurt_tabs(units: Sequence[Book], random: Random) -> Iterator[Spot]:
    for plant in HURTING:
        yield from _first(_everywhere(plant, units, random), OF_EACH_TAB_MISTAKE)


def _everywhere(plant: TabMistake, units: Sequence[Book], random: Random) -> Iterator[list[Spot]]:
    for book in _shuffled(units, random):
        pages = [page for page in book.pages.values() if not page.closed and page.data]
        for page in _shuffled(pages, random):
            if spots := plant(book, page, random):
                yield spots
                break


def _of_slip(slip: Slip, books: Sequence[Book], random: Random, wanted: int) -> list[Spot]:
    return _first((_slipped(slip, book, random) for book in _shuffled(books, random)), wanted)


def _slipped(slip: Slip, book: Book, random: Random) -> list[Spot]:
    """Make a mistake in one row of a workbook; empty where no row is fit for it."""
    for place in _shuffled(slip.places, random):
        worksheet, column = place.split(".")
        page = book.page(worksheet)
        fit = [line for line in page.free(column) if _fits(slip, page, line, column, book)] if page else []
        if page is None or not fit or (slip.rule == "reference" and not book.register):
            continue
        line = random.choice(fit)
        for other, typed in slip.also.items():
            page.put(line, other, choose(typed, line.values, random))
        page.put(line, column, choose(slip.typed, line.values, random))
        line.touched = True
        page.spoiled[column] += 1
        mend = choose(slip.mend, line.values, random)
        suggestion = None if mend is None else str(mend)
        return [Spot(slip.kind, book, slip.rule, slip.severity, page, line, column, suggestion)]
    return []


def _fits(slip: Slip, page: Page, line: Line, column: str, book: Book) -> bool:
    columns_stand = all(other in page.columns for other in slip.also)
    filled = slip.blank or line.values.get(column) is not None
    return columns_stand and filled and slip.fits(line.values)


def _lay_out(book: Book, random: Random) -> None:
    """Give some tabs the shape that clerks give them; nothing in it is wrong."""
    for page in book.pages.values():
        if page.lost or random.random() < 0.4:
            continue
        official = {column.name: column.header for column in page.worksheet.columns}
        spelled = {
            name: habits.SPELLINGS[random.choice(list(habits.SPELLINGS))](header)
            for name, header in official.items()
            if name in page.columns and page.cell(page.header, name) == header
        }
        habits.headed(page, spelled)
        habits.titled(page, random.sample(habits.TITLES, random.randint(0, 4)))
        if not page.spans:
            habits.parted(page, random.sample(range(100), random.randint(0, 6)))
        if random.random() < 0.4:
            habits.numbered(page)


def _strays(faultless: RawWorkbook) -> tuple[list[RawWorkbook], list[Mistake]]:
    """Return files that do not belong in the folder: a copy of one, and something else altogether."""
    copy = replace(faultless, key=faultless.key.replace(".xlsx", " (1).xlsx"))
    other = RawWorkbook("danh-ba.xlsx", "danh-ba", (RawSheet("Sheet1", (("Họ tên", "Điện thoại"),)),))
    doubled = max(copy.key, faultless.key)
    return [copy, other], [
        Mistake("workbook_twice", doubled, "", "", "workbook.double", "warning"),
        Mistake("no_template", other.key, "", "", "workbook.unknown", "error"),
    ]


def _shuffled(items: Iterable[T], random: Random) -> list[T]:
    order = list(items)
    random.shuffle(order)
    return order


def _first(planted: Iterable[list[Spot]], wanted: int) -> list[Spot]:
    """Take mistakes until there are as many as wanted."""
    found: list[Spot] = []
    for count, spots in enumerate(filter(None, planted), 1):
        found += spots
        if count == wanted:
            break
    return found


def kinds(mistakes: Iterable[Mistake]) -> Counter[str]:
    """Return how many mistakes there are of each kind."""
    return Counter(mistake.kind for mistake in mistakes)
