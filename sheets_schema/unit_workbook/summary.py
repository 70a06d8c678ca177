"""«Tổng hợp»: one figure per line and sector."""

from sheets_schema.plan import Line, Plan, Sector
from sheets_schema.vocabulary import Column, Count, FixedRow, Money, Printed, Text, Worksheet

MONEY = "đồng"
"""The unit of count of a line that is an amount of money."""


_EVIDENCE = Text(
    name="evidence",
    header="Minh chứng",
    description="Số văn bản hoặc đường dẫn làm căn cứ; không ghi thông tin cá nhân.",
    example="15/BC-LĐLĐ, ngày 05/10",
    aliases=("Minh chứng (số văn bản, đường dẫn)", "Căn cứ"),
    longest=500,
)

_NOTE = Text(
    name="note",
    header="Ghi chú",
    description="Điều cần nói thêm về số liệu của dòng.",
    example="Đã đối chiếu với các CĐCS",
    longest=500,
)


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one printed row per line of the plan, one column per sector."""
    sectors = tuple(_sector(plan, sector.id) for sector in plan.sectors)
    return Worksheet(
        name="summary",
        title="Tổng hợp",
        description="Ghi số trong đợt theo từng khu vực; không có thì ghi 0, chưa có số liệu thì để trống.",
        columns=(
            Printed(
                name="line",
                header="Chỉ tiêu",
                description="Các dòng in sẵn, không sửa, không xóa.",
                example=plan.lines[0].title,
                aliases=("Nội dung", "Dòng chỉ tiêu", "Nội dung chỉ tiêu"),
                options={line.title: line.aliases for line in plan.lines},
                codes={line.title: line.id for line in plan.lines},
                width=52,
            ),
            Printed(
                name="counted",
                header="Đơn vị tính",
                description="Đơn vị tính của dòng, in sẵn.",
                example=plan.lines[0].counted,
                aliases=("ĐVT",),
                width=16,
            ),
            *sectors,
            _EVIDENCE,
            _NOTE,
        ),
        key=("line",),
        aliases=("Tổng hợp số liệu", "Biểu tổng hợp"),
        fixed=tuple(_fixed(plan, line) for line in plan.lines),
    )


def _sector(plan: Plan, id: Sector) -> Count:
    sector = plan.sector(id)
    first = next((line for line in plan.lines if id in line.sectors), plan.lines[0])
    return Count(
        name=id,
        header=sector.short,
        description=f"Số liệu của {sector.title.lower()}.",
        example=dict(zip(first.sectors, first.examples, strict=True)).get(id, "0"),
        aliases=(sector.title, f"Khối {sector.short}", f"Khu vực {sector.short}"),
        counted="",
        width=18,
    )


def _fixed(plan: Plan, line: Line) -> FixedRow:
    return FixedRow(
        key=(line.id,),
        labels=(line.title,),
        printed={"counted": line.counted},
        aliases=line.aliases,
        columns={sector: _cell(plan, line, sector) for sector in line.sectors},
        closed=tuple(sector.id for sector in plan.sectors if sector.id not in line.sectors),
        group=line.group,
    )


def _cell(plan: Plan, line: Line, sector: Sector) -> Column:
    header = plan.sector(sector).short
    description = line.description or line.title
    example = line.examples[line.sectors.index(sector)]
    if line.counted == MONEY:
        return Money(
            name=sector, header=header, description=description, example=example, required=line.required
        )
    return Count(
        name=sector,
        header=header,
        description=description,
        example=example,
        required=line.required,
        counted=line.counted,
    )
