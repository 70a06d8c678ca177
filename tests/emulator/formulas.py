"""What formulas come to: the operators and the few functions that clerks use; others are #NAME?."""

import datetime
import operator
import re
from collections.abc import Callable
from typing import Any

from tests.emulator.a1 import Reference, read_cells
from tests.emulator.entered import Error, Value, serial, whole
from tests.emulator.locales import conventions

REFERENCE = (
    r"(?:(?:'(?:[^']|'')*'|[^\W\d]\w*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d*)?(?![\w(])|"
    + (r"(?:(?:'(?:[^']|'')*'|[^\W\d]\w*)!)?\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(])")
)
LOST = "#REF!"

Look = Callable[[str], list[list[Value]]]
"""Gives the values of a reference as written; raises KeyError for a tab that is not there."""

_COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


class Failed(Exception):
    """The formula comes to an error; args[0] is the text shown."""


def computed(formula: str, locale: str, look: Look, today: datetime.date) -> Value:
    """Return what a formula comes to, or the error that its cell shows."""
    try:
        reading = _Reading(_tokens(formula[1:], locale), locale, look, today)
        value = reading.comparison()
        if reading.tokens:
            raise Failed("#ERROR!")
        return _single(value)
    except Failed as fault:
        return Error(fault.args[0])


def _tokens(text: str, locale: str) -> list[str]:
    decimal = re.escape(conventions(locale).decimal)
    pattern = re.compile(
        rf'\s*("(?:[^"]|"")*"|#[A-Z/0]+[!?A]|{REFERENCE}|\d+(?:{decimal}\d+)?|[^\W\d]\w*|<>|<=|>=|[-+*/^&=<>%(),;])\s*'
    )
    tokens, place = [], 0
    while place < len(text):
        found = pattern.match(text, place)
        if found is None:
            raise Failed("#ERROR!")
        tokens.append(found[1])
        place = found.end()
    return tokens


def _single(value: Any) -> Value:
    if isinstance(value, list):
        value = value[0][0] if value and value[0] else None
    if isinstance(value, Error):
        raise Failed(value.shown)
    return 0 if value is None else whole(value) if isinstance(value, float) else value


def _number(value: Any) -> float:
    value = _single(value)
    if isinstance(value, str):
        raise Failed("#VALUE!")
    return value


def _flat(arguments: list[Any]) -> list[Value]:
    cells: list[Value] = []
    for argument in arguments:
        rows = argument if isinstance(argument, list) else [[argument]]
        cells += [cell for row in rows for cell in row]
    return cells


def _numbers(arguments: list[Any]) -> list[float]:
    cells = _flat(arguments)
    for cell in cells:
        if isinstance(cell, Error):
            raise Failed(cell.shown)
    return [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]


def _average(arguments: list[Any]) -> float:
    numbers = _numbers(arguments)
    return _divided(sum(numbers), len(numbers))


def _divided(left: float, right: float) -> float:
    if right == 0:
        raise Failed("#DIV/0!")
    return left / right


def _date(arguments: list[Any]) -> Value:
    try:
        return serial(datetime.date(*(int(_number(argument)) for argument in arguments)))
    except (ValueError, TypeError):
        raise Failed("#NUM!") from None


def _count_if(arguments: list[Any]) -> int:
    wanted = _single(arguments[1])
    found = re.fullmatch(r"(<>|<=|>=|<|>|=)?(.*)", wanted) if isinstance(wanted, str) else None
    compare = _COMPARE[found[1] or "="] if found else operator.eq
    right = found[2] if found else wanted
    if isinstance(right, str) and re.fullmatch(r"-?\d+(\.\d+)?", right):
        right = float(right)
    return sum(
        1
        for cell in _flat(arguments[:1])
        if isinstance(cell, str) == isinstance(right, str) and cell is not None and compare(cell, right)
    )


_FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda given: sum(_numbers(given)),
    "AVERAGE": _average,
    "MIN": lambda given: min(_numbers(given), default=0),
    "MAX": lambda given: max(_numbers(given), default=0),
    "COUNT": lambda given: len(_numbers(given)),
    "COUNTA": lambda given: sum(cell is not None for cell in _flat(given)),
    "COUNTIF": _count_if,
    "ROUND": lambda given: round(_number(given[0]), int(_number(given[1])) if len(given) > 1 else 0),
    "DATE": _date,
    "LEN": lambda given: len(str(_single(given[0]))),
    "TRIM": lambda given: " ".join(str(_single(given[0])).split()),
    "UPPER": lambda given: str(_single(given[0])).upper(),
    "CONCATENATE": lambda given: "".join(_text(cell) for cell in _flat(given)),
    "HYPERLINK": lambda given: given[1] if len(given) > 1 else given[0],
    "AND": lambda given: all(_flat(given)),
    "OR": lambda given: any(_flat(given)),
    "NOT": lambda given: not _single(given[0]),
    "ISBLANK": lambda given: _flat(given)[0] is None,
}


