"""The accounts: a YAML file outside the repository, in the layout of streamlit-authenticator."""

import os
import re
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from campaign.access import Role, Viewer

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
HASH = re.compile(r"\$2[aby]\$\d\d\$.{53}")
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "screen")
"""What an account may be; a screen has a link and no account."""


class AccountsError(Exception):
    """The accounts cannot be used; the message says where and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Account:
    """One person who may sign in."""

    name: str
    """As typed at sign-in: lower case, no accents."""
    full_name: str
    role: Role
    password: str = ""
    """bcrypt hash; empty for one who signs in with Google alone."""
    unit: str = ""
    """Id of the unit, for the role `unit` only."""
    email: str = ""
    """Address of the Google account that is the same person; lower case."""
    disabled: bool = False
    must_change: bool = False
    """The password was given by somebody else, so the first sign-in changes it."""

    @property
    def can_enter(self) -> bool:
        """Tell whether there is a way in for it."""
        return not self.disabled and bool(self.password or self.email)

    @property
    def viewer(self) -> Viewer:
        """Who this is to the pages."""
        return Viewer(self.name, self.full_name, self.role, self.unit)


class AccountBook:
    """The accounts of a file; read again as soon as the file changes. Raises AccountsError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._read: tuple[object, Mapping[str, Account]] | None = None

    def accounts(self) -> Mapping[str, Account]:
        """Return the accounts by name, in the order of the file; none where there is no file."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return {}
        except OSError as fault:
            raise AccountsError(f"Không đọc được tệp tài khoản {self.path}: {fault.strerror}.") from fault
        demand_private(self.path, "tệp tài khoản")
        mark = (state.st_ino, state.st_mtime_ns, state.st_size)
        if self._read is None or self._read[0] != mark:
            self._read = (mark, _parsed(self.path))
        return self._read[1]

    def find(self, name: str) -> Account | None:
        """Return the account of that name."""
        return self.accounts().get(name.strip().lower())

    def of_address(self, email: str) -> Account | None:
        """Return the one account with that Google address; None where none or several have it."""
        found = [one for one in self.accounts().values() if one.email and one.email == email.strip().lower()]
        return found[0] if len(found) == 1 else None

    def add(self, account: Account) -> None:
        """Add an account, checked like one of the file."""
        with self._lock:
            accounts = dict(self.accounts())
            if account.name in accounts:
                raise AccountsError(f"Đã có tài khoản “{account.name}”. Hãy chọn tên khác.")
            demand_sound(account, str(self.path))
            self._keep({**accounts, account.name: account})

    def change(self, name: str, **changed: Any) -> Account:
        """Change fields of one account, and return it."""
        with self._lock:
            accounts = dict(self.accounts())
            if name not in accounts:
                there = ", ".join(accounts) or "chưa có tài khoản nào"
                raise AccountsError(f"Không có tài khoản “{name}”. Các tài khoản: {there}.")
            account = replace(accounts[name], **changed)
            demand_sound(account, str(self.path))
            self._keep({**accounts, name: account})
            return account

    def _keep(self, accounts: Mapping[str, Account]) -> None:
        written = yaml.safe_dump(
            {"credentials": {"usernames": {one.name: _written(one) for one in accounts.values()}}},
            allow_unicode=True,
            sort_keys=False,
        )
        write_private(self.path, written.encode())


class SampleBook(AccountBook):
    """The accounts of the sample province, in memory: changes last until the app ends."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        super().__init__(Path("tài khoản mẫu"))
        self._accounts: Mapping[str, Account] = {one.name: one for one in accounts}

    def accounts(self) -> Mapping[str, Account]:
        """Return the accounts by name."""
        return self._accounts

    def _keep(self, accounts: Mapping[str, Account]) -> None:
        self._accounts = dict(accounts)


def demand_sound(account: Account, where: str) -> None:
    """Raise AccountsError for an account that cannot be meant."""
    place = f"{where}, tài khoản “{account.name}”"
    if not NAME.fullmatch(account.name):
        raise AccountsError(
            f"{place}: tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm, gạch; từ 2 đến 40 ký tự."
        )
    if account.role not in ROLES:
        raise AccountsError(f"{place}: không có vai trò “{account.role}”. Cần một trong: {', '.join(ROLES)}.")
    if (account.role == "unit") != bool(account.unit):
        raise AccountsError(f"{place}: vai trò unit cần mã đơn vị ở unit; vai trò khác thì không có unit.")
    if account.password and not HASH.fullmatch(account.password):
        raise AccountsError(
            f"{place}: mật khẩu phải là chuỗi băm bcrypt. Hãy xóa dòng password rồi chạy: "
            f"python -m campaign account password {account.name}"
        )


def demand_private(path: Path, what: str) -> None:
    """Raise AccountsError where others on this machine may read a file."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise AccountsError(f"Người khác trên máy này đọc được {what} {path}. Hãy chạy: chmod 600 {path}")


def write_private(path: Path, content: bytes) -> None:
    """Replace a file at once and whole, readable by its owner alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _parsed(path: Path) -> Mapping[str, Account]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = content["credentials"]["usernames"] or {}
        accounts = [_account(str(name), entry) for name, entry in entries.items()]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise AccountsError(
            f"Tệp tài khoản {path} chưa đúng dạng ({reason}). Cần credentials: usernames: và từng tài khoản; "
            "xem README, hoặc tạo bằng python -m campaign account add."
        ) from fault
    for account in accounts:
        demand_sound(account, str(path))
    return {account.name: account for account in accounts}


def _account(name: str, entry: Mapping[str, Any]) -> Account:
    roles = entry.get("roles") or []
    given = " ".join(str(entry.get(part) or "") for part in ("first_name", "last_name")).strip()
    return Account(
        name=name,
        full_name=given or str(entry.get("name") or name),
        role=cast(Role, ", ".join(map(str, roles))),
        password=str(entry.get("password") or ""),
        unit=str(entry.get("unit") or ""),
        email=str(entry.get("email") or "").strip().lower(),
        disabled=bool(entry.get("disabled", False)),
        must_change=bool(entry.get("must_change", False)),
    )


def _written(account: Account) -> dict[str, Any]:
    entry = {
        "name": account.full_name,
        "email": account.email,
        "password": account.password,
        "roles": [account.role],
        "unit": account.unit,
        "disabled": account.disabled,
        "must_change": account.must_change,
    }
    return {field: value for field, value in entry.items() if value}
