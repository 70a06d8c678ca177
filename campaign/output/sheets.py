"""Measures as tables to take along, each with the scope and the hour of its figures above it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from campaign.measures import course as courses
from campaign.measures import progress, timeliness
from campaign.measures.answers import where
from campaign.measures.lately import lately
from campaign.measures.measured import Progress, Scope
from campaign.measures.movements import Carrier
from campaign.measures.movements import movements as found_movements
from campaign.measures.rows import told_places
from campaign.output.tables import Column, Sheet, Value, columns
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date

MEASURED = columns(
    ("Đã đạt", "count"),
    ("Chỉ tiêu", "count"),
    ("Cơ sở tính", "count"),
    ("Tỷ lệ", "percent"),
    ("Cần có đến hôm nay", "count"),
    ("Còn thiếu", "count"),
    "Mức",
    "Chỉ tiêu chính thức",
    "Căn cứ",
)


def basis(snapshot: Snapshot, scope: Scope) -> str:
    """Return what must stand beside any figure that leaves the screen: scope, hour, day, invented or not."""
    year = "" if scope.phase else f", cả năm {snapshot.plan.year}"
    said = [
        where(snapshot, scope) + year,
        f"số liệu lúc {snapshot.taken_at:%H:%M} ngày {write_date(snapshot.taken_at)}",
        f"tính đến {write_date(snapshot.today)}",
        "SỐ LIỆU MINH HỌA" if snapshot.source.sample else "",
    ]
    return " · ".join(part for part in said if part)


def indicators(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return every indicator of a scope, one row each."""
    found = progress.overview(snapshot, scope)
    rows = ((one.indicator.title, one.indicator.counted, *_measured(one)) for one in found)
    return _sheet(snapshot, scope, "Các chỉ tiêu", columns("Chỉ tiêu thi đua", "Tính bằng") + MEASURED, rows)


