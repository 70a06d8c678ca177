"""What the surroundings say: where the workbooks lie, where the store is, what day it is."""

import datetime
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SAMPLE_NOTE = "sample.json"
"""Left in a folder by the sample's generator: the sample's own day, and that its figures are invented."""


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and what belongs there, in Vietnamese."""


GOOGLE = "google:"
"""Begins a source that is a folder on Google Drive; its id follows."""


@dataclass(frozen=True)
class GoogleSettings:
    """Where on Google the workbooks are, and who we are there."""

    folder: str
    """Id of the folder on Drive."""
    key: Path
    """Key file of a service account."""
    api: str = ""
    """Another server than Google's, on this machine only."""
    results: bool = True
    """Each unit's «Kết quả kiểm tra» is kept, where the account may write."""


@dataclass(frozen=True)
class Settings:
    """Where this process takes its workbooks from and keeps its snapshots."""

    source: Path
    store: str
    """SQLAlchemy URL."""
    today: datetime.date | None
    """The day to reckon with; none for the real one."""
    poll: float
    """Seconds between two looks at the source."""
    sample: bool
    """The folder holds the sample province."""
    google: GoogleSettings | None = None
    """Set where the workbooks lie on Google Drive, and not in a folder."""
    accounts: Path | None = None
    """File of those who may sign in; none for the sample's own accounts."""
    key: Path | None = None
    """File of the key that signs links and known devices; set together with `accounts`."""
    names: bool = True
    """Names of people are shown to the roles that may see them; else to nobody."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of CAMPAIGN_SOURCE, _STORE, _TODAY, _POLL, _ACCOUNTS, _KEY_FILE, _NAMES, _GOOGLE_….

    A sample folder brings its own day. Raises SettingsError for a value that cannot be meant.
    """
    named = environment.get("CAMPAIGN_SOURCE") or "var/sample"
    source, google = Path(named), _google(named, environment)
    note = _note(source / SAMPLE_NOTE) if google is None else {}
    today = environment.get("CAMPAIGN_TODAY", "")
    accounts = environment.get("CAMPAIGN_ACCOUNTS", "")
    key = environment.get("CAMPAIGN_KEY_FILE", "") or (f"{accounts}.key" if accounts else "")
    return Settings(
        source=source,
        store=environment.get("CAMPAIGN_STORE") or "sqlite:///var/campaign.db",
        today=_day(today, "CAMPAIGN_TODAY") if today else _day(note.get("today"), str(source / SAMPLE_NOTE)),
        poll=_seconds(environment.get("CAMPAIGN_POLL") or "5"),
        # Whatever runs on this machine in Google's place holds invented figures.
        sample=note.get("sample") is True or bool(google and google.api),
        google=google,
        accounts=Path(accounts) if accounts else None,
        key=Path(key) if key else None,
        names=environment.get("CAMPAIGN_NAMES", "1") != "0",
    )


def _google(source: str, environment: Mapping[str, str]) -> GoogleSettings | None:
    if not source.startswith(GOOGLE):
        return None
    place = source.removeprefix(GOOGLE)
    found = re.search(r"folders/([A-Za-z0-9_-]+)", place)
    folder = found[1] if found else place.strip()
    if not re.fullmatch(r"[A-Za-z0-9_-]{5,}", folder):
        raise SettingsError(
            f"CAMPAIGN_SOURCE: “{source}” chưa đúng. Cần google: và mã thư mục, là phần sau /folders/ "
            "trong đường dẫn của thư mục trên Google Drive."
        )
    key = environment.get("CAMPAIGN_GOOGLE_KEY")
    if not key:
        raise SettingsError(
            "Thiếu CAMPAIGN_GOOGLE_KEY: đường dẫn tới tệp khóa JSON của tài khoản dịch vụ Google."
        )
    api = environment.get("CAMPAIGN_GOOGLE_API", "")
    if api and urlsplit(api).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise SettingsError(f"CAMPAIGN_GOOGLE_API: “{api}” chưa đúng; chỉ nhận địa chỉ trên chính máy này.")
    return GoogleSettings(folder, Path(key), api, environment.get("CAMPAIGN_GOOGLE_RESULTS", "1") != "0")


def _note(path: Path) -> Mapping[str, object]:
    try:
        note = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        raise SettingsError(f"Không đọc được {path}: {fault}. Hãy tạo lại số liệu minh họa.") from fault
    return note if isinstance(note, dict) else {}


def _day(written: object, where: str) -> datetime.date | None:
    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(str(written))
    except ValueError:
        raise SettingsError(f"{where}: “{written}” không phải ngày. Cần dạng 2023-08-15.") from None


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 86_400:
        raise SettingsError(f"CAMPAIGN_POLL: “{written}” chưa đúng. Cần số giây từ 0.1 đến 86400.")
    return seconds
