"""Choices from a list and yes/no, as clerks type them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sheets_schema.cell import Cell, Missing, Outcome, Parsed, Refused
from sheets_schema.vietnamese.encodings import refused_encoding
from sheets_schema.vietnamese.refusals import as_typed, quoted, refused_formula, refused_kind
from sheets_schema.vietnamese.text import bare, clean, fold, is_accentless, marker, one_edit_apart

SEVERAL = re.compile(r"\s*[,;/+&\n]\s*|\s+(?:và|va|hoặc|hay)\s+|\s+[-–—]\s+")
"""What stands between two things in one cell."""

_SHOWN = 8
_ALL = frozenset(
    map(fold, ("cả hai", "cả 2", "cả ba", "cả 3", "tất cả", "toàn bộ", "cả hai khối", "cả 2 khối"))
)

_YES = "x v có c true 1 rồi đã y yes đúng ok đạt xong"
_YES_PHRASES = ("có rồi", "đã có", "đã xong", "hoàn thành", "đã hoàn thành", "đã thực hiện", "có thực hiện")
_NO = "không k ko false 0 chưa n no sai hông"
_NO_PHRASES = (
    "không có",
    "ko có",
    "chưa có",
    "chưa xong",
    "chưa hoàn thành",
    "chưa thực hiện",
    "không thực hiện",
)
_YES_NO = {fold(word): True for word in (*_YES.split(), *_YES_PHRASES)} | {
    fold(word): False for word in (*_NO.split(), *_NO_PHRASES)
}
_YES_NO_BARE = {bare(word): value for word, value in _YES_NO.items()}
_ONLY_YES_NO = Refused("Chỉ chọn Có hoặc Không; giải thích ở cột Ghi chú.")


def read_choice(
    cell: Cell,
    *,
    options: Mapping[str, tuple[str, ...]],
    implied: Mapping[str, tuple[str, ...]] | None = None,
    noun: str = "",
) -> Outcome:
    """Read one of `options`, official label to aliases; the value is the label.

    `implied` names words that point to an option without naming it («Trường học» to «HCSN»): taken with a
    warning. `noun` is what an option is called in messages («khối»).
    """
    refused = refused_formula(cell) or refused_kind(cell, "một lựa chọn trong danh sách", "văn bản")
    if refused is not None:
        return refused
    text = _shown(cell)
    if not text:
        return Missing()
    refused = refused_encoding(text)
    if refused is not None:
        return refused
    known = _index(tuple(options.items()))
    label = known.get(fold(text)) if fold(text) else _by_sign(text, options)
    if label is not None:
        return Parsed(label, "" if text == label else f"Đọc {quoted(text)} là {label}.")
    called = f"{noun} " if noun else ""
    for meant, aliases in (implied or {}).items():
        if fold(text) in map(fold, aliases):
            return Parsed(meant, warning=f"Đã hiểu là {called}{meant}.")
    return (
        _marked(text) or _close(text, known) or _several(text, known, noun) or _unlisted(text, tuple(options))
    )


def read_yes_no(cell: Cell) -> Outcome:
    """Read a yes or a no, from a tick box or from what clerks type for one."""
    if isinstance(cell, bool):
        return Parsed(cell)
    refused = refused_formula(cell) or refused_kind(cell, "Có hoặc Không", "văn bản")
    if refused is not None:
        return refused
    if isinstance(cell, int | float):
        return (
            Parsed(cell == 1, f"Đọc {as_typed(cell)} là {_said(cell == 1)}.")
            if cell in (0, 1)
            else _ONLY_YES_NO
        )
    text = clean(cell) if isinstance(cell, str) else ""
    if not text:
        return Missing()
    meaning = marker(text)
    value = _YES_NO.get(fold(text), _YES_NO_BARE.get(fold(text)) if is_accentless(text) else None)
    if value is None and meaning in ("tick", "dash", "zero"):
        value = meaning == "tick"
    if value is not None:
        return Parsed(value, "" if text == _said(value) else f"Đọc {quoted(text)} là {_said(value)}.")
    if meaning == "unknown":
        return Missing("Đã ghi nhận: chưa có số liệu.")
    return refused_encoding(text) or _ONLY_YES_NO


def _shown(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return as_typed(cell)
    return clean(cell) if isinstance(cell, str) else ""


def _said(value: bool) -> str:
    return "Có" if value else "Không"


@lru_cache(maxsize=256)
def _index(options: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    """Return the label for each folded spelling; a label wins over another's alias."""
    known = {fold(alias): label for label, aliases in reversed(options) for alias in aliases}
    return known | {fold(label): label for label, _ in options}


def _by_sign(text: str, options: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the option whose alias is `text` itself, for signs that fold to nothing («-»)."""
    return next((label for label, aliases in options.items() if text == label or text in aliases), None)


def _marked(text: str) -> Outcome | None:
    meaning = marker(text)
    if meaning in ("dash", "unknown"):
        return Missing("Đã ghi nhận: chưa có thông tin.")
    if meaning == "ditto":
        return Refused(f"Không dùng {quoted(text)} ở cột chọn. Hãy chọn lại giá trị.")
    return None


def _close(text: str, known: Mapping[str, str]) -> Outcome | None:
    """Read a choice typed without accents, or refuse a misspelt one with the likely label."""
    key = fold(text)
    if is_accentless(text):
        meant = {label for spelling, label in known.items() if bare(spelling) == key}
        if len(meant) == 1:
            label = meant.pop()
            return Parsed(label, warning=f"Đã hiểu là {label}. Hãy gõ có dấu.")
    aside = re.sub(r"\s*\([^()]*\)", "", text)
    if aside != text and fold(aside) in known:
        label = known[fold(aside)]
        return Parsed(
            label, warning=f"Đọc {quoted(text)} là {label}; phần trong ngoặc hãy ghi ở cột Ghi chú."
        )
    likely = {label for spelling, label in known.items() if is_likely(key, spelling)}
    if len(likely) != 1:
        return None
    label = likely.pop()
    return Refused(f"Không có lựa chọn {quoted(text)}. Có phải {label}?", label)


def is_likely(key: str, spelling: str) -> bool:
    """Tell whether a folded text is a slip for a known spelling: other accents, or one letter of four up."""
    if re.sub(r"[^0-9]", "", key) != re.sub(r"[^0-9]", "", spelling):
        return False
    without, plain = bare(key), bare(spelling)
    return without == plain or (
        len(plain) >= 4 and (one_edit_apart(key, spelling) or one_edit_apart(without, plain))
    )


def _several(text: str, known: Mapping[str, str], noun: str) -> Refused | None:
    """Refuse a cell that names two options or more."""
    pieces = [piece for piece in SEVERAL.split(text) if fold(piece)]
    named = list(dict.fromkeys(known[fold(piece)] for piece in pieces if fold(piece) in known))
    if fold(text) not in _ALL and (len(pieces) < 2 or len(named) < 2):
        return None
    if noun:
        count = {2: "hai", 3: "ba"}.get(len(named) or 2, str(len(named)))
        return Refused(f"Hãy tách thành {count} dòng, mỗi {noun} một dòng.")
    listed = f" ({', '.join(named)})" if named else ""
    return Refused(f"Ô ghi nhiều lựa chọn{listed}. Chỉ chọn một.")


def _unlisted(text: str, labels: Iterable[str]) -> Refused:
    listed = list(labels)
    shown = "; ".join(listed[:_SHOWN]) + ("; …" if len(listed) > _SHOWN else "")
    return Refused(f"Không có lựa chọn {quoted(text)}. Chỉ chọn một trong: {shown}.")
