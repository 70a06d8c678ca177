"""What units and their grassroots unions hold as tables to take along, each row with its place."""

from collections.abc import Iterable

from campaign.measures import grassroots, timeliness
from campaign.measures.grassroots import Grassroots
from campaign.measures.lines import Part, line_spots, line_total
from campaign.measures.measured import Scope
from campaign.measures.register import Union
from campaign.measures.rows import Spot, file_name, place_and_address, rows, told_places
from campaign.output.sheets import basis
from campaign.output.tables import Column, Sheet, Value, columns
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.unit_workbook.rewards import REWARD
from sheets_schema.vietnamese.names import union_key

CARE = "Chăm lo đoàn viên, người lao động"
"""Group of lines of «Tổng hợp»."""
PLACE = columns(("Đợt", "count"), "Ô", "Địa chỉ, tệp")
"""Where a row stands: its address, or the file's name where workbooks are files."""
SAID = {True: "có", False: "chưa"}


def placed(snapshot: Snapshot, worksheet: str, spot: Spot) -> tuple[Value, ...]:
    """Return the cells of `PLACE`."""
    place, address = place_and_address(snapshot, worksheet, spot)
    return spot.phase, place, address or file_name(spot.workbook) or None


def unions(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the active grassroots unions of a scope, those without a finished work first."""
    return _unions(snapshot, scope, "Công đoàn cơ sở", grassroots.grassroots(snapshot, scope))


def lacking(snapshot: Snapshot, indicator: str, scope: Scope) -> Sheet:
    """Return the unions that have not done what a coverage indicator asks; none for every other indicator."""
    asked = snapshot.plan.indicator(indicator)
    found = grassroots.lacking(snapshot, asked, scope)
    return _unions(snapshot, scope, f"CĐCS chưa đạt «{asked.short}»", found)


def received(snapshot: Snapshot, unit: str) -> Sheet:
    """Return what arrived from a unit, phase by phase; of a phase that is still to come only its due day."""
    found = [
        (timeliness.of_unit(snapshot, snapshot.unit(unit), phase), phase) for phase in snapshot.plan.phases
    ]
    heads = columns(
        ("Đợt", "count"), ("Trang tính đã nhận", "count"), ("Trên số trang", "count"), "Còn trống",
        ("Cập nhật lúc", "time"), ("Gửi báo cáo ngày", "date"), ("Hạn", "date"), ("Chậm (ngày)", "count"),
        "Báo cáo",
    )  # fmt: skip
    of = len(unit_workbook(snapshot.plan).worksheets)
    told = (
        (
            phase.number, one.worksheets, of, ", ".join(one.missing), one.updated_at, one.report_sent_on,
            one.due, one.days_late or None,
            one.state if phase.first_day <= snapshot.today else "chưa đến đợt",
        )
        for one, phase in found
    )  # fmt: skip
    return Sheet("Số liệu đã nhận", basis(snapshot, Scope(unit=unit)), heads, tuple(told))


def care(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the lines of care that the unit of a scope filled, one row each; money is đồng."""
    sectors = [one for one in snapshot.plan.sectors if scope.sector in (None, one.id)]
    heads = columns("Nội dung", "Tính bằng", *((one.short, "count") for one in sectors), "Ô")
    found = []
    for line in snapshot.plan.lines:
        if line.group != CARE:
            continue
        parts = [Part(scope.phase, sector.id) for sector in sectors]
        values = [line_total(snapshot, line.id, part).get(scope.unit or "") for part in parts]
        if any(value is not None for value in values):
            found.append((line.title, line.counted, *values, _line_places(snapshot, line.id, scope)))
    return Sheet(CARE, basis(snapshot, scope), heads, tuple(found), "Chăm lo")


def rewards(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return the rewards that the unit of a scope wrote down, the newest decision first."""
    wanted = ("unit", "phase", "workbook", "row", "record", "recipient", "award", "status", "decided_on")
    found = [
        (*told, *placed(snapshot, "rewards", Spot(phase, workbook, row)))
        for unit, phase, workbook, row, record, *told in rows(snapshot, "rewards", *wanted)
        if record == REWARD and scope.unit == unit and scope.phase in (None, phase) and snapshot.opens(unit)
    ]
    found.sort(key=lambda row: (row[3] is None, -(row[3].toordinal() if row[3] else 0)))
    heads = columns("Tập thể, cá nhân", "Hình thức", "Tình trạng", ("Quyết định ngày", "date")) + PLACE
    return Sheet("Khen thưởng", basis(snapshot, scope), heads, tuple(found))


def union_works(snapshot: Snapshot, union: Union) -> Sheet:
    """Return the works of a grassroots union, finished or not."""
    heads = columns("Công trình, sản phẩm, phần việc", "Tình trạng", ("Hoàn thành ngày", "date"))
    told = ("title", "status", "completed_on")
    return _of_union(snapshot, union, "Công trình", "works", "owner", heads, told)


def union_rewards(snapshot: Snapshot, union: Union) -> Sheet:
    """Return the rewards of the people of a grassroots union."""
    heads = columns("Tập thể, cá nhân", "Hình thức", "Tình trạng", ("Quyết định ngày", "date"))
    told = ("recipient", "award", "status", "decided_on")
    return _of_union(snapshot, union, "Khen thưởng", "rewards", "union", heads, told)


def union_register(snapshot: Snapshot, union: Union) -> Sheet:
    """Return the row of a grassroots union in the register of each phase."""
    heads = columns(("Đoàn viên", "count"))
    return _of_union(snapshot, union, "Trong danh sách CĐCS", "unions", "name", heads, ("members",))


def _of_union(
    snapshot: Snapshot,
    union: Union,
    title: str,
    worksheet: str,
    named: str,
    heads: tuple[Column, ...],
    told: tuple[str, ...],
) -> Sheet:
    """The rows of a worksheet in which the column `named` names a union, with the columns `told`."""
    wanted = ("unit", named, "phase", "workbook", "row", *told)
    found = tuple(
        (*values, *placed(snapshot, worksheet, Spot(phase, workbook, row)))
        for unit, name, phase, workbook, row, *values in rows(snapshot, worksheet, *wanted)
        if unit == union.unit and name and union_key(name) == union.key and snapshot.opens(unit)
    )
    whose = basis(snapshot, Scope(unit=union.unit))
    return Sheet(f"{title}: {union.name}", whose, heads + PLACE, found, title)


def _unions(snapshot: Snapshot, scope: Scope, title: str, found: Iterable[Grassroots]) -> Sheet:
    shorts: dict[str | None, str] = {sector.id: sector.short for sector in snapshot.plan.sectors}
    heads = columns(
        "CĐCS", "Đơn vị", "Khu vực", ("Đoàn viên", "count"), ("Công trình hoàn thành", "count"),
        ("Đại hội ngày", "date"), "Thuộc diện đại hội", "Giao ước",
    )  # fmt: skip
    told = tuple(
        (
            one.union.name, snapshot.unit(one.union.unit).short,
            shorts.get(one.union.sector, "chưa rõ"), one.union.members, len(one.works),
            one.congress_on,
            None if one.union.due is None else "có" if one.union.due else "không",
            None if one.union.pact is None else SAID[one.union.pact],
            *placed(snapshot, "unions", Spot(one.union.phase, one.union.workbook, one.union.row)),
        )
        for one in found
        if snapshot.opens(one.union.unit)
    )  # fmt: skip
    return Sheet(title, basis(snapshot, scope), heads + PLACE, told)


def _line_places(snapshot: Snapshot, line: str, scope: Scope) -> str | None:
    if scope.unit is None or not snapshot.opens(scope.unit):
        return None
    spots = line_spots(snapshot, line, scope.unit, Part(scope.phase, scope.sector))
    return told_places(snapshot, "summary", spots) or None
