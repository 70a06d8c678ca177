"""«Sáng kiến tiêu biểu»: the outstanding initiatives, not all that were entered on the portal."""

from sheets_schema.in_every_workbook import row_number
from sheets_schema.plan import Indicator, Plan
from sheets_schema.unit_workbook.columns import example_day, note, shown, union_name
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Date,
    Money,
    Reference,
    RequiredIf,
    RowRule,
    Text,
    Worksheet,
    YesNo,
)

_NO_PROPOSAL = "Không đề nghị"


def worksheet(plan: Plan) -> Worksheet:
    """Describe the worksheet: one row per outstanding initiative."""
    return Worksheet(
        name="initiatives",
        title="Sáng kiến tiêu biểu",
        description="Chỉ ghi sáng kiến tiêu biểu, mỗi sáng kiến một dòng; tổng số ghi ở trang «Tổng hợp».",
        columns=(
            row_number(),
            *_AUTHORSHIP,
            *_KINDS,
            *_recognition(plan),
            *_PORTAL,
            _award(plan),
            note(),
        ),
        key=("title", "authors"),
        aliases=("Sáng kiến", "Danh sách sáng kiến"),
        duplicates="warning",
        rules=(
            RowRule(
                name="initiatives.group",
                columns=("authors", "is_group"),
                holds=lambda row: (
                    not isinstance(row["authors"], tuple)
                    or len(row["authors"]) == 1
                    or row["is_group"] is True
                ),
                message=lambda row: "Có nhiều tác giả nhưng cột “Là tập thể” ghi Không. Hãy kiểm tra lại.",
                at="is_group",
            ),
        ),
        required_if=(
            RequiredIf(
                column="recognition_doc",
                when=lambda row: row.get("recognised_level") is not None,
                because="khi đã ghi cấp công nhận",
            ),
        ),
        references=(Reference(column="union", worksheet="unions", target="name"),),
    )


_AUTHORSHIP: tuple[Column, ...] = (
    Text(
        name="title",
        header="Tên sáng kiến",
        description="Tên đầy đủ, mỗi dòng một sáng kiến.",
        example="Cải tiến đồ gá hàn khung ghế gỗ",
        aliases=("Tên giải pháp", "Sáng kiến"),
        required=True,
        shortest=10,
        longest=300,
        width=44,
    ),
    Text(
        name="authors",
        header="Tác giả, nhóm tác giả",
        description="Họ tên; nhiều người cách nhau bằng dấu chấm phẩy.",
        example="Trần Văn Bình; Lê Thị Hoa",
        aliases=("Tác giả", "Tác giả / nhóm tác giả", "Họ tên tác giả"),
        required=True,
        personal=True,
        people=True,
        longest=300,
    ),
    YesNo(
        name="is_group",
        header="Là tập thể",
        description="Có khi từ hai tác giả trở lên.",
        example="Có",
        aliases=("Tập thể",),
    ),
    union_name(),
    Choice(
        name="author_group",
        header="Đối tượng tác giả",
        description="Nhóm của tác giả chính.",
        example="Công nhân/NLĐ trực tiếp",
        aliases=("Nhóm tác giả là", "Đối tượng"),
        required=True,
        options={
            "Công nhân/NLĐ trực tiếp": ("Công nhân", "NLĐ trực tiếp", "Công nhân trực tiếp"),
            "Viên chức/NLĐ đơn vị SN": ("Viên chức", "Viên chức, NLĐ đơn vị sự nghiệp", "Giáo viên"),
            "Công chức": ("Cán bộ, công chức",),
            "Cán bộ công đoàn": ("CBCĐ", "Cán bộ CĐ"),
            "Quản lý": ("Cán bộ quản lý", "Lãnh đạo"),
        },
    ),
)


_KINDS: tuple[Column, ...] = (
    Choice(
        name="solution_type",
        header="Loại giải pháp",
        description="Theo phân loại của Chương trình 01 triệu sáng kiến.",
        example="Kỹ thuật",
        aliases=("Loại sáng kiến",),
        required=True,
        options={
            "Kỹ thuật": ("Giải pháp kỹ thuật",),
            "Quản lý": ("Giải pháp quản lý",),
            "Tác nghiệp": ("Giải pháp tác nghiệp",),
            "Ứng dụng tiến bộ kỹ thuật": ("Ứng dụng TBKT", "Ứng dụng tiến bộ kỹ thuật, công nghệ"),
            "Đề tài NCKH": ("Đề tài nghiên cứu khoa học", "NCKH"),
        },
    ),
    Choice(
        name="field",
        header="Lĩnh vực",
        description="Lĩnh vực áp dụng chính.",
        example="Sản xuất-kinh doanh",
        aliases=("Lĩnh vực áp dụng",),
        required=True,
        options={
            "Sản xuất-kinh doanh": ("SXKD", "Sản xuất, kinh doanh", "Sản xuất"),
            "ATVSLĐ-môi trường": ("ATVSLĐ", "An toàn vệ sinh lao động", "Môi trường"),
            "CCHC-quản lý": ("CCHC", "Cải cách hành chính", "Quản lý nhà nước"),
            "Giáo dục": ("Giáo dục và đào tạo", "Dạy học"),
            "Y tế": ("Khám chữa bệnh",),
            "Hoạt động công đoàn": ("Công đoàn",),
            "Khác": (),
        },
    ),
)


