"""Text as people type it, made comparable: spaces, accents, order and the words that stand for a value."""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from sheets_schema.vietnamese.encodings import legacy
from sheets_schema.vietnamese.syllables import TONES

REMEMBERED = 2**17
"""Texts remembered: more than the cells of a province, since each is cleaned and folded again and again."""

_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1b\x7f]")
_UNUSUAL = re.compile(f"{_INVISIBLE.pattern[:-1]}\u0300-\u036f\uff01-\uff5eÐƉð\xad\x80-\x84\x86-\x9f]")
"""What cleaning has to mend beside spaces; a text without it is only checked, since most texts are."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOK_ALIKES = {ord("Ð"): "Đ", ord("Ɖ"): "Đ", ord("ð"): "đ", 0xAD: ""}
_LOOK_ALIKES |= dict.fromkeys((code for code in range(0x80, 0xA0) if code != 0x85), "")
"""With the codes that steer a terminal, which old encodings use for letters."""
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff]"
)
_MARKED = re.compile("([^\u0300-\u036f])([\u0300-\u036f]{2,})")
_MARK_ORDER = {"\u031b": 0, "\u0302": 1, "\u0306": 1} | dict.fromkeys(TONES, 2)

_TOKEN = re.compile(r"[^\W_]+")
_VOWELS = re.compile(f"[aeiouyăâêôơư{TONES}]+")
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y(?=[" + TONES + r"]*$)|(?<=qu)y(?=[" + TONES + r"]*$)")


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> str:
    """Return `text` on one line in composed Unicode, without invisible characters or spare spaces.

    Look-alikes of Đ are mended unless the text is in an old encoding, where they are other letters.
    """
    if not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", _ordered_marks(text)).translate(_FULL_WIDTH)
    tidy = " ".join(_INVISIBLE.sub("", composed).split())
    mended = tidy.translate(_LOOK_ALIKES)
    return tidy if mended == tidy or legacy(tidy) else " ".join(mended.split())


def steady(text: str) -> str:
    """Return `text` as it is, without what steers a terminal or turns the direction of what follows."""
    return _STEERING.sub("", text)


def paragraphs(text: str) -> str:
    """Return `text` cleaned line by line, keeping its line breaks and dropping empty lines."""
    lines = (clean(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def words(text: str) -> list[str]:
    """Return the words of `text` as they compare: lower case, tone at the end of its vowels, i for y."""
    tokens = _TOKEN.findall(clean(text).casefold())
    return [token if token.isascii() and not token.endswith("y") else _unified(token) for token in tokens]


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Return the key under which spellings of one name meet; accents count, punctuation does not."""
    return unicodedata.normalize("NFC", "".join(words(text)))


def bare(text: str) -> str:
    """Return `fold` without any accents: what remains on a keyboard without Vietnamese."""
    return _stripped(fold(text))


def is_accentless(text: str) -> bool:
    """Tell whether `text` was typed without any Vietnamese accent."""
    key = fold(text)
    return bool(key) and key == _stripped(key)


