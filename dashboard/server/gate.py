"""The gate: files that pages made are for those who are let in, and visitors get no room to flood."""

from contextlib import suppress

import anyio.to_thread
import streamlit as st
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected

from campaign.accounts import AccountsError
from campaign.database import StoreUnavailable
from dashboard import session
from dashboard.server.crowd import LARGEST, Crowd

GUARDED = ("/media/", "/_stcore/upload_file/")
"""Where downloads lie and uploads go; Streamlit itself asks nobody who they are."""
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check")
"""What is for nobody through this door."""


class Gate:
    """Refuses guarded paths to visitors, and lets their pages run in turn."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._crowd = Crowd()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] == "http":
            base = str(st.get_option("server.baseUrlPath")).strip("/")
            path = scope.get("path", "").removeprefix(f"/{base}" if base else "")
            if path in CLOSED:
                await PlainTextResponse("Không có ở đây.", 404)(scope, receive, send)
                return
            if path.startswith(GUARDED) and not await _mark(scope):
                await PlainTextResponse("Cần đăng nhập.", 403)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            if mark := await _mark(scope):
                await self._stay(scope, receive, send, mark)
                return
            if not _known(scope):
                await self._visit(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _stay(self, scope: Scope, receive: Receive, send: Send, mark: str) -> None:
        async def while_let_in() -> Message:
            message = await receive()
            # A click runs its callback before the script asks who is there; after the end nothing may run.
            if message["type"] == "websocket.receive" and await _mark(scope) != mark:
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        await self.app(scope, while_let_in, send)

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def in_turn() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                if len(message.get("bytes") or message.get("text") or b"") > LARGEST:
                    return {"type": "websocket.disconnect", "code": 1009}
                await self._crowd.turn()
            return message

        address = scope["client"][0] if scope.get("client") else ""
        with self._crowd.place(address) as room:
            if not room:
                await send({"type": "websocket.close", "code": 1013})
                return
            # Streamlit stumbles over those who leave while their messages wait; no flood should fill the log.
            with suppress(WebSocketDisconnected):
                await self.app(scope, in_turn, send)


async def _mark(scope: Scope) -> str:
    """Return which session or link a request comes with; empty for whoever is not let in."""
    try:
        return await anyio.to_thread.run_sync(session.mark, HTTPConnection(scope).cookies)
    except (AccountsError, StoreUnavailable):
        return ""


def _known(scope: Scope) -> bool:
    """Tell whether somebody signed in on this device before; a flood has no such mark."""
    return session.running().entrance.is_known(HTTPConnection(scope).cookies)
