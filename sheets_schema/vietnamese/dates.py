"""Days and months as clerks type them, always day first, and as screens show them."""

import calendar
import datetime
import math
import re
from typing import NamedTuple

from sheets_schema.cell import Cell, Missing, Month, Outcome, Parsed, Refused, Value
from sheets_schema.vietnamese.refusals import as_typed, quoted, refused_formula
from sheets_schema.vietnamese.text import clean, marker

FIRST_SERIAL = datetime.date(1899, 12, 30)
"""Day 0 of spreadsheets; their serial numbers count from here."""

_SERIALS = range(7_306, 73_051)
"""1/1/1920 to 31/12/2099."""

_LONGEST = 300
_EARLIEST = datetime.date(1930, 1, 1)

_NEEDS_DAY = "Cần ghi đủ ngày/tháng/năm."
_NEEDS_EXACT = "Cần ghi ngày cụ thể."
_MANY = "Ô ghi nhiều ngày. Hãy ghi một ngày."

_IN_ORDER = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_NAMED = {name: n for n, name in enumerate(_IN_ORDER, 1)} | {"giêng": 1, "bốn": 4, "bẩy": 7}
_ENGLISH = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n}
_NAMED_MONTH = re.compile(
    rf"\btháng\s+({'|'.join(sorted(_NAMED, key=len, reverse=True))})\b(?!\s*[0-9]{{1,2}}\s*[/.])",
    re.IGNORECASE,
)
_MAY_OR_BLANK = re.compile(r"\btháng\s+năm\s+[0-9]{4}", re.IGNORECASE)
"""«ngày 12 tháng năm 2023»: the fifth month, or a printed form whose month was left blank."""
_ENGLISH_MONTH = re.compile(rf"\b({'|'.join(_ENGLISH)})[a-z]{{0,6}}\b", re.IGNORECASE)

_TIME = re.compile(
    r"(?:\b(?:lúc|vào lúc|hồi)\s*)?\b[0-9]{1,2}\s*(?:giờ|gio|h|g)(?![^\W\d_])"
    r"(?:\s*[0-9]{1,2}\s*(?:phút|p\b|')|[0-9]{2}|\s+[0-9]{1,2}(?![0-9]*\s*[/.\-]))?"
    r"|(?:\blúc\s*)?(?:(?<=[0-9])T|\b)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:AM|PM|SA|CH|Z)?(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\(?\b(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|CN|T[2-7](?=\s*,))\b\)?\s*,?"
    r"|\b(?:sáng|chiều|tối|trưa)\b",
    re.IGNORECASE,
)
_WORDY = re.compile(r"\b(?:ngày|ngay|mùng|mồng)\b|\bnăm\b|\bnam\b(?=\s*[0-9]{4})", re.IGNORECASE)
_MONTH_WORD = re.compile(
    r"\b(?:tháng|thang|thg|th)\.?\s*(?=[0-9])|\bT\.?\s?(?=[0-9]{1,2}(?:\b|[/.\-]))", re.IGNORECASE
)

_SEPARATOR = r"(?:\s*[/.\-\\,–]+\s*|\s+)"
_FULL = re.compile(rf"([0-9]{{1,2}})({_SEPARATOR})([0-9]{{1,2}})({_SEPARATOR})([0-9]{{2,6}})")
_ISO = re.compile(r"([12][0-9]{3})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})T?")
_SHORT = re.compile(r"([0-9]{1,2})\s*[/.\-\\]\s*([0-9]{1,2})")
_MONTH_YEAR = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})|([12][0-9]{{3}})\s*-\s*([0-9]{{1,2}})")
_SEVERAL = re.compile(r"[0-9]{1,2}\s*(?:[-–,;&+]|và|đến)\s*[0-9]{1,2}\s*[/.][0-9./\s]+")
_VAGUE = re.compile(
    r"\b(?:quý|quí|quy [ivx0-9]+|đầu|cuối|giữa|trong|khoảng|tuần|nửa|dự kiến|trước|sau|âm lịch|al)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\b(?:trước|sau|khoảng|dự kiến|độ)\s+(?:ngày\s+)?[0-9]", re.IGNORECASE)
_MONTHS = re.compile(r"(?:tháng|thang|thg|th\.?)\s*[0-9]", re.IGNORECASE)
"""«tháng 5-6/2023» is two months and no day."""

