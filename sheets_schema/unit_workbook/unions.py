"""«CĐCS»: the register of grassroots unions, the base of every coverage."""

import datetime

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook.columns import EXAMPLE_UNION, example_day, note, sector, shown
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    RequiredIf,
    Row,
    RowRule,
    Text,
    Worksheet,
    YesNo,
    at_most,
)

LEAST_MEMBERS = 5
"""Members that the union's charter asks for."""

_ELSEWHERE = {
    "production": ("Cơ quan HC", "ĐVSN công lập"),
    "public": ("DN ngoài nhà nước", "DN FDI", "DN nhà nước", "HTX"),
}
"""Sector → kinds of employer that belong to the other one."""


_PACT = YesNo(
    name="pact",
    header="Đăng ký giao ước thi đua",
    description="CĐCS đã đăng ký giao ước thi đua năm nay chưa.",
    example="Có",
    aliases=("Giao ước thi đua", "Đã đăng ký giao ước"),
    required=True,
    width=12,
)


def _dissolved_on(plan: Plan) -> Date:
    return Date(
        name="dissolved_on",
        header="Ngày giải thể, sáp nhập",
        description="Để trống khi CĐCS còn hoạt động; không xóa dòng của CĐCS đã giải thể.",
        example=shown(plan.last_day),
        aliases=("Ngày giải thể", "Giải thể, sáp nhập"),
        year=plan.year,
        earliest=plan.first_day,
        latest=plan.last_day,
    )


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per grassroots union that stands, or stood in the year."""
    return Worksheet(
        name="unions",
        title="CĐCS",
        description="Danh sách tất cả CĐCS, nghiệp đoàn cơ sở của đơn vị, mỗi CĐCS một dòng.",
        columns=(
            row_number(),
            *_identity(plan),
            *_founding(plan),
            *_PEOPLE,
            *_congress(plan),
            _PACT,
            _dissolved_on(plan),
            note(),
        ),
        key=("name",),
        aliases=("Danh sách CĐCS", "Công đoàn cơ sở", "DS CĐCS"),
        rules=_RULES,
        required_if=(
            RequiredIf(
                column="decision_no",
                when=lambda row: _in_year(row, plan),
                because=f"khi CĐCS thành lập trong năm {plan.year}",
            ),
            RequiredIf(
                column="workers",
                when=lambda row: _in_year(row, plan),
                because=f"khi CĐCS thành lập trong năm {plan.year}",
            ),
            RequiredIf(
                column="congress_form",
                when=lambda row: row.get("congress_on") is not None,
                because="khi đã ghi ngày đại hội",
            ),
        ),
    )


def _in_year(row: Row, plan: Plan) -> bool:
    founded = row.get("founded_on")
    return isinstance(founded, datetime.date) and founded >= plan.first_day


_NAME = Text(
    name="name",
    header="Tên CĐCS",
    description="Tên đầy đủ theo quyết định; các trang khác ghi đúng tên này.",
    example=EXAMPLE_UNION,
    aliases=("Tên công đoàn cơ sở", "Tên CĐCS/nghiệp đoàn", "CĐCS"),
    required=True,
    keeps_numbers=True,
    longest=200,
    width=38,
)

_OWNERSHIP = Choice(
    name="ownership",
    header="Loại hình",
    description="Loại hình cơ quan, đơn vị, doanh nghiệp.",
    example="DN ngoài nhà nước",
    aliases=("Loại hình DN", "Loại hình đơn vị", "Loại hình doanh nghiệp"),
    options={
        "DN ngoài nhà nước": ("DN ngoài NN", "Doanh nghiệp ngoài nhà nước", "DNNNN", "DN tư nhân"),
        "DN FDI": ("FDI", "DN có vốn đầu tư nước ngoài", "Doanh nghiệp FDI"),
        "DN nhà nước": ("DNNN", "Doanh nghiệp nhà nước"),
        "HTX": ("Hợp tác xã",),
        "Cơ quan HC": ("Cơ quan hành chính", "Cơ quan", "Xã, phường, thị trấn"),
        "ĐVSN công lập": ("Đơn vị sự nghiệp công lập", "Sự nghiệp công lập"),
        "ĐVSN ngoài công lập": ("Đơn vị sự nghiệp ngoài công lập", "Sự nghiệp ngoài công lập"),
        "Khác": (),
    },
)


def _identity(plan: Plan) -> tuple[Column, ...]:
    return (
        _NAME,
        Choice(
            name="kind",
            header="Loại",
            description="Để trống được hiểu là CĐCS.",
            example="CĐCS",
            aliases=("Loại tổ chức",),
            options={
                "CĐCS": ("Công đoàn cơ sở",),
                "Nghiệp đoàn cơ sở": ("Nghiệp đoàn", "NĐCS", "Nghiệp đoàn CS"),
            },
            width=18,
        ),
        sector(plan),
        _OWNERSHIP,
    )


def _founding(plan: Plan) -> tuple[Column, ...]:
    return (
        Date(
            name="founded_on",
            header="Ngày thành lập",
            description="Ngày của quyết định thành lập; bắt buộc với CĐCS thành lập trong năm.",
            example=shown(example_day(plan, 11)),
            aliases=("Ngày quyết định", "Ngày QĐ thành lập", "Thành lập ngày"),
            year=plan.year,
            latest=plan.last_day,
        ),
        Text(
            name="decision_no",
            header="Số quyết định thành lập",
            description="Số, ký hiệu quyết định, như 25/QĐ-LĐLĐ.",
            example="25/QĐ-LĐLĐ",
            aliases=("Số quyết định", "Số QĐ", "Quyết định thành lập"),
            keeps_numbers=True,
            longest=100,
            width=18,
        ),
    )


_PEOPLE: tuple[Column, ...] = (
    Count(
        name="workers",
        header="Số lao động",
        description="Số CNVCLĐ của cơ quan, đơn vị, doanh nghiệp.",
        example="120",
        aliases=("Số CNVCLĐ", "Tổng số lao động", "Lao động"),
        counted="người",
    ),
    Count(
        name="members",
        header="Số đoàn viên",
        description="Số đoàn viên đến cuối đợt; CĐCS mới ghi số khi thành lập.",
        example="62",
        aliases=("Đoàn viên", "Tổng số đoàn viên", "Số ĐV"),
        required=True,
        counted="người",
    ),
    Count(
        name="members_female",
        header="Trong đó nữ",
        description="Số đoàn viên nữ.",
        example="40",
        aliases=("Nữ", "Đoàn viên nữ", "Số đoàn viên nữ"),
        counted="người",
    ),
    Count(
        name="admitted",
        header="Kết nạp mới trong đợt",
        description="Số đoàn viên được kết nạp mới trong đợt, không tính chuyển đến.",
        example="62",
        aliases=("Đoàn viên mới", "Số ĐV kết nạp", "Kết nạp mới"),
        counted="người",
    ),
    Text(
        name="chair",
        header="Chủ tịch",
        description="Họ tên chủ tịch CĐCS.",
        example="Trần Văn Bình",
        aliases=("Chủ tịch CĐCS", "Chủ tịch lâm thời"),
        personal=True,
        people=True,
        longest=100,
        width=22,
    ),
    Text(
        name="location",
        header="Địa bàn",
        description="Khu công nghiệp, xã, phường nơi đóng trụ sở.",
        example="KCN Nhơn Hòa",
        aliases=("Địa bàn (KCN/xã/phường)", "Nơi đóng trụ sở"),
        longest=200,
        width=22,
    ),
)


_DUE = YesNo(
    name="due",
    header="Thuộc diện đại hội",
    description="Không: BCH lâm thời, chưa đủ điều kiện, được lùi; còn lại ghi Có.",
    example="Có",
    aliases=("Thuộc diện đại hội nhiệm kỳ mới", "Diện đại hội"),
    required=True,
    width=12,
)

_PENDING_REASON = Text(
    name="pending_reason",
    header="Lý do chưa đại hội",
    description="Vì sao chưa đại hội, nếu thuộc diện đại hội mà quá hạn.",
    example="Lùi từ tháng 5 sang tháng 8 do kiện toàn BCH",
    aliases=("Lý do", "Lý do chưa tổ chức đại hội"),
    longest=300,
)


def _congress(plan: Plan) -> tuple[Column, ...]:
    return (
        _DUE,
        Date(
            name="congress_on",
            header="Ngày đại hội",
            description="Ngày đã đại hội nhiệm kỳ mới; để trống khi chưa đại hội.",
            example=shown(example_day(plan, 80)),
            aliases=("Ngày tổ chức đại hội", "Đã đại hội ngày"),
            year=plan.year,
            # Grassroots congresses of this term began in the year before.
            earliest=datetime.date(plan.year - 1, 7, 1),
            latest=plan.last_day,
        ),
        Choice(
            name="congress_form",
            header="Hình thức đại hội",
            description="Đại hội toàn thể, đại biểu, hoặc hội nghị khi không đại hội được.",
            example="Đại hội toàn thể",
            aliases=("Hình thức",),
            options={
                "Đại hội toàn thể": ("Toàn thể", "ĐH toàn thể"),
                "Đại hội đại biểu": ("Đại biểu", "ĐH đại biểu"),
                "Hội nghị": ("Hội nghị thay đại hội",),
            },
        ),
        _PENDING_REASON,
    )


_RULES: tuple[RowRule, ...] = (
    at_most(
        "unions.female",
        "members_female",
        "members",
        "Đoàn viên nữ ({lesser}) nhiều hơn tổng số đoàn viên ({greater}).",
        severity="error",
    ),
    at_most(
        "unions.workers",
        "members",
        "workers",
        "Số đoàn viên ({lesser}) nhiều hơn số lao động ({greater}). Hai ô có đổi chỗ cho nhau không?",
        at="workers",
    ),
    RowRule(
        name="unions.least_members",
        columns=("members",),
        holds=lambda row: isinstance(row["members"], int) and row["members"] >= LEAST_MEMBERS,
        message=lambda row: f"CĐCS có {row['members']} đoàn viên; Điều lệ yêu cầu ít nhất {LEAST_MEMBERS}.",
    ),
    at_most(
        "unions.admitted",
        "admitted",
        "members",
        "Kết nạp mới ({lesser}) nhiều hơn số đoàn viên đến cuối đợt ({greater}).",
    ),
    RowRule(
        name="unions.ownership",
        columns=("ownership", "sector"),
        holds=lambda row: row["ownership"] not in _ELSEWHERE.get(str(row["sector"]), ()),
        message=lambda row: f"Loại hình “{row['ownership']}” thường thuộc khu vực khác. Hãy kiểm tra lại.",
        at="sector",
    ),
    at_most(
        "unions.dissolved",
        "founded_on",
        "dissolved_on",
        "Ngày giải thể, sáp nhập {greater} sớm hơn ngày thành lập {lesser}.",
        severity="error",
        at="dissolved_on",
    ),
    at_most(
        "unions.congress_order",
        "founded_on",
        "congress_on",
        "Ngày đại hội {greater} sớm hơn ngày thành lập CĐCS {lesser}.",
        at="congress_on",
    ),
    RowRule(
        name="unions.congress_due",
        columns=("congress_on", "due"),
        holds=lambda row: row["due"] is True,
        message=lambda row: "CĐCS đã đại hội nhưng cột “Thuộc diện đại hội” ghi Không. Hãy kiểm tra lại.",
        at="due",
    ),
)
