"""Numbers and days that a sheet of another country may have bent while they were typed."""

import datetime

from campaign.intake.reading.cells import shown
from campaign.intake.reading.drafts import Draft, DraftRow
from campaign.records import LeftOut, RawWorkbook
from sheets_schema.cell import Cell, Value
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

THOUSAND = 1000
"""«8.000» typed where the point is for decimals is 8; a whole number from here on was not bent."""


def other_locale(raw: RawWorkbook) -> str:
    """Return the country by whose rules a sheet reads what is typed; empty for ours, or where unknown."""
    locale = raw.labels.get("locale", "")
    return "" if locale.startswith("vi") else locale


def question(draft: Draft, locale: str) -> None:
    """Take what may have been bent out of the count, and ask for it."""
    for row in draft.rows:
        for name in draft.header.places:
            cell, value = row.cell(name), row.values.get(name)
            meant = "" if name == "row_no" or name in draft.worksheet.key else _meant(cell, value)
            if meant:
                _ask(draft, row, name, meant, locale)


def _meant(cell: Cell, value: Value | None) -> str:
    """Return what a clerk may have typed instead of what stands there."""
    if isinstance(cell, datetime.date) and cell.day <= 12 and cell.day != cell.month:
        return write_date(datetime.date(cell.year, cell.day, cell.month))
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    counts = isinstance(value, int) and not isinstance(value, bool)
    if number and counts and isinstance(cell, int | float) and 0 < abs(cell) < THOUSAND:
        return write_count(round(cell * THOUSAND))
    return ""


def _ask(draft: Draft, row: DraftRow, name: str, meant: str, locale: str) -> None:
    typed = shown(row.cell(name))
    message = (
        f"Ô ghi {typed} nhưng có thể đã gõ {meant}, vì bảng tính đặt theo ngôn ngữ {locale}. "
        "Chưa tính ô này; hãy vào Tệp → Cài đặt, chọn ngôn ngữ Việt Nam, rồi gõ lại."
    )
    draft.note("cell.locale", "error", message, row=row.row, column=name, typed=typed, suggestion=meant)
    row.dropped[name], row.values[name] = row.values.get(name), None
    row.refused |= {name}
    if draft.worksheet.fixed:
        draft.cells_left_out.append(LeftOut(row.row, name, message))
    else:
        row.leave_out(name, message)
