"""Mistakes between figures: of two lines, of a line and the register, of two phases, of two workbooks."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from campaign.intake.summary import SECTORS
from sheets_schema.cell import Cell, Value
from sheets_schema.plan import LineCheck, Plan, Sector
from sheets_schema.vietnamese.names import union_key
from tests.corpus.books import Book, Line, Page, Spot
from tests.corpus.slips import Day, number

Figures = dict[tuple[str, Sector], int]
Pair = tuple[Book, Book]
"""The workbooks of one unit in two phases, one after the other."""
ACROSS = frozenset(("initiatives_valid", "initiatives_cumulative", "members_open", "members_close"))
"""Lines that other phases are compared with; here they change only where that is meant."""


def figures(page: Page) -> Figures:
    """Return what the lines of «Tổng hợp» say while nothing is wrong."""
    return {
        (str(line.values["line"]), sector): value
        for line in page.data
        for sector in SECTORS
        for value in (line.values[sector],)
        if isinstance(value, int)
    }


def row_of(page: Page, line: str) -> Line:
    """Return the row of a line of «Tổng hợp»."""
    return next(row for row in page.data if row.values["line"] == line)


def contradicted_lines(book: Book, plan: Plan, wanted: LineCheck, random: Random) -> list[Spot]:
    """Change one figure so that this check of the plan fails and no other does."""
    page = book.page("summary")
    if page is None or any(row_of(page, _bare(term)).touched for term in (*wanted.left, *wanted.right)):
        return []
    known, room = figures(page), _room(book, plan)
    terms = [_bare(term) for term in (*wanted.left, *wanted.right) if _bare(term) not in ACROSS]
    unit = 1_000_000 if plan.line(_bare(wanted.left[0])).counted == "đồng" else 1
    steps = [times * unit for times in (3, -3, 1, -1, 500)]
    choices = [(term, sector, step) for term in terms for sector in SECTORS for step in steps]
    random.shuffle(choices)
    for term, sector, step in choices:
        changed = known | {(term, sector): known.get((term, sector), -1) + step}
        value = changed[term, sector]
        if (term, sector) not in known or value < 0 or value > room.get((term, sector), value):
            continue
        if list(_broken(plan, changed)) != [(wanted.id, sector)]:
            continue
        page.put(row_of(page, term), sector, value)
        for each in (*wanted.left, *wanted.right):
            row_of(page, _bare(each)).touched = True
        row = row_of(page, _bare(wanted.left[0]))
        return [Spot(wanted.id, book, wanted.id, wanted.severity, page, row, sector)]
    return []


def _bare(term: str) -> str:
    return term.removeprefix("-")


def _broken(plan: Plan, known: Mapping[tuple[str, Sector], int]) -> Iterator[tuple[str, Sector]]:
    """Yield the checks of the plan that do not hold, each with its sector."""
    for check in plan.line_checks:
        for sector in SECTORS:
            left, right = (_sum(side, sector, known) for side in (check.left, check.right))
            if left is None or right is None:
                continue
            if not (left == right if check.relation == "=" else left <= right):
                yield check.id, sector


def _sum(terms: Sequence[str], sector: Sector, known: Mapping[tuple[str, Sector], int]) -> int | None:
    values = [(known.get((_bare(term), sector)), term.startswith("-")) for term in terms]
    if any(value is None for value, _ in values):
        return None
    return sum(-(value or 0) if minus else value or 0 for value, minus in values)


def _room(book: Book, plan: Plan) -> Figures:
    """Return how high a line that counts grassroots unions may go: the register of its sector."""
    register = book.pages.get("unions")
    size = {
        sector: sum(row.values["sector"] == sector for row in register.data) if register else 0
        for sector in SECTORS
    }
    return {
        (line.id, sector): size[sector] for line in plan.lines if line.counted == "CĐCS" for sector in SECTORS
    }


def more_unions_than_registered(book: Book, plan: Plan, random: Random) -> list[Spot]:
    """A line counts more grassroots unions than the register has (X5)."""
    page, register = book.page("summary"), book.register
    if page is None or register is None:
        return []
    checked = _compared(plan)
    lines = [line.id for line in plan.lines if line.counted == "CĐCS" and line.id not in checked]
    rows = [row for row in page.data if row.values["line"] in lines and not row.touched]
    row, sector = random.choice(rows), random.choice(SECTORS)
    if row.values[sector] is None:
        return []
    row.touched = True
    page.put(row, sector, len(register.lines) + 40)
    return [Spot("more_unions_than_registered", book, "X5", "error", page, row, sector)]


def more_taking_part_than_registered(book: Book, plan: Plan, random: Random) -> list[Spot]:
    """A movement counts more grassroots unions than the register has (X5)."""
    page, register = book.page("movements"), book.register
    if page is None or register is None or not (free := page.free("unions_joined")):
        return []
    row = random.choice(free)
    row.touched = True
    page.spoiled["unions_joined"] += 1
    page.put(row, "unions_joined", len(register.lines) + 40)
    return [Spot("more_taking_part_than_registered", book, "X5", "error", page, row, "unions_joined")]


INSIDE = (more_unions_than_registered, more_taking_part_than_registered)
"""Mistakes against the register of the same workbook."""


def _taken(page: Page, line: str) -> Line:
    """Return the row of a line in which nothing else may go wrong."""
    row = row_of(page, line)
    row.touched = True
    return row


def running_total_wrong(pair: Pair, plan: Plan) -> list[Spot]:
    """The running total is not what the phases add up to (X2)."""
    later = pair[1]
    page = later.pages["summary"]
    row = _taken(page, "initiatives_cumulative")
    page.put(row, "public", figures(page)["initiatives_cumulative", "public"] + 17)
    return [Spot("running_total_wrong", later, "X2", "warning", page, row, "production")]


def running_total_falls(pair: Pair, plan: Plan) -> list[Spot]:
    """The running total falls from one phase to the next (X3), so it cannot add up either (X2)."""
    earlier, later = pair
    before, page = figures(earlier.pages["summary"]), later.pages["summary"]
    reached = before["initiatives_cumulative", "production"] - 1
    if reached < figures(page)["initiatives_valid", "production"]:
        return []
    row = _taken(page, "initiatives_cumulative")
    page.put(row, "production", reached)
    return [
        Spot("running_total_falls", later, "X3", "error", page, row, "production"),
        Spot("running_total_wrong", later, "X2", "warning", page, row, "production"),
    ]


def opening_differs(pair: Pair, plan: Plan) -> list[Spot]:
    """The members at the beginning are not those at the end of the phase before (X6)."""
    later = pair[1]
    page = later.pages["summary"]
    for line in ("members_open", "members_close"):
        page.put(_taken(page, line), "public", figures(page)[line, "public"] + 12)
    return [Spot("opening_differs", later, "X6b", "warning", page, row_of(page, "members_open"), "public")]


def closing_wrong(pair: Pair, plan: Plan) -> list[Spot]:
    """The members at the end are not what the phase makes of those at the beginning (X6)."""
    later = pair[1]
    page = later.pages["summary"]
    row = _taken(page, "members_close")
    page.put(row, "production", figures(page)["members_close", "production"] + 21)
    return [Spot("closing_wrong", later, "X6", "warning", page, row, "production")]


def congress_forgotten(pair: Pair, plan: Plan) -> list[Spot]:
    """A congress that was held is no longer in the register (X3)."""
    earlier, later = (book.pages["unions"] for book in pair)
    held = {union_key(str(line.values["name"])) for line in earlier.data if line.values["congress_on"]}
    for line in later.data:
        if union_key(str(line.values["name"])) in held and line.values["congress_on"]:
            later.put(line, "congress_on", None)
            earlier.closed = later.closed = True
            return [Spot("congress_forgotten", pair[1], "X3", "warning", later, line, "congress_on")]
    return []


def unions_gone(pair: Pair, plan: Plan) -> list[Spot]:
    """Grassroots unions were deleted from the register, and no other row of the workbook speaks of them."""
    earlier, later = pair[0].pages["unions"], pair[1].pages["unions"]
    named = _spoken_of(pair[1])
    known = {union_key(str(line.values["name"])) for line in earlier.data}
    gone = [line for line in later.data if (key := _key(line)) not in named and key in known][:1]
    if not gone or not _has_room(pair[1], plan, gone[0]):
        return []
    later.lines.remove(gone[0])
    earlier.closed = later.closed = True
    return [Spot("unions_gone", pair[1], "register.gone", "warning", later)]


def coverage_above_register(pair: Pair, plan: Plan) -> list[Spot]:
    """So many unions were deleted that more have finished a work than there are (X4)."""
    earlier, later = pair
    works = [book.pages["works"] for book in pair]
    owners = {
        union_key(str(line.values["owner"]))
        for page in works
        for line in page.data
        if line.values["status"] == "Hoàn thành" and line.values["owner"]
    }
    register, named = later.pages["unions"], _spoken_of(later)
    surplus = len(register.data) - len(owners) + 1
    known = {_key(line) for line in earlier.pages["unions"].data}
    gone = [line for line in register.data if _key(line) in (owners & known) - named]
    if len(gone) < surplus:
        return []
    for line in gone[:surplus]:
        register.lines.remove(line)
    _lower(later, plan)
    for page in (*works, register, earlier.pages["unions"]):
        page.closed = True
    return [
        Spot("coverage_above_register", later, "X4", "error", works[1]),
        Spot("unions_gone", later, "register.gone", "warning", register),
    ]


def _lower(book: Book, plan: Plan) -> None:
    """Bring every count of grassroots unions down to what the register still has."""
    summary, room = book.pages["summary"], _room(book, plan)
    for (line, sector), value in figures(summary).items():
        if value > room.get((line, sector), value):
            summary.put(_taken(summary, line), sector, room[line, sector])
    sizes = Counter(str(line.values["sector"]) for line in book.pages["unions"].data)
    movements = book.pages["movements"]
    for row in movements.data:
        size = sizes.get(str(row.values["sector"]), sizes.total())
        if not _below(row.values["unions_joined"], size + 1):
            row.touched = True
            movements.put(row, "unions_joined", size)


def _key(line: Line) -> str:
    return union_key(str(line.values["name"]))


def _spoken_of(book: Book) -> set[str]:
    """The grassroots unions that a row of another tab names."""
    columns = {"works": "owner", "initiatives": "union", "rewards": "union"}
    return {
        union_key(str(line.values[column]))
        for name, column in columns.items()
        if name in book.pages
        for line in book.pages[name].data
    }


def _has_room(book: Book, plan: Plan, gone: Line) -> bool:
    """Tell whether no line and no movement counts as many unions as the register has with that one."""
    sector = gone.values["sector"]
    known, room = figures(book.pages["summary"]), _room(book, plan)
    lines = all(value < room.get(key, value + 1) for key, value in known.items() if key[1] == sector)
    rows = book.pages["movements"].data if "movements" in book.pages else []
    size = max((value for key, value in room.items() if key[1] == sector), default=0)
    joined = [row.values["unions_joined"] for row in rows if row.values["sector"] in (sector, "officers")]
    return lines and all(_below(value, size) for value in joined)


def _below(value: Value | None, size: int) -> bool:
    return not isinstance(value, int) or value < size


def founded_with_too_many(pair: Pair, plan: Plan) -> list[Spot]:
    """A union founded in the phase has more members than were admitted in all (X7)."""
    book = pair[1]
    page, summary, phase = book.pages["unions"], book.pages["summary"], plan.phase(book.phase or 0)
    for line in page.data:
        founded, sector = line.values["founded_on"], line.values["sector"]
        if isinstance(founded, Day) and phase.first_day <= founded <= phase.last_day and not line.touched:
            line.touched = True
            admitted = figures(summary)[
                "members_admitted", "production" if sector == "production" else "public"
            ]
            page.put(line, "members", admitted + 50)
            page.put(line, "workers", admitted + 90)
            page.put(line, "admitted", None)
            row = _taken(summary, "members_admitted")
            return [Spot("founded_with_too_many", book, "X7", "warning", summary, row, str(sector))]
    return []


def figure_jumps(pair: Pair, plan: Plan) -> list[Spot]:
    """A figure is many times that of the phase before (X13)."""
    page, checked = pair[1].pages["summary"], _compared(plan)
    flows = {line.id for line in plan.lines if line.kind == "flow" and line.counted not in ("đồng", "CĐCS")}
    for (line, sector), value in figures(pair[0].pages["summary"]).items():
        row = next((row for row in page.data if row.values["line"] == line), None)
        if row is None or line not in flows - checked or value < 10 or row.values[sector] is None:
            continue
        row.touched = True
        row_of(pair[0].pages["summary"], line).touched = True
        page.put(row, sector, value * 60)
        return [Spot("figure_jumps", pair[1], "X13.phase", "note", page, row, sector)]
    return []


def _compared(plan: Plan) -> set[str]:
    """The lines that a check of the plan speaks of."""
    return {_bare(term) for check in plan.line_checks for term in (*check.left, *check.right)}


def register_differs(pair: Pair, plan: Plan) -> list[Spot]:
    """The members of the register are not those that the summary ends with (X6)."""
    book = pair[1]
    page, summary = book.pages["unions"], book.pages["summary"]
    line = next(line for line in page.data if line.values["founded_on"] is None)
    for column in ("members", "workers"):
        page.put(line, column, number(line.values, column) + 45)
    page.closed = True
    row = _taken(summary, "members_close")
    sector = str(line.values["sector"])
    return [Spot("register_differs", book, "X6.register", "warning", summary, row, sector)]


def initiative_again(pair: Pair, plan: Plan) -> list[Spot]:
    """An initiative of the first phase is reported once more in the second (X10)."""
    return _reported_again("initiative_again", pair, "initiatives", "X10", {})


ACROSS_PHASES: tuple[Callable[[Pair, Plan], list[Spot]], ...] = (
    coverage_above_register, running_total_wrong, running_total_falls, opening_differs, closing_wrong,
    congress_forgotten, unions_gone, founded_with_too_many, register_differs, initiative_again, figure_jumps,
)  # fmt: skip


def initiative_of_another_unit(pair: Pair) -> list[Spot]:
    """An initiative is reported by two units (X10)."""
    return _reported_again("initiative_of_another_unit", pair, "initiatives", "X10", {"union": None})


def reward_of_another_unit(pair: Pair) -> list[Spot]:
    """A reward by one decision is reported by two units (X9)."""
    return _reported_again(
        "reward_of_another_unit", pair, "rewards", "X9", {"union": None}, filled="decision_doc"
    )


BETWEEN_UNITS = (initiative_of_another_unit, reward_of_another_unit)


def _reported_again(
    kind: str, pair: Pair, name: str, rule: str, changes: Mapping[str, Cell], *, filled: str = "title"
) -> list[Spot]:
    """Copy a row into another workbook, where it must be found."""
    source, target = (book.page(name) for book in pair)
    if source is None or target is None or source.columns != target.columns:
        return []
    for line in source.data:
        if not line.touched and line.values.get(filled) is not None:
            line.touched = True
            again = Line(list(line.cells))
            target.lines.append(again)
            for column, cell in changes.items():
                target.put(again, column, cell)
            first = {"initiatives": "title", "rewards": "award"}[name]
            return [Spot(kind, pair[1], rule, "warning", target, again, first)]
    return []
