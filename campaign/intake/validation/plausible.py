"""Figures that deserve a second look although nothing is wrong with them: notes that never accuse."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from campaign.intake.summary import SECTORS, Figures, figures
from campaign.intake.validation.places import At
from campaign.records import CheckedWorkbook, Finding
from sheets_schema.plan import Plan, Sector
from sheets_schema.vietnamese.numbers import write_count, write_decimal
from sheets_schema.vietnamese.text import clean

JUMP = 3
"""So many times the last phase, or the block's middle value, is worth a question (X13)."""
LEAST_JUMP = 30
"""Smaller differences are everyday ups and downs."""
FEWEST_OF_BLOCK = 3
"""Other units of the block that must have reported, for its middle value to mean something."""
MOST_SINGLE = 3
"""With more such lines the unit is unlike its block, which is one cause."""
FEWEST_ROUND = 8
"""So many figures, each ending in 0 by chance, come once in a hundred million (X14)."""
FEWEST_SAME = 5
FEWEST_SHARES = 3
DONE_OF_DUE = (
    ("initiatives_valid", "initiatives_submitted"),
    ("unions_reported", "unions_due_report"),
    ("enterprises_dialogue", "enterprises"),
    ("worker_conferences", "enterprises"),
    ("petitions_solved", "petitions"),
    ("kh129_done", "kh129_tasks"),
)
"""Lines that are a part of another line: what was done, of what was due (X16)."""
MEMBERS = "members_close"
SENT = ("report_sent", "entry_finished")
"""Rows of «Báo cáo» whose date says that the unit has finished: before, a blank is only not yet filled."""
LONGEST_DENIAL = 60

Totals = Mapping[str, int]
"""Line → figure of both sectors together."""


