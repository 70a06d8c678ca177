"""Rows that stand twice in a list: pasted again, or two rows under one name."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain

from campaign.intake.reading.cells import shown
from campaign.intake.reading.drafts import Draft, DraftRow
from sheets_schema.cell import Value
from sheets_schema.vietnamese.names import person_key, union_key
from sheets_schema.vietnamese.text import clean, fold
from sheets_schema.vocabulary import Text, Worksheet


def check_repeats(draft: Draft) -> None:
    """Leave out pasted rows, then rows whose key another row has; a row left out already takes no part."""
    by_key: dict[Hashable | None, list[DraftRow]] = {}
    comparable = [(name, _comparable(draft.worksheet, name)) for name in draft.worksheet.key]
    for row in draft.rows:
        by_key.setdefault(_key(comparable, row), []).append(row)
    repeated = {key: rows for key, rows in by_key.items() if len(rows) > 1}
    # What is pasted has the key of what it was copied from.
    _check_pasted(draft, sorted(chain.from_iterable(repeated.values()), key=lambda row: row.row))
    for key, rows in repeated.items():
        standing = [row for row in rows if row.left_out is None]
        if key is not None and len(standing) > 1:
            _report(draft, standing)


def row_key(worksheet: Worksheet, row: DraftRow) -> Hashable | None:
    """Return what names the row, spelling aside; None where its key columns are blank."""
    return _key([(name, _comparable(worksheet, name)) for name in worksheet.key], row)


def _key(comparable: Sequence[tuple[str, Callable[[Value], Hashable]]], row: DraftRow) -> Hashable | None:
    key = []
    for name, as_compared in comparable:
        value = row.values.get(name)
        key.append(None if value is None else as_compared(value))
    return tuple(key) if any(part is not None for part in key) else None


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


def _check_pasted(draft: Draft, rows: Iterable[DraftRow]) -> None:
    first: dict[Hashable, int] = {}
    for row in rows:
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
    typed_key = [shown(rows[-1].cell(name)) for name in worksheet.key]
    what = " – ".join(filter(None, typed_key))
    lines = ", ".join(str(row.row) for row in rows)
    if worksheet.duplicates == "warning":
        message = f"Có {len(rows)} dòng cho “{what}” (dòng {lines}). Chỉ tính dòng {rows[0].row}."
        out = rows[1:]
    else:
        message = f"Có {len(rows)} dòng cho “{what}” (dòng {lines}), chưa tính dòng nào. Hãy gộp làm một."
        out = rows
    typed = shown(rows[-1].cell(at))
    draft.note("row.key", worksheet.duplicates, message, row=rows[-1].row, column=at, typed=typed)
    for row in out:
        row.leave_out(at, message)
