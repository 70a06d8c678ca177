"""From the cells of one workbook to typed tables and findings."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches

from campaign.intake.reading.bent import other_locale, question
from campaign.intake.reading.causes import by_cause
from campaign.intake.reading.cells import Tab, is_blank, shown
from campaign.intake.reading.drafts import Draft
from campaign.intake.reading.headers import find_header, header_row, needed
from campaign.intake.reading.identifiers import hide_personal_numbers
from campaign.intake.reading.identity import Identity, identify
from campaign.intake.reading.lists import read_list
from campaign.intake.reading.printed import read_printed
from campaign.intake.validation.within import check_workbook
from campaign.records import CheckedWorkbook, Finding, RawSheet, RawWorkbook
from sheets_schema import tags
from sheets_schema.plan import Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.names import union_key
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import clean, fold
from sheets_schema.vocabulary import Reference, Workbook, Worksheet

OUR_OTHER_TABS = frozenset(map(fold, ("Hướng dẫn", "Danh mục", tags.RESULT_TAB)))
"""Tabs of the template that hold no data."""


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from searching for dead cycles: reading makes none, and the search costs a fifth of it."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


@_collector_at_rest()
def read_workbook(raw: RawWorkbook, plan: Plan) -> CheckedWorkbook:
    """Identify a workbook, read each of its worksheets and judge the rules inside it."""
    identity = identify(raw, plan)
    if identity.kind == "unknown":
        return CheckedWorkbook(raw.key, raw.title, "unknown", "", None, {}, identity.findings, url=raw.url)
    schema = unit_workbook(plan) if identity.kind == "unit" else province_workbook(plan)
    findings = [*identity.findings, *_other_locale(raw, identity)]
    drafts: dict[str, Draft] = {}
    for worksheet in schema.worksheets:
        if sheets := identity.sheets.get(worksheet.name):
            draft = _read_tab(raw, identity, sheets, worksheet, findings)
            if draft is not None:
                drafts[worksheet.name] = draft
        else:
            findings.append(_no_tab(raw, identity, worksheet))
    findings += _unknown_tabs(raw, identity)
    _check_references(drafts)
    for draft in drafts.values():
        hide_personal_numbers(draft)
        findings += draft.findings
    received = tuple(name for name, draft in drafts.items() if draft.touched)
    if identity.kind == "unit" and received:
        findings += [_untouched(draft) for draft in drafts.values() if not (draft.touched or draft.findings)]
    checked = CheckedWorkbook(
        key=raw.key,
        title=raw.title,
        kind=identity.kind,
        unit=identity.unit,
        phase=identity.phase,
        tables={name: draft.table() for name, draft in drafts.items()},
        findings=tuple(findings),
        received=received,
        url=raw.url,
    )
    links = {sheet.title: sheet.link for sheet in raw.sheets}
    return _in_order(by_cause(check_workbook(plan, checked, links), drafts), schema)


def _read_tab(
    raw: RawWorkbook,
    identity: Identity,
    sheets: tuple[RawSheet, ...],
    worksheet: Worksheet,
    findings: list[Finding],
) -> Draft | None:
    sheet = sheets[0]
    tab = _tab(raw, identity, sheet.title, sheet.link)
    if len(sheets) > 1:
        titles = " và ".join(f"“{each.title}”" for each in sheets)
        message = (
            f"Hai trang cùng là “{worksheet.title}”: {titles}, chưa tính trang nào. Hãy giữ lại một trang."
        )
        unread = sum(_filled_rows(each, worksheet) for each in sheets)
        findings.append(replace(tab.finding("sheet.double", "error", message), rows=unread))
        return None
    header, notes = find_header(tab, sheet, worksheet)
    if header is None:
        cause = next(note for note in notes if note.severity == "error")
        unread = _filled_rows(sheet, worksheet)
        findings += (replace(note, rows=unread) if note is cause else note for note in notes)
        return None
    findings += notes
    draft = (read_printed if worksheet.fixed else read_list)(tab, sheet, header, worksheet)
    if locale := other_locale(raw):
        question(draft, locale)
    if sheet.hidden_rows and draft.touched:
        message = f"Bảng có {write_count(sheet.hidden_rows)} dòng đang ẩn, vẫn được tính."
        draft.findings.append(tab.finding("sheet.hidden", "note", message))
    return draft


def _other_locale(raw: RawWorkbook, identity: Identity) -> list[Finding]:
    """Warn that the spreadsheet reads what is typed by the rules of another country, before we see it."""
    locale = other_locale(raw)
    if not locale:
        return []
    message = (
        f"Bảng tính đang đặt theo ngôn ngữ {locale}: gõ 5/6/2023 có thể thành ngày 6/5, 1,5 có thể thành 15. "
        "Hãy vào Tệp → Cài đặt, chọn ngôn ngữ Việt Nam, rồi kiểm tra lại ngày và số đã gõ."
    )
    return [_tab(raw, identity, "").finding("workbook.locale", "warning", message, typed=locale)]


def _filled_rows(sheet: RawSheet, worksheet: Worksheet) -> int:
    """Count the rows of a tab that cannot be read in which more stands than the template prints."""
    found = header_row(sheet, worksheet)
    printed = len({*worksheet.key, *worksheet.fixed[0].printed}) if worksheet.fixed else 1
    below = sheet.cells[found.row + 1 if found else 0 :]
    filled = sum(sum(not is_blank(cell) for cell in cells) > printed for cells in below)
    # Where no header is known, the first such row is taken for it.
    return filled if found else max(0, filled - 1)


def _tab(raw: RawWorkbook, identity: Identity, title: str, link: str = "") -> Tab:
    return Tab(raw.key, identity.unit, identity.phase, title, link)


def _no_tab(raw: RawWorkbook, identity: Identity, worksheet: Worksheet) -> Finding:
    message = f"Không có trang “{worksheet.title}”. Không được xóa hoặc đổi tên trang của mẫu."
    likely = next((sheet for sheet in identity.strangers if _looks_like(sheet, worksheet)), None)
    if likely is not None:
        message += f" Có phải trang “{likely.title}”?"
    tab = _tab(raw, identity, worksheet.title)
    suggestion = worksheet.title if likely else ""
    return tab.finding("sheet.missing", "error", message, suggestion=suggestion)


def _looks_like(sheet: RawSheet, worksheet: Worksheet) -> bool:
    found = header_row(sheet, worksheet)
    return found is not None and len(found.claimed) >= max(2, len(needed(worksheet)))


def _unknown_tabs(raw: RawWorkbook, identity: Identity) -> list[Finding]:
    return [
        _tab(raw, identity, sheet.title, sheet.link).finding(
            "sheet.unknown", "warning", f"Trang “{sheet.title}” không thuộc mẫu nên không được tính."
        )
        for sheet in identity.strangers
        if fold(sheet.title) not in OUR_OTHER_TABS
        and not all(is_blank(cell) for cells in sheet.cells for cell in cells)
    ]


def _untouched(draft: Draft) -> Finding:
    mend = "" if draft.worksheet.fixed else " Nếu không có gì, hãy ghi “Không phát sinh” ở dòng đầu."
    message = f"Chưa nhập trang “{draft.worksheet.title}”.{mend}"
    return draft.tab.finding("sheet.untouched", "missing", message)


def _check_references(drafts: Mapping[str, Draft]) -> None:
    for draft in drafts.values():
        for reference in draft.worksheet.references:
            target = drafts.get(reference.worksheet)
            # An empty register is one cause; it is said once, where the register is.
            if target is not None and target.rows:
                _check_reference(draft, reference, target)


def _check_reference(draft: Draft, reference: Reference, target: Draft) -> None:
    known = {
        union_key(shown(cell)): clean(shown(cell))
        for row in target.rows
        if (cell := row.cell(reference.target)) is not None
    }
    column = draft.worksheet.column(reference.column)
    nearest: dict[str, str] = {}
    for row in draft.rows:
        named = row.values.get(reference.column)
        if named is None or (reference.when is not None and not reference.when(row.values)):
            continue
        key = union_key(str(named))
        if key in known:
            continue
        if key not in nearest:
            alike = get_close_matches(key, known, n=1, cutoff=0.85)
            nearest[key] = known[alike[0]] if alike else ""
        suggestion = nearest[key]
        mend = (
            f" Có phải “{suggestion}”?"
            if suggestion
            else " Hãy ghi đúng tên trong trang đó, hoặc thêm vào đó."
        )
        message = f"Trang “{target.tab.title}” không có “{named}”.{mend}"
        draft.note(
            "reference",
            "error",
            message,
            row=row.row,
            column=column.name,
            typed=shown(row.cell(column.name)),
            suggestion=suggestion,
        )
        row.leave_out(column.name, message)


def _in_order(checked: CheckedWorkbook, schema: Workbook) -> CheckedWorkbook:
    """Sort findings as the tabs stand, then down the rows."""
    order = {fold(worksheet.title): index for index, worksheet in enumerate(schema.worksheets)}
    order |= {
        fold(table.title): order[fold(schema.worksheet(name).title)] for name, table in checked.tables.items()
    }

    def place(finding: Finding) -> tuple[int, int, int, str]:
        digits = "".join(filter(str.isdigit, finding.cell.partition(":")[0]))
        row = int(digits) if digits else 0
        return order.get(fold(finding.worksheet), -1), row, len(finding.cell), finding.cell

    return replace(checked, findings=tuple(sorted(checked.findings, key=place)))
