"""Reading a list: one row per thing, among the headings, totals and footers that clerks add."""

from collections.abc import Iterator, Mapping, Sequence

from campaign.intake.reading.cells import Tab, cell_name, filled, is_blank, reader, see_all, shown
from campaign.intake.reading.drafts import Draft, DraftRow, missing_message
from campaign.intake.reading.headers import Header, needed
from campaign.intake.reading.layout import Merges, is_identity, merges, rows
from campaign.intake.reading.repeats import check_repeats
from campaign.records import RawSheet
from sheets_schema.cell import Cell, Parsed, Value
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Column, Count, Money, RequiredIf, RowRule, UnitName, Worksheet

MOST_ROWS = 2**20


def read_list(tab: Tab, sheet: RawSheet, header: Header, worksheet: Worksheet) -> Draft:
    """Read every row below the header; rows with an error are kept, marked as left out."""
    draft = Draft(tab, worksheet, header)
    merged = merges(sheet, header)
    data: list[int] = []
    totals: list[tuple[int, Mapping[str, Cell], int]] = []
    footer = None
    for index, kind in rows(sheet, header):
        if kind == "data":
            data.append(index)
        elif kind == "total":
            totals.append((index + 1, filled(sheet.cells[index], header.places), len(data)))
        elif kind == "nothing":
            draft.stated_nothing = True
        elif kind == "footer":
            footer = index
    draft.rows += _rows(draft, sheet, data, merged)
    _fill_written_once(draft)
    required = [column for column in worksheet.columns if column.required]
    sometimes = [
        (rule, worksheet.column(rule.column))
        for rule in worksheet.required_if
        if rule.column in header.places
    ]
    for row in draft.rows:
        _check_required(draft, row, required, sometimes)
        check_row(draft, row)
    check_repeats(draft)
    _check_totals(draft, totals)
    _check_merged_numbers(draft, sheet)
    if footer is not None:
        _check_after_footer(draft, sheet, footer)
    return draft


def check_row(draft: Draft, row: DraftRow) -> None:
    """Judge the rules between the cells of one row, where all their cells could be read."""
    for rule in draft.worksheet.rules:
        for name in rule.columns:
            if row.values.get(name) is None:
                break
        else:
            if not rule.holds(row.values):
                _report(draft, row, rule)


def _report(draft: Draft, row: DraftRow, rule: RowRule) -> None:
    at = rule.at or rule.columns[0]
    message = rule.message(row.values)
    typed = shown(row.cell(at))
    draft.note(rule.name, rule.severity, message, row=row.row, column=at, typed=typed)
    if rule.severity == "error":
        row.leave_out(at, message)


def _rows(draft: Draft, sheet: RawSheet, data: Sequence[int], merged: Merges) -> Iterator[DraftRow]:
    """Type the rows column by column; then tell, row by row, what is to be said of their cells."""
    places = draft.header.places
    width = max(places.values()) + 1
    held = [sheet.cells[index] for index in data]
    held = [row if len(row) >= width else (*row, *[None] * (width - len(row))) for row in held]
    columns: list[list[Value | None]] = []
    telling: set[int] = set()
    for name, place in places.items():
        column, cells = draft.header.columns[name], [row[place] for row in held]
        if name == "row_no":
            columns.append([_ordinal(column, cell) for cell in cells])
            continue
        seen = see_all(column, cells)
        columns.append([each.value for each in seen])
        telling |= {at for at, each in enumerate(seen) if not each.silent}
        if typed := {data[at] + 1: each.shown for at, each in enumerate(seen) if each.normalised}:
            draft.typed[name] |= typed
    for at, values in enumerate(zip(*columns, strict=True)):
        row = DraftRow(data[at] + 1, held[at], places, dict(zip(places, values, strict=True)))
        if at in telling:
            _tell(draft, row)
        if merged.tops:
            _fill_down(draft, sheet, row, merged)
        yield row


def _tell(draft: Draft, row: DraftRow) -> None:
    for name, cell in row.cells.items():
        if name != "row_no" and not draft.take(row, name, draft.header.columns[name], cell):
            row.leave_out(name, draft.findings[-1].message)


def _ordinal(column: Column, cell: Cell) -> Value | None:
    """Return the number that stands before a row: nothing is judged of it, and no two rows share it."""
    if isinstance(cell, float) and 0 <= cell < MOST_ROWS and cell.is_integer():
        return int(cell)
    outcome = column.parse(cell)
    return outcome.value if isinstance(outcome, Parsed) else None


def _fill_down(draft: Draft, sheet: RawSheet, row: DraftRow, merged: Merges) -> None:
    for name, place in draft.header.places.items():
        top = merged.top(row.row - 1, place)
        if top is None or row.cell(name) is not None:
            continue
        row.covered |= {name}
        cell = sheet.cells[top][place] if place < len(sheet.cells[top]) else None
        column = draft.header.columns[name]
        outcome = reader(column)(cell)
        if is_identity(draft.worksheet, column) and isinstance(outcome, Parsed):
            row.values[name] = outcome.value
            message = f"Đã hiểu dòng này thuộc {shown(cell)}, theo ô gộp ở dòng {top + 1}."
            draft.note("cell.merged", "warning", message, row=row.row, column=name)


