"""What the app really sends over its websocket, read without a browser; and what a page would send back."""

import asyncio
import html
import re
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

T = TypeVar("T")
DONE = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY


@asynccontextmanager
async def connected(
    url: str, cookies: Mapping[str, str] | None = None, *, address: str = "", takes_over: str = ""
) -> AsyncIterator[websockets.ClientConnection]:
    """Connect as a page does.

    `address` is claimed as a proxy on this machine would tell it; `takes_over` is the session of Streamlit
    that the page says it had.
    """
    headers = {"x-forwarded-for": address} if address else {}
    if cookies:
        headers["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    protocols = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", takes_over] if takes_over else ["streamlit"]
    async with websockets.connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[websockets.Subprotocol(one) for one in protocols],
        additional_headers=headers,
        max_size=None,
        close_timeout=1,
    ) as line:
        yield line


async def answers(line: websockets.ClientConnection) -> list[ForwardMsg]:
    """Return what is sent until a run is over."""
    said = []
    async for message in line:
        said.append(ForwardMsg.FromString(bytes(message)))
        if said[-1].WhichOneof("type") == "script_finished" and said[-1].script_finished == DONE:
            break
    return said


def run(page: str = "", query: str = "") -> bytes:
    """Return the request for one run of a page."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    return message.SerializeToString()


def sent_by(url: str, page: str, cookies: Mapping[str, str] | None = None, query: str = "") -> str:
    """Return all text that a direct link to a page brings to a browser with these cookies, as it reads."""

    async def asked() -> str:
        async with connected(url, cookies) as line:
            await line.send(run(page, query))
            said = await asyncio.wait_for(answers(line), 60)
        return as_read(b"".join(one.SerializeToString() for one in said).decode("utf-8", "replace"))

    return beside(asked())


def as_read(sent: str) -> str:
    """Undo what JSON and HTML do to letters: a name is looked for as people read it."""
    plain = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), sent)
    return html.unescape(plain)


def beside(asked: Coroutine[None, None, T]) -> T:
    """Run a coroutine in a thread of its own: Playwright has a loop in that of the test."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, asked).result()


@contextmanager
def beside_meanwhile(*asked: Coroutine[None, None, T]) -> Iterator[list[T]]:
    """Run coroutines in a thread; the list has what they returned as soon as the block is over."""
    done: list[T] = []
    with ThreadPoolExecutor(1) as other:
        runs = [other.submit(asyncio.run, one) for one in asked]
        yield done
    done += [one.result() for one in runs]
