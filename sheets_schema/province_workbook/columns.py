"""Columns that several worksheets of the province workbook share."""

import datetime

from sheets_schema.in_every_workbook import example_phase
from sheets_schema.plan import Plan
from sheets_schema.vocabulary import Choice, Date, Text, UnitName

CHECKER = "Ban CSPL&QHLĐ"
"""The department that runs the campaign, in examples."""


def unit(plan: Plan, *, whole_province: bool = False, required: bool = True) -> UnitName:
    """The column «Đơn vị»: a reporting unit."""
    return UnitName(
        name="unit",
        header="Đơn vị",
        description="Đơn vị báo cáo" + (", hoặc TOÀN TỈNH." if whole_province else "."),
        example="TOÀN TỈNH" if whole_province else plan.units[0].name,
        aliases=("Tên đơn vị", "Đơn vị báo cáo"),
        required=required,
        units={each.id: each.spellings for each in plan.units},
        whole_province=whole_province,
    )


def phase(plan: Plan) -> Choice:
    """The column «Đợt»; the value is the phase's number as text."""
    return Choice(
        name="phase",
        header="Đợt",
        description="Đợt thi đua.",
        example=example_phase(plan).title,
        aliases=("Đợt thi đua",),
        required=True,
        options={each.title: _phase_spellings(each.number) for each in plan.phases},
        codes={each.title: str(each.number) for each in plan.phases},
        noun="đợt",
        width=10,
    )


def _phase_spellings(number: int) -> tuple[str, ...]:
    roman = ("I", "II", "III", "IV", "V", "VI")[number - 1] if number <= 6 else ""
    return (str(number), f"Đ{number}", f"Đợt thứ {number}", *((roman, f"Đợt {roman}") if roman else ()))


def day(
    plan: Plan, name: str, header: str, description: str, example: datetime.date, *, required: bool = False
) -> Date:
    """A day of the campaign or of the months in which it is wound up."""
    return Date(
        name=name,
        header=header,
        description=description,
        example=f"{example:%d/%m/%Y}",
        required=required,
        year=plan.year,
        earliest=plan.first_day,
        latest=plan.last_day.replace(year=plan.year + 1),
    )


def note() -> Text:
    """The column «Ghi chú»."""
    return Text(
        name="note",
        header="Ghi chú",
        description="Điều cần nói thêm.",
        example="Đã trao đổi với đơn vị",
        longest=500,
    )
