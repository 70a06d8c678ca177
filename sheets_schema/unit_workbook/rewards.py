"""«Khen thưởng»: rewards, proposals for rewards, and model examples."""

import datetime
from collections.abc import Callable

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook.columns import (
    EXAMPLE_UNION,
    RECIPIENT_GROUPS,
    example_day,
    note,
    shown,
    union_name,
)
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    Money,
    Reference,
    RequiredIf,
    Row,
    RowRule,
    Text,
    Worksheet,
    YesNo,
    at_most,
)

REWARD = "Khen thưởng"
MODEL = "Điển hình"
GROUP = "Tập thể"
PERSON = "Cá nhân"
DECIDED = "Đã quyết định"


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per reward, proposal or model example."""
    return Worksheet(
        name="rewards",
        title="Khen thưởng",
        description="Khen thưởng, đề nghị khen thưởng và điển hình tiên tiến; mỗi tập thể, cá nhân một dòng.",
        columns=(
            row_number(),
            *_record(plan),
            *_recipient(),
            *_decision(plan),
            *_money(),
            *_model(plan),
            note(),
        ),
        key=("record", "award", "recipient", "decision_doc"),
        aliases=("Khen thưởng, điển hình", "Thi đua khen thưởng"),
        duplicates="warning",
        rules=_rules(plan),
        required_if=_required_if(),
        references=(Reference(column="union", worksheet="unions", target="name"),),
        event_date="decided_on",
    )


def _is(column: str, wanted: str) -> Callable[[Row], bool]:
    """Return the condition that a column holds a value."""
    return lambda row: row.get(column) == wanted


_RECORD = Choice(
    name="record",
    header="Nội dung",
    description="Khen thưởng (kể cả đề nghị) hay Điển hình tiên tiến.",
    example=REWARD,
    aliases=("Loại bản ghi", "Khen thưởng/Điển hình"),
    required=True,
    options={
        REWARD: ("Khen", "KT", "Đề nghị khen thưởng"),
        MODEL: ("Điển hình tiên tiến", "Gương điển hình", "Người tốt, việc tốt"),
    },
    width=14,
)

_BASIS = Choice(
    name="basis",
    header="Tính chất",
    description="Khen sơ kết đợt, toàn diện năm, chuyên đề hay đột xuất.",
    example="Sơ kết đợt",
    aliases=("Loại khen", "Tính chất khen"),
    options={
        "Sơ kết đợt": ("Sơ kết", "Tổng kết đợt"),
        "Toàn diện năm": ("Toàn diện", "Thường xuyên", "Tổng kết năm"),
        "Chuyên đề": ("Theo chuyên đề",),
        "Đột xuất": ("ĐX",),
    },
    width=14,
)


def _record(plan: Plan) -> tuple[Column, ...]:
    awards = plan.awards
    return (
        _RECORD,
        Choice(
            name="award",
            header="Hình thức, danh hiệu",
            description="Hình thức khen hoặc danh hiệu; dòng Điển hình để trống.",
            example=next(iter(awards), ""),
            aliases=("Hình thức/danh hiệu", "Hình thức khen thưởng", "Danh hiệu", "Hình thức khen"),
            options=dict(awards),
            width=34,
        ),
        Choice(
            name="granted_by",
            header="Cấp quyết định",
            description="Cấp ra quyết định khen thưởng.",
            example=_example_level(plan),
            aliases=("Cấp khen", "Cấp khen thưởng"),
            options=dict(plan.granting_levels),
            width=16,
        ),
        _BASIS,
    )


def _example_level(plan: Plan) -> str:
    """A level that may grant the award of the example."""
    return next(iter(plan.award_levels.get(next(iter(plan.awards), ""), tuple(plan.granting_levels))), "")


_RECIPIENT = Text(
    name="recipient",
    header="Họ tên, tên tập thể",
    description="Người hoặc tập thể được khen; nếu khen nhiều người theo danh sách thì ghi số lượng.",
    example="Trần Văn Bình",
    aliases=("Tên người/tập thể", "Họ tên", "Họ và tên", "Họ tên/tên tập thể", "Người được khen"),
    personal=True,
    longest=300,
)

_RECIPIENT_GROUP = Choice(
    name="recipient_group",
    header="Đối tượng",
    description="Nhóm của cá nhân; dùng tính tỷ lệ công nhân, NLĐ trực tiếp.",
    example="Công nhân/NLĐ trực tiếp",
    aliases=("Đối tượng khen", "Nhóm đối tượng"),
    options=RECIPIENT_GROUPS,
    width=24,
)


def _recipient() -> tuple[Column, ...]:
    return (
        Choice(
            name="recipient_kind",
            header="Tập thể, cá nhân",
            description="Khen tập thể hay cá nhân.",
            example=PERSON,
            aliases=("Tập thể/Cá nhân", "Tập thể / Cá nhân"),
            required=True,
            options={GROUP: ("TT",), PERSON: ("CN",)},
            width=12,
        ),
        _RECIPIENT,
        _RECIPIENT_GROUP,
        union_name(description=f"CĐCS của người hoặc tập thể, như {EXAMPLE_UNION}."),
        Count(
            name="quantity",
            header="Số lượng",
            description="Số tập thể, cá nhân của dòng; đã ghi tên một người thì là 1.",
            example="1",
            aliases=("SL", "Số người"),
            counted="người",
            minimum=1,
        ),
        Text(
            name="achievement",
            header="Thành tích",
            description="Thành tích, phong trào được khen; điển hình ghi tóm tắt việc làm.",
            example="Có sáng kiến cải tiến đồ gá hàn, tiết kiệm 96 triệu đồng một năm",
            aliases=("Thành tích/phong trào", "Thành tích tóm tắt", "Nội dung thành tích"),
            required=True,
            longest=800,
            width=44,
        ),
    )


_STATUS = Choice(
    name="status",
    header="Trạng thái",
    description="Đã quyết định, hay hồ sơ đề nghị đang ở đâu.",
    example=DECIDED,
    aliases=("Trạng thái đề nghị", "Kết quả"),
    options={
        DECIDED: ("Đã khen", "Đã có quyết định", "Đã QĐ"),
        "Đã trình cấp trên": ("Đã trình", "Trình cấp trên"),
        "Đang xét": ("Đang xem xét", "Chờ xét"),
        "Không đạt": ("Không được khen",),
    },
    width=16,
)


def _achieved_on(plan: Plan) -> Date:
    return Date(
        name="achieved_on",
        header="Ngày đạt thành tích",
        description="Ngày đạt thành tích hoặc ngày kết thúc đợt; để tính khen thưởng kịp thời.",
        example=shown(example_day(plan, 19)),
        aliases=("Ngày đạt thành tích/kết thúc đợt", "Ngày lập thành tích"),
        year=plan.year,
        earliest=datetime.date(plan.year - 1, 1, 1),
        latest=plan.last_day,
    )


def _decision(plan: Plan) -> tuple[Column, ...]:
    after = plan.phases[-1].locked
    return (
        _achieved_on(plan),
        Text(
            name="decision_doc",
            header="Số quyết định",
            description="Số, ký hiệu quyết định khen thưởng.",
            example="120/QĐ-CĐCS",
            aliases=("Số QĐ", "Quyết định", "Số quyết định khen thưởng"),
            keeps_numbers=True,
            longest=100,
            width=18,
        ),
        Date(
            name="decided_on",
            header="Ngày quyết định",
            description="Ngày ra quyết định; quyết định việc khen thuộc đợt nào.",
            example=shown(example_day(plan, 34)),
            aliases=("Ngày QĐ", "Ngày ký quyết định"),
            year=plan.year,
            earliest=plan.first_day,
            latest=after,
        ),
        _STATUS,
    )


def _money() -> tuple[Column, ...]:
    return (
        Money(
            name="prize",
            header="Tiền thưởng",
            description="Tổng tiền thưởng của dòng, bằng đồng.",
            example="1.000.000",
            aliases=("Tiền thưởng (đồng)", "Số tiền thưởng"),
        ),
        Money(
            name="prize_employer",
            header="NSDLĐ hỗ trợ",
            description="Phần người sử dụng lao động, chuyên môn hỗ trợ trong tiền thưởng.",
            example="500.000",
            aliases=("Trong đó NSDLĐ hỗ trợ", "NSDLĐ hỗ trợ (đồng)", "Chuyên môn hỗ trợ"),
        ),
    )


_MODEL_TYPE = Choice(
    name="model_type",
    header="Loại gương",
    description="Chỉ ghi ở dòng Điển hình.",
    example="Tiêu biểu, sáng tạo",
    aliases=("Loại điển hình",),
    options={
        "Điển hình tiên tiến": ("ĐHTT",),
        "Người tốt, việc tốt": ("NTVT", "Người tốt việc tốt"),
        "Tiêu biểu, sáng tạo": ("Tiêu biểu", "Sáng tạo"),
    },
)

_REPLICATED_UNITS = Count(
    name="replicated_units",
    header="Số đơn vị nhân rộng",
    description="Số cơ quan, đơn vị, doanh nghiệp đã học theo.",
    example="3",
    aliases=("Nhân rộng", "Đơn vị nhân rộng"),
    counted="đơn vị",
)


def _model(plan: Plan) -> tuple[Column, ...]:
    return (
        _MODEL_TYPE,
        Date(
            name="found_on",
            header="Ngày phát hiện",
            description="Ngày phát hiện, giới thiệu gương; dòng Điển hình.",
            example=shown(example_day(plan, 21)),
            aliases=("Phát hiện ngày",),
            year=plan.year,
            earliest=plan.first_day,
            latest=plan.last_day,
        ),
        Text(
            name="published_at",
            header="Đã tuyên truyền trên",
            description="Báo, trang, nhóm đã đăng hoặc đường dẫn.",
            example="Trang Facebook Công đoàn thị xã",
            aliases=("Đã tuyên truyền", "Nơi tuyên truyền"),
            longest=300,
        ),
        _REPLICATED_UNITS,
        YesNo(
            name="consent",
            header="Đồng ý công khai",
            description="Người được nêu gương đồng ý công khai tên; ghi Không thì tên được ẩn.",
            example="Có",
            aliases=("Cho phép công khai",),
        ),
    )


def _required_if() -> tuple[RequiredIf, ...]:
    reward, model = f"khi nội dung là {REWARD}", f"khi nội dung là {MODEL}"
    return (
        RequiredIf(column="award", when=_is("record", REWARD), because=reward),
        RequiredIf(column="granted_by", when=_is("record", REWARD), because=reward),
        RequiredIf(column="basis", when=_is("record", REWARD), because=reward),
        RequiredIf(column="status", when=_is("record", REWARD), because=reward),
        RequiredIf(column="recipient_group", when=_is("recipient_kind", PERSON), because="khi khen cá nhân"),
        RequiredIf(
            column="decision_doc", when=_is("status", DECIDED), because=f"khi trạng thái là {DECIDED}"
        ),
        RequiredIf(column="decided_on", when=_is("status", DECIDED), because=f"khi trạng thái là {DECIDED}"),
        RequiredIf(
            column="recipient",
            when=lambda row: row.get("quantity") is None,
            because="khi không ghi số lượng",
        ),
        RequiredIf(column="union", when=_is("record", MODEL), because=model),
        RequiredIf(column="model_type", when=_is("record", MODEL), because=model),
        RequiredIf(column="found_on", when=_is("record", MODEL), because=model),
        RequiredIf(column="consent", when=_is("record", MODEL), because=model),
    )


_ONE_PERSON = RowRule(
    name="rewards.one_person",
    columns=("recipient_kind", "recipient", "quantity"),
    holds=lambda row: row["recipient_kind"] != PERSON or row["quantity"] == _people(str(row["recipient"])),
    message=lambda row: (
        f"Dòng ghi tên {_people(str(row['recipient']))} người nhưng số lượng là {row['quantity']}. "
        "Hãy kiểm tra lại."
    ),
    at="quantity",
)


def _rules(plan: Plan) -> tuple[RowRule, ...]:
    return (
        RowRule(
            name="X11.level",
            columns=("award", "granted_by"),
            holds=lambda row: (
                row["granted_by"] in plan.award_levels.get(str(row["award"]), (row["granted_by"],))
            ),
            message=lambda row: (
                f"“{row['award']}” thường do {_levels(plan, str(row['award']))} quyết định, "
                f"ô ghi {row['granted_by']}. Hãy kiểm tra lại."
            ),
            at="granted_by",
        ),
        at_most(
            "X11.order",
            "achieved_on",
            "decided_on",
            "Ngày quyết định {greater} sớm hơn ngày đạt thành tích {lesser}.",
            at="decided_on",
        ),
        at_most(
            "rewards.employer",
            "prize_employer",
            "prize",
            "Phần NSDLĐ hỗ trợ ({lesser}) lớn hơn tiền thưởng ({greater}).",
            severity="error",
            written="money",
        ),
        _ONE_PERSON,
    )


def _levels(plan: Plan, award: str) -> str:
    return " hoặc ".join(plan.award_levels[award])


def _people(names: str) -> int:
    return len([name for name in names.replace("\n", ";").split(";") if name.strip()])
