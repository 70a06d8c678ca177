"""One message per cause, and what each finding costs the figures."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from campaign.intake.reading.drafts import Draft, DraftRow
from campaign.records import CheckedWorkbook, Finding, LeftOut, Table
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Column, Count, FixedRow, Money

LEAST_CELLS = 8
LEAST_SHARE = 0.6
"""So many cells, and so large a share of a column's filled cells, are one mistake of the whole column."""

WORDS_OF_A_CAUSE = 3
"""Messages of one rule that begin with the same words, figures and quotes aside, say the same."""

PASTED = "row.duplicate"
"""A block pasted again is one cause whatever its share of the rows."""

_COLUMN_RULES = {"error": "column.wrong", "warning": "column.doubtful", "missing": "column.missing"}
_NO_AMOUNTS = frozenset(("", "ngày", "lần"))
"""Units of count of figures that describe a row and add up to nothing."""

_CELL = re.compile(r"([A-Z]+)(\d+)")
_VARYING = re.compile(r"“[^”]*”|\d[\d.,/:]*")


def by_cause(checked: CheckedWorkbook, drafts: Mapping[str, Draft]) -> CheckedWorkbook:
    """Say once what is wrong with a whole column, and with each finding what it leaves out."""
    findings = _costed(checked, drafts)
    for name, draft in drafts.items():
        findings = _joined(findings, draft, checked.tables[name])
    return replace(checked, findings=tuple(findings))


def _costed(checked: CheckedWorkbook, drafts: Mapping[str, Draft]) -> list[Finding]:
    """Give each finding the rows that it leaves out; a row is charged to the finding that came first."""
    findings = list(checked.findings)
    for name, table in checked.tables.items():
        if not table.left_out:
            continue
        at = {
            (finding.message, finding.cell): place
            for place, finding in enumerate(findings)
            if finding.worksheet == table.title
        }
        anywhere = {message: place for (message, _), place in at.items()}
        amounts = _amounts_of(drafts[name])
        for left in table.left_out:
            cell = f"{table.cells.get(left.column, '')}{left.row}"
            place = at.get((left.reason, cell), anywhere.get(left.reason))
            if place is not None:
                found = findings[place]
                lost = _added(found.lost, amounts(left))
                findings[place] = replace(found, rows=found.rows + 1, lost=lost)
    return findings


def _amounts_of(draft: Draft) -> Callable[[LeftOut], tuple[tuple[str, int], ...]]:
    """Return how to tell what stands readable in a row, or in a cell, that does not count."""
    rows = {row.row: row for row in draft.rows}
    printed = {fixed.key: fixed for fixed in draft.worksheet.fixed}

    def amounts(left: LeftOut) -> tuple[tuple[str, int], ...]:
        row = rows.get(left.row)
        if row is None:
            return ()
        if not printed:
            return _largest((column, row.values.get(column.name)) for column in draft.worksheet.columns)
        return _largest([(_cell_column(draft, printed, row, left.column), _figure(row, left.column))])

    return amounts


def _cell_column(
    draft: Draft, printed: Mapping[tuple[str, ...], FixedRow], row: DraftRow, name: str
) -> Column:
    key = tuple(str(row.values[part]) for part in draft.worksheet.key)
    return draft.worksheet.cell_column(printed[key], name)


def _figure(row: DraftRow, name: str) -> object:
    value = row.values.get(name)
    return row.dropped.get(name) if value is None else value


def _largest(
    cells: Iterator[tuple[Column, object]] | Sequence[tuple[Column, object]],
) -> tuple[tuple[str, int], ...]:
    """Return the largest figure per unit of count: parts of a whole stand beside it in the same row."""
    largest: dict[str, int] = {}
    for column, value in cells:
        counted = column.counted if isinstance(column, Count) else "đồng" if isinstance(column, Money) else ""
        if column.name != "row_no" and counted not in _NO_AMOUNTS and isinstance(value, int) and value > 0:
            largest[counted] = max(value, largest.get(counted, 0))
    return tuple(largest.items())