def plausible(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> Iterator[Finding]:
    """Note jumps (X13), round or copied figures (X14) and full marks without a weakness (X16)."""
    books = [book for book in workbooks if book.kind == "unit" and "summary" in book.tables]
    totals = {book.key: _totals(plan, book) for book in books}
    by_unit: dict[str, list[CheckedWorkbook]] = {}
    by_phase: dict[int, list[CheckedWorkbook]] = {}
    for book in sorted(books, key=lambda book: book.phase or 0):
        by_unit.setdefault(book.unit, []).append(book)
        by_phase.setdefault(book.phase or 0, []).append(book)
    for phases in by_unit.values():
        for earlier, later in pairwise(phases):
            if (later.phase or 0) == (earlier.phase or 0) + 1:
                yield from _jumps(plan, earlier, later, totals)
    for together in by_phase.values():
        yield from _beside_block(plan, together, totals)
        yield from _copies(plan, together, totals)
    for book in books:
        yield from _round(book, totals[book.key])
        yield from _full_marks(book, totals[book.key])


def _totals(plan: Plan, book: CheckedWorkbook) -> Totals:
    """Add up the sectors of each line that counts what happened in the phase."""
    flows = {line.id for line in plan.lines if line.kind == "flow" and line.counted != "đồng"}
    totals: dict[str, int] = {}
    for (line, _), (_, value) in figures(book.tables["summary"]).items():
        if line in flows:
            totals[line] = totals.get(line, 0) + value
    return totals


def _jumps(
    plan: Plan, earlier: CheckedWorkbook, later: CheckedWorkbook, totals: Mapping[str, Totals]
) -> Iterator[Finding]:
    before = totals[earlier.key]
    for line, value in totals[later.key].items():
        last = before.get(line, 0)
        if last > 0 and value > JUMP * last and value - last >= LEAST_JUMP:
            message = (
                f"Đợt này ghi {write_count(value)}, gấp {write_decimal(value / last)} lần "
                f"Đợt {earlier.phase} ({write_count(last)}). Đề nghị kiểm tra lại."
            )
            yield _at_line(later, line, "X13.phase", message)


def _beside_block(
    plan: Plan, books: Sequence[CheckedWorkbook], totals: Mapping[str, Totals]
) -> Iterator[Finding]:
    """Compare what a unit reports per member of a sector with the middle of the other units of its block."""
    blocks = {unit.id: unit.block for unit in plan.units}
    known = {book.key: figures(book.tables["summary"]) for book in books}
    for book in books:
        block = blocks.get(book.unit, "")
        others = [
            known[each.key] for each in books if each is not book and block and blocks.get(each.unit) == block
        ]
        above = [
            (line, sector, value, usual)
            for (line, sector), (_, value) in known[book.key].items()
            if line in totals[book.key]
            and (usual := _usual(line, sector, known[book.key], others)) > 0
            and value > JUMP * usual
            and value - usual >= LEAST_JUMP
        ]
        yield from _above(plan, book, block, above)


def _usual(line: str, sector: Sector, own: Figures, others: Sequence[Figures]) -> float:
    """Return what a unit with as many members reports at the middle rate; 0 where too few reported."""
    _, size = own.get((MEMBERS, sector), (0, 0))
    rates = [
        each[line, sector][1] / each[MEMBERS, sector][1]
        for each in others
        if (line, sector) in each and each.get((MEMBERS, sector), (0, 0))[1] > 0
    ]
    return median(rates) * size if len(rates) >= FEWEST_OF_BLOCK else 0.0


def _above(
    plan: Plan, book: CheckedWorkbook, block: str, above: Sequence[tuple[str, Sector, int, float]]
) -> Iterator[Finding]:
    at = At(book, book.tables["summary"])
    if len(above) > MOST_SINGLE:
        titles = "; ".join(dict.fromkeys(plan.line(line).title for line, *_ in above[:MOST_SINGLE]))
        message = (
            f"{len(above)} ô cao hơn {JUMP} lần mức giữa của {block} tính theo đầu đoàn viên: {titles}; … "
            "Đề nghị kiểm tra lại."
        )
        yield at.finding("X13.block", "note", message)
        return
    for line, sector, value, usual in above:
        message = (
            f"Ô ghi {write_count(value)}; theo mức giữa của {block}, đơn vị có cùng số đoàn viên "
            f"{plan.sector(sector).short} vào khoảng {write_count(round(usual))}. Đề nghị kiểm tra lại."
        )
        row = figures(book.tables["summary"])[line, sector][0]
        yield at.finding("X13.block", "note", message, row=row, column=sector, typed=write_count(value))


def _copies(plan: Plan, books: Sequence[CheckedWorkbook], totals: Mapping[str, Totals]) -> Iterator[Finding]:
    names = {unit.id: unit.name for unit in plan.units}
    alike: dict[tuple[tuple[str, int], ...], list[CheckedWorkbook]] = {}
    for book in books:
        told = tuple(sorted((line, value) for line, value in totals[book.key].items() if value > 0))
        if len(told) >= FEWEST_SAME:
            alike.setdefault(told, []).append(book)
    for group in alike.values():
        for book in group if len(group) > 1 else ():
            others = ", ".join(names.get(each.unit, each.unit) for each in group if each is not book)
            message = (
                f"Toàn bộ số liệu trong đợt giống hệt bảng của {others}. "
                "Đề nghị kiểm tra lại, phòng khi chép nhầm bảng."
            )
            yield At(book, book.tables["summary"]).finding("X14.same", "note", message)


def _round(book: CheckedWorkbook, totals: Totals) -> Iterator[Finding]:
    cells = figures(book.tables["summary"])
    counted = [value for (line, _), (_, value) in cells.items() if line in totals and value >= 10]
    if len(counted) >= FEWEST_ROUND and all(value % 10 == 0 for value in counted):
        message = (
            f"Cả {len(counted)} số liệu từ 10 trở lên của đợt đều tròn chục, tròn trăm. "
            "Nếu là số ước lượng, hãy ghi số đếm được."
        )
        yield At(book, book.tables["summary"]).finding("X14.round", "note", message)


def _full_marks(book: CheckedWorkbook, totals: Totals) -> Iterator[Finding]:
    figure = _all_totals(book)
    shares = [
        (figure[done], figure[due]) for done, due in DONE_OF_DUE if done in figure and figure.get(due, 0) > 0
    ]
    report = book.tables.get("report")
    if report is None or len(shares) < FEWEST_SHARES or any(done < due for done, due in shares):
        return
    items = {str(item): index for index, item in enumerate(report.values["item"])}
    dates, contents = report.values["date"], report.values["content"]
    if not any(item in items and dates[items[item]] is not None for item in SENT):
        return
    weakness = contents[items["weaknesses"]] if "weaknesses" in items else None
    if weakness is None or _is_denial(str(weakness)):
        row = report.rows[items["weaknesses"]] if "weaknesses" in items else 0
        message = (
            f"Cả {len(shares)} việc có số phải làm đều đạt 100% và chưa nêu hạn chế nào. "
            "Nếu còn việc chưa đạt, hãy ghi ở “Hạn chế, nguyên nhân” để tỉnh cùng tháo gỡ."
        )
        yield At(book, report).finding(
            "X16", "note", message, row=row, column="content", typed=str(weakness or "")
        )


def _all_totals(book: CheckedWorkbook) -> dict[str, int]:
    totals: dict[str, int] = {}
    for (line, _), (_, value) in figures(book.tables["summary"]).items():
        totals[line] = totals.get(line, 0) + value
    return totals


def _is_denial(text: str) -> bool:
    """Tell whether an answer only says that there is no weakness."""
    said = clean(text).casefold()
    return len(said) <= LONGEST_DENIAL and said.startswith(("không", "chưa có", "cơ bản không"))


def _at_line(book: CheckedWorkbook, line: str, rule: str, message: str) -> Finding:
    """Make a note at the larger of a line's two figures."""
    summary = book.tables["summary"]
    cells = figures(summary)
    sector = max(SECTORS, key=lambda each: cells[line, each][1] if (line, each) in cells else -1)
    row, value = cells[line, sector]
    return At(book, summary).finding(rule, "note", message, row=row, column=sector, typed=write_count(value))
