"""«Chỉ tiêu giao»: targets with the document that assigns them, and values up to the year's start."""

import datetime

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import note, unit
from sheets_schema.vocabulary import Choice, Column, Count, Date, Text, Worksheet, YesNo


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per indicator, unit and effective date; the latest stands."""
    return Worksheet(
        name="targets",
        title="Chỉ tiêu giao",
        description="Chỉ tiêu giao cho toàn tỉnh và từng đơn vị; chưa giao thì để trống cột giá trị.",
        columns=(
            row_number(),
            _indicator(plan),
            unit(plan, whole_province=True),
            *_numbers(plan),
            *_days(plan),
            Text(
                name="source_doc",
                header="Văn bản giao",
                description="Số, ngày văn bản giao chỉ tiêu.",
                example=f"Kế hoạch phong trào thi đua năm {plan.year}, mục {plan.lead.clause}",
                aliases=("Căn cứ", "Văn bản"),
                required=True,
                keeps_numbers=True,
                longest=300,
                width=44,
            ),
            YesNo(
                name="official",
                header="Chính thức",
                description="Không: số minh họa hoặc dự kiến, hiện kèm nhãn trên bảng điều hành.",
                example="Có",
                aliases=("Số chính thức",),
                required=True,
            ),
            note(),
        ),
        key=("indicator", "unit", "effective_from"),
        aliases=("Chỉ tiêu", "Giao chỉ tiêu"),
    )


def _indicator(plan: Plan) -> Choice:
    return Choice(
        name="indicator",
        header="Chỉ tiêu",
        description="Chỉ tiêu được giao.",
        example=plan.lead.title,
        aliases=("Tên chỉ tiêu", "Mã chỉ tiêu"),
        required=True,
        options={each.title: (each.short, each.id) for each in plan.indicators},
        codes={each.title: each.id for each in plan.indicators},
        noun="chỉ tiêu",
        width=44,
    )


def _numbers(plan: Plan) -> tuple[Column, ...]:
    lead = plan.lead
    return (
        Count(
            name="value",
            header="Giá trị giao",
            description="Số phải đạt; để trống nghĩa là chưa giao.",
            example=f"{lead.target or 100:,}".replace(",", "."),
            aliases=("Chỉ tiêu giao", "Số giao"),
            counted="",
            minimum=1,
            width=14,
        ),
        Text(
            name="counted",
            header="Đơn vị tính",
            description="Đơn vị tính của giá trị; ghi % nếu giao theo tỷ lệ.",
            example=lead.counted,
            aliases=("ĐVT",),
            required=True,
            keeps_numbers=True,
            longest=40,
            width=14,
        ),
        Count(
            name="opening",
            header="Số đầu kỳ",
            description=f"Lũy kế đến 31/12/{plan.year - 1}, với chỉ tiêu tính lũy kế.",
            example="5.120",
            aliases=("Lũy kế đầu kỳ", f"Số đầu kỳ (lũy kế đến 31/12/{plan.year - 1})"),
            counted="",
            width=14,
        ),
    )


def _days(plan: Plan) -> tuple[Column, ...]:
    return (
        Date(
            name="count_from",
            header="Tính từ ngày",
            description="Ngày bắt đầu tính của chỉ tiêu lũy kế.",
            example=f"01/09/{plan.year - 2}",
            aliases=("Tính từ",),
            year=plan.year,
            earliest=datetime.date(plan.year - 5, 1, 1),
            latest=plan.last_day,
        ),
        Date(
            name="due_on",
            header="Hạn",
            description="Ngày phải đạt.",
            example=f"{plan.lead.deadline:%d/%m/%Y}",
            aliases=("Hạn hoàn thành", "Thời hạn"),
            year=plan.year,
            earliest=plan.first_day,
            latest=plan.last_day,
        ),
        Date(
            name="effective_from",
            header="Hiệu lực từ",
            description="Ngày chỉ tiêu có hiệu lực; điều chỉnh giữa năm thì thêm dòng mới.",
            example=f"{plan.first_day:%d/%m/%Y}",
            aliases=("Áp dụng từ", "Ngày hiệu lực"),
            year=plan.year,
            earliest=datetime.date(plan.year - 1, 1, 1),
            latest=plan.last_day,
        ),
    )
