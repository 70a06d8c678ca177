"""Who we are at Google: the service account's key, and the one budget of all its doors."""

import json
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError
from google.oauth2.credentials import Credentials as Person
from google.oauth2.service_account import Credentials

from campaign.google.budget import Budget
from campaign.google.client import Client
from campaign.google.door import Door
from campaign.google.faults import CLOSING
from campaign.records import SourceUnavailable
from campaign.settings import SettingsError

READ_SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
WRITE_SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive")

_reads: dict[str, Budget] = {}
_writes: dict[str, Budget] = {}


def open_door(
    key: Path,
    *,
    base: str = "",
    scopes: Sequence[str] = READ_SCOPES,
    reads: Budget | None = None,
    wait: Callable[[float], None] | None = None,
) -> Door:
    """Open the way in with a key file: a service account's, or what a person's sign-in has left.

    All doors of one account share one budget. `base` names another server than Google's; `wait` passes the
    time between two tries. Raises SettingsError for a key that cannot be used.
    """
    credentials = _credentials(key, scopes)
    account = str(getattr(credentials, "service_account_email", ""))
    closing = threading.Event()

    def wait_unless_closing(seconds: float) -> None:
        if closing.wait(seconds):
            raise SourceUnavailable(CLOSING)

    whose = account or str(key)
    client = Client(
        credentials,
        reads=reads or _reads.setdefault(whose, Budget()),
        writes=_writes.setdefault(whose, Budget()),
        base=base,
        wait=wait or wait_unless_closing,
    )
    return Door(client, account, closing)


def _credentials(key: Path, scopes: Sequence[str]) -> Any:
    try:
        if os.name == "posix" and key.stat().st_mode & 0o077:
            raise SettingsError(f"Người khác trên máy này đọc được tệp khóa {key}. Hãy chạy: chmod 600 {key}")
        info = json.loads(key.read_bytes())
        person = isinstance(info, dict) and info.get("type") == "authorized_user"
        made: Any = Person.from_authorized_user_info if person else Credentials.from_service_account_info
        credentials = made(info, scopes=list(scopes))
        if person and info.get("token_uri"):
            # google-auth reads it of a service account's key, and leaves it out of a person's sign-in.
            credentials._token_uri = str(info["token_uri"])
    except OSError as fault:
        raise SettingsError(f"Không đọc được tệp khóa {key} ({fault.strerror}).") from fault
    except (ValueError, TypeError, AttributeError, GoogleAuthError) as fault:
        raise SettingsError(
            f"{key} không phải tệp khóa JSON của tài khoản dịch vụ. Hãy tải lại từ Google Cloud."
        ) from fault
    # It would ask another Google server in the background, with no time limit, for what is not used here.
    credentials._is_regional_access_boundary_lookup_required = lambda: False
    return credentials