def one_edit_apart(first: str, second: str) -> bool:
    """Tell whether one typing slip (a letter more, fewer, other or swapped) makes `second` of `first`."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    left, right = first[start:], second[start:]
    swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def sort_key(text: str) -> tuple[tuple[tuple[int, int, str], ...], tuple[int, ...], str]:
    """Return the key of Vietnamese order: letters first (đ after d), tones second, numbers by value."""
    tidy = clean(text)
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for piece in re.findall(r"[0-9]{1,18}|.", unicodedata.normalize("NFD", _with_letters(tidy.casefold()))):
        if piece in TONES:
            if tones:
                tones[-1] = TONES.index(piece) + 1
        elif piece.isascii() and piece.isdigit():
            letters.append((1, int(piece), ""))
            tones.append(0)
        elif piece == " " or piece.isalnum() or "\ue000" <= piece <= "\ue00f":
            letters.append(_letter_rank(piece))
            tones.append(0)
    return tuple(letters), tuple(tones), tidy


def marker(text: str) -> str:
    """Return what a lone mark or word stands for: zero, dash, unknown, ditto, tick, or "" for a real text."""
    cleaned = clean(text)
    # No mark or word holds a digit, and none is so long: most cells end here.
    if _DIGIT.search(cleaned) or (len(cleaned) > _LONGEST_MARKER and cleaned.replace(" ", "").isalpha()):
        return ""
    tidy = cleaned.strip(" .:;()[]") or cleaned
    for meaning, sign in _SIGNS:
        if sign.fullmatch(tidy):
            return meaning
    return _MARKER_WORDS.get(fold(tidy), "")


_DIGIT = re.compile(r"\d")
_SIGNS = (
    ("dash", re.compile(r"[-–—−‐‑―_ ]+")),
    ("unknown", re.compile(r"[….?？\s]+")),
    ("ditto", re.compile(r"[\"“”″〃'’‘\s]*(?:[\"“”″〃]|''|’’|//)[\"“”″〃'’‘\s]*")),
    ("tick", re.compile(r"[xXvV×✓✔√☑✗✘☒🗸✕]")),
)


def _ordered_marks(text: str) -> str:
    """Return `text` decomposed, hats and horns before tones, so that every mix of marks composes."""
    decomposed = unicodedata.normalize("NFD", text)
    return _MARKED.sub(
        lambda found: (
            found[1] + "".join(dict.fromkeys(sorted(found[2], key=lambda m: _MARK_ORDER.get(m, 3))))
        ),
        decomposed,
    )


@lru_cache(maxsize=65536)
def _unified(token: str) -> str:
    """Return one lower-case word with its tone after its vowels (hòa = hoà) and i for a final y (Mỹ = Mĩ)."""
    letters = "".join(_toneless_first(letter) for letter in token)
    moved = _VOWELS.sub(lambda found: _tone_last(found[0]), letters)
    return unicodedata.normalize("NFC", _FINAL_Y.sub("i", moved))


def _toneless_first(letter: str) -> str:
    """Return a letter composed with its hat or horn, its tone apart."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in decomposed if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TONES)) + tone


def _tone_last(vowels: str) -> str:
    tones = "".join(mark for mark in vowels if mark in TONES)
    return "".join(letter for letter in vowels if letter not in TONES) + tones


@lru_cache(maxsize=REMEMBERED)
def _stripped(key: str) -> str:
    letters = (letter for letter in unicodedata.normalize("NFD", key) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(letters).replace("đ", "d"))


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ALIASES = {letter: chr(0xE000 + place) for place, letter in enumerate("ăâđêôơư")}


def _with_letters(text: str) -> str:
    """Return `text` with each own letter of Vietnamese as one private character that NFD keeps whole."""
    apart = "".join(_toneless_first(letter) for letter in text)
    return "".join(_ALIASES.get(letter, letter) for letter in apart)


_RANKS = {_ALIASES.get(letter, letter): place for place, letter in enumerate(_ALPHABET)}


def _letter_rank(letter: str) -> tuple[int, int, str]:
    if letter == " ":
        return 0, 0, ""
    if letter in _RANKS:
        return 2, _RANKS[letter], ""
    return 3, 0, letter


_REPORTING = (
    *("cập nhật", "rà soát", "tổng hợp", "thống kê", "báo cáo"),
    *("rõ", "có", "nộp", "gửi", "chốt", "nhận"),
)


def _marker_words() -> dict[str, str]:
    """Return the folded words that stand for a value, with and without accents."""
    none = ["không", "ko", "k", "hông", "không có gì", "không xảy ra", "không thực hiện"]
    none += [f"{no} {what}" for no in ("không", "ko", "k") for what in ("có", "phát sinh", "ps")]
    none += ["không có phát sinh", "chưa phát sinh"]
    later = ["báo cáo sau", "bổ sung sau", "cập nhật sau", "n/a", "tbd", "chờ số liệu", "không rõ", "chưa"]
    later += [f"sẽ {what}" for what in ("báo cáo sau", "bổ sung sau", "cập nhật sau")]
    whats = ("", " số liệu", " báo cáo", " thông tin", " kết quả", " được", " đủ số liệu")
    later += [
        f"{when} {verb}{what}" for when, verb, what in product(("chưa", "đang", "chờ"), _REPORTING, whats)
    ]
    later += ["không có số liệu", "không có thông tin", "không có báo cáo"]
    same = ["nt", "n t", "đnt", "như trên", "như dòng trên", "tương tự", "như trên nt"]
    meanings = {"zero": none, "unknown": later, "ditto": same}
    known: dict[str, str] = {}
    for meaning, typed in meanings.items():
        for phrase in typed:
            known[fold(phrase)] = meaning
            known.setdefault(bare(phrase), meaning)
    return known


_MARKER_WORDS = _marker_words()
_LONGEST_MARKER = 2 * max(map(len, _MARKER_WORDS))
"""With as many spaces as letters."""
