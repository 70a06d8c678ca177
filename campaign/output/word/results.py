"""Parts I and II of a report: how the campaign was led, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence

from campaign.measures.line_figures import LineFigure, line_figures
from campaign.measures.measured import Scope
from campaign.measures.movements import movements
from campaign.measures.register import works_finished
from campaign.measures.report_rows import answered
from campaign.measures.so_far import so_far
from campaign.output.word import activities, annexes, prose
from campaign.output.word.content import Block, Heading, Point, Said
from campaign.output.word.numbers import said
from campaign.output.word.pictures import course_picture, units_picture
from campaign.output.word.quotes import quotes
from campaign.output.word.rewards import rewards
from campaign.records import Snapshot
from sheets_schema.plan import Indicator, Measure, ReportRow

LAUNCHING = "Phát động, đăng ký thi đua"
CONGRESSES = "Đại hội công đoàn cấp trên trực tiếp cơ sở"
"""Groups of rows of «Báo cáo»."""
PACTS = "Giao ước, sơ kết, kiểm tra"
INITIATIVES, MEMBERS = "Sáng kiến", "Đoàn viên"
CARE, RELATIONS = "Chăm lo đoàn viên, người lao động", "Đối thoại, thỏa ước, quan hệ lao động"
COMMUNICATION = "Tuyên truyền, công nghệ thông tin"
RENEWAL = "Đổi mới hoạt động công đoàn"
"""Groups of lines of «Tổng hợp»; a group that stands nowhere else is told under «Nội dung khác»."""
GRADED = "unions_graded"
"""Lines that begin so say how grassroots unions were graded when the year was over."""
_PLACED = (PACTS, INITIATIVES, MEMBERS, CARE, RELATIONS, COMMUNICATION, RENEWAL)
_OF_COMMUNICATION = "III.2.4"
"""Lines of another clause in that group are about calling people to the campaign (C6)."""

_WORKS: tuple[Measure, ...] = ("works_by_unions", "works_by_units")
_GROWTH: tuple[Measure, ...] = ("line_total", "unions_founded")


def launching(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield part I: plans, launch, pacts, and how people were called to take part."""
    asked = [row for row in snapshot.plan.report_rows if row.group == LAUNCHING]
    papers = [row for row in asked if "document" in row.asks]
    yield Heading("I. Công tác lãnh đạo, chỉ đạo, tổ chức phát động", 1)
    yield Heading("1. Ban hành văn bản, quán triệt, triển khai", 2)
    yield from _rows(snapshot, papers, scope)
    yield Heading("2. Phát động, đăng ký giao ước thi đua", 2)
    yield from _rows(snapshot, [row for row in asked if row not in papers], scope)
    yield from _indicators(snapshot, ("pacts_registered",), scope)
    yield from _lines(snapshot, _of_group(snapshot, scope, PACTS), scope)
    yield Heading("3. Công tác tuyên truyền, vận động", 2)
    calling = [
        one for one in _of_group(snapshot, scope, COMMUNICATION) if one.line.clause != _OF_COMMUNICATION
    ]
    yield from _lines(snapshot, calling, scope)


