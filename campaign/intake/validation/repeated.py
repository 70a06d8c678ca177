"""The same thing reported twice: an initiative in two phases or units, a work or a reward by two levels."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from campaign.intake.validation.places import At
from campaign.records import CheckedWorkbook, Finding, LeftOut, Table
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.names import person_key, union_key
from sheets_schema.vietnamese.text import fold

CONFIRMED = "Khớp"
"""The verdict of «Xác minh» by which a row that stands twice counts after all."""

Repeats = Mapping[str, Sequence[tuple[int, Finding]]]
"""Workbook key → (sheet row, finding) of each initiative that was reported before."""


def repeated_initiatives(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> Repeats:
    """Return the initiatives that another workbook has already, by title and authors (X10).

    The earlier phase counts, and of one phase the unit that comes first in the official order.
    """
    titles = [book.tables["initiatives"].title for book in workbooks if "initiatives" in book.tables]
    confirmed = _confirmed(workbooks, {fold(title) for title in titles})
    first: dict[Hashable, tuple[CheckedWorkbook, int]] = {}
    found: dict[str, list[tuple[int, Finding]]] = {}
    for book in in_official_order(plan, workbooks):
        table = book.tables.get("initiatives")
        if table is None:
            continue
        columns = (table.values[name] for name in ("title", "authors", "benefit"))
        for row, title, authors, benefit in zip(table.rows, *columns, strict=True):
            if title is None or not isinstance(authors, tuple):
                continue
            key = fold(str(title)), tuple(sorted(map(person_key, authors)))
            earlier, at = first.setdefault(key, (book, row))
            if earlier is not book and (book.unit, book.phase, row) not in confirmed:
                lost = (("đồng", benefit),) if isinstance(benefit, int) else ()
                message = _told(plan, book, earlier, at)
                said = At(book, table).finding(
                    "X10", "warning", message, row=row, column="title", typed=str(title), rows=1, lost=lost
                )
                found.setdefault(book.key, []).append((row, said))
    return found


def without_repeated(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> tuple[CheckedWorkbook, ...]:
    """Return the workbooks without the initiatives that count elsewhere."""
    repeats = repeated_initiatives(plan, workbooks)
    return tuple(
        replace(book, tables={**book.tables, "initiatives": _without(book.tables["initiatives"], out)})
        if (out := repeats.get(book.key))
        else book
        for book in workbooks
    )


def check_levels(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> Iterator[Finding]:
    """One reward by one decision, one work of a grassroots union: reported by one unit only (X9)."""
    first: dict[Hashable, tuple[CheckedWorkbook, int]] = {}
    for book in in_official_order(plan, workbooks):
        for name, columns, what in (
            ("rewards", ("award", "recipient", "decision_doc"), "Khen thưởng"),
            ("works", ("title", "owner", "total"), "Công trình"),
        ):
            table = book.tables.get(name)
            if table is None:
                continue
            for row, *cells in zip(table.rows, *(table.values[column] for column in columns), strict=True):
                if None in cells:
                    continue
                key = (name, *(union_key(str(cell)) for cell in cells))
                earlier, at = first.setdefault(key, (book, row))
                if earlier.unit != book.unit:
                    message = (
                        f"{what} này đã có trong bảng của {_whose(plan, earlier)} (dòng {at}). "
                        "Mỗi việc chỉ một đơn vị báo cáo; hai đơn vị hãy thống nhất."
                    )
                    yield At(book, table).finding(
                        "X9", "warning", message, row=row, column=columns[0], typed=str(cells[0])
                    )


def in_official_order(plan: Plan, workbooks: Sequence[CheckedWorkbook]) -> list[CheckedWorkbook]:
    """Return the units' workbooks by phase, then in the order of the plan's units."""
    place = {unit.id: index for index, unit in enumerate(plan.units)}
    units = (book for book in workbooks if book.kind == "unit")
    return sorted(units, key=lambda book: (book.phase or 0, place.get(book.unit, len(place)), book.key))


def _told(plan: Plan, book: CheckedWorkbook, earlier: CheckedWorkbook, row: int) -> str:
    where = (
        f"đã báo cáo ở Đợt {earlier.phase}"
        if earlier.unit == book.unit
        else f"đã có trong bảng của {_whose(plan, earlier)}"
    )
    return (
        f"Sáng kiến này {where} (dòng {row}), chưa tính lần nữa. "
        "Nếu là sáng kiến khác, hãy ghi rõ tên; được tỉnh xác minh là khớp thì sẽ tính."
    )


def _whose(plan: Plan, book: CheckedWorkbook) -> str:
    name = next((unit.name for unit in plan.units if unit.id == book.unit), book.unit)
    return f"{name} – Đợt {book.phase}"


def _confirmed(workbooks: Sequence[CheckedWorkbook], titles: set[str]) -> set[tuple[str, int, int]]:
    """Return unit, phase and sheet row of the initiatives that the province has verified."""
    found = set()
    for book in workbooks:
        table = book.tables.get("verifications") if book.kind == "province" else None
        if table is None:
            continue
        columns = (table.values[name] for name in ("unit", "phase", "worksheet", "item", "verdict"))
        for unit, phase, worksheet, item, verdict in zip(*columns, strict=True):
            row = re.search(r"\d+", str(item))
            if verdict == CONFIRMED and fold(str(worksheet)) in titles and row and phase is not None:
                found.add((str(unit), int(str(phase)), int(row.group())))
    return found


def _without(table: Table, out: Sequence[tuple[int, Finding]]) -> Table:
    """Return the table without the rows of `out`, which are among those left out."""
    gone = {row for row, _ in out}
    kept = [index for index, row in enumerate(table.rows) if row not in gone]
    left = (LeftOut(row, "title", finding.message) for row, finding in out)
    return replace(
        table,
        rows=tuple(table.rows[index] for index in kept),
        values={name: tuple(column[index] for index in kept) for name, column in table.values.items()},
        left_out=tuple(sorted((*table.left_out, *left), key=lambda each: each.row)),
    )
