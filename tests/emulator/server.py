"""The HTTP side: undecoded paths, who calls, quotas, faults, the log, and the check of every exchange."""

import asyncio
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from tests.emulator.accounts import Accounts, Token, TokenRefused
from tests.emulator.asked import Asked, Download
from tests.emulator.clock import Clock
from tests.emulator.discovery import Method, method_of, request_faults, response_faults
from tests.emulator.drive import Drive
from tests.emulator.errors import ApiError, invalid, scopes, sheets_error, unauthenticated
from tests.emulator.faults import Fault, Faults
from tests.emulator.quota import Quota
from tests.emulator.sheets import Sheets

JSON = "application/json; charset=UTF-8"
AUTH = "https://www.googleapis.com/auth/"
FULL = {AUTH + "drive", AUTH + "drive.file"}
MAY = {
    "sheets.read": FULL | {AUTH + "spreadsheets", AUTH + "spreadsheets.readonly", AUTH + "drive.readonly"},
    "sheets.write": FULL | {AUTH + "spreadsheets"},
    "drive.read": FULL | {AUTH + "drive.readonly", AUTH + "drive.metadata.readonly", AUTH + "drive.metadata"},
    "drive.write": FULL,
}


@dataclass(frozen=True)
class Exchange:
    """One request and how it ended."""

    at: datetime
    account: str
    method: str
    path: str
    """Undecoded."""
    query: dict[str, list[str]]
    kind: str
    status: int
    """0 where the connection was cut."""
    fault: Fault | None = None