def _text(value: Any) -> str:
    value = _single(value) if value is not None else ""
    return str(value).upper() if isinstance(value, bool) else str(value)


class _Reading:
    """A formula's tokens, read from the left and computed on the way."""

    def __init__(self, tokens: list[str], locale: str, look: Look, today: datetime.date) -> None:
        self.tokens = tokens
        self.locale = locale
        self.look = look
        self.today = today

    def taken(self, *wanted: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else None

    def comparison(self) -> Any:
        left = self.joined()
        while sign := self.taken(*_COMPARE):
            right = self.joined()
            try:
                left = _COMPARE[sign](_single(left), _single(right))
            except TypeError:
                left = isinstance(_single(right), str) == (sign in ("<", "<="))
        return left

    def joined(self) -> Any:
        left = self.sum()
        while self.taken("&"):
            left = _text(left) + _text(self.sum())
        return left

    def sum(self) -> Any:
        left = self.product()
        while sign := self.taken("+", "-"):
            right = _number(self.product())
            left = _number(left) + (right if sign == "+" else -right)
        return left

    def product(self) -> Any:
        left = self.power()
        while sign := self.taken("*", "/"):
            right = _number(self.power())
            left = _number(left) * right if sign == "*" else _divided(_number(left), right)
        return left

    def power(self) -> Any:
        if self.taken("-"):
            return -_number(self.power())
        self.taken("+")
        left = self.atom()
        while self.taken("%"):
            left = _number(left) / 100
        return _number(left) ** _number(self.power()) if self.taken("^") else left

    def atom(self) -> Any:
        if not self.tokens:
            raise Failed("#ERROR!")
        token = self.tokens.pop(0)
        if token == "(":
            value = self.comparison()
            if not self.taken(")"):
                raise Failed("#ERROR!")
            return value
        if token.startswith("#"):
            raise Failed(token)
        if token.startswith('"'):
            return token[1:-1].replace('""', '"')
        if token[0].isdigit():
            return whole(float(token.replace(",", ".")))
        if re.fullmatch(REFERENCE, token):
            try:
                return self.look(token)
            except KeyError:
                raise Failed("#REF!") from None
        if token.upper() in ("TRUE", "FALSE") and self.tokens[:1] != ["("]:
            return token.upper() == "TRUE"
        if self.taken("("):
            return self.called(token.upper())
        raise Failed("#NAME?" if token[0].isalpha() else "#ERROR!")

    def called(self, name: str) -> Any:
        arguments, failed = self.arguments()
        if name == "IFERROR":
            return arguments[0] if failed is None else (arguments[1] if len(arguments) > 1 else "")
        if name == "IF" and failed is None:
            return arguments[1] if _single(arguments[0]) else (arguments[2] if len(arguments) > 2 else False)
        if failed is not None:
            raise failed
        if name == "NA":
            raise Failed("#N/A")
        if name in ("TODAY", "NOW"):
            return serial(self.today)
        if name not in _FUNCTIONS:
            raise Failed("#NAME?")
        try:
            return _FUNCTIONS[name](arguments)
        except IndexError:
            raise Failed("#N/A") from None

    def arguments(self) -> tuple[list[Any], Failed | None]:
        """Return a call's arguments, and the first error among them."""
        arguments: list[Any] = []
        failed: Failed | None = None
        marks = (";",) if conventions(self.locale).argument == ";" else (",", ";")
        while not self.taken(")"):
            try:
                value = self.comparison()
                # An error in a single cell is known at once, one in a range only to who adds it up.
                arguments.append(_single(value) if isinstance(value, list) and _is_cell(value) else value)
            except Failed as fault:
                failed = failed or fault
                arguments.append(None)
                if fault.args[0] == "#ERROR!":
                    raise
            if not self.taken(*marks) and self.tokens[:1] != [")"]:
                raise Failed("#ERROR!")
        return arguments, failed


def _is_cell(value: list[list[Value]]) -> bool:
    return len(value) == 1 and len(value[0]) == 1 and isinstance(value[0][0], Error)


def moved(formula: str, home: str, title: str, place: Callable[[Reference], str]) -> str:
    """Return a formula of the tab `home` with each reference to `title` written anew by `place`."""
    parts = re.split(rf'("(?:[^"]|"")*"|{REFERENCE})', formula)
    for index in range(1, len(parts), 2):
        part = parts[index]
        if part.startswith('"'):
            continue
        prefix, mark, cells = part.rpartition("!")
        if (prefix.strip("'").replace("''", "'") if mark else home) == title:
            parts[index] = prefix + mark + place(read_cells(None, cells))
    return "".join(parts)
