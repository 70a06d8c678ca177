"""What is done before the first viewer comes: the questions of the pages are asked and kept."""

from campaign.access import Role, Viewer
from campaign.measures import course, progress
from campaign.measures.commitments import last_meeting
from dashboard import headlines, map, matrix, news, scorecard, sectors, session, slides
from dashboard.filters import Chosen

ROLES: tuple[Role, ...] = ("staff", "leader")
"""Whose first look should be quick: those who open the app before a meeting, and those in it."""


def warm() -> None:
    """Ask what the pages ask without a filter; nothing to do while there is no snapshot yet."""
    for role in ROLES:
        _warm(Viewer("", "", role))


def _warm(viewer: Viewer) -> None:
    latest = session.latest()
    if latest is None:
        return
    view = session.view_of(latest, Chosen(), viewer)
    view.ask(scorecard.indicators, view.chosen)
    view.ask(matrix.units, view.chosen)
    view.ask(headlines.of_province, view.chosen)
    view.ask(map.tiles, view.snapshot.plan.lead.id, view.chosen)
    view.ask(news.changed, view.chosen, view.ask(last_meeting))
    view.ask(sectors.side_by_side, view.chosen)
    view.ask(slides.deck, view.chosen)
    for indicator in view.snapshot.plan.indicators:
        view.ask(progress.gap_sentence, indicator.id, view.chosen.scope)
        view.ask(course.of, indicator.id, view.chosen.scope)
        view.ask(headlines.course_chart, indicator.id, view.chosen.scope)
