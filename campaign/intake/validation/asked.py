"""What may be asked of a unit by a day: the end of a phase is not missing while the phase is open."""

import datetime
from collections.abc import Iterable

from campaign.records import CheckedWorkbook, Finding
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook.report import ENTRY_FINISHED
from sheets_schema.vocabulary import AT_END


def asked_by(
    plan: Plan, book: CheckedWorkbook, findings: Iterable[Finding], today: datetime.date
) -> tuple[Finding, ...]:
    """Return a workbook's findings without what only the end of its phase asks for.

    That is asked for from the day the report is due (plan IV.1, «hạn nộp»), or as soon as the unit says that
    it has finished.
    """
    if book.phase is None or plan.phase(book.phase).due <= today or _finished(book, today):
        return tuple(findings)
    return tuple(finding for finding in findings if finding.rule != AT_END)


def _finished(book: CheckedWorkbook, today: datetime.date) -> bool:
    report = book.tables.get("report")
    if report is None:
        return False
    columns = (report.values[name] for name in ("item", "date"))
    return any(
        item == ENTRY_FINISHED and isinstance(day, datetime.date) and day <= today
        for item, day in zip(*columns, strict=True)
    )
