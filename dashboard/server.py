"""What the server does around the script: routes, page shell, security headers, start and stop."""

import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaign.database import StoreUnavailable
from campaign.settings import SettingsError, read_settings
from dashboard import session, warmup

STATIC = Path(__file__).resolve().parents[1] / "static"

# Charts evaluate expressions and components are loaded from blobs; no other host is asked for anything.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)
SHELL = (
    '<link rel="stylesheet" href="{base}app/static/shell.css">'
    '<script src="{base}app/static/shell.js"></script>'
)


NO_ACCOUNTS = (
    "Không khởi động: {source} không phải số liệu minh họa và ứng dụng chưa có tài khoản đăng nhập, "
    "nên ai mở cũng xem được. Hãy chạy với tỉnh mẫu (python -m campaign demo var/sample)."
)


def check_start() -> None:
    """End the process with one clear line where it may not or cannot start."""
    try:
        settings = read_settings()
        if not settings.sample:
            sys.exit(NO_ACCOUNTS.format(source=settings.source))
        session.running()
    except (SettingsError, StoreUnavailable) as fault:
        sys.exit(str(fault))


async def health(_: Request) -> JSONResponse:
    """Say how the figures stand; open pages ask this every second, monitors when they like."""
    return JSONResponse(session.state(), headers={"cache-control": "no-store"})


class PageShell:
    """Makes the page Vietnamese before Streamlit's own script runs, and adds the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with headers; rewrite the one HTML page that Streamlit serves."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wants_page = any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
        if wants_page:
            dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
            kept = [(name, value) for name, value in scope["headers"] if name not in dropped]
            scope = {**scope, "headers": kept}
        answer = _Answer(send, whole=wants_page, base=scope.get("root_path", "") + "/")
        await self.app(scope, receive, answer.send)


class _Answer:
    """One HTTP answer on its way out."""

    def __init__(self, send: Send, *, whole: bool, base: str) -> None:
        self._send, self._whole, self._base = send, whole, base
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = {**message, "headers": [*message["headers"], *HEADERS]}
            if not self._whole:
                await self._send(self._start)
        elif not self._whole:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        stale = (b"content-length", b"etag", b"last-modified")
        headers = [(name, value) for name, value in self._start["headers"] if name.lower() not in stale]
        body = self._body
        if any(name.lower() == b"content-type" and b"text/html" in value for name, value in headers):
            body = body.replace(b'<html lang="en">', b'<html lang="vi">', 1)
            body = body.replace(b"<head>", b"<head>" + SHELL.format(base=self._base).encode(), 1)
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Start the collector, draw every page once for nobody, and stop the collector in the end."""
    # Every open page asks once a second; the log is for what people and faults do.
    logging.getLogger("uvicorn.access").addFilter(lambda record: "/health" not in record.getMessage())
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


routes = [Route("/health", health), Mount("/app/static", StaticFiles(directory=STATIC))]
middleware = [Middleware(PageShell)]
