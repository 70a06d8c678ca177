"""The cells of an .xlsx file, within bounds, with errors kept apart from blanks."""

import datetime
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as xml
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from campaign.intake.sources.bounds import (
    HALF_SAVED,
    IN_FOLDER,
    MOST_PARTS,
    NOT_XLSX,
    TOO_MANY_PARTS,
    Bounds,
    check_extent,
    check_package,
    check_tabs,
    check_texts,
    column_number,
)
from campaign.records import RawSheet, RawWorkbook, WorkbookUnreadable
from sheets_schema.cell import Cell, CellError

LOCKED = "Tệp có mật khẩu mở hoặc là dạng .xls cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx."
NOT_COMPUTED = "chưa tính"

MOST_ROWS, MOST_CELLS, TOO_MANY_ROWS = IN_FOLDER.rows, IN_FOLDER.cells, IN_FOLDER.too_many_cells

LABELS = frozenset({"unit", "phase", "kind", "plan", "sample"})

DIRECTORY_ENTRY = b"PK\x01\x02"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERROR_OR_FORMULA = (b't="e"', b"t='e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_HIDDEN_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["']""")


def read_xlsx(content: bytes, *, key: str, title: str, bounds: Bounds = IN_FOLDER) -> RawWorkbook:
    """Read an .xlsx file's sheets with every cell at its place.

    Whole floats come as int, blanks as None, failed formulas as CellError, a formula that its program never
    computed as CellError("chưa tính"). Raises WorkbookUnreadable before anything unbounded is unpacked.
    """
    if len(content) > bounds.file:
        raise WorkbookUnreadable(bounds.too_large)
    if not content:
        raise WorkbookUnreadable("Tệp rỗng, có thể đang được lưu dở. Hãy mở tệp và lưu lại dạng .xlsx.")
    if content.startswith(_OLE):
        raise WorkbookUnreadable(LOCKED)
    if not content.startswith(b"PK"):
        raise WorkbookUnreadable(NOT_XLSX)
    if content.count(DIRECTORY_ENTRY) > MOST_PARTS:
        raise WorkbookUnreadable(TOO_MANY_PARTS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_package(package, bounds)
            parts = _sheet_parts(package)
            check_tabs(package, parts, bounds)
            sources = {name: package.read(part) for name, part in parts.items()}
            labels = _labels(package)
            check_texts(package, sources, bounds)
        for source in sources.values():
            check_extent(source, bounds)
        return RawWorkbook(key, title, tuple(_sheets(content, sources, bounds)), labels)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError) as fault:
        raise WorkbookUnreadable(HALF_SAVED) from fault
    except (ParseError, DefusedXmlException, CalamineError, RuntimeError) as fault:
        raise WorkbookUnreadable(HALF_SAVED) from fault


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name → part of the package, in the order of the tabs."""
    if "xl/workbook.xml" not in package.namelist():
        raise WorkbookUnreadable(NOT_XLSX)
    relations = _relations(package)
    parts: dict[str, str] = {}
    for element in xml.fromstring(package.read("xl/workbook.xml")).iter():
        if _local(element) == "sheet":
            name = element.get("name", "")
            ids = [value for key, value in element.items() if key.endswith("}id")]
            if name in parts or len(ids) > 1:
                raise WorkbookUnreadable(HALF_SAVED)
            if ids and ids[0] in relations:
                parts[name] = relations[ids[0]]
    return parts


def _relations(package: zipfile.ZipFile) -> dict[str, str]:
    """Return id → part of each worksheet; what calamine could take for another part is refused."""
    relations: dict[str, str] = {}
    for element in xml.fromstring(package.read("xl/_rels/workbook.xml.rels")):
        if element.get("Type", "").endswith("/worksheet"):
            id, target = element.get("Id", ""), element.get("Target", "")
            part = target.removeprefix("/") if target.startswith("/xl/") else f"xl/{target}"
            if id in relations or target.startswith("xl/") or posixpath.normpath(part) != part:
                raise WorkbookUnreadable(HALF_SAVED)
            relations[id] = part
    return relations


def _labels(package: zipfile.ZipFile) -> dict[str, str]:
    if "docProps/custom.xml" not in package.namelist():
        return {}
    properties = xml.fromstring(package.read("docProps/custom.xml"))
    return {
        name: "".join(element.itertext()).strip()
        for element in properties
        if (name := element.get("name", "")) in LABELS
    }


def _sheets(content: bytes, sources: Mapping[str, bytes], bounds: Bounds) -> Iterator[RawSheet]:
    left = bounds.cells
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
        for name in book.sheet_names:
            if kinds[name] == SheetTypeEnum.WorkSheet and name in sources:
                sheet = book.get_sheet_by_name(name)
                left -= sheet.total_height * sheet.total_width
                if left < 0:
                    raise WorkbookUnreadable(bounds.too_many_cells)
                yield _sheet(sheet, sources[name], bounds)
    except BaseException as fault:
        # A panic inside calamine is no Exception; one odd file must not end the collector.
        if type(fault).__name__ == "PanicException":
            raise WorkbookUnreadable(HALF_SAVED) from fault
        raise


def _sheet(sheet: CalamineSheet, source: bytes, bounds: Bounds) -> RawSheet:
    rows = [_cells(row) for row in sheet.to_python(skip_empty_area=False)]
    if any(mark in source for mark in _ERROR_OR_FORMULA):
        for row, column, error in _errors(source):
            if row >= bounds.rows or row * column > bounds.cells:
                raise WorkbookUnreadable(bounds.too_many_cells)
            _place(rows, row, column, error)
        width = max(map(len, rows), default=0)
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return RawSheet(
        title=sheet.name,
        cells=tuple(map(tuple, rows)),
        merged=tuple(
            (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ),
        hidden_rows=len(_HIDDEN_ROW.findall(source)) if b"hidden" in source else 0,
    )


def _cells(row: list[Any]) -> list[Cell]:
    # The hot loop of reading: text, blanks and numbers are nearly all there is.
    return [
        (value or None)
        if value.__class__ is str
        else int(value)
        if value.__class__ is float and value.is_integer() and abs(value) < 1e15
        else _duration(value)
        if value.__class__ is datetime.timedelta
        else value
        for value in row
    ]


def _duration(value: datetime.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def _place(rows: list[list[Cell]], row: int, column: int, cell: Cell) -> None:
    while len(rows) <= row:
        rows.append([])
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


def _errors(source: bytes) -> Iterator[tuple[int, int, CellError]]:
    """Yield row, column (from 0) and error of cells that calamine gives as blanks."""
    row = column = -1
    for event, element in xml.iterparse(io.BytesIO(source), events=("start", "end"), forbid_dtd=True):
        name = _local(element)
        if event == "start":
            if name == "row":
                row, column = int(element.get("r", row + 2)) - 1, -1
            elif name == "c":
                row, column = _position(element, row, column)
        elif name == "c":
            if error := _error(element):
                yield row, column, error
        elif name in ("row", "sheetData"):
            element.clear()


def _position(element: Element, row: int, column: int) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Za-z]+)([0-9]+)", element.get("r", ""))
    if found is None:
        return row, column + 1
    return int(found[2]) - 1, column_number(found[1].encode()) - 1


def _error(element: Element) -> CellError | None:
    parts = {_local(part): part for part in element}
    value = parts["v"].text if "v" in parts else None
    if element.get("t") == "e":
        return CellError(value or "#LỖI")
    # A formula whose computed result is an empty text says so (`t="str"`); it is a blank.
    if "f" in parts and not value and element.get("t") != "str":
        return CellError(NOT_COMPUTED)
    return None


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