def results(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield part II: indicators, movements, care, communication, rewards."""
    yield Heading("II. Kết quả thực hiện", 1)
    yield from _main_indicators(snapshot, scope)
    yield from _movements(snapshot, scope)
    yield Heading("3. Chăm lo, đại diện, bảo vệ đoàn viên, người lao động", 2)
    yield from _lines(snapshot, _of_group(snapshot, scope, CARE), scope)
    yield from _lines(snapshot, _of_group(snapshot, scope, RELATIONS), scope)
    yield from quotes(snapshot, "covid_remark", scope)
    yield Heading("4. Ứng dụng công nghệ thông tin, truyền thông", 2)
    told = [one for one in _of_group(snapshot, scope, COMMUNICATION) if one.line.clause == _OF_COMMUNICATION]
    yield from _lines(snapshot, told, scope)
    yield Heading("5. Công tác khen thưởng; phát hiện, nhân rộng điển hình", 2)
    yield from _indicators(snapshot, ("direct_worker_rewards",), scope)
    yield from rewards(snapshot, scope)
    other = [one for one in line_figures(snapshot, scope) if one.line.group not in _PLACED]
    if other:
        yield Heading("6. Nội dung khác", 2)
        yield from _lines(snapshot, other, scope)


def _main_indicators(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    lead = snapshot.plan.lead
    yield Heading("1. Kết quả thực hiện các chỉ tiêu chủ yếu", 2)
    yield annexes.indicators(snapshot, scope)
    yield Heading(f"a) {lead.title}", 3)
    yield _indicator(snapshot, lead, scope)
    yield from _lines(snapshot, _beside_indicators(snapshot, scope, INITIATIVES), scope)
    picture = course_picture(snapshot, lead.id, scope)
    if picture is not None:
        yield picture
    yield Heading("b) Công trình, sản phẩm, phần việc mới", 3)
    yield from _indicators(snapshot, _WORKS, scope)
    yield from _works(snapshot, scope)
    yield Heading("c) Phát triển đoàn viên, thành lập CĐCS", 3)
    yield from _indicators(snapshot, _GROWTH, scope)
    yield from _lines(snapshot, _beside_indicators(snapshot, scope, MEMBERS), scope)
    yield Heading("d) Đại hội công đoàn các cấp", 3)
    yield from _indicators(snapshot, ("congresses_held",), scope)
    rows = [row for row in snapshot.plan.report_rows if row.group == CONGRESSES]
    yield from _rows(snapshot, rows, scope)


def _works(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """How many works there are beside how many own one, and how the units stand; nothing if nobody said."""
    covered = next((one for one in snapshot.plan.indicators if one.measure == _WORKS[0]), None)
    if covered is None or so_far(snapshot, covered.id, scope).actual is None:
        return
    finished = works_finished(snapshot, scope.phase, scope.unit, scope.sector)
    when = prose.until(snapshot, scope)
    yield Said(f"Tổng số công trình, sản phẩm, phần việc mới hoàn thành {when}: {said(finished)}.")
    if scope.unit is None:
        yield units_picture(snapshot, covered, scope)


def _movements(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    found = movements(snapshot, scope)
    letters = iter("abc")
    yield Heading("2. Kết quả các phong trào thi đua", 2)
    for carrier, title in (
        ("production", "Khu vực sản xuất kinh doanh"),
        ("public", "Khu vực hành chính, sự nghiệp"),
        ("officers", "Phong trào trong cán bộ công đoàn"),
    ):
        told = [one for one in found if one.carrier == carrier]
        if told:
            yield Heading(f"{next(letters)}) {title}", 3)
            yield from (Point(activities.movement_said(one, scope)) for one in told)
        if carrier == "officers":
            renewal = _of_group(snapshot, scope, RENEWAL)
            yield from _lines(snapshot, [one for one in renewal if not one.line.id.startswith(GRADED)], scope)


def _indicators(snapshot: Snapshot, measures: Sequence[Measure], scope: Scope) -> Iterator[Block]:
    for indicator in snapshot.plan.indicators:
        if indicator.measure in measures and not indicator.lead:
            yield _indicator(snapshot, indicator, scope)


def _indicator(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> Said:
    one = so_far(snapshot, indicator.id, scope)
    sentences = (
        prose.reached(snapshot, one),
        prose.of_phase(one),
        prose.phase_by_phase(one),
        prose.sector_by_sector(snapshot, one),
        prose.verified(snapshot, one),
        prose.behind(snapshot, one),
        prose.basis(one),
    )
    return Said(" ".join(sentence for sentence in sentences if sentence))


def _rows(snapshot: Snapshot, rows: Iterable[ReportRow], scope: Scope) -> Iterator[Block]:
    """What is done once a year may have been reported in any phase so far; words are quoted elsewhere."""
    told = [answered(snapshot, row.id, scope, until=True) for row in rows]
    for one in told:
        if one.row.milestone or "document" in one.row.asks or one.row.content in ("choice", "yes_no"):
            yield Point(activities.row_said(one, scope))
    counts = activities.counts_said(told, scope)
    if counts:
        yield Point(counts)


def _lines(snapshot: Snapshot, figures: Sequence[LineFigure], scope: Scope) -> Iterator[Block]:
    when = f"Trong đợt {scope.phase}" if scope.phase else f"Từ đầu năm {prose.until(snapshot, scope)}"
    yield from (Said(text) for text in activities.lines_said(figures, scope, when))


def _of_group(snapshot: Snapshot, scope: Scope, group: str) -> list[LineFigure]:
    return [one for one in line_figures(snapshot, scope) if one.line.group == group]


def _beside_indicators(snapshot: Snapshot, scope: Scope, group: str) -> list[LineFigure]:
    """The lines of a group that no sentence about an indicator has told already, in their own phase."""
    told = {line for one in snapshot.plan.indicators for line in (one.line, one.reported_line)}
    cumulative = {one.counted for one in snapshot.plan.indicators if one.counting == "cumulative"}
    return [
        one
        for one in _of_group(snapshot, scope, group)
        if one.line.id not in told and not (one.line.kind == "stock" and one.line.counted in cumulative)
    ]
