"""Sign-in with Google: Streamlit's own, taken once as proof of an address, then a session like any other."""

import datetime
import importlib.util
from pathlib import Path
from typing import Any

import streamlit as st

from campaign.accounts import AccountsError
from campaign.accounts.book import demand_private
from campaign.accounts.entrance import GoogleProof
from campaign.database import TIME_ZONE

MISSING = (
    "đăng nhập bằng Google đã được cấu hình ([auth] trong .streamlit/secrets.toml) nhưng thiếu gói httpx. "
    "Hãy cài lại môi trường từ requirements.txt."
)
SECRET, SHORTEST = "cookie_secret", 32
WEAK = (
    "cookie_secret ở [auth] trong .streamlit/secrets.toml quá yếu: cần ít nhất 32 ký tự ngẫu nhiên. "
    "Lấy một khóa mới: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
)


def is_set() -> bool:
    """Tell whether the surroundings name a Google client to sign in with."""
    return bool(st.secrets.load_if_toml_exists() and "auth" in st.secrets)


def check() -> None:
    """Raise AccountsError where sign-in with Google was asked for and cannot work, or not safely."""
    if not is_set():
        return
    for path in map(Path, st.get_option("secrets.files")):
        if path.exists():
            demand_private(path, "tệp bí mật")
    if importlib.util.find_spec("httpx") is None:
        raise AccountsError(MISSING)
    if len(str(st.secrets["auth"].get(SECRET, ""))) < SHORTEST:
        raise AccountsError(WEAK)


def proof() -> GoogleProof | None:
    """Return what Google said of this browser's user; None where nobody signed in there."""
    said: dict[str, Any] = st.user.to_dict() if is_set() and st.user.is_logged_in else {}
    if not said.get("email") or not said.get("iat"):
        return None
    return GoogleProof(
        address=str(said["email"]),
        # Google sends a truth value, others its name.
        verified=said.get("email_verified") in (True, "true"),
        issued_at=datetime.datetime.fromtimestamp(float(said["iat"]), TIME_ZONE),
        id="|".join(str(said.get(claim, "")) for claim in ("iss", "sub", "iat", "nonce")),
    )
