"""Signing in and out in a real browser, and what is shown to whoever is not let in."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser import App, idle

pytestmark = pytest.mark.browser


def enter(page: Page, name: str, password: str) -> None:
    """Type a name and a password into the form, and send it."""
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").first.fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_direct_link_is_kept_through_the_sign_in(sample_app: App, visitor: Page) -> None:
    visitor.goto(f"{sample_app.url}/chi-tieu?dot=2&chi_tieu=members")
    expect(visitor.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert visitor.locator(".answer").count() == 0
    idle(visitor)

    enter(visitor, "LanhDao ", "minhhoa-lanhdao")

    expect(visitor.locator(".answer .over")).to_have_text("Toàn tỉnh · Đợt 2")
    assert visitor.url == f"{sample_app.url}/chi-tieu?dot=2&chi_tieu=members"
    cookie = next(one for one in visitor.context.cookies() if one["name"] == "phien")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert "phien" not in visitor.evaluate("document.cookie")


def test_signing_out_ends_every_tab_and_every_copy_of_the_cookie(sample_app: App, visitor: Page) -> None:
    visitor.goto(sample_app.url)
    visitor.get_by_role("button", name="Cán bộ Phù Cát").click()
    visitor.locator(".answer h1").first.wait_for()
    other = visitor.context.new_page()
    other.goto(f"{sample_app.url}/don-vi")
    other.locator(".answer h1").first.wait_for()
    idle(other)
    kept = next(one for one in visitor.context.cookies() if one["name"] == "phien")["value"]
    assert whose(sample_app, kept)

    visitor.get_by_role("button", name="Cán bộ Phù Cát").click()
    visitor.get_by_role("button", name="Đăng xuất").click()

    for tab in (visitor, other):
        expect(tab.get_by_role("heading", name="Đăng nhập")).to_be_visible(timeout=10_000)
        assert tab.locator(".answer").count() == 0
    assert not whose(sample_app, kept)


def test_wrong_names_and_wrong_passwords_are_answered_alike(sample_app: App, visitor: Page) -> None:
    visitor.goto(sample_app.url)
    said = []
    for name, password in (("lanhdao", "khong-dung"), ("khong-co-ai", "khong-dung"), ("lanhdao", "ă" * 40)):
        idle(visitor)
        enter(visitor, name, password)
        idle(visitor, 400)
        expect(visitor.get_by_role("alert")).to_be_visible()
        said.append(visitor.get_by_role("alert").inner_text())
    assert len(set(said)) == 1


def test_a_screen_shows_the_slides_alone_until_its_link_is_revoked(
    sample_app: App, page: Page, visitor: Page
) -> None:
    page.goto(f"{sample_app.url}/lien-ket")
    page.get_by_role("button", name="Tạo liên kết").click()
    address = page.locator("code").first.inner_text()

    visitor.goto(address)
    visitor.locator("#slide h1").wait_for()
    assert visitor.url.partition("#")[0] == f"{sample_app.url}/trinh-chieu"
    other = visitor.context.new_page()
    other.goto(f"{sample_app.url}/don-vi")
    expect(other.get_by_text("Liên kết này chỉ mở trang Trình chiếu.")).to_be_visible()

    idle(page)
    page.get_by_role("button", name="Thu hồi").click()
    expect(visitor.get_by_role("heading", name="Đăng nhập")).to_be_visible(timeout=10_000)
    assert visitor.locator("#slide").count() == 0
    other.goto(address)
    expect(other.get_by_role("heading", name="Liên kết đã hết hiệu lực")).to_be_visible()


def whose(app: App, token: str) -> str:
    """What the server says of the session of a cookie."""
    asked = urllib.request.Request(f"{app.url}/health", headers={"cookie": f"phien={token}"})
    with urllib.request.urlopen(asked) as answer:
        return str(json.load(answer)["session"])
