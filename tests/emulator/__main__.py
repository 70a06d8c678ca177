"""Serve a Google on loopback: `python -m tests.emulator --port N --demo` or `--open`."""

import argparse
import signal
import threading
from pathlib import Path

from tests.emulator import Emulator
from tests.emulator.demo import fill


def main() -> None:
    """Start as asked, print where it is, and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--demo", action="store_true", help="serve the sample province")
    kind.add_argument(
        "--open", action="store_true", help="empty; any service account, owning files, no quota"
    )
    parser.add_argument("--folder", type=Path, default=Path("var/google"), help="where the key file goes")
    asked = parser.parse_args()
    emulator = Emulator(open=asked.open, checked=False)
    url = emulator.start(asked.port)
    robot = emulator.accounts.service("bang-dieu-khien", has_storage=asked.open)
    asked.folder.mkdir(parents=True, exist_ok=True)
    folder = fill(emulator, robot, asked.folder) if asked.demo else emulator.folder("Thi đua", robot)
    print(f"url: {url}")
    print(f"key: {emulator.write_key(robot, asked.folder / 'khoa.json')}")
    print(f"folder: {folder}", flush=True)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    emulator.stop()


if __name__ == "__main__":
    main()
