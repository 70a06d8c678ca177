"""The file of accounts: what it may hold, who may read it, and when the app refuses to start on it."""

import datetime
import os
from pathlib import Path

import pytest

from campaign.accounts import Account, AccountBook, AccountsError, open_entrance, passwords
from campaign.accounts.key import make_key, read_key
from campaign.database import TIME_ZONE, Database
from campaign.settings import Settings, read_settings
from campaign.trail import Trail

HASH = passwords.hashed("thuyền giấy qua cầu", cost=4)
LAN = Account("lan", "Nguyễn Thị Lan", "admin", HASH, email="lan@example.vn")


def clock() -> datetime.datetime:
    return datetime.datetime(2023, 8, 15, 8, tzinfo=TIME_ZONE)


def opened(tmp_path: Path, **environment: str) -> None:
    """Open the entrance of real figures with these settings."""
    settings: Settings = read_settings({"CAMPAIGN_SOURCE": str(tmp_path / "that"), **environment})
    database = Database(f"sqlite:///{tmp_path / 'campaign.db'}")
    open_entrance(settings, database, Trail(database, clock), clock)


def test_accounts_come_back_as_they_were_kept(tmp_path: Path) -> None:
    book = AccountBook(tmp_path / "conf" / "tk.yaml")
    assert book.accounts() == {}
    clerk = Account("phucat", "Trần Văn Nam", "unit", HASH, "phu_cat", must_change=True)

    book.add(LAN)
    book.add(clerk)

    assert AccountBook(book.path).accounts() == {"lan": LAN, "phucat": clerk}
    assert book.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in book.path.parent.iterdir()] == ["tk.yaml"]
    assert book.find(" LAN ") == LAN
    assert book.of_address("Lan@Example.vn") == LAN


def test_a_change_by_another_process_is_seen_at_once(tmp_path: Path) -> None:
    book, other = AccountBook(tmp_path / "tk.yaml"), AccountBook(tmp_path / "tk.yaml")
    book.add(LAN)
    assert other.find("lan") == LAN
    book.change("lan", disabled=True)
    found = other.find("lan")
    assert found is not None and found.disabled


def test_the_file_is_in_the_layout_of_streamlit_authenticator(tmp_path: Path) -> None:
    path = tmp_path / "tk.yaml"
    path.write_text(
        "credentials:\n  usernames:\n    lan:\n      email: Lan@example.vn\n      first_name: Nguyễn Thị\n"
        f"      last_name: Lan\n      password: {HASH}\n      roles: [admin]\n",
        encoding="utf-8",
    )
    path.chmod(0o600)
    assert AccountBook(path).accounts() == {"lan": LAN}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("credentials: {usernames: {lan: {password: matkhau, roles: [admin]}}}", "chuỗi băm bcrypt"),
        ("credentials: {usernames: {lan: {roles: [boss]}}}", "không có vai trò “boss”"),
        ("credentials: {usernames: {lan: {roles: [admin, unit]}}}", "không có vai trò “admin, unit”"),
        ("credentials: {usernames: {lan: {roles: [screen]}}}", "không có vai trò “screen”"),
        ("credentials: {usernames: {lan: {roles: [unit]}}}", "cần mã đơn vị"),
        ("credentials: {usernames: {Lan Anh: {roles: [admin]}}}", "chữ thường không dấu"),
        ("credentials: [1]", "chưa đúng dạng"),
        ("{", "chưa đúng dạng"),
        ("!!python/object/apply:os.system [ls]", "chưa đúng dạng"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_its_place(
    tmp_path: Path, written: str, said: str
) -> None:
    path = tmp_path / "tk.yaml"
    path.write_text(written, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(AccountsError) as refused:
        AccountBook(path).accounts()
    assert said in str(refused.value) and str(path) in str(refused.value)


def test_real_figures_stay_shut_without_accounts_key_or_privacy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts, key = tmp_path / "tk.yaml", tmp_path / "tk.yaml.key"
    asked = {"CAMPAIGN_ACCOUNTS": str(accounts)}
    with pytest.raises(AccountsError, match="chưa có tài khoản đăng nhập"):
        opened(tmp_path)
    with pytest.raises(AccountsError, match="Không đọc được tệp khóa"):
        opened(tmp_path, **asked)
    make_key(key)
    with pytest.raises(AccountsError, match="chưa có tài khoản quản trị"):
        opened(tmp_path, **asked)
    AccountBook(accounts).add(LAN)
    opened(tmp_path, **asked)

    if os.name == "posix":
        monkeypatch.setattr(Path, "home", lambda: tmp_path)
        secrets = tmp_path / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.touch(0o600)
        for path in (accounts, key, secrets):
            path.chmod(0o640)
            with pytest.raises(AccountsError, match=f"chmod 600 {path}"):
                opened(tmp_path, **asked)
            path.chmod(0o600)
    key.write_text("a" * 40)
    with pytest.raises(AccountsError, match="quá yếu"):
        opened(tmp_path, **asked)
    AccountBook(accounts).change("lan", disabled=True)
    make_key(tmp_path / "moi.key")
    with pytest.raises(AccountsError, match="chưa có tài khoản quản trị"):
        opened(tmp_path, **asked, CAMPAIGN_KEY_FILE=str(tmp_path / "moi.key"))


def test_a_file_of_accounts_inside_the_program_is_refused(tmp_path: Path) -> None:
    inside = Path(__file__).resolve().parents[1] / "var" / "tk.yaml"
    with pytest.raises(AccountsError, match="nằm trong thư mục chương trình"):
        opened(tmp_path, CAMPAIGN_ACCOUNTS=str(inside))


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "tk.yaml.key"
    make_key(path)
    first = read_key(path)
    make_key(path)
    assert (read_key(path), len(first) >= 32, path.stat().st_mode & 0o777) == (first, True, 0o600)
