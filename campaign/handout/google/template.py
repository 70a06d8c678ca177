"""A workbook of the schema as one batchUpdate: all of its tabs, rules, protections and tags."""

from collections.abc import Iterator, Mapping, Sequence

from campaign.handout.google import parts, shapes
from campaign.handout.google.parts import Cell, Request
from campaign.handout.layout import (
    GUIDE_TAB,
    GUIDE_WIDTHS,
    HEADER_ROW,
    GuideRow,
    Heading,
    PrintedRow,
    Typed,
    align,
    asked,
    frozen_columns,
    guide_hint,
    guide_rows,
    hint_line,
    is_required,
    note,
    printed_rows,
    printed_texts,
    runs,
    title_line,
)
from sheets_schema import tags
from sheets_schema.vocabulary import FixedRow, Worksheet

READY_ROWS = 500
"""Rows of a list that are formatted; each costs when the whole workbook is read. Sheets copies them on."""

LOCALE, TIME_ZONE = "vi_VN", "Asia/Ho_Chi_Minh"

HEADER_PROTECTION = "Tiêu đề và tên cột của mẫu"
PRINTED_PROTECTION = "Phần in sẵn của mẫu"

_GUIDE_SHAPES = {"worksheet": shapes.GROUP, "rule": shapes.TEXT, "column": shapes.TEXT, "blank": {}}


def whole(
    heading: Heading,
    rows: Mapping[str, Sequence[Typed]] | None = None,
    *,
    first: int = 1,
    blank_tabs: Sequence[int] = (0,),
    editors: Sequence[str] = (),
) -> list[Request]:
    """Return all requests that turn an empty spreadsheet into a workbook of the schema.

    `rows`: worksheet name → rows of a list already known, texts or whole numbers; `first`: an id from
    which on no tab has one; `blank_tabs`: ids of the empty tabs that Google made; `editors`: who may change
    what is protected.
    """
    workbook = heading.schema
    # Typed dates and numbers are read by the locale: it comes before any cell.
    made = [set_up("locale", LOCALE), set_up("timeZone", TIME_ZONE)]
    made += [parts.tag(tags.WORKBOOK[name], value) for name, value in heading.labels(workbook).items()]
    made += guide_tab(heading, first, 0, editors)
    for index, worksheet in enumerate(workbook.worksheets, start=1):
        typed = (rows or {}).get(worksheet.name, ())
        made += tab(worksheet, heading, first + index, index, editors, typed)
    made += [{"deleteSheet": {"sheetId": sheet}} for sheet in blank_tabs]
    return made


def set_up(name: str, value: str) -> Request:
    """Set one property of the spreadsheet."""
    return {"updateSpreadsheetProperties": {"properties": {name: value}, "fields": name}}


def tab(
    worksheet: Worksheet,
    heading: Heading,
    sheet: int,
    index: int,
    editors: Sequence[str],
    typed: Sequence[Typed] = (),
) -> Iterator[Request]:
    """Yield the requests that add one worksheet of the schema."""
    laid = printed_rows(worksheet)
    last = laid[-1].row if laid else HEADER_ROW + READY_ROWS
    width = len(worksheet.columns)
    frozen = (HEADER_ROW, frozen_columns(worksheet))
    yield parts.add_sheet(sheet, worksheet.title, index, last, width, frozen=frozen)
    title = parts.cell(title_line(worksheet, heading.line(heading.schema)), shape=shapes.TITLE)
    hint = parts.cell(hint_line(worksheet), shape=shapes.HINT)
    headers = [header(worksheet, place) for place in range(width)]
    yield parts.write(sheet, 0, [[title], [hint], headers])
    yield parts.height(sheet, HEADER_ROW - 1, 56)
    for place, column in enumerate(worksheet.columns):
        yield parts.width(sheet, place, column.width)
        yield parts.tag(tags.COLUMN, column.name, sheet, place)
    yield parts.tag(tags.WORKSHEET, worksheet.name, sheet)
    yield from _fixed(worksheet, sheet, laid) if laid else _list(worksheet, sheet, typed)
    yield protection(worksheet, sheet, editors)


def header(worksheet: Worksheet, place: int) -> Cell:
    """Return the cell of a column's title, with its note."""
    column = worksheet.columns[place]
    return parts.cell(column.header, note(column), shapes.header(column.required))


def body(worksheet: Worksheet, sheet: int, place: int, at: int, last: int) -> Iterator[Request]:
    """Yield format and rule of one column of a list, standing at a place that may be another."""
    column = worksheet.columns[place]
    where = parts.grid(sheet, HEADER_ROW, last, at, at + 1)
    yield parts.repeat(where, shapes.listed(column, align(column)))
    if made := parts.rule(column, where):
        yield made


