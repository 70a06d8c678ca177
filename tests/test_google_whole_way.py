"""The whole way on the loopback Google: made, shared, filled, seen, edited, taken away, and seen still."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from campaign.google.faults import NO_FOLDER, NOT_SHARED
from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources.google import GoogleSource
from campaign.measures.progress import Progress, Scope, progress
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from tests.office import PLAN, Commands, Office, line_cell, office
from tests.shelf import MONDAY

SCHEMA = unit_workbook(PLAN)
SUBMITTED, VALID = line_cell("initiatives_submitted"), line_cell("initiatives_valid")


@dataclass
class Screen:
    """What viewers of an office's folder see, on the server's clock."""

    place: Office
    store: SnapshotStore
    collector: Collector = field(init=False)

    def __post_init__(self) -> None:
        self.source = GoogleSource(self.place.drive.door, self.place.folder, PLAN, clock=self.now)  # type: ignore[arg-type]
        self.collector = Collector(self.source, self.store, PLAN, clock=self.now)

    def now(self) -> datetime.datetime:
        return self.place.google.clock.now().astimezone(MONDAY.tzinfo)

    def after(self, seconds: float) -> Snapshot:
        """Let the rounds go on for so long; return what is shown then."""
        end = self.now() + datetime.timedelta(seconds=seconds)
        while self.now() < end:
            self.collector.refresh()
            self.place.google.clock.advance(self.source.rest(self.now()))
        assert self.collector.snapshot is not None
        return self.collector.snapshot


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def screen(place: Office, tmp_path: Path) -> Iterator[Screen]:
    store = SnapshotStore(f"sqlite:///{tmp_path / 'campaign.db'}")
    made = Screen(place, store)
    yield made
    made.collector.stop()
    store.close()


def valid(snapshot: Snapshot, unit: str = "") -> Progress:
    return progress(snapshot, "initiatives", Scope(unit=unit or None, phase=2))


def test_fifteen_workbooks_from_their_making_to_the_last_figures_after_access_is_lost(
    place: Office, screen: Screen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Commands(place, monkeypatch, capsys)
    assert run("create")[0] == 0
    for unit in PLAN.units:
        place.type_address(unit.id, f"{unit.id}@congdoan.example")
    place.google.forget_requests()
    code, made = run("create", "--phase", "2")
    assert (code, made["links"], made["troubles"]) == (0, 15, [])
    assert [(entry["unit"], entry["phase"]) for entry in made["workbooks"]] == [
        (None, None),
        *((unit.id, 2) for unit in PLAN.units),
    ]
    assert place.google.count("sheets.read") <= 3 + 2 * 15
    assert place.google.count("sheets.write") == 15 + 1

    books = {file.labels["unit"]: file.id for file in place.drive.files() if "unit" in file.labels}
    for number, unit in enumerate(PLAN.units):
        (place.fill if number else place.paste)(books[unit.id], SCHEMA)
    # The commands were another process, with a budget of its own.
    place.google.clock.advance(60)
    seen = screen.after(20)
    assert [found for found in seen.findings if found.severity in ("error", "missing")] == []
    each = valid(seen, "phu_cat").flow
    assert (valid(seen).flow, valid(seen).basis) == (15 * each, "15/15 đơn vị đã báo cáo")

    # Two clerks edit: one by a program of her own, one in the browser, of which Drive hears late.
    clerk = place.google.accounts.person("an_lao@congdoan.example")
    tab = place.google.gspread(clerk).open_by_key(books["an_lao"]).worksheet("Tổng hợp")
    before = tab.acell(VALID, value_render_option="UNFORMATTED_VALUE").value
    tab.update_acell(SUBMITTED, "8.000")
    tab.update_acell(VALID, "1.234")
    browser = place.google.workbook(books["phu_cat"])
    browser.type("Tổng hợp", SUBMITTED, "8.000")
    browser.paste("Tổng hợp", VALID, [["1.234"]])
    edited = valid(screen.after(48))
    assert edited.flow == 15 * each + 2 * (1234 - before)

    # One workbook is moved out of sight, then the whole folder is no longer shared.
    place.google.move(books["phu_cat"], place.google.folder("Của tôi", place.officer))
    seen = screen.after(15)
    faults = {state.unit: state.fault for state in seen.workbooks if state.fault}
    assert faults == {"phu_cat": NOT_SHARED.format(email=place.robot.email)}
    assert valid(seen).flow == edited.flow
    place.google.unshare(place.folder, place.robot)
    assert valid(screen.after(6)).flow == edited.flow
    assert screen.collector.source.fault == NO_FOLDER.format(email=place.robot.email)

    place.google.share(place.folder, place.robot, "fileOrganizer")
    place.google.move(books["phu_cat"], place.folder)
    seen = screen.after(70)
    assert (screen.collector.source.fault, {state.fault for state in seen.workbooks}) == ("", {""})
    assert valid(seen).flow == edited.flow
    assert [each for each in place.google.requests if each.status == 429] == []
