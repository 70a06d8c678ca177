"""Counts as clerks type them, and numbers as screens show them."""

import math
import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

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
from sheets_schema.vietnamese.refusals import as_typed, quoted, refused_formula, refused_kind
from sheets_schema.vietnamese.spelled import spelled_number
from sheets_schema.vietnamese.text import bare, clean, fold, is_accentless

NO_FIGURE = "—"
"""Shown where there is no number: never 0, never an empty place."""

LARGEST = 9_999_999_999
YEARS_MISTAKEN = range(2022, 2025)
"""Numbers that alone in a count column are rather a year."""

_RANGE = re.compile(r"([0-9][0-9.,]*)\s*(?:[-–—]|đến|tới|hoặc|->|→)\s*([0-9][0-9.,]*)\s*[^0-9]*")
_ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_DATE_LIKE = re.compile(
    r"[0-9]{1,2}([./\-])[0-9]{1,2}\1(?:[0-9]{1,2}|[0-9]{4})|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|0[0-9]\.[0-9]{1,2}"
)
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
_NUMBER = r"[0-9][0-9.,]*(?: [0-9]{3})*"
_WITH_WORDS = re.compile(rf"({_NUMBER})\s*([^0-9()]+?)?\s*(?:\(([^()]*)\))?")
_WITH_SECOND = re.compile(
    rf"({_NUMBER})[^0-9]*?[(,;:/\-–\s]\s*(?:(?:trong đó|gồm|bao gồm|có)[\s:]*)*"
    rf"([^0-9()]*?)\s*({_NUMBER})\s*([^0-9()]*)\)?",
    re.IGNORECASE,
)
_RUNNING_TOTAL = {fold("lũy kế"), "lk", "luike"}

_SAME_COUNTED = (
    (
        "người",
        "ng",
        "đoàn viên",
        "ĐV",
        "ĐVCĐ",
        "NLĐ",
        "lao động",
        "CNLĐ",
        "CNVCLĐ",
        "CNVC",
        "đồng chí",
        "đ/c",
        "cá nhân",
    ),
    ("CĐCS", "công đoàn cơ sở", "công đoàn"),
    ("sáng kiến", "SK"),
    ("công trình", "CT", "sản phẩm", "SP", "phần việc", "PV"),
    ("văn bản", "VB", "bản"),
    ("cuộc", "buổi", "lần", "hội nghị", "lớp", "đợt"),
    ("lượt", "lượt người", "người"),
    ("suất", "suất quà", "phần quà", "phần"),
    ("doanh nghiệp", "DN", "đơn vị", "ĐV"),
    ("tập thể", "TT"),
    ("nhà", "căn", "căn nhà"),
    ("tin bài", "tin", "bài"),
)


def read_count(cell: Cell, *, counted: str = "", signed: bool = False) -> Outcome:
    """Read a whole number of people, unions or things.

    `counted` is the column's unit of count, which may stand behind the number. `signed` allows less than 0.
    """
    refused = refused_formula(cell) or refused_kind(cell, "số lượng", "số")
    if refused is not None:
        return refused
    if isinstance(cell, int | float):
        return _count_of_number(cell, signed)
    return _count_of_text(clean(cell), counted, signed) if isinstance(cell, str) else Missing()


def write_count(number: int | float | None) -> str:
    """Write a whole number with dots between thousands, «8.000»; «—» where there is none."""
    return write_decimal(number, 0)


def write_decimal(number: float | None, places: int = 1) -> str:
    """Write a number with a decimal comma, «1.234,5»; «—» where there is none."""
    if number is None or not math.isfinite(number):
        return NO_FIGURE
    return _vietnamese(_rounded(Decimal(str(number)), places, ROUND_HALF_UP), places)


def write_percent(share: float | None, places: int = 1) -> str:
    """Write a share (0.845) as «84,5%», whole ones as «100%»; less than the whole never rounds up to it."""
    if share is None or not math.isfinite(share):
        return NO_FIGURE
    percent = Decimal(str(share)) * 100
    if percent == percent.to_integral_value():
        return f"{_vietnamese(percent, 0)}%"
    rounded = _rounded(percent, places, ROUND_HALF_UP)
    if percent < 100 <= rounded:
        rounded = _rounded(percent, places, ROUND_DOWN)
    return f"{_vietnamese(rounded, places)}%"


