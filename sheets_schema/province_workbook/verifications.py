"""«Xác minh»: reported figures against what a check found; the reported figure is kept."""

import datetime

from sheets_schema.in_every_workbook import example_phase, row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import CHECKER, day, note, phase, unit
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Choice, Column, Count, RowRule, Text, Worksheet

AGREES, DIFFERS, UNPROVEN = "Khớp", "Lệch", "Không có minh chứng"


_CHECKED_BY = Text(
    name="checked_by",
    header="Người kiểm tra",
    description="Không phải người đã nhập số liệu.",
    example=CHECKER,
    aliases=("Người kiểm",),
    required=True,
    personal=True,
    longest=100,
    width=20,
)


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per checked figure."""
    example = example_phase(plan).due + datetime.timedelta(days=7)
    return Worksheet(
        name="verifications",
        title="Xác minh",
        description="Số đơn vị báo cáo và số đã kiểm tra; số báo cáo được giữ nguyên.",
        columns=(
            row_number(),
            unit(plan),
            phase(plan),
            *_place(plan),
            *_figures(),
            _CHECKED_BY,
            day(plan, "checked_on", "Ngày kiểm tra", "Ngày kiểm tra xong.", example, required=True),
            note(),
        ),
        key=("unit", "phase", "worksheet", "item", "sector", "checked_on"),
        aliases=("Xác minh số liệu",),
        rules=(
            RowRule(
                name="verifications.verdict",
                columns=("reported", "verified", "verdict"),
                holds=lambda row: (
                    row["verdict"] == UNPROVEN
                    or (row["reported"] == row["verified"]) == (row["verdict"] == AGREES)
                ),
                message=lambda row: (
                    f"Số báo cáo {row['reported']}, số xác minh {row['verified']} "
                    f"nhưng kết luận là “{row['verdict']}”."
                ),
                at="verdict",
            ),
        ),
    )


_METHOD = Choice(
    name="method",
    header="Cách kiểm tra",
    description="Kiểm tra bằng cách nào.",
    example="Đối chiếu Cổng TLĐ",
    aliases=("Phương pháp",),
    required=True,
    options={
        "Xem văn bản": ("Xem hồ sơ",),
        "Đối chiếu Cổng TLĐ": ("Đối chiếu Cổng", "Đối chiếu trên Cổng"),
        "Gọi điện": ("Điện thoại",),
        "Đi cơ sở": ("Kiểm tra thực tế", "Xuống cơ sở"),
    },
)


def _place(plan: Plan) -> tuple[Column, ...]:
    titles = {each.title: each.aliases for each in unit_workbook(plan).worksheets}
    return (
        Choice(
            name="worksheet",
            header="Trang",
            description="Trang của bảng tính đơn vị.",
            example="Tổng hợp",
            aliases=("Trang tính", "Tab"),
            required=True,
            options=titles,
            noun="trang",
            width=20,
        ),
        Text(
            name="item",
            header="Dòng",
            description="Tên dòng chỉ tiêu của trang «Tổng hợp», hoặc “dòng 12” của trang danh sách.",
            example=plan.lines[0].title,
            aliases=("Chỉ tiêu, dòng", "Mục"),
            required=True,
            keeps_numbers=True,
            longest=300,
            width=40,
        ),
        Choice(
            name="sector",
            header="Khu vực",
            description="Để trống khi kiểm tra số của cả hai khu vực.",
            example=plan.sectors[0].short,
            aliases=("Khối",),
            options={each.short: (each.title, *each.aliases) for each in plan.sectors},
            codes={each.short: each.id for each in plan.sectors},
            noun="khối",
            width=10,
        ),
        _METHOD,
    )


def _figures() -> tuple[Column, ...]:
    def figure(name: str, header: str, description: str, example: str) -> Count:
        return Count(
            name=name,
            header=header,
            description=description,
            example=example,
            required=True,
            counted="",
            width=14,
        )

    return (
        figure("reported", "Số báo cáo", "Số đơn vị đã ghi.", "118"),
        figure("verified", "Số xác minh", "Số sau kiểm tra; 0 nếu không có minh chứng.", "113"),
        Choice(
            name="verdict",
            header="Kết luận",
            description="Khớp, Lệch hoặc Không có minh chứng.",
            example=DIFFERS,
            required=True,
            options={AGREES: ("Đúng", "Trùng khớp"), DIFFERS: ("Sai lệch",), UNPROVEN: ("Thiếu minh chứng",)},
        ),
    )
