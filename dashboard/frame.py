"""The script that the server runs for each viewer: settings, navigation, filter row, then the page."""

from pathlib import Path

import streamlit as st

from dashboard import session
from dashboard.menu import PAGES

ROOT = Path(__file__).resolve().parents[1]

st.set_page_config(
    page_title="Thi đua Công đoàn", page_icon=str(ROOT / "static" / "icon.png"), layout="wide", menu_items={}
)
viewer, google = session.viewer(), session.running().settings.google is not None
groups: dict[str, list[st.Page]] = {}
for entry in PAGES:
    # Every page is always registered, so that a direct link finds its way; some only stay out of sight.
    page = st.Page(
        ROOT / "pages" / entry.file,
        title=entry.title,
        url_path=entry.address,
        default=entry is PAGES[0],
        visibility="visible" if entry.shown_to(viewer, google=google) else "hidden",
    )
    groups.setdefault(entry.group, []).append(page)
opened = st.navigation(groups, position="top")
session.draw_filters()
opened.run()
