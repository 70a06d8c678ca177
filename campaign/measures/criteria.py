"""What a unit has of one criterion of ranking: the rules of domain.md §7, each with its evidence in words."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaign.measures import timeliness
from campaign.measures.checks import checked
from campaign.measures.lines import Part, line_total
from campaign.measures.measured import Progress, Scope
from campaign.measures.progress import progress
from campaign.measures.report_rows import answered
from campaign.measures.rows import once_per_snapshot
from campaign.records import Snapshot
from sheets_schema.plan import Criterion, CriterionRule, Phase, Unit
from sheets_schema.vietnamese.numbers import write_count, write_percent

VERIFIED = "số đã xác minh"


@dataclass(frozen=True)
class Result:
    """How far a unit is with one criterion; `share` is None where it is out or lacking."""

    share: Fraction | None
    """1 is all of it; above 1 only where over-fulfilment counts."""
    figure: str = ""
    source: str = ""
    out: str = ""
    """Why the criterion is taken out for this unit."""
    lacking: str = ""
    """What is unknown, so that the unit cannot be scored."""


def result(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    """Return what a unit has of a criterion in the year up to today."""
    return _RULES[criterion.rule](snapshot, criterion, unit)


def due_phases(snapshot: Snapshot) -> tuple[Phase, ...]:
    """Return the phases whose reports are due by today."""
    return tuple(phase for phase in snapshot.plan.phases if phase.due <= snapshot.today)


def _target(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    one = progress(snapshot, criterion.indicators[0], Scope(unit=unit.id))
    if one.target is None:
        return Result(None, out="chưa có chỉ tiêu giao")
    if not one.official:
        return Result(None, out="chỉ tiêu chưa chính thức")
    actual, said = _verified(one)
    if actual is None:
        return Result(None, lacking=f"{one.indicator.short}: chưa có số liệu")
    share = Fraction(actual, one.target)
    figure = (
        f"{write_count(actual)}/{write_count(one.target)} {one.indicator.counted} "
        f"({write_percent(float(share))})"
    )
    return Result(share, figure, _together(said, one.target_source, one.basis))


def _coverage(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    """Distinct bodies among all that are asked, those of several indicators together."""
    done = whole = 0
    figures, sources = [], []
    for id in criterion.indicators:
        one = progress(snapshot, id, Scope(unit=unit.id))
        if one.base == 0:
            continue
        actual, said = _verified(one)
        if actual is None or one.base is None:
            return Result(None, lacking=f"{one.indicator.short}: chưa có số liệu")
        done, whole = done + actual, whole + one.base
        figures.append(f"{write_count(actual)}/{write_count(one.base)} {one.indicator.counted}")
        sources.append(_together(said, one.basis))
    if not whole:
        return Result(None, out="không có đối tượng nào phải tính")
    share = Fraction(done, whole)
    figure = f"{' và '.join(figures)} ({write_percent(float(share))})"
    return Result(share, figure, _together(*dict.fromkeys(sources)))


def _begun(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    """Each milestone is done or not; each indicator adds its coverage; all of them weigh the same."""
    rows = [answered(snapshot, id, Scope(unit=unit.id)) for id in criterion.milestones]
    done = [one.row.title for one in rows if one.units]
    undone = [one.row.title for one in rows if not one.units]
    covered = _coverage(snapshot, criterion, unit)
    if covered.lacking:
        return covered
    parts = [Fraction(len(done)), *([] if covered.share is None else [covered.share])]
    number = len(rows) + (covered.share is not None)
    figure = _together(f"{len(done)}/{len(rows)} mốc đã ghi ngày", covered.figure)
    missing = f"chưa ghi ngày: {', '.join(undone)}" if undone else ""
    return Result(sum(parts, Fraction()) / number, figure, _together(missing, covered.source))


def _lines(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    """One line among another; the same bodies come again in each phase, so the highest phase counts."""
    plan = snapshot.plan
    top, base = (plan.line(id) for id in criterion.lines)
    whole = line_total(snapshot, base.id, Part(None, None, verified=True)).get(unit.id)
    if whole == 0:
        return Result(None, out=f"{base.title}: không có")
    found = [
        line_total(snapshot, top.id, Part(phase.number, None, verified=True)).get(unit.id)
        for phase in plan.phases
    ]
    known = [value for value in found if value is not None]
    if whole is None or not known:
        return Result(None, lacking=f"{(base if whole is None else top).title}: chưa có số liệu")
    share = min(Fraction(max(known), whole), Fraction(1))
    figure = f"{write_count(max(known))}/{write_count(whole)} {base.counted} ({write_percent(float(share))})"
    checks = (checked(snapshot, "summary", line.id, None, None) for line in (top, base))
    said = VERIFIED if any(unit.id in units for units in checks) else ""
    return Result(share, figure, _together(said, "trang «Tổng hợp», đợt cao nhất"))


def _median(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    id = criterion.indicators[0]
    shares = _shares(snapshot, id)
    middle = statistics.median(shares.values()) if shares else None
    one = progress(snapshot, id, Scope(unit=unit.id))
    if unit.id not in shares:
        return Result(None, out=f"chưa có {one.indicator.counted} nào để tính tỷ lệ")
    if not middle:
        return Result(None, out="trung vị của các đơn vị bằng 0")
    own = shares[unit.id]
    actual, said = _verified(one)
    figure = (
        f"{write_count(actual)}/{write_count(one.base)} {one.indicator.counted} "
        f"({write_percent(float(own))}), trung vị {write_percent(float(middle))}"
    )
    basis = f"trung vị của {len(shares)} đơn vị có số liệu"
    return Result(min(own / middle, Fraction(1)), figure, _together(said, basis))


@once_per_snapshot
def _shares(snapshot: Snapshot, indicator: str) -> Mapping[str, Fraction]:
    found = {}
    for unit in snapshot.units:
        one = progress(snapshot, indicator, Scope(unit=unit.id))
        actual, _ = _verified(one)
        if actual is not None and one.base:
            found[unit.id] = Fraction(actual, one.base)
    return found


def _on_time(snapshot: Snapshot, criterion: Criterion, unit: Unit) -> Result:
    """One point less for each day late, of as many as the criterion weighs; the mean of the phases due."""
    due = due_phases(snapshot)
    if not due:
        return Result(None, out="chưa đợt nào đến hạn báo cáo")
    late = [timeliness.of_unit(snapshot, unit, phase).days_late for phase in due]
    kept = [max(0, criterion.weight - days) for days in late]
    said = (
        f"đợt {phase.number}: {'đúng hạn' if not days else f'chậm {write_count(days)} ngày'}"
        for phase, days in zip(due, late, strict=True)
    )
    return Result(Fraction(sum(kept), criterion.weight * len(due)), ", ".join(said), "trang «Báo cáo»")


_RULES: Mapping[CriterionRule, Callable[[Snapshot, Criterion, Unit], Result]] = {
    "target": _target,
    "coverage": _coverage,
    "begun": _begun,
    "lines": _lines,
    "median": _median,
    "on_time": _on_time,
}


def _verified(one: Progress) -> tuple[int | None, str]:
    """The figure that counts, and what it is called where it was verified."""
    return (one.actual, "") if one.verified is None else (one.verified, VERIFIED)


def _together(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
