"""What the surroundings must hold before anybody is let in; the app does not start without."""

import datetime
from collections.abc import Callable
from pathlib import Path

from campaign.accounts.book import AccountBook, AccountsError, demand_private
from campaign.accounts.entrance import Entrance
from campaign.accounts.key import SAMPLE_KEY, read_key
from campaign.accounts.sample import sample_book
from campaign.database import Database
from campaign.settings import Settings
from campaign.trail import Trail

PROGRAM = Path(__file__).resolve().parents[2]
FIRST = "python -m campaign account add TÊN --role admin"
NO_FILE = (
    "chưa có tài khoản đăng nhập, nên không mở số liệu thật ({source}). Hãy đặt CAMPAIGN_ACCOUNTS là "
    f"đường dẫn một tệp ngoài thư mục chương trình, ví dụ /etc/thi-dua/tai-khoan.yaml, rồi chạy: {FIRST}"
)
NO_ADMIN = (
    f"tệp {{path}} chưa có tài khoản quản trị nào còn dùng được, nên không mở số liệu. Hãy chạy: {FIRST}"
)
NO_SETTING = (
    "Chưa đặt CAMPAIGN_ACCOUNTS: đường dẫn tệp tài khoản, ngoài thư mục chương trình, "
    "ví dụ /etc/thi-dua/tai-khoan.yaml."
)
INSIDE = (
    "Tệp {path} nằm trong thư mục chương trình, dễ bị đưa lên kho mã cùng chương trình. "
    "Hãy chuyển ra ngoài, ví dụ /etc/thi-dua, rồi đặt lại CAMPAIGN_ACCOUNTS và CAMPAIGN_KEY_FILE."
)


def open_entrance(
    settings: Settings, database: Database, trail: Trail, clock: Callable[[], datetime.datetime]
) -> Entrance:
    """Return the entrance of these surroundings; the sample province without an accounts file has its own.

    Raises AccountsError where real figures would stand open: no accounts, a weak key, a file others read.
    """
    if uses_sample_accounts(settings):
        return Entrance(sample_book(), SAMPLE_KEY, database, trail, clock)
    if settings.accounts is None:
        raise AccountsError(NO_FILE.format(source=settings.source))
    for secrets in (folder / ".streamlit" / "secrets.toml" for folder in (PROGRAM, Path.home())):
        if secrets.exists():
            demand_private(secrets, "tệp bí mật")
    entrance = own_entrance(settings, database, trail, clock)
    usable = [one for one in entrance.book.accounts().values() if one.can_enter]
    if not any(one.role == "admin" for one in usable):
        raise AccountsError(NO_ADMIN.format(path=settings.accounts))
    return entrance


def own_entrance(
    settings: Settings, database: Database, trail: Trail, clock: Callable[[], datetime.datetime]
) -> Entrance:
    """Return the entrance of a file of accounts, which may hold nobody yet. Raises AccountsError."""
    if settings.accounts is None or settings.key is None:
        raise AccountsError(NO_SETTING)
    for path in (settings.accounts, settings.key):
        if path.resolve().is_relative_to(PROGRAM):
            raise AccountsError(INSIDE.format(path=path))
    book = AccountBook(settings.accounts)
    book.accounts()
    return Entrance(book, read_key(settings.key), database, trail, clock)


def uses_sample_accounts(settings: Settings) -> bool:
    """Tell whether anybody may sign in with the accounts that the sign-in page shows."""
    return settings.sample and settings.accounts is None
