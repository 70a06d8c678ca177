"""«Kết quả kiểm tra»: the tab of a unit's workbook that says what was received and what to mend."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from campaign.google import Refused
from campaign.handout.google import parts, shapes
from campaign.handout.google.drive import Drive
from campaign.handout.google.parts import Cell, Request
from campaign.handout.layout import HEADER_ROW, Heading
from campaign.records import Finding, Snapshot, WorkbookState
from sheets_schema import tags
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import fold

HEADERS = ("Mức", "Ô", "Điều cần rà soát", "Đề xuất")
SEVERITIES = {"error": "Lỗi, chưa tính", "missing": "Còn thiếu", "warning": "Lưu ý", "note": "Tham khảo"}

MOST_ROWS = 500
"""More findings than this are only counted: nobody mends more at one sitting."""

_WIDTHS = (16, 24, 90, 40)
_HINT = "Phần mềm ghi lại trang này khi số liệu thay đổi. Bấm vào ô ở cột B để đến đúng chỗ cần sửa."
_NOT_OURS = -1
"""Stands for the tab's id where nothing is to be written before there is news."""
_LONGEST_REST = 64
"""Rounds for which a workbook is left alone that cannot be written."""
_PROTECTION = "Kết quả kiểm tra do phần mềm ghi"

log = logging.getLogger("campaign.results")


@dataclass(frozen=True)
class Result:
    """What stands on «Kết quả kiểm tra»."""

    title: str
    summary: str
    """«Đã nhận lúc 9:41 ngày 12/5 · 6/7 trang đủ · 2 lỗi»."""
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Severity, place, message, suggestion and the address of the cell, of each finding."""

    @property
    def digest(self) -> str:
        """Changes whenever anything on the tab does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def result(plan: Plan, state: WorkbookState, findings: Sequence[Finding]) -> Result:
    """Tell a unit what was received of its workbook, and what is to be mended."""
    unit, phase = plan.unit(state.unit), plan.phase(state.phase or 0)
    read_at = state.read_at
    received = f"Đã nhận lúc {read_at.hour}:{read_at.minute:02} ngày {read_at.day}/{read_at.month}"
    schema = unit_workbook(plan)
    lacking = {fold(found.worksheet) for found in findings if found.severity == "missing"}
    full = [name for name in state.received if fold(schema.worksheet(name).title) not in lacking]
    summary = [received, f"{len(full)}/{len(schema.worksheets)} trang đủ", *_counted(findings)]
    rows = [
        (SEVERITIES[found.severity], found.place, found.message, found.suggestion, found.url)
        for found in findings[:MOST_ROWS]
    ]
    if rest := len(findings) - len(rows):
        rows.append(("", "", f"Còn {write_count(rest)} điểm nữa, xem ở trang Kiểm tra số liệu.", "", ""))
    if not rows:
        rows.append(("", "", "Không có điểm nào cần rà soát.", "", ""))
    title = f"{tags.RESULT_TAB.upper()} · {Heading(plan, unit, phase).line(schema)}"
    return Result(title, " · ".join(summary), tuple(rows))


def _counted(findings: Sequence[Finding]) -> Iterator[str]:
    words = {"error": "lỗi", "missing": "chỗ thiếu", "warning": "lưu ý"}
    for severity, word in words.items():
        if count := sum(1 for found in findings if found.severity == severity):
            yield f"{write_count(count)} {word}"


