"""What stands beside a page's answer: headline figures, and titles that say what a picture shows."""

import math

from markupsafe import Markup

from campaign.measures import course, progress, timeliness
from campaign.measures.course import Course
from campaign.measures.measured import Progress, Scope
from campaign.output import charts
from campaign.records import Snapshot
from dashboard import findings, units
from dashboard.figures import Fact
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import goal
from dashboard.tables import Column, table
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count, write_percent

COURSE_KEY = (
    "Đường liền: đã thực hiện; nét đứt: mức cần có; dải màu: khoảng dự báo theo nhịp 4–8 tuần gần đây."
)
"""What the marks of a course mean."""


def of_province(snapshot: Snapshot, chosen: Chosen) -> tuple[Fact, ...]:
    """Return the lead indicator's figures, who has reported, and how much is to be mended."""
    lead = progress.progress(snapshot, snapshot.plan.lead.id, chosen.scope)
    phase = units.phase_in_question(snapshot, chosen)
    arrived = timeliness.by_unit(snapshot, phase)
    begun = sum(1 for one in arrived if one.worksheets)
    late = sum(1 for one in arrived if one.state == timeliness.LATE)
    reported = Fact(
        f"Đơn vị đã nhập đợt {phase}",
        f"{begun}/{len(arrived)}",
        (f"{late} đơn vị chậm; " if late else "") + f"hạn {write_date(snapshot.plan.phase(phase).due)}",
    )
    return (*_figures(snapshot, lead), reported, _to_mend(snapshot, chosen))


def of_indicator(snapshot: Snapshot, indicator: str, chosen: Chosen) -> tuple[Fact, ...]:
    """Return one indicator's figures: reached, expected, needed, and what was reported and verified."""
    one = progress.progress(snapshot, indicator, chosen.scope)
    return (*_figures(snapshot, one), *_beside(one))


def of_unit(snapshot: Snapshot, chosen: Chosen) -> tuple[Fact, ...]:
    """Return one unit's figures: its lead indicator, its works, what arrived and what is to be mended."""
    lead = progress.progress(snapshot, snapshot.plan.lead.id, chosen.scope)
    phase = units.phase_in_question(snapshot, chosen)
    unit = snapshot.unit(chosen.unit or snapshot.units[0].id)
    arrived = timeliness.of_unit(snapshot, unit, snapshot.plan.phase(phase))
    total = arrived.worksheets + len(arrived.missing)
    received = Fact(f"Trang tính đã nhận, đợt {phase}", f"{arrived.worksheets}/{total}", arrived.state)
    return (*_figures(snapshot, lead), received, _to_mend(snapshot, chosen))


def outlook(shown: Course) -> str:
    """Return what the course of an indicator shows, as a title."""
    projected = shown.projected
    whose = " theo số báo cáo" if shown.scope.verified else ""
    if projected is None:
        return f"Diễn biến trong năm{whose} ({shown.note})" if shown.note else f"Diễn biến trong năm{whose}"
    low, high = write_count(projected.low), write_count(projected.high)
    amount = f"{low if low == high else f'{low}–{high}'} {shown.indicator.counted}{whose}"
    return f"Theo nhịp gần đây, đến {write_date(projected.day)} có khoảng {amount}"


def events(snapshot: Snapshot, indicator: str) -> str:
    """Return the events on the edge of a course, in words: «▲ 31/3 Giải phóng Bình Định · 1/5 …»."""
    last = max(snapshot.plan.indicator(indicator).deadline, snapshot.today)
    told = [
        f"{event.day.day}/{event.day.month} {event.title}" + (f" ({event.source})" if event.source else "")
        for event in snapshot.plan.events
        if snapshot.plan.first_day <= event.day <= last
    ]
    return "▲ " + " · ".join(told) if told else ""


