"""Charts in the text of a report."""

from dataclasses import replace

from campaign.measures import course
from campaign.measures.answers import where
from campaign.measures.measured import Scope
from campaign.measures.progress import progress
from campaign.output import charts
from campaign.output.charts import Named
from campaign.output.pictures import Picture
from campaign.records import Snapshot
from sheets_schema.plan import Indicator
from sheets_schema.vietnamese.dates import write_date

HEIGHT = 280
"""Units high; a picture leaves room for text on its page."""


def course_picture(snapshot: Snapshot, indicator: str, scope: Scope) -> Picture | None:
    """Return how an indicator goes over the year up to today; None where nothing is known of it."""
    place = Scope(None, scope.unit, scope.sector)
    shown = course.of(snapshot, indicator, place)
    if shown.actual.empty:
        return None
    return Picture(
        spec={**charts.course(shown, snapshot.plan, snapshot.today), "height": HEIGHT},
        title=f"Diễn biến trong năm: {shown.indicator.title}",
        basis=f"{where(snapshot, place)}, đến ngày {write_date(snapshot.today)}",
        alt=shown.answer,
    )


def units_picture(snapshot: Snapshot, indicator: Indicator, scope: Scope) -> Picture:
    """Return one indicator of every unit in the official order."""
    units = [
        (unit, progress(snapshot, indicator.id, replace(scope, unit=unit.id))) for unit in snapshot.units
    ]
    whole = progress(snapshot, indicator.id, scope)
    return Picture(
        spec=charts.bullets([Named(unit.short, one) for unit, one in units]),
        title=f"{indicator.title}, từng đơn vị",
        basis=f"{where(snapshot, scope)}, {whole.basis}",
        alt=whole.answer,
    )