def matrix(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return every indicator of every unit, one row per pair: what filters and pivots in Excel need."""
    rows = (
        (
            snapshot.unit(one.scope.unit or "").short,
            one.indicator.short,
            one.indicator.counted,
            *_measured(one),
        )
        for one in progress.matrix(snapshot, scope)
    )
    heads = columns("Đơn vị", "Chỉ tiêu thi đua", "Tính bằng") + MEASURED
    return _sheet(snapshot, _whole(scope), "Đơn vị và chỉ tiêu", heads, rows)


def by_unit(snapshot: Snapshot, indicator: str, scope: Scope) -> Sheet:
    """Return one indicator of every unit, with its part of what the province lacks."""
    table = progress.gap_by_unit(snapshot, indicator, scope)
    shares = dict(zip(table["unit"], (_plain(share) for share in table["share_of_gap"]), strict=True))
    rows = []
    for unit in snapshot.units:
        one = progress.progress(snapshot, indicator, Scope(scope.phase, unit.id, scope.sector))
        rows.append((unit.short, shares[unit.id], *_measured(one)))
    title = f"{snapshot.plan.indicator(indicator).short} theo đơn vị"
    heads = columns("Đơn vị", ("Phần trong số còn thiếu", "percent")) + MEASURED
    return _sheet(snapshot, _whole(scope), title, heads, rows)


def by_sector(snapshot: Snapshot, indicator: str, scope: Scope) -> Sheet:
    """Return one indicator in each of the two sectors."""
    titles = (sector.title for sector in snapshot.plan.sectors)
    found = zip(titles, progress.by_sector(snapshot, indicator, scope), strict=True)
    return _parts(snapshot, indicator, Scope(scope.phase, scope.unit, None, scope.verified), "khu vực", found)


def by_phase(snapshot: Snapshot, indicator: str, scope: Scope) -> Sheet:
    """Return one indicator phase by phase, those that have not begun included."""
    found = ((f"Đợt {one.scope.phase}", one) for one in progress.by_phase(snapshot, indicator, scope))
    return _parts(snapshot, indicator, Scope(None, scope.unit, scope.sector, scope.verified), "đợt", found)


def sectors(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return every indicator in each of the two sectors."""
    rows = (
        (indicator.title, sector.title, *_measured(one))
        for indicator in snapshot.plan.indicators
        for sector, one in zip(
            snapshot.plan.sectors, progress.by_sector(snapshot, indicator.id, scope), strict=True
        )
    )
    heads = columns("Chỉ tiêu thi đua", "Khu vực") + MEASURED
    return _sheet(snapshot, Scope(scope.phase, scope.unit), "Hai khu vực, từng chỉ tiêu", heads, rows)


def course(snapshot: Snapshot, indicator: str, scope: Scope) -> Sheet:
    """Return the course of an indicator: one row per day on which its figure changed."""
    shown = courses.of(snapshot, indicator, scope)
    rows: list[tuple[datetime.date, int | None, float | None]] = [
        (day.date(), int(value), None)
        for day, value in zip(shown.actual["day"], shown.actual["value"], strict=True)
    ]
    rows += [
        (day.date(), None, float(value))
        for day, value in zip(shown.expected["day"], shown.expected["value"], strict=True)
    ]
    rows.sort(key=lambda row: (row[0], row[1] is None))
    heads = columns(("Ngày", "date"), ("Đã thực hiện", "count"), ("Mức cần có", "count"))
    return _sheet(snapshot, scope, f"Diễn biến: {shown.indicator.short}", heads, rows)


def reports(snapshot: Snapshot, phase: int) -> Sheet:
    """Return who reported a phase, when, and what is still missing."""
    rows = (
        (
            one.unit.short,
            one.worksheets,
            one.worksheets + len(one.missing),
            ", ".join(one.missing),
            one.updated_at,
            one.report_sent_on,
            one.due,
            one.days_late or None,
            one.state,
        )
        for one in timeliness.by_unit(snapshot, phase)
    )
    heads = columns(
        "Đơn vị",
        ("Trang tính đã nhận", "count"),
        ("Trên số trang tính", "count"),
        "Còn trống",
        ("Cập nhật lúc", "time"),
        ("Gửi báo cáo ngày", "date"),
        ("Hạn", "date"),
        ("Chậm (ngày)", "count"),
        "Báo cáo",
    )
    return _sheet(snapshot, Scope(phase), f"Tình hình báo cáo đợt {phase}", heads, rows)


def changes(snapshot: Snapshot, scope: Scope, met: datetime.date | None = None) -> Sheet:
    """Return what changed after the last meeting, else in a week, one row per unit and indicator."""
    rows = (
        (one.indicator.short, change.unit.short, change.amount, change.day)
        for one in lately(snapshot, scope, met)
        for change in one.by_unit
    )
    heads = columns("Chỉ tiêu", "Đơn vị", ("Thay đổi", "count"), ("Ngày", "date"))
    return _sheet(snapshot, scope, "Thay đổi gần đây", heads, rows)


def movements(snapshot: Snapshot, scope: Scope, carrier: Carrier | None = None) -> Sheet:
    """Return every movement in every sector that it is named for, or in one; a unit's with their rows."""
    titles = {sector.id: sector.title for sector in snapshot.plan.sectors} | {"officers": "Cán bộ công đoàn"}
    opened = scope.unit is not None and snapshot.opens(scope.unit)
    rows = (
        (
            titles[one.carrier], one.movement.title, one.unions, one.base, one.share,
            one.people, one.benefit, one.summed_up if one.units_filled else None, one.units_filled,
            one.units_expected,
            *((told_places(snapshot, "movements", one.spots) or None,) if opened else ()),
        )
        for one in found_movements(snapshot, scope)
        if carrier in (None, one.carrier)
    )  # fmt: skip
    heads = columns(
        "Khu vực", "Phong trào", ("CĐCS tham gia", "count"), ("Trên số CĐCS", "count"),
        ("Tỷ lệ", "percent"), ("Lượt người", "count"), ("Tiết kiệm, làm lợi (đồng)", "money"),
        ("Đơn vị đã sơ kết, tổng kết", "count"), ("Đơn vị đã nhập", "count"), ("Trên số đơn vị", "count"),
        *(("Ô",) if opened else ()),
    )  # fmt: skip
    title = f"Phong trào: {titles[carrier]}" if carrier else "Phong trào"
    return _sheet(snapshot, scope, title, heads, rows)


def _sheet(
    snapshot: Snapshot,
    scope: Scope,
    title: str,
    heads: tuple[Column, ...],
    rows: Iterable[Sequence[Value]],
) -> Sheet:
    return Sheet(title, basis(snapshot, scope), heads, tuple(tuple(row) for row in rows))


def _parts(
    snapshot: Snapshot, indicator: str, scope: Scope, by: str, found: Iterable[tuple[str, Progress]]
) -> Sheet:
    title = f"{snapshot.plan.indicator(indicator).short} theo {by}"
    rows = ((name, *_measured(one)) for name, one in found)
    return _sheet(snapshot, scope, title, columns(by.capitalize()) + MEASURED, rows)


def _measured(one: Progress) -> tuple[Value, ...]:
    """The columns of MEASURED."""
    official = None if one.target is None else "có" if one.official else "không, minh họa"
    share = one.percent if one.percent is not None else one.share
    return (
        one.actual,
        one.target,
        one.base,
        share,
        one.expected,
        one.gap,
        one.status.value,
        official,
        one.basis,
    )


def _whole(scope: Scope) -> Scope:
    return Scope(scope.phase, None, scope.sector)


def _plain(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
