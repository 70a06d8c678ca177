"""«Phong trào»: the plan's movements, each in the sectors that it is named for."""

from dataclasses import replace
from typing import Literal

from sheets_schema.plan import Movement, Plan
from sheets_schema.unit_workbook.columns import note
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    FixedRow,
    Money,
    Printed,
    RequiredIf,
    Row,
    Text,
    Worksheet,
    YesNo,
)

Carrier = Literal["production", "public", "officers"]

OFFICERS = "CBCĐ"
_OFFICERS_ALIASES = ("Cán bộ công đoàn", "Cán bộ CĐ")
_HEADINGS = {"production": "Khu vực SXKD", "public": "Khu vực HCSN", "officers": "Cán bộ công đoàn"}
_EXAMPLES = {"production": "1", "public": "0", "officers": "1"}
"""CĐCS taking part, true to the one grassroots union of the examples."""


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one printed row per movement and sector."""
    carriers: tuple[Carrier, ...] = ("production", "public", "officers")
    return Worksheet(
        name="movements",
        title="Phong trào",
        description="Mỗi phong trào một dòng in sẵn cho từng khu vực; phong trào không tổ chức thì để trống.",
        columns=(*_names(plan), *_TAKING_PART, *_RESULTS, note()),
        key=("movement", "sector"),
        aliases=("Phong trào thi đua", "Các phong trào"),
        fixed=tuple(
            _fixed(plan, movement, carrier)
            for carrier in carriers
            for movement in plan.movements
            if carrier in movement.sectors
        ),
        required_if=(
            RequiredIf(
                column="other_name",
                when=lambda row: row.get("movement") in _others(plan) and _is_filled(row),
                because="khi có phong trào khác",
            ),
            RequiredIf(
                column="unions_joined",
                when=_is_filled,
                because="khi đã ghi kết quả của phong trào",
            ),
        ),
    )


def _others(plan: Plan) -> set[str]:
    return {movement.id for movement in plan.movements if movement.other}


def _is_filled(row: Row) -> bool:
    return any(
        row.get(name) is not None for name in ("unions_joined", "people_joined", "highlights", "benefit")
    )


def _labels(plan: Plan) -> dict[Carrier, str]:
    return {
        "production": plan.sector("production").short,
        "public": plan.sector("public").short,
        "officers": OFFICERS,
    }


_OTHER_NAME = Text(
    name="other_name",
    header="Tên phong trào khác",
    description="Chỉ ghi ở dòng «Phong trào khác».",
    example="Mỗi tuần một sáng kiến nhỏ",
    aliases=("Tên khác",),
    longest=300,
)

_KIND = Choice(
    name="kind",
    header="Tính chất",
    description="Thường xuyên, đột xuất hay ngắn hạn.",
    example="Thường xuyên",
    aliases=("Loại", "Loại phong trào"),
    options={
        "Thường xuyên": ("Thường xuyên theo năm", "TX", "Cả năm"),
        "Đột xuất": ("ĐX",),
        "Ngắn hạn": ("Theo đợt",),
    },
    width=16,
)


def _names(plan: Plan) -> tuple[Column, ...]:
    labels = _labels(plan)
    options = {each.short: (each.title, *each.aliases) for each in plan.sectors}
    return (
        Printed(
            name="movement",
            header="Phong trào",
            description="Tên phong trào in sẵn, không sửa, không xóa.",
            example=plan.movements[0].title if plan.movements else "",
            aliases=("Tên phong trào",),
            options={movement.title: movement.aliases for movement in plan.movements},
            codes={movement.title: movement.id for movement in plan.movements},
            width=50,
        ),
        Printed(
            name="sector",
            header="Khu vực",
            description="Khu vực của dòng, in sẵn.",
            example=labels["production"],
            aliases=("Khối",),
            options={**options, OFFICERS: _OFFICERS_ALIASES},
            codes={label: carrier for carrier, label in labels.items()},
            noun="khối",
            width=10,
        ),
        _OTHER_NAME,
        _KIND,
    )


_TAKING_PART: tuple[Column, ...] = (
    Count(
        name="unions_joined",
        header="Số CĐCS tham gia",
        description="Số CĐCS tham gia, không quá số CĐCS của khu vực.",
        example="31",
        aliases=("CĐCS tham gia",),
        counted="CĐCS",
    ),
    Count(
        name="people_joined",
        header="Số lượt người tham gia",
        description="Lượt người; một người tham gia nhiều lần được tính nhiều lượt.",
        example="2.450",
        aliases=("Lượt người tham gia", "Số người tham gia"),
        counted="lượt người",
    ),
    YesNo(
        name="has_plan",
        header="Có kế hoạch riêng",
        description="Phong trào có kế hoạch cụ thể, có phân công người phụ trách.",
        example="Có",
        aliases=("Kế hoạch riêng",),
    ),
)


_RESULTS: tuple[Column, ...] = (
    Text(
        name="highlights",
        header="Kết quả nổi bật",
        description="Việc làm được, đưa vào báo cáo chung.",
        example="Vượt kế hoạch sản xuất quý II 4%, 12 tổ đạt danh hiệu tổ lao động giỏi",
        aliases=("Kết quả",),
        longest=1000,
        width=50,
    ),
    Money(
        name="benefit",
        header="Giá trị tiết kiệm, làm lợi",
        description="Bằng đồng, với phong trào có tính được.",
        example="1.200.000.000",
        aliases=("Giá trị tiết kiệm/làm lợi (đồng)", "Giá trị làm lợi", "Tiết kiệm, làm lợi"),
    ),
    YesNo(
        name="summed_up",
        header="Đã sơ kết, tổng kết",
        description="Đã sơ kết hoặc tổng kết phong trào trong đợt.",
        example="Có",
        aliases=("Sơ kết", "Đã sơ kết", "Đã sơ kết/tổng kết"),
    ),
)


def _fixed(plan: Plan, movement: Movement, carrier: Carrier) -> FixedRow:
    joined = _TAKING_PART[0]
    closed = (*(() if movement.other else ("other_name",)), *(() if movement.money else ("benefit",)))
    return FixedRow(
        key=(movement.id, carrier),
        labels=(movement.title, _labels(plan)[carrier]),
        aliases=movement.aliases,
        columns={"unions_joined": replace(joined, example=_EXAMPLES[carrier])},
        closed=closed,
        group=_HEADINGS[carrier],
    )
