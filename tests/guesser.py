"""Somebody who guesses passwords over raw websockets, faster than any form."""

import asyncio
import itertools
import time
from collections.abc import Iterable, Iterator

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.wire import answers, connected, run

FIELDS = {"Tên đăng nhập": "name", "Mật khẩu": "password", "Đăng nhập": "button"}


async def guess(
    url: str, *, name: str, seconds: float, rate: float = 50, lines: int = 10, spread: bool = False
) -> int:
    """Send `rate` guesses a second at an account over `lines` connections; return how many were sent.

    With `spread` each connection claims an address of its own.
    """
    passwords = (f"đoán mò {nth}" for nth in itertools.count())
    until = time.monotonic() + seconds
    addresses = [f"203.0.113.{nth}" if spread else "" for nth in range(lines)]
    sent = [_line(url, name, passwords, until, lines / rate, address) for address in addresses]
    return sum(await asyncio.gather(*sent))


async def _line(
    url: str, name: str, passwords: Iterator[str], until: float, pause: float, address: str
) -> int:
    sent = 0
    try:
        async with connected(url, address=address) as line:
            await line.send(run())
            ids = _fields(await answers(line))
            reading = asyncio.create_task(_drain(line))
            while time.monotonic() < until:
                await line.send(_typed(ids, name, next(passwords)))
                sent += 1
                await asyncio.sleep(pause)
            reading.cancel()
    except (websockets.WebSocketException, OSError):
        pass  # turned away; what was sent was sent
    return sent


def _fields(said: Iterable[ForwardMsg]) -> dict[str, str]:
    elements = [one.delta.new_element for one in said if one.WhichOneof("type") == "delta"]
    shown = [
        getattr(one, kind) for one in elements for kind in ("text_input", "button") if one.HasField(kind)
    ]
    return {FIELDS[one.label]: one.id for one in shown if one.label in FIELDS}


def _typed(ids: dict[str, str], name: str, password: str) -> bytes:
    message = BackMsg()
    states = message.rerun_script.widget_states.widgets
    states.add(id=ids["name"], string_value=name)
    states.add(id=ids["password"], string_value=password)
    states.add(id=ids["button"], trigger_value=True)
    return message.SerializeToString()


async def _drain(line: websockets.ClientConnection) -> None:
    async for _ in line:
        pass