def protection(worksheet: Worksheet, sheet: int, editors: Sequence[str]) -> Request:
    """Protect what the template prints: the rows to the header, of fixed rows all that is not asked for."""
    if not worksheet.fixed:
        top = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": HEADER_ROW}
        return parts.protect(top, HEADER_PROTECTION, editors)
    return parts.protect({"sheetId": sheet}, PRINTED_PROTECTION, editors, list(open_ranges(worksheet, sheet)))


def open_ranges(worksheet: Worksheet, sheet: int) -> Iterator[dict[str, int]]:
    """Yield the blocks of cells that a tab with fixed rows asks for, as few as their shape allows."""
    fixed = {row.key: row for row in worksheet.fixed}
    blocks: dict[tuple[int, int], int] = {}
    last = HEADER_ROW
    for printed in printed_rows(worksheet):
        now = set(_spans(worksheet, fixed.get(printed.key)))
        for span in [span for span in blocks if span not in now]:
            yield parts.grid(sheet, blocks.pop(span), printed.row - 1, *span)
        for span in now - blocks.keys():
            blocks[span] = printed.row - 1
        last = printed.row
    for span, top in blocks.items():
        yield parts.grid(sheet, top, last, *span)


def _spans(worksheet: Worksheet, fixed: FixedRow | None) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, column in enumerate(worksheet.columns):
        is_open = fixed is not None and asked(worksheet, fixed, column) is not None
        if is_open and start is None:
            start = place
        if not is_open and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(worksheet.columns)


def _list(worksheet: Worksheet, sheet: int, typed: Sequence[Typed]) -> Iterator[Request]:
    for place in range(len(worksheet.columns)):
        yield from body(worksheet, sheet, place, place, HEADER_ROW + READY_ROWS)
    if typed:
        yield parts.write(sheet, HEADER_ROW, [_row(worksheet, row) for row in typed])


def _row(worksheet: Worksheet, typed: Typed) -> list[Cell]:
    cells = []
    for column in worksheet.columns:
        value = typed.get(column.name)
        told = value if isinstance(value, int | str | None) else str(value)
        cells.append(parts.cell(told, shape=shapes.listed(column, align(column))))
    return cells


def _fixed(worksheet: Worksheet, sheet: int, laid: Sequence[PrintedRow]) -> Iterator[Request]:
    fixed = {row.key: row for row in worksheet.fixed}
    width = len(worksheet.columns)
    rows = []
    for printed in laid:
        if printed.heading:
            rows.append([parts.cell(printed.heading, shape=shapes.GROUP)] + [_GROUND] * (width - 1))
        else:
            rows.append(_fixed_row(worksheet, fixed[printed.key]))
    yield parts.write(sheet, HEADER_ROW, rows)
    yield parts.repeat(parts.grid(sheet, HEADER_ROW, laid[-1].row, 0, width), shapes.RULES)
    for place, column, first, last in runs(worksheet, laid):
        if made := parts.rule(column, parts.grid(sheet, first - 1, last, place, place + 1)):
            yield made


_GROUND = parts.cell(shape=shapes.GROUP)


def _fixed_row(worksheet: Worksheet, fixed: FixedRow) -> list[Cell]:
    shown = printed_texts(worksheet, fixed)
    cells = []
    for column in worksheet.columns:
        if column.name in shown:
            strong = is_required(fixed) and column.name in worksheet.key
            cells.append(parts.cell(shown[column.name], shape=shapes.printed(strong)))
        elif cell := asked(worksheet, fixed, column):
            cells.append(parts.cell(shape=shapes.asked(cell, align(cell))))
        else:
            cells.append(parts.cell(shape=shapes.SHUT))
    return cells


def guide_tab(heading: Heading, sheet: int, index: int, editors: Sequence[str]) -> Iterator[Request]:
    """Yield the requests that add «Hướng dẫn»."""
    told = list(guide_rows(heading.schema))
    width = len(GUIDE_WIDTHS)
    yield parts.add_sheet(sheet, GUIDE_TAB, index, HEADER_ROW + len(told), width)
    title = f"{GUIDE_TAB.upper()} · {heading.line(heading.schema)}"
    top = [
        [parts.cell(title, shape=shapes.TITLE)],
        [parts.cell(guide_hint(heading), shape=shapes.HINT)],
        [],
    ]
    yield parts.write(sheet, 0, [*top, *map(_guide_cells, told)])
    for place, characters in enumerate(GUIDE_WIDTHS):
        yield parts.width(sheet, place, characters)
    for row, each in enumerate(told, start=HEADER_ROW):
        if each.kind == "rule":
            where = parts.grid(sheet, row, row + 1, 0, width)
            yield {"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}}
    yield parts.protect({"sheetId": sheet}, PRINTED_PROTECTION, editors)


def _guide_cells(told: GuideRow) -> list[Cell]:
    cells = [parts.cell(text, shape=_GUIDE_SHAPES[told.kind]) for text in told.texts]
    if told.required:
        cells[0] = parts.cell(told.texts[0], shape=shapes.STRONG)
    return cells
