"""What Google makes of a text that is typed into a cell (USER_ENTERED), by the spreadsheet's locale."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from tests.emulator.locales import Locale, conventions

EPOCH = datetime.datetime(1899, 12, 30)

ERRORS = {
    "#REF!": "REF",
    "#N/A": "N_A",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#NAME?": "NAME",
    "#VALUE!": "VALUE",
    "#NUM!": "NUM",
    "#NULL!": "NULL_VALUE",
    "#ERROR!": "ERROR",
}
"""The text shown in a cell in error, and the API's name of the error."""


@dataclass(frozen=True)
class Formula:
    """A formula as it stands in the cell, with its `=`."""

    text: str


@dataclass(frozen=True)
class Error:
    """A cell in error, by the text that it shows."""

    shown: str


Value = None | bool | int | float | str | Error
Entered = None | bool | int | float | str | Error | Formula
NumberFormat = dict[str, str]


def whole(number: int | float) -> int | float:
    """Return 2 for 2.0, as JSON from Google has it."""
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else number


def serial(moment: datetime.datetime | datetime.date) -> int | float:
    """Return days since 30/12/1899; noon adds a half."""
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime(moment.year, moment.month, moment.day)
    return whole((moment - EPOCH) / datetime.timedelta(days=1))


def moment(number: int | float) -> datetime.datetime:
    """Return the day and time of a serial number."""
    return EPOCH + datetime.timedelta(seconds=round(number * 86400))


def typed(
    text: Any, locale: str, today: datetime.date, as_text: bool = False
) -> tuple[Entered, NumberFormat | None]:
    """Read one typed value; also return the number format that such a typing gives a cell without one.

    as_text is for a cell formatted as plain text, where everything stays as typed.
    """
    if not isinstance(text, str):
        return (whole(text) if isinstance(text, float) else text), None
    if text == "":
        return None, None
    if as_text:
        return text, None
    if text.startswith("'"):
        return text[1:], None
    if text.startswith("=") and len(text) > 1:
        return Formula(text), None
    stripped = text.strip()
    if stripped.upper() in ("TRUE", "FALSE"):
        return stripped.upper() == "TRUE", None
    marks = conventions(locale)
    for reader in (_number, _date, _time):
        found = reader(stripped, marks, today)
        if found is not None:
            return found
    return text, None


def _number(text: str, marks: Locale, today: datetime.date) -> tuple[Entered, NumberFormat | None] | None:
    group, decimal = re.escape(marks.group), re.escape(marks.decimal)
    pattern = (
        rf"(?P<sign>[+-]?)(?P<money>{re.escape(marks.currency)}?)\s*"
        rf"(?P<whole>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)?(?:{decimal}(?P<part>[0-9]*))?"
        rf"(?P<power>[eE][+-]?[0-9]+)?\s*(?P<mark>%|{re.escape(marks.currency)})?"
    )
    found = re.fullmatch(pattern, text)
    if found is None or not (found["whole"] or found["part"]):
        return None
    digits = (found["whole"] or "0").replace(marks.group, "")
    number = float(f"{found['sign']}{digits}.{found['part'] or '0'}{found['power'] or ''}")
    if found["mark"] == "%":
        return whole(round(number / 100, 15)), {
            "type": "PERCENT",
            "pattern": "0.00%" if found["part"] else "0%",
        }
    grouped = marks.group in (found["whole"] or "")
    pattern = ("#,##0" if grouped else "0") + (".00" if found["part"] else "")
    if found["money"] or (found["mark"] and found["mark"] == marks.currency):
        return whole(number), {"type": "CURRENCY", "pattern": f'#,##0.00 "{marks.currency}"'}
    return whole(number), {"type": "NUMBER", "pattern": pattern} if grouped else None


def _date(text: str, marks: Locale, today: datetime.date) -> tuple[Entered, NumberFormat | None] | None:
    found = re.fullmatch(
        rf"(\d{{1,4}})([{re.escape(marks.date_marks)}])(\d{{1,2}})(?:\2(\d{{4}}|\d{{2}}))?(?:[ T]+(\d.*))?",
        text,
    )
    if found is None:
        return None
    first, third = found[1], found[4]
    if len(first) == 4:
        numbers = (int(first), int(found[3]), int(third or 1))
    elif len(first) > 2:
        return None
    else:
        year = today.year if third is None else int(third) + (2000 if len(third) == 2 else 0)
        day, month = (first, found[3]) if marks.order == "dmy" else (found[3], first)
        numbers = (year, int(month), int(day))
    try:
        day_of = datetime.date(*numbers)
    except ValueError:
        return None
    if not found[5]:
        return serial(day_of), {"type": "DATE", "pattern": marks.date}
    time = _time(found[5], marks, today)
    if time is None or not isinstance(time[0], int | float):
        return None
    return whole(serial(day_of) + time[0]), {"type": "DATE_TIME", "pattern": marks.date_time}


def _time(text: str, marks: Locale, today: datetime.date) -> tuple[Entered, NumberFormat | None] | None:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", text)
    if found is None:
        return None
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    return whole(seconds / 86400), {"type": "TIME", "pattern": "h:mm:ss"}
