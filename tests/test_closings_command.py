"""Closing a phase on the command line, and what `progress` then tells."""

import json
from pathlib import Path
from typing import Any

import pytest

from campaign.__main__ import main
from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from tests.shelf import MONDAY, PLAN, Clock, Shelf, phu_cat, phu_my


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that knows 225 initiatives of phase 2."""
    url = f"sqlite:///{tmp_path / 'campaign.db'}"
    shelf, store = Shelf(), SnapshotStore(url)
    shelf.put(phu_cat(145), phu_my(80))
    collector = Collector(shelf, store, PLAN, clock=Clock(MONDAY))  # type: ignore[arg-type]
    collector.refresh()
    collector.stop()
    store.close()
    monkeypatch.setenv("CAMPAIGN_STORE", url)
    monkeypatch.setenv("CAMPAIGN_TODAY", "2023-08-14")
    return url


def run(printed: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(printed.readouterr().out or "null")


def test_a_phase_is_closed_and_shown_with_the_same_hash(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, made = run(capsys, "close", "--phase", "2", "--reason", "Sơ kết đợt 2", "--by", "Lan")
    assert (code, made["number"], made["by"], made["reason"]) == (0, 1, "Lan", "Sơ kết đợt 2")
    assert "Đợt 2 đến 30/9/2023 mới kết thúc." in made["warnings"]
    assert len(made["missing"]) == 13

    code, shown = run(capsys, "closings", "--phase", "2")
    (closing,) = shown["closings"]
    assert (code, closing["hash"], closing["intact"]) == (0, made["hash"], True)
    whole = next(
        one
        for one in closing["figures"]
        if (one["indicator"], one["unit"], one["sector"]) == ("initiatives", None, None)
    )
    assert whole["actual"] == 225


def test_what_cannot_be_closed_says_why(url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["close", "--phase", "2", "--reason", " "]) == 2
    assert capsys.readouterr().err == "Cần ghi lý do.\n"
    assert main(["close", "--phase", "9", "--reason", "x"]) == 2
    assert capsys.readouterr().err == "Không có đợt 9. Các đợt: 1, 2, 3.\n"
    away = f"sqlite:///{tmp_path / 'away.db'}"
    assert main(["closings", "--store", away]) == 2
    assert capsys.readouterr().err == f"Chưa có kho số liệu {away}; hãy chạy lệnh collect trước.\n"
    assert not (tmp_path / "away.db").exists()


def test_progress_of_a_closed_phase_tells_the_official_figures(
    url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "close", "--phase", "2", "--reason", "Sơ kết đợt 2")
    run(capsys, "template", "--unit", "phu_cat", "--phase", "2", "-o", str(tmp_path / "now" / "phu-cat.xlsx"))
    now = str(tmp_path / "now")
    _, told = run(capsys, "progress", "--source", now, "--indicator", "initiatives", "--phase", "2")
    assert [one["actual"] for one in told["progress"]] == [225]
