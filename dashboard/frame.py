"""The script that the server runs for each viewer: settings, sign-in, navigation, filters, then the page."""

from pathlib import Path

import streamlit as st

from dashboard import login, session
from dashboard.menu import PAGES

ROOT = Path(__file__).resolve().parents[1]

# The icon comes with the page shell: Streamlit would serve it from /media/, which is not for visitors.
st.set_page_config(page_title="Thi đua Công đoàn", layout="wide", menu_items={})
viewer, running = session.viewer(), session.running()
google = running.settings.google is not None
ranking = running.plan.ranking is not None and running.plan.ranking.on
groups: dict[str, list[st.Page]] = {}
for entry in PAGES:
    # Every page is always registered, so that a direct link finds its way; some only stay out of sight.
    page = st.Page(
        ROOT / "pages" / entry.file,
        title=entry.title,
        url_path=entry.address,
        default=entry is PAGES[0],
        visibility="visible"
        if viewer and entry.shown_to(viewer, google=google, ranking=ranking)
        else "hidden",
    )
    groups.setdefault(entry.group, []).append(page)
opened = st.navigation(groups, position="top" if viewer and viewer.may("browse") else "hidden")
if viewer is None or login.comes_in():
    # Nothing of a page runs for a visitor, whatever the page does or forgets to do.
    login.sign_in()
else:
    if viewer.may("browse"):
        login.corner(viewer)
    session.draw_filters()
    opened.run()
