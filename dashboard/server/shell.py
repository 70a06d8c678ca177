"""The page shell: Streamlit's one HTML page made Vietnamese, and the security headers of every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = tuple[tuple[bytes, bytes], ...]

# Charts evaluate expressions and components are loaded from blobs; no other host is asked for anything.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
HEADERS: Headers = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
UNDER_TLS: Headers = ((b"strict-transport-security", b"max-age=31536000"),)
NOT_KEPT: Headers = ((b"cache-control", b"private, no-store"),)
"""For downloads: a browser should not hold them for the next person at the desk."""
SHELL = (
    '<link rel="stylesheet" href="{base}app/static/shell.css">'
    '<link rel="stylesheet" media="print" href="{base}app/static/print.css">'
    '<script src="{base}app/static/shell.js"></script>'
)


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
        added = HEADERS + (UNDER_TLS if scope["scheme"] == "https" else ())
        if "/media/" in scope["path"] and "/static/" not in scope["path"]:
            added += NOT_KEPT
        answer = _Answer(send, added, whole=wants_page, base=scope.get("root_path", "") + "/")
        await self.app(scope, receive, answer.send)


class _Answer:
    """One HTTP answer on its way out."""

    def __init__(self, send: Send, added: Headers, *, whole: bool, base: str) -> None:
        self._send, self._added, self._whole, self._base = send, added, whole, base
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in self._added}
            kept = [header for header in message["headers"] if header[0].lower() not in names]
            self._start = {**message, "headers": [*kept, *self._added]}
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
            body = body.replace(
                b'href="./favicon.png"', f'href="{self._base}app/static/icon.png"'.encode(), 1
            )
            body = body.replace(b"<head>", b"<head>" + SHELL.format(base=self._base).encode(), 1)
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