def _rounded(number: Decimal, places: int, rounding: str) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding) if abs(number) < 10**20 else number


def _vietnamese(number: Decimal, places: int) -> str:
    shown = f"{number + 0:,.{places}f}"
    shown = shown.removeprefix("-") if not number else shown
    return shown.translate(str.maketrans(",.", ".,"))


def _count_of_number(number: int | float, signed: bool) -> Outcome:
    if isinstance(number, float) and not math.isfinite(number):
        return Refused("Ô không chứa một số hợp lệ. Hãy ghi số lượng.")
    if number != int(number):
        mend = round(number * 1000)
        if abs(number * 1000 - mend) < 1e-9 and abs(number * 100 - round(number * 100)) > 1e-9 and number > 1:
            thousands = write_count(mend)
            return Refused(
                f"Số lượng phải là số nguyên; ô đang ghi {as_typed(number)}. Có phải {thousands}?", thousands
            )
        return Refused(f"Số lượng phải là số nguyên; ô đang ghi {as_typed(number)}.")
    return _bounded(int(number), as_typed(number), signed)


def _bounded(number: int, typed: str, signed: bool, note: str = "", warning: str = "") -> Outcome:
    if number < 0 and not signed:
        return Refused("Số lượng không thể âm.")
    if abs(number) > LARGEST:
        return Refused(f"Số quá lớn cho một số lượng: {quoted(typed)}. Hãy kiểm tra lại.")
    if number in YEARS_MISTAKEN and typed == str(number):
        warning = "Có phải ghi nhầm năm vào cột số lượng?"
    return Parsed(number, note, warning)


def _count_of_text(text: str, counted: str, signed: bool) -> Outcome:
    if not text.strip(APOSTROPHES):
        return marked(text, "số lượng", "cột số", "số liệu") or Missing()
    found = marked(text, "số lượng", "cột số", "số liệu")
    if found is not None:
        return found
    text = text.strip(APOSTROPHES).strip()
    if refused := refused_formula(text):
        return refused
    if signed and re.fullmatch(r"\([0-9.,]+\)", text):
        text = f"-{text[1:-1]}"
    if len(text) > LONGEST:
        return Refused(f"Cột này cần số lượng; ô đang ghi {quoted(text)}.")
    outcome = _count_of_digits(text, signed) if re.fullmatch(r"[-+−–—]?\s?[0-9.,'’ ]+", text) else None
    return outcome or _not_a_count(text) or _count_with_words(text, counted, signed)


def _count_of_digits(text: str, signed: bool) -> Outcome | None:
    """Read text of digits and separators only."""
    negative = text[0] in "-−–—"
    digits = text.lstrip("-+−–— ")
    if not re.search(r"[0-9]", digits):
        return None
    if negative:
        number = plain_whole(digits)
        if not signed or number is None:
            return Refused("Số lượng không thể âm.")
        return _bounded(-number, text, signed, f"Đọc {quoted(text)} là {write_count(-number)}.")
    if PHONE.fullmatch(digits):
        return Refused("Giống số điện thoại. Cột này cần số lượng.")
    number = plain_whole(digits)
    if number is not None:
        note = (
            ""
            if text in (str(number), write_count(number))
            else f"Đọc {quoted(text)} là {write_count(number)}."
        )
        return _bounded(number, text, signed, note)
    if _ONE_COMMA.fullmatch(digits):
        return _one_comma(digits)
    return _bad_digits(digits)


def _one_comma(digits: str) -> Parsed:
    number = int(digits.replace(",", ""))
    said = f" ({_thousands_in_words(number)})" if number % 1000 == 0 and number <= 10_000 else ""
    return Parsed(
        number, warning=f"Đọc “{digits}” là {write_count(number)}{said}. Nếu không đúng, hãy sửa lại."
    )


def _thousands_in_words(number: int) -> str:
    names = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return f"{names[number // 1000 - 1]} nghìn"


