"""The sample province: believable, labelled, wrong exactly where it means to be, and with a history."""

import datetime
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from campaign.demo import TODAY, SeededMistake, replay, write_sample
from campaign.demo.course import CORRECTED
from campaign.demo.mistakes import PROVINCE_SLIPS, SLIPS
from campaign.demo.world import worlds
from campaign.intake.assembly import line_totals
from campaign.intake.collector import load_snapshot
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources.folder import FolderSource
from campaign.intake.validation import check_together
from campaign.records import CheckedWorkbook, Finding, Snapshot
from sheets_schema.plans import load_plan

PLAN = load_plan()
BLANKS = {"required_blank", "plaque_without_decision"}
"""Mistakes of leaving out: a finding of severity «missing»."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[SeededMistake, ...]]:
    directory = tmp_path_factory.mktemp("sample")
    return directory, write_sample(directory, PLAN)


@pytest.fixture(scope="module")
def checked(sample: tuple[Path, tuple[SeededMistake, ...]]) -> dict[str, CheckedWorkbook]:
    source = FolderSource(sample[0])
    return {listed.key: read_workbook(source.read(listed.key), PLAN) for listed in source.list()}


def cells(directory: Path) -> dict[str, object]:
    """Every value of every workbook of a sample."""
    found: dict[str, object] = {}
    for path in sorted(directory.rglob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            found[f"{path.relative_to(directory)}:{name}"] = book.get_sheet_by_name(name).to_python()
    return found


def test_there_is_a_workbook_for_every_unit_and_phase_and_one_of_the_province(
    checked: dict[str, CheckedWorkbook],
) -> None:
    units = [(unit.id, phase.number) for phase in PLAN.phases for unit in PLAN.units]
    assert sorted((each.unit, each.phase) for each in checked.values() if each.kind == "unit") == sorted(
        units
    )
    assert [key for key, each in checked.items() if each.kind == "province"] == ["tinh.xlsx"]


def test_every_seeded_mistake_is_found_at_its_cell_and_nothing_else_is(
    sample: tuple[Path, tuple[SeededMistake, ...]], checked: dict[str, CheckedWorkbook]
) -> None:
    findings = [finding for each in checked.values() for finding in each.findings]
    findings += check_together(PLAN, list(checked.values()))
    found = Counter(
        (each.workbook, each.worksheet, each.cell) for each in findings if each.severity != "missing"
    )
    assert [place for place, times in found.items() if times > 1] == []
    seeded = {(each.workbook, each.worksheet, each.cell) for each in sample[1] if each.kind not in BLANKS}
    assert (set(found) - seeded, seeded - set(found)) == (set(), set())


def test_only_what_is_not_yet_filled_is_missing(
    sample: tuple[Path, tuple[SeededMistake, ...]], checked: dict[str, CheckedWorkbook]
) -> None:
    blanks = {(each.workbook, each.cell) for each in sample[1] if each.kind in BLANKS}
    for workbook in checked.values():
        missing = [each for each in workbook.findings if each.severity == "missing"]
        open_yet = [each for each in missing if (each.workbook, each.cell) not in blanks]
        assert all(unfinished(each, workbook) for each in open_yet), open_yet


def unfinished(finding: Finding, workbook: CheckedWorkbook) -> bool:
    """A tab not begun, or a question of «Báo cáo» that is answered when the phase ends."""
    return not finding.cell or (finding.worksheet == "Báo cáo" and workbook.phase == 2)


def test_the_mistakes_are_many_and_of_many_kinds(sample: tuple[Path, tuple[SeededMistake, ...]]) -> None:
    seeded = sample[1]
    assert len(seeded) == len(SLIPS) + len(PROVINCE_SLIPS) + 3
    assert len({each.kind for each in seeded}) > 50
    assert len({each.workbook for each in seeded}) > 15


def test_the_mistakes_stand_in_the_sample_s_description(
    sample: tuple[Path, tuple[SeededMistake, ...]],
) -> None:
    directory, seeded = sample
    about = json.loads((directory / "sample.json").read_text(encoding="utf-8"))
    assert (about["today"], about["sample"], about["seed"]) == ("2023-08-15", True, 2023)
    assert [SeededMistake(**each) for each in about["mistakes"]] == list(seeded)


def test_every_tab_says_that_its_figures_are_invented(sample: tuple[Path, tuple[SeededMistake, ...]]) -> None:
    for path in sample[0].rglob("*.xlsx"):
        book = CalamineWorkbook.from_path(str(path))
        for name in set(book.sheet_names) - {"Danh mục", "Sheet1"}:
            assert "SỐ LIỆU MINH HỌA" in str(book.get_sheet_by_name(name).to_python(nrows=1)[0][0]), (
                path,
                name,
            )


def test_one_unit_never_reported_and_the_third_phase_is_empty(checked: dict[str, CheckedWorkbook]) -> None:
    empty = {
        (each.unit, each.phase) for each in checked.values() if each.kind == "unit" and not each.received
    }
    assert empty == {("van_canh", 1), ("van_canh", 2), *((unit.id, 3) for unit in PLAN.units)}


def test_one_workbook_was_saved_by_another_program_under_a_name_of_its_own(
    sample: tuple[Path, tuple[SeededMistake, ...]], checked: dict[str, CheckedWorkbook]
) -> None:
    key = "dot-2/Copy of PHU MY (1).xlsx"
    book = load_workbook(sample[0] / key)
    assert (len(book.custom_doc_props.props), book.sheetnames[-1]) == (0, "Sheet1")
    assert (checked[key].unit, checked[key].phase) == ("phu_my", 2)


def test_only_the_plan_s_own_number_is_an_official_target(checked: dict[str, CheckedWorkbook]) -> None:
    targets = checked["tinh.xlsx"].tables["targets"].values
    rows = list(
        zip(targets["indicator"], targets["unit"], targets["value"], targets["official"], strict=True)
    )
    assert [row for row in rows if row[3]] == [("initiatives", "province", 8000, True)]
    assert sum(int(str(row[2])) for row in rows if row[0] == "initiatives" and not row[3]) == 8000


def test_the_province_is_on_its_way_to_the_lead_target(checked: dict[str, CheckedWorkbook]) -> None:
    targets = checked["tinh.xlsx"].tables["targets"].values
    total = sum(
        int(str(opening))
        for unit, opening in zip(targets["unit"], targets["opening"], strict=True)
        if unit != "province" and opening is not None
    )
    for each in checked.values():
        if each.kind == "unit":
            total += sum(line_totals(each).get("initiatives_valid", {}).values())
    assert 6500 < total < 6900


def test_the_same_seed_gives_the_same_cells_in_another_process(
    sample: tuple[Path, tuple[SeededMistake, ...]], sample_history: Path
) -> None:
    about = json.loads((sample_history / "sample" / "sample.json").read_text(encoding="utf-8"))
    assert [SeededMistake(**each) for each in about["mistakes"]] == list(sample[1])
    assert cells(sample_history / "sample") == cells(sample[0])


def test_another_seed_gives_another_province() -> None:
    first, second = (worlds(PLAN, seed, 0.1, TODAY) for seed in (7, 8))
    assert [world.unit.id for world in first] == [world.unit.id for world in second]
    assert first[0].unions != second[0].unions


def test_scale_multiplies_the_grassroots_unions_and_not_the_units() -> None:
    small, large = (worlds(PLAN, 2023, scale, TODAY) for scale in (0.5, 2.0))
    assert [len(small[0].unions), len(large[0].unions)] == [80, 320]
    assert len(small) == len(large) == len(PLAN.units)


def test_the_province_is_of_the_size_that_its_members_are_known_to_be() -> None:
    province = worlds(PLAN, 2023, 1.0, TODAY)
    assert 950 < sum(len(world.unions) for world in province) < 1100
    assert 80_000 < sum(union.members for world in province for union in world.unions) < 90_000


def test_the_last_state_of_the_history_is_the_sample_itself(sample_history: Path) -> None:
    snapshot = known(sample_history, today=TODAY)
    assert {each.key for each in snapshot.workbooks} == {
        each.key for each in FolderSource(sample_history / "sample").list()
    }
    assert snapshot.source.sample


def test_the_history_has_a_line_for_each_week(tmp_path: Path) -> None:
    few = replace(PLAN, units=PLAN.units[:2])
    told: list[str] = []
    write_sample(tmp_path / "sample", few, scale=0.15)
    replay(tmp_path / "sample", f"sqlite:///{tmp_path / 'campaign.db'}", few, scale=0.15, tell=told.append)
    assert len(told) == 28
    assert told[0] == "Tuần 1/29, đến 1/2/2023: 7 bảng tính thay đổi"


def test_the_figures_of_the_history_rise_and_fall_once(sample_history: Path) -> None:
    known_by_day = known(sample_history, today=TODAY).known
    valid = known_by_day[(known_by_day["line"] == "initiatives_valid") & (known_by_day["phase"] == 2)]
    falls = {
        str(unit)
        for (unit, _), course in valid.sort_values("day").groupby(["unit", "sector"])
        if (course["value"].diff() < 0).any()
    }
    assert falls == {CORRECTED}
    assert valid["day"].nunique() > 8


def test_nothing_was_known_before_the_first_sheets_were_filled(sample_history: Path) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=7))
    early = known(sample_history, at=datetime.datetime(2023, 2, 2, tzinfo=zone))
    assert not any(each.received for each in early.workbooks if each.kind == "unit")


def known(history: Path, **when: Any) -> Snapshot:
    """What the store of the sample's history knows."""
    store = SnapshotStore(f"sqlite:///{(history / 'campaign.db').as_posix()}")
    snapshot = load_snapshot(store, PLAN, **when)
    store.close()
    assert snapshot is not None
    return snapshot
