"""The sentence that answers how far an indicator is, fit to be read aloud, and the words of its basis."""

import math

from campaign.measures.lines import Part, line_total
from campaign.measures.measured import Progress, Scope, Status
from campaign.measures.register import last_day
from campaign.measures.targets import opening, openings
from campaign.records import Snapshot
from sheets_schema.plan import Indicator
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count, write_percent

NUMBERS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


def answer(snapshot: Snapshot, progress: Progress) -> str:
    """Return the whole sentence: figures, how they stand, and the basis."""
    parts = (_figures(snapshot, progress), _beside(progress), progress.basis)
    sentence = "; ".join(part for part in parts if part)
    return _topic(snapshot, progress, sentence) + "."


def basis(snapshot: Snapshot, progress: Progress) -> str:
    """Return on what the figure rests: who reported, which opening, what is left out, whose target."""
    words = [_checked(progress), _reporters(snapshot, progress), _opening(snapshot, progress)]
    if progress.left_out:
        words.append(f"{write_count(progress.left_out)} {_left_out(progress.indicator)} chưa tính")
    if progress.target is not None and not progress.official:
        words.append("chỉ tiêu minh họa")
    return "; ".join(word for word in words if word)


def where(snapshot: Snapshot, scope: Scope) -> str:
    """Return the name of a scope: «Toàn tỉnh, khu vực SXKD, đợt 2»."""
    names = ["Toàn tỉnh" if scope.unit is None else snapshot.unit(scope.unit).short]
    if scope.sector is not None:
        names.append(f"khu vực {snapshot.plan.sector(scope.sector).short}")
    if scope.phase is not None:
        names.append(f"đợt {scope.phase}")
    return ", ".join(names)


def units_in_words(count: int) -> str:
    """Return «Ba đơn vị», in figures from eleven on."""
    return f"{NUMBERS[count] if count < len(NUMBERS) else write_count(count)} đơn vị"


def _topic(snapshot: Snapshot, progress: Progress, sentence: str) -> str:
    if progress.indicator.lead:
        return sentence
    place = where(snapshot, progress.scope)
    if progress.scope.unit is None:
        sentence = sentence.replace(place, place[0].lower() + place[1:], 1)
    return f"{progress.indicator.short}: {sentence}"


def _figures(snapshot: Snapshot, progress: Progress) -> str:
    place, counted = where(snapshot, progress.scope), progress.indicator.counted
    if progress.actual is None:
        phase = progress.scope.phase
        if phase is not None and snapshot.plan.phase(phase).first_day > snapshot.today:
            begins = write_date(snapshot.plan.phase(phase).first_day)
            return f"{place} chưa có số liệu, đợt này bắt đầu từ ngày {begins}"
        return f"{place} chưa có số liệu" + (f" {counted}" if progress.indicator.lead else "")
    actual = write_count(progress.actual)
    if progress.target is not None and progress.percent is not None:
        figures = f"{actual}/{write_count(progress.target)} {counted} ({write_percent(progress.percent)})"
        return f"{place} đạt {figures}, {_standing(snapshot, progress)}"
    if progress.base == 0:
        return f"{place} không có {counted} nào thuộc diện tính"
    if progress.base is not None and progress.share is not None:
        figures = f"{actual}/{write_count(progress.base)} {counted} ({write_percent(progress.share)})"
        return f"{place} có {figures}, {_no_target(progress)}"
    return f"{place} có {actual} {counted}, {_no_target(progress)}"


def _standing(snapshot: Snapshot, progress: Progress) -> str:
    target, actual, percent = progress.target or 0, progress.actual or 0, progress.percent or 0.0
    if progress.status is Status.MET:
        return "đạt chỉ tiêu"
    if progress.status is Status.EXCEEDED:
        over = f"vượt {write_count(actual - target)} {progress.indicator.counted}"
        return f"vượt {write_percent(percent - 1)} ({over})"
    deadline = progress.indicator.deadline
    if last_day(snapshot, progress.scope.phase) > deadline:
        return f"đã quá hạn {write_date(deadline)} và còn thiếu {write_count(target - actual)}"
    shortfall = progress.shortfall or 0.0
    if progress.status is Status.ON_PACE:
        ahead = math.floor(-shortfall)
        return f"nhanh hơn tiến độ {write_count(ahead)}" if ahead >= 1 else "đúng tiến độ"
    risk = ", có nguy cơ không đạt" if progress.status is Status.AT_RISK else ""
    return f"chậm {write_count(math.ceil(shortfall))} so với tiến độ{risk}"


def _no_target(progress: Progress) -> str:
    if progress.scope.phase is not None:
        return "chỉ tiêu không chia theo đợt"
    if progress.scope.sector is not None:
        return "chỉ tiêu không chia theo khu vực"
    return "chưa có chỉ tiêu"


def _beside(progress: Progress) -> str:
    words = []
    if progress.net is not None:
        rise = "thực tăng" if progress.net >= 0 else "thực giảm"
        words.append(f"{rise} {write_count(abs(progress.net))}")
    if progress.as_reported is not None and progress.as_reported != progress.actual:
        words.append(f"theo số báo cáo là {write_count(progress.as_reported)}")
    elif progress.verified is not None and progress.verified != progress.actual:
        words.append(f"theo số đã xác minh là {write_count(progress.verified)}")
    return "; ".join(words)


def _reporters(snapshot: Snapshot, progress: Progress) -> str:
    if progress.scope.unit is not None:
        return "" if progress.units_reported else "đơn vị chưa báo cáo"
    said = f"{progress.units_reported}/{progress.units_expected} đơn vị đã báo cáo"
    now = snapshot.plan.phase_of(snapshot.today)
    if progress.indicator.measure != "line_total" or progress.scope.phase is not None or now is None:
        return said
    part = Part(now.number, progress.scope.sector)
    said_now = line_total(snapshot, progress.indicator.line, part)
    in_phase = len(said_now.keys() & {unit.id for unit in snapshot.units})
    if in_phase == progress.units_reported:
        return said
    return f"{said} (riêng đợt {now.number}: {in_phase}/{progress.units_expected})"


def _opening(snapshot: Snapshot, progress: Progress) -> str:
    indicator, scope = progress.indicator, progress.scope
    if indicator.counting != "cumulative" or progress.actual is None:
        return ""
    if scope.phase is not None or scope.sector is not None:
        has_opening = opening(snapshot, indicator, scope.unit)
        return "chỉ tính phát sinh, không gồm số đầu kỳ" if has_opening else ""
    if progress.opening is None:
        return "chưa nhập số đầu kỳ"
    missing = len(snapshot.units) - len(openings(snapshot, indicator)) if scope.unit is None else 0
    lacking = f" ({missing} đơn vị chưa nhập)" if missing else ""
    return f"đã gồm số đầu kỳ {write_count(progress.opening)}{lacking}"


def _checked(progress: Progress) -> str:
    if not progress.scope.verified or progress.actual is None:
        return ""
    return "số đã xác minh" if progress.verified is not None else "chưa xác minh số nào, đây là số báo cáo"


def _left_out(indicator: Indicator) -> str:
    return "ô" if indicator.measure == "line_total" else "dòng"
