"""The rules between cells of one row: a sound row of each worksheet, then one wrong cell at a time."""

from datetime import date

import pytest

from sheets_schema.cell import Month, Value
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Row, at_most

WORKSHEETS = (*unit_workbook(load_plan()).worksheets, *province_workbook(load_plan()).worksheets)
Cells = dict[str, Value | None]

SOUND: dict[str, Cells] = {
    "unions": {
        "sector": "production", "ownership": "DN FDI", "founded_on": date(2023, 6, 12),
        "decision_no": "25",
        "workers": 120, "members": 62, "members_female": 40, "admitted": 62, "due": True,
        "congress_on": date(2023, 8, 20), "congress_form": "Đại hội toàn thể", "dissolved_on": None,
    },
    "initiatives": {
        "authors": ("Trần Văn Bình",), "is_group": False, "recognised_level": "Cơ sở",
        "recognition_doc": "45/QĐ-CT",
    },
    "works": {
        "owner_level": "CĐCS", "owner": "CĐCS A", "registered_on": date(2023, 6, 1),
        "started_on": Month(2023, 8), "completed_on": Month(2023, 8), "status": "Hoàn thành",
        "total": 5_000_000,
        "benefit": 1_000_000, "plaque": True, "plaque_doc": "7/QĐ-LĐLĐ",
    },
    "movements": {"movement": "ldg_ldst", "unions_joined": 3, "people_joined": 80, "other_name": None},
    "rewards": {
        "record": "Khen thưởng", "award": "Bằng khen BCH LĐLĐ tỉnh", "granted_by": "LĐLĐ tỉnh",
        "basis": "Đột xuất",
        "recipient_kind": "Cá nhân", "recipient": "Trần Văn Bình", "recipient_group": "Quản lý",
        "quantity": 1,
        "achieved_on": date(2023, 6, 20), "decided_on": date(2023, 6, 20), "decision_doc": "9/QĐ",
        "status": "Đã quyết định", "prize": 1_000_000, "prize_employer": 1_000_000,
    },
    "units": {
        "unions_total": 5, "unions_production": 2, "unions_public": 3, "members_total": 100,
        "members_female": 60,
        "workers_total": 120,
    },
    "reviews": {"state": "Đã duyệt", "comment": None},
    "verifications": {"reported": 118, "verified": 113, "verdict": "Lệch"},
    "reminders": {"sent_on": date(2023, 6, 12), "answered_on": date(2023, 6, 13)},
    "commitments": {
        "made_on": date(2023, 7, 14), "due_on": date(2023, 8, 25),
        "done_on": date(2023, 8, 20),
    },
}  # fmt: skip


def judged(worksheet: str, **changed: Value | None) -> list[tuple[str, str]]:
    """What the rules and conditions of a worksheet say about a sound row with some cells changed."""
    described = next(each for each in WORKSHEETS if each.name == worksheet)
    row: Row = {
        **dict.fromkeys((column.name for column in described.columns), None),
        **SOUND[worksheet],
        **changed,
    }
    broken = [
        (rule.name, rule.message(row))
        for rule in described.rules
        if all(row[name] is not None for name in rule.columns) and not rule.holds(row)
    ]
    missing = [
        (rule.column, rule.because)
        for rule in described.required_if
        if row[rule.column] is None and rule.when(row)
    ]
    return broken + missing


@pytest.mark.parametrize("worksheet", SOUND)
def test_a_sound_row_breaks_no_rule(worksheet: str) -> None:
    assert judged(worksheet) == []