_IN_TEXT = re.compile(r"(?<![0-9/.\-])([0-9]{1,2})\s*([/.\-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})(?![0-9])")
_DECISION = re.compile(
    r"\b(?:số|QĐ|QÐ|KH|BC|CV|TB|NQ|TTr|HD)\b|[0-9]+\s*[/-]\s*(?:QĐ|KH|BC|CV|TB|NQ)", re.IGNORECASE
)
_LETTERS_FOR_DIGITS = str.maketrans("OoQIl|", "000111")


class _Window(NamedTuple):
    """The year of the campaign and the days between which a column's dates lie."""

    year: int
    earliest: datetime.date
    latest: datetime.date
    month_ok: bool


def read_date(
    cell: Cell,
    *,
    year: int,
    earliest: datetime.date | None = None,
    latest: datetime.date | None = None,
    month_ok: bool = False,
) -> Outcome:
    """Read a day, or a month where `month_ok`.

    `year` is the campaign's, for days typed without one. Days before `earliest` or after `latest` (by default
    the end of the year after) are refused, with the same day of the campaign year where that fits.
    """
    window = _Window(year, earliest or _EARLIEST, latest or datetime.date(year + 1, 12, 31), month_ok)
    refused = refused_formula(cell)
    if refused is not None:
        return refused
    if isinstance(cell, bool):
        return Refused("Ô đang là ô đánh dấu. " + _NEEDS_DAY)
    if isinstance(cell, datetime.datetime):
        return _within(cell.date(), window)
    if isinstance(cell, datetime.date):
        return _within(cell, window)
    if isinstance(cell, datetime.time):
        return Refused(f"Ô chỉ có giờ {cell:%H:%M}. {_NEEDS_DAY}")
    if isinstance(cell, int | float):
        return _of_number(cell, window)
    return _of_text(clean(cell), window) if isinstance(cell, str) else Missing()


def write_date(day: datetime.date | Month) -> str:
    """Write a day as «31/5/2023» and a month as «10/2022»."""
    if isinstance(day, Month):
        return f"{day.month}/{day.year}"
    return f"{day.day}/{day.month}/{day.year}"


def _within(day: datetime.date, window: _Window, note: str = "", warning: str = "") -> Outcome:
    """Judge a real day against the days that the column allows."""
    if window.earliest <= day <= window.latest:
        return Parsed(day, note, warning)
    mend = _same_day(day.day, day.month, window) if day.year != window.year else ""
    asked = f" Có phải {mend}?" if mend else ""
    whole_years = (window.earliest.month, window.earliest.day) == (1, 1)
    if (day > window.latest and day.year > window.year) or (
        whole_years and window.earliest.year == window.year
    ):
        return Refused(f"Năm {day.year} nằm ngoài năm thi đua {window.year}.{asked}", mend)
    if day > window.latest:
        return Refused(f"Ngày {write_date(day)} muộn hơn {write_date(window.latest)}.{asked}", mend)
    if window.earliest.year == window.year:
        return Refused(f"Ngày trước khi có Kế hoạch.{asked}", mend)
    return Refused(f"Ngày {write_date(day)} sớm hơn {write_date(window.earliest)}.{asked}", mend)


def _same_day(day: int, month: int, window: _Window) -> str:
    """Return the same day of the campaign year where the column allows it, else an empty text."""
    meant = _day(window.year, month, day)
    return write_date(meant) if meant and window.earliest <= meant <= window.latest else ""


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _of_number(number: int | float, window: _Window) -> Outcome:
    if isinstance(number, float) and not math.isfinite(number):
        return Refused(f"Ô không chứa một ngày hợp lệ. {_NEEDS_DAY}")
    if int(number) in _SERIALS:
        return _within(FIRST_SERIAL + datetime.timedelta(days=int(number)), window)
    typed = as_typed(number)
    if outcome := _run_together(typed, window):
        return outcome
    short = re.fullmatch(r"([0-9]{1,2}),([0-9]{1,2})", typed)
    mend = _same_day(int(short[1]), int(short[2]), window) if short else ""
    asked = f" Có phải {mend}?" if mend else ""
    return Refused(f"Ô ghi số {typed}, không phải ngày. {_NEEDS_DAY}{asked}", mend)


def _run_together(digits: str, window: _Window) -> Outcome | None:
    """Read eight digits without separators, 31052023 or 20230531."""
    digits = digits.zfill(8) if len(digits) == 7 else digits
    found = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{4})", digits)
    orders = [(int(found[3]), int(found[2]), int(found[1]))] if found else []
    orders += [(int(digits[:4]), int(digits[4:6]), int(digits[6:]))] if found else []
    for year, month, day in orders:
        meant = _day(year, month, day)
        if meant and abs(year - window.year) <= 1:
            return _within(meant, window, warning=f"Ô ghi liền {digits}; hiểu là {write_date(meant)}.")
    return None


