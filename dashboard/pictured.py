"""What a page draws as HTML, as a chart for paper: the same measures, ready for `takeaway`."""

from collections.abc import Iterable
from dataclasses import replace

from campaign.measures import progress, rewards
from campaign.measures.measured import Progress, Scope
from campaign.measures.ranking import INCOMPLETE, ranking
from campaign.output import charts
from campaign.output.charts import Named, Spec
from campaign.records import Snapshot
from dashboard.scorecard import figures
from sheets_schema.vietnamese.numbers import write_count, write_decimal

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


def by_sector(snapshot: Snapshot, indicator: str, scope: Scope) -> Spec:
    """Return one indicator in the two sectors."""
    titles = (sector.title for sector in snapshot.plan.sectors)
    return _parts(zip(titles, progress.by_sector(snapshot, indicator, scope), strict=True))


def by_phase(snapshot: Snapshot, indicator: str, scope: Scope) -> Spec:
    """Return one indicator phase by phase."""
    found = progress.by_phase(snapshot, indicator, scope)
    return _parts((f"Đợt {one.scope.phase}", one) for one in found)


def sectors(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return every indicator in each of the two sectors as bars."""
    rows = []
    for indicator in snapshot.plan.indicators:
        pair = progress.by_sector(snapshot, indicator.id, scope)
        for sector, one in zip(snapshot.plan.sectors, pair, strict=True):
            rows.append(Named(f"{indicator.short}, {sector.short}", one))
    return charts.bullets(rows)


def award_counts(snapshot: Snapshot, by: rewards.Question, scope: Scope) -> Spec:
    """Return rewards by form or by who granted them, the most frequent first."""
    return _turns((one.title, one) for one in rewards.counted(snapshot, by, scope))


def award_sectors(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return rewards by sector."""
    titles: dict[str | None, str] = {sector.id: sector.title for sector in snapshot.plan.sectors}
    return _turns((titles[one.scope.sector], one) for one in rewards.by_sector(snapshot, scope))


def award_states(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return proposals by what became of them."""
    found = rewards.summary(snapshot, scope).states
    return charts.amounts([(state, rows, f"{write_count(rows)} hồ sơ") for state, rows in found.items()])


def award_spans(snapshot: Snapshot, scope: Scope) -> Spec:
    """Return how many rewards waited how long."""
    found = rewards.summary(snapshot, scope).waiting.spans
    return charts.amounts([(title, rows, f"{write_count(rows)} dòng") for title, rows in found])


def scores(snapshot: Snapshot, block: str) -> Spec:
    """Return the scores of a block, units in the official order."""
    return charts.amounts(
        [
            (one.unit.short, float(one.score), f"{write_decimal(float(one.score), 2)} điểm")
            if one.score is not None
            else (one.unit.short, None, INCOMPLETE)
            for each in ranking(snapshot)
            if each.title == block
            for one in each.units
        ]
    )


def _parts(found: Iterable[tuple[str, Progress]]) -> Spec:
    return charts.amounts([(name, one.actual, figures(one)) for name, one in found])


def _turns(found: Iterable[tuple[str, rewards.Counted | rewards.Rewards]]) -> Spec:
    return charts.amounts(
        [
            (
                title, one.granted,
                f"{write_count(one.granted)} lượt: {write_count(one.collectives)} tập thể, "
                f"{write_count(one.persons)} cá nhân",
            )
            for title, one in found
        ]
    )  # fmt: skip
