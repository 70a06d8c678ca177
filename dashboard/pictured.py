"""What a page draws as HTML, as a chart for paper: the same measures, ready for `takeaway`."""

from dataclasses import replace

from campaign.measures import progress
from campaign.measures.measured import Scope
from campaign.output import charts
from campaign.output.charts import Named, Spec
from campaign.records import Snapshot

BESIDE_THE_MAP = 4
"""Column of the units that lie nowhere on it."""


def indicators(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return every indicator of a scope as bars."""
    return charts.bullets([Named(one.indicator.short, one) for one in progress.overview(snapshot, scope)])


def matrix(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return units by indicators, the province last."""
    units = {unit.id: unit.short for unit in snapshot.units} | {None: "Toàn tỉnh"}
    whole = progress.overview(snapshot, replace(scope, unit=None))
    measured = (*progress.matrix(snapshot, scope), *whole)
    return charts.heat([Named(units[one.scope.unit], one) for one in measured])


def tiles(snapshot: Snapshot, indicator: str, scope: Scope) -> Spec:
    """Return one indicator of every unit as the province lies, the industry unions beside."""
    beside = [unit.id for unit in snapshot.units if not unit.tile]
    rows = []
    for unit in snapshot.units:
        place = unit.tile or (beside.index(unit.id), BESIDE_THE_MAP)
        one = progress.progress(snapshot, indicator, replace(scope, unit=unit.id))
        rows.append(Named(unit.plain, one, place))
    return charts.tiles(rows)


def gaps(snapshot: Snapshot, indicator: str, scope: Scope) -> Spec:
    """Return what each unit still lacks, the largest gap first."""
    rows = [
        Named(unit.short, progress.progress(snapshot, indicator, replace(scope, unit=unit.id)))
        for unit in snapshot.units
    ]
    behind = [row for row in rows if row.measured.gap]
    return charts.lacking(sorted(behind, key=lambda row: -(row.measured.gap or 0)))


def sectors(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return every indicator in each of the two sectors as bars."""
    rows = []
    for indicator in snapshot.plan.indicators:
        pair = progress.by_sector(snapshot, indicator.id, scope)
        for sector, one in zip(snapshot.plan.sectors, pair, strict=True):
            rows.append(Named(f"{indicator.short}, {sector.short}", one))
    return charts.bullets(rows)
