"""How far: every indicator in every scope, with its target, status, gap and who makes up the gap."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

import pandas as pd

from campaign.measures import answers, targets
from campaign.measures.checks import checked
from campaign.measures.counting import WORKSHEET, Count, counts, covering_works
from campaign.measures.left_out import left_out
from campaign.measures.lines import MEMBERS_ADMITTED, Part, line_total, net_members
from campaign.measures.measured import Progress, Scope, Status
from campaign.measures.register import Union, active_unions, last_day
from campaign.measures.rows import once_per_snapshot
from campaign.measures.standing import status, status_rules
from campaign.records import Snapshot
from sheets_schema.plan import Indicator
from sheets_schema.vietnamese.numbers import write_percent

__all__ = [
    "Progress",
    "Scope",
    "Status",
    "by_phase",
    "by_sector",
    "gap_by_unit",
    "gap_sentence",
    "headline",
    "matrix",
    "overview",
    "progress",
    "status_rules",
    "uncovered",
    "uncovered_count",
]

EVERYTHING = Scope()
MOST_OF_THE_GAP = 0.75
"""The units named in a sentence make up this share of what is missing, unless that takes more than five."""


@once_per_snapshot
def progress(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> Progress:
    """Return how far one indicator is in one scope; KeyError where the indicator or scope does not exist.

    Of a closed phase these are the figures of its closing, word for word. Where the scope asks for verified
    figures, they stand in the place of the reported ones as far as anything was verified.
    """
    official = _official(snapshot, indicator_id, replace(scope, verified=False))
    return _as_verified(snapshot, official) if scope.verified else official


@once_per_snapshot
def _official(snapshot: Snapshot, indicator_id: str, scope: Scope) -> Progress:
    measured = _measured(snapshot, indicator_id, scope)
    closing = snapshot.closings.get(scope.phase) if scope.phase is not None else None
    fixed = closing.figures.get((indicator_id, scope.unit, scope.sector)) if closing else None
    if fixed is None:
        return measured
    # A closing of an older version may lack a field, and one of a newer version may have more.
    known = {field.name: fixed[field.name] for field in fields(measured) if field.name in fixed}
    return replace(measured, **known | {"status": Status(fixed["status"])})


def _as_verified(snapshot: Snapshot, reported: Progress) -> Progress:
    scope = replace(reported.scope, verified=True)
    if reported.verified is None:
        return _stated(snapshot, replace(reported, scope=scope))
    actual, base = reported.verified, reported.verified_base
    target = reported.target
    if base != reported.base:
        found = targets.target(snapshot, reported.indicator, reported.scope, base)
        target = found.value if found else None
    flow = actual - (reported.opening or 0)
    verified = replace(
        reported,
        scope=scope,
        actual=actual,
        flow=flow,
        base=base,
        share=flow / base if base else None,
        target=target,
        percent=actual / target if target else None,
        as_reported=reported.actual,
        gap=None,
        shortfall=None,
        needed_per_week=None,
    )
    return _stated(snapshot, _judged(snapshot, verified))


def _stated(snapshot: Snapshot, judged: Progress) -> Progress:
    stated = replace(judged, basis=answers.basis(snapshot, judged))
    return replace(stated, answer=answers.answer(snapshot, stated))


def _measured(snapshot: Snapshot, indicator_id: str, scope: Scope) -> Progress:
    indicator = snapshot.plan.indicator(indicator_id)
    units = _units(snapshot, scope)
    counted = counts(snapshot, indicator, Part(scope.phase, scope.sector))
    total = _total(counted, units)
    opening = _opening(snapshot, indicator, scope)
    verified = _verified(snapshot, indicator, scope)
    actual = None if total.actual is None else total.actual + (opening or 0)
    target = targets.target(snapshot, indicator, scope, total.base)
    lost = left_out(snapshot, indicator, scope.phase, scope.sector)
    measured = Progress(
        indicator=indicator,
        scope=scope,
        actual=actual,
        flow=total.actual,
        base=total.base,
        share=total.actual / total.base if total.actual is not None and total.base else None,
        reported=_reported(snapshot, indicator, scope),
        net=_net_members(snapshot, indicator, scope),
        verified=None if verified.actual is None else verified.actual + (opening or 0),
        verified_base=verified.base,
        target=target.value if target else None,
        official=target.official if target else False,
        target_source=target.source if target else "",
        percent=actual / target.value if target and actual is not None else None,
        expected=None,
        status=Status.NO_DATA,
        gap=None,
        shortfall=None,
        needed_per_week=None,
        units_reported=sum(1 for unit in units if unit in counted and counted[unit].actual is not None),
        units_expected=len(units),
        left_out=sum(lost[unit] for unit in units),
        opening=opening,
        basis="",
        answer="",
    )
    return _stated(snapshot, _judged(snapshot, measured))


def overview(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Progress, ...]:
    """Return every indicator in one scope, in the plan's order."""
    return tuple(progress(snapshot, indicator.id, scope) for indicator in snapshot.plan.indicators)


