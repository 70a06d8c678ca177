"""«Đơn vị»: the reporting units, their size at the year's start and whom to call."""

import datetime

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.vocabulary import Choice, Column, Count, Date, RowRule, Text, Worksheet, at_most


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per reporting unit."""
    return Worksheet(
        name="units",
        title="Đơn vị",
        description="Danh sách đơn vị báo cáo và số liệu gốc đầu năm.",
        columns=(
            row_number(),
            _code(plan),
            *_names(plan),
            _KIND,
            *_sizes(plan),
            *_CONTACT,
            *_active(plan),
        ),
        key=("code",),
        aliases=("Danh sách đơn vị", "Don vi"),
        rules=_RULES,
    )


_KIND = Choice(
    name="kind",
    header="Loại đơn vị",
    description="Loại công đoàn cấp trên trực tiếp cơ sở.",
    example="LĐLĐ huyện/TX/TP",
    aliases=("Loại",),
    required=True,
    options={
        "LĐLĐ huyện/TX/TP": ("LĐLĐ huyện", "LĐLĐ thị xã", "LĐLĐ thành phố", "LĐLĐ huyện, TX, TP"),
        "CĐ ngành": ("Công đoàn ngành", "CĐN", "CĐ ngành địa phương"),
        "CĐ KKT": ("Công đoàn Khu kinh tế", "CĐ Khu kinh tế"),
        "CĐVC": ("Công đoàn Viên chức", "CĐ Viên chức"),
        "CĐCS trực thuộc": ("Công đoàn cơ sở trực thuộc",),
        "ĐVSN trực thuộc": ("Đơn vị sự nghiệp trực thuộc",),
    },
)


def _code(plan: Plan) -> Text:
    return Text(
        name="code",
        header="Mã đơn vị",
        description="Mã riêng, chữ thường không dấu, không dùng lại cho đơn vị khác.",
        example=plan.units[0].id,
        aliases=("Mã",),
        required=True,
        pattern=r"[a-z0-9_]+",
        pattern_says="mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, như phu_cat",
        width=16,
    )


def _names(plan: Plan) -> tuple[Column, ...]:
    first = plan.units[0]
    return (
        Text(
            name="name",
            header="Tên đầy đủ",
            description="Tên chính thức của đơn vị.",
            example=first.name,
            aliases=("Tên đơn vị", "Đơn vị"),
            required=True,
            longest=200,
            width=34,
        ),
        Text(
            name="short",
            header="Tên viết tắt",
            description="Tên ngắn dùng trên biểu đồ.",
            example=first.short,
            aliases=("Tên ngắn", "Viết tắt"),
            required=True,
            longest=60,
            width=22,
        ),
        Text(
            name="aliases",
            header="Tên gọi khác",
            description="Các cách gọi khác, cách nhau bằng dấu chấm phẩy; không trùng với đơn vị khác.",
            example="; ".join(first.aliases) or first.plain,
            aliases=("Tên khác",),
            longest=500,
        ),
        Text(
            name="block",
            header="Khối, cụm thi đua",
            description="Khối thi đua; xếp loại chỉ trong một khối.",
            example=first.block or "Khối 1",
            aliases=("Khối/cụm thi đua", "Khối thi đua", "Cụm thi đua"),
            longest=100,
        ),
    )


def _sizes(plan: Plan) -> tuple[Column, ...]:
    def count(name: str, header: str, counted: str, example: str, *aliases: str) -> Count:
        description = f"{header} tại ngày lấy số liệu gốc."
        return Count(
            name=name,
            header=header,
            description=description,
            example=example,
            aliases=aliases,
            counted=counted,
        )

    return (
        count("unions_total", "Tổng số CĐCS", "CĐCS", "112", "Số CĐCS"),
        count("unions_production", "CĐCS khu vực SXKD", "CĐCS", "31", "CĐCS SXKD", "– trong đó SXKD"),
        count("unions_public", "CĐCS khu vực HCSN", "CĐCS", "81", "CĐCS HCSN", "– trong đó HCSN"),
        count("members_total", "Tổng số đoàn viên", "người", "5.240", "Số đoàn viên"),
        count("members_female", "Đoàn viên nữ", "người", "3.015", "– nữ"),
        count("workers_total", "Tổng số CNVCLĐ", "người", "6.100", "Số CNVCLĐ"),
        Date(
            name="base_date",
            header="Số liệu gốc tính đến",
            description="Ngày của số liệu gốc, thường là cuối năm trước.",
            example=f"31/12/{plan.year - 1}",
            aliases=("Ngày số liệu gốc",),
            year=plan.year - 1,
            earliest=datetime.date(plan.year - 2, 1, 1),
            latest=plan.last_day,
        ),
    )


_CONTACT_NAME = Text(
    name="contact_name",
    header="Cán bộ đầu mối",
    description="Người nhập liệu hoặc theo dõi của đơn vị.",
    example="Lê Thị Hoa",
    aliases=("Đầu mối", "Người liên hệ"),
    personal=True,
    longest=100,
    width=22,
)


_CONTACT: tuple[Column, ...] = (
    _CONTACT_NAME,
    Text(
        name="contact_title",
        header="Chức vụ",
        description="Chức vụ của cán bộ đầu mối.",
        example="Phó Chủ tịch",
        personal=True,
        longest=100,
        width=18,
    ),
    Text(
        name="contact_email",
        header="Email",
        description="Dùng để đăng nhập và nhận đôn đốc.",
        example="dau.moi@congdoan.example",
        aliases=("Thư điện tử", "Địa chỉ email"),
        personal=True,
        pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+",
        pattern_says="địa chỉ email, như ten@congdoan.vn",
        keeps_numbers=True,
        longest=200,
    ),
    Text(
        name="contact_phone",
        header="Điện thoại",
        description="Số điện thoại của cán bộ đầu mối; ghi đủ số 0 ở đầu.",
        example="0256 3 822 000",
        aliases=("Số điện thoại", "SĐT"),
        personal=True,
        keeps_numbers=True,
        longest=60,
        width=18,
    ),
)


def _active(plan: Plan) -> tuple[Column, ...]:
    def edge(name: str, header: str, description: str, example: datetime.date) -> Date:
        return Date(
            name=name, header=header, description=description, example=f"{example:%d/%m/%Y}", year=plan.year
        )

    return (
        edge("active_from", "Hoạt động từ", "Chỉ ghi khi đơn vị mới thành lập trong năm.", plan.first_day),
        edge("active_to", "Hoạt động đến", "Chỉ ghi khi đơn vị đã kết thúc hoạt động.", plan.last_day),
    )


_SIZES = ("unions_total", "unions_production", "unions_public")

_RULES: tuple[RowRule, ...] = (
    RowRule(
        name="units.unions",
        columns=_SIZES,
        holds=lambda row: row["unions_total"] == sum(_number(row[name]) for name in _SIZES[1:]),
        message=lambda row: (
            f"Tổng số CĐCS ghi {row['unions_total']}; cộng hai khu vực được "
            f"{sum(_number(row[name]) for name in _SIZES[1:])}."
        ),
    ),
    at_most(
        "units.female",
        "members_female",
        "members_total",
        "Đoàn viên nữ ({lesser}) nhiều hơn tổng số đoàn viên ({greater}).",
    ),
    at_most(
        "units.workers",
        "members_total",
        "workers_total",
        "Số đoàn viên ({lesser}) nhiều hơn số CNVCLĐ ({greater}).",
    ),
    at_most(
        "units.active",
        "active_from",
        "active_to",
        "Ngày kết thúc {greater} sớm hơn ngày bắt đầu {lesser}.",
    ),
)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
