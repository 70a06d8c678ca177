"""Start and stop of the server, and what a viewer reads when a page fails."""

import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
import streamlit as st

from campaign.accounts import AccountsError
from campaign.database import StoreUnavailable
from campaign.settings import SettingsError
from dashboard import google_login, session, warmup


def check_start() -> None:
    """End the process with one clear line where it may not or cannot start."""
    try:
        session.running()
        google_login.check()
    except (AccountsError, SettingsError, StoreUnavailable) as fault:
        sys.exit(f"Không khởi động: {fault}" if isinstance(fault, AccountsError) else str(fault))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Start the collector, draw every page once for nobody, and stop the collector in the end."""
    # Every open page asks once a second; the log is for what people and faults do.
    logging.getLogger("uvicorn.access").addFilter(lambda record: "/health" not in record.getMessage())
    # Reading and drawing make much that stays; it is walked once below and not over and over.
    gc.set_threshold(10_000)
    running = session.running()
    running.collector.start()
    results = running.results()
    if results is not None:
        results.start()
    try:
        await anyio.to_thread.run_sync(warmup.warm)
        # Each script run ends with a full collection; what is loaded once need not be walked every time.
        gc.collect()
        gc.freeze()
        yield {}
    finally:
        if results is not None:
            results.stop()
        running.collector.stop()


def apology(error: Exception) -> bool:
    """Show a fault of ours in words, and keep its trace for the log."""
    logging.getLogger(__name__).error("A page failed", exc_info=error)
    st.error(
        "Trang này gặp lỗi khi dựng, số liệu không bị ảnh hưởng. Hãy tải lại trang; nếu vẫn lỗi, "
        "báo cho người quản trị kèm giờ xảy ra để tra nhật ký.",
        icon=":material/error:",
    )
    return True
