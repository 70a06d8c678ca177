"""The entrance: passwords, sessions, links and counts together decide who is let in."""

import datetime
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from campaign.access import Viewer
from campaign.accounts import passwords
from campaign.accounts.book import Account, AccountBook, AccountsError
from campaign.accounts.links import Link, ScreenLinks
from campaign.accounts.sessions import Session, Sessions, fingerprint
from campaign.accounts.throttle import Attempt, Throttle
from campaign.database import Database
from campaign.trail import Trail

SESSION, DEVICE, SCREEN = "phien", "thiet_bi", "man_hinh"
"""Names of the cookies: who is signed in, where accounts signed in before, and a TV's link."""
WAITING = 20
"""Tries that may wait for their turn: the clerks of a province, all at eight o'clock."""
PATIENCE = 15.0
"""Seconds that one waits at most."""
PROOF_LASTS = datetime.timedelta(minutes=2)
"""Streamlit keeps what Google said for thirty days, in a cookie that cannot be ended; here it counts once, at
once."""
MARK_LASTS = 1.0
"""Seconds for which an open page's question whether it is still signed in is answered from memory."""


@dataclass(frozen=True)
class Caller:
    """Where a request comes from: its address, and the cookies it brings."""

    address: str
    cookies: Mapping[str, str]


@dataclass(frozen=True)
class GoogleProof:
    """What Google says of somebody who signed in there."""

    address: str
    verified: bool
    """Google vouches that the address is theirs."""
    issued_at: datetime.datetime
    id: str
    """The same for the same sign-in, another for every other."""


class Lane:
    """Lets one password through at a time, and turns away whom it would keep waiting for long.

    Hashing is slow on purpose, and the pages of others share the processor.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._places = threading.Semaphore(1 + WAITING)

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Yield whether there was a turn."""
        if not self._places.acquire(blocking=False):
            yield False
            return
        mine = self._turn.acquire(timeout=PATIENCE)
        try:
            yield mine
        finally:
            if mine:
                self._turn.release()
            self._places.release()


