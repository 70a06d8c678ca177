"""The stage of the meeting room: one slide at a time over the whole window, led by keyboard or pointer."""

from pathlib import Path

import streamlit as st

from dashboard.office import committed
from dashboard.session import View
from dashboard.slides import Slide, deck, unit_slides

EVERY_SECONDS = 20
"""How long a slide stands while slides change by themselves."""

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "stage",
    html=(_HERE / "stage.html").read_text(encoding="utf-8"),
    css="".join((_HERE / name).read_text(encoding="utf-8") for name in ("piece.css", "stage.css")),
    js=(_HERE / "stage.js").read_text(encoding="utf-8"),
)


def stage(view: View) -> None:
    """Draw the slides of the viewer's choice; which one stands is in the address."""
    latest, chosen = view.snapshot, view.chosen
    data = {
        "slides": [_told(slide) for slide in view.ask(deck, chosen, committed(view))],
        "units": [_told(slide) for slide in view.ask(unit_slides, chosen)],
        "home": chosen.url(),
        "sample": latest.source.sample,
        "known": latest.taken_at.isoformat(),
        "past": chosen.at is not None,
        "every": EVERY_SECONDS,
    }
    with st.container(key="stage"):
        _component(data=data, key="slides", height=1)


def _told(slide: Slide) -> dict[str, str]:
    return {"id": slide.id, "title": slide.title, "html": str(slide.html)}
