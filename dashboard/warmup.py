"""What is done before the first viewer comes: the questions of the pages are asked and kept."""

from campaign.measures import course, progress
from dashboard import headlines, matrix, scorecard, session
from dashboard.filters import Chosen


def warm() -> None:
    """Ask what the pages ask without a filter; nothing to do while there is no snapshot yet."""
    latest = session.running().collector.snapshot
    if latest is None:
        return
    view = session.view_of(latest, Chosen())
    view.ask(scorecard.indicators, view.chosen)
    view.ask(matrix.units, view.chosen)
    view.ask(headlines.of_province, view.chosen)
    for indicator in view.snapshot.plan.indicators:
        view.ask(progress.gap_sentence, indicator.id, view.chosen.scope)
        view.ask(course.of, indicator.id, view.chosen.scope)
        view.ask(headlines.course_chart, indicator.id, view.chosen.scope)
