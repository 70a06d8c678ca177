"""Finding a worksheet's columns in a tab: below title lines, in any order, under any of their names."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from campaign.intake.reading.cells import Tab, cell_name, is_blank, shown
from campaign.records import Finding, RawSheet
from sheets_schema.cell import Cell
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import bare, clean, fold, is_accentless
from sheets_schema.vocabulary import Column, Money, Worksheet

TITLE_LINES = 15
"""The header is looked for in so many first rows."""

LONGEST_HEADER = 120
MOST_TOLD = 10_000
"""Texts of first rows remembered per worksheet: the same headers come with every workbook."""

_SCALES = {
    "đồng": 1,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "triệu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_THOUSANDS = r"1(?:[., ]?000){1,3}"
_SCALE = rf"(nghìn|ngàn|triệu|tr|tỷ|tỉ|{_THOUSANDS})\.?\s*(?:đồng|đ|vnđ|vnd)?"
_UNIT_OF_MONEY = re.compile(
    rf"(?:đơn vị(?: tính)?|đ\.?v\.?t\.?)(?: là)?\s*[:(]?\s*{_SCALE}(?=\s*(?:$|[).,;]))", re.IGNORECASE
)
_HEADER_UNIT = re.compile(rf"(?:đvt\s*:?\s*|đơn vị(?: tính)?\s*:?\s*)?(đồng|{_SCALE})", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Header:
    """Where the columns of a worksheet stand in a tab."""

    row: int
    """Index of the header's row, from 0."""
    places: Mapping[str, int]
    """Column name → index in the sheet."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    """Column name → how it reads here: money under «triệu đồng» is scaled."""
    scale: int = 1
    """Đồng per bare number, as the lines above the table say."""


@dataclass(frozen=True)
class HeaderRow:
    """The row, or two rows, that name most columns of a worksheet."""

    first: int
    """Index of the upper row, from 0."""
    row: int
    """Index of the last row; data stands below."""
    titles: tuple[Cell, ...]
    """The title over each place of the sheet, two rows joined."""
    claimed: Mapping[str, Sequence[int]]
    """Column name → the places that name it."""

    def title(self, place: int) -> str:
        """Return the title over a place as people see it; empty where there is none."""
        return clean(shown(self.titles[place])) if place < len(self.titles) else ""


@dataclass(frozen=True)
class _Names:
    """The ways to name a worksheet's columns."""

    exact: Mapping[str, str]
    unbracketed: Mapping[str, str]
    accentless: Mapping[str, str]
    told: dict[str, str | None] = field(default_factory=dict)

    def name(self, cell: Cell) -> str | None:
        if not isinstance(cell, str) or len(cell) > LONGEST_HEADER:
            return None
        if cell not in self.told:
            if len(self.told) > MOST_TOLD:
                self.told.clear()
            self.told[cell] = self._find(cell)
        return self.told[cell]

    def _find(self, cell: str) -> str | None:
        key = fold(cell)
        if found := self.exact.get(key):
            return found
        short = fold(_BRACKETS.sub("", cell))
        if short and (found := self.unbracketed.get(short)):
            return found
        return self.accentless.get(bare(cell)) if key and is_accentless(cell) else None


_known_names: dict[int, tuple[Worksheet, _Names]] = {}


