"""The province before anything goes wrong in it, read once for all mistakes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from campaign.demo import TODAY, write_sample
from campaign.intake.assembly import assemble
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.sources.folder import FolderSource
from campaign.intake.validation import check_together
from campaign.records import CheckedWorkbook, Finding, RawWorkbook, Snapshot, SourceState
from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan

PLAN: Plan = load_plan()
MOMENT = datetime.datetime(2023, 8, 15, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


@dataclass(frozen=True, repr=False)
class Province:
    """Workbooks, and what was found in them."""

    raw: tuple[RawWorkbook, ...]
    checked: tuple[CheckedWorkbook, ...]
    findings: tuple[Finding, ...]

    def snapshot(self) -> Snapshot:
        """Return what the workbooks hold as the app would see it."""
        source = SourceState("thử", MOMENT, sample=True)
        nothing = pd.DataFrame()
        return assemble(
            PLAN,
            self.checked,
            (),
            source=source,
            known=nothing,
            version="1",
            taken_at=MOMENT,
            today=TODAY,
        )


def clean_province(folder: Path, scale: float) -> Province:
    """Write the sample without its mistakes, and read it."""
    assert write_sample(folder, PLAN, scale=scale, mistakes=False) == ()
    source = FolderSource(folder)
    return read_province([source.read(listed.key) for listed in source.list()])


def read_province(raw: Sequence[RawWorkbook]) -> Province:
    """Read workbooks and judge the rules within and across them."""
    checked = tuple(read_workbook(workbook, PLAN) for workbook in raw)
    within = (found for each in checked for found in each.findings)
    return Province(tuple(raw), checked, (*within, *check_together(PLAN, checked)))
