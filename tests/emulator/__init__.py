"""A Google on loopback: Drive, Sheets and the token endpoint, for real clients; see README.md."""

import datetime
import json
import os
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import gspread
import uvicorn
from google.auth.transport.requests import AuthorizedSession

from tests.emulator import clients
from tests.emulator.accounts import ALL_SCOPES, Account, Accounts
from tests.emulator.book import Spreadsheet
from tests.emulator.browser import Person, Rejected
from tests.emulator.clients import LoopbackAdapter
from tests.emulator.clock import Clock
from tests.emulator.drive import Drive
from tests.emulator.export import load
from tests.emulator.faults import Fault, Faults
from tests.emulator.quota import Quota
from tests.emulator.server import Exchange, Server
from tests.emulator.sheets import Sheets
from tests.emulator.world import FOLDER, SPREADSHEET, File, Permission, World

__all__ = ["Account", "Clock", "Emulator", "Exchange", "Fault", "LoopbackAdapter", "Rejected"]

LAG = datetime.timedelta(minutes=3)


class Emulator:
    """One Google of its own, on a free port of 127.0.0.1."""

    def __init__(self, *, clock: Clock | None = None, open: bool = False, checked: bool = True) -> None:
        self.clock = clock or Clock()
        self.lag = LAG
        self.accounts = Accounts(self.clock, any_service=open)
        self.world = World(self.clock, lambda: self.lag)
        self.sheets = Sheets(self.world)
        self._server = Server(self.clock, self.accounts, Drive(self.world), self.sheets)
        self._server.checked = checked
        self.open = open
        if open:
            self._server.quota = Quota(None, None, None, None)
        self.url = ""
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, port: int = 0) -> str:
        """Serve in a thread of this process; return the url."""
        # With the protocol named, asyncio switches Nagle's algorithm off; else each answer waits 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            self._server, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._uvicorn.run, kwargs={"sockets": [listening]}, name="loopback-google", daemon=True
        )
        self._thread.start()
        return self.url

    def stop(self, *, wait: bool = True) -> None:
        """End the server; raises when an exchange was not as Google's discovery documents have it.

        Without waiting, its thread ends by itself within a fifth of a second.
        """
        if self._uvicorn is not None and self._thread is not None:
            self._uvicorn.should_exit = True
            if wait:
                self._thread.join(10)
            self._uvicorn = self._thread = None
        if self._server.checked and self.violations:
            raise AssertionError("not as Google publishes it:\n" + "\n".join(self.violations))

    def __enter__(self) -> "Emulator":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._server.checked = False
        self.stop(wait=False)

    @property
    def faults(self) -> Faults:
        """What goes wrong, by rule."""
        return self._server.faults

    @property
    def quota(self) -> Quota:
        """How many requests a minute are answered."""
        return self._server.quota

    @property
    def requests(self) -> tuple[Exchange, ...]:
        """Every request since the start or the last forget_requests."""
        return tuple(self._server.log)

    @property
    def violations(self) -> tuple[str, ...]:
        """Exchanges that the discovery documents don't allow, and mistakes of this server."""
        return tuple(self._server.violations)

    def forget_requests(self) -> None:
        """Begin the log anew."""
        self._server.log.clear()

    def count(self, kind: str) -> int:
        """Return how many requests of a kind are in the log."""
        return sum(exchange.kind == kind for exchange in self._server.log)

    def key(self, account: Account) -> dict[str, str]:
        """Return a service account's key file, or a person's stored login."""
        if account.is_service:
            return self.accounts.key_file(account, self.url)
        return self.accounts.user_file(account, self.url)

    def write_key(self, account: Account, path: Path) -> Path:
        """Write that file so that only its owner can read it."""
        path.touch(mode=0o600)
        os.chmod(path, 0o600)
        path.write_text(json.dumps(self.key(account), indent=2), encoding="utf-8")
        return path

    def session(self, account: Account, scopes: tuple[str, ...] = ALL_SCOPES) -> AuthorizedSession:
        """Return google-auth's session of an account."""
        return clients.session(self.key(account), self.url, scopes)

    def gspread(self, account: Account, scopes: tuple[str, ...] = ALL_SCOPES) -> gspread.Client:
        """Return gspread's client of an account."""
        return clients.gspread_client(self.key(account), self.url, scopes)

    def folder(self, name: str, owner: Account, parent: str | None = None) -> str:
        """Make a folder; return its id."""
        with self._server.lock:
            return self.world.add(name, FOLDER, owner, [parent] if parent else []).id

    def shared_drive(self, name: str, organizer: Account) -> str:
        """Make a shared drive; return its id, which is a folder's too."""
        with self._server.lock:
            return self.world.add_drive(name, organizer).id

    def create(
        self,
        name: str,
        owner: Account,
        parent: str | None = None,
        *,
        locale: str = "en_US",
        time_zone: str = "Etc/GMT",
        tabs: tuple[str, ...] = ("Sheet1",),
        file_id: str | None = None,
    ) -> str:
        """Make a spreadsheet with empty tabs; return its id."""
        with self._server.lock:
            file = self._spreadsheet(name, owner, parent, locale, time_zone, file_id)
            for index, title in enumerate(tabs):
                file.book.add_tab(title, 0 if index == 0 else None)
            return file.id

    def upload(
        self,
        path: Path,
        owner: Account,
        parent: str | None = None,
        *,
        locale: str = "vi_VN",
        time_zone: str = "Asia/Ho_Chi_Minh",
        file_id: str | None = None,
    ) -> str:
        """Make a spreadsheet of an .xlsx file; return its id."""
        with self._server.lock:
            file = self._spreadsheet(path.stem, owner, parent, locale, time_zone, file_id)
            load(file.book, path, self.clock.now().date())
            return file.id

    def _spreadsheet(
        self, name: str, owner: Account, parent: str | None, locale: str, time_zone: str, file_id: str | None
    ) -> Any:
        file = self.world.add(name, SPREADSHEET, owner, [parent] if parent else [], file_id=file_id)
        file.book = Spreadsheet(file.id, name, locale, time_zone)
        file.book.owner = file.owner
        return file

    def _file(self, file_id: str) -> File:
        return self.world.files[file_id]

    def share(self, file_id: str, account: Account, role: str = "reader") -> None:
        """Let an account read, comment or write a file or what is in a folder."""
        with self._server.lock:
            held = Permission(account.number, "user", role, account.email, name=account.name)
            self._file(file_id).permissions[account.number] = held
            self.world.log(self._file(file_id))

    def unshare(self, file_id: str, account: Account) -> None:
        """Take that back."""
        with self._server.lock:
            before = self.world.seen_by(self._file(file_id))
            del self._file(file_id).permissions[account.number]
            for each in [self._file(file_id), *self.world.below(self._file(file_id))]:
                self.world.log(each, before)

    def trash(self, file_id: str, trashed: bool = True) -> None:
        """Put a file into the bin; it can still be read there."""
        with self._server.lock:
            self._file(file_id).trashed = trashed
            self.world.log(self._file(file_id))

    def restore(self, file_id: str) -> None:
        """Take a file out of the bin."""
        self.trash(file_id, False)

    def move(self, file_id: str, folder: str) -> None:
        """Drag a file into another folder; it loses what it inherits from the old one."""
        with self._server.lock:
            file = self._file(file_id)
            before = self.world.seen_by(file)
            file.parents, file.drive_id = [folder], self._file(folder).drive_id
            self.world.log(file, before)

    def delete(self, file_id: str) -> None:
        """Delete a file for ever."""
        with self._server.lock:
            self.world.remove(self._file(file_id))

    def workbook(self, file_id: str, account: Account | None = None) -> Person:
        """Return a person who has the spreadsheet open in the browser."""
        return Person(self.world, self._file(file_id), account)
