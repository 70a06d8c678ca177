"""Points to look at: counted, grouped by kind with what they cost, compared, listed with the exact cell."""

from collections import Counter
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from campaign.measures import moments as past
from campaign.measures.commitments import Change, Commitment
from campaign.measures.findings import Group, Since, by_kind, grouped, notes, since
from campaign.records import Finding, Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import at
from dashboard.tables import CLOSED, Column, table
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Severity

SEVERITIES: dict[Severity, str] = {
    "error": "Không được tính",
    "missing": "Còn thiếu",
    "warning": "Nên xem lại",
}
SHAPES: dict[Severity, str] = {"error": "◆", "missing": "○", "warning": "▼", "note": "·"}
TONES: dict[Severity, str] = {"error": "s4", "missing": "s5", "warning": "s3", "note": "s6"}
NOTE = "Để biết"
"""What a note is called: it informs, and nothing is to be mended."""
SHOWN = 100
"""Longest list of findings of one kind; the rest is counted."""
OPEN = 25
"""Up to so many findings, every kind is open from the start."""


def are_open(snapshot: Snapshot, unit: str | None) -> bool:
    """Tell whether the viewer may see what is found in a unit; of the whole province, in any unit at all."""
    if unit is None:
        return snapshot.open_units is None or bool(snapshot.open_units)
    return snapshot.opens(unit)


