"""What tests share: the sample province, running servers of the app, and a browser."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser import App, desk, launched_chromium, made_once, own_copy, running_app

AT_HOME = {
    "locale": "vi-VN",
    "timezone_id": "Asia/Ho_Chi_Minh",
    "viewport": {"width": 1440, "height": 900},
}
WITHOUT_HISTORY = ("test_google_faults.py", "test_google_source.py")
"""Long files that need no sample: two workers run them while the third makes the sample's history."""
# Where a machine forbids it, tests and the apps they start would compile the program each time anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
StartApp = Callable[..., App]

# A machine shared with browser tests is slow at times; how long an example takes says nothing about it.
hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long files first: each runs on one worker, and the short ones fill up the end."""
    browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path.name not in WITHOUT_HISTORY, item.path not in browser))


def pytest_collection_finish() -> None:
    """Leave what stays to the end out of the collector's rounds: a tenth of the time of tests."""
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run that all its workers see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def sample_history(shared_folder: Path) -> Path:
    """A folder with the workbooks in `sample` and their weekly snapshots in `campaign.db`; read only."""
    return made_once(shared_folder, "history", "--store", "sqlite:///{folder}/campaign.db")


@pytest.fixture(scope="session")
def sample_province(sample_history: Path) -> Path:
    """The folder of the sample province's workbooks; read only, copy it to change it."""
    return sample_history / "sample"


@pytest.fixture
def app_server(tmp_path: Path) -> Iterator[StartApp]:
    """Start the app on a folder of workbooks, as often as a test asks; all are ended after the test.

    `app_server(source, store=None, **settings)`: the store is by default a new SQLite file of this test.
    """
    with ExitStack() as running:

        def start(source: Path, store: str | None = None, **settings: str) -> App:
            store = store or f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}"
            log = tmp_path / f"app-{len(list(tmp_path.glob('app-*.log'))) + 1}.log"
            return running.enter_context(running_app(source, store, log, **settings))

        yield start


@pytest.fixture(scope="session")
def sample_app(sample_history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a copy of the sample province with its history, one for all tests that only look."""
    folder = own_copy(sample_history, tmp_path_factory.mktemp("app") / "var")
    store = f"sqlite:///{(folder / 'campaign.db').as_posix()}"
    with running_app(folder / "sample", store, folder / "app.log") as app:
        yield app


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all browser tests of this worker."""
    with launched_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def staff_desk(chromium: Browser) -> Iterator[Page]:
    """The page that the tests of a worker open one after the other: scripts and fonts load once."""
    context = desk(chromium, **AT_HOME)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(staff_desk: Page) -> Iterator[Page]:
    """The staff of the sample province at a desk screen; nothing stands open from another test."""
    yield staff_desk
    staff_desk.goto("about:blank")
    staff_desk.set_viewport_size(ViewportSize(width=1440, height=900))
    staff_desk.emulate_media(color_scheme="null", media="null")


@pytest.fixture(scope="session")
def open_desk(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that one guest after the other uses: scripts and fonts load once."""
    context = desk(chromium, None, **AT_HOME)
    yield context
    context.close()


@pytest.fixture
def visitor(open_desk: BrowserContext) -> Iterator[Page]:
    """Somebody who is not signed in; no cookie and no tab is left of who was there before."""
    open_desk.clear_cookies()
    page = open_desk.new_page()
    yield page
    for tab in open_desk.pages:
        tab.close()
