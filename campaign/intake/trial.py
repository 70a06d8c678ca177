"""What a clerk's file would bring if it were handed in as it is: nothing is stored."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from campaign.intake.reading.workbook import read_workbook
from campaign.intake.validation import asked_by, check_together
from campaign.records import CheckedWorkbook, RawWorkbook, Table
from sheets_schema.plan import Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Worksheet

TRIED = "tệp thử"
"""Key of the file among the workbooks that count; no source lists such a one."""


@dataclass(frozen=True)
class Brought:
    """What one worksheet of the file brings to the figures."""

    title: str
    printed: bool
    """Its rows are printed by the template: filled cells are counted, not rows."""
    counted: int
    left_out: int
    read: bool
    """False where the tab is absent or its header could not be read."""


@dataclass(frozen=True)
class Trial:
    """A file as it would be read."""

    checked: CheckedWorkbook
    brought: tuple[Brought, ...]
    """One per worksheet of its schema, in order; empty for a file that is no workbook of ours."""

    @property
    def asks(self) -> tuple[str, ...]:
        """What only its owner can tell: `unit`, `phase`."""
        if self.checked.kind != "unit":
            return ()
        known = {"unit": bool(self.checked.unit), "phase": self.checked.phase is not None}
        return tuple(name for name, is_known in known.items() if not is_known)


def trial(
    raw: RawWorkbook,
    plan: Plan,
    *,
    unit: str = "",
    phase: int | None = None,
    beside: Iterable[CheckedWorkbook] = (),
    today: datetime.date | None = None,
    open_units: frozenset[str] | None = None,
) -> Trial:
    """Read a file as the collector would; `unit` and `phase` help where the file does not say them.

    `beside` is what counts already: the file is judged in the place of its own unit's workbook of that phase,
    against the other phases, the other units and the province's list. With `today`, nothing is missing that
    only the end of a phase asks for. A file of a unit that is not among `open_units` is judged by itself: how
    it differs from that unit's other workbooks would tell what stands in them.
    """
    said = {"unit": unit, "phase": str(phase or "")}
    labels = {**{name: value for name, value in said.items() if value}, **raw.labels}
    checked = read_workbook(replace(raw, key=TRIED, labels=labels), plan)
    if checked.kind == "unit" and checked.unit and checked.phase is not None:
        is_open = open_units is None or checked.unit in open_units
        others = [
            book for book in beside if is_open and (book.unit, book.phase) != (checked.unit, checked.phase)
        ]
        judged = check_together(plan, [*others, checked])
        found = tuple(each for each in judged if each.workbook == TRIED)
        checked = replace(checked, findings=(*checked.findings, *found))
    if today is not None:
        checked = replace(checked, findings=asked_by(plan, checked, checked.findings, today))
    return Trial(checked, tuple(_brought(checked, plan)))


def _brought(checked: CheckedWorkbook, plan: Plan) -> Iterator[Brought]:
    if checked.kind == "unknown":
        return
    schema = unit_workbook(plan) if checked.kind == "unit" else province_workbook(plan)
    for worksheet in schema.worksheets:
        table = checked.tables.get(worksheet.name)
        counted = _counted(worksheet, table) if table else 0
        left_out = len({(left.row, left.column) for left in table.left_out}) if table else 0
        yield Brought(worksheet.title, bool(worksheet.fixed), counted, left_out, table is not None)


def _counted(worksheet: Worksheet, table: Table) -> int:
    if not worksheet.fixed:
        return len(table.rows)
    printed = {*worksheet.key, *(name for row in worksheet.fixed for name in row.printed)}
    return sum(
        value is not None for name, values in table.values.items() if name not in printed for value in values
    )
