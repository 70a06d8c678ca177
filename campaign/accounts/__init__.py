"""Who may come in: accounts, passwords, sessions, links for screens, and what guessing costs."""

from campaign.accounts import passwords
from campaign.accounts.book import ROLES, Account, AccountBook, AccountsError
from campaign.accounts.entrance import Caller, Entrance
from campaign.accounts.opening import open_entrance

__all__ = [
    "ROLES",
    "Account",
    "AccountBook",
    "AccountsError",
    "Caller",
    "Entrance",
    "open_entrance",
    "passwords",
]
