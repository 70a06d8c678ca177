"""How much of the machine one .xlsx file may take, judged before it is unpacked and laid out."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from campaign.records import WorkbookUnreadable
from sheets_schema.vietnamese.numbers import write_count

MEGABYTE = 1024 * 1024
BEST_DEFLATE = 1032
"""No deflated byte becomes more bytes than this."""
MOST_PARTS = 4000
MOST_TABS = 200
MOST_MERGED = 50_000

TOO_MANY_PARTS = "Tệp có quá nhiều phần hoặc quá nhiều trang nên không được mở. Hãy nhập lại vào tệp mẫu."
HALF_SAVED = "Tệp hỏng hoặc đang được lưu dở. Nếu lần sau vẫn báo lỗi, hãy mở tệp và lưu lại dạng .xlsx."
NOT_XLSX = "Tệp không phải là bảng tính .xlsx. Hãy mở tệp và lưu lại dạng .xlsx."

_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_FAR = re.compile(rb' r="(?:[A-Za-z]{3}|[A-Za-z]*[0-9]{5})')
# calamine, unlike the XML standard, also takes an attribute that follows the one before without a space.
_UNUSUAL_PLACE = (b" r='", b" r =", b"\tr", b"\nr", b"\rr", b'"r', b"'r")
_SHARED = re.compile(rb"""["']s["'][^<>]*>\s*(?:<[^<>]*>){0,8}([0-9]{1,9})<""")
_END_OF_TEXT = re.compile(rb"</(?:\w{1,20}:)?si\s*>")
_ODD_TEXT = re.compile(rb"<!|<(?:\w{1,20}:)?si\b[^<>]*/>")


@dataclass(frozen=True)
class Bounds:
    """What one file may hold at most."""

    file: int
    """Bytes as packed."""
    unpacked: int
    """Bytes of all its parts, and of the texts of all its cells."""
    rows: int
    """Rows of one tab."""
    cells: int
    """Cells of all its tabs, blank ones between filled ones included."""

    @property
    def too_large(self) -> str:
        """What is said of a file with too many bytes."""
        return (
            f"Tệp lớn hơn {self.file // MEGABYTE} MB. Hãy xóa ảnh và các trang không thuộc mẫu rồi lưu lại."
        )

    @property
    def unpacks_too_large(self) -> str:
        """What is said of a file that holds more than it seems."""
        return (
            f"Tệp nén chứa hơn {self.unpacked // MEGABYTE} MB dữ liệu nên không được mở. "
            "Hãy nhập lại vào tệp mẫu."
        )

    @property
    def too_many_cells(self) -> str:
        """What is said of a file whose tabs reach too far."""
        cells = (
            f"{self.cells // 1_000_000} triệu" if self.cells >= 1_000_000 else f"{write_count(self.cells)}"
        )
        return (
            f"Có trang dài quá {write_count(self.rows)} dòng hoặc quá {cells} ô. "
            "Hãy xóa các dòng, cột trống ở cuối trang (chọn cả dòng rồi Delete) và lưu lại."
        )


IN_FOLDER = Bounds(file=20 * MEGABYTE, unpacked=200 * MEGABYTE, rows=200_000, cells=4_000_000)
"""What staff put into the folder of workbooks."""


def check_package(package: zipfile.ZipFile, bounds: Bounds) -> None:
    """Refuse a package that unpacks to more than its bound, whatever it says of itself."""
    members = package.infolist()
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise WorkbookUnreadable(NOT_XLSX)
    # Two readers may take different ones of two parts of one name, and only one of them was looked at.
    if len({member.filename.lower() for member in members}) < len(members):
        raise WorkbookUnreadable(HALF_SAVED)
    if sum(member.file_size for member in members) > bounds.unpacked:
        raise WorkbookUnreadable(bounds.unpacks_too_large)
    if sum(member.compress_size for member in members) * BEST_DEFLATE <= bounds.unpacked:
        return
    # The sizes written in a package may lie; so many packed bytes could hide more than the bound.
    unpacked = 0
    for member in members:
        with package.open(member) as part:
            while chunk := part.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > bounds.unpacked:
                    raise WorkbookUnreadable(bounds.unpacks_too_large)


def check_tabs(package: zipfile.ZipFile, parts: Mapping[str, str], bounds: Bounds) -> None:
    """Refuse more tabs than a person makes; one part of the package may be named by many of them."""
    if len(parts) > MOST_TABS:
        raise WorkbookUnreadable(TOO_MANY_PARTS)
    if sum(package.getinfo(part).file_size for part in parts.values()) > bounds.unpacked:
        raise WorkbookUnreadable(bounds.unpacks_too_large)


def check_extent(source: bytes, bounds: Bounds) -> None:
    """Refuse a tab that reaches too far.

    One cell at XFD1048576 makes a dense grid of 17 billion cells, so places are looked at before any is laid
    out: quickly for what programs write, 702 columns and 9.999 rows at most, one by one for the rest.
    """
    if source.count(b"mergeCell ") > MOST_MERGED:
        raise WorkbookUnreadable(bounds.too_many_cells)
    if not _FAR.search(source) and not any(mark in source for mark in _UNUSUAL_PLACE):
        return
    width = height = 0
    for letters, number in set(_PLACE.findall(source)):
        height = max(height, int(number))
        width = max(width, column_number(letters))
    if height > bounds.rows or height * width > bounds.cells:
        raise WorkbookUnreadable(bounds.too_many_cells)


def check_texts(package: zipfile.ZipFile, sources: Mapping[str, bytes], bounds: Bounds) -> None:
    """Refuse one long text that is shown in very many cells: a few bytes each here, a copy each when read."""
    shared = b"".join(
        package.read(member)
        for member in package.infolist()
        if member.filename.lower().endswith("sharedstrings.xml")
    )
    ends = [0, *(found.end() for found in _END_OF_TEXT.finditer(shared)), len(shared)]
    lengths = [end - start for start, end in pairwise(ends)]
    shown = sum(source.count(b'"s"') + source.count(b"'s'") for source in sources.values())
    longest = max(lengths)
    if longest * shown <= bounds.unpacked:
        return
    told: list[int] = []
    if not _ODD_TEXT.search(shared.partition(b"?>")[2]):
        told = [int(number) for source in sources.values() for number in _SHARED.findall(source)]
    texts = sum(lengths[number] for number in told if number < len(lengths))
    if texts + longest * (shown - len(told)) > bounds.unpacked:
        raise WorkbookUnreadable(bounds.unpacks_too_large)


def column_number(letters: bytes) -> int:
    """Return the number of a column from its letters, from 1; beyond every sheet where there are too many."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
