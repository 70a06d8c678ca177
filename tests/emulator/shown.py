"""The text that a cell shows (FORMATTED_VALUE): its value by number format and locale."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tests.emulator.entered import Error, NumberFormat, Value, moment
from tests.emulator.locales import Locale, conventions

_DATE_TOKEN = re.compile(
    r'"[^"]*"|\\.|yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p|.', re.IGNORECASE
)
_NUMBER_TOKEN = re.compile(r'"[^"]*"|\\.|[#0][#0,.]*|%|.')
DATE_TYPES = ("DATE", "TIME", "DATE_TIME")


def is_date(number_format: NumberFormat | None) -> bool:
    """Whether numbers of that format are days or times."""
    return (number_format or {}).get("type") in DATE_TYPES


def shown(value: Value, number_format: NumberFormat | None, locale: str) -> str:
    """Return the text of a cell; empty for an empty one."""
    marks = conventions(locale)
    match value:
        case None:
            return ""
        case Error(text):
            return text
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return value
    kind = (number_format or {}).get("type", "")
    pattern = (number_format or {}).get("pattern", "")
    if kind in DATE_TYPES:
        default = {"DATE": marks.date, "TIME": "h:mm:ss", "DATE_TIME": marks.date_time}[kind]
        return _dated(value, pattern or default)
    if kind == "TEXT" or not (pattern or kind):
        return _general(value, marks)
    default = {"NUMBER": "#,##0.00", "PERCENT": "0.00%", "CURRENCY": "#,##0.00", "SCIENTIFIC": "0.00E+00"}
    return _patterned(value, pattern or default.get(kind, "General"), marks)


def _general(number: int | float, marks: Locale) -> str:
    if isinstance(number, int):
        return str(number)
    text = f"{number:.10g}"
    if "e" in text:
        return text.replace(".", marks.decimal).upper()
    return text.replace(".", marks.decimal)


def _patterned(number: int | float, pattern: str, marks: Locale) -> str:
    sections = pattern.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    if section in ("@", "General"):
        return _general(number, marks)
    tokens = _NUMBER_TOKEN.findall(section)
    amount = abs(Decimal(str(number))) * (100 if "%" in tokens else 1)
    text = "".join(_digits(amount, token, marks) if token[0] in "#0" else _literal(token) for token in tokens)
    return f"-{text}" if number < 0 and len(sections) == 1 else text


def _digits(amount: Decimal, token: str, marks: Locale) -> str:
    token, _, decimals = token.partition(".")
    kept = len(decimals)
    rounded = f"{amount.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP):f}"
    head, _, tail = rounded.partition(".")
    least = decimals.count("0")
    while len(tail) > least and tail.endswith("0"):
        tail = tail[:-1]
    head = head.zfill(token.replace(",", "").count("0"))
    if token.replace(",", "").count("0") == 0 and head == "0":
        head = ""
    if "," in token:
        head = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: marks.group, head)
    return head + (marks.decimal + tail if tail else "")


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1]
    return token[1:] if token.startswith("\\") else token


def _dated(number: int | float, pattern: str) -> str:
    day = moment(number)
    tokens = _DATE_TOKEN.findall(pattern)
    text, after_hour = "", False
    for index, token in enumerate(tokens):
        low = token.lower()
        later = next((other.lower() for other in tokens[index + 1 :] if other[0].isalpha()), "")
        if low in ("m", "mm") and (after_hour or later.startswith("s")):
            text += f"{day.minute:02d}" if low == "mm" else str(day.minute)
        else:
            text += _date_part(low, token, day)
        if low[0].isalpha():
            after_hour = low[0] == "h"
    return text


def _date_part(low: str, token: str, day: object) -> str:
    parts = {
        "yyyy": "{0:%Y}",
        "yy": "{0:%y}",
        "mmmm": "tháng {0.month}",
        "mmm": "thg {0.month}",
        "mm": "{0:%m}",
        "m": "{0.month}",
        "dd": "{0:%d}",
        "d": "{0.day}",
        "hh": "{0:%H}",
        "h": "{0.hour}",
        "ss": "{0:%S}",
        "s": "{0.second}",
    }
    return parts[low].format(day) if low in parts else _literal(token)
