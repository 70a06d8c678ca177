"""What closing a phase would fix: its figures, who is missing, and what should be settled before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from campaign.closing import Arrived, Closing, Counted, Fields, Place
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import progress
from campaign.measures.rows import once_per_snapshot
from campaign.measures.standing import status_rules
from campaign.measures.targets import in_force
from campaign.measures.timeliness import SENT_BACK, by_unit
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count


@dataclass(frozen=True, eq=False)
class Closable:
    """What a closing of one phase holds, before anybody signs it."""

    phase: int
    snapshot: Snapshot
    figures: Mapping[Place, Fields]
    arrived: tuple[Arrived, ...]
    targets: tuple[Fields, ...]
    workbooks: tuple[Counted, ...]
    written_rules: Mapping[str, str]
    warnings: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The units of which nothing has arrived."""
        return tuple(one.unit for one in self.arrived if not one.worksheets)


@once_per_snapshot
def closable(snapshot: Snapshot, phase: int) -> Closable:
    """Return what closing a phase would fix now; KeyError where there is no such phase."""
    return Closable(
        phase=phase,
        snapshot=snapshot,
        figures=figures(snapshot, phase),
        arrived=tuple(Arrived(one.unit.id, one.state, one.worksheets) for one in by_unit(snapshot, phase)),
        targets=in_force(snapshot),
        workbooks=tuple(
            Counted(one.key, one.unit, one.phase, one.content) for one in snapshot.workbooks if one.content
        ),
        written_rules={str(status): words for status, words in status_rules(snapshot.plan).items()},
        warnings=tuple(_warnings(snapshot, phase)),
    )


@once_per_snapshot
def figures(snapshot: Snapshot, phase: int) -> Mapping[Place, Fields]:
    """Return every indicator of the province and each unit, together and by sector, as it counts now.

    A closing that stands already has no say in them.
    """
    live = replace(snapshot, closings={})
    units = (None, *(unit.id for unit in snapshot.units))
    sectors = (None, *(sector.id for sector in snapshot.plan.sectors))
    return {
        (indicator.id, unit, sector): _fields(progress(live, indicator.id, Scope(phase, unit, sector)))
        for indicator in snapshot.plan.indicators
        for unit in units
        for sector in sectors
    }


@once_per_snapshot
def with_late_unit(then: Snapshot, now: Snapshot, unit: str, phase: int) -> Snapshot:
    """Return a past snapshot in which one unit's workbook of one phase is as another snapshot has it."""
    sheets = {worksheet.name for worksheet in unit_workbook(then.plan).worksheets}

    def theirs(place: Any) -> bool:
        return bool(place.unit == unit and place.phase == phase)

    def exchanged(name: str) -> Any:
        old, new = then.tables[name], now.tables[name]
        return _together(old, new, unit, phase) if name in sheets else old

    return replace(
        then,
        version=f"{then.version}+{unit}@{now.version}",
        tables={name: exchanged(name) for name in then.tables},
        findings=(*(one for one in then.findings if not theirs(one)), *filter(theirs, now.findings)),
        notes=(*(one for one in then.notes if not theirs(one)), *filter(theirs, now.notes)),
        workbooks=(*(one for one in then.workbooks if not theirs(one)), *filter(theirs, now.workbooks)),
        left_out=_together(then.left_out, now.left_out, unit, phase),
    )


def late_figures(closing: Closing, then: Snapshot, now: Snapshot, unit: str) -> Mapping[Place, Fields]:
    """Return the official figures that letting one unit in changes: its own and the province's.

    Raises ValueError, in Vietnamese, where the rules of today would tell other figures of the closing itself.
    """
    for one, fixed in closing.figures.items():
        if figures(then, closing.phase).get(one, {}).get("actual") != fixed["actual"]:
            raise ValueError(
                "Cách đọc và tính số liệu đã thay đổi từ khi chốt, nên không cộng thêm một đơn vị vào bản "
                "chốt cũ được. Hãy chốt lại đợt này."
            )
    after = figures(with_late_unit(then, now, unit, closing.phase), closing.phase)
    return {
        place: told
        for place, told in after.items()
        if place[1] in (None, unit) and told != closing.figures.get(place)
    }


def _together(old: Any, new: Any, unit: str, phase: int) -> Any:
    """The rows of a unit and phase of one frame, among all other rows of another."""
    theirs = new[(new["unit"] == unit) & (new["phase"] == phase)]
    kept = old[~((old["unit"] == unit) & (old["phase"] == phase)).fillna(False).astype(bool)]
    if theirs.empty:
        return kept.reset_index(drop=True)
    columns = [column for column in kept.columns if column in theirs.columns]
    return pd.concat([kept, theirs[columns]], ignore_index=True)


def _fields(measured: Progress) -> Fields:
    told = {field.name: getattr(measured, field.name) for field in fields(measured)}
    del told["indicator"], told["scope"]
    return told | {"status": str(measured.status)}


def _warnings(snapshot: Snapshot, phase: int) -> list[str]:
    of_phase = snapshot.plan.phase(phase)
    told = []
    if snapshot.today <= of_phase.last_day:
        told.append(f"Đợt {phase} đến {write_date(of_phase.last_day)} mới kết thúc.")
    elif snapshot.today <= of_phase.due:
        told.append(f"Hạn nộp của đợt {phase} là {write_date(of_phase.due)}, chưa qua.")
    states = Counter(one.state for one in by_unit(snapshot, phase))
    if states[SENT_BACK]:
        told.append(f"{states[SENT_BACK]} đơn vị bị trả lại báo cáo và chưa được duyệt.")
    broken = sum(1 for one in snapshot.workbooks if one.fault)
    if broken or snapshot.source.fault:
        told.append(f"{broken} bảng tính chưa đọc được bản mới nhất; số đọc được lần cuối sẽ được chốt.")
    left_out = int((snapshot.left_out["phase"] == phase).sum())
    if left_out:
        told.append(f"{write_count(left_out)} dòng hoặc ô của đợt chưa được tính vào số liệu.")
    return told
