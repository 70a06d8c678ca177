"""One request as the services see it, and the answer they give."""

import datetime
from dataclasses import dataclass
from typing import Any

from tests.emulator.accounts import Account, Token
from tests.emulator.discovery import Method, unknown_path
from tests.emulator.errors import drive_error, invalid
from tests.emulator.fields import BadMask, Mask, masked, paths, read_mask

TRUE = ("true", "True")


@dataclass(frozen=True)
class Asked:
    """A request that names a published method and comes from a known account."""

    method: Method
    path: dict[str, str]
    """Parts of the path by their names, decoded."""
    query: dict[str, list[str]]
    body: Any
    raw: bytes
    token: Token
    now: datetime.datetime

    @property
    def caller(self) -> Account:
        """Who asks."""
        return self.token.account

    @property
    def today(self) -> datetime.date:
        """The day in Vietnam."""
        return self.now.astimezone(datetime.timezone(datetime.timedelta(hours=7))).date()

    def one(self, name: str, default: str = "") -> str:
        """Return a parameter's value."""
        return self.query[name][-1] if self.query.get(name) else default

    def yes(self, name: str) -> bool:
        """Whether a parameter is true."""
        return self.one(name) in TRUE

    def mask(self) -> Mask | None:
        """Return the `fields` asked for; None when there are none."""
        text = self.one("fields")
        if not text:
            return None
        try:
            mask = read_mask(text)
        except BadMask as fault:
            raise self.bad_mask(str(fault.args[0])) from None
        for path in paths(mask):
            if unknown_path(self.method, path):
                raise self.bad_mask(".".join(path))
        return mask

    def bad_mask(self, path: str) -> Exception:
        """Return the refusal of a mask, each API in its own words."""
        if self.method.is_drive:
            return drive_error(400, "invalidParameter", f"Invalid field selection {path}", location="fields")
        detail = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
        return invalid("Request contains an invalid argument.", ("", detail))

    def answer(self, whole: dict[str, Any], default: Mask | None = None) -> dict[str, Any]:
        """Return the asked part of an answer."""
        mask = self.mask() or default
        return masked(whole, mask) if mask else whole


@dataclass(frozen=True)
class Download:
    """An answer that is a file and no JSON."""

    content: bytes
    mime: str