def find_header(tab: Tab, sheet: RawSheet, worksheet: Worksheet) -> tuple[Header | None, tuple[Finding, ...]]:
    """Find the header among the first rows; None, with a finding, where a needed column is lost."""
    found = header_row(sheet, worksheet)
    if found is None:
        message = (
            f"Không tìm thấy dòng tiêu đề cột trong {TITLE_LINES} dòng đầu, trang này chưa được tính. "
            f"Cần các cột: {_listed(needed(worksheet))}."
        )
        return None, (tab.finding("header.missing", "error", message),)
    row, claimed = found.row, found.claimed
    findings: list[Finding] = []
    places = dict(_singled(tab, sheet, worksheet, found, findings))
    lost = [column for column in needed(worksheet) if column.name not in claimed]
    strange = list(_strangers(sheet, row, {place for group in claimed.values() for place in group}))
    findings += _unknown(tab, worksheet, found, strange, places, lost)
    findings += _sometimes_needed(tab, worksheet, row, claimed, {said.suggestion for said in findings})
    if lost:
        findings.append(_missing(tab, found, lost, strange))
    if any(column.name not in places for column in needed(worksheet)):
        return None, tuple(findings)
    columns = {name: worksheet.column(name) for name in places}
    scale = _stated_scale(tab, sheet, found.first, worksheet, findings)
    columns |= _scaled(tab, found, places, columns, scale, findings)
    return Header(row, places, columns, scale), tuple(findings)


def header_row(sheet: RawSheet, worksheet: Worksheet) -> HeaderRow | None:
    """Return the row that names most columns, with those that only the template's tags tell."""
    found = _named_row(sheet, worksheet)
    if found is None or not sheet.columns:
        return found
    claimed = dict(found.claimed)
    taken = {place for places in claimed.values() for place in places}
    names = {column.name for column in worksheet.columns}
    for name, place in sheet.columns:
        if name in names and name not in found.claimed and place not in taken:
            claimed[name] = [*claimed.get(name, ()), place]
    return replace(found, claimed=claimed)


def _named_row(sheet: RawSheet, worksheet: Worksheet) -> HeaderRow | None:
    """Return the row that names most columns, or two rows where they name more together."""
    names = _names(worksheet)
    best: HeaderRow | None = None
    for row, cells in enumerate(sheet.cells[:TITLE_LINES]):
        claimed: dict[str, list[int]] = {}
        for place, cell in enumerate(cells):
            if name := names.name(cell):
                claimed.setdefault(name, []).append(place)
        if len(claimed) >= min(2, len(worksheet.columns)) and (
            best is None or len(claimed) > len(best.claimed)
        ):
            best = HeaderRow(row, row, cells, claimed)
        if best is not None and len(best.claimed) * 2 > len(worksheet.columns):
            break
    if best is None or len(best.claimed) == len(worksheet.columns):
        return best
    for upper in range(max(0, best.row - 1), min(best.row + 1, len(sheet.cells) - 1)):
        joined = _joined(sheet, upper, names)
        if len(joined.claimed) > len(best.claimed):
            best = joined
    return best


def _joined(sheet: RawSheet, upper: int, names: "_Names") -> HeaderRow:
    """Read two rows as one header: «Đoàn viên» over «Nữ» is «Đoàn viên Nữ»."""
    claimed: dict[str, list[int]] = {}
    titles: list[Cell] = []
    over = ""
    for place, (above, below) in enumerate(zip_longest(*sheet.cells[upper : upper + 2])):
        if not is_blank(above) or is_blank(below):
            # A group's title stands over its first column and holds for the next, until another begins.
            over = shown(above)
        alone = [] if is_blank(below) else [shown(below)]
        written = [" ".join(filter(None, (over, *alone))), *alone]
        title = next((text for text in written if names.name(text)), written[0])
        titles.append(title)
        if name := names.name(title):
            claimed.setdefault(name, []).append(place)
    return HeaderRow(upper, upper + 1, tuple(titles), claimed)


def needed(worksheet: Worksheet) -> tuple[Column, ...]:
    """Return the columns without which rows cannot be read: required, in a key, or telling the phase."""
    wanted = {column.name for column in worksheet.columns if column.required}
    wanted |= {*worksheet.key, worksheet.event_date}
    for fixed in worksheet.fixed:
        wanted |= {name for name, column in fixed.columns.items() if column.required}
    return tuple(column for column in worksheet.columns if column.name in wanted)


def has_data(sheet: RawSheet, row: int, place: int) -> bool:
    """Tell whether anything stands in a column below its header."""
    return any(place < len(cells) and not is_blank(cells[place]) for cells in sheet.cells[row + 1 :])


