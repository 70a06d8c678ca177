"""The server: Streamlit's script with our routes, page shell and lifespan around it."""

from pathlib import Path

import streamlit as st

from dashboard.server import apology, check_start, lifespan, middleware, routes

check_start()
app = st.App(
    Path(__file__).parent / "dashboard" / "frame.py",
    routes=routes,
    middleware=middleware,
    lifespan=lifespan,
    on_script_error=apology,
)
