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
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from campaign.records import RawSheet, RawWorkbook, WorkbookUnreadable
from sheets_schema.cell import Cell, CellError

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 4_000_000
BEST_DEFLATE = 1032
"""No deflated byte becomes more bytes than this."""

TOO_LARGE = "Tệp lớn hơn 20 MB. Hãy xóa ảnh và các trang không thuộc mẫu rồi lưu lại."
UNPACKS_TOO_LARGE = "Tệp nén chứa hơn 200 MB dữ liệu nên không được mở. Hãy nhập lại vào tệp mẫu."
TOO_MANY_ROWS = (
    "Có trang dài quá 200.000 dòng hoặc quá 4 triệu ô. "
    "Hãy xóa các dòng, cột trống ở cuối trang (chọn cả dòng rồi Delete) và lưu lại."
)
HALF_SAVED = "Tệp hỏng hoặc đang được lưu dở. Nếu lần sau vẫn báo lỗi, hãy mở tệp và lưu lại dạng .xlsx."
NOT_XLSX = "Tệp không phải là bảng tính .xlsx. Hãy mở tệp và lưu lại dạng .xlsx."
LOCKED = "Tệp có mật khẩu mở hoặc là dạng .xls cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx."
NOT_COMPUTED = "chưa tính"

LABELS = frozenset({"unit", "phase", "kind", "plan", "sample"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_FAR = re.compile(rb' r="(?:[A-Za-z]{3}|[A-Za-z]*[0-9]{5})')
_UNUSUAL_PLACE = (b" r='", b" r =", b"\tr", b"\nr", b"\rr")
_ERROR_OR_FORMULA = (b't="e"', b"t='e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\bhidden\s*=\s*["'](?:1|true)["']""")


def read_xlsx(content: bytes, *, key: str, title: str) -> RawWorkbook:
    """Read an .xlsx file's sheets with every cell at its place.

    Whole floats come as int, blanks as None, failed formulas as CellError, a formula that its program never
    computed as CellError("chưa tính"). Raises WorkbookUnreadable before anything unbounded is unpacked.
    """
    if len(content) > LARGEST_FILE:
        raise WorkbookUnreadable(TOO_LARGE)
    if not content:
        raise WorkbookUnreadable("Tệp rỗng, có thể đang được lưu dở. Hãy mở tệp và lưu lại dạng .xlsx.")
    if content.startswith(_OLE):
        raise WorkbookUnreadable(LOCKED)
    if not content.startswith(b"PK"):
        raise WorkbookUnreadable(NOT_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_size(package)
            parts = _sheet_parts(package)
            sources = {name: package.read(part) for name, part in parts.items()}
            labels = _labels(package)
        for source in sources.values():
            _check_extent(source)
        return RawWorkbook(key, title, tuple(_sheets(content, sources)), labels)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError) as fault:
        raise WorkbookUnreadable(HALF_SAVED) from fault
    except (ParseError, DefusedXmlException, CalamineError, RuntimeError) as fault:
        raise WorkbookUnreadable(HALF_SAVED) from fault


def _check_size(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise WorkbookUnreadable(NOT_XLSX)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise WorkbookUnreadable(UNPACKS_TOO_LARGE)
    if sum(member.compress_size for member in members) * BEST_DEFLATE <= LARGEST_UNPACKED:
        return
    # The sizes written in a package may lie; so many packed bytes could hide more than the bound.
    unpacked = 0
    for member in members:
        with package.open(member) as part:
            while chunk := part.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > LARGEST_UNPACKED:
                    raise WorkbookUnreadable(UNPACKS_TOO_LARGE)


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name → part of the package, in the order of the tabs."""
    if "xl/workbook.xml" not in package.namelist():
        raise WorkbookUnreadable(NOT_XLSX)
    relations = {
        element.get("Id", ""): element
        for element in xml.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        if element.get("Type", "").endswith("/worksheet")
    }
    parts = {}
    for element in xml.fromstring(package.read("xl/workbook.xml")).iter():
        if _local(element) == "sheet":
            relation = next((value for name, value in element.items() if name.endswith("}id")), "")
            if relation in relations:
                target = relations[relation].get("Target", "")
                parts[element.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return parts


def _labels(package: zipfile.ZipFile) -> dict[str, str]:
    if "docProps/custom.xml" not in package.namelist():
        return {}
    properties = xml.fromstring(package.read("docProps/custom.xml"))
    return {
        name: "".join(element.itertext()).strip()
        for element in properties
        if (name := element.get("name", "")) in LABELS
    }


def _check_extent(source: bytes) -> None:
    # One cell at XFD1048576 makes a dense grid of 17 billion cells, so places are looked at first:
    # quickly for what programs write, 702 columns and 9.999 rows at most, one by one for the rest.
    if not _FAR.search(source) and not any(mark in source for mark in _UNUSUAL_PLACE):
        return
    width = height = 0
    for letters, number in set(_PLACE.findall(source)):
        height = max(height, int(number))
        width = max(width, _column_number(letters))
    if height > MOST_ROWS or height * width > MOST_CELLS:
        raise WorkbookUnreadable(TOO_MANY_ROWS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheets(content: bytes, sources: Mapping[str, bytes]) -> Iterator[RawSheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
        for name in book.sheet_names:
            if kinds[name] == SheetTypeEnum.WorkSheet and name in sources:
                yield _sheet(book, name, sources[name])
    except BaseException as fault:
        # A panic inside calamine is no Exception; one odd file must not end the collector.
        if type(fault).__name__ == "PanicException":
            raise WorkbookUnreadable(HALF_SAVED) from fault
        raise


def _sheet(book: CalamineWorkbook, name: str, source: bytes) -> RawSheet:
    sheet = book.get_sheet_by_name(name)
    rows = [_cells(row) for row in sheet.to_python(skip_empty_area=False)]
    if any(mark in source for mark in _ERROR_OR_FORMULA):
        for row, column, error in _errors(source):
            _place(rows, row, column, error)
        width = max(map(len, rows), default=0)
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return RawSheet(
        title=name,
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
    return int(found[2]) - 1, _column_number(found[1].encode()) - 1


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
