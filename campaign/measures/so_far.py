"""How far an indicator is up to the end of a phase: what came in the phase, and all that came until then."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign.measures.measured import Progress, Scope, Status
from campaign.measures.progress import progress
from campaign.measures.register import last_day
from campaign.measures.rows import once_per_snapshot
from campaign.measures.standing import status
from campaign.measures.targets import expected
from campaign.records import Snapshot
from sheets_schema.plan import Indicator, Measure

STANDING: frozenset[Measure] = frozenset(
    {"works_by_unions", "works_by_units", "congresses_held", "pacts_registered"}
)
"""Measures that say how things stand at the end of a phase: phases of them never add up."""


@dataclass(frozen=True)
class SoFar:
    """One indicator as a report tells it; figures of a phase are those of its `Progress`."""

    indicator: Indicator
    scope: Scope
    phases: tuple[Progress, ...]
    """Each phase up to the report's, in order; those that have not begun left out."""
    actual: int | None
    """All that counts until the end of the phase, or of today; the opening included."""
    base: int | None
    """Denominator of a share."""
    opening: int | None
    target: int | None
    official: bool
    percent: float | None
    """actual / target."""
    status: Status
    basis: str
    """On what the figure rests, in the words of `Progress`."""

    @property
    def of_phase(self) -> Progress | None:
        """What the phase of the report brought.

        None for the whole year, where phases do not add up, and for a phase that has not begun.
        """
        if self.indicator.measure in STANDING:
            return None
        return next((one for one in self.phases if one.scope.phase == self.scope.phase), None)

    @property
    def share(self) -> float | None:
        """actual / base, whether or not there is a target."""
        return self.actual / self.base if self.actual is not None and self.base else None

    @property
    def gap(self) -> int | None:
        """target − actual, never below 0."""
        if self.target is None or self.actual is None:
            return None
        return max(0, self.target - self.actual)


def needed_per_week(snapshot: Snapshot, one: SoFar) -> int | None:
    """Return how many a week close the gap by the deadline, from the end of the phase on.

    None where nothing is missing, and where less than a week is left.
    """
    weeks = (one.indicator.deadline - last_day(snapshot, one.scope.phase)).days / 7
    return math.ceil(one.gap / weeks) if one.gap and weeks >= 1 else None


@once_per_snapshot
def so_far(snapshot: Snapshot, indicator_id: str, scope: Scope) -> SoFar:
    """Return an indicator up to the end of the scope's phase; of the whole year, up to today.

    The figures of the last phase that has begun are those of the whole year.
    """
    whole = progress(snapshot, indicator_id, replace(scope, phase=None))
    phases = _phases(snapshot, indicator_id, scope)
    if scope.phase is None:
        return _of(snapshot, scope, whole, phases, whole.actual, whole.base)
    if whole.indicator.measure in STANDING:
        standing = progress(snapshot, indicator_id, scope)
        return _of(snapshot, scope, standing, phases, standing.actual, standing.base)
    flow = _sum(one.flow for one in phases)
    actual = None if flow is None else flow + (whole.opening or 0)
    return _of(snapshot, scope, whole, phases, actual, _sum(one.base for one in phases))


def _phases(snapshot: Snapshot, indicator_id: str, scope: Scope) -> tuple[Progress, ...]:
    return tuple(
        progress(snapshot, indicator_id, replace(scope, phase=phase.number))
        for phase in snapshot.plan.phases
        if phase.first_day <= snapshot.today and (scope.phase is None or phase.number <= scope.phase)
    )


def _of(
    snapshot: Snapshot,
    scope: Scope,
    measured: Progress,
    phases: tuple[Progress, ...],
    actual: int | None,
    base: int | None,
) -> SoFar:
    target, day = measured.target, last_day(snapshot, scope.phase)
    indicator = measured.indicator
    due = None if target is None else expected(snapshot.plan, indicator, day, target, measured.opening or 0)
    complete = base is None or measured.units_reported == measured.units_expected
    return SoFar(
        indicator=indicator,
        scope=scope,
        phases=phases,
        actual=actual,
        base=base,
        opening=measured.opening,
        target=target,
        official=measured.official,
        percent=actual / target if actual is not None and target else None,
        status=status(
            snapshot.plan, actual, target, due, day=day, deadline=indicator.deadline, complete=complete
        ),
        basis=progress(snapshot, indicator.id, scope).basis,
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
