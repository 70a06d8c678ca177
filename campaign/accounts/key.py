"""The key that signs links and the marks of known devices: a file of its own, outside the repository."""

import secrets
from pathlib import Path

from campaign.accounts.book import AccountsError, demand_private, write_private

SHORTEST = 32
SAMPLE_KEY = b"the sample province hides nothing, so its key is no secret"


def read_key(path: Path) -> bytes:
    """Return the key of a file. Raises AccountsError for one that is missing, weak or readable by others."""
    try:
        demand_private(path, "tệp khóa")
        key = path.read_bytes().strip()
    except OSError as fault:
        raise AccountsError(
            f"Không đọc được tệp khóa {path}: {fault.strerror}. "
            "Lệnh python -m campaign account add tạo tệp này; hoặc đặt CAMPAIGN_KEY_FILE."
        ) from fault
    if len(key) < SHORTEST or len(set(key)) < SHORTEST // 4:
        raise AccountsError(
            f"Khóa trong {path} quá yếu: cần ít nhất {SHORTEST} ký tự ngẫu nhiên. "
            f"Hãy xóa tệp ấy rồi chạy lại python -m campaign account list để có khóa mới."
        )
    return key


def make_key(path: Path) -> None:
    """Make the key where there is none yet."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48).encode() + b"\n")
