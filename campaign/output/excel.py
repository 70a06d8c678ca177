"""One workbook with the figures of the screens: totals, tidy rows, accepted rows, findings, basis."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pandas as pd

from campaign.measures.answers import where
from campaign.measures.lines import cells_by_line
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import overview, progress, status_rules
from campaign.measures.rows import plain
from campaign.output.finding_sheets import SEVERITIES
from campaign.output.sheets import basis
from campaign.output.tables import Column, Kind, Sheet, Value, as_xlsx, columns
from campaign.output.totals import totals
from campaign.output.word.inert import inert
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.names import hide_identifiers
from sheets_schema.vocabulary import Choice, Count, Date, Money, Printed, UnitName, Worksheet, YesNo
from sheets_schema.vocabulary import Column as Asked

WHOLE_PROVINCE, BOTH_SECTORS, WHOLE_YEAR = "Toàn tỉnh", "Cả hai", "Cả năm"
LONGEST = 4000
"""Characters of one cell: Excel takes 32.767 and drops what is longer without a word."""

_MEASURED: tuple[str | tuple[str, Kind], ...] = (
    ("Đã đạt", "count"), ("Phát sinh", "count"), ("Số đầu kỳ", "count"),
    ("Tổng số để tính tỷ lệ", "count"), ("Chỉ tiêu", "count"), "Chỉ tiêu chính thức",
    ("Tỷ lệ so với chỉ tiêu", "percent"), ("Tỷ lệ trên tổng số", "percent"), ("Còn thiếu", "count"),
    "Tình trạng",
    ("Sau xác minh", "count"), ("Số báo cáo", "count"), ("Thực tăng", "count"),
    ("ĐV đã báo cáo", "count"), ("ĐV phải báo cáo", "count"), ("Dòng, ô chưa tính", "count"),
)  # fmt: skip


def workbook(snapshot: Snapshot, scope: Scope) -> bytes:
    """Return the workbook of a scope as .xlsx; no name of a person and no formula is in it."""
    return as_xlsx(*sheets(snapshot, scope))


def sheets(snapshot: Snapshot, scope: Scope) -> tuple[Sheet, ...]:
    """Return the tabs of a scope's workbook, each with its filter, day and basis above the table."""
    lists = (one for one in unit_workbook(snapshot.plan).worksheets if one.name != "summary")
    return (
        _overview(snapshot, scope),
        _tidy(snapshot, scope),
        _by_unit(snapshot, scope),
        *totals(snapshot, scope),
        _lines(snapshot, scope),
        *(_accepted(snapshot, one, scope) for one in lists),
        _findings(snapshot, scope),
        _basis(snapshot, scope),
    )


def _overview(snapshot: Snapshot, scope: Scope) -> Sheet:
    """What fits across a page of A4; every further figure is in the tidy rows."""
    found = [
        (
            one.indicator.title, one.indicator.counted, one.actual, one.base, one.target, _official(one),
            one.percent, one.gap, one.status.value, one.units_reported, one.units_expected,
            one.indicator.deadline, one.basis,
        )
        for one in overview(snapshot, scope)
    ]  # fmt: skip
    return Sheet(
        title="Tổng quan các chỉ tiêu",
        basis=basis(snapshot, scope),
        columns=columns(
            "Chỉ tiêu", "ĐVT", ("Đã đạt", "count"), ("Trong tổng số", "count"), ("Mức giao", "count"),
            "Loại mức giao", ("Tỷ lệ", "percent"), ("Còn thiếu", "count"), "Tình trạng",
            ("ĐV đã báo cáo", "count"), ("ĐV phải báo cáo", "count"), ("Hạn", "date"), "Căn cứ",
        ),
        rows=tuple(found),
        name="Tổng quan",
    )  # fmt: skip


