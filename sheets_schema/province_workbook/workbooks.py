"""«Bảng tính»: where each unit's workbook of each phase is."""

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import note, phase, unit
from sheets_schema.vocabulary import Text, Worksheet


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per unit and phase."""
    return Worksheet(
        name="workbooks",
        title="Bảng tính",
        description="Đường dẫn bảng tính của từng đơn vị, từng đợt.",
        columns=(
            row_number(),
            unit(plan),
            phase(plan),
            Text(
                name="link",
                header="Đường dẫn",
                description="Liên kết Google Trang tính hoặc đường dẫn tệp trong thư mục.",
                example="dot-2/quy-nhon.xlsx",
                aliases=("Liên kết", "Link", "Tệp"),
                required=True,
                keeps_numbers=True,
                longest=500,
                width=50,
            ),
            note(),
        ),
        key=("unit", "phase"),
        aliases=("Danh sách bảng tính",),
    )
