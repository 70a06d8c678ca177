"""Vietnamese typed in the encodings before Unicode, recognised and decoded."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import product

from sheets_schema.cell import Refused
from sheets_schema.vietnamese.syllables import is_syllable

TCVN3 = "TCVN3"
VNI = "VNI"
MOJIBAKE = "UTF-8 hỏng"

_TCVN3_LETTERS = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\xadư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị"
    "ßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöửøứ÷ữùựúỳûỷüỹýýþỵ"
)
_TCVN3 = dict(zip(_TCVN3_LETTERS[::2], _TCVN3_LETTERS[1::2], strict=True))

_VNI_ALONE = dict(zip("íìæóòôöîñÍÌÆÓÒÔÖÎÑ", "íìỉĩịơưỵđÍÌỈĨỊƠƯỴĐ", strict=True))
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HATS = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_BREVES = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}


def _vni_pairs() -> dict[str, str]:
    """Return what each VNI letter with its mark stands for, in both cases."""
    pairs = {}
    for letters, marks in (("aeouyôö", _VNI_TONES), ("aeo", _VNI_HATS), ("a", _VNI_BREVES)):
        for letter, mark in product(letters, marks):
            plain = _VNI_ALONE.get(letter, letter)
            decoded = unicodedata.normalize("NFC", plain + marks[mark])
            pairs[letter + mark] = decoded
            for typed in (letter.upper() + mark.upper(), letter.upper() + mark):
                pairs[typed] = decoded.upper()
    return pairs


_VNI = {**_VNI_ALONE, **_vni_pairs()}
_VNI_TOKEN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_HIGH = re.compile(r"[\x80-\xff]")
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_NEVER_UNICODE = set("®§¬µ¸¶·¹¨¾¼½Æ©ÇËÎÏÑÖ×ØÜÞßäåæçëîïñöø÷ûüþ")
_EUROPEAN = set("ÇËÎÏÑÖØÜßäåæçëîïñöøûüÆ")
_WORD = re.compile(r"[A-Za-z\xa1-\xff]+")
_NO_WORD = re.compile(r"[^A-Za-z]?|[^A-Za-zÀ-ÿ]+|µ[A-Za-z]{1,2}")
"""Signs that stand alone («3 × 4») and micro units («5 µm»)."""

_MOJIBAKE_RUN = re.compile(r"[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]+")
_BROKEN = re.compile("[a-z]Ã|Ã[\x80-\xbf]|á[º»]|Æ[°¡]|Ä[‘ƒ©¨]")
"""Pairs that ordinary Vietnamese never has; «XÃ» it has."""

_LAST_LETTER_LOST = re.compile("Ã(?= |$)")
"""The second half of «à» is a no-break space, which spreadsheets and people replace or trim."""


@lru_cache(maxsize=4096)
def legacy(text: str) -> tuple[str, str] | None:
    """Return the old encoding that `text` was typed in and what it says, or None for ordinary text.

    The name is `TCVN3`, `VNI` or `UTF-8 hỏng` (UTF-8 shown as Windows-1252).
    """
    if not _HIGH.search(text) or _ONLY_UNICODE.search(text):
        return None
    composed = unicodedata.normalize("NFC", text)
    if _ONLY_UNICODE.search(composed):
        return None
    repaired = _repaired(composed)
    if repaired is not None:
        return MOJIBAKE, " ".join(repaired.split())
    readings = [
        (_judged(composed, decode, name), name, decode) for name, decode in ((TCVN3, _tcvn3), (VNI, _vni))
    ]
    valid, name, decode = max(readings, key=lambda reading: reading[0])
    if not valid:
        return None
    return name, " ".join(_WORD.sub(lambda word: decode(word[0]), composed).split())


def refused_encoding(text: str) -> Refused | None:
    """Refuse text in an old encoding with its decoding as the suggestion; None for ordinary text."""
    found = legacy(text)
    if found is None:
        return None
    name, decoded = found
    if name == MOJIBAKE:
        return Refused(f"Ô bị lỗi phông chữ. Có phải “{decoded}”?", decoded)
    retype = " Hãy gõ lại bằng Unicode." if name == TCVN3 else ""
    return Refused(f"Ô dùng bảng mã cũ {name}. Có phải “{decoded}”?{retype}", decoded)


def _judged(text: str, decode: Callable[[str], str], name: str) -> int:
    """Return how many words speak for an encoding; 0 when the text is not in it."""
    words = [word for word in _WORD.findall(text) if _HIGH.search(word) and not _NO_WORD.fullmatch(word)]
    better = [word for word in words if not is_syllable(_seen(word)) and is_syllable(decode(word))]
    worse = [word for word in words if not is_syllable(decode(word))]
    if not better or len(worse) * 2 > len(words) - len(worse):
        return 0
    strange = [letter for word in better for letter in word if _is_strange(letter)]
    if len(strange) >= 2 or any(letter not in _EUROPEAN for letter in strange):
        return len(better)
    longest = max(len(decode(word)) for word in better)
    if strange:  # a company name may hold one ü
        return len(better) if longest >= 3 else 0
    return len(better) if len(better) >= 2 or name == VNI or _odd_case(better[0]) else 0


def _is_strange(letter: str) -> bool:
    return letter in _NEVER_UNICODE or letter in "\xad«»"


def _seen(word: str) -> str:
    return word.replace("\xad", "")


def _odd_case(word: str) -> bool:
    return "\xad" in word or (not word.isupper() and word[1:] != word[1:].lower())


def _tcvn3(word: str) -> str:
    decoded = "".join(_TCVN3.get(letter, "?" if letter > "\x7f" else letter) for letter in word)
    return _same_case(word, decoded)


def _vni(word: str) -> str:
    return _VNI_TOKEN.sub(lambda pair: _VNI[pair[0]], word)


def _same_case(word: str, decoded: str) -> str:
    """Return `decoded` in capitals where the ASCII letters are: capital fonts of TCVN3 share the codes."""
    plain = [letter for letter in word if letter.isascii()]
    capitals = len(plain) > 1 and all(letter.isupper() for letter in plain)
    short = len(plain) == 1 and plain[0].isupper() and not word.startswith(plain[0])
    return decoded.upper() if capitals or short else decoded


def _repaired(text: str) -> str | None:
    """Return `text` with every run of broken UTF-8 decoded, or None when a run is something else."""
    for _ in range(2):  # some files were broken twice
        once = _repaired_once(text)
        if once is None:
            return None
        if not any(mark in once for mark in ("Ã", "á»", "áº", "Ä", "Æ")):
            return once
        text = once
    return text


def _repaired_once(text: str) -> str | None:
    whole = _LAST_LETTER_LOST.sub("Ã\xa0", text) if _BROKEN.search(text) else text
    if not _HIGH.search(whole):
        return None
    try:
        return _MOJIBAKE_RUN.sub(lambda run: _decoded_run(run[0]), whole)
    except UnicodeError:
        return None


def _decoded_run(run: str) -> str:
    octets = b"".join(
        letter.encode("latin-1") if letter <= "\xff" else letter.encode("cp1252") for letter in run
    )
    return octets.decode("utf-8")
