"""«Báo cáo»: milestones of the phase and the unit's own words."""

import datetime
from typing import Any

from sheets_schema.in_every_workbook import example_phase
from sheets_schema.plan import Plan, ReportRow
from sheets_schema.unit_workbook.columns import shown
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    FixedRow,
    Printed,
    Text,
    Worksheet,
    YesNo,
)

ENTRY_FINISHED, REPORT_SENT = "entry_finished", "report_sent"
"""The rows by which a unit says that its figures of the phase are complete, and when it sent its report."""

_CELLS = ("date", "document", "content")
_ASKED = {"date": "ngày", "document": "số văn bản", "content": "nội dung"}


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one printed row per milestone or question of the plan."""
    return Worksheet(
        name="report",
        title="Báo cáo",
        description="Ghi ngày, số văn bản và nội dung của từng việc; ô xám không cần ghi.",
        columns=(
            Printed(
                name="item",
                header="Việc",
                description="Các việc in sẵn, không sửa, không xóa.",
                example=plan.report_rows[0].title,
                aliases=("Nội dung công việc", "Mốc", "Công việc"),
                options={row.title: row.aliases for row in plan.report_rows},
                codes={row.title: row.id for row in plan.report_rows},
                width=38,
            ),
            _date(plan),
            _document(),
            _content(),
            Printed(
                name="hint",
                header="Cách ghi",
                description="Nhắc cách ghi từng dòng, in sẵn.",
                example=_hint(plan.report_rows[0]),
                width=52,
            ),
        ),
        key=("item",),
        aliases=("Báo cáo đợt", "Bao cao"),
        fixed=tuple(_fixed(plan, row) for row in plan.report_rows),
    )


def _date(plan: Plan) -> Date:
    return Date(
        name="date",
        header="Ngày",
        description="Ngày làm xong việc.",
        example=shown(example_phase(plan).due),
        aliases=("Ngày thực hiện", "Ngày, tháng, năm"),
        year=plan.year,
        earliest=plan.first_day,
        # The last phase is reported when the year is over.
        latest=plan.phases[-1].locked + datetime.timedelta(days=60),
    )


def _document() -> Text:
    return Text(
        name="document",
        header="Số văn bản",
        description="Số, ký hiệu văn bản, như 15/BC-LĐLĐ.",
        example="15/BC-LĐLĐ",
        aliases=("Số, ký hiệu", "Số, ký hiệu văn bản", "Văn bản"),
        keeps_numbers=True,
        longest=200,
        width=20,
    )


def _content() -> Text:
    return Text(
        name="content",
        header="Nội dung",
        description="Kết quả, số lượng hoặc lựa chọn theo cách ghi của từng dòng.",
        example="Hội nghị",
        aliases=("Nội dung, kết quả", "Kết quả"),
        longest=1500,
        width=60,
    )


def _hint(row: ReportRow) -> str:
    return f"Ghi {', '.join(_ASKED[cell] for cell in row.asks)}. {row.description}"


def _fixed(plan: Plan, row: ReportRow) -> FixedRow:
    return FixedRow(
        key=(row.id,),
        labels=(row.title,),
        printed={"hint": _hint(row)},
        aliases=row.aliases,
        columns={cell: _cell(plan, row, cell) for cell in row.asks},
        closed=tuple(cell for cell in _CELLS if cell not in row.asks),
        at_end=row.at_end,
        group=row.group,
    )


def _cell(plan: Plan, row: ReportRow, name: str) -> Column:
    """How one cell of a row reads; all that a required row asks for is required."""
    usual = {"date": _date(plan), "document": _document(), "content": _content()}[name]
    names: dict[str, Any] = {
        "name": name,
        "header": usual.header,
        "aliases": usual.aliases,
        "width": usual.width,
    }
    described = {
        "description": row.description or usual.description,
        "example": row.examples[row.asks.index(name)],
    }
    given = {**names, **described, "required": row.required}
    if name == "date":
        dated = _date(plan)
        return Date(**given, year=plan.year, earliest=dated.earliest, latest=dated.latest)
    if name == "document":
        return Text(**given, longest=200)
    if row.content == "choice":
        return Choice(**given, options=dict.fromkeys(row.options, ()))
    if row.content == "count":
        return Count(**given, counted=row.counted)
    if row.content == "yes_no":
        return YesNo(**given)
    return Text(**given, shortest=row.shortest, longest=row.longest)
