"""What the surroundings say: where the workbooks lie, where the store is, what day it is."""

import datetime
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SAMPLE_NOTE = "sample.json"
"""Left in a folder by the sample's generator: the sample's own day, and that its figures are invented."""


class SettingsError(Exception):
    """A setting that cannot be used; the message names it and what belongs there, in Vietnamese."""


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


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of CAMPAIGN_SOURCE, CAMPAIGN_STORE, CAMPAIGN_TODAY and CAMPAIGN_POLL.

    A sample folder brings its own day. Raises SettingsError for a value that cannot be meant.
    """
    source = Path(environment.get("CAMPAIGN_SOURCE") or "var/sample")
    note = _note(source / SAMPLE_NOTE)
    today = environment.get("CAMPAIGN_TODAY", "")
    return Settings(
        source=source,
        store=environment.get("CAMPAIGN_STORE") or "sqlite:///var/campaign.db",
        today=_day(today, "CAMPAIGN_TODAY") if today else _day(note.get("today"), str(source / SAMPLE_NOTE)),
        poll=_seconds(environment.get("CAMPAIGN_POLL") or "5"),
        sample=note.get("sample") is True,
    )


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
