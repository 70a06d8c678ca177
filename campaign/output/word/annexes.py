"""Tables of a report: the indicators in its text, and the annexes by unit, by sector and of reporting."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from campaign.measures.line_figures import LineFigure, line_figures
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import progress
from campaign.measures.so_far import STANDING, SoFar, so_far
from campaign.measures.timeliness import LATE, by_unit
from campaign.output.word.content import Annex, Block, Grid, GridColumn, Heading
from campaign.output.word.numbers import MONEY, millions
from campaign.output.word.rewards import proposed
from campaign.records import Snapshot
from sheets_schema.plan import Indicator
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count, write_percent

NO_TARGET, NOT_DIVIDED = "chưa giao", "không chia"
INVENTED = "*"
"""Behind a target that nobody set officially."""
TOTAL = "Tổng cộng"

_NUMBER, _NAME = GridColumn("TT", 10), "Đơn vị"
_ACROSS = 165.0
"""Millimetres between the margins of an upright page."""


def indicators(snapshot: Snapshot, scope: Scope) -> Grid:
    """Return the table of indicators: target, what the phase brought, all so far, share, who reported."""
    found = [so_far(snapshot, indicator.id, scope) for indicator in snapshot.plan.indicators]
    phases = [
        phase.number
        for phase in snapshot.plan.phases
        if scope.phase == phase.number or (scope.phase is None and phase.first_day <= snapshot.today)
    ]
    each = 20.0 if len(phases) == 1 else 15.0
    columns = (
        _NUMBER,
        GridColumn(
            "Chỉ tiêu", _ACROSS - 10 - 19 - 18 - each * len(phases) - 18 - 17 - (0 if scope.unit else 16)
        ),
        GridColumn("ĐVT", 19),
        GridColumn("KH", 18, right=True),
        *(GridColumn(f"TH đợt {number}", each, right=True) for number in phases),
        GridColumn("Lũy kế", 18, right=True),
        GridColumn("%", 17, right=True),
        *(() if scope.unit else (GridColumn("Số ĐV báo cáo", 16, right=True),)),
    )
    rows = tuple(
        (str(number), one.indicator.title, one.indicator.counted, *_row(snapshot, one, phases))
        for number, one in enumerate(found, start=1)
    )
    return Grid(columns, rows, note=_note(found))


def annexes(snapshot: Snapshot, scope: Scope) -> tuple[Annex, ...]:
    """Return the annexes of a scope; those that compare units, or sectors, only where there are several."""
    found = []
    if scope.unit is None:
        by_units = tuple(_by_unit(snapshot, scope))
        wide = any(_width(block) > _ACROSS for block in by_units if isinstance(block, Grid))
        found.append(Annex("Kết quả thực hiện các chỉ tiêu theo đơn vị", by_units, landscape=wide))
    if scope.sector is None:
        found.append(Annex("Kết quả thực hiện các chỉ tiêu theo khu vực", (_by_sector(snapshot, scope),)))
    found.append(Annex("Số liệu tổng hợp theo nội dung và khu vực", (_lines(snapshot, scope),)))
    if scope.unit is None:
        found.append(Annex("Tình hình báo cáo của các đơn vị", tuple(_reporting(snapshot, scope))))
    if scope.phase is None and (names := proposed(snapshot, scope)):
        found.append(names)
    return tuple(found)


def _row(snapshot: Snapshot, one: SoFar, phases: list[int]) -> Iterator[str]:
    yield _target(one)
    for number in phases:
        yield _in_phase(one, number)
    yield _count(one.actual)
    yield _percent(one)
    if one.scope.unit is not None:
        return
    measured = progress(snapshot, one.indicator.id, one.scope)
    yield f"{measured.units_reported}/{measured.units_expected}"


def _by_unit(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    totals = [one for one in snapshot.plan.indicators if one.kind == "total"]
    for number, indicator in enumerate(totals, start=1):
        counted = "" if indicator.counted in indicator.title else f" ({indicator.counted})"
        yield Heading(f"{number}. {indicator.title}{counted}", 2)
        yield _assigned(snapshot, indicator, scope)
    shares = [one for one in snapshot.plan.indicators if one.kind == "share"]
    if shares:
        yield Heading(f"{len(totals) + 1}. Các chỉ tiêu tính theo tỷ lệ", 2)
        yield _shares(snapshot, shares, scope)


def _assigned(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> Grid:
    """The columns of most union annexes: assigned, in the phase, so far, share; the last row is the whole."""
    scopes = [replace(scope, unit=unit.id) for unit in snapshot.units]
    units = [so_far(snapshot, indicator.id, each) for each in scopes]
    whole = so_far(snapshot, indicator.id, scope)
    done = f"TH đợt {scope.phase}" if scope.phase else "TH trong năm"
    columns = (
        _NUMBER,
        GridColumn(_NAME, 45),
        GridColumn("Chỉ tiêu giao", 22, right=True),
        GridColumn(done, 22, right=True),
        GridColumn("Lũy kế", 22, right=True),
        GridColumn("Tỷ lệ %", 19, right=True),
        GridColumn("Ghi chú", 25),
    )
    rows = [
        (
            str(number),
            unit.name,
            _target(one),
            _count(_flow(snapshot, one)),
            _count(one.actual),
            _percent(one),
            _remark(one),
        )
        for number, (unit, one) in enumerate(zip(snapshot.units, units, strict=True), start=1)
    ]
    total = (
        "",
        TOTAL,
        _target(whole),
        _count(_flow(snapshot, whole)),
        _count(whole.actual),
        _percent(whole),
        "",
    )
    return Grid(columns, (*rows, total), note=_note([*units, whole], of_units=True), totals=1)


def _shares(snapshot: Snapshot, shares: list[Indicator], scope: Scope) -> Grid:
    columns = (_NUMBER, GridColumn(_NAME, 40), *(GridColumn(one.short, 23, right=True) for one in shares))
    places = [(unit.short, replace(scope, unit=unit.id)) for unit in snapshot.units]
    rows = [
        (str(number), name, *(_share(so_far(snapshot, one.id, place)) for one in shares))
        for number, (name, place) in enumerate(places, start=1)
    ]
    whole = ("", TOTAL, *(_share(so_far(snapshot, one.id, scope)) for one in shares))
    return Grid(columns, (*rows, whole), note="Trong mỗi ô: số đạt / tổng số, và tỷ lệ.", totals=1)


def _by_sector(snapshot: Snapshot, scope: Scope) -> Grid:
    sectors = snapshot.plan.sectors
    columns = (
        _NUMBER,
        GridColumn("Chỉ tiêu", 56),
        GridColumn("ĐVT", 22),
        *(GridColumn(sector.short, 26, right=True) for sector in sectors),
        GridColumn("Cộng", 26, right=True),
    )
    rows = []
    for number, indicator in enumerate(snapshot.plan.indicators, start=1):
        parts = [replace(scope, sector=sector.id) for sector in sectors]
        figures = [_flow_or_share(progress(snapshot, indicator.id, part)) for part in (*parts, scope)]
        rows.append((str(number), indicator.title, indicator.counted, *figures))
    note = (
        "Chỉ tiêu tính theo tổng số: số phát sinh, không gồm số đầu kỳ; "
        "dòng chưa rõ khu vực chỉ có ở cột Cộng."
    )
    return Grid(columns, tuple(rows), note=note)


def _lines(snapshot: Snapshot, scope: Scope) -> Grid:
    sectors = [sector for sector in snapshot.plan.sectors if scope.sector in (None, sector.id)]
    columns = (
        _NUMBER,
        GridColumn("Nội dung", 57),
        GridColumn("ĐVT", 20),
        *(GridColumn(sector.short, 27 if len(sectors) < 2 else 21, right=True) for sector in sectors),
        GridColumn("Cộng", 21, right=True),
        GridColumn("Số ĐV báo cáo", 15, right=True),
    )
    rows: list[tuple[str, ...]] = []
    for number, (title, lines) in enumerate(
        groupby(line_figures(snapshot, scope), key=lambda one: one.line.group), start=1
    ):
        rows.append((_roman(number), title, *[""] * (len(columns) - 2)))
        rows += [
            _line(place, one, [sector.id for sector in sectors]) for place, one in enumerate(lines, start=1)
        ]
    return Grid(columns, tuple(rows), note="«—»: chưa đơn vị nào báo cáo; để trống: không hỏi ở khu vực đó.")


def _line(number: int, one: LineFigure, sectors: list[str]) -> tuple[str, ...]:
    money = one.line.counted == MONEY
    write = millions if money else write_count
    parts = [write(one.sectors[sector]) if sector in one.sectors else "" for sector in sectors]
    counted = "triệu đồng" if money else one.line.counted
    reported = f"{one.units_reported}/{one.units_expected}"
    return (str(number), one.line.title, counted, *parts, write(one.value), reported)


def _reporting(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    columns = (
        _NUMBER,
        GridColumn(_NAME, 56),
        GridColumn("Trang tính đã nhận", 22, right=True),
        GridColumn("Nhập xong", 24, right=True),
        GridColumn("Gửi báo cáo", 24, right=True),
        GridColumn("Tình hình", 30),
    )
    for phase in snapshot.plan.phases:
        if scope.phase not in (None, phase.number) or phase.first_day > snapshot.today:
            continue
        rows = tuple(
            (
                str(number),
                one.unit.name,
                f"{one.worksheets}/{one.worksheets + len(one.missing)}",
                write_date(one.finished_on) if one.finished_on else NO_FIGURE,
                write_date(one.report_sent_on) if one.report_sent_on else NO_FIGURE,
                f"{one.state} {one.days_late} ngày" if one.state == LATE else one.state,
            )
            for number, one in enumerate(by_unit(snapshot, phase.number), start=1)
        )
        yield Heading(f"Đợt {phase.number}, hạn {write_date(phase.due)}", 2)
        yield Grid(columns, rows)


def _target(one: SoFar) -> str:
    if one.target is None and one.scope.sector is not None and one.indicator.kind == "total":
        return NOT_DIVIDED
    if one.target is None:
        return NO_FIGURE if one.indicator.implied_target else NO_TARGET
    return write_count(one.target) + ("" if one.official else INVENTED)


def _in_phase(one: SoFar, number: int) -> str:
    if one.indicator.measure in STANDING:
        return NO_FIGURE
    phase = next((phase for phase in one.phases if phase.scope.phase == number), None)
    return _count(phase.flow if phase else None)


def _flow(snapshot: Snapshot, one: SoFar) -> int | None:
    if one.scope.phase is None:
        return progress(snapshot, one.indicator.id, one.scope).flow
    return one.of_phase.flow if one.of_phase else None


def _percent(one: SoFar) -> str:
    return write_percent(one.percent)


def _share(one: SoFar) -> str:
    if one.actual is None:
        return NO_FIGURE
    if not one.base:
        return "0/0"
    return f"{write_count(one.actual)}/{write_count(one.base)}\n{write_percent(one.share)}"


def _flow_or_share(one: Progress) -> str:
    if one.flow is None:
        return NO_FIGURE
    if one.base is None:
        return write_count(one.flow) if one.indicator.kind == "total" else NO_FIGURE
    share = f"\n{write_percent(one.share)}" if one.base else ""
    return f"{write_count(one.flow)}/{write_count(one.base)}{share}"


def _remark(one: SoFar) -> str:
    return "chưa báo cáo" if one.actual is None else one.status.value


def _count(number: int | None) -> str:
    return write_count(number)


def _note(found: list[SoFar], *, of_units: bool = False) -> str:
    notes = ["«—»: chưa có số liệu, hoặc chỉ tiêu tính theo hiện trạng nên không cộng theo đợt"]
    if any(one.target is not None and not one.official for one in found):
        notes.append("* chỉ tiêu minh họa, chưa phải chỉ tiêu giao")
    if any(one.indicator.counting == "cumulative" and one.opening for one in found):
        silent = of_units and any(one.actual is None for one in found)
        notes.append("lũy kế gồm số đầu kỳ" + (", cả của đơn vị chưa báo cáo" if silent else ""))
    return "; ".join(notes) + "."


def _width(grid: Grid) -> float:
    return sum(column.width for column in grid.columns)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[number - 1]
