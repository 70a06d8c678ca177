"""Phone and identity numbers that clerks leave in remarks: hidden at once, and asked to be removed."""

from dataclasses import replace

from campaign.intake.reading.cells import letters
from campaign.intake.reading.drafts import Draft
from sheets_schema.vietnamese.names import hide_identifiers
from sheets_schema.vocabulary import Column, Text

LEAST_REMARK = 500
"""A text column that takes so many characters holds remarks; shorter ones hold names and document numbers."""

LONGEST_WORD = 24
"""A longer word is an address or a key of some system, whose digits are nobody's number."""

FEWEST_DIGITS = 9


def hide_in_remarks(draft: Draft) -> None:
    """Mask personal numbers in the remarks of a tab, with a warning at each cell."""
    remarks = [name for name, column in draft.header.columns.items() if _holds_remarks(draft, column)]
    for name in remarks:
        for row in draft.rows:
            value = row.values.get(name)
            if not isinstance(value, str) or (hidden := masked(value)) == value:
                continue
            row.values[name] = draft.typed[name][row.row] = hidden
            message = f"“{draft.worksheet.column(name).header}” có số định danh cá nhân, đề nghị xóa."
            draft.note("cell.identifier", "warning", message, row=row.row, column=name, typed=hidden)
    if remarks:
        columns = {letters(draft.header.places[name]) for name in remarks}
        draft.findings[:] = [
            replace(found, typed=masked(found.typed)) if found.cell.rstrip("0123456789") in columns else found
            for found in draft.findings
        ]


def masked(text: str) -> str:
    """Return a text without phone and identity numbers; addresses of pages stay as they are."""
    if sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return text
    if not any("://" in word or len(word) > LONGEST_WORD for word in text.split()):
        return hide_identifiers(text)
    return " ".join(
        word if "://" in word or len(word) > LONGEST_WORD else hide_identifiers(word) for word in text.split()
    )


def _holds_remarks(draft: Draft, column: Column) -> bool:
    return (
        isinstance(column, Text)
        and column.longest >= LEAST_REMARK
        and not (column.pattern or column.personal or column.people or column.name in draft.worksheet.key)
    )
