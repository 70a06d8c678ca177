"""Points to look at as tables to take along, kind by kind, each with its cell."""

from collections.abc import Iterable

from campaign.measures import findings as found
from campaign.measures.findings import Group, Since
from campaign.measures.measured import Scope
from campaign.measures.rows import file_name
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Finding, Snapshot

SEVERITIES = {"error": "không được tính", "missing": "còn thiếu", "warning": "nên xem lại", "note": "để biết"}
HEADS = columns(
    "Loại", "Đơn vị", ("Đợt", "count"), "Ô", "Mức", "Đã gõ", "Điều cần xem lại", "Có thể là", "Địa chỉ, tệp"
)


def findings(snapshot: Snapshot, scope: Scope, severity: str = "", worksheet: str = "") -> Sheet:
    """Return the points to mend of a scope as listed, of one severity and tab if given."""
    asked = next((one for one in found.GRAVEST_FIRST if one == severity), None)
    groups = found.grouped(snapshot, unit=scope.unit, phase=scope.phase, severity=asked, worksheet=worksheet)
    told = [SEVERITIES[asked] if asked else "", f"trang «{worksheet}»" if worksheet else ""]
    about = " · ".join(filter(None, (_basis(snapshot, scope), *told)))
    return Sheet("Điểm cần rà soát", about, HEADS, _rows(snapshot, groups))


def notes(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return what is only worth a second look."""
    groups = found.notes(snapshot, unit=scope.unit, phase=scope.phase)
    return Sheet("Để biết", _basis(snapshot, scope), HEADS, _rows(snapshot, groups))


def since(snapshot: Snapshot, scope: Scope, change: Since, moment: str) -> Sheet:
    """Return what is new, what is mended and what still stands since a moment, which `moment` tells."""
    parts = (("mới", change.new), ("đã hết", change.mended), ("vẫn còn", change.still))
    rows = tuple((word, *row) for word, told in parts for row in _rows(snapshot, found.by_kind(told)))
    about = f"{_basis(snapshot, scope)} · {moment}"
    return Sheet("Thay đổi của điểm cần rà soát", about, columns("Thay đổi") + HEADS, rows)


def _basis(snapshot: Snapshot, scope: Scope) -> str:
    # Points are about cells: they belong to no sector.
    return basis(snapshot, Scope(scope.phase, scope.unit))


def _rows(snapshot: Snapshot, groups: Iterable[Group]) -> tuple[tuple[Value, ...], ...]:
    names = {state.key: state.title for state in snapshot.workbooks}
    names |= {unit.id: unit.short for unit in snapshot.units}
    return tuple((group.title, *_row(names, one)) for group in groups for one in group.findings)


def _row(names: dict[str, str], one: Finding) -> tuple[Value, ...]:
    whose = one.unit or one.workbook
    return (
        names.get(whose, whose), one.phase, one.place, SEVERITIES[one.severity], one.typed, one.message,
        one.suggestion, one.url or file_name(one.workbook) or None,
    )  # fmt: skip
