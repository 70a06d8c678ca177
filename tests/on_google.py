"""A small province on the loopback Google, and a collector that reads it, on one clock."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from campaign.google import Budget, open_door
from campaign.handout.xlsx import write_province_template, write_unit_template
from campaign.intake.collector import Collector
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.sources.google import GoogleSource
from campaign.records import WorkbookState
from sheets_schema.unit_workbook import unit_workbook
from tests.emulator import Account, Clock, Emulator
from tests.shelf import MONDAY, PLAN, figures

ALL_UNITS = tuple(unit.id for unit in PLAN.units)
SUMMARY = "Tổng hợp"


@dataclass
class Province:
    """Workbooks by unit and phase in one folder, read by a service account; time passes only when told to."""

    google: Emulator
    officer: Account
    robot: Account
    folder: str
    store: SnapshotStore
    key: Path
    ids: dict[tuple[str, int], str] = field(default_factory=dict)
    collector: Collector = field(init=False)
    source: GoogleSource = field(init=False)
    budget: Budget = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew, as another process would."""
        clock = self.google.clock
        self.budget = Budget(clock=lambda: clock.now().timestamp())
        door = open_door(self.key, base=self.google.url, reads=self.budget, wait=self.pass_time)
        self.source = GoogleSource(door, self.folder, PLAN, clock=self.now)
        self.collector = Collector(self.source, self.store, PLAN, clock=self.now)

    def now(self) -> datetime.datetime:
        """Return the province's time."""
        return self.google.clock.now().astimezone(MONDAY.tzinfo)

    def pass_time(self, seconds: float) -> None:
        """Let so many seconds go by."""
        if seconds > 0:
            self.google.clock.advance(seconds)

    def add(self, units: Sequence[str], phases: Sequence[int] = (2,)) -> None:
        """Put an empty workbook of each unit and phase into the folder."""
        for unit in units:
            for phase in phases:
                self.ids[unit, phase] = self.google.upload(template(unit, phase), self.officer, self.folder)

    def add_province(self) -> str:
        """Put the province's own workbook into the folder."""
        return self.google.upload(province_template(), self.officer, self.folder)

    def type_valid(self, unit: str, text: str, phase: int = 2) -> None:
        """Type a unit's valid initiatives (SXKD), as its clerk does in the browser."""
        self.google.workbook(self.ids[unit, phase]).type(SUMMARY, valid_cell(), text)

    def rounds(self, seconds: float, until: Callable[[], bool] | None = None) -> float:
        """Let the collector do its rounds for so long, or until something holds; return the seconds."""
        began = self.now()
        while (passed := (self.now() - began).total_seconds()) < seconds:
            self.collector.refresh()
            if until is not None and until():
                return (self.now() - began).total_seconds()
            self.pass_time(self.source.rest(self.now()))
        return passed

    def settle(self) -> None:
        """Read all there is and go on a little, so that what follows begins with a full budget."""
        self.collector.refresh()
        self.rounds(21)
        self.google.forget_requests()

    @property
    def figures(self) -> dict[str, int]:
        """Valid initiatives (SXKD) by unit, as viewers see them."""
        return figures(self.collector.snapshot)

    def state(self, unit: str, phase: int = 2) -> WorkbookState:
        """Return how a unit's workbook stands in what viewers see."""
        assert self.collector.snapshot is not None
        return next(each for each in self.collector.snapshot.workbooks if each.key == self.ids[unit, phase])

    def reads(self) -> list[datetime.datetime]:
        """Return when Sheets was read."""
        return [each.at for each in self.google.requests if each.kind == "sheets.read"]

    def last_read(self) -> str:
        """Return the id of the workbook that Sheets was asked for last; empty where none was."""
        paths = [each.path for each in self.google.requests if each.kind == "sheets.read"]
        return paths[-1].split("/")[3] if paths else ""


@contextmanager
def province(folder: Path, *, checked: bool = True) -> Iterator[Province]:
    """Serve an empty province at half past nine on a Monday of the second phase."""
    with Emulator(clock=Clock(MONDAY), checked=checked) as google:
        officer = google.accounts.person("can.bo@example.org")
        robot = google.accounts.service("bang-dieu-khien")
        home = google.folder("Thi đua 2023", officer)
        google.share(home, robot, "reader")
        store = SnapshotStore(f"sqlite:///{folder / 'campaign.db'}")
        made = Province(google, officer, robot, home, store, google.write_key(robot, folder / "key.json"))
        try:
            yield made
        finally:
            made.collector.stop()
            store.close()


@cache
def valid_cell() -> str:
    """Return where the valid initiatives (SXKD) stand in every unit's workbook."""
    from campaign.intake.sources.folder import FolderSource

    path = template("phu_cat", 2)
    raw = FolderSource(path.parent).read(path.name)
    (sheet,) = (sheet for sheet in raw.sheets if sheet.title == SUMMARY)
    title, header = (
        PLAN.line("initiatives_valid").title,
        unit_workbook(PLAN).worksheet("summary").column("production").header,
    )
    row = next(number for number, cells in enumerate(sheet.cells, 1) if title in cells)
    column = next(cells.index(header) for cells in sheet.cells if header in cells)
    return f"{chr(ord('A') + column)}{row}"


@cache
def template(unit: str, phase: int) -> Path:
    """Return the unit's empty workbook of a phase, as a file."""
    path = _folder() / f"{unit}-dot-{phase}.xlsx"
    write_unit_template(path, PLAN, PLAN.unit(unit), PLAN.phase(phase))
    return path


@cache
def province_template() -> Path:
    """Return the province's empty workbook, as a file."""
    path = _folder() / "tinh.xlsx"
    write_province_template(path, PLAN)
    return path


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="on-google-"))