def _bad_digits(digits: str) -> Outcome:
    """Refuse digits whose grouping writes no whole number, with the likely one."""
    if _DATE_LIKE.fullmatch(digits):
        return Refused("Ô giống ngày tháng hơn là số lượng.")
    if re.fullmatch(r"[0-9]+\.0{1,2}", digits):
        number = int(digits.split(".")[0][:10])
        return Parsed(
            number, warning=f"Đọc {quoted(digits)} là {write_count(number)}. Nếu không đúng, hãy sửa lại."
        )
    if re.fullmatch(r"[0-9]{11,}", digits):
        return Refused(f"Số quá lớn cho một số lượng: {quoted(digits)}. Hãy kiểm tra lại.")
    if re.fullmatch(
        r"[0-9]+[.,][0-9]|[0-9]+,[0-9]+|[0-9]+(?:\.[0-9]{3})+,[0-9]+|[0-9]+(?:,[0-9]{3})+\.[0-9]+", digits
    ):
        return Refused(f"Số lượng phải là số nguyên; ô đang ghi {digits}.")
    joined = re.sub(r"[^0-9]", "", digits).lstrip("0")
    if 0 < len(joined) <= 9:
        mend = write_count(int(joined))
        return Refused(f"{quoted(digits)} không phải số nguyên. Có phải {mend}?", mend)
    return Refused(f"{quoted(digits)} không phải số nguyên. Cột này cần số lượng.")


def _not_a_count(text: str) -> Refused | None:
    """Refuse the known forms that hold digits and yet are no count."""
    if re.fullmatch(r"\([0-9.,]+\)", text):
        return Refused(f"{quoted(text)} là cách ghi số âm. Số lượng không thể âm.")
    if _DATE_LIKE.fullmatch(text):
        return Refused("Ô giống ngày tháng hơn là số lượng.")
    if PHONE.fullmatch(text):
        return Refused("Giống số điện thoại. Cột này cần số lượng.")
    if _SCIENTIFIC.fullmatch(text):
        return _scientific(text)
    result = calculated(text)
    if result is not None:
        return Refused("Ô ghi phép tính. Hãy ghi kết quả.", write_count(result))
    if "%" in text:
        return Refused("Ô ghi tỷ lệ phần trăm. Cột này cần số lượng.")
    if ESTIMATED.fullmatch(text) or _RANGE.fullmatch(text):
        return Refused("Cần số chính xác, ô đang ghi số ước lượng.")
    return _share(text) or letters_in_digits(text)


def _scientific(text: str) -> Refused:
    number = Decimal(text.replace(",", "."))
    if number == number.to_integral_value() and number <= LARGEST:
        shown = write_count(int(number))
        return Refused(f"Ô ở dạng số khoa học. Hãy ghi {shown}.", shown)
    return Refused("Ô ở dạng số khoa học. Hãy ghi đủ các chữ số.")


def _share(text: str) -> Refused | None:
    """Refuse «15/20», which is done/all, and «31/5», which is a day."""
    found = re.fullmatch(r"([0-9.]{1,13})\s*/\s*([0-9.]{1,13})\s*[^0-9]*", text)
    done, whole = (plain_whole(found[1]), plain_whole(found[2])) if found else (None, None)
    if found is None or done is None or whole is None:
        return None
    if done > whole and done <= 31 and whole <= 12:
        return Refused("Ô giống ngày tháng hơn là số lượng.")
    return Refused(f"Ô ghi dạng “đạt/tổng”. Cột này chỉ ghi số đạt: {found[1]}?", found[1])