@dataclass
class ResultTabs:
    """Writes each unit's «Kết quả kiểm tra» when it has changed, and nothing else.

    What was written is remembered here, and as a tag on the tab for the next process.
    """

    drive: Drive
    most: int = 3
    """Workbooks looked at or written in one round, so that reading keeps its share of the quota."""
    _known: dict[str, tuple[int, str]] = field(default_factory=dict)
    _round: int = 0
    _failed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Key → how often in a row, and the round before which it is left alone."""

    def publish(self, snapshot: Snapshot) -> tuple[str, ...]:
        """Write what is new in a snapshot; returns the keys of the workbooks written, at most `most`.

        Call it after every refresh: what one round leaves, the next goes on with.
        """
        found: dict[str, list[Finding]] = {}
        for finding in snapshot.findings:
            found.setdefault(finding.workbook, []).append(finding)
        written: list[str] = []
        touched = 0
        self._round += 1
        for state in snapshot.workbooks:
            if state.kind != "unit" or not state.unit or state.phase is None or state.fault:
                continue
            told = result(snapshot.plan, state, found.get(state.key, []))
            if self._known.get(state.key, (0, ""))[1] == told.digest:
                continue
            if self._failed.get(state.key, (0, 0))[1] > self._round:
                continue
            if touched >= self.most:
                break
            touched += 1
            if self._tried(state.key, told):
                written.append(state.key)
        return tuple(written)

    def _tried(self, id: str, told: Result) -> bool:
        try:
            wrote = self.write(id, told)
        except Refused as fault:
            if fault.status in (400, 403, 404):
                # The account may only read it, or the tab is gone: nothing to try before there is news.
                self._known[id] = (_NOT_OURS, told.digest)
            else:
                # Left alone for longer each time, so that it does not keep the others from their turn.
                times = self._failed.get(id, (0, 0))[0] + 1
                self._failed[id] = times, self._round + min(2**times, _LONGEST_REST)
            log.warning("no result was written in %s: %s", id, fault)
            return False
        self._failed.pop(id, None)
        return wrote

    def write(self, id: str, told: Result) -> bool:
        """Write one tab unless it says so already; one request, after one look at an unknown workbook."""
        new = False
        if id not in self._known or self._known[id][0] == _NOT_OURS:
            tabs = self.drive.outline(id).tabs
            ours = next((tab for tab in tabs if tab.result is not None), None)
            new = ours is None
            if new and any(fold(tab.title) == fold(tags.RESULT_TAB) for tab in tabs):
                # A tab of that name which is not ours may hold what a clerk typed.
                self._known[id] = (_NOT_OURS, told.digest)
                return False
            free = max((tab.id for tab in tabs), default=0) + 1
            self._known[id] = (ours.id, ours.result or "") if ours else (free, "")
        sheet, digest = self._known.pop(id)
        if digest != told.digest:
            self.drive.update(id, [*(_new_tab(sheet) if new else _forgotten()), *_contents(sheet, told)])
        # Remembered only now: after a fault the workbook is looked at anew.
        self._known[id] = sheet, told.digest
        return digest != told.digest


def _new_tab(sheet: int) -> Iterator[Request]:
    size = MOST_ROWS + HEADER_ROW + 1
    added = parts.add_sheet(sheet, tags.RESULT_TAB, 0, size, len(HEADERS), frozen=(HEADER_ROW, 0))
    # Without an index a new tab comes last.
    del added["addSheet"]["properties"]["index"]
    yield added
    for place, characters in enumerate(_WIDTHS):
        yield parts.width(sheet, place, characters)
    yield parts.protect({"sheetId": sheet}, _PROTECTION, ())


def _forgotten() -> Iterator[Request]:
    lookup = {"metadataKey": tags.RESULT}
    yield {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def _contents(sheet: int, told: Result) -> Iterator[Request]:
    head = [
        [parts.cell(told.title, shape=shapes.TITLE)],
        [parts.cell(told.summary, _HINT, shapes.STRONG)],
        [parts.cell(text, shape=shapes.header(True)) for text in HEADERS],
    ]
    rows = [*head, *map(_cells, told.rows)]
    where = parts.grid(sheet, 0, MOST_ROWS + HEADER_ROW + 1, 0, len(HEADERS))
    yield parts.fill(where, rows)
    yield parts.tag(tags.RESULT, told.digest, sheet)


def _cells(row: tuple[str, str, str, str, str]) -> list[Cell]:
    *texts, link = row
    cells = [parts.cell(text, shape=shapes.TEXT) for text in texts]
    cells[1] = parts.cell(texts[1], shape=shapes.TEXT, link=link)
    return cells
