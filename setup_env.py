"""From a fresh clone with only Python 3.11 or newer: run the app, the tests or the formatter."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an old Python shall read one plain line and no traceback
    sys.exit("This project needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

import argparse
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = ENVIRONMENT / "installed.txt"
SAMPLE = ROOT / "var" / "sample"
SAMPLE_STORE = ROOT / "var" / "campaign.db"
SAMPLE_UNFINISHED = ROOT / "var" / "sample.unfinished"
SAMPLE_TODAY = "2023-08-15"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that was asked for; leave with the code of what failed."""
    parser = argparse.ArgumentParser(prog="setup_env.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="start the app, by default on the sample province")
    run.add_argument("--port", default="8501")
    google = commands.add_parser("run-google", help="the same, through a loopback Google")
    google.add_argument("--port", default="8501")
    commands.add_parser("test", help="run every test, check and linter")
    commands.add_parser("format", help="format the code and mend what the linter can mend")
    commands.add_parser("audit", help="ask whether a pinned package has a known hole")
    chosen = parser.parse_args(arguments)
    os.chdir(ROOT)
    if chosen.command == "run":
        start_app(chosen.port)
    elif chosen.command == "run-google":
        start_on_google(chosen.port)
    elif chosen.command == "test":
        run_tests()
    elif chosen.command == "audit":
        audit()
    else:
        format_code()


def start_app(port: str) -> None:
    """Start the app on `port`, on the sample province unless CAMPAIGN_SOURCE names other workbooks."""
    demand_free(port)
    say("1/3 Python environment in .venv (the first time takes a minute or two)")
    install("requirements.txt")
    settings = dict(os.environ)
    if settings.get("CAMPAIGN_SOURCE"):
        say(f"2/3 Workbooks: {settings['CAMPAIGN_SOURCE']}")
    else:
        say("2/3 Sample province in var/sample, with its history (made on the first start)")
        make_sample()
        settings["CAMPAIGN_SOURCE"] = str(SAMPLE)
        settings.setdefault("CAMPAIGN_STORE", f"sqlite:///{SAMPLE_STORE.as_posix()}")
        settings.setdefault("CAMPAIGN_TODAY", SAMPLE_TODAY)
    say(f"3/3 Starting: http://localhost:{port} (Ctrl+C ends it)")
    become(streamlit(port), settings)


def start_on_google(port: str) -> None:
    """Start the app on the sample province in a Google of our own on loopback; both end together."""
    demand_free(port)
    say("1/3 Python environment in .venv (the first time takes a minute or two)")
    install("requirements-dev.txt")
    say("2/3 A Google on loopback, with the sample province in 46 spreadsheets")
    serve = [str(PYTHON), "-m", "tests.emulator", "--demo"]
    # Without this, a signal to end would leave the two servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as google:
        try:
            told = dict(line.strip().split(": ", 1) for line in islice(google.stdout or (), 3))
            if set(told) != {"url", "key", "folder"}:
                sys.exit("The loopback Google did not start; the reason stands above.")
            settings = {
                **os.environ,
                "CAMPAIGN_SOURCE": f"google:{told['folder']}",
                "CAMPAIGN_GOOGLE_KEY": told["key"],
                "CAMPAIGN_GOOGLE_API": told["url"],
                "CAMPAIGN_STORE": f"sqlite:///{(ROOT / 'var' / 'google' / 'campaign.db').as_posix()}",
                "CAMPAIGN_TODAY": SAMPLE_TODAY,
            }
            say(f"3/3 Starting: http://localhost:{port} (the first reading takes a minute; Ctrl+C ends it)")
            subprocess.run(streamlit(port), env=settings)
        except KeyboardInterrupt:
            pass
        finally:
            google.terminate()


def streamlit(port: str) -> list[str]:
    """Return the command that serves the app."""
    serve = [str(PYTHON), "-m", "streamlit", "run", "app.py"]
    return [*serve, "--server.port", port, "--server.headless", "true"]


def run_tests() -> None:
    """Run format check, linter, types and every test; stop at the first that fails."""
    say("1/6 Python environment in .venv (the first time takes a minute or two)")
    install("requirements-dev.txt")
    say("2/6 Chromium for the browser tests")
    install_chromium()
    say("3/6 Format")
    run_module("ruff", "format", "--check", ".")
    say("4/6 Lint")
    run_module("ruff", "check", ".")
    say("5/6 Types")
    run_module("mypy")
    say("6/6 Tests")
    run_module("pytest", "-q", "-n", "3")


def audit() -> None:
    """Ask OSV about every pinned package; leave with 1 where one has a known hole.

    Where OSV cannot be reached, says that nothing was checked.
    """
    install("requirements-dev.txt")
    asked = ["--requirement", "requirements-dev.txt", "--require-hashes", "--disable-pip"]
    service = ["--vulnerability-service", "osv", "--timeout", "15", "--progress-spinner", "off"]
    done = subprocess.run(
        [str(PYTHON), "-m", "pip_audit", *asked, *service], capture_output=True, encoding="utf-8"
    )
    if any(f"{fault}: " in done.stderr for fault in ("ConnectionError", "ReadTimeout", "ServiceError")):
        say("NOT CHECKED: the list of known holes (OSV) cannot be reached from here. Try again where it can.")
        return
    print(done.stdout, done.stderr, sep="", flush=True)
    if done.returncode:
        sys.exit(done.returncode)


def format_code() -> None:
    """Format the code and mend what the linter can mend by itself."""
    install("requirements-dev.txt")
    run_module("ruff", "check", "--fix-only", ".")
    run_module("ruff", "format", ".")


def install(requirements: str) -> None:
    """Make `.venv` hold exactly the pinned packages of `requirements`; return at once when it does already.

    What is installed is noted last of all: an environment whose making was cut short, that was moved, or
    whose Python went away has no valid note and is made anew.
    """
    noted = INSTALLED.read_text(encoding="utf-8").splitlines() if INSTALLED.exists() else []
    wanted = note_of(requirements)
    if wanted in noted and environment_runs():
        return
    # All packages of requirements.txt are in requirements-dev.txt too, so that the second may go on top.
    grows = note_of("requirements.txt") in noted and environment_runs()
    INSTALLED.unlink(missing_ok=True)
    if not grows:
        make_environment()
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "install", "--require-hashes", "--requirement", requirements])
    if done.returncode:
        sys.exit(f"The packages of {requirements} could not be installed; the reason stands above.")
    noted = [note_of("requirements.txt"), wanted]
    INSTALLED.write_text("\n".join(dict.fromkeys(noted)) + "\n", encoding="utf-8")


