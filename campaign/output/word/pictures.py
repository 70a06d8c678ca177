"""Charts in the text of a report."""

from campaign.measures import course
from campaign.measures.answers import where
from campaign.measures.measured import Scope
from campaign.output import charts
from campaign.output.pictures import Picture
from campaign.records import Snapshot
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
