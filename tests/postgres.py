"""A PostgreSQL server of our own for a test, from the binaries of this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNT = "postgres"


def binary(name: str) -> str | None:
    """Return the path of a PostgreSQL program; Debian keeps the server's out of PATH."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next((str(path) for path in newest), None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server on a free port of the loopback; yields the URL of an empty database."""
    # PostgreSQL refuses to run as root.
    as_user = (
        {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []}
        if os.name == "posix" and not os.getuid()
        else {}
    )
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    try:
        if as_user:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        options = ["--auth=trust", f"--username={ACCOUNT}", "--no-sync", "--encoding=UTF8", "--locale=C"]
        data = folder / "data"
        subprocess.run(
            [binary("initdb"), "-D", data, *options], check=True, capture_output=True, cwd=folder, **as_user
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = f"-h 127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
        control = [binary("pg_ctl"), "-D", data, "-l", folder / "log", "-w"]
        subprocess.run(
            [*control, "-o", settings, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user
        )
        try:
            yield f"postgresql+psycopg://{ACCOUNT}@127.0.0.1:{port}/postgres"
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, capture_output=True, cwd=folder, **as_user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
