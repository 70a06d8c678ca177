"""Drive's search language, the parameter `q` of files.list, and the order of what it finds."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from tests.emulator.accounts import Account
from tests.emulator.errors import ApiError, drive_error
from tests.emulator.world import FOLDER, RANKS, File, World

Test = Callable[[File], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<sign><=|>=|!=|=|<|>|\(|\)|\{|\})|(?P<word>[A-Za-z]+))\s*"""
)
_SIGNS: dict[str, Callable[[object, object], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,  # type: ignore[operator]
    ">": lambda left, right: left > right,  # type: ignore[operator]
    "<=": lambda left, right: left <= right,  # type: ignore[operator]
    ">=": lambda left, right: left >= right,  # type: ignore[operator]
}


def refused() -> ApiError:
    """Return what Drive says about a query that it cannot read."""
    return drive_error(400, "invalid", "Invalid Value", location="q")


class Query:
    """Reads one query from the left."""

    def __init__(self, text: str, world: World, caller: Account) -> None:
        self.world, self.caller = world, caller
        self.tokens: list[str] = []
        place = 0
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise refused()
            self.tokens.append(found["text"] or found["sign"] or found["word"])
            place = found.end()

    def test(self) -> Test:
        """Return the whole query as a test of one file."""
        found = self._any()
        if self.tokens:
            raise refused()
        return found

    def _next(self) -> str:
        if not self.tokens:
            raise refused()
        return self.tokens.pop(0)

    def _taken(self, word: str) -> bool:
        if self.tokens and self.tokens[0].lower() == word:
            self.tokens.pop(0)
            return True
        return False

    def _any(self) -> Test:
        tests = [self._all()]
        while self._taken("or"):
            tests.append(self._all())
        return lambda file: any(test(file) for test in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._taken("and"):
            tests.append(self._one())
        return lambda file: all(test(file) for test in tests)

    def _one(self) -> Test:
        if self._taken("not"):
            inner = self._one()
            return lambda file: not inner(file)
        if self._taken("("):
            inner = self._any()
            if not self._taken(")"):
                raise refused()
            return inner
        first = self._next()
        if first[0] in "'\"":
            if not self._taken("in"):
                raise refused()
            return self._among(_text(first), self._next())
        if first == "sharedWithMe" and (not self.tokens or self.tokens[0].lower() in ("and", "or", ")")):
            return self._shared
        return self._compared(first, self._next())

    def _shared(self, file: File) -> bool:
        return file.owner not in (None, self.caller.email) and self.caller.number in file.permissions

    def _compared(self, name: str, sign: str) -> Test:
        if sign == "in" and name == "parents":
            # Not in the documentation; gspread writes it so, and Google takes it.
            return self._among(_text(self._next()), "parents")
        if sign == "has" and name in ("properties", "appProperties"):
            return self._has(name)
        value = self._next()
        if name in ("trashed", "starred"):
            wanted = value.lower() == "true"
            state: Test = self.world.is_trashed if name == "trashed" else lambda file: False
            return lambda file: _SIGNS[sign](state(file), wanted)
        text = _text(value)
        if name in ("modifiedTime", "createdTime"):
            at = _moment(text)
            attribute = "modified" if name == "modifiedTime" else "created"
            return lambda file: _SIGNS[sign](getattr(file, attribute), at)
        if name not in ("name", "mimeType") or sign not in ("=", "!=", "contains"):
            raise refused()
        attribute = "name" if name == "name" else "mime"
        if sign == "contains":
            return lambda file: _begins(getattr(file, attribute), text, by_word=name == "name")
        return lambda file: _SIGNS[sign](getattr(file, attribute).casefold(), text.casefold())

    def _among(self, value: str, name: str) -> Test:
        if name == "parents":
            wanted = self.world.root(self.caller).id if value == "root" else value
            return lambda file: wanted in file.parents
        least = {"owners": "owner", "writers": "writer", "readers": "reader"}.get(name)
        if least is None:
            raise refused()
        return lambda file: any(
            held.email.casefold() == value.casefold() and RANKS[held.role] >= RANKS[least]
            for held in self.world.permissions(file).values()
        )

    def _has(self, name: str) -> Test:
        words = [self._next() for _ in range(9)]
        if words[:3] != ["{", "key", "="] or words[4:7] != ["and", "value", "="] or words[8] != "}":
            raise refused()
        key, value = _text(words[3]), _text(words[7])
        attribute = "properties" if name == "properties" else "app_properties"
        return lambda file: getattr(file, attribute).get(key) == value


def _text(token: str) -> str:
    if token[0] not in "'\"":
        raise refused()
    return re.sub(r"\\(.)", r"\1", token[1:-1])


def _begins(whole: str, part: str, *, by_word: bool) -> bool:
    """Drive's «contains» finds beginnings of words in names, and beginnings of MIME types."""
    if not by_word:
        return whole.startswith(part)
    return re.search(rf"(?<!\w){re.escape(part)}", whole, re.IGNORECASE) is not None


def _moment(text: str) -> datetime.datetime:
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise refused() from None
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def ordered(files: list[File], order: str) -> list[File]:
    """Return files as `orderBy` asks."""
    # Without an order Drive answers, as seen, with the latest changed first.
    for key in reversed(order.split(",") if order else ["modifiedTime desc"]):
        name, _, direction = key.strip().partition(" ")
        attribute: dict[str, Callable[[File], Any]] = {
            "name": lambda file: file.name,
            "name_natural": lambda file: file.name,
            "modifiedTime": lambda file: file.modified,
            "createdTime": lambda file: file.created,
            "folder": lambda file: file.mime != FOLDER,
        }
        if name not in attribute:
            raise drive_error(400, "invalid", "Invalid Value", location="orderBy")
        files = sorted(files, key=attribute[name], reverse=direction == "desc")
    return files
