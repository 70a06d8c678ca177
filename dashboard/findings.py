"""Points to look at: counted, grouped and listed with the exact cell."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from campaign.records import Finding, Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.tables import Column, table
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Severity

SEVERITIES: dict[Severity, str] = {
    "error": "Không được tính",
    "missing": "Còn thiếu",
    "warning": "Nên xem lại",
}
SHAPES: dict[Severity, str] = {"error": "◆", "missing": "○", "warning": "▼"}
TONES: dict[Severity, str] = {"error": "s4", "missing": "s5", "warning": "s3"}
KINDS = {
    "cell.count": "Số lượng chưa đọc được",
    "cell.money": "Số tiền chưa đọc được",
    "cell.date": "Ngày chưa đúng",
    "cell.choice": "Không có trong danh sách",
    "cell.yes_no": "Cần ghi Có hoặc Không",
    "cell.unit": "Tên đơn vị chưa rõ",
    "cell.required": "Ô bắt buộc còn trống",
    "cell.error": "Công thức bị lỗi",
    "cell": "Ô chưa đọc được",
    "row.key": "Dòng trùng hoặc thiếu tên",
    "row.duplicate": "Dòng trùng hoặc thiếu tên",
    "row": "Dòng bị thêm, mất hoặc đặt sai chỗ",
    "header": "Tên cột bị đổi hoặc thiếu",
    "sheet.untouched": "Trang tính chưa nhập",
    "sheet": "Trang tính thiếu hoặc bị đổi",
    "workbook": "Bảng tính chưa nhận ra",
    "identity": "Đơn vị, đợt của bảng tính chưa rõ",
    "units": "Danh sách đơn vị chưa khớp",
    "register": "Danh sách CĐCS thay đổi giữa hai đợt",
}
"""Rule, or its family before the dot → what it looks after."""
SHOWN = 100
"""Longest list of findings of one kind; the rest is counted."""
OPEN = 25
"""Up to so many findings, every kind is open from the start."""


def selected(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> list[Finding]:
    """Return the findings of the chosen unit and phase, the gravest first, then as the sheets go."""
    order = list(SEVERITIES)
    found = [
        one
        for one in snapshot.findings
        if chosen.unit in (None, one.unit)
        and chosen.phase in (None, one.phase)
        and severity in ("", one.severity)
        and worksheet in ("", one.worksheet)
    ]
    return sorted(found, key=lambda one: order.index(one.severity))


def count(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> str:
    """Return how many there are by severity: «12 điểm cần rà soát: 7 không được tính, 5 nên xem lại»."""
    found = selected(snapshot, chosen, severity, worksheet)
    if not found:
        return "Không có điểm nào cần rà soát"
    by_severity = Counter(one.severity for one in found)
    told = ", ".join(
        f"{write_count(by_severity[one])} {title.lower()}"
        for one, title in SEVERITIES.items()
        if by_severity[one]
    )
    return f"{write_count(len(found))} điểm cần rà soát: {told}"


def listed(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> Markup:
    """Return the findings by kind, the gravest first: exact cell, typed text, what belongs there."""
    found = selected(snapshot, chosen, severity, worksheet)
    if not found:
        return element("p", "Không có điểm nào cần rà soát trong phạm vi đang xem.", class_="none")
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(kind(one.rule), []).append(one)
    gravest = list(SEVERITIES)
    ordered = sorted(
        groups.items(), key=lambda group: (gravest.index(group[1][0].severity), -len(group[1]), group[0])
    )
    return Markup("").join(
        _group(snapshot, title, group, with_unit=chosen.unit is None, open_=len(found) <= OPEN or place == 0)
        for place, (title, group) in enumerate(ordered)
    )


def _group(
    snapshot: Snapshot, title: str, found: Sequence[Finding], *, with_unit: bool, open_: bool
) -> Markup:
    units = len({one.unit for one in found})
    counted = f"{write_count(len(found))} điểm" + (f" · {units} đơn vị" if with_unit else "")
    rest = len(found) - SHOWN
    more = f"Còn {write_count(rest)} điểm nữa; lọc theo đơn vị, trang tính hoặc mức để xem hết."
    return element(
        "details",
        element("summary", title, element("small", counted)),
        _table(snapshot, found[:SHOWN], with_unit=with_unit),
        element("p", more, class_="none") if rest > 0 else None,
        class_="kinds",
        open=open_,
    )


def worksheets(snapshot: Snapshot, chosen: Chosen) -> dict[str, str]:
    """Return the worksheets that have findings in the chosen unit and phase, for a picker."""
    found = Counter(one.worksheet for one in selected(snapshot, chosen) if one.worksheet)
    return {"": "Tất cả"} | {title: f"{title} ({number})" for title, number in found.most_common()}


def kind(rule: str) -> str:
    """Return what a rule looks after, in words."""
    return KINDS.get(rule) or KINDS.get(rule.partition(".")[0], "Số liệu không khớp nhau")


def left_out(snapshot: Snapshot, chosen: Chosen) -> str:
    """Say how many rows and cells do not count because of what was found."""
    table = snapshot.left_out
    if chosen.unit:
        table = table[table["unit"] == chosen.unit]
    if chosen.phase:
        table = table[table["phase"] == chosen.phase]
    number = write_count(len(table))
    return (
        f"{number} dòng hoặc ô chưa được tính vào số liệu."
        if len(table)
        else "Mọi dòng đã nhập đều được tính."
    )


def _table(snapshot: Snapshot, found: Sequence[Finding], *, with_unit: bool) -> Markup:
    columns = [Column("Mức"), Column("Ô"), Column("Điều cần xem lại")]
    rows = [[severity(one.severity), _place(one), _words(one)] for one in found]
    if any(one.typed for one in found):
        columns.insert(2, Column("Đã gõ"))
        rows = [[*row[:2], _typed(one), row[2]] for row, one in zip(rows, found, strict=True)]
    if with_unit:
        columns.insert(0, Column("Đơn vị"))
        rows = [[_unit(snapshot, one), *row] for row, one in zip(rows, found, strict=True)]
    return table(columns, rows, none="")


def severity(of: Severity) -> Markup:
    """Return a severity as shape and word."""
    shape = element("i", SHAPES[of], aria_hidden="true")
    return element("span", shape, " ", SEVERITIES[of], class_=f"status {TONES[of]}")


def _unit(snapshot: Snapshot, one: Finding) -> Markup:
    names = {unit.id: unit.short for unit in snapshot.units}
    phase = f"đợt {one.phase}" if one.phase else ""
    return Markup("{} {}").format(names.get(one.unit, one.workbook), element("small", phase))


def _place(one: Finding) -> Markup:
    place = element("code", one.place)
    # Only addresses of a spreadsheet itself become links.
    known = one.url.startswith(("https://docs.google.com/spreadsheets/",))
    return element("a", place, href=one.url, target="_blank", rel="noopener") if known else place


def _typed(one: Finding) -> Markup:
    shown = one.typed if len(one.typed) <= 120 else one.typed[:117] + "…"
    return element("q", shown) if shown else Markup("")


def _words(one: Finding) -> Markup:
    mend = (
        element("div", "Có thể là: ", element("b", one.suggestion), class_="mend")
        if one.suggestion and one.suggestion not in one.message
        else ""
    )
    return Markup("{}{}").format(one.message, mend)