@pytest.mark.parametrize(
    ("worksheet", "changed", "said"),
    [
        ("unions", {"members_female": 63}, (
            "unions.female", "Đoàn viên nữ (63) nhiều hơn tổng số đoàn viên (62).")),
        ("unions", {"workers": 50}, (
            "unions.workers",
            "Số đoàn viên (62) nhiều hơn số lao động (50). Hai ô có đổi chỗ cho nhau không?")),
        ("unions", {"members": 4, "members_female": 2, "admitted": 4}, (
            "unions.least_members", "CĐCS có 4 đoàn viên; Điều lệ yêu cầu ít nhất 5.")),
        ("unions", {"admitted": 70}, (
            "unions.admitted", "Kết nạp mới (70) nhiều hơn số đoàn viên đến cuối đợt (62).")),
        ("unions", {"sector": "public"}, (
            "unions.ownership", "Loại hình “DN FDI” thường thuộc khu vực khác. Hãy kiểm tra lại.")),
        ("unions", {"dissolved_on": date(2023, 6, 1)}, (
            "unions.dissolved", "Ngày giải thể, sáp nhập 1/6/2023 sớm hơn ngày thành lập 12/6/2023.")),
        ("unions", {"congress_on": date(2023, 6, 1)}, (
            "unions.congress_order", "Ngày đại hội 1/6/2023 sớm hơn ngày thành lập CĐCS 12/6/2023.")),
        ("unions", {"due": False}, (
            "unions.congress_due",
            "CĐCS đã đại hội nhưng cột “Thuộc diện đại hội” ghi Không. Hãy kiểm tra lại.")),
        ("unions", {"decision_no": None}, ("decision_no", "khi CĐCS thành lập trong năm 2023")),
        ("unions", {"congress_form": None}, ("congress_form", "khi đã ghi ngày đại hội")),
        ("initiatives", {"authors": ("Trần Văn Bình", "Lê Thị Hoa")}, (
            "initiatives.group", "Có nhiều tác giả nhưng cột “Là tập thể” ghi Không. Hãy kiểm tra lại.")),
        ("initiatives", {"recognition_doc": None}, ("recognition_doc", "khi đã ghi cấp công nhận")),
        ("works", {"started_on": Month(2023, 9)}, (
            "works.order", "Ngày bắt đầu 9/2023 muộn hơn ngày hoàn thành 8/2023.")),
        ("works", {"registered_on": date(2023, 9, 1)}, (
            "works.registered",
            "Ngày đăng ký 1/9/2023 muộn hơn ngày hoàn thành 8/2023. Hãy kiểm tra lại hai ngày.")),
        ("works", {"benefit": 6_000_000}, (
            "works.benefit",
            "Giá trị làm lợi (6 triệu đồng) lớn hơn tổng giá trị (5 triệu đồng). Hãy kiểm tra lại.")),
        ("works", {"total": 7_200, "benefit": None}, (
            "works.total", "Tổng giá trị dưới 1.000.000 đồng; có phải đã ghi theo triệu đồng?")),
        ("works", {"owner_level": "Cấp trên TTCS"}, (
            "works.owner", "Cấp thực hiện là Cấp trên TTCS nhưng lại ghi CĐCS “CĐCS A”. Hãy kiểm tra lại.")),
        ("works", {"status": "Đang thực hiện"}, (
            "works.status",
            "Đã ghi ngày hoàn thành nhưng tình trạng là “Đang thực hiện”; việc này chưa được tính.")),
        ("works", {"owner": None}, ("owner", "khi cấp thực hiện là CĐCS")),
        ("works", {"completed_on": None}, ("completed_on", "khi tình trạng là Hoàn thành")),
        ("works", {"plaque_doc": None}, ("plaque_doc", "khi công trình được gắn biển")),
        ("movements", {"movement": "khac"}, ("other_name", "khi có phong trào khác")),
        ("movements", {"unions_joined": None}, ("unions_joined", "khi đã ghi kết quả của phong trào")),
        ("rewards", {"granted_by": "Cấp trên TTCS"}, (
            "X11.level",
            "“Bằng khen BCH LĐLĐ tỉnh” thường do LĐLĐ tỉnh quyết định, ô ghi Cấp trên TTCS. "
            "Hãy kiểm tra lại.")),
        ("rewards", {"decided_on": date(2023, 6, 19)}, (
            "X11.order", "Ngày quyết định 19/6/2023 sớm hơn ngày đạt thành tích 20/6/2023.")),
        ("rewards", {"prize_employer": 2_000_000}, (
            "rewards.employer", "Phần NSDLĐ hỗ trợ (2 triệu đồng) lớn hơn tiền thưởng (1 triệu đồng).")),
        ("rewards", {"quantity": 12}, (
            "rewards.one_person", "Dòng ghi tên 1 người nhưng số lượng là 12. Hãy kiểm tra lại.")),
        ("rewards", {"recipient_group": None}, ("recipient_group", "khi khen cá nhân")),
        ("rewards", {"decision_doc": None}, ("decision_doc", "khi trạng thái là Đã quyết định")),
        ("rewards", {"recipient": None, "quantity": None}, ("recipient", "khi không ghi số lượng")),
        ("units", {"unions_total": 6}, ("units.unions", "Tổng số CĐCS ghi 6; cộng hai khu vực được 5.")),
        ("reviews", {"state": "Trả lại"}, ("comment", "khi trạng thái là Trả lại")),
        ("verifications", {"verdict": "Khớp"}, (
            "verifications.verdict", "Số báo cáo 118, số xác minh 113 nhưng kết luận là “Khớp”.")),
        ("reminders", {"answered_on": date(2023, 6, 11)}, (
            "reminders.order", "Ngày trả lời 11/6/2023 sớm hơn ngày gửi 12/6/2023.")),
        ("commitments", {"due_on": date(2023, 7, 1)}, (
            "commitments.due", "Hạn 1/7/2023 sớm hơn ngày cam kết 14/7/2023.")),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else None,
)  # fmt: skip
def test_one_wrong_cell_breaks_one_rule(worksheet: str, changed: Cells, said: tuple[str, str]) -> None:
    assert judged(worksheet, **changed) == [said]


def test_a_model_example_needs_consent_and_no_award() -> None:
    bare = {
        "award": None,
        "granted_by": None,
        "basis": None,
        "status": None,
        "decided_on": None,
        "quantity": None,
    }
    assert judged("rewards", record="Điển hình", **bare) == [
        ("union", "khi nội dung là Điển hình"),
        ("model_type", "khi nội dung là Điển hình"),
        ("found_on", "khi nội dung là Điển hình"),
        ("consent", "khi nội dung là Điển hình"),
    ]


def test_a_month_is_after_a_day_only_when_all_of_it_is() -> None:
    rule = at_most("order", "first", "second", "{lesser} sau {greater}")
    assert rule.holds({"first": Month(2023, 8), "second": date(2023, 8, 1)})
    assert rule.holds({"first": date(2023, 8, 31), "second": Month(2023, 8)})
    assert not rule.holds({"first": Month(2023, 9), "second": date(2023, 8, 31)})
    assert rule.message({"first": Month(2023, 9), "second": date(2023, 8, 31)}) == "9/2023 sau 31/8/2023"
