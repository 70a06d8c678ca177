"""Grids of cells as bytes, and back, without losing what kind of value a cell held."""

import datetime
import hashlib
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import orjson

from campaign.records import RawSheet, RawWorkbook
from sheets_schema.cell import Cell, CellError

LONGEST_JSON_INTEGER = 2**63 - 1


@dataclass(frozen=True)
class Content:
    """The cells of one workbook, packed, and the name that they give themselves."""

    hash: str
    packed: bytes


def canonical(raw: RawWorkbook) -> RawWorkbook:
    """Cut the blank cells to the right of and below what is filled, on every sheet.

    Spreadsheet programs save different amounts of them; a workbook saved again is then still the same. Half
    a letter, as a cut emoji leaves it, can be written nowhere: it becomes the sign for an unknown letter.
    """
    return replace(
        raw,
        sheets=tuple(
            replace(sheet, title=_whole(sheet.title), cells=_in_whole_letters(_filled(sheet.cells)))
            for sheet in raw.sheets
        ),
    )


def _in_whole_letters(cells: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    try:
        "".join(cell for row in cells for cell in row if isinstance(cell, str)).encode()
    except UnicodeEncodeError:
        return tuple(tuple(_whole(cell) if isinstance(cell, str) else cell for cell in row) for row in cells)
    return cells


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def content(raw: RawWorkbook) -> Content:
    """Pack a workbook's values; where it lies, what the file is called and its links are not among them."""
    sheets = [
        [
            sheet.title,
            [[_pack(cell) for cell in row] for row in sheet.cells],
            sheet.merged,
            sheet.hidden_rows,
            *([sheet.worksheet, sheet.columns] if sheet.worksheet or sheet.columns else ()),
        ]
        for sheet in raw.sheets
    ]
    packed = orjson.dumps([dict(sorted(raw.labels.items())), sheets])
    return Content(hashlib.sha256(packed).hexdigest(), zlib.compress(packed, 6))


def workbook(packed: bytes, *, key: str, title: str, url: str = "", links: Sequence[str] = ()) -> RawWorkbook:
    """Unpack what `content` packed, at the place where the workbook lies now."""
    labels, sheets = orjson.loads(zlib.decompress(packed))
    return RawWorkbook(
        key=key,
        title=title,
        sheets=tuple(
            RawSheet(
                title=sheet_title,
                cells=tuple(tuple(map(_unpack, row)) for row in cells),
                merged=tuple((top, left, bottom, right) for top, left, bottom, right in merged),
                hidden_rows=hidden_rows,
                link=link,
                worksheet=tagged[0] if tagged else "",
                columns=tuple((name, place) for name, place in tagged[1]) if tagged else (),
            )
            for (sheet_title, cells, merged, hidden_rows, *tagged), link in zip(
                sheets, [*links, *[""] * (len(sheets) - len(links))], strict=True
            )
        ),
        labels=labels,
        url=url,
    )


def _filled(cells: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    widths = [_width(row) for row in cells]
    width = max(widths, default=0)
    height = max((row for row, filled in enumerate(widths, start=1) if filled), default=0)
    return tuple((*row[:width], *(None,) * (width - len(row))) for row in cells[:height])


def _width(row: tuple[Cell, ...]) -> int:
    width = len(row)
    while width and (row[width - 1] is None or row[width - 1] == ""):
        width -= 1
    return width


def _pack(cell: Cell) -> Any:
    if cell is None or isinstance(cell, str | bool):
        return cell
    if isinstance(cell, int):
        return cell if -LONGEST_JSON_INTEGER <= cell <= LONGEST_JSON_INTEGER else {"integer": str(cell)}
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else {"float": repr(cell)}
    if isinstance(cell, CellError):
        return {"error": cell.code}
    # A datetime is a date, so it is asked for first.
    kind = (
        "datetime"
        if isinstance(cell, datetime.datetime)
        else "date"
        if isinstance(cell, datetime.date)
        else "time"
    )
    return {kind: cell.isoformat()}


_KINDS: Mapping[str, Any] = {
    "integer": int,
    "float": float,
    "error": CellError,
    "datetime": datetime.datetime.fromisoformat,
    "date": datetime.date.fromisoformat,
    "time": datetime.time.fromisoformat,
}


def _unpack(packed: Any) -> Cell:
    if packed.__class__ is not dict:
        return cast(Cell, packed)
    ((kind, written),) = packed.items()
    return cast(Cell, _KINDS[kind](written))