_RECOGNISED_LEVEL = Choice(
    name="recognised_level",
    header="Cấp công nhận",
    description="Cấp của hội đồng sáng kiến đã công nhận.",
    example="Cơ sở",
    aliases=("Cấp công nhận sáng kiến",),
    required=True,
    options={
        "Cơ sở": ("Cấp cơ sở", "Đơn vị"),
        "Huyện/ngành": ("Cấp huyện", "Cấp ngành", "Huyện", "Ngành", "Huyện, ngành"),
        "Tỉnh": ("Cấp tỉnh",),
        "Bộ/TLĐ": ("Bộ", "TLĐ", "Cấp bộ", "Bộ, TLĐ"),
    },
)

_BENEFIT = Money(
    name="benefit",
    header="Giá trị làm lợi",
    description="Số tiền làm lợi một năm; không tính được bằng tiền thì để trống.",
    example="96.000.000",
    aliases=("Giá trị làm lợi (đồng/năm)", "Giá trị làm lợi (đồng)", "Làm lợi", "Số tiền làm lợi"),
)


def _window(programme: Indicator) -> str:
    if programme.counted_from is None or programme.counted_until is None:
        return "Ngày bắt đầu áp dụng sáng kiến."
    first, last = write_date(programme.counted_from), write_date(programme.counted_until)
    return f"Chương trình chỉ nhận sáng kiến áp dụng từ {first} đến {last}."


def _recognition(plan: Plan) -> tuple[Column, ...]:
    return (
        _RECOGNISED_LEVEL,
        Text(
            name="recognition_doc",
            header="Số, ngày quyết định công nhận",
            description="Số, ký hiệu và ngày quyết định.",
            example="45/QĐ-CT, ngày 10/7",
            aliases=("Quyết định công nhận", "Số, ngày QĐ công nhận", "Số QĐ công nhận"),
            keeps_numbers=True,
            longest=200,
            width=24,
        ),
        Date(
            name="applied_on",
            header="Ngày áp dụng lần đầu",
            description=_window(plan.lead),
            example=shown(min(example_day(plan, 14), plan.lead.deadline)),
            aliases=("Ngày áp dụng", "Áp dụng từ ngày"),
            required=True,
            year=plan.year,
            earliest=plan.lead.counted_from,
            latest=plan.lead.counted_until or plan.last_day,
        ),
        _BENEFIT,
    )


_PORTAL: tuple[Column, ...] = (
    Text(
        name="portal_ref",
        header="Mã, đường dẫn trên Cổng",
        description="Mã hoặc đường dẫn của sáng kiến trên Cổng của Tổng LĐLĐ.",
        example="SK-004512",
        aliases=("Mã trên Cổng", "Mã/đường dẫn trên Cổng", "Đường dẫn"),
        keeps_numbers=True,
        longest=300,
        width=22,
    ),
    Choice(
        name="portal_status",
        header="Trạng thái trên Cổng",
        description="Kết quả xét trên Cổng đến ngày nhập.",
        example="Hợp lệ",
        aliases=("Trạng thái", "Kết quả xét"),
        required=True,
        options={
            "Hợp lệ": ("Đã duyệt", "Đạt"),
            "Đang xem xét": ("Chờ duyệt", "Đang xét"),
            "Không hợp lệ": ("Không đạt", "Bị từ chối"),
            "Chưa nộp": ("Chưa gửi",),
        },
    ),
)


def _award(plan: Plan) -> Choice:
    return Choice(
        name="proposed_award",
        header="Đề nghị khen",
        description="Hình thức khen đề nghị cho tác giả, nếu có.",
        example=_example_award(plan),
        aliases=("Đề nghị khen thưởng", "Hình thức đề nghị khen"),
        options={**plan.awards, _NO_PROPOSAL: ("Không",)},
        width=30,
    )


def _example_award(plan: Plan) -> str:
    """«Bằng Lao động sáng tạo» where the plan has it: the award that initiatives are proposed for."""
    return next((award for award in plan.awards if "sáng tạo" in award), _NO_PROPOSAL)
