"""What each row of a filled tab is: data, or something that clerks put around data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from campaign.intake.reading.cells import filled, is_blank, shown
from campaign.intake.reading.headers import Header
from campaign.records import RawSheet
from sheets_schema.cell import Cell
from sheets_schema.vietnamese.text import bare, clean, marker
from sheets_schema.vocabulary import Choice, Column, Count, Money, UnitName, Worksheet

Kind = Literal["blank", "numbers", "heading", "total", "footer", "nothing", "data"]

MOST_AROUND = 2
"""Texts that a total or a heading holds beside its figures: an ordinal and a label."""

_NUMBER_OF_COLUMN = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*(?:=.*)?\)?")
_ORDINAL = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)/]?")
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-H])\s*[.)/:–-]\s*\S.*|khối\s.*|khu vực\s.*", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số| toàn \w+)?|tổng cộng .*|tổng số .*|cộng|cộng\s*[(:].*"
    r"|cộng (?:khối|toàn|nhóm|phần|mục|[ivx]+).*"
    r"|tong cong|tong so|tong|cong|toàn (?:huyện|tỉnh|ngành|đơn vị|thị xã|thành phố))\s*:?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"ghi chú\s*:.*|lưu ý\s*:.*|người lập.*|t\.?m\.? (?:ban|bch|btv|đoàn).*|t/m .*"
    r"|k\.?t\.? chủ tịch.*|nơi nhận.*|\(?ký(?:,| tên| và| ghi).*"
    r"|xác nhận của.*|thủ trưởng.*|kế toán.*|chủ tịch|.{0,30},\s*ngày[\s.…\d]*tháng[\s.…\d]*năm.*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Merges:
    """The merged ranges of a tab, by cell."""

    tops: Mapping[tuple[int, int], int]
    """(row, column) of a covered cell below the first → row of the range's first cell; all from 0."""

    def top(self, row: int, place: int) -> int | None:
        """Return the row that holds a covered cell's value; None for a cell of its own."""
        return self.tops.get((row, place))


def merges(sheet: RawSheet, header: Header) -> Merges:
    """Index the vertical merges below the header."""
    return Merges(
        {
            (row, first_column): first
            for first, first_column, last, _ in sheet.merged
            if first > header.row
            for row in range(first + 1, min(last, len(sheet.cells)) + 1)
        }
    )


def is_identity(worksheet: Worksheet, column: Column) -> bool:
    """Tell whether a merged cell of a column names all rows that it covers: whose they are, of which kind."""
    referring = {reference.column for reference in worksheet.references}
    return isinstance(column, UnitName | Choice) or column.name in referring


def rows(sheet: RawSheet, header: Header) -> Iterator[tuple[int, Kind]]:
    """Yield (row index from 0, kind) for each row below the header that is not blank.

    Ends with the footer, where the reading ends.
    """
    numeric = frozenset(
        name
        for name, column in header.columns.items()
        if isinstance(column, Count | Money) and name != "row_no"
    )
    texts = [place for name, place in header.places.items() if name not in numeric and name != "row_no"]
    first = True
    for index in range(header.row + 1, len(sheet.cells)):
        row = sheet.cells[index]
        plain = not first and _says_much(row, texts)
        kind: Kind = "data" if plain else row_kind(filled(row, header.places), row, numeric, first)
        if kind != "blank":
            yield index, kind
            first = False
        if kind == "footer":
            return


def _says_much(row: Sequence[Cell], texts: Sequence[int]) -> bool:
    """Tell whether a row holds three different texts: what clerks put around data holds two at most."""
    found = set()
    for place in texts:
        if place < len(row) and isinstance(cell := row[place], str) and (text := clean(cell)):
            found.add(text)
            if len(found) > MOST_AROUND:
                return True
    return False


def row_kind(cells: Mapping[str, Cell], row: Sequence[Cell], numeric: frozenset[str], first: bool) -> Kind:
    """Say what a row of a list is; `first` is true for the first row under the header."""
    filled = [name for name in cells if name != "row_no"]
    ordinal = shown(cells["row_no"]) if "row_no" in cells else ""
    if not filled:
        if _ORDINAL.fullmatch(ordinal):
            return "heading"
        return "footer" if _starts_footer(row, ordinal) else "total" if is_total(ordinal) else "blank"
    label = clean(shown(cells[filled[0]]))
    lead = label if not ordinal or ordinal.replace(".", "").isdigit() else ordinal
    if first and is_column_numbers([ordinal, *(shown(cells[name]) for name in filled)]):
        return "numbers"
    beside = (name for name in filled if name not in numeric)
    if all(shown(cells[name]) in (lead, label) for name in beside) and is_total(lead):
        return "total"
    if len(filled) <= 2 and _starts_footer(row, lead):
        return "footer"
    if len(filled) > 1 or filled[0] in numeric:
        return "data"
    if _HEADING.fullmatch(lead) or _ORDINAL.fullmatch(lead) or (ordinal and _ORDINAL.fullmatch(ordinal)):
        return "heading"
    return "nothing" if marker(label) == "zero" else "data"


@lru_cache(maxsize=4096)
def is_total(label: str) -> bool:
    """Tell whether a row's label is that of a total: «Tổng cộng», «Cộng (I+II)», not «Tổng công ty …»."""
    text = clean(label)
    return bool(_TOTAL.fullmatch(text)) and not bare(text).startswith("tongcongti")


@lru_cache(maxsize=4096)
def _is_footer(text: str) -> bool:
    return bool(_FOOTER.fullmatch(clean(text)))


def _starts_footer(row: Sequence[Cell], lead: str) -> bool:
    first = next((cell for cell in row if not is_blank(cell)), None)
    return _is_footer(lead) or (isinstance(first, str) and _is_footer(first))


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Tell whether a row is «(1) (2) (3)», as printed forms number their columns."""
    written = [text for text in texts if text]
    return (
        len(written) > 2
        and len(set(written)) == len(written)
        and all(map(_NUMBER_OF_COLUMN.fullmatch, written))
    )