def _count_with_words(text: str, counted: str, signed: bool) -> Outcome:
    """Read a number with words behind it, or say why such text holds no one count."""
    spelled = spelled_number(re.sub(r"\([^()]*\)", "", text))
    found = _WITH_WORDS.fullmatch(text)
    doubtful = _one_comma(found[1]) if found and _ONE_COMMA.fullmatch(found[1]) else None
    number = doubtful.value if doubtful else plain_whole(found[1]) if found else None
    if found is None or not isinstance(number, int):
        return _scaled(text) or _two_numbers(text, counted) or _no_count(text, spelled)
    unit, aside = (found[2] or "").strip(" .:,;-–/"), (found[3] or "").strip()
    if re.search(r"[0-9]", aside):
        return _two_numbers(text, counted) or _no_count(text, None)
    if unit and spelled is not None:
        return _no_count(text, spelled)
    in_words = spelled_number(aside)
    if in_words is not None and in_words != number:
        return Refused(
            f"Ô ghi {write_count(number)} nhưng bằng chữ là {write_count(in_words)}. Hãy ghi một số."
        )
    extra = f"({aside})" if aside and in_words is None else ""
    if unit and not _is_counted(unit, counted):
        if counted and not _is_counted(unit.split()[0], counted) and not fold(unit).startswith(fold(counted)):
            return Refused(f"Cột này tính bằng “{counted}”, ô ghi {quoted(unit)}.")
        extra = f"{unit} {extra}".strip()
    note = f"Đọc {quoted(text)} là {write_count(number)}."
    warning = f"Đọc {quoted(text)} là {write_count(number)}; đã bỏ {quoted(extra)}." if extra else ""
    warning = f"{doubtful.warning if doubtful else ''} {warning}".strip()
    return _bounded(number, text, signed, "" if warning else note, warning)


def _is_counted(unit: str, counted: str) -> bool:
    """Tell whether two names of a unit of count mean the same; a name typed without accents does too."""
    key = bare if is_accentless(unit) else fold
    typed, expected = key(unit), key(counted)
    return typed == expected or any(
        typed in {key(word) for word in same} and expected in {key(word) for word in same}
        for same in _SAME_COUNTED
    )


def _scaled(text: str) -> Refused | None:
    """Refuse «1,2 nghìn» with the number that it means."""
    found = re.fullmatch(r"([0-9]{1,6})[.,]([0-9]{1,3})\s*([^\W0-9]+)", text)
    scale = spelled_number(f"1 {found[3]}") if found else None
    if found is None or scale is None or scale < 10 or (scale * int(found[2])) % 10 ** len(found[2]):
        return None
    mend = write_count(int(found[1]) * scale + scale * int(found[2]) // 10 ** len(found[2]))
    return Refused(f"Hãy ghi bằng chữ số: {mend}?", mend)


def _two_numbers(text: str, counted: str) -> Refused | None:
    found = _WITH_SECOND.fullmatch(text)
    if found is None:
        return None
    first, before, second, behind = (
        found[1].rstrip(".,"),
        found[2].strip(" :"),
        found[3].rstrip(".,"),
        found[4],
    )
    if fold(before) in _RUNNING_TOTAL:
        return Refused(
            f"Ô chứa cả số trong đợt và lũy kế. Ghi {first} ở đây, {second} ở cột “Lũy kế”.", first
        )
    if re.search(r"\bnam\b", text):
        return Refused(f"Ô chứa hai số: {first} và {second}. Hãy ghi một số.")
    other = (behind.strip(" .;,") or before).capitalize()
    if other and not _is_counted(other, counted):
        return Refused(f"Ô chứa hai số. Ghi {first} vào cột này và {second} vào cột {quoted(other)}.", first)
    return Refused(f"Ô chứa hai số: {first} và {second}. Hãy ghi một số.")


def _no_count(text: str, spelled: int | None) -> Refused:
    """Refuse any other text, with the number that it holds or spells where there is just one."""
    if any(fold(text).startswith(total) for total in _RUNNING_TOTAL):
        return Refused("Ô ghi số lũy kế. Cột này ghi số của riêng đợt.")
    numbers = re.findall(_NUMBER, text)
    whole = plain_whole(numbers[0]) if len(numbers) == 1 else None
    if not numbers and spelled is not None:
        whole = spelled
    if not re.search(r"[^\W\d_]", text):
        spelled = None
    inside = re.search(r"\(([0-9.]+)\)", text)
    if spelled is not None or (inside and whole is not None):
        mend = write_count(whole if whole is not None and inside else spelled)
        return Refused(f"Hãy ghi bằng chữ số: {mend}?", mend)
    if whole is not None:
        mend = write_count(whole)
        return Refused(f"Ô có chữ lẫn với số: {quoted(text)}. Có phải {mend}?", mend)
    if len(numbers) > 1:
        return Refused(f"Ô chứa nhiều số: {quoted(text)}. Hãy ghi một số.")
    return Refused(f"Cột này cần số lượng; ô đang ghi {quoted(text)}.")
