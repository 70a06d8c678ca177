"""The totals that a report tells, as tabs: lines, answers of «Báo cáo», movements, rewards, who reported."""

from collections.abc import Iterator
from dataclasses import replace

from campaign.measures.line_figures import line_figures
from campaign.measures.measured import Scope
from campaign.measures.register import works_finished
from campaign.measures.report_rows import answered
from campaign.measures.rewards import SOON, Rewards, counted, found_models, summary
from campaign.measures.so_far import needed_per_week, so_far
from campaign.output import sheets
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Snapshot

FINISHED = "Công trình, sản phẩm, phần việc mới đã hoàn thành, tính đến hết đợt"


def totals(snapshot: Snapshot, scope: Scope) -> tuple[Sheet, ...]:
    """Return the tabs of a scope, all of them without a name of a person."""
    return (
        _so_far(snapshot, scope),
        _lines(snapshot, scope),
        _answers(snapshot, scope),
        replace(sheets.movements(snapshot, scope), name="Phong trào, tổng cộng"),
        _rewards(snapshot, scope),
        *_reporting(snapshot, scope),
    )


def _so_far(snapshot: Snapshot, scope: Scope) -> Sheet:
    """All that came up to the end of the scope's phase, of the whole and of each unit."""
    places = [scope, *(replace(scope, unit=unit.id) for unit in snapshot.units if scope.unit is None)]
    found = []
    for one in (so_far(snapshot, each.id, place) for each in snapshot.plan.indicators for place in places):
        unit = snapshot.unit(one.scope.unit).name if one.scope.unit else "Toàn tỉnh"
        needed = needed_per_week(snapshot, one)
        figures = (one.actual, one.base, one.share, one.opening, one.target, one.percent, one.gap, needed)
        found.append(
            (one.indicator.short, one.indicator.counted, unit, *figures, one.status.value, one.basis)
        )
    heads = columns(
        "Chỉ tiêu", "ĐVT", "Đơn vị", ("Lũy kế", "count"), ("Trên tổng số", "count"),
        ("Tỷ lệ trên tổng số", "percent"), ("Số đầu kỳ", "count"), ("Mức giao", "count"),
        ("Tỷ lệ", "percent"), ("Còn thiếu", "count"), ("Cần mỗi tuần", "count"), "Tình trạng",
        f"Căn cứ của số trong đợt {scope.phase}" if scope.phase else "Căn cứ",
    )  # fmt: skip
    title = f"Lũy kế đến hết đợt {scope.phase}" if scope.phase else "Lũy kế từ đầu năm"
    return Sheet(title, basis(snapshot, scope), heads, tuple(found), "Lũy kế")


def _lines(snapshot: Snapshot, scope: Scope) -> Sheet:
    sectors = [sector for sector in snapshot.plan.sectors if scope.sector in (None, sector.id)]
    found = [
        (
            one.line.group,
            one.line.title,
            one.line.counted,
            *(one.sectors.get(sector.id) for sector in sectors),
            one.value,
            one.units_reported,
            one.units_expected,
        )
        for one in line_figures(snapshot, scope)
    ]
    heads = columns(
        "Nhóm",
        "Nội dung",
        "ĐVT",
        *((sector.short, "count") for sector in sectors),
        ("Cộng", "count"),
        ("ĐV đã báo cáo", "count"),
        ("ĐV phải báo cáo", "count"),
    )
    works = [works_finished(snapshot, scope.phase, scope.unit, sector.id) for sector in sectors]
    whole = works_finished(snapshot, scope.phase, scope.unit, scope.sector)
    found.append(("Công trình", FINISHED, "công trình", *works, whole, None, None))
    title = "Số liệu tổng hợp theo nội dung và khu vực"
    return Sheet(title, basis(snapshot, scope), heads, tuple(found), "Nội dung, tổng cộng")


def _answers(snapshot: Snapshot, scope: Scope) -> Sheet:
    """What is done once a year may have been reported in any phase so far, as in the report."""
    found = []
    for row in snapshot.plan.report_rows:
        if row.content == "text" and not (row.milestone or "document" in row.asks):
            continue
        one = answered(snapshot, row.id, scope, until=True)
        chosen = "; ".join(f"{choice}: {number}" for choice, number in one.choices.items())
        found.append(
            (row.title, one.total, row.counted or None, chosen or None, len(one.units), one.expected)
        )
    heads = columns(
        "Nội dung", ("Cộng", "count"), "ĐVT", "Lựa chọn", ("ĐV đã làm, đã trả lời", "count"),
        ("Trên số đơn vị", "count"),
    )  # fmt: skip
    return Sheet(
        "Báo cáo: các đơn vị đã làm gì", basis(snapshot, scope), heads, tuple(found), "Báo cáo, tổng cộng"
    )


