"""The one-page list of what a unit should mend, to print on A4 or to send as a message."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from markupsafe import Markup, escape

from campaign.measures.findings import Group, grouped
from campaign.records import Finding, Snapshot
from sheets_schema.plan import Unit
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Severity

WORDS: dict[Severity, str] = {"error": "không được tính", "missing": "còn thiếu", "warning": "nên xem lại"}

LINES = 46.0
"""Lines that fit on one A4 page below its head."""
TITLE, GAP = 1.8, 0.4
"""Lines that a group's title takes, and the space between two points."""
LINE = 84
"""Characters of a printed line."""
LONGEST = 230
"""Characters of one point; the rest of it stands on the page «Kiểm tra số liệu»."""
IN_A_MESSAGE = 15
"""Points in a message: a longer one is not read on a phone."""

_PAGE = Template(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class FindingsList:
    """What a unit should mend, the gravest and costliest kinds first, cut to one page."""

    title: str
    summary: str
    basis: str
    """How old it is, and on what figures it rests."""
    groups: tuple[Group, ...]
    """Only what fits on the page."""
    left: int
    """How many points the page leaves out."""

    @property
    def rest(self) -> str:
        """Say what the page leaves out; empty where it leaves out nothing."""
        if not self.left:
            return ""
        return f"Còn {write_count(self.left)} điểm nữa, xem trang «Kiểm tra số liệu» của phần mềm."


def findings_list(snapshot: Snapshot, unit: str, phase: int | None = None) -> FindingsList:
    """Return the list of one unit, of one phase or of the whole year; KeyError for an unknown unit."""
    return _list(snapshot, snapshot.unit(unit), phase, LINES)


def as_html(shown: FindingsList) -> str:
    """Write the list as one HTML file that needs nothing else; every text of a cell is escaped."""
    groups = Markup("").join(
        Markup("<h2>{} <small>{}</small></h2>\n<ol>{}</ol>\n").format(
            group.title,
            _told(group),
            Markup("").join(
                Markup("<li><b>{}</b>: {}</li>\n").format(_place(one), _said_in(group, one))
                for one in group.findings
            ),
        )
        for group in shown.groups
    )
    rest = Markup("<p>{}</p>").format(shown.rest) if shown.rest else Markup("")
    head = {name: escape(getattr(shown, name)) for name in ("title", "summary", "basis")}
    return _PAGE.substitute(head, groups=groups, rest=rest)


def as_message(snapshot: Snapshot, unit: str, phase: int | None = None) -> str:
    """Write the list as a message for Zalo: plain lines, shorter than the page."""
    shown = _list(snapshot, snapshot.unit(unit), phase, math.inf)
    lines = [shown.title, shown.summary, shown.basis]
    number = left = 0
    for group in shown.groups:
        taken = group.findings[: IN_A_MESSAGE - number]
        left += group.count - len(taken)
        if taken:
            lines += ["", f"{group.title.upper()} ({_told(group)})"]
        for one in taken:
            number += 1
            lines.append(f"{number}. {_place(one)}: {_said_in(group, one)}")
    if left:
        lines += ["", f"Còn {write_count(left)} điểm nữa, xem trang «Kiểm tra số liệu» của phần mềm."]
    return "\n".join(lines) + "\n"


def said(one: Finding) -> str:
    """Say one point in one paragraph: what is typed where the message does not quote it, and the mend."""
    typed = f"“{one.typed}”. " if one.typed and one.typed not in one.message else ""
    mend = f" Có thể là: {one.suggestion}." if one.suggestion and one.suggestion not in one.message else ""
    text = " ".join(f"{typed}{one.message}{mend}".split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _list(snapshot: Snapshot, unit: Unit, phase: int | None, lines: float) -> FindingsList:
    found = grouped(snapshot, unit=unit.id, phase=phase)
    every = sum(group.count for group in found)
    shown = tuple(_fitting(found, lines))
    severities = [one.severity for group in found for one in group.findings]
    by_severity = ", ".join(
        f"{write_count(severities.count(severity))} {word}"
        for severity, word in WORDS.items()
        if severity in severities
    )
    summary = (
        f"{write_count(every)} điểm cần rà soát: {by_severity}." if every else "Không có điểm nào cần sửa."
    )
    of = f"Đợt {phase}" if phase else f"Năm {snapshot.plan.year}"
    sample = " · SỐ LIỆU MINH HỌA" if snapshot.source.sample else ""
    return FindingsList(
        title=f"Điểm cần sửa · {unit.name} · {of}{sample}",
        summary=summary,
        basis=(
            f"Theo số liệu lúc {snapshot.taken_at:%H:%M} ngày {write_date(snapshot.taken_at)}, "
            f"tính đến {write_date(snapshot.today)}. Sửa ngay trong bảng tính, không phải gửi lại."
        ),
        groups=shown,
        left=every - sum(group.count for group in shown),
    )


def _fitting(groups: tuple[Group, ...], lines: float) -> Iterator[Group]:
    """Yield groups cut where the page ends; a group's title is never the last line."""
    for group in groups:
        lines -= TITLE
        taken = []
        for one in group.findings:
            lines -= GAP + math.ceil((len(_place(one)) + 2 + len(_said_in(group, one))) / LINE)
            if lines < 0:
                break
            taken.append(one)
        if taken:
            yield Group(group.title, group.severity, group.rows, group.lost, tuple(taken))
        if lines < 0:
            return


def _said_in(group: Group, one: Finding) -> str:
    """Say one point under its group's title, which tells the gravest severity only."""
    return said(one) if one.severity == group.severity else f"({WORDS[one.severity]}) {said(one)}"


def _told(group: Group) -> str:
    return " · ".join(filter(None, (WORDS.get(group.severity, ""), group.cost)))


def _place(one: Finding) -> str:
    phase = f"Đợt {one.phase}, " if one.phase else ""
    return phase + (one.place or "cả bảng tính")
