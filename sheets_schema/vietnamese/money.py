"""Sums of money as clerks type them, in đồng, and as screens show them."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from sheets_schema.cell import Cell, Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.digits import (
    APOSTROPHES,
    ESTIMATED,
    LONGEST,
    PHONE,
    calculated,
    letters_in_digits,
    marked,
    plain_whole,
)
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count
from sheets_schema.vietnamese.refusals import as_typed, quoted, refused_formula, refused_kind
from sheets_schema.vietnamese.spelled import spelled_number
from sheets_schema.vietnamese.text import clean, fold

THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9
LARGEST = 10**15
SMALLEST = 1_000
"""Less than this many đồng is no sum of money: the clerk meant triệu."""

PLAIN = 10_000
"""From so many đồng up a whole number without words is a sum beyond doubt: most cells are such."""

_PLAIN_SUM = re.compile(r"[1-9][0-9]{1,2}\.[0-9]{3}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,4}")
_SCALE_WORDS = {
    BILLION: ("tỷ", "tỉ", "ty", "ti", "tỷ đồng"),
    MILLION: ("triệu", "trieu", "tr", "trđ", "trd", "trđồng"),
    THOUSAND: ("nghìn", "ngàn", "nghin", "ngan", "k", "ngđ", "nđ", "ng"),
}
_SCALES = {fold(word): scale for scale, all_words in _SCALE_WORDS.items() for word in all_words}
_SCALE = (
    r"(?:tỷ|tỉ|ty|ti|triệu|trieu|tr\.?\s?đ|trđ|trd|tr|nghìn|ngàn|nghin|ngan|ng\.?\s?đ|nđ|k)(?![^\W\d_])\.?"
)
_CURRENCY = r"(?:đồng|dong|vnđ|vnd|vn đồng|đ|₫|d)(?![^\W\d_])\.?"
_NUMBER = r"[0-9][0-9.,]*(?: [0-9]{3}(?![0-9]))*"
_ONE_SUM = re.compile(
    rf"(?:{_CURRENCY}\s*)?({_NUMBER})\s*({_SCALE})?\s*({_CURRENCY})?(?:,?-)?\.?", re.IGNORECASE
)
_PART = re.compile(rf"({_NUMBER})\s*({_SCALE})\s*", re.IGNORECASE)
_SPOKEN_REST = re.compile(rf"([0-9]{{1,3}}|rưỡi|ruoi)?\s*(?:{_CURRENCY})?\.?", re.IGNORECASE)
_FACTOR = re.compile(rf"({_NUMBER})\s*[^0-9]*")
_RANGE = re.compile(rf"{_NUMBER}\s*(?:{_SCALE})?\s*(?:[-–—]|đến|tới|hoặc)\s*{_NUMBER}.*", re.IGNORECASE)
_FOREIGN = re.compile(r"[$€£¥]|\b(?:usd|eur|euro|đô la|đô|jpy|yên|krw|cny|nhân dân tệ)\b", re.IGNORECASE)
_PER_TIME = re.compile(r"\s*/\s*(?:[0-9]+\s*)?(?:năm|tháng|quý|đợt|nam|thang|quy|dot)\s*$", re.IGNORECASE)
_PER_THING = re.compile(r"/\s*[^\W0-9]", re.IGNORECASE)
_DECIMAL_DOT = re.compile(r"[0-9]{1,6}\.(?:[0-9]{1,2}|[0-9]{4,6})")
_ONE_DOT_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_IMPLAUSIBLE = 100 * BILLION

_NEGATIVE = Refused("Số tiền không thể âm.")


def read_money(cell: Cell, *, scale: int = 1) -> Outcome:
    """Read a sum of money in đồng.

    `scale` is what the lines above the table say («Đơn vị tính: triệu đồng» is 1_000_000); it applies to bare
    numbers.
    """
    refused = refused_formula(cell) or refused_kind(cell, "số tiền", "số")
    if refused is not None:
        return refused
    if isinstance(cell, int | float):
        return _money_of_number(cell, scale)
    return _money_of_text(clean(cell), scale) if isinstance(cell, str) else Missing()


def write_money(dong: int | None) -> str:
    """Write a sum as it is said aloud: «1,25 tỷ đồng», «96 triệu đồng», «500.000 đồng»; «—» for None."""
    if dong is None:
        return NO_FIGURE
    for scale, name in ((BILLION, "tỷ"), (MILLION, "triệu")):
        places = Decimal("0.01")
        shown = (
            (Decimal(dong) / scale).quantize(places, ROUND_HALF_UP) if abs(dong) < LARGEST**2 else Decimal(0)
        )
        if abs(shown) >= 1 and (abs(dong) >= scale or shown == shown.to_integral_value()):
            digits = f"{shown:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
            return f"{digits} {name} đồng"
    return f"{write_count(dong)} đồng"


def _money_of_number(number: int | float, scale: int) -> Outcome:
    if isinstance(number, float) and not math.isfinite(number):
        return Refused("Ô không chứa một số hợp lệ. Hãy ghi số tiền.")
    if abs(number) > LARGEST:
        return Refused(f"Số tiền quá lớn: {quoted(as_typed(number))}. Hãy kiểm tra lại.")
    if scale == 1 and number >= PLAIN and number == int(number):
        return Parsed(int(number))
    return _bare(Decimal(str(number)), as_typed(number), scale)


def _bare(number: Decimal, typed: str, scale: int, note: str = "", warning: str = "") -> Outcome:
    """Judge a number without a scale word, in đồng or in the unit above the table."""
    if number < 0:
        return _NEGATIVE
    dong = number * scale
    if scale > 1 and dong > 10_000 * BILLION:
        mend = f"{(number / scale).normalize():f}".replace(".", ",")
        return Refused(
            f"Bảng ghi số tiền theo {_unit_name(scale)}, ô ghi {typed}. Có phải {mend} {_unit_name(scale)}?",
            mend,
        )
    if scale == 1 and 0 < number < SMALLEST:
        shown = f"{number:f}".replace(".", ",")
        mend = write_count(int(number * MILLION))
        return Refused(f"“{typed}” đồng? Nếu là {shown} triệu, hãy ghi {mend} hoặc “{shown} triệu”.", mend)
    if scale == 1 and 0 < number < PLAIN and not warning:
        warning = (
            f"Đọc {quoted(typed)} là {write_count(int(number))} đồng. Có phải thiếu đơn vị (nghìn, triệu)?"
        )
    if scale > 1 and not note:
        note = f"Đọc {quoted(typed)} là {typed} {_unit_name(scale)}."
    return _whole(dong, typed, note, warning)


def _unit_name(scale: int) -> str:
    return {THOUSAND: "nghìn đồng", MILLION: "triệu đồng", BILLION: "tỷ đồng"}.get(scale, f"{scale} đồng")


def _whole(dong: Decimal, typed: str, note: str = "", warning: str = "") -> Outcome:
    nearest = dong.to_integral_value()
    if abs(dong - nearest) > Decimal("0.001"):
        return Refused(f"{quoted(typed)} có phần lẻ nhỏ hơn một đồng. Hãy ghi lại số tiền.")
    if nearest > LARGEST:
        return Refused(f"Số tiền quá lớn: {quoted(typed)}. Hãy kiểm tra lại.")
    return Parsed(int(nearest), "" if warning else note, warning)


def _money_of_text(text: str, scale: int) -> Outcome:
    if scale == 1 and _PLAIN_SUM.fullmatch(text):
        return Parsed(int(text.replace(".", "")))
    found = marked(text, "số tiền", "cột tiền", "số liệu")
    text = text.strip(APOSTROPHES).strip()
    if found is not None or not text:
        return found or Missing()
    if refused := refused_formula(text):
        return refused
    if len(text) > LONGEST:
        return Refused(f"Cột này cần số tiền; ô đang ghi {quoted(text)}.")
    if _FOREIGN.search(text):
        return Refused("Chỉ nhận tiền đồng (VNĐ).")
    if re.fullmatch(r"[-−–]\s*[0-9].*|\([0-9., ]+\)", text):
        return _NEGATIVE
    return _read_sum(text, scale) or _not_a_sum(text, scale)


def _read_sum(text: str, scale: int) -> Outcome | None:
    """Read one sum, with what may stand behind it; None when the text is something else."""
    per_time = _PER_TIME.search(text)
    if per_time:
        outcome = _read_sum(text[: per_time.start()], scale)
        dropped = per_time[0].strip()
        if isinstance(outcome, Parsed):
            return Parsed(outcome.value, warning=f"{outcome.warning} Đã bỏ {quoted(dropped)}.".strip())
        return outcome
    aside = re.search(r"\s*\(([^()0-9]+)\)\s*\.?$", text)
    if aside:
        return _with_aside(text[: aside.start()], aside[1], scale)
    if PHONE.fullmatch(text):
        return Refused("Giống số điện thoại. Cột này cần số tiền.")
    found = _ONE_SUM.fullmatch(text)
    if found is None:
        return _compound(text)
    if found[2]:
        return _scaled(text, found[1], _scale_of(found[2]))
    return _unscaled(text, found[1], 1 if found[3] else scale)


def _with_aside(text: str, aside: str, scale: int) -> Outcome | None:
    """Read a sum with words in brackets, which repeat it («mười lăm triệu đồng») or say something else."""
    if re.fullmatch(rf"(?:{_SCALE})?\s*(?:{_CURRENCY})?", aside.strip(), re.IGNORECASE):
        return _read_sum(f"{text} {aside.strip()}", scale)
    outcome = _read_sum(text, scale)
    if not isinstance(outcome, Parsed):
        return outcome
    in_words = spelled_number(re.sub(rf"{_CURRENCY}|chẵn", " ", aside, flags=re.IGNORECASE))
    if in_words is not None and in_words != outcome.value:
        return Refused(
            f"Số tiền bằng số và bằng chữ không khớp: {quoted(f'{text} ({aside})')}. Hãy ghi một số tiền."
        )
    if in_words is not None:
        return outcome
    return Parsed(outcome.value, warning=f"{outcome.warning} Đã bỏ {quoted(f'({aside})')}.".strip())


def _scale_of(word: str) -> int:
    return _SCALES[fold(word)]


def _scaled(text: str, digits: str, scale: int) -> Outcome:
    """Read a number with a scale word: a comma is decimal there, a dot only before no group of three."""
    if digits.rstrip().endswith(","):
        return Refused(f"{quoted(text)} thiếu chữ số sau dấu phẩy. Hãy ghi đủ số tiền.")
    tight = digits.replace(" ", "").rstrip(".,")
    name = _unit_name(scale)
    if _DECIMAL_DOT.fullmatch(tight):
        shown = tight.replace(".", ",")
        return _whole(Decimal(tight) * scale, text, warning=f"Đọc là {shown} {name}.")
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3}){2,}", tight):
        number = Decimal(tight.replace(",", ""))
    elif re.fullmatch(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,12})(?:,[0-9]{1,9})?", tight):
        number = Decimal(tight.replace(".", "").replace(",", "."))
    else:
        return Refused(f"{quoted(text)} không phải số tiền rõ ràng. Hãy ghi đủ số đồng, ví dụ 15.000.000.")
    dong = number * scale
    if scale >= MILLION and _ONE_DOT_GROUP.fullmatch(tight) and dong >= _IMPLAUSIBLE:
        comma, word = tight.replace(".", ","), name.removesuffix(" đồng")
        rounded = f" ({write_count(int(dong / BILLION))} tỷ đồng)" if scale == MILLION else ""
        return _whole(dong, text, warning=f"Đọc là {tight} {word}{rounded}. Có phải {comma} {word}?")
    return _whole(dong, text, note=f"Đọc {quoted(text)} là {write_count(int(dong))} đồng.")


def _unscaled(text: str, digits: str, scale: int) -> Outcome:
    """Read a number that stands in đồng or in the unit above the table."""
    tight = re.sub(r"\s*([.,])\s*", r"\1", digits).rstrip(".,-")
    if scale > 1 and (_DECIMAL_DOT.fullmatch(tight) or re.fullmatch(r"[0-9.]*[0-9],[0-9]{1,6}", tight)):
        dotted = _DECIMAL_DOT.fullmatch(tight)
        number = Decimal(tight if dotted else tight.replace(".", "").replace(",", "."))
        shown = f"{number:f}".replace(".", ",")
        return _bare(number, tight, scale, warning=f"Đọc là {shown} {_unit_name(scale)}." if dotted else "")
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", tight):
        number = Decimal(tight.replace(",", ""))
        return _bare(number, text, scale, warning=f"Đọc {quoted(text)} là {write_count(int(number))} đồng.")
    whole = int(tight) if re.fullmatch(r"[0-9]{1,15}", tight) else plain_whole(tight)
    if whole is not None:
        same = text in (str(whole), write_count(whole))
        note = "" if same else f"Đọc {quoted(text)} là {write_count(whole)}{' đồng' if scale == 1 else ''}."
        return _bare(Decimal(whole), tight if whole < SMALLEST else text, scale, note)
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{1,2}", tight):
        return _bare(Decimal(tight.replace(",", ".")), tight, scale)
    return Refused(f"{quoted(text)} không phải số tiền rõ ràng. Hãy ghi đủ số đồng, ví dụ 15.000.000.")


def _compound(text: str) -> Outcome | None:
    """Read «1 tỷ 200 triệu» and the spoken «2tr5», «1 tỷ rưỡi»."""
    dong, last, place = Decimal(0), LARGEST, 0
    while part := _PART.match(text, place):
        scale = _scale_of(part[2])
        number = part[1].rstrip(".,")
        if scale >= last or not re.fullmatch(r"[0-9]{1,6}(?:,[0-9]{1,3})?", number):
            return None
        dong, last, place = dong + Decimal(number.replace(",", ".")) * scale, scale, part.end()
    rest = _SPOKEN_REST.fullmatch(text, place)
    if not place or rest is None:
        return None
    read = f"Đọc {quoted(text)} là"
    if rest[1] is None:
        return _whole(dong, text, note=f"{read} {write_count(int(dong))} đồng.")
    share = Decimal(f"0.{rest[1]}") if rest[1].isdigit() else Decimal("0.5")
    dong += share * last
    return _whole(dong, text, warning=f"{read} {write_count(int(dong))} đồng.")


def _not_a_sum(text: str, scale: int) -> Refused:
    """Say why a text holds no one sum."""
    if letters := letters_in_digits(text):
        return letters
    total = _product(text) or calculated(text) or _added(text)
    if total is not None:
        mend = _mend(total, scale)
        return Refused(f"Hãy ghi tổng số tiền: {mend}?", mend)
    if ESTIMATED.match(text) or _RANGE.fullmatch(text):
        return Refused("Cần số tiền cụ thể.")
    if _PER_THING.search(text) and re.search(r"[0-9]", text):
        return Refused("Ô ghi mức tiền cho từng phần. Hãy ghi tổng số tiền.")
    spelled = spelled_number(re.sub(rf"{_CURRENCY}|chẵn", " ", text, flags=re.IGNORECASE))
    if spelled is not None:
        return Refused("Hãy ghi bằng chữ số.", _mend(spelled, scale))
    sums = [
        found[0]
        for found in re.finditer(rf"{_NUMBER}\s*(?:{_SCALE})?\s*(?:{_CURRENCY})?", text, re.IGNORECASE)
    ]
    only = _read_sum(sums[0].strip(), scale) if len(sums) == 1 else None
    if isinstance(only, Parsed) and isinstance(only.value, int):
        mend = _mend(only.value, scale)
        return Refused(f"Ô có chữ lẫn với số tiền: {quoted(text)}. Có phải {mend}?", mend)
    if len(sums) > 1:
        return Refused(f"Ô chứa nhiều số tiền: {quoted(text)}. Hãy ghi một số tiền.")
    return Refused(f"Cột này cần số tiền; ô đang ghi {quoted(text)}.")


def _product(text: str) -> int | None:
    """Return what «3 suất x 500.000» comes to, in either order."""
    factors = re.split(r"\s*[x×*]\s*", text, maxsplit=1, flags=re.IGNORECASE)
    for times, each in (factors, factors[::-1]) if len(factors) == 2 else ():
        found, one = _FACTOR.fullmatch(times), _read_sum(each, 1)
        how_many = plain_whole(found[1]) if found else None
        if how_many is not None and isinstance(one, Parsed) and isinstance(one.value, int):
            return how_many * one.value
    return None


def _added(text: str) -> int | None:
    """Return what «15 triệu + 5 triệu» comes to."""
    read = [_read_sum(term.strip(), 1) for term in text.split("=")[0].split("+")]
    sums = [one.value for one in read if isinstance(one, Parsed) and isinstance(one.value, int)]
    return sum(sums) if 1 < len(sums) == len(read) else None


def _mend(dong: int, scale: int) -> str:
    """Write a suggested sum so that it reads back under any unit above the table."""
    return f"{write_count(dong)} đồng" if scale > 1 else write_count(dong)