def _names(worksheet: Worksheet) -> _Names:
    kept = _known_names.get(id(worksheet))
    if kept is None:
        # The worksheet is kept beside its names, so that its identity stays its own.
        kept = _known_names.setdefault(id(worksheet), (worksheet, _spelled(worksheet)))
    return kept[1]


def _spelled(worksheet: Worksheet) -> _Names:
    spelled = [
        (name, column.name) for column in worksheet.columns for name in (column.header, *column.aliases)
    ]
    exact: dict[str, str] = {}
    for text, name in spelled:
        exact.setdefault(fold(text), name)
    return _Names(
        exact,
        _unique((fold(_BRACKETS.sub("", text)), name) for text, name in spelled),
        _unique((bare(text), name) for text, name in spelled),
    )


def _unique(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Return key → name for keys that only one column has."""
    owners: dict[str, set[str]] = {}
    for key, name in pairs:
        owners.setdefault(key, set()).add(name)
    return {key: min(names) for key, names in owners.items() if len(names) == 1}


def _singled(
    tab: Tab,
    sheet: RawSheet,
    worksheet: Worksheet,
    found: HeaderRow,
    findings: list[Finding],
) -> Iterator[tuple[str, int]]:
    """Yield each column's one place; where two columns of one name are filled, none is chosen."""
    row = found.row
    for name, places in found.claimed.items():
        filled = [place for place in places if has_data(sheet, row, place)]
        if len(filled) < 2:
            yield name, (filled or places)[0]
            continue
        first, second = filled[0], filled[1]
        header = worksheet.column(name).header
        message = (
            f"Có hai cột cùng tên “{header}” ({cell_name(row + 1, first)} và {cell_name(row + 1, second)}), "
            "đều có số liệu. Hãy giữ lại một cột."
        )
        cell, typed = cell_name(row + 1, second), found.title(second)
        findings.append(tab.finding("header.double", "error", message, cell=cell, typed=typed))


def _strangers(sheet: RawSheet, row: int, claimed: set[int]) -> Iterator[int]:
    width = max((len(cells) for cells in sheet.cells), default=0)
    for place in range(width):
        if place not in claimed and has_data(sheet, row, place):
            yield place


def _unknown(
    tab: Tab,
    worksheet: Worksheet,
    found: HeaderRow,
    strange: Sequence[int],
    places: Mapping[str, int],
    lost: Sequence[Column],
) -> Iterator[Finding]:
    suspects = {place for column in lost if (place := _likeliest(found, column, strange)) is not None}
    absent = [column for column in worksheet.columns if column.name not in places]
    for place in strange:
        if place in suspects:
            continue
        header = found.title(place)
        likely = next((column for column in absent if _alike(header, column)), None)
        mend = f" Có phải cột “{likely.header}”?" if likely else ""
        name = f"Cột “{header}” không có trong mẫu" if header else "Cột không có tiêu đề"
        yield tab.finding(
            "header.unknown",
            "warning",
            f"{name}, số liệu trong cột này không được tính.{mend}",
            cell=cell_name(found.row + 1, place),
            typed=header,
            suggestion=likely.header if likely else "",
        )


def _sometimes_needed(
    tab: Tab, worksheet: Worksheet, row: int, claimed: Collection[str], suggested: Collection[str]
) -> Iterator[Finding]:
    """Say that a column is lost which only some rows need; the others can be read without it."""
    for name in dict.fromkeys(rule.column for rule in worksheet.required_if):
        column = worksheet.column(name)
        if name in claimed or column.header in suggested or column in needed(worksheet):
            continue
        message = f"Không tìm thấy cột “{column.header}”; những dòng cần cột này chưa được kiểm tra."
        yield tab.finding("header.missing", "warning", message, cell=cell_name(row + 1, 0))


def _missing(tab: Tab, found: HeaderRow, lost: Sequence[Column], strange: Sequence[int]) -> Finding:
    place = _likeliest(found, lost[0], strange)
    rest = "Không được đổi tên hoặc xóa cột; trang này chưa được tính."
    message = f"Không tìm thấy cột {_listed(lost)}. {rest}"
    if place is None:
        return tab.finding("header.missing", "error", message, cell=cell_name(found.row + 1, 0))
    cell, typed = cell_name(found.row + 1, place), found.title(place)
    there = f"cột “{typed}”" if typed else f"cột không có tiêu đề ở {cell}"
    message += f" Có phải {there} là cột “{lost[0].header}”?"
    return tab.finding("header.missing", "error", message, cell=cell, typed=typed, suggestion=lost[0].header)


def _likeliest(found: HeaderRow, column: Column, strange: Sequence[int]) -> int | None:
    """Return the unknown column that most likely is a renamed one: alike in words, else the only one."""
    named = [place for place in strange if found.title(place)] or list(strange)
    alike = next((place for place in named if _alike(found.title(place), column)), None)
    return named[0] if alike is None and len(named) == 1 else alike


def _alike(header: str, column: Column) -> bool:
    return bool(header) and any(
        SequenceMatcher(None, fold(header), fold(name)).ratio() >= 0.6
        for name in (column.header, *column.aliases)
    )


def _stated_scale(tab: Tab, sheet: RawSheet, row: int, worksheet: Worksheet, findings: list[Finding]) -> int:
    """Return what «Đơn vị tính: triệu đồng» above the table multiplies by, and say so."""
    by_row = (column for fixed in worksheet.fixed for column in fixed.columns.values())
    if not any(isinstance(column, Money) for column in (*worksheet.columns, *by_row)):
        return 1
    for number, cells in enumerate(sheet.cells[:row], start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and (found := _UNIT_OF_MONEY.search(clean(cell))):
                scale = _scale(found[1])
                findings.append(_scale_finding(tab, "Bảng", scale, cell_name(number, place), found[0]))
                return scale
    return 1


def _scaled(
    tab: Tab,
    found: HeaderRow,
    places: Mapping[str, int],
    columns: Mapping[str, Column],
    stated: int,
    findings: list[Finding],
) -> dict[str, Column]:
    money = {name: column for name, column in columns.items() if isinstance(column, Money)}
    scales = dict.fromkeys(money, stated)
    for name in money:
        typed = found.title(places[name])
        brackets = _BRACKETS.findall(typed)
        unit = _HEADER_UNIT.fullmatch(brackets[-1].strip("() ")) if brackets else None
        # A column's own title stands above what is said for the whole table, unless the template wrote it.
        if unit is None or fold(typed) == fold(money[name].header):
            continue
        scales[name] = _scale(unit[2] or unit[1])
        if scales[name] > 1:
            cell = cell_name(found.row + 1, places[name])
            findings.append(_scale_finding(tab, "Tiêu đề cột", scales[name], cell, typed))
    return {name: scaled(money[name], scale) for name, scale in scales.items() if scale > 1}


def _scale_finding(tab: Tab, what: str, scale: int, cell: str, typed: str) -> Finding:
    message = f"{what} ghi “{typed}”; số tiền sẽ nhân {write_count(scale)}."
    return tab.finding("sheet.scale", "warning", message, cell=cell, typed=typed)


@lru_cache(maxsize=256)
def scaled(column: Money, scale: int) -> Money:
    """Return the column under another unit of money; the same object each time, with its memory of cells."""
    return column.scaled(scale)


def _scale(word: str) -> int:
    """Return what «triệu», or «1.000.000» before «đồng», multiplies by."""
    digits = "".join(filter(str.isdigit, word))
    return int(digits) if digits else _SCALES[word.casefold()]


def _listed(columns: Sequence[Column]) -> str:
    return ", ".join(f"“{column.header}”" for column in columns)
