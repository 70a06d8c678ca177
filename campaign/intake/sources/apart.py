"""Reads a stranger's .xlsx file in a process of its own, within bounds, whose end harms nobody."""

import contextlib
import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

from campaign.intake.snapshots import grids
from campaign.intake.sources.bounds import HALF_SAVED, MEGABYTE, Bounds
from campaign.intake.sources.xlsx import read_xlsx
from campaign.records import RawWorkbook, WorkbookUnreadable

FROM_STRANGERS = Bounds(file=20 * MEGABYTE, unpacked=60 * MEGABYTE, rows=20_000, cells=600_000)
"""A clerk's workbook has a tenth of it."""
MOST_FILLED = 60_000
"""Filled cells: judging them takes the time of the process that serves everybody."""
MEMORY = 2 * 1024 * MEGABYTE
SECONDS = 20
AT_ONCE = 2
WAIT = 15
"""Seconds for which a file waits for others that are being read."""

ROOT = Path(__file__).parents[3]

REFUSED = 3
"""Exit code of the reading process for a file that it does not read; why stands in its output."""

BUSY = "Đang có nhiều tệp được đọc thử cùng lúc. Hãy đợi một phút rồi thử lại."
TOO_FULL = (
    "Tệp có hơn 60.000 ô đã ghi nên không thử được ở đây. "
    "Hãy chỉ giữ các trang của mẫu, hoặc nộp tệp rồi xem ở trang «Kiểm tra số liệu»."
)
TOO_MUCH = "Đọc tệp này cần quá nhiều thời gian hoặc bộ nhớ nên đã dừng. Hãy nhập lại vào tệp mẫu."
OTHER_KINDS: Mapping[str, str] = {
    ".xls": "Tệp .xls cũ chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx.",
    ".xlsb": "Tệp .xlsb chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx.",
    ".ods": "Tệp .ods chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx.",
    ".csv": "Tệp .csv không giữ được các trang của mẫu. Hãy nhập vào tệp mẫu .xlsx.",
    ".xlsm": "Tệp .xlsm có thể chứa macro nên không được mở. Hãy lưu lại dạng .xlsx.",
}
_ACTIVE: Mapping[str, str] = {
    "vbaproject": "Tệp có macro nên không được mở. Hãy chọn Lưu thành (Save As) dạng .xlsx thường.",
    "xl/macrosheets/": "Tệp có trang macro kiểu cũ nên không được mở. Hãy nhập lại vào tệp mẫu.",
    "xl/externallinks/": (
        "Tệp có công thức lấy số từ tệp khác. "
        "Hãy vào Dữ liệu (Data) → Sửa liên kết (Edit Links) → Ngắt liên kết (Break Link), rồi lưu lại."
    ),
    "xl/connections.xml": (
        "Tệp có kết nối lấy số liệu từ bên ngoài. Hãy xóa kết nối (Data → Queries & Connections) rồi lưu lại."
    ),
    "xl/embeddings/": "Tệp có tệp khác nhúng bên trong. Hãy xóa đối tượng nhúng rồi lưu lại.",
    "xl/activex/": "Tệp có nút điều khiển ActiveX. Hãy xóa nút đó rồi lưu lại.",
}
"""Part of a package that does something by itself or reaches out → why such a file is refused."""

_places = threading.BoundedSemaphore(AT_ONCE)


def read_apart(content: bytes, *, name: str) -> RawWorkbook:
    """Read an uploaded file's cells; `name` is what its owner calls it.

    Raises WorkbookUnreadable for what is no plain workbook, takes longer or holds more than the bounds.
    """
    stem, dot, ending = name.rpartition(".")
    if dot and (refusal := OTHER_KINDS.get(f".{ending.lower()}")):
        raise WorkbookUnreadable(refusal)
    if len(content) > FROM_STRANGERS.file:
        raise WorkbookUnreadable(FROM_STRANGERS.too_large)
    if not content:
        raise WorkbookUnreadable("Tệp rỗng (0 byte). Hãy mở tệp, lưu lại rồi thử lại.")
    if not _places.acquire(timeout=WAIT):
        raise WorkbookUnreadable(BUSY)
    try:
        return grids.workbook(_packed(content), key=name, title=stem or name)
    finally:
        _places.release()


def _packed(content: bytes) -> bytes:
    command = [sys.executable, "-m", "campaign.intake.sources.apart"]
    try:
        reading = subprocess.run(command, cwd=ROOT, input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise WorkbookUnreadable(TOO_MUCH) from None
    if reading.returncode == REFUSED:
        raise WorkbookUnreadable(reading.stdout.decode("utf-8"))
    if reading.returncode:
        raise WorkbookUnreadable(TOO_MUCH)
    return reading.stdout


def refuse_active(content: bytes) -> None:
    """Refuse a package that holds macros, links to other files or anything else than cells and pictures.

    Raises WorkbookUnreadable; what is no package at all is left to the reader of packages.
    """
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [member.filename.lower() for member in package.infolist()]
        for mark, refusal in _ACTIVE.items():
            if any(mark in part for part in parts):
                raise WorkbookUnreadable(refusal)


def read_here(content: bytes) -> bytes:
    """Return the packed cells of a file; raises WorkbookUnreadable."""
    # First the reader's own bounds: even a list of parts may be a bomb.
    raw = read_xlsx(content, key="", title="", bounds=FROM_STRANGERS)
    refuse_active(content)
    rows = (row for sheet in raw.sheets for row in sheet.cells)
    if sum(len(row) - row.count(None) for row in rows) > MOST_FILLED:
        raise WorkbookUnreadable(TOO_FULL)
    return grids.content(raw).packed


def _bound_this_process() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read the file given on standard input, and print its packed cells or why it is refused."""
    _bound_this_process()
    try:
        answer, code = read_here(sys.stdin.buffer.read()), 0
    except WorkbookUnreadable as refusal:
        answer, code = str(refusal).encode(), REFUSED
    except MemoryError:
        answer, code = TOO_MUCH.encode(), REFUSED
    except Exception:
        answer, code = HALF_SAVED.encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return code


if __name__ == "__main__":
    sys.exit(main())
