"""A federation's office on the loopback Google: a folder, an officer, a service account, and the commands."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from campaign.__main__ import main
from campaign.commands import sheets
from campaign.google import WRITE_SCOPES, Budget, open_door
from campaign.handout.google.drive import Drive, File
from campaign.handout.layout import HEADER_ROW, printed_rows
from campaign.handout.xlsx import examples
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.sources.google import GoogleSource
from campaign.records import CheckedWorkbook
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Workbook, Worksheet
from tests.emulator import Account, Clock, Emulator
from tests.shelf import MONDAY

PLAN = load_plan()


@dataclass
class Office:
    """The folder on Drive, and who works there; time passes only when it is waited for."""

    google: Emulator
    officer: Account
    robot: Account
    folder: str
    key: Path

    @property
    def drive(self) -> Drive:
        """The folder as the service account uses it."""
        return Drive(self.open_door(self.key, base=self.google.url, scopes=WRITE_SCOPES), self.folder)

    @property
    def open_door(self) -> Any:
        """The product's own door, waiting on the server's clock."""
        clock = self.google.clock
        budget = Budget(clock=lambda: clock.now().timestamp())
        return partial(open_door, reads=budget, wait=lambda seconds: clock.advance(seconds))

    def file(self, unit: str = "", phase: int = 1) -> File:
        """Return the workbook of a unit and phase, or the province's."""
        wanted = {"unit": unit, "phase": str(phase)} if unit else {"kind": "province"}
        (found,) = [file for file in self.drive.files() if wanted.items() <= file.labels.items()]
        return found

    def read(self, id: str) -> CheckedWorkbook:
        """Read a workbook as the dashboard does."""
        source = GoogleSource(self.drive.door, self.folder, PLAN, clock=self.google.clock.now)  # type: ignore[arg-type]
        source.list()
        return read_workbook(source.read(id), PLAN)

    def fill(self, id: str, schema: Workbook) -> None:
        """Type every example of the schema, as a clerk who follows all notes."""
        data = [
            {"range": f"'{worksheet.title}'!{chr(65 + place)}{number}", "values": [[str(row[column.name])]]}
            for worksheet in schema.worksheets
            for number, row in _numbered(worksheet, examples(schema)[worksheet.name])
            for place, column in enumerate(worksheet.columns)
            if column.name in row
        ]
        book = self.google.gspread(self.officer).open_by_key(id)
        book.values_batch_update({"valueInputOption": "USER_ENTERED", "data": data})

    def type_address(self, unit: str, text: str) -> None:
        """Type an address beside a unit in «Đơn vị», as the staff does."""
        units = province_workbook(PLAN).worksheet("units")
        column = [each.name for each in units.columns].index("contact_email")
        row = HEADER_ROW + 1 + [each.id for each in PLAN.units].index(unit)
        self.google.workbook(self.file().id).type("Đơn vị", f"{chr(65 + column)}{row}", text)

    def paste(self, id: str, schema: Workbook) -> None:
        """Paste the same block by block in the browser, as a clerk who kept the figures elsewhere."""
        clerk = self.google.workbook(id)
        for worksheet in schema.worksheets:
            names = [column.name for column in worksheet.columns]
            for number, row in _numbered(worksheet, examples(schema)[worksheet.name]):
                for filled, places in groupby(enumerate(names), key=lambda each: each[1] in row):
                    at = list(places)
                    if filled:
                        block = [[str(row[name]) for _, name in at]]
                        clerk.paste(worksheet.title, f"{chr(65 + at[0][0])}{number}", block)


def line_cell(line: str) -> str:
    """Return where a line of «Tổng hợp» has its figure of SXKD, in every unit's workbook."""
    summary = unit_workbook(PLAN).worksheet("summary")
    place = [column.name for column in summary.columns].index("production")
    (row,) = [each.row for each in printed_rows(summary) if each.key == (line,)]
    return f"{chr(65 + place)}{row}"


def _numbered(worksheet: Worksheet, rows: list[dict[str, object]]) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield each row with its number in the sheet."""
    printed = {row.key: row.row for row in printed_rows(worksheet) if not row.heading}
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        key = row.get("_key")
        yield printed[key] if isinstance(key, tuple) else number, row


@contextmanager
def office(home: Path, *, shared_drive: bool = True) -> Iterator[Office]:
    """Open an office whose folder lies in a shared drive, or belongs to the officer."""
    with Emulator(clock=Clock(MONDAY)) as google:
        officer = google.accounts.person("can.bo@example.org")
        robot = google.accounts.service("bang-dieu-khien")
        make = google.shared_drive if shared_drive else google.folder
        folder = make("Thi đua 2023", officer)
        google.share(folder, robot, "fileOrganizer" if shared_drive else "writer")
        yield Office(google, officer, robot, folder, google.write_key(robot, home / "key.json"))


class Commands:
    """Runs `python -m campaign sheets …` in an office, and gives what it prints as JSON."""

    def __init__(
        self, place: Office, patched: pytest.MonkeyPatch, printed: pytest.CaptureFixture[str]
    ) -> None:
        self._printed = printed
        patched.setenv("CAMPAIGN_GOOGLE_KEY", str(place.key))
        patched.setenv("CAMPAIGN_GOOGLE_API", place.google.url)
        patched.setenv("CAMPAIGN_SOURCE", f"google:{place.folder}")
        patched.setattr(sheets, "open_door", place.open_door)

    def __call__(self, *words: str) -> tuple[int, Any]:
        """Run one command; returns its exit code and its JSON."""
        self._printed.readouterr()
        code = main(["sheets", *words, "--json"])
        return code, json.loads(self._printed.readouterr().out or "null")

    def says(self, *words: str) -> tuple[int, str, str]:
        """Run one command; returns its exit code, what it prints for people, and what it complains of."""
        self._printed.readouterr()
        code = main(["sheets", *words])
        said = self._printed.readouterr()
        return code, said.out, said.err
