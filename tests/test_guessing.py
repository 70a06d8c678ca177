"""Guessing at fifty a second, from one address and from many, while others work and the real user comes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.database import Database
from campaign.intake.collector import local_now
from campaign.trail import Trail
from tests.browser import App, desk, own_copy
from tests.conftest import StartApp
from tests.guesser import guess
from tests.test_sign_in import enter
from tests.wire import beside_meanwhile

pytestmark = pytest.mark.browser


@pytest.fixture
def attacked(sample_history: Path, app_server: StartApp, tmp_path: Path) -> App:
    """The app on its own copy of the sample province."""
    folder = own_copy(sample_history, tmp_path / "var")
    return app_server(folder / "sample", f"sqlite:///{(folder / 'campaign.db').as_posix()}")


def test_guesses_get_nowhere_while_others_work_and_the_real_user_comes_in(
    attacked: App, page: Page, chromium: Browser
) -> None:
    known = desk(chromium, None)
    user = known.new_page()
    user.goto(attacked.url)
    user.get_by_role("button", name="Lãnh đạo tỉnh").click()
    user.locator(".answer h1").first.wait_for()
    user.get_by_role("button", name="Lãnh đạo tỉnh").click()
    user.get_by_role("button", name="Đăng xuất").click()
    expect(user.get_by_role("heading", name="Đăng nhập")).to_be_visible()

    attacks = [guess(attacked.url, name="lanhdao", seconds=3, spread=spread) for spread in (False, True)]
    with beside_meanwhile(*attacks) as sent:
        page.goto(f"{attacked.url}/chi-tieu")
        expect(page.locator(".answer h1").first).to_be_visible()
        page.get_by_role("radio", name="Đợt 2").click()
        expect(page.locator(".answer .over")).to_have_text("Toàn tỉnh · Đợt 2")
        enter(user, "lanhdao", "minhhoa-lanhdao")
        expect(user.locator(".answer h1").first).to_be_visible(timeout=15_000)

    steps = Trail(Database(attacked.store), local_now).steps()
    failed = [step for step in steps if step.event == "sign_in_failed"]
    assert sum(sent) > 100
    # What the throttle lets through of the hundreds: five at once, then one after each doubled delay.
    assert 5 <= len(failed) <= 12
    assert [step.account for step in steps if step.event == "sign_in"] == ["lanhdao", "lanhdao"]
    known.close()