def _tidy(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every indicator in every part of the scope, one row each: what a pivot table asks for."""
    plan = snapshot.plan
    units = (None, *(unit.id for unit in snapshot.units)) if scope.unit is None else (scope.unit,)
    sectors = (None, *(sector.id for sector in plan.sectors)) if scope.sector is None else (scope.sector,)
    phases = (None, *(phase.number for phase in plan.phases)) if scope.phase is None else (scope.phase,)
    found = [
        (
            one.id,
            one.short,
            snapshot.unit(unit).name if unit else WHOLE_PROVINCE,
            plan.sector(sector).short if sector else BOTH_SECTORS,
            plan.phase(phase).title if phase else WHOLE_YEAR,
            *_figures(progress(snapshot, one.id, Scope(phase, unit, sector))),
        )
        for one, unit, sector, phase in product(plan.indicators, units, sectors, phases)
    ]
    return Sheet(
        title="Từng chỉ tiêu theo đơn vị, khu vực, đợt",
        basis=f"{basis(snapshot, scope)} · mỗi dòng một tổ hợp; không cộng các dòng «{WHOLE_PROVINCE}», "
        f"«{BOTH_SECTORS}», «{WHOLE_YEAR}» với các phần của chúng",
        columns=columns("Mã", "Chỉ tiêu", "Đơn vị", "Khu vực", "Đợt", *_MEASURED),
        rows=tuple(found),
        name="Chỉ tiêu",
    )


def _by_unit(snapshot: Snapshot, scope: Scope) -> Sheet:
    units = [unit for unit in snapshot.units if scope.unit in (None, unit.id)]
    heads: list[str | tuple[str, Kind]] = []
    for one in snapshot.plan.indicators:
        heads += [
            (one.short, "count"),
            (f"{one.short}: chỉ tiêu", "count"),
            (f"{one.short}: tỷ lệ", "percent"),
        ]
    places = [(unit.name, replace(scope, unit=unit.id)) for unit in units]
    if scope.unit is None:
        places.append((WHOLE_PROVINCE, scope))
    found = [(name, *_three_each(snapshot, place)) for name, place in places]
    return Sheet(
        title="Các đơn vị và các chỉ tiêu",
        basis=basis(snapshot, scope),
        columns=columns("Đơn vị", *heads),
        rows=tuple(found),
        name="Theo đơn vị",
    )


def _three_each(snapshot: Snapshot, place: Scope) -> Iterator[Value]:
    for one in overview(snapshot, place):
        yield from (one.actual, one.target, one.percent)


def _lines(snapshot: Snapshot, scope: Scope) -> Sheet:
    """The accepted cells of «Tổng hợp», one row each."""
    plan, names = snapshot.plan, {unit.id: unit.name for unit in snapshot.units}
    found = [
        (line.group, line.title, line.counted, names[unit], phase, plan.sector(sector).short, value)
        for line in plan.lines
        for (unit, phase, sector), value in cells_by_line(snapshot).get(line.id, {}).items()
        if unit in names and _inside(scope, unit, phase) and scope.sector in (None, sector)
    ]
    return Sheet(
        title="Tổng hợp: từng ô số liệu được tính",
        basis=basis(snapshot, scope),
        columns=columns(
            "Nhóm", "Chỉ tiêu", "ĐVT", "Đơn vị", ("Đợt", "count"), "Khu vực", ("Giá trị", "count")
        ),
        rows=tuple(found),
        name="Tổng hợp",
    )


def _accepted(snapshot: Snapshot, worksheet: Worksheet, scope: Scope) -> Sheet:
    """The accepted rows of a list with the place of each; columns that hold a person's name are left out."""
    names = {unit.id: unit.name for unit in snapshot.units}
    shown = [column for column in worksheet.columns if _is_taken(column)]
    frame = snapshot.tables[worksheet.name]
    asked = {column.name: plain(frame[column.name]) for column in shown if column.name in frame}
    place = [plain(frame[name]) for name in ("unit", "phase", "workbook", "row")]
    sectors = asked.get("sector", [None] * len(frame))
    found = []
    for number, (unit, phase, book, row) in enumerate(zip(*place, strict=True)):
        wanted = _inside(scope, unit, phase) and scope.sector in (None, sectors[number])
        if not wanted or not snapshot.opens(unit):
            continue
        values = (
            _written(snapshot, column, asked[column.name][number]) for column in shown if column.name in asked
        )
        found.append((names.get(unit, unit), phase, book, row, *values))
    return Sheet(
        title=f"{worksheet.title}: các dòng được nhận",
        basis=basis(snapshot, scope),
        columns=(
            *columns("Đơn vị", ("Đợt", "count"), "Bảng tính", ("Dòng", "count")),
            *(Column(column.header, _kind(column)) for column in shown if column.name in asked),
        ),
        rows=tuple(found),
        name=worksheet.title,
    )


def _findings(snapshot: Snapshot, scope: Scope) -> Sheet:
    names = {unit.id: unit.name for unit in snapshot.units}
    found = [
        (
            names.get(one.unit, one.unit), one.phase, one.worksheet, one.cell, SEVERITIES[one.severity],
            inert(one.typed, LONGEST), inert(one.message, LONGEST), inert(one.suggestion, LONGEST), one.rows,
        )
        for one in snapshot.findings
        if scope.unit in (None, one.unit) and scope.phase in (None, one.phase)
    ]  # fmt: skip
    return Sheet(
        title="Điểm cần rà soát",
        basis=basis(snapshot, scope),
        columns=columns(
            "Đơn vị", ("Đợt", "count"), "Trang tính", "Ô", "Mức", "Đã nhập", "Điều cần xem", "Gợi ý",
            ("Số dòng, ô chưa tính", "count"),
        ),
        rows=tuple(found),
        name="Điểm cần rà soát",
    )  # fmt: skip


def _basis(snapshot: Snapshot, scope: Scope) -> Sheet:
    entries: list[tuple[str, str]] = [
        ("Phạm vi", where(snapshot, scope) + ("" if scope.phase else f", cả năm {snapshot.plan.year}")),
        ("Tính đến ngày", write_date(snapshot.today)),
        ("Ghi nhận lúc", f"{snapshot.taken_at:%H:%M} ngày {write_date(snapshot.taken_at)}"),
        ("Bản số liệu", snapshot.version),
        ("Nguồn", "SỐ LIỆU MINH HỌA" if snapshot.source.sample else snapshot.source.name),
        *(
            (f"Đợt {phase} đã chốt", f"{closing.at:%H:%M} ngày {write_date(closing.at)}, {closing.by}")
            for phase, closing in sorted(snapshot.closings.items())
        ),
        *((f"Tình trạng «{status}»", rule) for status, rule in status_rules(snapshot.plan).items()),
        *((one.title, f"Kế hoạch, mục {one.clause}: {one.quote}") for one in snapshot.plan.indicators),
        ("Ô «—»", "Chưa có số liệu; không phải số 0."),
        ("Họ tên", "Các cột họ tên không xuất ra tệp này; xem trên các trang của phần mềm nếu được phép."),
    ]
    return Sheet(
        title="Căn cứ của các số trong tệp",
        basis=basis(snapshot, scope),
        columns=columns("Mục", "Nội dung"),
        rows=tuple(entries),
        name="Căn cứ",
    )


def _figures(one: Progress) -> Iterator[Value]:
    yield from (one.actual, one.flow, one.opening, one.base, one.target)
    yield _official(one)
    yield from (one.percent, one.share, one.gap, one.status.value, one.verified, one.reported, one.net)
    yield from (one.units_reported, one.units_expected, one.left_out)


def _official(one: Progress) -> str | None:
    if one.target is None:
        return None
    return "Chính thức" if one.official else "Minh họa"


def _inside(scope: Scope, unit: str | None, phase: int | None) -> bool:
    return scope.unit in (None, unit) and scope.phase in (None, phase)


def _is_taken(column: Asked) -> bool:
    """No person's name, no running number, and no remark that the template prints."""
    remark = isinstance(column, Printed) and not column.options
    return not (column.personal or remark or column.name == "row_no")


def _kind(column: Asked) -> Kind:
    if isinstance(column, Money):
        return "money"
    if isinstance(column, Count):
        return "count"
    return "date" if isinstance(column, Date) else "text"


def _written(snapshot: Snapshot, column: Asked, value: Any) -> Value:
    """One value as people read it; a text shows no identity number and has an end."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(column, UnitName):
        return next((unit.name for unit in snapshot.units if unit.id == value), str(value))
    if isinstance(value, str) and not isinstance(column, Choice | YesNo):
        return inert(hide_identifiers(value), LONGEST)
    return _coded(snapshot, column, value)


def _coded(snapshot: Snapshot, column: Asked, value: Any) -> Value:
    """Printed rows and choices are kept as codes; people read their words."""
    words = {code: text for text, code in getattr(column, "codes", {}).items()}
    found: Value = words.get(value, value)
    return found