def _of_text(text: str, window: _Window) -> Outcome:
    meaning = marker(text)
    if not text or meaning in ("zero", "dash", "unknown"):
        return Missing("Đã ghi nhận: chưa có ngày." if text else "")
    if meaning == "tick":
        return Refused(f"Cột này cần ngày/tháng/năm, không phải dấu {quoted(text)}.")
    if meaning == "ditto":
        return Refused(f"Không dùng {quoted(text)} ở cột ngày. Hãy ghi ngày cụ thể.")
    text = text.strip("'’‘`").strip()
    if refused := refused_formula(text):
        return refused
    if re.fullmatch(r"[0-9]{5}", text) and int(text) in _SERIALS:
        day = FIRST_SERIAL + datetime.timedelta(days=int(text))
        return _within(day, window, warning=f"Ô ghi số {text}; hiểu là {write_date(day)}.")
    if re.fullmatch(r"[0-9]{7,8}", text) and (outcome := _run_together(text, window)):
        return outcome
    if len(text) > _LONGEST:
        return Refused(f"Cột này cần ngày/tháng/năm; ô đang ghi {quoted(text)}.")
    core = _core(text)
    outcome = _plain_day(text, core, window) or _month(text, core, window) or _other_text(text, core, window)
    if isinstance(outcome, Parsed) and not outcome.warning and _MAY_OR_BLANK.search(text):
        return Parsed(outcome.value, warning=f"Đã hiểu là tháng 5: {_written(outcome.value)}.")
    return outcome


def _written(value: Value) -> str:
    return write_date(value) if isinstance(value, datetime.date | Month) else str(value)


def _core(text: str) -> str:
    """Return what remains when the words and the hour around a date are dropped: «19/9/2023»."""
    core = _NAMED_MONTH.sub(lambda found: f"tháng {_NAMED[found[1].lower()]} ", text)
    core = _ENGLISH_MONTH.sub(lambda found: f"{_ENGLISH[found[1].lower()]}", core)
    for extra in (_TIME, _WEEKDAY, _WORDY):
        core = extra.sub(" ", core)
    core = _MONTH_WORD.sub(" ", core)
    return " ".join(core.split()).strip(" ,.;:/-–()")


def _plain_day(text: str, core: str, window: _Window) -> Outcome | None:
    """Read a text that is one day and nothing else."""
    iso = _ISO.fullmatch(core)
    if iso:
        return _judged(text, int(iso[3]), int(iso[2]), iso[1], window)
    full = _FULL.fullmatch(core)
    if full and not _is_range(full) and not _MONTHS.match(text):
        day, month = int(full[1]), int(full[3])
        if re.match(rf"\s*(?:{'|'.join(_ENGLISH)})", text, re.IGNORECASE):
            day, month = month, day
        return _judged(text, day, month, full[5], window)
    short = _SHORT.fullmatch(core) or (
        re.fullmatch(r"([0-9]{1,2})[ ,]+([0-9]{1,2})", core) if core != text else None
    )
    if short and not _VAGUE.search(text) and not (_is_month_first(text, short) or "–" in text):
        return _without_year(text, int(short[1]), int(short[2]), window)
    return None


def _is_range(full: re.Match[str]) -> bool:
    """Tell «15-17/5» and «15, 16/5» from a day: there the two separators differ and no year follows."""
    first, second = full[2].strip(), full[4].strip()
    return first != second and bool(first) and len(full[5]) < 3


def _is_month_first(text: str, short: re.Match[str]) -> bool:
    return (
        int(short[2]) > 12
        and int(short[1]) <= 12
        and bool(re.search(r"tháng|\bT", text))
        and "ngày" not in text
    )


def _without_year(text: str, day: int, month: int, window: _Window) -> Outcome:
    meant = _day(window.year, month, day)
    if meant is None:
        return _unreal(text, day, month, window.year, window)
    return _within(meant, window, warning=f"Đã hiểu là {write_date(meant)}.")


