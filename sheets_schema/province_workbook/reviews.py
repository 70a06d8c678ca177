"""«Duyệt»: what the province decided about each unit's report of a phase."""

import datetime

from sheets_schema.in_every_workbook import example_phase, row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import day, phase, unit
from sheets_schema.vocabulary import Choice, RequiredIf, Text, Worksheet

RETURNED, APPROVED = "Trả lại", "Đã duyệt"


_STATE = Choice(
    name="state",
    header="Trạng thái",
    description="Đã nhận, Trả lại để chỉnh sửa, hoặc Đã duyệt.",
    example="Đã duyệt",
    aliases=("Kết quả duyệt", "Kết quả"),
    required=True,
    options={
        "Đã nhận": ("Nhận",),
        RETURNED: ("Trả", "Trả lại chỉnh sửa"),
        APPROVED: ("Duyệt",),
    },
    width=14,
)

_COMMENT = Text(
    name="comment",
    header="Ý kiến",
    description="Lý do trả lại hoặc điều cần lưu ý.",
    example="Số liệu đầy đủ, có minh chứng",
    aliases=("Nhận xét",),
    longest=1000,
    width=50,
)


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per decision; the latest of a unit and phase stands."""
    example = example_phase(plan).due + datetime.timedelta(days=3)
    return Worksheet(
        name="reviews",
        title="Duyệt",
        description="Kết quả xem xét báo cáo của từng đơn vị, từng đợt; mỗi lần xem xét một dòng.",
        columns=(
            row_number(),
            unit(plan),
            phase(plan),
            _STATE,
            day(plan, "reviewed_on", "Ngày", "Ngày xem xét.", example, required=True),
            _COMMENT,
        ),
        key=("unit", "phase", "reviewed_on"),
        aliases=("Duyệt báo cáo",),
        required_if=(
            RequiredIf(
                column="comment",
                when=lambda row: row.get("state") == RETURNED,
                because=f"khi trạng thái là {RETURNED}",
            ),
        ),
    )
