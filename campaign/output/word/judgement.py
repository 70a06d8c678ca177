"""Parts III to V of a report: what went well and what did not, how units reported, what comes next."""

from collections.abc import Iterator, Mapping, Sequence

from campaign.measures.line_figures import line_figures
from campaign.measures.measured import Scope, Status
from campaign.measures.report_rows import answered
from campaign.measures.reward_answers import proposals as proposals_said
from campaign.measures.so_far import SoFar, so_far
from campaign.measures.timeliness import ENTERING, ON_TIME, Received, by_unit
from campaign.output.word import activities, prose
from campaign.output.word.content import Block, Heading, Point, Said, ToWrite
from campaign.output.word.numbers import amount
from campaign.output.word.quotes import quotes
from campaign.output.word.results import GRADED
from campaign.records import Snapshot

REVIEW = "Sơ kết, báo cáo"
"""The group of rows of «Báo cáo» that are answered anew in each phase."""

_GOOD: Mapping[Status, str] = {
    Status.EXCEEDED: "vượt chỉ tiêu",
    Status.MET: "đạt chỉ tiêu",
    Status.ON_PACE: "đúng tiến độ",
}
_BAD: Mapping[Status, str] = {Status.BEHIND: "chậm so với tiến độ", Status.AT_RISK: "có nguy cơ không đạt"}
_UNKNOWN: Mapping[Status, str] = {
    Status.NO_TARGET: "chưa có chỉ tiêu giao",
    Status.NO_DATA: "chưa có số liệu",
}


def judgement(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield part III: strengths, weaknesses, causes, and the state of reporting."""
    found = [so_far(snapshot, indicator.id, scope) for indicator in snapshot.plan.indicators]
    yield Heading("III. Đánh giá chung", 1)
    yield Heading("1. Ưu điểm", 2)
    yield from _standing(found, _GOOD, otherwise="Chưa có chỉ tiêu nào đạt hoặc đúng tiến độ.")
    yield from quotes(snapshot, "strengths", scope)
    yield from quotes(snapshot, "wider_outcomes", scope)
    yield Heading("2. Hạn chế", 2)
    yield from _standing(found, _BAD, otherwise="Không có chỉ tiêu nào chậm so với tiến độ.")
    yield from _standing(found, _UNKNOWN)
    yield from _to_mend(snapshot, scope)
    yield from quotes(snapshot, "weaknesses", scope)
    yield Heading("3. Nguyên nhân", 2)
    yield ToWrite(f"{_writer(scope)} bổ sung nguyên nhân, từ ý kiến ở mục 2.")
    yield Heading("4. Tình hình báo cáo", 2)
    yield from _reporting(snapshot, scope)


def of_the_year(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    """Yield what only the report of a whole year has: lessons, grading, proposals for rewards."""
    graded = [one for one in line_figures(snapshot, scope) if one.line.id.startswith(GRADED)]
    yield Heading("IV. Bài học kinh nghiệm", 1)
    yield ToWrite(f"{_writer(scope)} bổ sung bài học kinh nghiệm.")
    yield Heading("V. Kết quả bình xét, xếp loại", 1)
    yield from (Said(text) for text in activities.lines_said(graded, scope, "Xếp loại CĐCS cuối năm"))
    yield Heading("VI. Danh sách đề nghị khen thưởng", 1)
    yield Said(f"Hồ sơ khen thưởng: {proposals_said(snapshot, scope)}")


def ahead(snapshot: Snapshot, scope: Scope, number: str) -> Iterator[Block]:
    """Yield the tasks that follow from what is missing, until when, and from whom."""
    yield Heading(f"{number}. {_coming(snapshot, scope)}", 1)
    for indicator in snapshot.plan.indicators:
        task = prose.still_to_do(snapshot, so_far(snapshot, indicator.id, scope))
        if task:
            yield Point(task)
    unfinished = [
        one
        for received in _received(snapshot, scope)[-1:]
        for one in received
        if one.state not in (ON_TIME, ENTERING) and not (one.report_sent_on or one.finished_on)
    ]
    if unfinished and scope.unit is None:
        phase = _phases(snapshot, scope)[-1]
        names = ", ".join(one.unit.plain for one in unfinished)
        yield Point(f"Đôn đốc {amount(len(unfinished), 'đơn vị')} hoàn thành báo cáo đợt {phase}: {names}.")
    yield ToWrite(f"{_writer(scope)} bổ sung các nhiệm vụ trọng tâm khác theo Kế hoạch.")


def proposals(snapshot: Snapshot, scope: Scope, number: str) -> Iterator[Block]:
    """Yield what units propose, in their own words."""
    yield Heading(f"{number}. Kiến nghị, đề xuất", 1)
    yield from quotes(snapshot, "proposals", scope)
    if scope.unit is None:
        yield ToWrite(f"{_writer(scope)} bổ sung kiến nghị của LĐLĐ tỉnh (nếu có).")


def _writer(scope: Scope) -> str:
    return "Ban CSPL&QHLĐ" if scope.unit is None else "Đơn vị"


def _coming(snapshot: Snapshot, scope: Scope) -> str:
    last = snapshot.plan.phases[-1].number
    if scope.phase is None or scope.phase == last:
        return f"Phương hướng, nhiệm vụ năm {snapshot.plan.year + 1}"
    return f"Nhiệm vụ trọng tâm đợt {scope.phase + 1}"


def _standing(found: Sequence[SoFar], wanted: Mapping[Status, str], otherwise: str = "") -> Iterator[Block]:
    told = False
    for state, words in wanted.items():
        names = [one.indicator.short for one in found if one.status is state]
        if names:
            told = True
            yield Point(f"{amount(len(names), 'chỉ tiêu')} {words}: {'; '.join(names)}.")
    if not told and otherwise:
        yield Point(otherwise)


def _to_mend(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    found = [
        one
        for one in snapshot.findings
        if scope.unit in (None, one.unit) and scope.phase in (None, one.phase)
    ]
    if found:
        errors = sum(one.severity == "error" for one in found)
        yield Point(
            f"Trong bảng tính còn {amount(len(found), 'điểm')} cần rà soát, "
            f"trong đó {amount(errors, 'điểm')} làm số liệu chưa được tính."
        )


def _reporting(snapshot: Snapshot, scope: Scope) -> Iterator[Block]:
    for phase, received in zip(_phases(snapshot, scope), _received(snapshot, scope), strict=True):
        yield from (Point(text) for text in activities.reporting_said(received, phase, snapshot.today))
    for row in snapshot.plan.report_rows:
        if row.group == REVIEW and row.content == "choice":
            yield Point(activities.row_said(answered(snapshot, row.id, scope), scope))


def _phases(snapshot: Snapshot, scope: Scope) -> list[int]:
    return [
        phase.number
        for phase in snapshot.plan.phases
        if scope.phase == phase.number or (scope.phase is None and phase.first_day <= snapshot.today)
    ]


def _received(snapshot: Snapshot, scope: Scope) -> list[list[Received]]:
    return [
        [one for one in by_unit(snapshot, phase) if scope.unit in (None, one.unit.id)]
        for phase in _phases(snapshot, scope)
    ]
