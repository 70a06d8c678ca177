"""«Cam kết»: what was promised in meetings: who, what, by when, done."""

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import day, note, unit
from sheets_schema.vocabulary import Text, Worksheet, YesNo, at_most

_WHO = Text(
    name="who",
    header="Người cam kết",
    description="Ban thường vụ hoặc người nhận việc.",
    example="Thường trực LĐLĐ thành phố",
    aliases=("Ai", "Người nhận việc"),
    personal=True,
    longest=200,
    width=26,
)

_WHAT = Text(
    name="what",
    header="Việc cam kết",
    description="Việc cụ thể, đo được.",
    example="Mỗi CĐCS trên 200 lao động nộp ít nhất 3 sáng kiến lên Cổng",
    aliases=("Nội dung cam kết", "Nội dung", "Việc"),
    required=True,
    longest=500,
    width=50,
)

_DONE = YesNo(
    name="done",
    header="Đã xong",
    description="Có khi việc đã hoàn thành.",
    example="Có",
    aliases=("Hoàn thành", "Xong"),
)


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per promise."""
    made = plan.lead.deadline.replace(day=1)
    return Worksheet(
        name="commitments",
        title="Cam kết",
        description="Việc đã hứa tại các cuộc họp: ai, việc gì, hạn nào, xong chưa.",
        columns=(
            row_number(),
            day(plan, "made_on", "Ngày cam kết", "Ngày họp.", made, required=True),
            unit(plan),
            _WHO,
            _WHAT,
            day(plan, "due_on", "Hạn", "Ngày phải xong.", plan.lead.deadline, required=True),
            _DONE,
            day(plan, "done_on", "Ngày xong", "Ngày hoàn thành việc.", plan.lead.deadline),
            note(),
        ),
        key=("made_on", "unit", "what"),
        aliases=("Cam kết tại cuộc họp",),
        rules=(
            at_most(
                "commitments.due",
                "made_on",
                "due_on",
                "Hạn {greater} sớm hơn ngày cam kết {lesser}.",
                at="due_on",
            ),
            at_most(
                "commitments.done",
                "made_on",
                "done_on",
                "Ngày xong {greater} sớm hơn ngày cam kết {lesser}.",
                at="done_on",
            ),
        ),
    )
