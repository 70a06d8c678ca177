"""The one door to Google: who we are, the request budget, bounded retries, and its faults in our words."""

from campaign.google.account import READ_SCOPES, WRITE_SCOPES, open_door
from campaign.google.budget import Budget
from campaign.google.door import FOLDER, OFFICE, SHEET, Door, File
from campaign.google.faults import (
    BINNED,
    DELETED,
    NOT_A_SHEET,
    TOO_MANY,
    Missing,
    OddAnswer,
    RangeLost,
    Refused,
    Unanswered,
)
from campaign.google.signin import sign_in

__all__ = [
    "BINNED",
    "DELETED",
    "FOLDER",
    "NOT_A_SHEET",
    "OFFICE",
    "READ_SCOPES",
    "SHEET",
    "TOO_MANY",
    "WRITE_SCOPES",
    "Budget",
    "Door",
    "File",
    "Missing",
    "OddAnswer",
    "RangeLost",
    "Refused",
    "Unanswered",
    "open_door",
    "sign_in",
]
