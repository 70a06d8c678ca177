"""Digits and their grouping, and the marks that stand where a number belongs."""

import math
import re

from sheets_schema.cell import Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.refusals import quoted
from sheets_schema.vietnamese.text import marker

LONGEST = 160
"""A longer text in a column of numbers is prose."""

APOSTROPHES = "'’‘`´"

ESTIMATED = re.compile(
    r"(?:[~≈><≥≤±]|(?:khoảng|khoang|gần|gan|hơn|hon|trên|tren|dưới|duoi|tầm|chừng|chung|cỡ|ước|uoc|xấp xỉ|"
    r"xap xi|ngót|độ|ít nhất|tối thiểu|tối đa|không dưới|không quá|từ)\s)\s*[^0-9]{0,20}[0-9].*"
    r"|[^?]*[0-9][^?]*\?.*|[^()]*[0-9][^()]*\((?:ước|dự kiến|khoảng|tạm tính)[^()]*\)"
    r"|[^0-9]*[0-9][0-9.,  ]*(?:\+|(?:\s*[^\W0-9]+)?\s*(?:trở lên|trở xuống|đổ lại|có lẻ|hơn|mấy))",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?:\+84|0)[ .\-]?[0-9](?:[ .\-]?[0-9]){7,8}|84[35789][0-9]{8}|0[0-9]{8,10}")
_LETTERS_FOR_DIGITS = str.maketrans("OoQIl|", "000111")
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:[ '’][0-9]{3})+"
)
_ENGLISH = re.compile(r"^[1-9][0-9]{0,2}(?:,[0-9]{3})+$")
_NO_FRACTION = re.compile(r"([0-9.]+),0{1,2}|([0-9,]+)\.0{1,2}")


def plain_whole(text: str) -> int | None:
    """Return the whole number that digits and their grouping write without doubt, else None."""
    tight = re.sub(r"\s*([.,])\s*", r"\1", text).strip(APOSTROPHES).rstrip(".,;:")
    without = _NO_FRACTION.fullmatch(tight)
    if without and "," in tight:
        tight = without[1] or _ENGLISH.sub(lambda found: found[0].replace(",", ""), without[2])
    if re.fullmatch(r"[0-9]{1,10}", tight):
        return int(tight)
    if len(tight) <= 20 and _GROUPED.fullmatch(tight):
        return int(re.sub(r"[^0-9]", "", tight))
    return None


def marked(text: str, needed: str, column: str, missing: str) -> Outcome | None:
    """Read a lone mark («-», «Không», «x», «nt») where a number belongs; None for any other text.

    The phrases are what belongs there («số lượng»), the column («cột số») and what is missing («số liệu»).
    """
    meaning = marker(text)
    if meaning == "zero":
        return Parsed(0, note=f"Đọc {quoted(text)} là 0.")
    if meaning == "dash":
        return Parsed(
            0, warning=f"Đọc dấu {quoted(text)} là 0 (không phát sinh). Nếu chưa có số liệu, hãy để trống."
        )
    if meaning == "unknown":
        return Missing(f"Đã ghi nhận: chưa có {missing}.")
    if meaning == "tick":
        return Refused(f"Cột này cần {needed}, không phải dấu {quoted(text)}.")
    if meaning == "ditto":
        return Refused(f"Không dùng {quoted(text)} ở {column}. Hãy ghi số cụ thể.")
    return None


def calculated(text: str) -> int | None:
    """Return the result of a sum or product that was typed out («3 + 4 = 7»), None for other text."""
    left = text.split("=")[0].strip()
    if not re.fullmatch(r"[0-9.,  ]+(?:[+*x×X][0-9.,  ]+)+", left) or len(left) > 80:
        return None
    total = 0
    for term in left.split("+"):
        factors = [plain_whole(factor.strip()) for factor in re.split(r"[*x×X]", term)]
        total += math.prod(factor for factor in factors if factor is not None)
        if None in factors:
            return None
    return total


def letters_in_digits(text: str) -> Refused | None:
    """Refuse «1O» and «l2» with the digits meant; None for other text."""
    if not re.fullmatch(r"[0-9OoQIl|.,]*[0-9][0-9OoQIl|.,]*", text):
        return None
    mend = text.translate(_LETTERS_FOR_DIGITS)
    whole = plain_whole(mend)
    asked = f" Có phải {mend}?" if whole is not None else " Hãy ghi lại bằng chữ số."
    return Refused(f"Có chữ cái lẫn trong số ({quoted(text)}).{asked}", mend if whole is not None else "")