def _rewards(snapshot: Snapshot, scope: Scope) -> Sheet:
    found = [*_granted(summary(snapshot, scope)), *_models(snapshot, scope)]
    for one in counted(snapshot, "form", scope):
        parts = (("", one.granted), (": tập thể", one.collectives), (": cá nhân", one.persons))
        found += [(f"{one.title}{part}", number) for part, number in parts]
    heads = columns("Nội dung", ("Số", "count"), ("Tỷ lệ", "percent"), ("Số ngày", "decimal"))
    rows = tuple((*row, *(None,) * (len(heads) - len(row))) for row in found)
    title = "Khen thưởng và điển hình"
    return Sheet(title, basis(snapshot, scope), heads, rows, "Khen thưởng, tổng cộng")


def _granted(found: Rewards) -> Iterator[tuple[Value, ...]]:
    direct, waiting, prizes = found.direct, found.waiting, found.prizes
    yield ("Lượt khen", found.granted)
    yield ("Tập thể được khen", found.collectives)
    yield ("Cá nhân được khen", found.persons)
    yield ("Công nhân, NLĐ trực tiếp", direct.direct, direct.share)
    yield ("Cá nhân có ghi đối tượng", direct.persons)
    yield ("Dòng cá nhân chưa ghi đối tượng", direct.rows_without_group)
    yield ("Từ thành tích đến quyết định, trung vị", None, None, waiting.median)
    yield ("Từ thành tích đến quyết định, ít nhất", None, None, waiting.shortest)
    yield ("Từ thành tích đến quyết định, nhiều nhất", None, None, waiting.longest)
    yield (f"Dòng quá {SOON} ngày", waiting.slow, waiting.slow / waiting.dated if waiting.dated else None)
    yield ("Dòng khen ghi đủ hai ngày", waiting.dated)
    yield ("Dòng ghi ngày quyết định trước ngày đạt thành tích", waiting.reversed)
    yield ("Dòng khen", prizes.rows)
    yield ("Dòng khen ghi tiền", prizes.stated)
    yield ("Tiền thưởng (đồng)", prizes.total)
    yield ("Dòng ghi cả phần người sử dụng lao động", prizes.both)
    yield ("Tiền thưởng của các dòng ấy (đồng)", prizes.of_both)
    yield ("Người sử dụng lao động, chuyên môn hỗ trợ (đồng)", prizes.from_employer, prizes.share)
    yield ("Hồ sơ", sum(found.states.values()))
    yield from ((f"Hồ sơ: {state}", number) for state, number in found.states.items())
    yield ("Dòng xác minh không đúng", found.denied)
    yield ("Dòng chưa rõ khu vực", found.without_sector)
    yield ("Dòng chưa tính", found.left_out)
    yield ("ĐV đã báo cáo", found.units_reported)
    yield ("ĐV phải báo cáo", found.units_expected)


def _models(snapshot: Snapshot, scope: Scope) -> Iterator[tuple[Value, ...]]:
    found = found_models(snapshot, scope)
    yield ("Điển hình", len(found.found))
    yield ("Điển hình đã tuyên truyền", found.publicised)
    yield ("Điển hình đã nhân rộng", found.replicated)
    yield ("Đơn vị nhân rộng", found.units_following)
    yield ("Điển hình đã khen thưởng", found.rewarded)
    yield ("Điển hình là cá nhân", found.persons)
    yield ("Điển hình là công nhân, NLĐ trực tiếp", found.direct)


def _reporting(snapshot: Snapshot, scope: Scope) -> Iterator[Sheet]:
    asked = snapshot.unit(scope.unit).short if scope.unit else None
    for phase in snapshot.plan.phases:
        if scope.phase in (None, phase.number) and phase.first_day <= snapshot.today:
            sheet = sheets.reports(snapshot, phase.number)
            rows = tuple(row for row in sheet.rows if asked in (None, row[0]))
            where = basis(snapshot, replace(scope, phase=phase.number, sector=None))
            yield replace(sheet, rows=rows, basis=where, name=f"Đã nhận, đợt {phase.number}")
