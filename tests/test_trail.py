"""The trail of what people did."""

import datetime
from pathlib import Path

from campaign.database import TIME_ZONE, Database
from campaign.trail import Step, Trail

NOW = datetime.datetime(2023, 8, 15, 9, 41, tzinfo=TIME_ZONE)


def test_steps_come_back_whole_with_the_newest_first(tmp_path: Path) -> None:
    kept = Trail(Database(f"sqlite:///{tmp_path / 'campaign.db'}"), lambda: NOW)

    kept.record("lan", "sign_in", address="10.0.0.7")
    kept.record("lan", "phase_closed", "Đợt 1")

    assert kept.steps() == (
        Step(NOW, "lan", "phase_closed", "Đợt 1"),
        Step(NOW, "lan", "sign_in", "", "10.0.0.7"),
    )


def test_a_second_process_goes_on_in_the_same_trail(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.db'}"
    Trail(Database(url), lambda: NOW).record("lan", "sign_in")

    assert [step.account for step in Trail(Database(url), lambda: NOW).steps()] == ["lan"]