class Server:
    """The ASGI application."""

    def __init__(self, clock: Clock, accounts: Accounts, drive: Drive, sheets: Sheets) -> None:
        self.clock = clock
        self.accounts = accounts
        self.drive = drive
        self.sheets = sheets
        self.faults = Faults()
        self.quota = Quota()
        self.lock = drive.world.lock
        self.log: list[Exchange] = []
        self.violations: list[str] = []
        self.checked = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        request = Request(scope, receive)
        body = await request.body()
        path = scope.get("raw_path", b"").decode("latin-1").partition("?")[0]
        text = scope["query_string"].decode("latin-1")
        token = self.accounts.caller(request.headers.get("authorization", ""))
        target = path + (f"?{text}" if text else "")
        with self.lock:
            fault = self.faults.striking(request.method, target, token.account if token else None)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault and fault.cut:
            self._note(request.method, path, text, token, 0, fault)
            send.__self__.transport.abort()  # type: ignore[attr-defined]  # uvicorn's own connection
            return
        instead = fault.answer(target) if fault else None
        if instead:
            status, mime, said = instead[0], instead[1], instead[2].encode()
        else:
            with self.lock:
                status, mime, said = self._answer(request, path, text, body, token)
        self._note(request.method, path, text, token, status, fault)
        response = (
            RedirectResponse(mime, status) if status == 302 else Response(said, status, media_type=mime)
        )
        if fault and fault.torn:
            response.body = said[: len(said) // 2]
        await response(scope, receive, send)

    def _note(
        self, method: str, path: str, text: str, token: Token | None, status: int, fault: Fault | None
    ) -> None:
        account = token.account.email if token else ""
        query = parse_qs(text, keep_blank_values=True)
        self.log.append(
            Exchange(self.clock.now(), account, method, path, query, kind_of(method, path), status, fault)
        )

    def _answer(
        self, request: Request, path: str, text: str, body: bytes, token: Token | None
    ) -> tuple[int, str, bytes]:
        query = parse_qs(text, keep_blank_values=True)
        try:
            if path == "/token":
                return 200, JSON, _json(self._token(request, body))
            if path in ("/o/oauth2/auth", "/o/oauth2/v2/auth"):
                return 302, self._consent(query), b""
            method = method_of(request.method, path)
            if method is None:
                return (
                    404,
                    "text/html; charset=UTF-8",
                    b"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>",
                )
            answer = self._api(request, method, path, query, body, token)
        except TokenRefused as refused:
            said = {"error": refused.args[0], "error_description": refused.args[1]}
            return 401 if refused.args[0] == "unauthorized_client" else 400, JSON, _json(said)
        except ApiError as error:
            return error.status, JSON, _json(error.body)
        except Exception:
            # A mistake of this server, not a behaviour of Google: the test that met it has to fail.
            self.violations.append(f"{request.method} {path}?{text}\n{traceback.format_exc()}")
            return (
                500,
                JSON,
                _json({"error": {"code": 500, "message": traceback.format_exc(), "status": "INTERNAL"}}),
            )
        if isinstance(answer, Download):
            return 200, answer.mime, answer.content
        return (204, JSON, b"") if answer is None else (200, JSON, _json(answer))

    def _consent(self, query: dict[str, list[str]]) -> str:
        """Return where the browser of the person named by login_hint, who agrees, is sent back to."""
        one = {name: values[-1] for name, values in query.items()}
        code = self.accounts.consent(one["login_hint"], tuple(one["scope"].split()))
        back = {"code": code, "scope": one["scope"]} | ({"state": one["state"]} if "state" in one else {})
        return f"{one['redirect_uri']}?{urlencode(back)}"

    def _token(self, request: Request, body: bytes) -> dict[str, Any]:
        if request.method != "POST":
            raise TokenRefused("invalid_request", "Bad Request")
        form = parse_qs(body.decode("latin-1"))
        return self.accounts.answer({name: values[-1] for name, values in form.items()})

    def _api(
        self,
        request: Request,
        method: Method,
        path: str,
        query: dict[str, list[str]],
        raw: bytes,
        token: Token | None,
    ) -> Any:
        if token is None:
            raise unauthenticated()
        kind = kind_of(request.method, path)
        needed = "drive.read" if kind == "drive.list" else kind
        if not MAY[needed] & set(token.scopes):
            raise scopes()
        self.drive.world.settle()
        if kind.startswith("sheets."):
            self.quota.spend(
                "Read" if kind == "sheets.read" else "Write", token.account.email, self.clock.now()
            )
        body = _body(raw, method)
        faults = request_faults(method, query, body)
        if faults and not method.is_drive:
            raise invalid(faults[0], ("", faults[0]))
        found = method.path.fullmatch(path)
        assert found is not None
        parts = {name: unquote(part) for name, part in found.groupdict().items()}
        asked = Asked(method, parts, query, body, raw, token, self.clock.now())
        answer = self._called(method)(asked)
        if self.checked:
            wrong = faults + ([] if isinstance(answer, Download) else response_faults(method, answer))
            self.violations += [f"{request.method} {path}: {fault}" for fault in wrong]
        return answer

    def _called(self, method: Method) -> Callable[[Asked], Any]:
        if method.id == "drive.files.update" and method.takes_media:
            return self.drive.import_csv
        known: dict[str, Callable[[Asked], Any]] = self.sheets.methods | self.drive.methods
        if method.id not in known:
            raise sheets_error(501, f"The server on loopback does not do {method.id}.", "UNIMPLEMENTED")
        return known[method.id]


def kind_of(http: str, path: str) -> str:
    """Return token, sheets.read, sheets.write, drive.list, drive.read or drive.write."""
    if path == "/token":
        return "token"
    if path.startswith("/v4/"):
        reads = http == "GET" or path.endswith(
            (":batchGetByDataFilter", ":getByDataFilter", "developerMetadata:search")
        )
        return "sheets.read" if reads else "sheets.write"
    if http == "GET":
        return "drive.list" if path == "/drive/v3/files" else "drive.read"
    return "drive.write"


def _body(raw: bytes, method: Method) -> Any:
    if not raw or method.takes_media:
        return None
    try:
        return json.loads(raw)
    except ValueError:
        raise invalid("Invalid JSON payload received. Unexpected token.") from None


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
