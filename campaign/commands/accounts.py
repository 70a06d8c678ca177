"""The commands for those who may sign in, and for links of screens: account …, link."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from campaign.accounts import Account, Entrance, open_entrance, passwords
from campaign.accounts.key import make_key
from campaign.accounts.opening import own_entrance, uses_sample_accounts
from campaign.commands import asked_for
from campaign.commands.asked_for import CannotRun
from campaign.commands.run import FINE
from campaign.commands.written import say
from campaign.database import Database
from campaign.intake.collector import local_now
from campaign.settings import Settings, read_settings
from campaign.trail import Trail
from sheets_schema.plans import load_plan
from sheets_schema.vietnamese.dates import write_date

BY = "dòng lệnh"
"""Who did it, as the trail says."""
SAMPLE = (
    "Tỉnh mẫu có sẵn tài khoản, hiện ở trang đăng nhập. Để dùng tài khoản riêng, hãy đặt CAMPAIGN_ACCOUNTS."
)


def add(asked: Namespace) -> int:
    """Add an account; its password is made up and printed once, or asked for, until the first sign-in."""
    with _entrance(asked) as entrance:
        account = Account(
            asked.account.strip().lower(), asked.name or asked.account, asked.role, unit=_unit(asked),
            email=(asked.email or "").strip().lower(), must_change=not asked.google_only,
        )  # fmt: skip
        if asked.google_only and not account.email:
            raise CannotRun("--google-only cần --email: địa chỉ Google của người đó.")
        password = "" if asked.google_only else _password(asked, account.name)
        entrance.book.add(replace(account, password=passwords.hashed(password) if password else ""))
        entrance.trail.record(BY, "account_changed", f"{account.name}: tạo, vai trò {account.role}")
        _say(asked, account, "Đã tạo tài khoản", password)
    return FINE


def change_password(asked: Namespace) -> int:
    """Give an account a new password; every session of it ends."""
    with _entrance(asked) as entrance:
        account = _account(entrance, asked.account)
        password = _password(asked, account.name)
        entrance.new_password(account, password, by=BY, must_change=True)
        entrance.throttle.forget(account.name)
        _say(asked, account, "Đã đặt lại mật khẩu của", password)
    return FINE


def disable(asked: Namespace) -> int:
    """Let an account in no more, and end its sessions."""
    return _changed(asked, "Đã khóa", "khóa", disabled=True)


def enable(asked: Namespace) -> int:
    """Let an account in again."""
    return _changed(asked, "Đã mở lại", "mở lại", disabled=False)


def change_role(asked: Namespace) -> int:
    """Give an account another role."""
    about = f"vai trò {asked.role}"
    return _changed(asked, f"Đã đổi vai trò ({asked.role}) của", about, role=asked.role, unit=_unit(asked))


def show(asked: Namespace) -> int:
    """List the accounts, never their passwords."""
    with _entrance(asked) as entrance:
        accounts = list(entrance.book.accounts().values())
    lines = [
        f"{one.name:16} {one.role:8} {one.unit:14} {one.full_name}"
        f"{' · đã khóa' if one.disabled else ''}{' · chưa đổi mật khẩu' if one.must_change else ''}"
        for one in accounts
    ]
    say(asked, {"accounts": [_plain(one) for one in accounts]}, lines or ["Chưa có tài khoản nào."])
    return FINE


def link(asked: Namespace) -> int:
    """Make a link for a screen and print it once; or list the links, or revoke one."""
    settings = read_settings(_environment(asked))
    database = Database(settings.store)
    try:
        entrance = open_entrance(settings, database, Trail(database, local_now), local_now)
        if asked.revoke:
            return _revoke(asked, entrance)
        if asked.list:
            return _list_links(asked, entrance)
        try:
            token, made = entrance.make_link(asked.page, asked.days, BY)
        except ValueError:
            raise CannotRun(f"--days: {asked.days} chưa đúng; cần từ 1 đến 366 ngày.") from None
    finally:
        database.close()
    url = f"{asked.at.rstrip('/')}/man-hinh/{token}"
    note = f"Mở trên màn hình, dùng đến {write_date(made.expires_at)}; thu hồi: link --revoke {made.id}"
    say(asked, {"id": made.id, "url": url, "expires_at": made.expires_at.isoformat()}, [url, note])
    return FINE


def _revoke(asked: Namespace, entrance: Entrance) -> int:
    if not entrance.revoke_link(asked.revoke, BY):
        raise CannotRun(f"Không có liên kết “{asked.revoke}” còn dùng. Xem: link --list")
    say(asked, {"id": asked.revoke}, [f"Đã thu hồi liên kết {asked.revoke}."])
    return FINE


def _list_links(asked: Namespace, entrance: Entrance) -> int:
    now, links = local_now(), entrance.links.all()
    states = [
        "còn dùng" if one.lasts(now) else "đã thu hồi" if one.revoked_at else "hết hạn" for one in links
    ]
    lines = [
        f"{one.id}  {one.page}  đến {write_date(one.expires_at)}  {state}  ({one.made_by})"
        for one, state in zip(links, states, strict=True)
    ]
    values = [
        {"id": one.id, "page": one.page, "expires_at": one.expires_at.isoformat(), "usable": one.lasts(now)}
        for one in links
    ]
    say(asked, {"links": values}, lines or ["Chưa có liên kết nào."])
    return FINE


def _changed(asked: Namespace, done: str, about: str, **changed: Any) -> int:
    with _entrance(asked) as entrance:
        account = _account(entrance, asked.account)
        _say(asked, entrance.change(BY, account.name, f"{account.name}: {about}", **changed), done)
    return FINE


@contextmanager
def _entrance(asked: Namespace) -> Iterator[Entrance]:
    """The accounts of these surroundings, with a key made where there is none yet."""
    settings = read_settings(_environment(asked))
    if uses_sample_accounts(settings):
        raise CannotRun(SAMPLE)
    database = Database(settings.store)
    try:
        yield _own(settings, database)
    finally:
        database.close()


def _own(settings: Settings, database: Database) -> Entrance:
    if settings.key:
        make_key(settings.key)
    return own_entrance(settings, database, Trail(database, local_now), local_now)


def _environment(asked: Namespace) -> Mapping[str, str]:
    return {**os.environ, **({"CAMPAIGN_STORE": asked.store} if asked.store else {})}


def _account(entrance: Entrance, name: str) -> Account:
    found = entrance.book.find(name)
    if found is None:
        there = ", ".join(entrance.book.accounts()) or "chưa có tài khoản nào"
        raise CannotRun(f"Không có tài khoản “{name}”. Các tài khoản: {there}.")
    return found


def _unit(asked: Namespace) -> str:
    unit = asked_for.unit(load_plan(), asked.unit)
    return unit.id if unit else ""


def _password(asked: Namespace, account: str) -> str:
    if not asked.prompt:
        return passwords.made_up()
    password = getpass.getpass("Mật khẩu: ", sys.stderr)
    weak = passwords.weakness(password, account)
    if weak:
        raise CannotRun(weak)
    if getpass.getpass("Nhập lại: ", sys.stderr) != password:
        raise CannotRun("Hai lần nhập chưa giống nhau.")
    return password


def _say(asked: Namespace, account: Account, done: str, password: str = "") -> None:
    values, lines = _plain(account), [f"{done} {account.name} ({account.full_name})."]
    if password and not asked.prompt:
        values["password"] = password
        lines += [f"Mật khẩu, chỉ hiện lần này: {password}", "Lần đăng nhập đầu sẽ đổi mật khẩu."]
    say(asked, values, lines)


def _plain(account: Account) -> dict[str, Any]:
    fields = ("name", "full_name", "role", "unit", "email", "disabled", "must_change")
    return {field: getattr(account, field) for field in fields}