def matrix(snapshot: Snapshot, scope: Scope = EVERYTHING) -> tuple[Progress, ...]:
    """Return every indicator of every unit, unit by unit in the official order; `scope.unit` is ignored."""
    return tuple(
        progress(snapshot, indicator.id, replace(scope, unit=unit.id))
        for unit in snapshot.units
        for indicator in snapshot.plan.indicators
    )


def by_sector(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> tuple[Progress, Progress]:
    """Return an indicator in production and in the public sector; `scope.sector` is ignored."""
    return (
        progress(snapshot, indicator_id, replace(scope, sector="production")),
        progress(snapshot, indicator_id, replace(scope, sector="public")),
    )


def by_phase(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> tuple[Progress, ...]:
    """Return an indicator in each phase, those that have not begun included; `scope.phase` is ignored."""
    return tuple(
        progress(snapshot, indicator_id, replace(scope, phase=phase.number)) for phase in snapshot.plan.phases
    )


def gap_by_unit(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Return each unit against its own target, in the official order; `scope.unit` is ignored.

    Columns `unit`, `name`, `actual`, `target`, `official`, `percent`, `gap`, `share_of_gap`, `status`. The
    shares add up to 1 over the units whose gap is known and above 0; a unit without target or data has none.
    """
    measured = [progress(snapshot, indicator_id, replace(scope, unit=unit.id)) for unit in snapshot.units]
    missing = sum(one.gap or 0 for one in measured)
    return pd.DataFrame(
        {
            "unit": pd.Series([unit.id for unit in snapshot.units], dtype=object),
            "name": pd.Series([unit.short for unit in snapshot.units], dtype=object),
            "actual": pd.array([one.actual for one in measured], dtype="Int64"),
            "target": pd.array([one.target for one in measured], dtype="Int64"),
            "official": [one.official for one in measured],
            "percent": pd.array([one.percent for one in measured], dtype="Float64"),
            "gap": pd.array([one.gap for one in measured], dtype="Int64"),
            "share_of_gap": pd.array(
                [one.gap / missing if one.gap else None for one in measured], dtype="Float64"
            ),
            "status": pd.Series([one.status for one in measured], dtype=object),
        }
    )


def gap_sentence(snapshot: Snapshot, indicator_id: str, scope: Scope = EVERYTHING) -> str:
    """Name the few units behind most of the gap: «Ba đơn vị chiếm 78% phần thiếu: …»; empty without a gap.

    Says so where the gap is measured against invented targets.
    """
    gaps = gap_by_unit(snapshot, indicator_id, scope)
    short = {unit.id: unit.plain for unit in snapshot.units}
    behind = [
        (share, unit)
        for share, unit in zip(gaps["share_of_gap"], gaps["unit"], strict=True)
        if share is not pd.NA
    ]
    behind.sort(key=lambda entry: -entry[0])
    named: list[str] = []
    covered = 0.0
    while behind and covered < MOST_OF_THE_GAP and len(named) < 5:
        share, unit = behind.pop(0)
        covered += share
        named.append(short[unit])
    if not named:
        return ""
    who = answers.units_in_words(len(named))
    told = "" if gaps.loc[gaps["share_of_gap"].notna(), "official"].all() else " (so với chỉ tiêu minh họa)"
    return f"{who} chiếm {write_percent(covered, 0)} phần thiếu{told}: {', '.join(named)}."


def headline(snapshot: Snapshot, scope: Scope = EVERYTHING) -> str:
    """Return the overview's answer: how far the lead indicator is, and who makes up the gap."""
    lead = progress(snapshot, snapshot.plan.lead.id, scope)
    who = gap_sentence(snapshot, lead.indicator.id, scope) if scope.unit is None and lead.gap else ""
    return f"{lead.answer} {who}".strip()


def uncovered(snapshot: Snapshot, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """List active unions without a finished work: `unit`, `union`, `sector`, `members`, `workbook`, `row`.

    Only of units whose rows are open; `uncovered_count` counts those of all.
    """
    without = [union for union in _uncovered(snapshot, scope) if snapshot.opens(union.unit)]
    return pd.DataFrame(
        {
            "unit": pd.Series([union.unit for union in without], dtype=object),
            "union": pd.Series([union.name for union in without], dtype=object),
            "sector": pd.Series([union.sector for union in without], dtype=object),
            "members": pd.array([union.members for union in without], dtype="Int64"),
            "workbook": pd.Series([union.workbook for union in without], dtype=object),
            "row": pd.array([union.row for union in without], dtype="Int64"),
        }
    )


def uncovered_count(snapshot: Snapshot, scope: Scope = EVERYTHING) -> int:
    """Return how many active unions have no finished work."""
    return len(_uncovered(snapshot, scope))


@once_per_snapshot
def _uncovered(snapshot: Snapshot, scope: Scope) -> tuple[Union, ...]:
    covered = covering_works(snapshot, scope.phase)
    return tuple(
        union
        for union in active_unions(snapshot, scope.phase, last_day(snapshot, scope.phase))
        if (union.unit, union.key) not in covered
        and scope.unit in (None, union.unit)
        and scope.sector in (None, union.sector)
    )


def _units(snapshot: Snapshot, scope: Scope) -> tuple[str, ...]:
    return (
        tuple(unit.id for unit in snapshot.units) if scope.unit is None else (snapshot.unit(scope.unit).id,)
    )


def _total(counted: Mapping[str, Count], units: Iterable[str]) -> Count:
    known = [counted[unit] for unit in units if unit in counted]
    actuals = [count.actual for count in known if count.actual is not None]
    bases = [count.base for count in known if count.base is not None]
    return Count(sum(actuals) if actuals else None, sum(bases) if bases else None)


def _opening(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> int | None:
    # A phase or a sector is a part of this year: what was there before has neither.
    if indicator.counting != "cumulative" or scope.phase is not None or scope.sector is not None:
        return None
    return targets.opening(snapshot, indicator, scope.unit)


def _reported(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> int | None:
    if not indicator.reported_line:
        return None
    return _known_sum(
        line_total(snapshot, indicator.reported_line, Part(scope.phase, scope.sector)), snapshot, scope
    )


def _net_members(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> int | None:
    if indicator.line != MEMBERS_ADMITTED:
        return None
    return _known_sum(net_members(snapshot, Part(scope.phase, scope.sector)), snapshot, scope)


def _known_sum(totals: Mapping[str, int], snapshot: Snapshot, scope: Scope) -> int | None:
    known = [totals[unit] for unit in _units(snapshot, scope) if unit in totals]
    return sum(known) if known else None


def _verified(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> Count:
    units = _units(snapshot, scope)
    found = checked(snapshot, WORKSHEET[indicator.measure], indicator.line, scope.phase, scope.sector)
    if found.isdisjoint(units):
        return Count(None)
    return _total(counts(snapshot, indicator, Part(scope.phase, scope.sector, verified=True)), units)


def _judged(snapshot: Snapshot, measured: Progress) -> Progress:
    day = last_day(snapshot, measured.scope.phase)
    actual, target = measured.actual, measured.target
    deadline = measured.indicator.deadline
    expected = (
        None
        if target is None
        else targets.expected(snapshot.plan, measured.indicator, day, target, measured.opening or 0)
    )
    complete = measured.base is None or measured.units_reported == measured.units_expected
    standing = status(snapshot.plan, actual, target, expected, day=day, deadline=deadline, complete=complete)
    if actual is None or target is None or expected is None:
        return replace(measured, expected=expected, status=standing)
    gap = max(0, target - actual)
    return replace(
        measured,
        expected=expected,
        status=standing,
        gap=gap,
        shortfall=expected - actual,
        needed_per_week=_needed_per_week(gap, day, deadline),
    )


def _needed_per_week(gap: int, day: datetime.date, deadline: datetime.date) -> float | None:
    days = (deadline - day).days
    return gap * 7 / days if days > 0 else None
