"""Workbooks that lie as .xlsx files in a folder and its subfolders."""

import datetime
import os
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from campaign.intake.sources.bounds import IN_FOLDER
from campaign.intake.sources.xlsx import read_xlsx
from campaign.records import Listed, RawWorkbook, SourceUnavailable, WorkbookUnreadable
from sheets_schema.vietnamese.text import sort_key

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
READABLE = (".xlsx", ".xlsm")
OTHER_SPREADSHEETS = (".xls", ".xlsb", ".ods")
"""Listed all the same, so that a clerk learns why the file does not count."""

STILL_CREATING = 30
"""Seconds for which an empty file is taken for one that a program is about to write."""
TRIES = 3


@dataclass(frozen=True)
class FolderSource:
    """A folder of .xlsx workbooks; a workbook's key is its path below the folder, with `/`."""

    path: Path

    @property
    def name(self) -> str:
        """The folder's path."""
        return str(self.path)

    def list(self) -> tuple[Listed, ...]:
        """List every workbook below the folder, numbers in names by value, leaving out temporary files."""
        try:
            listed = [_listed(self.path, entry) for entry in _files(self.path)]
        except OSError as fault:
            raise SourceUnavailable(
                f"Không mở được thư mục {fault.filename or self.path}. "
                "Hãy kiểm tra ổ đĩa, đường dẫn và quyền đọc thư mục."
            ) from fault
        return tuple(sorted(filter(None, listed), key=_order))

    def read(self, key: str) -> RawWorkbook:
        """Read one workbook; a file that changes meanwhile is read again."""
        parts = PurePosixPath(key).parts
        if ".." in parts or PurePosixPath(key).is_absolute():
            raise WorkbookUnreadable(f"“{key}” không nằm trong thư mục dữ liệu.")
        path = self.path.joinpath(*parts)
        if path.suffix.lower() in OTHER_SPREADSHEETS:
            raise WorkbookUnreadable(
                f"Tệp {path.suffix} chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx."
            )
        return read_xlsx(self._content(path), key=key, title=unicodedata.normalize("NFC", path.stem))

    def _content(self, path: Path) -> bytes:
        try:
            for _ in range(TRIES):
                before = path.stat()
                if before.st_size > IN_FOLDER.file:
                    raise WorkbookUnreadable(IN_FOLDER.too_large)
                content = path.read_bytes()
                if _revision(before) == _revision(path.stat()) and len(content) == before.st_size:
                    return content
                time.sleep(0.1)
        except FileNotFoundError:
            if not self.path.is_dir():
                raise SourceUnavailable(f"Không còn thư mục {self.path}. Hãy kiểm tra ổ đĩa.") from None
            raise WorkbookUnreadable(
                "Tệp không còn trong thư mục: đã bị xóa, đổi tên hoặc chuyển chỗ."
            ) from None
        except PermissionError:
            raise WorkbookUnreadable(
                "Không có quyền đọc tệp, hoặc tệp đang bị chương trình khác khóa. "
                "Hãy đóng tệp rồi đợi lần đọc sau."
            ) from None
        except OSError as fault:
            raise WorkbookUnreadable(
                f"Không đọc được tệp ({fault.strerror}). Sẽ thử lại ở lần sau."
            ) from fault
        raise WorkbookUnreadable("Tệp đang được lưu dở. Sẽ đọc lại khi lưu xong.")


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            elif entry.name.lower().endswith(READABLE + OTHER_SPREADSHEETS) and entry.is_file():
                yield entry


def _listed(folder: Path, entry: os.DirEntry[str]) -> Listed | None:
    try:
        # Not entry.stat(): Windows keeps an old size and time there while a file is written.
        state = os.stat(entry.path)
    except FileNotFoundError:
        return None
    if not state.st_size and time.time() - state.st_mtime < STILL_CREATING:
        return None
    key = Path(entry.path).relative_to(folder).as_posix()
    return Listed(
        key=key,
        title=unicodedata.normalize("NFC", Path(entry.name).stem),
        revision=_revision(state),
        modified_at=datetime.datetime.fromtimestamp(state.st_mtime, VIETNAM),
    )


def _revision(state: os.stat_result) -> str:
    return f"{state.st_size}-{state.st_mtime_ns}-{state.st_ino}"


def _order(listed: Listed) -> tuple[object, ...]:
    return tuple(sort_key(part) for part in PurePosixPath(listed.key).parts)
