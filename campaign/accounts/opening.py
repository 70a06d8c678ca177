"""What the surroundings must hold before anybody is let in; the app does not start without."""

import datetime
from collections.abc import Callable

from campaign.accounts.book import AccountBook, AccountsError
from campaign.accounts.entrance import Entrance
from campaign.accounts.key import SAMPLE_KEY, read_key
from campaign.accounts.sample import sample_book
from campaign.database import Database
from campaign.settings import Settings
from campaign.trail import Trail

NO_FILE = (
    "chưa có tài khoản đăng nhập, nên không mở số liệu thật ({source}). Hãy đặt CAMPAIGN_ACCOUNTS là "
    "đường dẫn một tệp ngoài thư mục chương trình, ví dụ /etc/thi-dua/tai-khoan.yaml, rồi chạy: "
    "python -m campaign account add --role admin"
)
NO_ADMIN = (
    "tệp {path} chưa có tài khoản quản trị nào còn dùng được, nên không mở số liệu thật. "
    "Hãy chạy: python -m campaign account add --role admin"
)


def open_entrance(
    settings: Settings, database: Database, trail: Trail, clock: Callable[[], datetime.datetime]
) -> Entrance:
    """Return the entrance of these surroundings; the sample province without an accounts file has its own.

    Raises AccountsError where real figures would stand open: no accounts, a weak key, a file others read.
    """
    if settings.accounts is None or settings.key is None:
        if not settings.sample:
            raise AccountsError(NO_FILE.format(source=settings.source))
        return Entrance(sample_book(), SAMPLE_KEY, database, trail, clock)
    book = AccountBook(settings.accounts)
    usable = [one for one in book.accounts().values() if not one.disabled and (one.password or one.email)]
    if not any(one.role == "admin" for one in usable):
        raise AccountsError(NO_ADMIN.format(path=settings.accounts))
    return Entrance(book, read_key(settings.key), database, trail, clock)


def uses_sample_accounts(settings: Settings) -> bool:
    """Tell whether anybody may sign in with the accounts that the sign-in page shows."""
    return settings.sample and settings.accounts is None
