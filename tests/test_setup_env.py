"""Set-up: what a person sees who starts from a fresh clone."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import setup_env


@pytest.fixture
def fresh_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone without packages to install, so that its environment is made in seconds and offline."""
    environment = tmp_path / ".venv"
    python = environment / setup_env.PYTHON.relative_to(setup_env.ENVIRONMENT)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "requirements-dev.txt").touch()
    monkeypatch.setattr(setup_env, "ROOT", tmp_path)
    monkeypatch.setattr(setup_env, "ENVIRONMENT", environment)
    monkeypatch.setattr(setup_env, "PYTHON", python)
    monkeypatch.setattr(setup_env, "INSTALLED", environment / "installed.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_environment_made_half_way_is_made_anew_and_a_whole_one_is_kept(fresh_clone: Path) -> None:
    left_over = fresh_clone / ".venv" / "lib" / "left_over.py"
    left_over.parent.mkdir(parents=True)
    left_over.touch()

    setup_env.install("requirements.txt")
    assert not left_over.exists()
    assert setup_env.environment_runs()

    left_over.touch()
    setup_env.install("requirements.txt")
    setup_env.install("requirements-dev.txt")  # goes on top
    assert left_over.exists()
    assert setup_env.INSTALLED.read_text(encoding="utf-8").splitlines() == [
        setup_env.note_of("requirements.txt"),
        setup_env.note_of("requirements-dev.txt"),
    ]


def test_packages_that_cannot_be_installed_leave_no_note_of_a_whole_environment(fresh_clone: Path) -> None:
    (fresh_clone / "requirements.txt").write_text("./no-such-folder\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"requirements\.txt could not be installed"):
        setup_env.install("requirements.txt")
    assert not setup_env.INSTALLED.exists()


def test_the_note_changes_with_a_pin(fresh_clone: Path) -> None:
    before = setup_env.note_of("requirements.txt")
    (fresh_clone / "requirements.txt").write_text("orjson==3.13.0\n", encoding="utf-8")
    assert setup_env.note_of("requirements.txt") != before


def test_a_taken_port_is_said_in_one_line_before_anything_is_installed() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "setup_env.py", "run", "--port", str(port)],
            cwd=setup_env.ROOT,
            capture_output=True,
            text=True,
        )
    (line,) = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert line.startswith(f"Port {port} cannot be used (")
    assert line.endswith(f"Take another: make run PORT={port + 99}")


def test_a_python_that_is_too_old_can_read_the_script_and_so_say_so() -> None:
    ast.parse(Path(setup_env.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８５０１", ""])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit, match="is not a port: give a number from 1 to 65535"):
        setup_env.demand_free(port)


def test_a_whole_sample_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "SAMPLE", tmp_path / "sample")
    monkeypatch.setattr(setup_env, "SAMPLE_UNFINISHED", tmp_path / "sample.unfinished")
    monkeypatch.setattr(setup_env, "PYTHON", tmp_path / "not-there")
    (tmp_path / "sample").mkdir()

    setup_env.make_sample()

    (tmp_path / "sample.unfinished").touch()
    monkeypatch.setattr(setup_env, "SAMPLE_STORE", tmp_path / "campaign.db")
    (tmp_path / "campaign.db-wal").touch()
    with pytest.raises(
        FileNotFoundError
    ):  # now it starts the generator, from an environment that is not there
        setup_env.make_sample()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sample.unfinished"]


def test_a_store_of_other_data_is_kept_aside_and_never_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_env, "SAMPLE", tmp_path / "sample")
    monkeypatch.setattr(setup_env, "SAMPLE_UNFINISHED", tmp_path / "sample.unfinished")
    monkeypatch.setattr(setup_env, "SAMPLE_STORE", tmp_path / "campaign.db")
    monkeypatch.setattr(setup_env, "PYTHON", tmp_path / "not-there")
    (tmp_path / "campaign.db").write_bytes(b"of a real province")
    with pytest.raises(FileNotFoundError):
        setup_env.make_sample()
    assert [path.read_bytes() for path in tmp_path.glob("kept-*-campaign.db")] == [b"of a real province"]


def test_an_audit_that_reaches_nobody_says_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "requirements-dev.txt").write_text(f"idna==3.10 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setattr(setup_env, "install", lambda requirements: None)
    monkeypatch.setattr(setup_env, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", "http://127.0.0.1:9/")
    monkeypatch.chdir(tmp_path)

    setup_env.audit()

    assert capsys.readouterr().out.startswith("NOT CHECKED: the list of known holes (OSV) cannot be reached")
