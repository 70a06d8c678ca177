"""Reading a tab whose rows the template prints: each row found by its label, each cell read for itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from campaign.intake.reading.cells import Tab, filled, is_blank, reader, shown
from campaign.intake.reading.drafts import Draft, DraftRow
from campaign.intake.reading.headers import Header, scaled
from campaign.intake.reading.layout import Merges, is_column_numbers, is_total, merges
from campaign.intake.reading.lists import check_row
from campaign.records import Finding, LeftOut, RawSheet
from sheets_schema.cell import Cell, Parsed
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import AT_END, Column, FixedRow, Money, Worksheet

_ENUMERATED = re.compile(r"^\s*(?:[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})[.)])\s+")

Label = tuple[str, ...]


def read_printed(tab: Tab, sheet: RawSheet, header: Header, worksheet: Worksheet) -> Draft:
    """Find the printed rows by their labels, wherever they stand now, and read what was typed beside them."""
    draft = Draft(tab, worksheet, header)
    found: dict[Label, list[DraftRow]] = {}
    strange: list[tuple[int, Label]] = []
    places = dict(_located(draft, sheet, merges(sheet, header), strange))
    for number, fixed in places.items():
        row = _row(draft, sheet, number, fixed)
        if row is not None:
            found.setdefault(fixed.key, []).append(row)
    for fixed in worksheet.fixed:
        rows = found.get(fixed.key, [])
        if len(rows) > 1:
            _report_twice(draft, fixed, rows)
        elif rows:
            draft.rows.append(rows[0])
    draft.rows.sort(key=lambda row: row.row)
    located = {fixed.key: number for number, fixed in places.items()}
    renamed = {_report_unknown(draft, sheet, index, label, located) for index, label in strange}
    _check(draft, located, renamed)
    return draft


def _located(
    draft: Draft, sheet: RawSheet, merged: Merges, strange: list[tuple[int, Label]]
) -> Iterator[tuple[int, FixedRow]]:
    """Yield (sheet row from 1, printed row); put the rows that are none of the template's in `strange`."""
    waiting: dict[Label, list[FixedRow]] = {}
    for fixed in draft.worksheet.fixed:
        for name in (fixed.labels[0], *fixed.aliases):
            waiting.setdefault((_folded(name), *fixed.key[1:]), []).append(fixed)
    taken: set[Label] = set()
    for index in range(draft.header.row + 1, len(sheet.cells)):
        label = _label(draft, sheet, index, merged)
        candidates = waiting.get(label, [])
        # A label printed twice names its rows in the order of the template.
        fixed_row = next(
            (row for row in candidates if row.key not in taken), candidates[-1] if candidates else None
        )
        if fixed_row is not None:
            taken.add(fixed_row.key)
            yield index + 1, fixed_row
        else:
            strange.append((index, label))


def _label(draft: Draft, sheet: RawSheet, index: int, merged: Merges) -> Label:
    parts = []
    for position, name in enumerate(draft.worksheet.key):
        place = draft.header.places[name]
        top = merged.top(index, place)
        cells = sheet.cells[index if top is None else top]
        cell = cells[place] if place < len(cells) else None
        parts.append(_folded(shown(cell)) if position == 0 else _code(draft.worksheet.column(name), cell))
    return tuple(parts)


def _code(column: Column, cell: Cell) -> str:
    outcome = reader(column)(cell)
    return str(outcome.value) if isinstance(outcome, Parsed) else ""


@lru_cache(maxsize=8192)
def _folded(label: str) -> str:
    return fold(_ENUMERATED.sub("", label))


def _inputs(worksheet: Worksheet, fixed: FixedRow) -> list[str]:
    shown_names = {*worksheet.key, *fixed.printed, "row_no"}
    return [column.name for column in worksheet.columns if column.name not in shown_names]


def _row(draft: Draft, sheet: RawSheet, number: int, fixed: FixedRow) -> DraftRow | None:
    """Read the cells of a printed row; None where nothing was typed in it."""
    cells = sheet.cells[number - 1]
    found = draft.header.places
    places = {name: found[name] for name in _inputs(draft.worksheet, fixed) if name in found}
    typed = filled(cells, places)
    if not typed:
        return None
    row = DraftRow(number, cells, places, values=dict.fromkeys(found))
    row.values |= dict(zip(draft.worksheet.key, fixed.key, strict=True)) | dict(fixed.printed)
    for name, cell in typed.items():
        if name in fixed.closed:
            message = f"Dòng “{fixed.labels[0]}” không cần ghi ở cột này; nội dung này không được tính."
            draft.note("cell.closed", "warning", message, row=number, column=name, typed=shown(cell))
        elif not draft.take(row, name, _column(draft, fixed, name), cell):
            draft.cells_left_out.append(LeftOut(number, name, draft.findings[-1].message))
    return row


