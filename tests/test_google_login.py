"""Sign-in with Google, through Streamlit's own OpenID Connect, at a provider on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaign.accounts import Account, AccountBook, passwords
from campaign.accounts.key import make_key
from tests.browser import App, free_port, idle, own_copy, running_app
from tests.oidc import Provider, provider

pytestmark = pytest.mark.browser


@pytest.fixture
def with_google(sample_history: Path, tmp_path: Path) -> Iterator[tuple[App, Provider]]:
    """The app with two accounts of a file, of which one has a Google address, beside a provider."""
    folder, port = own_copy(sample_history, tmp_path / "var"), free_port()
    book = AccountBook(tmp_path / "conf" / "tk.yaml")
    book.add(Account("lan", "Nguyễn Thị Lan", "admin", passwords.hashed("thuyền giấy qua cầu", cost=4)))
    book.add(Account("minh", "Lê Văn Minh", "leader", email="minh@ldld.example.vn", must_change=True))
    make_key(tmp_path / "conf" / "tk.yaml.key")
    with provider() as google:
        secrets = tmp_path / "conf" / "secrets.toml"
        secrets.touch(0o600)
        secrets.write_text(google.secrets(f"http://127.0.0.1:{port}"), encoding="utf-8")
        settings = {"CAMPAIGN_ACCOUNTS": str(book.path), "STREAMLIT_SECRETS_FILES": str(secrets)}
        store = f"sqlite:///{(folder / 'campaign.db').as_posix()}"
        with running_app(folder / "sample", store, tmp_path / "app.log", port=port, **settings) as app:
            yield app, google


def test_a_google_address_of_an_account_opens_a_session_of_ours_once(
    visitor: Page, with_google: tuple[App, Provider]
) -> None:
    app, google = with_google
    google.address = "la@ldld.example.vn"
    visitor.goto(app.url)
    visitor.get_by_role("button", name="Đăng nhập bằng Google").click()
    expect(visitor.get_by_text("chưa gắn với tài khoản nào")).to_be_visible()
    assert visitor.locator(".answer").count() == 0

    google.address, google.verified = "minh@ldld.example.vn", False
    # The refusal before reads the same: only the way back from the provider tells that this one is new.
    with visitor.expect_response(lambda answer: "oauth2callback" in answer.url):
        visitor.get_by_role("button", name="Đăng nhập bằng Google").click()
    idle(visitor)
    expect(visitor.get_by_text("chưa gắn với tài khoản nào")).to_be_visible()

    google.verified = True
    visitor.get_by_role("button", name="Đăng nhập bằng Google").click()
    visitor.locator(".answer h1").first.wait_for()
    expect(visitor.get_by_role("button", name="Lê Văn Minh")).to_be_visible()
    names = {cookie["name"] for cookie in visitor.context.cookies()}
    assert "phien" in names and not {name for name in names if name.startswith("_streamlit_user")}

    # Signed out here is signed out: what Google said before opens nothing a second time.
    visitor.get_by_role("button", name="Lê Văn Minh").click()
    visitor.get_by_role("button", name="Đăng xuất").click()
    expect(visitor.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_role("heading", name="Đăng nhập")).to_be_visible()
