"""The real app on a free port, and real Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from campaign.accounts import Account
from campaign.accounts.entrance import SESSION, stamp
from campaign.accounts.sample import ACCOUNTS
from campaign.accounts.sessions import fingerprint, layout, sessions
from campaign.database import Database
from campaign.intake.collector import local_now
from setup_env import system_chromium

STAFF = "banchinhsach"
"""The sample's account that may do most of what pages offer."""
ROOT = Path(__file__).resolve().parents[1]
TODAY = "2023-08-15"

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--single-threaded",  # on two cores, what V8 does beside costs more than it saves
)


@dataclass(frozen=True)
class App:
    """One running server of the app."""

    url: str
    log: Path
    "What the server printed, stdout and stderr in one file."
    process: subprocess.Popen[bytes]
    store: str
    "URL of its snapshots."

    def printed(self) -> str:
        """Read what the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running_app(
    source: Path, store: str, log: Path, *, root: Path = ROOT, port: int = 0, **settings: str
) -> Iterator[App]:
    """Start the app on the workbooks of `source` with snapshots in `store`, and end it afterwards.

    `root` is where the program lies; `settings` are further environment variables, such as CAMPAIGN_TODAY
    (by default 15/8/2023).
    """
    port = port or free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    environment = {
        **inherited,
        "CAMPAIGN_SOURCE": str(source),
        "CAMPAIGN_STORE": store,
        "CAMPAIGN_TODAY": TODAY,
        "CAMPAIGN_POLL": "1",
        "PYTHONUTF8": "1",
        **settings,
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += ["--server.headless=true", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    with log.open("wb") as printed:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
    app = App(f"http://127.0.0.1:{port}", log, process, store)
    try:
        wait_until_healthy(app)
        sign_in_beforehand(store)
        yield app
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            app.kill()


def sign_in_beforehand(store: str, accounts: Iterable[Account] = ACCOUNTS) -> None:
    """Open a session of each account in the store of an app, whose token is `token_of` the account."""
    database, now = Database(store), local_now()
    database.prepare(layout)
    tokens = {fingerprint(token_of(account.name)): account for account in accounts}
    with database.writing() as connection:
        connection.execute(sa.delete(sessions).where(sessions.c.token.in_(tokens)))
        for token, one in tokens.items():
            row = {"token": token, "account": one.name, "stamp": stamp(one), "address": ""}
            connection.execute(sessions.insert(), row | {"made_at": now, "seen_at": now})
    database.close()


def token_of(account: str) -> str:
    """Return the token of the session in which tests use an account."""
    return f"the-session-of-{account}-in-tests"


def desk(browser: Browser, account: str | None = STAFF, **options: Any) -> BrowserContext:
    """Open a browser of its own, signed in as an account of the sample; nobody's where that is None."""
    context = browser.new_context(**options)
    signed_in(context, account)
    return context


def signed_in(context: BrowserContext, account: str | None) -> None:
    """Give a browser to somebody else: what it opens next is that account's, or nobody's."""
    for page in context.pages:
        # An open page would see that its session is over and load itself anew, just when another is opened.
        page.goto("about:blank")
    context.clear_cookies()
    if account:
        # Cookies know no port: the session is in the store of every app that `running_app` starts.
        cookie = {"name": SESSION, "value": token_of(account)}
        context.add_cookies([{**cookie, "domain": "127.0.0.1", "path": "/", "httpOnly": True}])


def wait_until_healthy(app: App, seconds: float = 90) -> None:
    """Wait until the server answers; fail with what it printed when it ends or stays silent."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if app.process.poll() is not None:
            raise RuntimeError(f"The app ended with {app.process.returncode}:\n{app.printed()}")
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"The app did not answer within {seconds:.0f} s:\n{app.printed()}")


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    """Launch headless Chromium: the system's where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def idle(page: Page, ms: int = 150) -> None:
    """Wait until the page is connected and no script has run for `ms` milliseconds.

    Elements may still come a moment later (lazily loaded JavaScript): wait for a concrete one too.
    """
    page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    page.wait_for_function(
        """(ms) => {
            const app = document.querySelector('[data-testid="stApp"]');
            if (!app || app.dataset.testScriptState !== 'notRunning') { window.__quiet = null; return false; }
            window.__quiet ??= performance.now();
            return performance.now() - window.__quiet > ms;
        }""",
        arg=ms,
    )


FOLLOW = """(address) => new Promise((done) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const seen = new MutationObserver(() => { seen.disconnect(); done(); });
    seen.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    setTimeout(done, 2000);
})"""


def at_rest(place: Locator, ms: int = 300) -> Locator:
    """Return what has not moved for `ms` milliseconds.

    What unfolds, or is pushed by what is drawn above it, moves between the press of a click and its release.
    """
    place.evaluate(
        """(element, ms) => new Promise((done) => {
            let [before, since] = ["", performance.now()];
            const look = (now) => {
                const box = JSON.stringify(element.getBoundingClientRect());
                if (box !== before) [before, since] = [box, now];
                now - since > ms ? done() : requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        })""",
        ms,
    )
    return place


def follow(page: Page, address: str) -> None:
    """Go to another page of the app as a click on a link does, without loading anything anew."""
    page.evaluate(FOLLOW, f"/{address}")
    idle(page, 60)


def made_once(shared: Path, name: str, *arguments: str) -> Path:
    """Make a sample province with `campaign demo` once for all test workers, and return its folder.

    `shared` is a folder all workers see; `{folder}` in `arguments` stands for the folder that is returned,
    with the workbooks in `{folder}/sample`. The first worker makes it, the others wait for it.
    """
    done, folder = shared / f"{name}.done", shared / name
    try:
        folder.mkdir()
    except FileExistsError:
        wait_for_file(done)
    else:
        words = [argument.format(folder=folder.as_posix()) for argument in arguments]
        command = [sys.executable, "-m", "campaign", "demo", str(folder / "sample"), *words]
        made = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", errors="replace"
        )
        fault = made.stdout + made.stderr if made.returncode else ""
        done.with_suffix(".part").write_text(fault, encoding="utf-8")
        done.with_suffix(".part").rename(done)
    if fault := done.read_text(encoding="utf-8"):
        raise RuntimeError(f"campaign demo failed:\n{fault}")
    return folder


def wait_for_file(path: Path, seconds: float = 240) -> None:
    """Wait until another worker has written `path`."""
    last = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > last:
            raise TimeoutError(
                f"{path.name} was not written within {seconds:.0f} s by the worker that makes it"
            )
        time.sleep(0.1)


def own_copy(of: Path, to: Path) -> Path:
    """Copy a sample into a test's own folder, where it may be changed."""
    return Path(shutil.copytree(of, to))