def _judged(text: str, day: int, month: int, year_typed: str, window: _Window) -> Outcome:
    """Judge day, month and year as typed."""
    year = int(year_typed)
    if len(year_typed) == 2:
        year += 2000 if year <= window.year % 100 + 10 else 1900
    if len(year_typed) not in (2, 4) or not 1900 <= year <= 2999:
        mend = _same_day(day, month, window)
        return Refused(f"Năm không hợp lệ.{f' Có phải {mend}?' if mend else ''}", mend)
    meant = _day(year, month, day)
    if meant is None:
        return _unreal(text, day, month, year, window)
    usual = re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", text)
    return _within(meant, window, "" if usual else f"Đọc {quoted(text)} là {write_date(meant)}.")


def _unreal(text: str, day: int, month: int, year: int, window: _Window) -> Refused:
    """Refuse a day that no calendar has, with the likely one."""
    mend = ""
    if not 1 <= month <= 12:
        why = f"Không có tháng {month}."
        swapped = _day(year, day, month)
        mend = write_date(swapped) if swapped else ""
    elif not 1 <= day <= 31:
        why = f"Không có ngày {day}."
    else:
        last = calendar.monthrange(year, month)[1]
        of_year = f" năm {year}" if month == 2 else ""
        why = f"Tháng {month}{of_year} chỉ có {last} ngày."
        mend = f"{last}/{month}/{year}"
    asked = f" Có phải {mend}?" if mend else " Hãy ghi lại ngày/tháng/năm."
    return Refused(f"{quoted(text)} không phải ngày có thật. {why}{asked}", mend)


def _month(text: str, core: str, window: _Window) -> Outcome | None:
    """Read a text that is one month: Month where the column takes it, else refused."""
    if _VAGUE.search(text):
        return None
    found = _MONTH_YEAR.fullmatch(core)
    alone = (
        re.fullmatch(r"[0-9]{1,2}", core) if _MONTH_WORD.search(text) or _NAMED_MONTH.search(text) else None
    )
    if found is None and alone is None:
        return None
    month = int(found[1] or found[4]) if found else int(core)
    year = int(found[2] or found[3]) if found else window.year
    if not 1 <= month <= 12 or not 1900 <= year <= 2999:
        return Refused(f"Không có tháng {month}/{year}. {_NEEDS_DAY}")
    if not window.month_ok:
        return Refused(_NEEDS_DAY)
    meant = Month(year, month)
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    if meant.first_day > window.latest or last < window.earliest:
        outside = _within(last if last < window.earliest else meant.first_day, window)
        return Refused(outside.message.split(" Có phải")[0]) if isinstance(outside, Refused) else outside
    return Parsed(
        meant, "" if text == write_date(meant) else f"Đọc {quoted(text)} là tháng {write_date(meant)}."
    )


def _other_text(text: str, core: str, window: _Window) -> Outcome:
    """Read the one day inside a longer text, or say why there is none."""
    days = {(found[1], found[3], found[4]) for found in _IN_TEXT.finditer(core)}
    full = _FULL.fullmatch(core)
    if len(days) > 1 or _SEVERAL.search(text) or (full and _is_range(full)):
        return Refused(_MANY)
    if (_VAGUE.search(text) and not days) or _AROUND.search(text):
        return Refused(_NEEDS_EXACT)
    mended = text.translate(_LETTERS_FOR_DIGITS)
    if mended != text and re.fullmatch(r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4}", mended):
        judged = _plain_day(mended, mended, window)
        if isinstance(judged, Parsed) and isinstance(judged.value, datetime.date):
            mend = write_date(judged.value)
            return Refused(f"Có chữ cái lẫn trong ngày ({quoted(text)}). Có phải {mend}?", mend)
    if len(days) == 1:
        return _inside(text, *days.pop(), window)
    if re.search(r"[0-9]", text):
        return Refused(f"{quoted(text)} không phải ngày rõ ràng. {_NEEDS_DAY}")
    return Refused(f"Cột này cần ngày/tháng/năm; ô đang ghi {quoted(text)}.")


def _inside(text: str, day: str, month: str, year: str, window: _Window) -> Outcome:
    outcome = _judged(f"{int(day)}/{int(month)}/{year}", int(day), int(month), year, window)
    if not isinstance(outcome, Parsed) or not isinstance(outcome.value, datetime.date):
        return outcome
    taken = f"Đã lấy ngày {write_date(outcome.value)}"
    if _DECISION.search(text):
        return Parsed(outcome.value, warning=f"{taken}; số quyết định hãy ghi ở cột bên cạnh.")
    return Parsed(outcome.value, warning=f"{taken}; phần chữ hãy ghi ở cột Ghi chú.")
