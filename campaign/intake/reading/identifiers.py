"""Phone and identity numbers that clerks leave in texts: hidden at once, and asked to be removed."""

import re
from dataclasses import replace

from campaign.intake.reading.cells import letters
from campaign.intake.reading.drafts import Draft
from sheets_schema.cell import Month, Value
from sheets_schema.vietnamese.names import hide_identifiers
from sheets_schema.vocabulary import Column, Text

LONGEST_WORD = 24
"""A longer word is an address or a key of some system, whose digits are nobody's number."""

_ENOUGH_DIGITS = re.compile(r"(?:\d\D*){9}")


def hide_personal_numbers(draft: Draft) -> None:
    """Mask personal numbers in the texts of a tab, with a warning at each cell."""
    texts = [name for name, column in draft.header.columns.items() if _may_hold(column)]
    for name in texts:
        for row in draft.rows:
            value = row.values.get(name)
            hidden = _hidden(value)
            if hidden == value:
                continue
            row.values[name] = hidden
            typed = "; ".join(map(str, hidden)) if isinstance(hidden, tuple) else str(hidden)
            draft.typed[name][row.row] = typed
            message = f"“{draft.worksheet.column(name).header}” có số định danh cá nhân, đề nghị xóa."
            draft.note("cell.identifier", "warning", message, row=row.row, column=name, typed=typed)
    if texts:
        columns = {letters(draft.header.places[name]) for name in texts}
        draft.findings[:] = [
            replace(found, typed=masked(found.typed)) if found.cell.rstrip("0123456789") in columns else found
            for found in draft.findings
        ]


def masked(text: str) -> str:
    """Return a text without phone and identity numbers; addresses of pages stay as they are."""
    if not _ENOUGH_DIGITS.search(text):
        return text
    if not any("://" in word or len(word) > LONGEST_WORD for word in text.split()):
        return hide_identifiers(text)
    return " ".join(
        word if "://" in word or len(word) > LONGEST_WORD else hide_identifiers(word) for word in text.split()
    )


def _hidden(value: Value | None) -> Value | None:
    if isinstance(value, tuple) and not isinstance(value, Month):
        return tuple(masked(part) for part in value)
    return masked(value) if isinstance(value, str) else value


def _may_hold(column: Column) -> bool:
    return isinstance(column, Text) and not (column.pattern or column.keeps_numbers)