def _column(draft: Draft, fixed: FixedRow, name: str) -> Column:
    column = fixed.columns.get(name)
    if column is None:
        return draft.header.columns.get(name) or draft.worksheet.column(name)
    scale = draft.header.scale
    return scaled(column, scale) if isinstance(column, Money) and scale > 1 else column


def _report_twice(draft: Draft, fixed: FixedRow, rows: list[DraftRow]) -> None:
    lines = ", ".join(str(row.row) for row in rows)
    message = (
        f"Dòng “{' – '.join(fixed.labels)}” có {len(rows)} lần (dòng {lines}), chưa tính dòng nào. "
        "Hãy giữ một dòng."
    )
    at = draft.worksheet.key[0]
    draft.note("row.key", "error", message, row=rows[-1].row, column=at, typed=fixed.labels[0])
    for row in rows:
        draft.cells_left_out.append(LeftOut(row.row, at, message))


def _report_unknown(
    draft: Draft, sheet: RawSheet, index: int, label: Label, located: Mapping[Label, int]
) -> Label:
    """Say that a filled row is none of the template's; return the key of the row that it likely was."""
    worksheet = draft.worksheet
    cells = sheet.cells[index]
    filled = [
        column.name
        for column in worksheet.columns
        if column.name not in worksheet.key
        and (place := draft.header.places.get(column.name)) is not None
        and place < len(cells)
        and not is_blank(cells[place])
    ]
    place = draft.header.places[worksheet.key[0]]
    typed = shown(cells[place]) if place < len(cells) else ""
    around = is_total(typed) or is_column_numbers([shown(cell) for cell in cells])
    if not filled or around or label[0] in {_folded(fixed.group) for fixed in worksheet.fixed}:
        return ()
    lost = {_folded(fixed.labels[0]): fixed for fixed in worksheet.fixed if fixed.key not in located}
    nearest = get_close_matches(label[0], lost, n=1, cutoff=0.75)
    likely = lost[nearest[0]] if nearest else None
    draft.note(
        "row.unknown",
        "error" if likely and _is_required(draft, likely) else "warning",
        f"Dòng “{typed}” không có trong mẫu nên không được tính."
        + (f" Có phải “{likely.labels[0]}”?" if likely else ""),
        row=index + 1,
        column=worksheet.key[0],
        typed=typed,
        suggestion=likely.labels[0] if likely else "",
    )
    draft.findings[-1] = replace(draft.findings[-1], rows=1)
    return likely.key if likely else ()


def _check(draft: Draft, places: Mapping[Label, int], renamed: set[Label]) -> None:
    """Judge what is required and what cells of one row must satisfy, in a tab that is not untouched."""
    if not draft.touched:
        return
    by_number = {row.row: row for row in draft.rows}
    for fixed in draft.worksheet.fixed:
        number = places.get(fixed.key)
        if number is None:
            if fixed.key not in renamed and _is_required(draft, fixed):
                draft.findings.append(_lost(draft, fixed))
            continue
        row = by_number.get(number) or DraftRow(number, (), {})
        for name in _inputs(draft.worksheet, fixed):
            column = draft.worksheet.cell_column(fixed, name)
            blank = row.values.get(name) is None and name not in row.refused
            if blank and column.required and name not in fixed.closed:
                message = row.missing.get(name) or _missing_message(fixed, column)
                typed = shown(row.cell(name))
                rule = AT_END if fixed.at_end else "cell.required"
                draft.note(rule, "missing", message, row=number, column=name, typed=typed)
    for row in draft.rows:
        _check_cells(draft, row)


def _check_cells(draft: Draft, row: DraftRow) -> None:
    for rule in draft.worksheet.required_if:
        name = rule.column
        if row.values.get(name) is None and name not in row.refused and rule.when(row.values):
            message = f"Cần ghi “{draft.worksheet.column(name).header}” {rule.because}."
            draft.note("cell.required", "missing", message, row=row.row, column=name)
    check_row(draft, row)
    if row.left_out is not None:
        # Of a printed row only the cell to blame does not count.
        draft.cells_left_out.append(row.left_out)
        row.dropped[row.left_out.column] = row.values[row.left_out.column]
        row.values[row.left_out.column] = None
        row.left_out = None


def _is_required(draft: Draft, fixed: FixedRow) -> bool:
    columns = (draft.worksheet.cell_column(fixed, name) for name in _inputs(draft.worksheet, fixed))
    return any(column.required and column.name not in fixed.closed for column in columns)


def _lost(draft: Draft, fixed: FixedRow) -> Finding:
    label = " – ".join(fixed.labels)
    message = f"Không tìm thấy dòng “{label}”. Không được xóa hoặc sửa tên các dòng in sẵn."
    return draft.tab.finding("row.missing", "error", message)


def _missing_message(fixed: FixedRow, column: Column) -> str:
    return f"Chưa ghi “{' – '.join(fixed.labels)}”, cột “{column.header}”. Cần {column.expects}."