def title(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return what findings are called, with whose they are where only some are shown."""
    partly = chosen.unit is None and snapshot.open_units is not None
    return "Điểm cần rà soát của đơn vị mình" if partly else "Điểm cần rà soát"


def selected(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> list[Finding]:
    """Return the findings of the chosen unit and phase, kind by kind as they are listed."""
    return [found for group in _groups(snapshot, chosen, severity, worksheet) for found in group.findings]


def count(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> str:
    """Return how many there are by severity: «12 điểm cần rà soát: 7 không được tính, 5 nên xem lại»."""
    if not are_open(snapshot, chosen.unit):
        return CLOSED.rstrip(".")
    told = counted(selected(snapshot, chosen, severity, worksheet))
    whose = title(snapshot, chosen)
    return told.replace("điểm cần rà soát", whose[:1].lower() + whose[1:], 1)


def counted(found: Sequence[Finding]) -> str:
    """Say how many findings there are, by severity."""
    by_severity: Counter[Severity] = Counter(one.severity for one in found if one.severity in SEVERITIES)
    if not by_severity:
        return "Không có điểm nào cần rà soát"
    told = ", ".join(
        f"{write_count(by_severity[one])} {title.lower()}"
        for one, title in SEVERITIES.items()
        if by_severity[one]
    )
    return f"{write_count(by_severity.total())} điểm cần rà soát: {told}"


def listed(snapshot: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = "") -> Markup:
    """Return the findings by kind, the gravest and costliest first: exact cell, typed text, the mend."""
    found = _groups(snapshot, chosen, severity, worksheet)
    if not are_open(snapshot, chosen.unit):
        return element("p", CLOSED, class_="none")
    if not found:
        return element("p", "Không có điểm nào cần rà soát trong phạm vi đang xem.", class_="none")
    return groups(found, _names(snapshot), with_unit=chosen.unit is None)


def noted(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return what is only worth a second look, closed; nothing where there is none."""
    found = notes(snapshot, unit=chosen.unit, phase=chosen.phase)
    if not found:
        return Markup("")
    return groups(found, _names(snapshot), with_unit=chosen.unit is None, open_=False)


def groups(
    shown: Sequence[Group],
    names: Mapping[str, str],
    *,
    with_unit: bool,
    open_: bool | None = None,
) -> Markup:
    """Return groups of findings; `names` gives each unit's name by its id."""
    few = sum(group.count for group in shown) <= OPEN
    return Markup("").join(
        _group(group, names, with_unit=with_unit, open_=(few or place == 0) if open_ is None else open_)
        for place, group in enumerate(shown)
    )


def moments(snapshot: Snapshot, entered: tuple[Commitment | Change, ...] = ()) -> dict[str, str]:
    """Return the moments that findings can be compared with, for a picker: code → words."""
    return {"": "Không so sánh"} | {one.code: one.words for one in past.moments(snapshot, entered).values()}


def moment_of(
    snapshot: Snapshot, code: str, entered: tuple[Commitment | Change, ...] = ()
) -> past.PastMoment | None:
    """Return the moment that the picker offers under a code; None where nothing is to be compared."""
    return past.moments(snapshot, entered).get(code)


def compared(
    snapshot: Snapshot, then: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = ""
) -> Since:
    """Tell what is new, what still stands and what is mended in the chosen scope since another snapshot."""
    now = selected(snapshot, chosen, severity, worksheet)
    return since(now, selected(then, chosen, severity, worksheet))


def told(change: Since, when: past.PastMoment) -> str:
    """Say what became of the findings: «So với 7 ngày trước (8/8/2023): 5 điểm mới, …»."""
    parts = (
        (len(change.new), "điểm mới"),
        (len(change.still), "điểm vẫn còn"),
        (len(change.mended), "điểm đã hết"),
    )
    told = ", ".join(f"{write_count(number)} {what}" for number, what in parts)
    return f"So với {when.words[0].lower()}{when.words[1:]}: {told}."


def changes(
    snapshot: Snapshot, then: Snapshot, chosen: Chosen, severity: str = "", worksheet: str = ""
) -> Markup:
    """Return the new findings by kind, then what is mended, then what still stands."""
    change = compared(snapshot, then, chosen, severity, worksheet)
    parts = (("Mới", change.new), ("Đã hết", change.mended), ("Vẫn còn", change.still))
    return Markup("").join(
        element(
            "section",
            element("h3", f"{title}: {write_count(len(found))} điểm"),
            groups(by_kind(found), _names(snapshot), with_unit=chosen.unit is None, open_=_is_few(found)),
        )
        for title, found in parts
        if found
    )


def _is_few(found: Sequence[Finding]) -> bool:
    return len(found) <= OPEN


def _groups(snapshot: Snapshot, chosen: Chosen, severity: str, worksheet: str) -> tuple[Group, ...]:
    asked = next((one for one in SEVERITIES if one == severity), None)
    return grouped(snapshot, unit=chosen.unit, phase=chosen.phase, severity=asked, worksheet=worksheet)


def _names(snapshot: Snapshot) -> dict[str, str]:
    """Unit id → its name, and for workbooks of no unit: key → title, because a key on Google says nothing."""
    books = {state.key: state.title for state in snapshot.workbooks}
    return books | {unit.id: unit.short for unit in snapshot.units}


def _group(group: Group, names: Mapping[str, str], *, with_unit: bool, open_: bool) -> Markup:
    units = len({one.unit for one in group.findings})
    parts = [f"{write_count(group.count)} điểm", *([f"{units} đơn vị"] if with_unit else []), group.cost]
    rest = group.count - SHOWN
    more = f"Còn {write_count(rest)} điểm nữa; lọc theo đơn vị, trang tính hoặc mức để xem hết."
    return element(
        "details",
        element("summary", group.title, element("small", " · ".join(filter(None, parts)))),
        _table(group.findings[:SHOWN], names, with_unit=with_unit),
        element("p", more, class_="none") if rest > 0 else None,
        class_="kinds",
        open=open_,
    )


def worksheets(snapshot: Snapshot, chosen: Chosen) -> dict[str, str]:
    """Return the worksheets that have findings in the chosen unit and phase, for a picker."""
    found = Counter(one.worksheet for one in selected(snapshot, chosen) if one.worksheet)
    return {"": "Tất cả"} | {title: f"{title} ({number})" for title, number in found.most_common()}


def left_out(snapshot: Snapshot, chosen: Chosen) -> str:
    """Say how many rows and cells do not count because of what was found."""
    table = snapshot.left_out
    if chosen.unit:
        table = table[table["unit"] == chosen.unit]
    if chosen.phase:
        table = table[table["phase"] == chosen.phase]
    if len(table):
        return f"{write_count(len(table))} dòng hoặc ô chưa được tính vào số liệu."
    entered = any(
        one.received and chosen.unit in (None, one.unit) and chosen.phase in (None, one.phase)
        for one in snapshot.workbooks
        if one.kind == "unit"
    )
    return "Mọi dòng đã nhập đều được tính." if entered else "Chưa có dòng nào được nhập."


def _table(found: Sequence[Finding], names: Mapping[str, str], *, with_unit: bool) -> Markup:
    columns = [Column("Mức"), Column("Ô"), Column("Điều cần xem lại")]
    rows = [[severity(one.severity), _place(one, with_unit=with_unit), _words(one)] for one in found]
    if any(one.typed for one in found):
        columns.insert(2, Column("Đã gõ"))
        rows = [[*row[:2], _typed(one), row[2]] for row, one in zip(rows, found, strict=True)]
    if with_unit:
        columns.insert(0, Column("Đơn vị"))
        rows = [[_unit(names, one), *row] for row, one in zip(rows, found, strict=True)]
    return table(columns, rows, none="")


def severity(of: Severity) -> Markup:
    """Return a severity as shape and word."""
    shape = element("i", SHAPES[of], aria_hidden="true")
    return element("span", shape, " ", SEVERITIES.get(of, NOTE), class_=f"status {TONES[of]}")


def _unit(names: Mapping[str, str], one: Finding) -> Markup:
    phase = f"đợt {one.phase}" if one.phase else ""
    return Markup("{} {}").format(names.get(one.unit or one.workbook, one.workbook), element("small", phase))


def _place(one: Finding, *, with_unit: bool) -> Markup:
    """The cell; its phase stands beside the unit where there is a column for it."""
    return at(one.place, one.url, one.workbook, None if with_unit else one.phase)


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
