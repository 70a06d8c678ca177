"""Passwords: what is strong enough, how they are kept, and how one is made up."""

import secrets
import unicodedata
from functools import cache

import bcrypt

SHORTEST = 10
LONGEST_BYTES = 72
"""bcrypt reads no further; a longer one would be cut without a word."""
DIFFERENT = 5
COST = 12
"""About a fifth of a second a guess; what streamlit-authenticator's own hasher takes."""

COMMON = (
    "password", "matkhau", "congdoan", "ldld", "binhdinh", "quynhon", "thidua", "vietnam", "admin",
    "qwerty", "asdfgh", "abcdef", "iloveyou", "anhyeuem", "123456", "654321", "111111", "000000",
)  # fmt: skip
"""Words that guessers try first. With them taken out, five characters must be left."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter that is taken for another when it is read out on the telephone."""


def weakness(password: str, account: str = "") -> str | None:
    """Return in Vietnamese why a password is too weak; None for one that is strong enough."""
    if len(password) < SHORTEST:
        return f"Mật khẩu cần ít nhất {SHORTEST} ký tự; mật khẩu này có {len(password)}."
    if len(password.encode()) > LONGEST_BYTES:
        return (
            f"Mật khẩu dài quá: nhiều nhất {LONGEST_BYTES} byte, mỗi chữ có dấu tính 2 đến 3 byte. "
            "Hãy rút ngắn lại."
        )
    if password != password.strip():
        return "Mật khẩu không bắt đầu hay kết thúc bằng khoảng trắng."
    if len(set(password)) < DIFFERENT:
        return f"Mật khẩu cần ít nhất {DIFFERENT} ký tự khác nhau."
    left = _plain(password)
    for word in (_plain(account), *COMMON):
        left = left.replace(word, "") if len(word) > 2 else left
    if len(left) < DIFFERENT or left.isdigit():
        return (
            "Mật khẩu này dễ đoán: bỏ tên đăng nhập và những cụm hay gặp thì không còn đủ chữ. "
            "Hãy ghép vài từ không liên quan, ví dụ bốn từ bất kỳ."
        )
    return None


def hashed(password: str, cost: int = COST) -> str:
    """Return the bcrypt hash of a password, salted anew. Raises ValueError beyond 72 bytes."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(cost)).decode()


def matches(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that was hashed; with no hash, take as long and say no.

    A hash that is not bcrypt's matches nothing.
    """
    typed = password.encode()
    if len(typed) > LONGEST_BYTES or b"\0" in typed:
        typed, kept = b"", None
    try:
        same = bcrypt.checkpw(typed, (kept or _dummy()).encode())
    except ValueError:
        return False
    return same and kept is not None


def made_up() -> str:
    """Return a new random password, easy to read out: four groups of four, some 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


@cache
def _dummy() -> str:
    return hashed(secrets.token_urlsafe(16))


def _plain(text: str) -> str:
    """Letters and digits without accents; not `vietnamese.fold`, which would remember passwords."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(part for part in parts if part.isalnum())
