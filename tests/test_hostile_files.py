"""Files made to harm: each is refused in words, within bounded time and memory, and harms nobody."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from campaign.intake.sources import apart
from campaign.intake.sources.apart import read_apart, read_here
from campaign.intake.sources.xlsx import read_xlsx
from campaign.records import WorkbookUnreadable

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
A1 = b'<c r="A1" t="s">'
SLOWEST = 8
"""Seconds; the machine of the tests is shared."""

TOO_FAR = (
    "Có trang dài quá 20.000 dòng hoặc quá 600.000 ô. "
    "Hãy xóa các dòng, cột trống ở cuối trang (chọn cả dòng rồi Delete) và lưu lại."
)
UNPACKS = "Tệp nén chứa hơn 60 MB dữ liệu nên không được mở. Hãy nhập lại vào tệp mẫu."
TOO_MANY = "Tệp có quá nhiều phần hoặc quá nhiều trang nên không được mở. Hãy nhập lại vào tệp mẫu."
BROKEN = "Tệp hỏng hoặc đang được lưu dở. Nếu lần sau vẫn báo lỗi, hãy mở tệp và lưu lại dạng .xlsx."
NO_XLSX = "Tệp không phải là bảng tính .xlsx. Hãy mở tệp và lưu lại dạng .xlsx."
LOCKED = "Tệp có mật khẩu mở hoặc là dạng .xls cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx."


def workbook(text: str = "Đập nước", tabs: int = 1, far: bool = False) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    for number in range(tabs):
        tab = book.add_worksheet(f"Trang {number}")
        tab.write_row(0, 0, [text, 1])
        if far:
            tab.write(9_998, 40, 1)
    book.close()
    return packed.getvalue()


def edited(name: str, old: bytes, new: bytes, *, text: str = "Đập nước") -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(text))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return packed(parts)


def with_part(name: str, content: bytes = b"x") -> bytes:
    whole = io.BytesIO(workbook())
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return whole.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return whole.getvalue()


def many_parts() -> bytes:
    return packed({"xl/workbook.xml": b"<x/>"} | {f"xl/media/{number}": b"" for number in range(20_000)})


def one_part_for_many_tabs() -> bytes:
    named = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n + 10) for n in range(150))
    with zipfile.ZipFile(io.BytesIO(edited(BOOK, b"</sheets>", named + b"</sheets>"))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * 1_000_000)
    return packed(parts)


def one_long_text_in_many_cells() -> bytes:
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 1000 + b"</row>"
    return edited(SHEET, b"<sheetData>", b"<sheetData>" + row * 300, text="x" * 32_000)


def two_tabs_of_one_name() -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(tabs=2))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts[BOOK] = parts[BOOK].replace(b'name="Trang 1"', b'name="Trang 0"')
    return packed(parts)


def place(reference: bytes) -> Callable[[], bytes]:
    return lambda: edited(SHEET, A1, b'<c r="' + reference + b'" t="s">')


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (lambda: with_part("xl/media/a.bin", bytes(70 * 1024 * 1024)), UNPACKS),
    "a bomb in a sheet": (
        lambda: edited(SHEET, b"<sheetData>", b"<sheetData>" + b" " * 70_000_000),
        UNPACKS,
    ),
    "twenty thousand parts": (many_parts, TOO_MANY),
    "a hundred tabs from one part": (one_part_for_many_tabs, UNPACKS),
    "a thousand tabs": (lambda: workbook(tabs=201), TOO_MANY),
    "one long text in 300.000 cells": (one_long_text_in_many_cells, UNPACKS),
    "a cell in the last corner": (place(b"XFD1048576"), TOO_FAR),
    "a column of ten million letters": (place(b"A" * 10_000_000 + b"1"), TOO_FAR),
    "a corner written without a space": (
        lambda: edited(SHEET, A1, b'<c t="s"r="XFD1048576">'),
        TOO_FAR,
    ),
    "a billion rows": (lambda: edited(SHEET, b'<row r="1"', b'<row r="1000000000"'), TOO_FAR),
    "a number of rows with 5.000 digits": (
        lambda: edited(SHEET, b'<row r="1"', b'<row r="' + b"9" * 5000 + b'"'),
        BROKEN,
    ),
    "thirty tabs of 400.000 blank cells": (lambda: workbook(tabs=30, far=True), TOO_FAR),
    "a million merged ranges": (
        lambda: edited(
            SHEET,
            b"</sheetData>",
            b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 1_000_000 + b"</mergeCells>",
        ),
        TOO_FAR,
    ),
    "two tabs of one name": (two_tabs_of_one_name, BROKEN),
    "two parts whose names differ by case": (lambda: with_part("XL/worksheets/Sheet1.xml"), BROKEN),
    "an entity in the list of tabs": (
        lambda: edited(
            BOOK,
            b"<workbook",
            b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 9999 + b'"><!ENTITY b "&a;&a;">]><workbook',
        ),
        BROKEN,
    ),
    "macros": (
        lambda: with_part("xl/vbaProject.bin"),
        "Tệp có macro nên không được mở. Hãy chọn Lưu thành (Save As) dạng .xlsx thường.",
    ),
    "macros of the old kind": (
        lambda: with_part("xl/macrosheets/sheet1.xml"),
        "Tệp có trang macro kiểu cũ nên không được mở. Hãy nhập lại vào tệp mẫu.",
    ),
    "links to other files": (
        lambda: with_part("xl/externalLinks/externalLink1.xml"),
        "Tệp có công thức lấy số từ tệp khác. "
        "Hãy vào Dữ liệu (Data) → Sửa liên kết (Edit Links) → Ngắt liên kết (Break Link), rồi lưu lại.",
    ),
    "a connection to the outside": (
        lambda: with_part("xl/connections.xml"),
        "Tệp có kết nối lấy số liệu từ bên ngoài. "
        "Hãy xóa kết nối (Data → Queries & Connections) rồi lưu lại.",
    ),
    "another file inside": (
        lambda: with_part("xl/embeddings/oleObject1.bin"),
        "Tệp có tệp khác nhúng bên trong. Hãy xóa đối tượng nhúng rồi lưu lại.",
    ),
    "a hundred thousand filled cells": (
        lambda: edited(
            SHEET, b"</sheetData>", (b"<row>" + b"<c><v>7</v></c>" * 100 + b"</row>") * 1000 + b"</sheetData>"
        ),
        "Tệp có hơn 60.000 ô đã ghi nên không thử được ở đây. "
        "Hãy chỉ giữ các trang của mẫu, hoặc nộp tệp rồi xem ở trang «Kiểm tra số liệu».",
    ),
    "a password": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), LOCKED),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), NO_XLSX),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", NO_XLSX),
    "half a file": (lambda: workbook()[:900], BROKEN),
    "twenty-five megabytes": (
        lambda: b"PK" + bytes(25 * 1024 * 1024),
        "Tệp lớn hơn 20 MB. Hãy xóa ảnh và các trang không thuộc mẫu rồi lưu lại.",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_soon_with_what_to_do(kind: str) -> None:
    made, message = HOSTILE[kind]
    content = made()
    begun = time.monotonic()
    with pytest.raises(WorkbookUnreadable) as refused:
        read_here(content)
    assert str(refused.value) == message
    assert time.monotonic() - begun < SLOWEST


def test_what_is_only_odd_is_read() -> None:
    odd = {
        "a dimension that lies": edited(SHEET, b'ref="A1:B1"', b'ref="A1:XFD1048576"'),
        "a remark that looks like a million hidden rows": edited(
            SHEET, b"<sheetData>", b"<!-- hidden " + b"<row " * 1_000_000 + b"--><sheetData>"
        ),
        "one text in 3.000 cells": edited(
            SHEET, b"</sheetData>", b"<row>" + b'<c t="s"><v>0</v></c>' * 3000 + b"</row></sheetData>"
        ),
        "a merge over everything": edited(
            SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    }
    for kind, content in odd.items():
        begun = time.monotonic()
        read_here(content)
        assert read_xlsx(content, key="", title="").sheets[0].cells[0][:2] == ("Đập nước", 1), kind
        assert time.monotonic() - begun < SLOWEST, kind


def test_a_long_text_beside_many_short_ones_is_no_bomb() -> None:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    tab = book.add_worksheet("Công trình")
    tab.write(0, 0, "x" * 32_000)
    for number in range(1, 4000):
        tab.write_row(number, 0, [f"việc {number}", "Hoàn thành"])
    book.close()
    assert read_here(packed.getvalue())


def test_a_plain_workbook_is_read_apart_as_it_is_read_here() -> None:
    content = workbook()
    raw = read_apart(content, name="Phù Cát.v2.xlsx")
    assert (raw.key, raw.title) == ("Phù Cát.v2.xlsx", "Phù Cát.v2")
    assert raw.sheets == read_xlsx(content, key="", title="").sheets


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "Tệp rỗng (0 byte). Hãy mở tệp, lưu lại rồi thử lại."),
        ("a.XLSM", b"PK", "Tệp .xlsm có thể chứa macro nên không được mở. Hãy lưu lại dạng .xlsx."),
        (
            "a.ods",
            b"PK",
            "Tệp .ods chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx.",
        ),
        ("a.docx", packed({"word/document.xml": b"<x/>"}), NO_XLSX),
    ],
)
def test_other_files_are_refused_by_what_they_are(name: str, content: bytes, message: str) -> None:
    with pytest.raises(WorkbookUnreadable) as refused:
        read_apart(content, name=name)
    assert str(refused.value) == message


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(WorkbookUnreadable, match="cần quá nhiều thời gian hoặc bộ nhớ"):
        read_apart(workbook(), name="a.xlsx")


def test_files_wait_for_each_other_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAIT", 0.01)
    places = [apart._places.acquire() for _ in range(apart.AT_ONCE)]
    try:
        with pytest.raises(WorkbookUnreadable, match="Đang có nhiều tệp được đọc thử cùng lúc"):
            read_apart(workbook(), name="a.xlsx")
    finally:
        for _ in places:
            apart._places.release()
    assert read_apart(workbook(), name="a.xlsx").sheets


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process's memory this way")
def test_the_reading_process_may_not_take_more_memory_than_its_bound() -> None:
    greedy = (
        "from campaign.intake.sources import apart; apart._bound_this_process(); bytearray(apart.MEMORY + 1)"
    )
    done = subprocess.run([sys.executable, "-c", greedy], cwd=apart.ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("MemoryError")
