"""Columns that several worksheets of a workbook share."""

import datetime

from sheets_schema.in_every_workbook import example_phase
from sheets_schema.plan import Plan
from sheets_schema.vocabulary import Choice, Text

EXAMPLE_UNION = "CĐCS Công ty TNHH Gỗ Thành Phát"
"""The invented grassroots union of all examples, so that a template filled with them holds together."""

RECIPIENT_GROUPS = {
    "Công nhân/NLĐ trực tiếp": (
        "Công nhân, NLĐ trực tiếp",
        "Công nhân trực tiếp",
        "NLĐ trực tiếp",
        "Công nhân",
        "Công nhân, người lao động trực tiếp",
    ),
    "Viên chức, công chức": ("Công chức, viên chức", "Viên chức", "Công chức", "CBCCVC", "Giáo viên"),
    "Cán bộ CĐ không chuyên trách": ("Cán bộ công đoàn không chuyên trách", "CBCĐ không chuyên trách"),
    "Cán bộ CĐ chuyên trách": ("Cán bộ công đoàn chuyên trách", "CBCĐ chuyên trách"),
    "Quản lý": ("Cán bộ quản lý", "Lãnh đạo, quản lý", "Lãnh đạo"),
}


def example_day(plan: Plan, days: int) -> datetime.date:
    """A day of the examples' phase, so many days after its first."""
    phase = example_phase(plan)
    return min(phase.first_day + datetime.timedelta(days=days), phase.last_day)


def shown(day: datetime.date) -> str:
    """A day as clerks type it."""
    return f"{day:%d/%m/%Y}"


def sector(plan: Plan, *, example: str = "") -> Choice:
    """The column «Khu vực»: sector of the row, never of the reporting unit."""
    first = plan.sectors[0]
    return Choice(
        name="sector",
        header="Khu vực",
        description="SXKD hoặc HCSN, theo CĐCS hoặc nội dung của dòng, không theo đơn vị báo cáo.",
        example=example or first.short,
        aliases=("Khối", "Khu vực (SXKD/HCSN)", "Khối (SXKD/HCSN)"),
        required=True,
        options={each.short: (each.title, *each.aliases) for each in plan.sectors},
        implied={each.short: each.loosely for each in plan.sectors},
        codes={each.short: each.id for each in plan.sectors},
        noun="khối",
        width=10,
    )


def union_name(*, required: bool = False, description: str = "") -> Text:
    """The column «CĐCS»: a grassroots union by its name in the register."""
    return Text(
        name="union",
        header="CĐCS",
        description=description or "Tên CĐCS như ở trang «CĐCS».",
        example=EXAMPLE_UNION,
        aliases=("Tên CĐCS", "Công đoàn cơ sở", "Thuộc CĐCS"),
        required=required,
        keeps_numbers=True,
        longest=200,
        width=34,
    )


def note() -> Text:
    """The column «Ghi chú»."""
    return Text(
        name="note",
        header="Ghi chú",
        description="Điều cần nói thêm; không ghi số điện thoại, số căn cước.",
        example="Đã đối chiếu với CĐCS",
        aliases=("Ghi chú khác",),
        longest=500,
    )
