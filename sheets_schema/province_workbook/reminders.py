"""«Đôn đốc»: which unit was reminded of which phase, when, how, and what it answered."""

import datetime

from sheets_schema.in_every_workbook import example_phase, row_number
from sheets_schema.plan import Plan
from sheets_schema.province_workbook.columns import CHECKER, day, phase, unit
from sheets_schema.vocabulary import Choice, Count, Text, Worksheet, at_most

_LEVEL = Count(
    name="level",
    header="Mức",
    description="0 nhắc trước hạn; 1 chậm 1–3 ngày; 2 chậm 4–7 ngày; 3 chậm trên 7 ngày.",
    example="1",
    aliases=("Mức đôn đốc", "Lần"),
    required=True,
    counted="lần",
    maximum=3,
    width=8,
)

_CHANNEL = Choice(
    name="channel",
    header="Hình thức",
    description="Nhắc qua đâu.",
    example="Zalo",
    aliases=("Kênh",),
    required=True,
    options={
        "Zalo": ("Nhóm Zalo",),
        "Điện thoại": ("Gọi điện", "ĐT"),
        "Công văn": ("CV", "Công văn đôn đốc", "Văn bản"),
        "Email": ("Thư điện tử",),
        "Trực tiếp": ("Gặp trực tiếp",),
    },
    width=14,
)

_SENT_BY = Text(
    name="sent_by",
    header="Người gửi",
    description="Ban hoặc người đôn đốc.",
    example=CHECKER,
    aliases=("Người đôn đốc",),
    personal=True,
    longest=100,
    width=20,
)

_TEXT = Text(
    name="text",
    header="Nội dung",
    description="Nội dung đã nhắc.",
    example="Đề nghị gửi báo cáo sơ kết đợt 2",
    longest=2000,
    width=50,
)

_ANSWER = Text(
    name="answer",
    header="Trả lời",
    description="Đơn vị trả lời thế nào.",
    example="Sẽ gửi trong tuần",
    aliases=("Phản hồi",),
    longest=1000,
)


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per reminder."""
    sent = example_phase(plan).due + datetime.timedelta(days=2)
    return Worksheet(
        name="reminders",
        title="Đôn đốc",
        description="Mỗi lần đôn đốc một đơn vị ghi một dòng.",
        columns=(
            row_number(),
            unit(plan),
            phase(plan),
            _LEVEL,
            _CHANNEL,
            day(plan, "sent_on", "Ngày gửi", "Ngày đôn đốc.", sent, required=True),
            _SENT_BY,
            _TEXT,
            _ANSWER,
            day(
                plan, "answered_on", "Ngày trả lời", "Ngày đơn vị trả lời.", sent + datetime.timedelta(days=1)
            ),
        ),
        key=("unit", "phase", "level", "sent_on", "channel"),
        aliases=("Nhật ký đôn đốc",),
        rules=(
            at_most(
                "reminders.order",
                "sent_on",
                "answered_on",
                "Ngày trả lời {greater} sớm hơn ngày gửi {lesser}.",
                at="answered_on",
            ),
        ),
    )
