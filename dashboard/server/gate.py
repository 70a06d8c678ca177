"""The gate: files that pages made are for those who are let in, and visitors get no room to flood."""

import anyio.to_thread
import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import session

GUARDED = ("/media/", "/_stcore/upload_file/")
"""Where downloads lie and uploads go; Streamlit itself asks nobody who they are."""
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check")
"""What is for nobody through this door."""


class Gate:
    """Refuses guarded paths to visitors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        base = str(st.get_option("server.baseUrlPath")).strip("/")
        path = scope.get("path", "").removeprefix(f"/{base}" if base else "")
        if scope["type"] == "http":
            if path in CLOSED:
                await PlainTextResponse("Không có ở đây.", 404)(scope, receive, send)
                return
            if path.startswith(GUARDED) and not await known(scope):
                await PlainTextResponse("Cần đăng nhập.", 403)(scope, receive, send)
                return
        await self.app(scope, receive, send)


async def known(scope: Scope) -> bool:
    """Tell whether a request comes from somebody who is let in."""
    cookies = HTTPConnection(scope).cookies
    return bool(await anyio.to_thread.run_sync(session.mark, cookies))
