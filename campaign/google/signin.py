"""A person's sign-in, kept in a file: for making spreadsheets that a person owns."""

import json
import os
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError
from gspread.auth import local_server_flow

from campaign.google.account import WRITE_SCOPES
from campaign.settings import SettingsError


def sign_in(client: Path, kept: Path) -> None:
    """Open the browser for a person to sign in, and keep the sign-in in a file that only its owner reads.

    `client`: the OAuth client's file from Google Cloud. Raises SettingsError where it is not one, and where
    nobody signs in.
    """
    try:
        config = json.loads(client.read_bytes())
        credentials: Any = local_server_flow(config, list(WRITE_SCOPES))
    except OSError as fault:
        raise SettingsError(f"Không đọc được {client} ({fault.strerror}).") from fault
    except ValueError as fault:
        raise SettingsError(
            f"{client} không phải tệp ứng dụng OAuth (loại Desktop app) tải từ Google Cloud."
        ) from fault
    except GoogleAuthError as fault:
        raise SettingsError("Chưa đăng nhập được. Hãy chạy lại lệnh và bấm Cho phép.") from fault
    # Readable by its owner from the first byte on.
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(credentials.to_json())
