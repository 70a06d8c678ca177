"""How a workbook stands after each try to read it: its newest content, its last good one, or not at all."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from campaign.intake.snapshots.archive import Standing
from campaign.records import CheckedWorkbook, Finding, Listed, RawWorkbook, Table, WorkbookState

_GONE = "Bảng tính không còn trong thư mục"
VANISHED = f"{_GONE}; đang dùng nội dung đọc được lần cuối."
OUR_MISTAKE = "Chương trình gặp lỗi khi đọc bảng tính này; đang dùng nội dung đọc được lần trước."


@dataclass(frozen=True)
class OlderSheet:
    """The last good content of a worksheet that the workbook's newest content does not yield."""

    content: str
    table: Table


@dataclass(frozen=True, eq=False)
class Held:
    """One workbook as a collector holds it in memory."""

    standing: Standing
    checked: CheckedWorkbook | None
    """The content that counts, read; None where there never was one."""
    older: Mapping[str, OlderSheet]
    sample: bool = False
    """The workbook says of itself that its figures are invented."""
    again: bool = False
    """The last try failed for a reason that may pass, so the same revision is worth another."""

    @property
    def state(self) -> WorkbookState:
        """How the workbook stands, for people."""
        return self.standing.state

    @property
    def place(self) -> tuple[str, str, int | None]:
        """What the workbook reports on; two workbooks of one place are rivals."""
        return (self.state.kind, self.state.unit, self.state.phase)


def counted(held: Held) -> CheckedWorkbook | None:
    """Return what counts of a workbook: its content, and older worksheets where they had to stay."""
    checked = held.checked
    if checked is None or not held.older:
        return checked
    tables = {name: sheet.table for name, sheet in held.older.items()}
    return replace(
        checked,
        tables={**checked.tables, **tables},
        findings=(*checked.findings, *(_stays(checked, sheet) for sheet in held.older.values())),
        received=tuple(dict.fromkeys((*checked.received, *held.state.received))),
    )


def differences(held: Mapping[str, Held], standings: Mapping[str, Standing]) -> set[str]:
    """Return the keys of the workbooks that stand otherwise than recorded."""
    now = {key: each.standing for key, each in held.items()}
    return {key for key in now.keys() | standings.keys() if now.get(key) != standings.get(key)}


def after_reading(
    before: Held | None,
    listed: Listed,
    raw: RawWorkbook,
    content: str,
    checked: CheckedWorkbook,
    now: datetime.datetime,
) -> Held:
    """Return how a workbook stands now that its content has been read and checked."""
    known = before is not None and before.checked is not None
    if before and known and checked.kind == "unknown" and before.state.kind != "unknown":
        reasons = [finding.message for finding in checked.findings if finding.severity == "error"]
        why = reasons[0] if reasons else "Không nhận ra bảng tính này của đơn vị nào, đợt nào."
        return after_fault(before, listed, f"{why} Đang dùng nội dung đọc được lần trước.", now)
    older = _older_sheets(before, checked) if before and known else {}
    same = before is not None and before.state.content == content
    state = WorkbookState(
        key=listed.key,
        title=listed.title,
        kind=checked.kind,
        unit=checked.unit,
        phase=checked.phase,
        content=content,
        modified_at=before.state.modified_at if before and same else listed.modified_at,
        read_at=before.state.read_at if before and same else now,
        received=_received(before, checked, older),
        url=listed.url,
    )
    links = tuple(sheet.link for sheet in raw.sheets) if any(sheet.link for sheet in raw.sheets) else ()
    standing = Standing(state, listed.revision, links, {name: sheet.content for name, sheet in older.items()})
    return Held(standing, checked, older, sample=raw.labels.get("sample") == "1")


def after_fault(
    before: Held | None, listed: Listed, fault: str, now: datetime.datetime, *, again: bool = False
) -> Held:
    """Return how a workbook stands when its newest state cannot be read: its last good content stays."""
    if before is None:
        state = WorkbookState(
            listed.key, listed.title, "unknown", "", None, "", listed.modified_at, now, url=listed.url
        )
        before = Held(Standing(state), None, {})
    standing = replace(before.standing, state=_faulty(before.state, fault, now), revision=listed.revision)
    return replace(before, standing=standing, again=again)


def set_back(before: Held | None, failed: Held, now: datetime.datetime) -> Held:
    """Return how a workbook stands when its newest content cannot be counted, by a mistake of ours."""
    if before is None:
        state = replace(failed.state, kind="unknown", unit="", phase=None, content="", received=())
        before = Held(Standing(state), None, {})
    state = _faulty(before.state, OUR_MISTAKE, now)
    return replace(before, standing=replace(before.standing, state=state, revision=failed.standing.revision))


def after_vanishing(before: Held, now: datetime.datetime, why: str = "") -> Held:
    """Return how a workbook stands when the source does not list it any more: it stays, and is marked.

    `why`: what became of it and the mend, as a sentence that goes on from «không còn trong thư mục: …».
    """
    fault = f"{_GONE}: {why} Đang dùng nội dung đọc được lần cuối." if why else VANISHED
    standing = replace(before.standing, state=_faulty(before.state, fault, now), revision="")
    return replace(before, standing=standing, again=True)


def has_vanished(state: WorkbookState) -> bool:
    """Tell whether the source does not list a workbook any more, for whatever reason."""
    return state.fault.startswith(_GONE)


def without_left_behind(held: Mapping[str, Held]) -> dict[str, Held]:
    """Drop the vanished workbooks that nobody misses: told us nothing, or moved elsewhere."""
    there = {each.place for each in held.values() if not has_vanished(each.state)}
    return {
        key: each
        for key, each in held.items()
        if not has_vanished(each.state) or (each.state.kind != "unknown" and each.place not in there)
    }


def _faulty(state: WorkbookState, fault: str, now: datetime.datetime) -> WorkbookState:
    return replace(state, fault=fault, fault_since=state.fault_since if state.fault else now)


def _older_sheets(before: Held, checked: CheckedWorkbook) -> dict[str, OlderSheet]:
    if before.place != (checked.kind, checked.unit, checked.phase) or before.checked is None:
        return {}
    read = {name: OlderSheet(before.state.content, table) for name, table in before.checked.tables.items()}
    return {name: sheet for name, sheet in {**before.older, **read}.items() if name not in checked.tables}


def _received(
    before: Held | None, checked: CheckedWorkbook, older: Mapping[str, OlderSheet]
) -> tuple[str, ...]:
    stays = [name for name in before.state.received if name in older] if before else []
    return tuple(dict.fromkeys((*checked.received, *stays)))


def _stays(checked: CheckedWorkbook, sheet: OlderSheet) -> Finding:
    return Finding(
        workbook=checked.key,
        unit=checked.unit,
        phase=checked.phase,
        worksheet=sheet.table.title,
        cell="",
        rule="sheet.stays",
        severity="warning",
        typed="",
        message="Trang này của bản mới chưa đọc được; đang tính theo bản đọc được lần trước.",
        url=checked.url,
    )
