"""Sentences about indicators: one function per kind of sentence, each written from the measure it shows."""

from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import by_sector, gap_sentence, progress
from campaign.measures.register import last_day
from campaign.measures.so_far import STANDING, SoFar, needed_per_week
from campaign.output.word.numbers import against_target, amount, out_of, said
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_percent

INVENTED = " (chỉ tiêu minh họa)"


def until(snapshot: Snapshot, scope: Scope) -> str:
    """Say up to when figures are: «đến hết đợt 1» of a phase that is over, else «đến ngày 15/8/2023»."""
    if scope.phase is not None and snapshot.plan.phase(scope.phase).last_day <= snapshot.today:
        return f"đến hết đợt {scope.phase}"
    return f"đến ngày {write_date(snapshot.today)}"


def reached(snapshot: Snapshot, one: SoFar) -> str:
    """Say how far an indicator is: with its target, of its base, or that nobody reported it."""
    said_so = _reached(one, until(snapshot, one.scope))
    # The lead indicator has a heading of its own, which names it.
    return said_so[0].upper() + said_so[1:] if one.indicator.lead else f"{one.indicator.title}: {said_so}"


def of_phase(one: SoFar) -> str:
    """Say what the phase itself brought, and what stands beside it; empty where phases do not add up."""
    phase = one.of_phase
    if phase is None or one.actual is None:
        return ""
    if phase.flow is None:
        return f"Riêng đợt {one.scope.phase}, {nobody(one.scope)}."
    return f"Riêng đợt {one.scope.phase} có {_flow(phase)}{_beside(phase)}."


def phase_by_phase(one: SoFar) -> str:
    """Say what each phase brought, for the report of a year; empty where phases do not add up."""
    if one.scope.phase is not None or one.indicator.measure in STANDING or not one.phases:
        return ""
    told = [
        f"đợt {phase.scope.phase} " + ("chưa có số liệu" if phase.flow is None else f"có {_flow(phase)}")
        for phase in one.phases
    ]
    return f"Trong năm: {'; '.join(told)}."


def sector_by_sector(snapshot: Snapshot, one: SoFar) -> str:
    """Say what the sectors have of it; empty where one sector is asked about, or neither has a figure."""
    if one.scope.sector is not None:
        return ""
    told = [
        f"{sector.short} {_flow(part)}"
        for sector, part in zip(
            snapshot.plan.sectors, by_sector(snapshot, one.indicator.id, one.scope), strict=True
        )
        if part.flow is not None and part.base != 0 and (one.base is None or part.base is not None)
    ]
    when = f"trong đợt {one.scope.phase}" if one.of_phase else until(snapshot, one.scope)
    return f"Theo khu vực, {when}: {'; '.join(told)}." if told else ""


def verified(snapshot: Snapshot, one: SoFar) -> str:
    """Say the verified figure beside the reported one of the same scope; empty where they are the same."""
    measured = progress(snapshot, one.indicator.id, one.scope)
    if measured.verified is None or measured.verified == measured.actual or measured.actual is None:
        return ""
    whose = f" của đợt {one.scope.phase}" if one.scope.phase else ""
    counted = one.indicator.counted
    return (
        f"Số đã xác minh{whose} là {amount(measured.verified, counted)}, "
        f"số báo cáo là {amount(measured.actual, counted)}."
    )


def behind(snapshot: Snapshot, one: SoFar) -> str:
    """Name the units behind most of what is missing; empty for one unit, and for a phase long over.

    Units are compared today; only a share says how they stood at the end of a phase that is over.
    """
    scope = one.scope
    if scope.unit is not None or not one.gap:
        return ""
    if one.indicator.measure in STANDING or scope.phase is None:
        return gap_sentence(snapshot, one.indicator.id, scope)
    if snapshot.plan.phase(scope.phase).last_day < snapshot.today:
        return ""
    return gap_sentence(snapshot, one.indicator.id, Scope(None, None, scope.sector))


def basis(one: SoFar) -> str:
    """Say on what the figures rest, in the words of the screens; empty where nobody reported."""
    if not one.basis or one.actual is None:
        return ""
    return f"Căn cứ{f' (số trong đợt {one.scope.phase})' if one.of_phase else ''}: {one.basis}."


def still_to_do(snapshot: Snapshot, one: SoFar) -> str:
    """Say what is missing to the target, until when, and how much a week from the end of the phase on."""
    if not one.gap or one.target is None:
        return ""
    counted, deadline = one.indicator.counted, one.indicator.deadline
    missing = f"còn thiếu {amount(one.gap, counted)} so với chỉ tiêu{_invented(one)}"
    day = last_day(snapshot, one.scope.phase)
    if deadline <= day:
        return f"{one.indicator.short}: {missing}, đã quá hạn {write_date(deadline)}."
    weekly = needed_per_week(snapshot, one)
    pace = f", bình quân {amount(weekly, counted)} mỗi tuần" if weekly else ""
    return f"{one.indicator.short}: {missing}; phấn đấu hoàn thành trước ngày {write_date(deadline)}{pace}."


def nobody(scope: Scope) -> str:
    """Say plainly that there is no figure."""
    return "chưa đơn vị nào báo cáo" if scope.unit is None else "đơn vị chưa báo cáo"


def _reached(one: SoFar, when: str) -> str:
    counted = one.indicator.counted
    if one.actual is None:
        return f"{nobody(one.scope)}."
    if one.base == 0:
        return f"không có {counted} nào thuộc diện tính."
    if one.base is not None:
        return f"{when} có {_of_base(one)}."
    if one.target is None:
        return f"lũy kế {when} là {amount(one.actual, counted)}; {_no_target(one)}."
    figures = out_of(one.actual, one.target, counted)
    opened = f" (gồm số đầu kỳ {said(one.opening)})" if one.opening else ""
    against = against_target(one.actual, one.target, counted)
    return f"lũy kế {when} là {figures}{opened}, {against}{_invented(one)}."


def _of_base(one: SoFar) -> str:
    actual, base, counted = one.actual or 0, one.base or 0, one.indicator.counted
    share = f"{out_of(actual, base, counted)} ({write_percent(actual / base)})"
    if one.target is None:
        return share
    if one.target == base:
        return share if actual >= base else f"{share}, còn {amount(base - actual, counted)}"
    return f"{share}, {against_target(actual, one.target, counted)}{_invented(one)}"


def _flow(part: Progress) -> str:
    counted, flow = part.indicator.counted, part.flow or 0
    if not part.base:
        return amount(flow, counted)
    return f"{out_of(flow, part.base, counted)} ({write_percent(flow / part.base)})"


def _beside(phase: Progress) -> str:
    words = ""
    if phase.reported is not None:
        words += f" được tính, {phase.indicator.reported_title} {said(phase.reported)}"
    if phase.net is not None:
        words += f", {'thực tăng' if phase.net >= 0 else 'thực giảm'} {said(abs(phase.net))}"
    return words


def _no_target(one: SoFar) -> str:
    return "chỉ tiêu không chia theo khu vực" if one.scope.sector else "chưa có chỉ tiêu giao"


def _invented(one: SoFar) -> str:
    return "" if one.official else INVENTED
