"""The routes of ours: how the figures stand, the way in, the way out, a screen's link, files for all."""

import datetime
from pathlib import Path
from urllib.parse import urlsplit

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from campaign.accounts.entrance import DEVICE, SCREEN, SESSION
from campaign.accounts.links import PAGES
from campaign.accounts.sessions import LASTS
from campaign.database import StoreUnavailable
from dashboard import menu, session

STATIC = Path(__file__).resolve().parents[2] / "static"
DEVICE_LASTS = 180 * 86_400
UNCACHED = {"cache-control": "no-store"}
GOOGLE = ("_streamlit_user", "_streamlit_user_tokens")
"""Cookies of a sign-in with Google, which counts once and is no session of ours."""
DEAD_LINK = (
    "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Liên kết đã hết hiệu lực</title>"
    "<meta name='viewport' content='width=device-width'><meta name='color-scheme' content='light dark'>"
    "<style>@font-face { font-family: BeVN; src: url(../app/static/BeVietnamPro-Regular.ttf) }"
    "body { font: clamp(1.125rem, 2vw, 2rem)/1.5 BeVN, sans-serif; margin: 20vh auto; max-width: 24em; "
    "padding: 1rem } h1 { font-size: 1.5em; line-height: 1.25; margin: 0 }</style></head>"
    "<main><h1>Liên kết đã hết hiệu lực</h1><p>Liên kết trình chiếu này đã hết hạn hoặc bị thu hồi. "
    "Hãy xin liên kết mới ở Ban Chính sách pháp luật và Quan hệ lao động.</p></main>"
)


async def health(request: Request) -> JSONResponse:
    """Say how the figures stand, and to whom: open pages ask every second, monitors when they like."""
    told = session.state()
    try:
        mark = await anyio.to_thread.run_sync(session.mark, request.cookies)
    except StoreUnavailable:
        # Nothing is known of the session now; an open page keeps what it shows until it runs again.
        return JSONResponse(told, headers=UNCACHED)
    return JSONResponse({**told, "session": mark}, headers=UNCACHED)


async def come_in(request: Request) -> Response:
    """Change a one-time ticket for the session's cookie."""
    ticket = (await request.body())[:200].decode("ascii", "replace")
    if not same_origin(request):
        return Response(status_code=403)
    entrance = session.running().entrance
    made = await anyio.to_thread.run_sync(entrance.redeem, ticket, request.cookies)
    if made is None:
        return Response(status_code=410, headers=UNCACHED)
    token, opened = made
    answer = Response(status_code=204, headers=UNCACHED)
    _keep(request, answer, SESSION, token, LASTS)
    device = entrance.device_cookie(opened.account, request.cookies)
    _keep(request, answer, DEVICE, device, datetime.timedelta(seconds=DEVICE_LASTS))
    for name in request.cookies:
        if name.startswith(GOOGLE):
            answer.delete_cookie(name, path=_path(request))
    return answer


async def go_out(request: Request) -> Response:
    """End the session of this browser, wherever its cookie was copied to."""
    if not same_origin(request):
        return Response(status_code=403)
    await anyio.to_thread.run_sync(session.running().entrance.leave, request.cookies, address(request))
    answer = Response(status_code=204, headers=UNCACHED)
    answer.delete_cookie(SESSION, path=_path(request))
    return answer


async def screen(request: Request) -> Response:
    """Open the page of a TV's link and keep the link in a cookie, so that the address shows nothing."""
    token = request.path_params["token"]
    link = await anyio.to_thread.run_sync(session.running().entrance.open_link, token, address(request))
    if link is None:
        return HTMLResponse(DEAD_LINK, status_code=410, headers=UNCACHED)
    answer = RedirectResponse(f"{_path(request)}{PAGES[link.page]}", 303, headers=UNCACHED)
    _keep(request, answer, SCREEN, token, link.expires_at - link.made_at)
    return answer


async def first_page(request: Request) -> Response:
    """Lead to the start page, which Streamlit knows by the bare address alone; a filter goes with it."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{_path(request)}{query}", 307)


def same_origin(request: Request) -> bool:
    """Tell whether a page of this very server sent the request, as the browser vouches."""
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")


def address(request: Request) -> str:
    """Return the network address that asks."""
    return request.client.host if request.client else ""


def _keep(request: Request, answer: Response, name: str, value: str, lasts: datetime.timedelta) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path=_path(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


routes = [
    Route("/health", health),
    Route(f"/{menu.PAGES[0].address}", first_page),
    Route("/phien/vao", come_in, methods=["POST"]),
    Route("/phien/ra", go_out, methods=["POST"]),
    Route("/man-hinh/{token}", screen),
    Mount("/app/static", StaticFiles(directory=STATIC)),
]