def _fill_written_once(draft: Draft) -> None:
    """Let a unit's name that is written once hold for the rows right under it."""
    for name, column in draft.header.columns.items():
        if not (isinstance(column, UnitName) and column.required):
            continue
        above: DraftRow | None = None
        for row in draft.rows:
            blank = row.cell(name) is None and name not in row.covered
            if blank and above is not None and row.row == above.row + 1 and above.values[name] is not None:
                row.values[name] = above.values[name]
                written = draft.typed[name].get(above.row) or shown(above.cell(name))
                draft.typed[name][row.row] = written
                message = f"Đã hiểu dòng này thuộc {written}, như dòng trên."
                draft.note("cell.written_once", "warning", message, row=row.row, column=name)
            above = row


def _check_required(
    draft: Draft,
    row: DraftRow,
    required: Sequence[Column],
    sometimes: Sequence[tuple[RequiredIf, Column]],
) -> None:
    for column in required:
        name = column.name
        if row.values.get(name) is None and name not in row.refused and name not in row.covered:
            message = row.missing.get(name) or missing_message(column)
            _note_missing(draft, row, column, message)
            if name in draft.worksheet.key:
                row.leave_out(name, message)
    for rule, column in sometimes:
        name = column.name
        if row.values.get(name) is not None or name in row.refused or name in row.covered or column.required:
            continue
        if rule.when(row.values):
            _note_missing(draft, row, column, f"Cần ghi “{column.header}” {rule.because}.")


def _note_missing(draft: Draft, row: DraftRow, column: Column, message: str) -> None:
    typed = shown(row.cell(column.name))
    draft.note("cell.required", "missing", message, row=row.row, column=column.name, typed=typed)


def _check_totals(draft: Draft, totals: list[tuple[int, Mapping[str, Cell], int]]) -> None:
    """Compare typed totals with the sum of the rows above, or of those since the last total (X15)."""
    since = 0
    for number, cells, upto in totals:
        for name, cell in cells.items():
            column = draft.header.columns[name]
            if name == "row_no" or not isinstance(column, Count | Money):
                continue
            outcome = reader(column)(cell)
            part, whole = _sum(draft, name, since, upto), _sum(draft, name, 0, upto)
            if not isinstance(outcome, Parsed) or whole is None or outcome.value in (part, whole):
                continue
            message = (
                f"Dòng tổng ghi {shown(cell)}, cộng các dòng được {write_count(whole)}. "
                "Dòng tổng không được tính; hãy kiểm tra lại các dòng."
            )
            draft.note("row.total", "warning", message, row=number, column=name, typed=shown(cell))
        since = upto


def _sum(draft: Draft, name: str, first: int, last: int) -> int | None:
    """Add up what was typed, rows left out included; None where a cell cannot be read."""
    if any(name in row.refused for row in draft.rows[first:last]):
        return None
    values = (row.values.get(name) for row in draft.rows[first:last])
    return sum(value for value in values if isinstance(value, int))


def _check_merged_numbers(draft: Draft, sheet: RawSheet) -> None:
    by_place = {place: name for name, place in draft.header.places.items()}
    numbers = {row.row: row for row in draft.rows}
    for top, left, bottom, _ in sheet.merged:
        name, row = by_place.get(left, ""), numbers.get(top + 1)
        if bottom == top or row is None or name in ("", "row_no") or row.cell(name) is None:
            continue
        column = draft.header.columns[name]
        if is_identity(draft.worksheet, column):
            continue
        typed = shown(row.cell(name))
        message = (
            f"Ô gộp: số {typed} chỉ tính một lần."
            if isinstance(column, Count | Money)
            else f"Ô gộp: nội dung chỉ tính cho dòng {top + 1}. Hãy bỏ gộp ô và ghi ở từng dòng."
        )
        draft.note("cell.merged", "warning", message, row=top + 1, column=name, typed=typed)


def _check_after_footer(draft: Draft, sheet: RawSheet, footer: int) -> None:
    places = [draft.header.places[column.name] for column in needed(draft.worksheet) if column.required]
    for index in range(footer + 1, len(sheet.cells)):
        cells = sheet.cells[index]
        if places and all(place < len(cells) and not is_blank(cells[place]) for place in places):
            message = (
                f"Có số liệu dưới phần ghi chú, ký tên (dòng {footer + 1}); từ đó trở xuống không được tính. "
                "Hãy chuyển các dòng lên trên."
            )
            cell = cell_name(index + 1, places[0])
            typed = shown(cells[places[0]])
            draft.findings.append(
                draft.tab.finding("row.after_footer", "warning", message, cell=cell, typed=typed)
            )
            return
