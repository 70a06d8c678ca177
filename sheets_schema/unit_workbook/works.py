"""«Công trình»: works, products and tasks, registered and finished."""

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook.columns import EXAMPLE_UNION, example_day, note, sector, shown
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

BY_UNION = "CĐCS"
BY_UNIT = "Cấp trên TTCS"
FINISHED = "Hoàn thành"
LEAST_TOTAL = 1_000_000
"""Below it a total was probably typed in millions."""


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per work, product or task."""
    return Worksheet(
        name="works",
        title="Công trình",
        description="Công trình, sản phẩm, phần việc mới; mỗi việc một dòng, kể cả việc chưa xong.",
        columns=(
            row_number(),
            *_what(plan),
            *_when(plan),
            *_WORTH,
            note(),
        ),
        key=("title", "owner"),
        aliases=("Công trình, sản phẩm, phần việc mới", "Công trình sản phẩm", "Danh sách công trình"),
        duplicates="warning",
        rules=_RULES,
        required_if=(
            RequiredIf(column="owner", when=_is_by_union, because="khi cấp thực hiện là CĐCS"),
            RequiredIf(
                column="completed_on",
                when=lambda row: row.get("status") == FINISHED,
                because="khi tình trạng là Hoàn thành",
            ),
            RequiredIf(
                column="plaque_doc",
                when=lambda row: row.get("plaque") is True,
                because="khi công trình được gắn biển",
            ),
        ),
        references=(Reference(column="owner", worksheet="unions", target="name", when=_is_by_union),),
        event_date="completed_on",
    )


def _is_by_union(row: Row) -> bool:
    return row.get("owner_level") == BY_UNION


_TITLE = Text(
    name="title",
    header="Tên công trình, sản phẩm, phần việc",
    description="Tên cụ thể, mỗi dòng một việc.",
    example="Nhà hiệu bộ và 08 phòng học",
    aliases=(
        "Tên công trình",
        "Tên công trình/sản phẩm/phần việc",
        "Tên công trình, sản phẩm, phần việc mới",
    ),
    required=True,
    longest=300,
    width=44,
)

_OWNER = Text(
    name="owner",
    header="CĐCS thực hiện",
    description="Tên CĐCS như ở trang «CĐCS»; để trống khi chính đơn vị thực hiện.",
    example=EXAMPLE_UNION,
    aliases=("Đơn vị thực hiện", "Tên CĐCS thực hiện", "Tên CĐCS"),
    keeps_numbers=True,
    longest=200,
    width=34,
)

_WORK_TYPE = Choice(
    name="work_type",
    header="Loại",
    description="Công trình, sản phẩm mới hay phần việc mới, khó.",
    example="Công trình",
    aliases=("Loại công trình",),
    required=True,
    options={
        "Công trình": ("CT",),
        "Sản phẩm mới": ("Sản phẩm", "SP"),
        "Phần việc mới/khó": (
            "Phần việc mới",
            "Phần việc khó",
            "Phần việc",
            "PV",
            "Phần việc mới, khó",
        ),
    },
    width=18,
)

_IN_HONOUR_OF = Choice(
    name="in_honour_of",
    header="Chào mừng",
    description="Sự kiện mà công trình chào mừng.",
    example="Đại hội CĐ tỉnh XIV",
    aliases=("Chào mừng sự kiện", "Sự kiện"),
    options={
        "Đại hội CĐ tỉnh XIV": (
            "Đại hội Công đoàn tỉnh lần thứ XIV",
            "Đại hội CĐ tỉnh",
            "Đại hội Công đoàn tỉnh",
            "ĐH CĐ tỉnh XIV",
        ),
        "Đại hội XIII CĐVN": ("Đại hội XIII Công đoàn Việt Nam", "Đại hội Công đoàn Việt Nam"),
        "Ngày lễ lớn": ("Các ngày lễ lớn", "Kỷ niệm ngày lễ lớn"),
        "Sự kiện địa phương": ("Sự kiện của địa phương",),
        "Khác": (),
    },
)


def _what(plan: Plan) -> tuple[Column, ...]:
    return (
        _TITLE,
        Choice(
            name="owner_level",
            header="Cấp thực hiện",
            description="CĐCS, hoặc chính đơn vị (công đoàn cấp trên trực tiếp cơ sở).",
            example=BY_UNION,
            aliases=("Cấp",),
            required=True,
            options={
                BY_UNION: ("Công đoàn cơ sở", "Cơ sở"),
                BY_UNIT: (
                    "Cấp trên trực tiếp cơ sở",
                    "Cấp trên",
                    "Đơn vị",
                    "Công đoàn cấp trên trực tiếp cơ sở",
                ),
            },
            width=16,
        ),
        _OWNER,
        sector(plan),
        _WORK_TYPE,
        _IN_HONOUR_OF,
    )


_STATUS = Choice(
    name="status",
    header="Tình trạng",
    description="Chỉ việc đã Hoàn thành được tính vào chỉ tiêu.",
    example=FINISHED,
    aliases=("Trạng thái", "Tiến độ"),
    required=True,
    options={
        "Đăng ký": ("Đã đăng ký", "Mới đăng ký"),
        "Đang thực hiện": ("Đang làm", "Đang thi công"),
        FINISHED: ("Đã hoàn thành", "Xong", "Đã xong", "HT"),
        "Không thực hiện": ("Dừng", "Bỏ", "Hủy"),
    },
    width=16,
)


def _started_on(plan: Plan) -> Date:
    return Date(
        name="started_on",
        header="Ngày bắt đầu",
        description="Ngày hoặc tháng khởi công; có thể từ năm trước.",
        example="10/2022",
        aliases=("Khởi công", "Ngày khởi công", "Bắt đầu"),
        year=plan.year,
        earliest=plan.first_day.replace(year=plan.year - 3),
        latest=plan.last_day,
        month_ok=True,
    )


def _when(plan: Plan) -> tuple[Column, ...]:
    return (
        Date(
            name="registered_on",
            header="Ngày đăng ký",
            description="Ngày đăng ký công trình với đơn vị.",
            example=shown(example_day(plan, 9)),
            aliases=("Đăng ký ngày",),
            required=True,
            year=plan.year,
            earliest=plan.first_day.replace(year=plan.year - 1),
            latest=plan.last_day,
        ),
        _started_on(plan),
        Date(
            name="completed_on",
            header="Ngày hoàn thành",
            description="Ngày hoặc tháng hoàn thành; quyết định việc thuộc đợt nào.",
            example=f"{example_day(plan, 61).month}/{example_day(plan, 61).year}",
            aliases=("Hoàn thành ngày", "Hoàn thành", "Thời gian hoàn thành"),
            year=plan.year,
            earliest=plan.first_day,
            latest=plan.last_day,
            month_ok=True,
        ),
        _STATUS,
    )


_WORTH: tuple[Column, ...] = (
    Money(
        name="total",
        header="Tổng giá trị",
        description="Tổng giá trị công trình, bằng đồng.",
        example="8.608.330.000",
        aliases=("Tổng giá trị (đồng)", "Giá trị", "Giá trị công trình", "Kinh phí"),
    ),
    Money(
        name="benefit",
        header="Giá trị làm lợi",
        description="Số tiền làm lợi, bằng đồng.",
        example="519.485.000",
        aliases=("Giá trị làm lợi (đồng)", "Làm lợi", "Số tiền làm lợi"),
    ),
    Count(
        name="days_ahead",
        header="Vượt tiến độ (ngày)",
        description="Số ngày xong sớm; xong muộn ghi số âm.",
        example="30",
        aliases=("Vượt tiến độ", "Số ngày vượt tiến độ"),
        counted="ngày",
        signed=True,
        minimum=-365,
        maximum=365,
    ),
    YesNo(
        name="plaque",
        header="Gắn biển",
        description="Công trình được gắn biển hay không.",
        example="Có",
        aliases=("Được gắn biển",),
    ),
    Text(
        name="plaque_doc",
        header="Quyết định gắn biển",
        description="Số, ngày quyết định gắn biển, như 102/QĐ-LĐLĐ, 15/9.",
        example="102/QĐ-LĐLĐ",
        aliases=("Số QĐ gắn biển", "QĐ gắn biển"),
        keeps_numbers=True,
        longest=200,
        width=24,
    ),
)


_RULES: tuple[RowRule, ...] = (
    at_most(
        "works.order",
        "started_on",
        "completed_on",
        "Ngày bắt đầu {lesser} muộn hơn ngày hoàn thành {greater}.",
        severity="error",
    ),
    at_most(
        "works.registered",
        "registered_on",
        "completed_on",
        "Ngày đăng ký {lesser} muộn hơn ngày hoàn thành {greater}. Hãy kiểm tra lại hai ngày.",
    ),
    at_most(
        "works.benefit",
        "benefit",
        "total",
        "Giá trị làm lợi ({lesser}) lớn hơn tổng giá trị ({greater}). Hãy kiểm tra lại.",
        written="money",
    ),
    RowRule(
        name="works.total",
        columns=("total",),
        holds=lambda row: (
            isinstance(row["total"], int) and (row["total"] == 0 or row["total"] >= LEAST_TOTAL)
        ),
        message=lambda row: "Tổng giá trị dưới 1.000.000 đồng; có phải đã ghi theo triệu đồng?",
    ),
    RowRule(
        name="works.owner",
        columns=("owner_level", "owner"),
        holds=_is_by_union,
        message=lambda row: (
            f"Cấp thực hiện là {BY_UNIT} nhưng lại ghi CĐCS “{row['owner']}”. Hãy kiểm tra lại."
        ),
        at="owner_level",
    ),
    RowRule(
        name="works.status",
        columns=("completed_on", "status"),
        holds=lambda row: row["status"] == FINISHED,
        message=lambda row: (
            f"Đã ghi ngày hoàn thành nhưng tình trạng là “{row['status']}”; việc này chưa được tính."
        ),
        at="status",
    ),
)