def _added(
    first: Sequence[tuple[str, int]], second: Sequence[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    total = Counter(dict(first))
    total.update(dict(second))
    return tuple(total.items())


def _joined(findings: Sequence[Finding], draft: Draft, table: Table) -> list[Finding]:
    """Put one finding about the column in the place of many that say the same of its cells."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        here = finding.worksheet == table.title and finding.severity in _COLUMN_RULES
        if here and (found := _CELL.fullmatch(finding.cell)):
            said = " ".join(_VARYING.sub("#", finding.message).split()[:WORDS_OF_A_CAUSE])
            groups.setdefault((found[1], finding.rule, finding.severity, said), []).append(finding)
    names = {letters: name for name, letters in table.cells.items()}
    instead: dict[int, Finding | None] = {}
    places: dict[tuple[str, str], int] = {}
    for (letters, *_), group in groups.items():
        group.sort(key=lambda finding: int(finding.cell.removeprefix(letters)))
        if len(group) < LEAST_CELLS or (made := _about_column(group, draft, names.get(letters, ""))) is None:
            continue
        instead |= dict.fromkeys(map(id, group))
        place = places.setdefault((letters, made.rule), id(group[0]))
        earlier = instead[place]
        instead[place] = made if earlier is None else _also(earlier, made, group[0])
    if not instead:
        return list(findings)
    kept = (instead.get(id(finding), finding) for finding in findings)
    return [finding for finding in kept if finding is not None]


def _also(earlier: Finding, later: Finding, example: Finding) -> Finding:
    """Join what else is wrong with a column to what was said of it."""
    return replace(
        earlier,
        message=f"{earlier.message} Ngoài ra, ô {example.cell}: {example.message}",
        suggestion="",
        rows=earlier.rows + later.rows,
        lost=_added(earlier.lost, later.lost),
    )


def _about_column(group: Sequence[Finding], draft: Draft, name: str) -> Finding | None:
    """Make the finding about a column; None where its cells are not wrong together."""
    first, last = group[0], group[-1]
    blank = first.severity == "missing" or not any(finding.typed for finding in group)
    if not name or (blank and draft.worksheet.fixed):
        # Each printed row asks a question of its own.
        return None
    pasted = first.rule == PASTED
    enough = len(draft.rows) if pasted else int(len(group) / LEAST_SHARE) + 1
    of = len(draft.rows) if blank else _filled(draft, name, enough)
    if not pasted and len(group) < LEAST_SHARE * of:
        return None
    said = _told(group, of, draft.worksheet.column(name).header)
    lost: tuple[tuple[str, int], ...] = ()
    for finding in group:
        lost = _added(lost, finding.lost)
    mends = {finding.suggestion for finding in group}
    cells = f"{first.cell}:{last.cell}"
    return replace(
        first,
        cell=cells,
        rule=PASTED if pasted else _COLUMN_RULES[first.severity],
        typed="",
        message=said,
        suggestion=mends.pop() if len(mends) == 1 else "",
        url=first.url.removesuffix(first.cell) + cells if first.url else "",
        rows=sum(finding.rows for finding in group),
        lost=lost,
    )


def _filled(draft: Draft, name: str, enough: int) -> int:
    """Count the filled cells of a column, no further than `enough`."""
    cells = (row for row in draft.rows if row.cell(name) is not None)
    return sum(1 for _ in islice(cells, enough))


def _told(group: Sequence[Finding], of: int, header: str) -> str:
    first = group[0]
    number, all_ = write_count(len(group)), write_count(of)
    example = f"Ví dụ ô {first.cell}: {first.message}"
    if first.rule == PASTED:
        return f"{number} dòng được dán lặp lại, mỗi dòng chỉ tính một lần. {example}"
    match first.severity:
        case "error":
            return f"Cột “{header}” sai cùng một kiểu ở {number}/{all_} ô đã ghi, chưa được tính. {example}"
        case "missing":
            return f"Cột “{header}” còn trống ở {number}/{all_} dòng. {first.message}"
    return f"Cột “{header}” cần xem lại cùng một điều ở {number}/{all_} ô. {example}"
