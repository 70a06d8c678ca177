"""Numbers written out in Vietnamese words, read so that a mend can be offered."""

from sheets_schema.vietnamese.text import fold, words

_DIGITS = {
    **dict.fromkeys(("không", "linh", "lẻ"), 0),
    **dict.fromkeys(("một", "mốt"), 1),
    "hai": 2,
    "ba": 3,
    **dict.fromkeys(("bốn", "tư"), 4),
    **dict.fromkeys(("năm", "lăm", "nhăm"), 5),
    "sáu": 6,
    **dict.fromkeys(("bảy", "bẩy"), 7),
    "tám": 8,
    "chín": 9,
}
_ONES = {fold(word): value for word, value in _DIGITS.items()}
_TENS = {fold(word) for word in ("mươi", "chục")}
_TEN = fold("mười")
_HUNDRED = fold("trăm")
_SCALES = {
    **dict.fromkeys(map(fold, ("nghìn", "ngàn")), 10**3),
    fold("vạn"): 10**4,
    fold("triệu"): 10**6,
    **dict.fromkeys(map(fold, ("tỷ", "tỉ")), 10**9),
}


def spelled_number(text: str) -> int | None:
    """Return the number that `text` spells («mười hai»), or None when any word is not of a number."""
    total, group, digit = 0, 0, None
    spoken = words(text)
    if not spoken or len(spoken) > 40:
        return None
    for word in spoken:
        if word in _ONES:
            digit = (digit or 0) + _ONES[word]
        elif word.isascii() and word.isdigit() and len(word) <= 9 and digit is None:
            digit = int(word)
        elif word == _TEN:
            group, digit = group + (digit or 0) + 10, None
        elif word in _TENS:
            group, digit = group + (digit or 1) * 10, None
        elif word == _HUNDRED:
            group, digit = group + (digit or 1) * 100, None
        elif word in _SCALES:
            total, group, digit = total + (group + (digit or 0) or 1) * _SCALES[word], 0, None
        else:
            return None
    return total + group + (digit or 0)