def course_table(snapshot: Snapshot, indicator: str, scope: Scope) -> Markup:
    """Return what the course draws as a table behind a click, for those who hear the page."""
    shown = course.of(snapshot, indicator, scope)
    rows = [
        (write_date(day.date()), write_count(int(value)))
        for day, value in zip(shown.actual["day"], shown.actual["value"], strict=True)
    ]
    drawn = table((Column("Ngày"), Column("Đã thực hiện", right=True)), rows, none="Chưa có số liệu.")
    told = element("p", events(snapshot, indicator), class_="soft")
    return told + element("details", element("summary", "Xem bảng số liệu"), drawn)


def course_chart(snapshot: Snapshot, indicator: str, scope: Scope) -> charts.Spec:
    """Return the course of an indicator as a chart."""
    return charts.course(course.of(snapshot, indicator, scope), snapshot.plan, snapshot.today)


def _figures(snapshot: Snapshot, one: Progress) -> tuple[Fact, ...]:
    counted = one.indicator.counted
    if one.actual is None:
        return (Fact(one.indicator.short, "—", "chưa có số liệu"),)
    whole, share = (goal(one), one.percent) if one.target is not None else (write_count(one.base), one.share)
    beside = counted if one.target is None and one.base is None else f"trên {whole} {counted}"
    reached = Fact(one.indicator.short, write_count(one.actual), beside)
    if share is None:
        return (reached, Fact("Tỷ lệ", "—", "chưa có chỉ tiêu nên không tính tỷ lệ"))
    of_what = one.status.value if one.target is not None else "chưa có chỉ tiêu"
    shown = (reached, Fact("Tỷ lệ", write_percent(share), of_what))
    return (*shown, _needed(snapshot, one)) if one.gap is not None else shown


def _needed(snapshot: Snapshot, one: Progress) -> Fact:
    counted, deadline = one.indicator.counted, one.indicator.deadline
    if not one.gap:
        over = (one.actual or 0) - (one.target or 0)
        return (
            Fact("Vượt chỉ tiêu", write_count(over), counted)
            if over
            else Fact("Còn thiếu", "0", "vừa đủ chỉ tiêu")
        )
    if one.needed_per_week is None:
        return Fact("Còn thiếu", write_count(one.gap), f"{counted}; đã quá hạn {write_date(deadline)}")
    days = (deadline - snapshot.today).days
    pace = f"cần {write_count(math.ceil(one.needed_per_week))} mỗi tuần" if days >= 7 else f"còn {days} ngày"
    return Fact("Còn thiếu", write_count(one.gap), f"{pace} đến hạn {write_date(deadline)}")


def _beside(one: Progress) -> tuple[Fact, ...]:
    shown = []
    if one.expected is not None:
        shown.append(Fact("Cần có đến hôm nay", write_count(math.ceil(one.expected)), _against_pace(one)))
    if one.reported is not None and one.flow is not None:
        title = one.indicator.reported_title or "đã báo cáo"
        title = title[:1].upper() + title[1:]
        shown.append(Fact(title, write_count(one.reported), f"được tính {write_count(one.flow)}"))
    if one.as_reported is not None:
        note = f"sau xác minh {write_count(one.actual)}"
        shown.append(Fact("Số báo cáo", write_count(one.as_reported), note))
    elif one.verified is not None:
        shown.append(Fact("Sau xác minh", write_count(one.verified), f"báo cáo {write_count(one.actual)}"))
    return tuple(shown)


def _against_pace(one: Progress) -> str:
    if one.shortfall is None:
        return "chưa có số liệu để so"
    if one.shortfall > 0:
        return f"đang chậm {write_count(math.ceil(one.shortfall))}"
    ahead = math.floor(-one.shortfall)
    return f"đang nhanh hơn {write_count(ahead)}" if ahead else "đúng tiến độ"


def _to_mend(snapshot: Snapshot, chosen: Chosen) -> Fact:
    if not findings.are_open(snapshot, chosen.unit):
        return Fact("Điểm cần rà soát", NO_FIGURE, "chỉ đơn vị mình xem được")
    found = [one for one in snapshot.findings if chosen.unit in (None, one.unit)]
    errors = sum(one.severity == "error" for one in found)
    return Fact(
        findings.title(snapshot, chosen),
        write_count(len(found)),
        f"{write_count(errors)} điểm làm số liệu không được tính",
    )
