"""What is to be mended: grouped by kind, ordered by what it costs the figures, and compared over time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaign.measures.rows import once_per_snapshot
from campaign.records import Finding, Snapshot
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Severity

GRAVEST_FIRST: tuple[Severity, ...] = ("error", "missing", "warning", "note")

KINDS = {
    "cell.count": "Số lượng chưa đọc được",
    "cell.money": "Số tiền chưa đọc được",
    "cell.date": "Ngày chưa đúng",
    "cell.choice": "Không có trong danh sách",
    "cell.yes_no": "Cần ghi Có hoặc Không",
    "cell.unit": "Tên đơn vị chưa rõ",
    "cell.required": "Ô bắt buộc còn trống",
    "cell.at_end": "Việc cuối đợt chưa ghi",
    "cell.error": "Công thức bị lỗi",
    "cell.identifier": "Số định danh cá nhân trong bảng",
    "cell.merged": "Ô gộp hoặc ghi một lần cho nhiều dòng",
    "cell.written_once": "Ô gộp hoặc ghi một lần cho nhiều dòng",
    "cell.closed": "Ghi vào ô không dùng",
    "cell.locale": "Ngôn ngữ của bảng tính",
    "cell": "Ô chưa đọc được",
    "column.missing": "Cả cột còn trống",
    "column": "Cả cột sai cùng một kiểu",
    "row.key": "Dòng trùng hoặc thiếu tên",
    "row.duplicate": "Dòng trùng hoặc thiếu tên",
    "row.total": "Dòng tổng không khớp",
    "row": "Dòng bị thêm, mất hoặc đặt sai chỗ",
    "header": "Tên cột bị đổi hoặc thiếu",
    "reference": "Tên CĐCS chưa có trong danh sách",
    "register": "Danh sách CĐCS chưa khớp",
    "sheet.untouched": "Trang tính chưa nhập",
    "sheet.scale": "Đơn vị tính của số tiền",
    "sheet.hidden": "Có dòng đang ẩn",
    "sheet": "Trang tính thiếu hoặc bị đổi",
    "workbook.locale": "Ngôn ngữ của bảng tính",
    "workbook.double": "Một đơn vị có nhiều bảng tính",
    "workbook": "Bảng tính chưa nhận ra",
    "identity": "Đơn vị, đợt của bảng tính chưa rõ",
    "units": "Danh sách đơn vị chưa khớp",
    "X9": "Một việc báo cáo hai lần",
    "X10": "Một việc báo cáo hai lần",
    "X11": "Khen thưởng chưa đúng cấp hoặc đúng ngày",
    "X12": "Ngày không thuộc đợt của bảng",
    "X13": "Số liệu nên xem lại",
    "X14": "Số liệu nên xem lại",
    "X16": "Số liệu nên xem lại",
}
"""Rule, or its family before the dot → what it looks after."""
OTHERWISE = "Số liệu không khớp nhau"


@dataclass(frozen=True)
class Group:
    """Findings of one kind, the costliest first."""

    title: str
    severity: Severity
    """The gravest among them."""
    rows: int
    """How many rows, or cells of printed rows, do not count because of them."""
    lost: tuple[tuple[str, int], ...]
    """Unit of count and amount that those rows hold, the largest first: `(("người", 340),)`."""
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        return len(self.findings)

    @property
    def cost(self) -> str:
        """What it costs the figures: «12 dòng, 340 người chưa tính»; empty where it costs nothing."""
        return cost(self.rows, self.lost)


@dataclass(frozen=True)
class Since:
    """What became of findings between two moments."""

    new: tuple[Finding, ...]
    still: tuple[Finding, ...]
    mended: tuple[Finding, ...]


@once_per_snapshot
def grouped(
    snapshot: Snapshot,
    *,
    unit: str | None = None,
    phase: int | None = None,
    severity: Severity | None = None,
    worksheet: str = "",
) -> tuple[Group, ...]:
    """Return the findings of a scope by kind, the gravest kinds first, then those that cost most.

    `worksheet` is the tab's title as people see it. Notes are not among them: see `notes`.
    """
    return by_kind(
        found
        for found in snapshot.findings
        if unit in (None, found.unit)
        and phase in (None, found.phase)
        and severity in (None, found.severity)
        and worksheet in ("", found.worksheet)
    )


@once_per_snapshot
def notes(snapshot: Snapshot, *, unit: str | None = None, phase: int | None = None) -> tuple[Group, ...]:
    """Return by kind what is only worth a second look; it is no mistake and no count includes it."""
    return by_kind(
        found for found in snapshot.notes if unit in (None, found.unit) and phase in (None, found.phase)
    )


def by_kind(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Group findings of any source, of one workbook that was only tried as well."""
    kinds: dict[str, list[Finding]] = {}
    for found in findings:
        kinds.setdefault(kind(found.rule), []).append(found)
    groups = [_group(title, found) for title, found in kinds.items()]
    return tuple(
        sorted(groups, key=lambda each: (_grave(each.severity), -each.rows, -each.count, each.title))
    )


def since(now: Iterable[Finding], then: Iterable[Finding]) -> Since:
    """Tell which findings are new, which still stand and which were mended, by their identity."""
    present, past = tuple(now), tuple(then)
    before, after = ({found.identity for found in findings} for findings in (past, present))
    return Since(
        new=tuple(found for found in present if found.identity not in before),
        still=tuple(found for found in present if found.identity in before),
        mended=tuple(found for found in past if found.identity not in after),
    )


def kind(rule: str) -> str:
    """Return what a rule looks after, in words."""
    return KINDS.get(rule) or KINDS.get(rule.partition(".")[0], OTHERWISE)


def cost(rows: int, lost: Sequence[tuple[str, int]]) -> str:
    """Say what is not counted: «12 dòng, 340 người, 1,2 tỷ đồng chưa tính»."""
    if not rows:
        return ""
    amounts = [
        write_money(amount) if counted == "đồng" else f"{write_count(amount)} {counted}"
        for counted, amount in lost
    ]
    return f"{', '.join((f'{write_count(rows)} dòng', *amounts))} chưa tính"


def _group(title: str, found: Sequence[Finding]) -> Group:
    lost: Counter[str] = Counter()
    for one in found:
        lost.update(dict(one.lost))
    # Money last: its numbers are large whatever they mean.
    amounts = sorted(lost.items(), key=lambda amount: (amount[0] == "đồng", -amount[1], amount[0]))
    ordered = sorted(found, key=lambda one: (_grave(one.severity), -one.rows, -_amount(one)))
    return Group(title, ordered[0].severity, sum(one.rows for one in found), tuple(amounts), tuple(ordered))


def _amount(found: Finding) -> int:
    return sum(amount for counted, amount in found.lost if counted != "đồng")


def _grave(severity: Severity) -> int:
    return GRAVEST_FIRST.index(severity)
