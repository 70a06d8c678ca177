"""Rules across workbooks: between the phases of a unit, and between units and the province."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from campaign.intake.summary import SECTORS, figures
from campaign.intake.validation.places import At
from campaign.intake.validation.plausible import plausible
from campaign.intake.validation.repeated import check_levels, repeated_initiatives
from campaign.records import CheckedWorkbook, Finding
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.names import union_key
from sheets_schema.vietnamese.numbers import write_count

CUMULATIVE = {"initiatives_valid": "initiatives_cumulative"}
"""Line that counts in a phase → the line that states its running total."""
CARRIED_ON = {"members_close": "members_open"}
"""Stock at the end of a phase → the same stock at the beginning of the next (X6)."""
FINISHED = "Hoàn thành"
MOST_NAMED = 5


def countable(workbooks: Sequence[CheckedWorkbook]) -> tuple[CheckedWorkbook, ...]:
    """Return the workbooks that count: unit and phase are known, and no other workbook contradicts.

    Of several for one unit and phase an untouched copy gives way to a filled one, equal ones count once, and
    where two differ neither is guessed.
    """
    counted = []
    for group in _places(workbooks).values():
        filled = [book for book in group if book.received]
        if not filled or len(filled) == 1:
            counted.append((filled or group)[0])
        elif all(_content(book) == _content(filled[0]) for book in filled):
            counted.append(filled[0])
    return tuple(counted)


def check_together(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> tuple[Finding, ...]:
    """Judge the rules across workbooks: doubles, X2, X3, X4, X6b, X9, X10, registers, the province's list.

    What is only worth a second look (X13, X14, X16) comes as notes.
    """
    findings = [finding for group in _places(workbooks).values() for finding in _doubled(plan, group)]
    counted = countable(workbooks)
    province = next((book for book in counted if book.kind == "province"), None)
    by_unit: dict[str, list[CheckedWorkbook]] = {}
    for book in counted:
        if book.kind == "unit":
            by_unit.setdefault(book.unit, []).append(book)
    openings = _openings(province)
    for unit, books in by_unit.items():
        books.sort(key=lambda book: book.phase or 0)
        findings += _check_cumulative(plan, books, openings.get(unit, {}))
        for earlier, later in pairwise(books):
            if (later.phase or 0) == (earlier.phase or 0) + 1:
                findings += _check_carried(plan, earlier, later)
                findings += _check_registers(earlier, later)
        findings += _check_coverage(books)
    if province is not None:
        findings += _check_units(plan, province)
        findings += _check_sizes(province, by_unit)
    findings += (said for repeats in repeated_initiatives(plan, counted).values() for _, said in repeats)
    findings += check_levels(plan, counted)
    findings += plausible(plan, counted)
    return tuple(findings)


def _places(workbooks: Sequence[CheckedWorkbook]) -> dict[tuple[str, str, int], list[CheckedWorkbook]]:
    """Group workbooks by what they report on, by key; leave out those that cannot be told."""
    places: dict[tuple[str, str, int], list[CheckedWorkbook]] = {}
    for book in sorted(workbooks, key=lambda book: book.key):
        if book.kind == "province" or (book.kind == "unit" and book.unit and book.phase is not None):
            places.setdefault((book.kind, book.unit, book.phase or 0), []).append(book)
    return places


def _content(book: CheckedWorkbook) -> object:
    return {name: (table.rows, table.values) for name, table in book.tables.items()}


def _doubled(plan: Plan, group: Sequence[CheckedWorkbook]) -> Iterator[Finding]:
    filled = [book for book in group if book.received]
    if len(filled) < 2:
        return
    first = filled[0]
    what = (
        "bảng của tỉnh" if first.kind == "province" else f"{_unit_name(plan, first.unit)} – Đợt {first.phase}"
    )
    same = all(_content(book) == _content(first) for book in filled)
    keys = ", ".join(f"“{book.key}”" for book in filled)
    rest = (
        f"số liệu giống nhau nên chỉ tính “{first.key}”. Hãy xóa bản thừa."
        if same
        else "số liệu khác nhau nên chưa tính tệp nào. Hãy giữ lại một tệp."
    )
    for book in filled[1:] if same else filled:
        yield Finding(
            book.key,
            book.unit,
            book.phase,
            "",
            "",
            "workbook.double",
            "warning" if same else "error",
            "",
            f"Có {len(filled)} tệp cho {what}: {keys}; {rest}",
            url=book.url,
            rows=0 if same else sum(len(table.rows) for table in book.tables.values()),
        )


def _unit_name(plan: Plan, id: str) -> str:
    return next((unit.name for unit in plan.units if unit.id == id), id)


def _openings(province: CheckedWorkbook | None) -> dict[str, dict[str, int]]:
    """Return unit → indicator → value at the beginning of the count, as assigned by the province."""
    found: dict[str, dict[str, int]] = {}
    targets = province.tables.get("targets") if province else None
    if targets is not None:
        columns = (targets.values[name] for name in ("unit", "indicator", "opening"))
        for unit, indicator, opening in zip(*columns, strict=True):
            if isinstance(opening, int):
                found.setdefault(str(unit), {})[str(indicator)] = opening
    return found


def _check_cumulative(
    plan: Plan, books: Sequence[CheckedWorkbook], openings: Mapping[str, int]
) -> Iterator[Finding]:
    for line, total in CUMULATIVE.items():
        indicator = next((each.id for each in plan.indicators if each.line == line), "")
        yield from _check_falling(plan, books, total)
        if indicator in openings:
            yield from _check_running_total(books, line, total, openings[indicator])


def _check_falling(plan: Plan, books: Sequence[CheckedWorkbook], total: str) -> Iterator[Finding]:
    """A running total never falls from one phase to the next (X3)."""
    for sector in SECTORS:
        highest, said_in = -1, 0
        for book in books:
            found = figures(book.tables.get("summary")).get((total, sector))
            if found is None:
                continue
            row, value = found
            if value < highest:
                message = (
                    f"Lũy kế {plan.sector(sector).short} giảm từ {write_count(highest)} (Đợt {said_in}) "
                    f"xuống {write_count(value)}. Số lũy kế không được giảm; hãy kiểm tra hai đợt."
                )
                at = At(book, book.tables["summary"])
                yield at.finding("X3", "error", message, row=row, column=sector, typed=write_count(value))
            else:
                highest, said_in = value, book.phase or 0


def _check_running_total(
    books: Sequence[CheckedWorkbook], line: str, total: str, opening: int
) -> Iterator[Finding]:
    """What is stated as running total is the opening value and all phases since (X2); sectors added up."""
    expected, reached = opening, 0
    for book in books:
        known = figures(book.tables.get("summary"))
        parts = [known.get((line, sector)) for sector in SECTORS]
        stated = [known.get((total, sector)) for sector in SECTORS]
        if book.phase != reached + 1 or any(part is None for part in parts):
            return
        expected, reached = expected + sum(part[1] for part in parts if part), reached + 1
        if any(part is None for part in stated):
            continue
        written = sum(part[1] for part in stated if part)
        if written != expected:
            message = (
                f"Lũy kế hai khu vực ghi {write_count(written)}; đầu kỳ {write_count(opening)} cộng các đợt "
                f"được {write_count(expected)}. Hãy kiểm tra số trong đợt hoặc số lũy kế."
            )
            at = At(book, book.tables["summary"])
            row = next(part[0] for part in stated if part)
            yield at.finding("X2", "warning", message, row=row, column=SECTORS[0], typed=write_count(written))


def _check_carried(plan: Plan, earlier: CheckedWorkbook, later: CheckedWorkbook) -> Iterator[Finding]:
    """A stock begins a phase where it ended the last (X6)."""
    before, after = figures(earlier.tables.get("summary")), figures(later.tables.get("summary"))
    for closing, opening in CARRIED_ON.items():
        for sector in SECTORS:
            ended, begun = before.get((closing, sector)), after.get((opening, sector))
            if ended is None or begun is None or ended[1] == begun[1]:
                continue
            message = (
                f"Đầu đợt ghi {write_count(begun[1])}, cuối Đợt {earlier.phase} ghi {write_count(ended[1])} "
                f"({plan.sector(sector).short}). Hai số phải bằng nhau."
            )
            at = At(later, later.tables["summary"])
            yield at.finding(
                "X6b", "warning", message, row=begun[0], column=sector, typed=write_count(begun[1])
            )


def _check_registers(earlier: CheckedWorkbook, later: CheckedWorkbook) -> Iterator[Finding]:
    """A union of the last register is in the next one until it is dissolved, and keeps its congress (X3)."""
    before, after = earlier.tables.get("unions"), later.tables.get("unions")
    if before is None or after is None or not (after.rows or after.left_out):
        return
    at = At(later, after)
    # A row that could not be read may be any of them.
    doubtful = len({left.row for left in after.left_out})
    index = {union_key(str(name)): row for row, name in enumerate(after.values["name"])}
    gone = []
    for row, name in enumerate(before.values["name"]):
        found = index.get(union_key(str(name)))
        if found is None:
            if before.values["dissolved_on"][row] is None:
                gone.append(str(name))
        elif before.values["congress_on"][row] is not None and after.values["congress_on"][found] is None:
            message = (
                f"Đợt {earlier.phase} đã ghi ngày đại hội của “{name}”, đợt này để trống. Hãy ghi lại ngày."
            )
            yield at.finding("X3", "warning", message, row=after.rows[found], column="congress_on")
    if len(gone) > doubtful:
        names = "; ".join(gone[:MOST_NAMED]) + ("; …" if len(gone) > MOST_NAMED else "")
        message = (
            f"{len(gone)} CĐCS có trong Đợt {earlier.phase} không còn trong danh sách: {names}. "
            "Nếu đã giải thể hoặc sáp nhập, hãy giữ dòng và ghi ngày giải thể."
        )
        yield at.finding("register.gone", "warning", message)


def _check_coverage(books: Sequence[CheckedWorkbook]) -> Iterator[Finding]:
    """Unions with a finished work are no more than the unions there are (X4)."""
    owners: set[str] = set()
    for book in books:
        works, register = book.tables.get("works"), book.tables.get("unions")
        if works is not None:
            columns = (works.values[name] for name in ("owner", "status"))
            owners |= {
                union_key(str(owner))
                for owner, status in zip(*columns, strict=True)
                if owner is not None and status == FINISHED
            }
        if works is None or register is None or not register.rows:
            continue
        size = len(register.rows) + len({left.row for left in register.left_out})
        if len(owners) > size:
            message = (
                f"Từ đầu năm có {write_count(len(owners))} CĐCS có công trình hoàn thành, "
                f"nhiều hơn số CĐCS trong danh sách ({write_count(size)})."
            )
            yield At(book, works).finding("X4", "error", message)


def _check_units(plan: Plan, province: CheckedWorkbook) -> Iterator[Finding]:
    """The province's list of units and the plan's are the same, or someone should know."""
    table = province.tables.get("units")
    if table is None or not (table.rows or table.left_out):
        return
    at = At(province, table)
    planned = {unit.id: unit.name for unit in plan.units}
    codes = [str(code) for code in table.values["code"]]
    for row, code in zip(table.rows, codes, strict=True):
        if code not in planned:
            message = (
                f"Đơn vị “{code}” chưa có trong kế hoạch năm {plan.year}, "
                "nên các bảng khác chưa chọn được tên này."
            )
            yield at.finding("units.unknown", "warning", message, row=row, column="code", typed=code)
    absent = [name for id, name in planned.items() if id not in codes]
    if len(absent) > len({left.row for left in table.left_out}):
        message = (
            f"Thiếu {len(absent)} đơn vị của kế hoạch: {'; '.join(absent)}. Các đơn vị này vẫn được tính."
        )
        yield at.finding("units.absent", "warning", message)


def _check_sizes(
    province: CheckedWorkbook, by_unit: Mapping[str, Sequence[CheckedWorkbook]]
) -> Iterator[Finding]:
    """A unit's first register holds as many unions as the province counted on its base date."""
    table = province.tables.get("units")
    if table is None:
        return
    columns = (table.values[name] for name in ("code", "unions_total", "base_date"))
    for code, total, day in zip(*columns, strict=True):
        books = by_unit.get(str(code), ())
        book = next(
            (book for book in books if (register := book.tables.get("unions")) and register.rows), None
        )
        if book is None or not isinstance(total, int) or not isinstance(day, datetime.date):
            continue
        register = book.tables["unions"]
        dates = zip(*(register.values[name] for name in ("founded_on", "dissolved_on")), strict=True)
        there = sum(
            _stood(founded, day) and not _stood(dissolved, day, blank=False) for founded, dissolved in dates
        )
        doubtful = len({left.row for left in register.left_out})
        if not there <= total <= there + doubtful:
            message = (
                f"Danh sách có {write_count(there)} CĐCS thành lập đến {write_date(day)}; tỉnh đang ghi "
                f"{write_count(total)}. Hãy bổ sung danh sách, hoặc đề nghị tỉnh sửa số CĐCS của đơn vị."
            )
            yield At(book, register).finding("register.size", "warning", message)


def _stood(since: object, day: datetime.date, *, blank: bool = True) -> bool:
    """Tell whether something that began on a day, or on a day that nobody wrote, had begun by another."""
    return since <= day if isinstance(since, datetime.date) else blank
