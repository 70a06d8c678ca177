"""Results of the command line: as plain values for JSON, and as lines for people."""

import datetime
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import orjson

from campaign.measures.progress import Progress
from campaign.records import CheckedWorkbook, Finding, Snapshot, Table
from sheets_schema.cell import Month, Value
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.numbers import write_count, write_percent
from sheets_schema.vietnamese.text import steady

SEVERITIES = {"error": "LỖI", "missing": "THIẾU", "warning": "LƯU Ý", "note": "THAM KHẢO"}


def say(asked: Namespace, values: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Print a result: as JSON where it was asked for, else as lines for people."""
    if asked.json:
        print(orjson.dumps(values, option=orjson.OPT_INDENT_2).decode())
    else:
        # What a cell holds can neither begin a line of its own nor steer the terminal.
        print("\n".join(" ".join(steady(line).splitlines()) for line in lines))
    sys.stdout.flush()


def plain(value: Value | None) -> Any:
    """Return a typed value as JSON has it: days `2023-05-31`, months `2022-10`, several names as a list."""
    if isinstance(value, datetime.date | Month):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def workbook(checked: CheckedWorkbook, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what was read in a workbook, and its findings."""
    return {
        "path": checked.key,
        "unit": checked.unit or None,
        "phase": checked.phase,
        "kind": checked.kind,
        "worksheets": [_worksheet(table) for table in checked.tables.values()],
        "findings": [finding(each) for each in findings],
    }


def _worksheet(table: Table) -> dict[str, Any]:
    columns = {name: [plain(value) for value in values] for name, values in table.values.items()}
    return {
        "name": table.worksheet,
        "worksheet": table.title,
        "rows": [
            {"row": row, **{name: values[index] for name, values in columns.items()}}
            for index, row in enumerate(table.rows)
        ],
        "left_out": [{"row": out.row, "column": out.column, "reason": out.reason} for out in table.left_out],
    }


def finding(found: Finding) -> dict[str, Any]:
    """Return a finding with its stable keys."""
    return {
        "unit": found.unit or None,
        "phase": found.phase,
        "worksheet": found.worksheet,
        "cell": found.cell,
        "rule": found.rule,
        "severity": found.severity,
        "typed": found.typed,
        "message": found.message,
        "suggestion": found.suggestion,
        "url": found.url,
        "rows": found.rows,
        "lost": dict(found.lost),
    }


def progress(measured: Progress) -> dict[str, Any]:
    """Return the progress of an indicator, its scope beside it."""
    values = {field.name: getattr(measured, field.name) for field in fields(measured)}
    values |= {
        "indicator": measured.indicator.id,
        "title": measured.indicator.title,
        "status": str(measured.status),
    }
    scope = values.pop("scope")
    return {"indicator": values.pop("indicator"), "title": values.pop("title"), **vars(scope), **values}


def basis(snapshot: Snapshot) -> dict[str, Any]:
    """Return on what the figures of a snapshot rest."""
    source = snapshot.source
    return {
        "today": snapshot.today.isoformat(),
        "source": source.name,
        "checked_at": source.checked_at.isoformat() if source.checked_at else None,
        "sample": source.sample,
        "faults": [
            {
                "path": state.key,
                "fault": state.fault,
                "since": state.fault_since and state.fault_since.isoformat(),
            }
            for state in snapshot.workbooks
            if state.fault
        ],
    }


def workbook_lines(checked: CheckedWorkbook, findings: Sequence[Finding], plan: Plan) -> Iterable[str]:
    """Tell what was read in a workbook and what is to be mended, line by line."""
    yield f"{checked.key}: {_whose(checked, plan)}"
    for table in checked.tables.values():
        left_out = len({(out.row, out.column) for out in table.left_out})
        note = f", {write_count(left_out)} chỗ chưa tính" if left_out else ""
        yield f"  {table.title}: {write_count(len(table.rows))} dòng{note}"
    for found in findings:
        mend = f" Đề xuất: {found.suggestion}" if found.suggestion else ""
        place = f"{found.place}: " if found.place else ""
        yield f"  [{SEVERITIES[found.severity]}] {place}{found.message}{mend}"
    if not findings:
        yield "  Không có điểm nào cần rà soát."


def _whose(checked: CheckedWorkbook, plan: Plan) -> str:
    if checked.kind == "province":
        return "bảng tính của tỉnh"
    names = {unit.id: unit.name for unit in plan.units}
    unit = names.get(checked.unit, checked.unit) or "chưa rõ đơn vị"
    return f"{unit}, đợt {checked.phase}" if checked.phase else f"{unit}, chưa rõ đợt"


def tally(findings: Sequence[Finding]) -> str:
    """Say how many findings of each severity there are."""
    counts = {name: sum(1 for found in findings if found.severity == name) for name in SEVERITIES}
    notes = f", {write_count(counts['note'])} điểm tham khảo" if counts["note"] else ""
    return (
        f"{write_count(counts['error'])} lỗi, {write_count(counts['missing'])} chỗ thiếu, "
        f"{write_count(counts['warning'])} lưu ý{notes}."
    )


def progress_lines(measured: Sequence[Progress]) -> Iterable[str]:
    """Lay out the progress of indicators as a table, then the answers in words."""
    rows = [("Chỉ tiêu", "Thực hiện", "Chỉ tiêu giao", "Đạt", "Tình trạng", "Đã báo cáo")]
    rows += [
        (
            each.indicator.short,
            write_count(each.actual),
            write_count(each.target) + ("" if each.official or each.target is None else " (minh họa)"),
            write_percent(each.percent),
            str(each.status),
            f"{each.units_reported}/{each.units_expected} đơn vị",
        )
        for each in measured
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(
            cell.rjust(width) if 0 < place < 4 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
    yield ""
    for each in measured:
        yield each.answer


def faults_lines(faults: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Tell which workbooks could not be read."""
    return (f"{each['path']}: {each['fault']}" for each in faults)