def note_of(requirements: str) -> str:
    """Name what `requirements` asks for and where it is installed, in one line."""
    pinned = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    return f"{requirements} {pinned} {ENVIRONMENT}"


def environment_runs() -> bool:
    """Tell whether the environment's Python sees its packages; after an upgrade of Python it does not."""
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True).returncode == 0


def make_environment() -> None:
    """Make an empty `.venv`, replacing what stands there."""
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install_debian(package):
            sys.exit(f"This Python cannot make environments. Install it once: sudo apt-get install {package}")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    if done.returncode:
        sys.exit("The environment .venv could not be made. Is the app still running from it?")


def make_sample() -> None:
    """Make the sample province and its history once; what was cut short is made anew, other data are kept."""
    if SAMPLE.is_dir() and not SAMPLE_UNFINISHED.exists():
        return
    store = [SAMPLE_STORE.with_name(SAMPLE_STORE.name + tail) for tail in ("", "-wal", "-shm")]
    if SAMPLE_UNFINISHED.exists():
        shutil.rmtree(SAMPLE, ignore_errors=True)
        for file in store:
            file.unlink(missing_ok=True)
    elif SAMPLE_STORE.exists():
        kept = f"kept-{datetime.now():%Y%m%d-%H%M%S}-"
        say(f"    The store that was there is kept as var/{kept}{SAMPLE_STORE.name}")
        for file in filter(Path.exists, store):
            file.rename(file.with_name(kept + file.name))
    SAMPLE.parent.mkdir(exist_ok=True)
    SAMPLE_UNFINISHED.touch()
    run_module("campaign", "demo", str(SAMPLE), "--store", f"sqlite:///{SAMPLE_STORE.as_posix()}")
    SAMPLE_UNFINISHED.unlink()


def demand_free(port: str) -> None:
    """Leave with one line when `port` is no port or is taken."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        sys.exit(f"{port} is not a port: give a number from 1 to 65535.")
    with socket.socket() as probe:
        if os.name == "posix":  # a port just left is free; on Windows this option would hide a taken one
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", int(port)))
        except OSError as fault:
            sys.exit(
                f"Port {port} cannot be used ({fault.strerror}). Take another: make run PORT={int(port) + 99}"
            )


def system_chromium() -> str | None:
    """Find an installed Chromium or Chrome that starts; None where Playwright's own is to be used."""
    if os.name == "nt":  # there `--version` opens a window
        return None
    for path in filter(None, map(shutil.which, BROWSERS)):
        # Ubuntu's package is a stub that only says where to get the real one.
        if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    return None


def install_chromium() -> None:
    """See to it that there is a Chromium: the system's, else Debian's package, else Playwright's own."""
    if system_chromium() or (install_debian("chromium") and system_chromium()):
        return
    run_module("playwright", "install", "chromium")


def install_debian(package: str) -> bool:
    """Install a Debian package where that needs no password; tell whether it is there now."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    say(f"    Installing the Debian package {package}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", package])
    return all(subprocess.run([*step, "-y"], env=quiet).returncode == 0 for step in steps)


def run_module(*command: str) -> None:
    """Run a module of the environment; leave with its exit code when it fails."""
    done = subprocess.run([str(PYTHON), "-m", *command])
    if done.returncode:
        sys.exit(done.returncode)


def become(command: list[str], settings: Mapping[str, str]) -> None:
    """Hand this process over to `command`, so that a signal to end reaches it and no orphan stays."""
    if os.name == "posix":
        os.execve(command[0], command, dict(settings))
    try:
        sys.exit(subprocess.run(command, env=dict(settings)).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


def say(line: str) -> None:
    """Print a line of progress at once, also into a pipe."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
