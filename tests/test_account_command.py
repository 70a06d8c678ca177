"""python -m campaign account and link: what they print once, keep, and refuse."""

import json
from pathlib import Path

import pytest

from campaign.__main__ import main
from campaign.accounts import AccountBook, passwords


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AccountBook:
    """Surroundings of real figures, with no account yet."""
    monkeypatch.setenv("CAMPAIGN_SOURCE", str(tmp_path / "that"))
    monkeypatch.setenv("CAMPAIGN_STORE", f"sqlite:///{tmp_path / 'campaign.db'}")
    monkeypatch.setenv("CAMPAIGN_ACCOUNTS", str(tmp_path / "tk.yaml"))
    monkeypatch.delenv("CAMPAIGN_KEY_FILE", raising=False)
    monkeypatch.setattr(passwords, "COST", 4)
    monkeypatch.setattr(passwords.hashed, "__defaults__", (4,))
    return AccountBook(tmp_path / "tk.yaml")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 2
    return capsys.readouterr().err.strip()


def test_an_account_is_added_with_a_password_that_is_printed_once(
    office: AccountBook, capsys: pytest.CaptureFixture[str]
) -> None:
    made = printed(capsys, "account", "add", "Lan", "--name", "Nguyễn Thị Lan", "--role", "admin")
    lan = office.find("lan")
    assert lan is not None
    assert passwords.matches(str(made["password"]), lan.password)
    assert (lan.full_name, lan.role, lan.must_change) == ("Nguyễn Thị Lan", "admin", True)

    clerk = ("account", "add", "nam", "--role", "unit", "--unit", "LĐLĐ huyện Phù Cát")
    assert printed(capsys, *clerk)["unit"] == "phu_cat"
    shown = printed(capsys, "account", "list")
    assert [one["name"] for one in shown["accounts"]] == ["lan", "nam"]  # type: ignore[attr-defined]
    assert "password" not in json.dumps(shown)


def test_accounts_are_shut_opened_mended_and_get_other_roles(
    office: AccountBook, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(capsys, "account", "add", "lan", "--role", "leader")["password"]
    assert printed(capsys, "account", "disable", "lan")["disabled"] is True
    assert printed(capsys, "account", "enable", "lan")["disabled"] is False
    assert printed(capsys, "account", "role", "lan", "--role", "staff")["role"] == "staff"
    second = printed(capsys, "account", "password", "lan")["password"]
    lan = office.find("lan")
    assert lan is not None and first != second
    assert [passwords.matches(str(one), lan.password) for one in (first, second)] == [False, True]


def test_what_cannot_be_is_refused_in_words(
    office: AccountBook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("account", "add", "lan", "--role")
    assert "cần mã đơn vị" in refused(capsys, *add, "unit")
    assert "cần --email" in refused(capsys, *add, "admin", "--google-only")
    printed(capsys, *add, "admin")
    assert "Đã có tài khoản “lan”" in refused(capsys, *add, "admin")
    assert refused(capsys, "account", "disable", "nam") == "Không có tài khoản “nam”. Các tài khoản: lan."
    assert "từ 1 đến 366 ngày" in refused(capsys, "link", "--days", "0")
    assert "Không có liên kết “abc”" in refused(capsys, "link", "--revoke", "abc")
    monkeypatch.setattr("getpass.getpass", lambda *_: "congdoan123")
    assert "dễ đoán" in refused(capsys, "account", "password", "lan", "--prompt")
    monkeypatch.delenv("CAMPAIGN_ACCOUNTS")
    assert "Chưa đặt CAMPAIGN_ACCOUNTS" in refused(capsys, "account", "list")


def test_a_link_is_printed_once_listed_and_revoked(
    office: AccountBook, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(capsys, "account", "add", "lan", "--role", "admin")
    made = printed(capsys, "link", "--page", "meeting", "--days", "7", "--at", "https://thidua.example.vn/")
    assert str(made["url"]).startswith(f"https://thidua.example.vn/man-hinh/{made['id']}.")

    def usable() -> list[bool]:
        return [one["usable"] for one in printed(capsys, "link", "--list")["links"]]  # type: ignore[attr-defined]

    assert usable() == [True]
    printed(capsys, "link", "--revoke", str(made["id"]))
    assert usable() == [False]
    assert str(made["url"]).partition(".")[2] not in json.dumps(printed(capsys, "link", "--list"))
