"""Rules that need more than one row of a workbook, numbered as in domain.md §3.19."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from campaign.intake.reading.cells import Tab
from campaign.intake.summary import SECTORS, Figures, figures
from campaign.records import CheckedWorkbook, Finding, LeftOut, Table
from sheets_schema.cell import Month
from sheets_schema.plan import Line, LineCheck, Phase, Plan, Sector
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import Severity

COUNTED_IN_UNIONS = "CĐCS"
"""Lines counted in grassroots unions cannot exceed the register (X5)."""


FEWEST_UNIONS = 2
"""A register of one row was only begun."""
GIVEN_TO = (("_people", "người", 10_000, 100_000_000), ("_count", "nhà", 1_000_000, 1_000_000_000))
"""Ending of the line beside a line of money, what it counts, and the least and the most for each, in đồng."""


@dataclass
class _Judged:
    """A workbook while it is judged: findings, and the cells they take out of the count."""

    workbook: CheckedWorkbook
    links: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    out: dict[str, list[LeftOut]] = field(default_factory=dict)

    def note(
        self, rule: str, severity: Severity, message: str, *, table: Table, row: int, column: str, typed: str
    ) -> None:
        """Add a finding at a cell, given by sheet row and column; an error takes the cell out."""
        book = self.workbook
        tab = Tab(book.key, book.unit, book.phase, table.title, self.links.get(table.title, ""))
        cell = f"{table.cells[column]}{row}" if column in table.cells else ""
        written = table.typed_at(row, column) or typed
        self.findings.append(tab.finding(rule, severity, message, cell=cell, typed=written))
        if severity == "error":
            self.out.setdefault(table.worksheet, []).append(LeftOut(row, column, message))


def check_workbook(plan: Plan, checked: CheckedWorkbook, links: Mapping[str, str]) -> CheckedWorkbook:
    """Judge the rules across rows and worksheets of one workbook: line checks, X5, X7–X9, X12, registers.

    `links`: tab title → its address. An error takes the cell that it names out of the count.
    """
    judged = _Judged(checked, links)
    schema = unit_workbook(plan) if checked.kind == "unit" else province_workbook(plan)
    if checked.kind == "unit":
        summary = checked.tables.get("summary")
        if summary is not None:
            _check_lines(judged, plan, summary)
            _check_amounts(judged, plan, summary)
        _check_register(judged, plan)
        if checked.phase is not None:
            phase = plan.phase(checked.phase)
            for worksheet in schema.worksheets:
                table = checked.tables.get(worksheet.name)
                if worksheet.event_date and table is not None:
                    _check_event_dates(judged, plan, phase, table, worksheet.event_date)
            _check_new_unions(judged, phase)
        _check_members(judged, plan)
        _check_levels(judged)
    tables = {name: _without(table, judged.out.get(name, ())) for name, table in checked.tables.items()}
    return replace(checked, tables=tables, findings=(*checked.findings, *judged.findings))


def _check_lines(judged: _Judged, plan: Plan, summary: Table) -> None:
    known = figures(summary)
    lines = {line.id: line for line in plan.lines}
    for check in plan.line_checks:
        for sector in SECTORS:
            _check_relation(judged, check, sector, summary, known, lines)


def _check_relation(
    judged: _Judged,
    check: LineCheck,
    sector: Sector,
    summary: Table,
    known: Figures,
    lines: Mapping[str, Line],
) -> None:
    left, right = _sum(check.left, sector, known), _sum(check.right, sector, known)
    if left is None or right is None or (left == right if check.relation == "=" else left <= right):
        return
    first = check.left[0].lstrip("-")
    money = lines[first].counted == "đồng"
    write = write_money if money else write_count
    message = check.message.format(left=write(left), right=write(right))
    row, value = known[first, sector]
    typed = write_count(value)
    judged.note(check.id, check.severity, message, table=summary, row=row, column=sector, typed=typed)


def _sum(ids: Sequence[str], sector: Sector, known: Figures) -> int | None:
    """Add up lines of one sector; None where one of them is not reported."""
    total = 0
    for id in ids:
        found = known.get((id.lstrip("-"), sector))
        if found is None:
            return None
        total += -found[1] if id.startswith("-") else found[1]
    return total


def _check_amounts(judged: _Judged, plan: Plan, summary: Table) -> None:
    """What one person, or one home, was given is an amount that somebody may have been given (X8)."""
    known = figures(summary)
    for line in plan.lines:
        for ending, noun, least, most in GIVEN_TO if line.id.endswith("_money") else ():
            for sector in SECTORS:
                row, money = known.get((line.id, sector), (0, 0))
                _, heads = known.get((line.id.removesuffix("_money") + ending, sector), (0, None))
                # Who was cared for without money was given something else.
                if not money or heads is None or least * heads <= money <= most * heads:
                    continue
                each = f", bình quân {write_money(money // heads)} mỗi {noun}" if heads else ""
                message = (
                    f"Chi {write_money(money)} cho {write_count(heads)} {noun}{each}. "
                    "Hãy kiểm tra số tiền (tính bằng đồng) và số lượng."
                )
                typed = write_count(money)
                judged.note("X8.each", "warning", message, table=summary, row=row, column=sector, typed=typed)


def _check_register(judged: _Judged, plan: Plan) -> None:
    """Counts of grassroots unions stay within the register of their sector (X5)."""
    size = _register_size(judged.workbook.tables.get("unions"))
    summary, movements = judged.workbook.tables.get("summary"), judged.workbook.tables.get("movements")
    if size is None:
        return
    if summary is not None:
        counted = {line.id for line in plan.lines if line.counted == COUNTED_IN_UNIONS}
        for (line, sector), (row, value) in figures(summary).items():
            if line in counted:
                _compare_register(judged, plan, summary, row, sector, sector, value, size)
    if movements is not None:
        columns = (movements.values[name] for name in ("sector", "unions_joined"))
        for row, of, joined in zip(movements.rows, *columns, strict=True):
            if isinstance(joined, int):
                _compare_register(judged, plan, movements, row, "unions_joined", str(of), joined, size)


def _register_size(register: Table | None) -> dict[str, int] | None:
    """Return sector → number of unions, each with the rows that could not be read; None without any row."""
    if register is None or not (register.rows or register.left_out):
        return None
    doubtful = len({left.row for left in register.left_out})
    sizes: dict[str, int] = {
        sector: doubtful + sum(value in (sector, None) for value in register.values["sector"])
        for sector in SECTORS
    }
    return sizes | {"officers": doubtful + len(register.rows)}


def _compare_register(
    judged: _Judged,
    plan: Plan,
    table: Table,
    row: int,
    column: str,
    sector: str,
    value: int,
    size: Mapping[str, int],
) -> None:
    if sector not in size or value <= size[sector]:
        return
    where = "" if sector == "officers" else f" {plan.sector(_sector(sector)).short}"
    message = (
        f"Ô ghi {write_count(value)} CĐCS, nhiều hơn số CĐCS{where} trong trang “CĐCS” "
        f"({write_count(size[sector])}). "
        "Hãy kiểm tra lại hoặc bổ sung danh sách CĐCS."
    )
    judged.note("X5", "error", message, table=table, row=row, column=column, typed=write_count(value))


def _sector(id: str) -> Sector:
    return "public" if id == "public" else "production"


def _check_new_unions(judged: _Judged, phase: Phase) -> None:
    """Members of unions founded in the phase are among those admitted in it (X7)."""
    register, summary = judged.workbook.tables.get("unions"), judged.workbook.tables.get("summary")
    if register is None or summary is None:
        return
    known = figures(summary)
    for sector in SECTORS:
        members = sum(_founded_members(register, sector, phase))
        row, admitted = known.get(("members_admitted", sector), (0, members))
        if members > admitted:
            message = (
                f"CĐCS thành lập trong đợt có {write_count(members)} đoàn viên, "
                f"nhiều hơn số kết nạp mới trong đợt ({write_count(admitted)})."
            )
            typed = write_count(admitted)
            judged.note("X7", "warning", message, table=summary, row=row, column=sector, typed=typed)


def _check_members(judged: _Judged, plan: Plan) -> None:
    """The phase ends with the members of the register; a cell in question is not asked about twice."""
    register, summary = judged.workbook.tables.get("unions"), judged.workbook.tables.get("summary")
    if register is None or summary is None or len(register.rows) < FEWEST_UNIONS or register.left_out:
        return
    known = figures(summary)
    asked = {(found.worksheet, found.cell) for found in judged.findings}
    columns = [register.values[name] for name in ("sector", "members", "dissolved_on")]
    active = [(of, members) for of, members, dissolved in zip(*columns, strict=True) if dissolved is None]
    if any(of is None or members is None for of, members in active):
        return
    for sector in SECTORS:
        row, written = known.get(("members_close", sector), (0, None))
        total = sum(members for of, members in active if of == sector and isinstance(members, int))
        if written is None or written == total or (summary.title, f"{summary.cells[sector]}{row}") in asked:
            continue
        message = (
            f"Đoàn viên cuối đợt ghi {write_count(written)}; cộng các CĐCS {plan.sector(sector).short} "
            f"trong trang “{register.title}” được {write_count(total)}. Hai số phải bằng nhau."
        )
        typed = write_count(written)
        judged.note("X6.register", "warning", message, table=summary, row=row, column=sector, typed=typed)


def _check_levels(judged: _Judged) -> None:
    """One work is reported by the union or by the unit above it, not by both (X9)."""
    works = judged.workbook.tables.get("works")
    if works is None:
        return
    columns = [works.values[name] for name in ("title", "owner_level", "owner", "total")]
    rows = list(zip(works.rows, *columns, strict=True))
    if all(owner or level is None for _, _, level, owner, _ in rows):
        return
    of_unions = {fold(str(title)): (row, owner, total) for row, title, _, owner, total in rows if owner}
    for row, title, level, owner, total in rows:
        found = of_unions.get(fold(str(title)))
        if owner or level is None or found is None or (None not in (total, found[2]) and total != found[2]):
            continue
        message = (
            f"“{title}” đã ghi ở dòng {found[0]} cho {found[1]}. Mỗi công trình chỉ ghi ở một cấp; "
            "hãy giữ một dòng."
        )
        judged.note("X9", "warning", message, table=works, row=row, column="title", typed=str(title))


def _founded_members(register: Table, sector: str, phase: Phase) -> Iterator[int]:
    columns = (register.values[name] for name in ("sector", "founded_on", "members"))
    for found, founded, members in zip(*columns, strict=True):
        inside = isinstance(founded, datetime.date) and phase.first_day <= founded <= phase.last_day
        if inside and found == sector and isinstance(members, int):
            yield members


def _check_event_dates(judged: _Judged, plan: Plan, phase: Phase, table: Table, column: str) -> None:
    """The event of a row lies in the workbook's phase (X12); a month counts if any of its days does."""
    for row, value in zip(table.rows, table.values[column], strict=True):
        if not isinstance(value, datetime.date | Month):
            continue
        first, last = _days(value)
        if first <= phase.last_day and last >= phase.first_day:
            continue
        other = plan.phase_of(first) or plan.phase_of(last)
        belongs = f"thuộc {other.title}" if other else f"không thuộc đợt nào của năm {plan.year}"
        message = (
            f"{write_date(value)} {belongs}, bảng này là {phase.title}. "
            "Hãy kiểm tra lại ngày hoặc chuyển sang bảng đúng đợt."
        )
        judged.note("X12", "warning", message, table=table, row=row, column=column, typed=write_date(value))


def _days(value: datetime.date | Month) -> tuple[datetime.date, datetime.date]:
    if isinstance(value, Month):
        following = value.first_day + datetime.timedelta(days=31)
        return value.first_day, following.replace(day=1) - datetime.timedelta(days=1)
    return value, value


def _without(table: Table, out: Sequence[LeftOut]) -> Table:
    """Return the table without the cells that do not count."""
    if not out:
        return table
    blanked = {(left.row, left.column) for left in out}
    values = {
        name: tuple(
            None if (row, name) in blanked else value for row, value in zip(table.rows, column, strict=True)
        )
        for name, column in table.values.items()
    }
    return replace(table, values=values, left_out=(*table.left_out, *out))
