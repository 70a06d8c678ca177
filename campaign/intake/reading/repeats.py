"""Rows that stand twice in a list: pasted again, or two rows under one name."""

from collections.abc import Callable, Hashable, Iterator

from campaign.intake.reading.cells import shown
from campaign.intake.reading.drafts import Draft, DraftRow
from sheets_schema.cell import Value
from sheets_schema.vietnamese.names import person_key, union_key
from sheets_schema.vietnamese.text import clean, fold
from sheets_schema.vocabulary import Text, Worksheet


def check_repeats(draft: Draft) -> None:
    """Leave out pasted rows, then rows whose key another row has; a row left out already takes no part."""
    _check_pasted(draft)
    by_key: dict[Hashable, list[DraftRow]] = {}
    for row in draft.rows:
        key = row_key(draft.worksheet, row)
        if row.left_out is None and key is not None:
            by_key.setdefault(key, []).append(row)
    for rows in by_key.values():
        if len(rows) > 1:
            _report(draft, rows)


def row_key(worksheet: Worksheet, row: DraftRow) -> Hashable | None:
    """Return what names the row, spelling aside; None where its key columns are blank."""
    key = tuple(
        _comparable(worksheet, name)(value) if value is not None else None
        for name in worksheet.key
        for value in (row.values.get(name),)
    )
    return key if any(part is not None for part in key) else None


def named_by_union(worksheet: Worksheet) -> Iterator[str]:
    """Yield the columns of a worksheet that hold the name of a grassroots union."""
    if worksheet.name == "unions":
        yield "name"
    yield from (reference.column for reference in worksheet.references)


def _comparable(worksheet: Worksheet, name: str) -> Callable[[Value], Hashable]:
    if name in named_by_union(worksheet):
        return lambda value: union_key(str(value))
    column = worksheet.column(name)
    if isinstance(column, Text) and column.personal:
        return _people
    return lambda value: fold(value) if isinstance(value, str) else value


def _people(value: Value) -> Hashable:
    people = value if isinstance(value, tuple) else (value,)
    return tuple(sorted(person_key(str(name)) for name in people))


def _check_pasted(draft: Draft) -> None:
    first: dict[Hashable, int] = {}
    for row in draft.rows:
        content = frozenset(
            (name, clean(cell) if isinstance(cell, str) else cell)
            for name, cell in row.cells.items()
            if name != "row_no"
        )
        earlier = first.setdefault(content, row.row)
        if earlier == row.row or row.left_out is not None:
            continue
        message = f"Dòng {row.row} trùng hoàn toàn dòng {earlier}, chưa tính vào tổng."
        name = next(name for name in row.cells if name != "row_no")
        typed = shown(row.cells[name])
        draft.note("row.duplicate", "warning", message, row=row.row, column=name, typed=typed)
        row.leave_out(name, message)


def _report(draft: Draft, rows: list[DraftRow]) -> None:
    worksheet = draft.worksheet
    at = next(name for name in worksheet.key if rows[0].values.get(name) is not None)
    typed_key = [shown(rows[-1].cells.get(name)) for name in worksheet.key]
    what = " – ".join(filter(None, typed_key))
    lines = ", ".join(str(row.row) for row in rows)
    if worksheet.duplicates == "warning":
        message = f"Có {len(rows)} dòng cho “{what}” (dòng {lines}). Chỉ tính dòng {rows[0].row}."
        out = rows[1:]
    else:
        message = f"Có {len(rows)} dòng cho “{what}” (dòng {lines}), chưa tính dòng nào. Hãy gộp làm một."
        out = rows
    typed = shown(rows[-1].cells.get(at))
    draft.note("row.key", worksheet.duplicates, message, row=rows[-1].row, column=at, typed=typed)
    for row in out:
        row.leave_out(at, message)