class Entrance:
    """What decides who is let in. Raises StoreUnavailable, AccountsError."""

    def __init__(
        self,
        book: AccountBook,
        key: bytes,
        database: Database,
        trail: Trail,
        clock: Callable[[], datetime.datetime],
    ) -> None:
        self.book = book
        self.sessions = Sessions(database, clock)
        self.links = ScreenLinks(database, key, clock)
        self.throttle = Throttle(database, clock)
        self.trail = trail
        self._key, self._clock = key, clock
        self._strangers, self._known = Lane(), Lane()
        self._marks: dict[str, tuple[float, str]] = {}

    def viewer(self, cookies: Mapping[str, str]) -> Viewer | None:
        """Return who is looking, by the cookies of a browser; a signed-in person before a screen's link."""
        session = self.session(cookies)
        if session:
            account = self.book.find(session.account)
            return account.viewer if account else None
        link = self.links.of(cookies[SCREEN]) if cookies.get(SCREEN) else None
        return link.viewer if link else None

    def session(self, cookies: Mapping[str, str]) -> Session | None:
        """Return the session of a browser while it lasts and its account may sign in as it did."""
        token = cookies.get(SESSION)
        session = self.sessions.of(token) if token else None
        account = self.book.find(session.account) if session else None
        if session is None or account is None or account.disabled:
            return None
        if session.stamp not in ("", stamp(account)):
            return None
        return session

    def mark(self, cookies: Mapping[str, str]) -> str:
        """Return what tells one session or link from another without letting anybody in; empty for none."""
        held = "|".join(cookies.get(name, "") for name in (SESSION, SCREEN))
        if held == "|":
            return ""
        found = self._marks.get(held)
        if found is None or time.monotonic() - found[0] > MARK_LASTS:
            if len(self._marks) > 2000:
                self._marks.clear()
            found = self._marks[held] = (time.monotonic(), self._mark(cookies))
        return found[1]

    def _mark(self, cookies: Mapping[str, str]) -> str:
        session = self.session(cookies)
        if session:
            return session.mark
        link = self.links.of(cookies[SCREEN]) if cookies.get(SCREEN) else None
        return f"link-{link.id}" if link else ""

    def enter(self, name: str, password: str, caller: Caller) -> Account | None:
        """Return the account of a right name and password; None for every other case, without a reason."""
        name, password = name.strip().lower()[:120], password.strip()
        attempt = Attempt(name, caller.address, self._device(name, caller.cookies))
        if self.throttle.waits(attempt):
            return None
        lane = self._known if self.throttle.spares(attempt) else self._strangers
        with lane.turn() as mine:
            if not mine or not self.throttle.admit(attempt):
                return None
            account = self.book.find(name)
            usable = account is not None and not account.disabled
            right = passwords.matches(password, account.password if account and usable else None)
        if right and account:
            self.throttle.succeeded(attempt)
            return account
        # A name that nobody has is not written down: at times it is somebody's password.
        self._failed(name if account else "?", attempt)
        return None

    def enter_with_google(self, proof: GoogleProof, caller: Caller) -> Account | None:
        """Return the account of a Google address that Google has just vouched for; each proof counts once."""
        age = self._clock() - proof.issued_at
        if not -PROOF_LASTS < age < PROOF_LASTS or not self.sessions.first_use(proof.id, 3 * PROOF_LASTS):
            return None
        account = self.book.of_address(proof.address) if proof.verified else None
        if account is None or account.disabled:
            self.trail.record("?", "sign_in_failed", "Google", caller.address)
            return None
        return account

    def _failed(self, name: str, attempt: Attempt) -> None:
        self.trail.record(name, "sign_in_failed", address=attempt.address)
        if self.throttle.waits(attempt):
            self.trail.record(name, "locked_out", address=attempt.address)

    def ticket(self, account: Account, caller: Caller) -> str:
        """Return a ticket with which this browser gets its cookie."""
        return self.sessions.ticket(account.name, stamp(account), caller.address)

    def redeem(self, ticket: str, cookies: Mapping[str, str]) -> tuple[str, Session] | None:
        """Return token and session of a ticket; the session that the browser had before ends."""
        made = self.sessions.redeem(ticket)
        if made:
            if cookies.get(SESSION):
                self.sessions.end(cookies[SESSION])
            self.trail.record(made[1].account, "sign_in", address=made[1].address)
        return made

    def leave(self, cookies: Mapping[str, str], address: str) -> None:
        """End the session of a browser, wherever its cookie is."""
        session = self.session(cookies)
        self._marks.clear()
        if cookies.get(SESSION):
            self.sessions.end(cookies[SESSION])
        if session:
            self.trail.record(session.account, "sign_out", address=address)

    def make_link(self, page: str, days: int, by: str) -> tuple[str, Link]:
        """Return the token of a new link for a screen, shown once, and the link. Raises ValueError."""
        token, link = self.links.make(page, days, by)
        self.trail.record(by, "link_made", f"{link.id}, {days} ngày")
        return token, link

    def revoke_link(self, id: str, by: str) -> bool:
        """End a link of a screen; tell whether there was one to end."""
        ended = self.links.revoke(id)
        self._marks.clear()
        if ended:
            self.trail.record(by, "link_revoked", id)
        return ended

    def open_link(self, token: str, address: str) -> Link | None:
        """Return the link of a token, and write in the trail that it was opened."""
        link = self.links.of(token)
        if link:
            self.trail.record(link.viewer.account, "link_opened", address=address)
        return link

    def change(self, by: str, name: str, about: str, *, here: str = "", **changed: Any) -> Account:
        """Change an account, end its sessions but the one of the token `here`, and write it in the trail."""
        account = self.book.change(name, **changed)
        self.sessions.end_all(name, but=here)
        self._marks.clear()
        self.trail.record(by, "role_changed" if "role" in changed else "account_changed", about)
        return account

    def is_password(self, account: Account, password: str) -> bool:
        """Tell whether a password is the one that an account has now."""
        return passwords.matches(password, account.password)

    def new_password(
        self, account: Account, password: str, *, by: str, must_change: bool = False, here: str = ""
    ) -> Account:
        """Give an account a password that is strong enough. Raises AccountsError with why it is not.

        The session of the token `here` stays until its browser has taken the next one: were it over at once,
        the open page would be loaded anew before its ticket is redeemed, and ask for the password.
        """
        weak = passwords.weakness(password, account.name)
        if weak:
            raise AccountsError(weak)
        kept = passwords.hashed(password)
        about = f"{account.name}: {'đặt lại' if must_change else 'đổi'} mật khẩu"
        if here:
            self.sessions.outlast(account.name, here)
        return self.change(by, account.name, about, here=here, password=kept, must_change=must_change)

    def device_cookie(self, account: str, cookies: Mapping[str, str]) -> str:
        """Return the cookie that marks this device as known to an account, beside those it knew before."""
        before = [
            one for one in cookies.get(DEVICE, "").split("~") if one and not one.startswith(f"{account}:")
        ]
        id = secrets.token_urlsafe(9)
        return "~".join([f"{account}:{id}:{self._seal(account, id)}", *before][:4])

    def is_known(self, cookies: Mapping[str, str]) -> bool:
        """Tell whether any account signed in on this device before; asks no store."""
        parts = (one.split(":") for one in cookies.get(DEVICE, "").split("~"))
        return any(len(one) == 3 and self._sealed(*one) for one in parts)

    def _device(self, account: str, cookies: Mapping[str, str]) -> str:
        for one in cookies.get(DEVICE, "").split("~"):
            parts = one.split(":")
            if len(parts) == 3 and parts[0] == account and self._sealed(*parts):
                return parts[1]
        return ""

    def _seal(self, account: str, id: str) -> str:
        return hmac.new(self._key, f"device:{account}:{id}".encode(), hashlib.sha256).hexdigest()[:32]

    def _sealed(self, account: str, id: str, seal: str) -> bool:
        return hmac.compare_digest(self._seal(account, id).encode(), seal.encode())


def stamp(account: Account) -> str:
    """Return what a session remembers of the password that opened it."""
    return fingerprint(f"{account.name}:{account.password}")[:32]
