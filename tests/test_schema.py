"""The schema as data: every column, row and rule of both workbooks, for the plan of 2023."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sheets_schema.cell import Parsed, Refused, Value
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.text import fold
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    FixedRow,
    Printed,
    SchemaError,
    Text,
    Workbook,
    Worksheet,
)
from tests.small_plan import SMALL

PLAN = load_plan()
WORKBOOKS = (unit_workbook(PLAN), province_workbook(PLAN))
WORKSHEETS = tuple(worksheet for workbook in WORKBOOKS for worksheet in workbook.worksheets)


def cells(worksheets: Sequence[Worksheet] = WORKSHEETS) -> Iterator[tuple[str, Column]]:
    """Every way in which a cell of these worksheets reads, with its place."""
    for worksheet in worksheets:
        for column in worksheet.columns:
            yield f"{worksheet.name}.{column.name}", column
        for fixed in worksheet.fixed:
            for name, column in fixed.columns.items():
                yield f"{worksheet.name}.{'.'.join(fixed.key)}.{name}", column


def title(worksheet: Worksheet) -> str:
    return worksheet.name


def test_a_unit_workbook_has_seven_worksheets_and_a_province_workbook_seven() -> None:
    assert [[worksheet.title for worksheet in workbook.worksheets] for workbook in WORKBOOKS] == [
        ["Báo cáo", "Tổng hợp", "CĐCS", "Sáng kiến tiêu biểu", "Công trình", "Phong trào", "Khen thưởng"],
        ["Đơn vị", "Bảng tính", "Chỉ tiêu giao", "Duyệt", "Xác minh", "Đôn đốc", "Cam kết"],
    ]


def test_a_plan_has_one_description_of_each_workbook() -> None:
    assert unit_workbook(PLAN) is unit_workbook(PLAN)
    assert province_workbook(PLAN) is province_workbook(PLAN)


def test_every_example_reads_back_without_a_warning() -> None:
    unclear = {
        place: outcome
        for place, column in cells()
        if not isinstance(outcome := column.parse(column.example), Parsed) or outcome.warning
    }
    assert unclear == {}


def test_another_plan_needs_no_other_code(tmp_path: Path) -> None:
    path = tmp_path / "nam_sau.toml"
    path.write_text(SMALL, encoding="utf-8")
    plan = load_plan(path)
    worksheets = (*unit_workbook(plan).worksheets, *province_workbook(plan).worksheets)
    unclear = {
        place: outcome
        for place, column in cells(worksheets)
        if not isinstance(outcome := column.parse(column.example), Parsed) or outcome.warning
    }
    assert unclear == {}
    assert [fixed.key for fixed in unit_workbook(plan).worksheet("movements").fixed] == [
        ("khac", "production")
    ]


def test_every_column_is_described_for_the_clerk() -> None:
    silent = [
        place
        for place, column in cells()
        if not column.header or not column.description.endswith(".") or not column.expects
    ]
    assert silent == []


@pytest.mark.parametrize("worksheet", WORKSHEETS, ids=title)
def test_no_two_columns_of_a_worksheet_share_a_spelling(worksheet: Worksheet) -> None:
    owners: dict[str, set[str]] = {}
    for column in worksheet.columns:
        for spelling in (column.header, *column.aliases):
            owners.setdefault(fold(spelling), set()).add(column.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("workbook", WORKBOOKS, ids=lambda workbook: workbook.name)
def test_no_two_worksheets_of_a_workbook_share_a_title(workbook: Workbook) -> None:
    owners: dict[str, set[str]] = {}
    for worksheet in workbook.worksheets:
        for spelling in (worksheet.title, *worksheet.aliases):
            owners.setdefault(fold(spelling), set()).add(worksheet.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


def test_no_spelling_of_a_choice_means_two_options() -> None:
    doubtful: dict[str, dict[str, set[str]]] = {}
    for place, column in cells():
        if isinstance(column, Choice):
            owners: dict[str, set[str]] = {}
            for label, aliases in column.options.items():
                for spelling in (label, *aliases):
                    owners.setdefault(fold(spelling), set()).add(label)
            if shared := {spelling: labels for spelling, labels in owners.items() if len(labels) > 1}:
                doubtful[place] = shared
    assert doubtful == {}


def test_every_code_of_a_choice_belongs_to_an_option() -> None:
    stray = {
        place: column.codes.keys() - column.options.keys()
        for place, column in cells()
        if isinstance(column, Choice) and column.codes.keys() - column.options.keys()
    }
    assert stray == {}


def test_each_line_of_the_plan_is_printed_once_under_its_group() -> None:
    printed = Counter((fixed.key, fixed.group) for fixed in unit_workbook(PLAN).worksheet("summary").fixed)
    assert printed == Counter({((line.id,), line.group): 1 for line in PLAN.lines})


def test_each_line_asks_only_for_its_sectors() -> None:
    summary = unit_workbook(PLAN).worksheet("summary")
    rows = {fixed.key[0]: fixed for fixed in summary.fixed}
    assert rows["members_admitted_private"].closed == ("public",)
    assert rows["staff_conferences"].closed == ("production",)
    assert rows["members_admitted"].closed == ()
    asked = summary.cell_column(rows["initiatives_benefit"], "production")
    assert asked.parse("1,25 tỷ") == Parsed(1_250_000_000, note=asked.parse("1,25 tỷ").note)  # type: ignore[union-attr]


def test_each_movement_is_printed_in_each_of_its_sectors() -> None:
    printed = Counter(fixed.key for fixed in unit_workbook(PLAN).worksheet("movements").fixed)
    wanted = Counter((movement.id, sector) for movement in PLAN.movements for sector in movement.sectors)
    assert printed == wanted


def test_savings_are_asked_only_of_movements_that_save() -> None:
    rows = unit_workbook(PLAN).worksheet("movements").fixed
    assert {fixed.key[0] for fixed in rows if "benefit" not in fixed.closed} == {
        "ldg_ldst",
        "nsch_clth",
        "tiet_kiem",
    }
    assert {fixed.key[0] for fixed in rows if "other_name" not in fixed.closed} == {"khac"}


def test_a_row_of_the_report_reads_its_content_as_it_is_asked() -> None:
    report = unit_workbook(PLAN).worksheet("report")
    rows = {fixed.key[0]: fixed for fixed in report.fixed}

    def content(row: str, typed: str) -> Value | str:
        outcome = report.cell_column(rows[row], "content").parse(typed)
        return outcome.value if isinstance(outcome, Parsed) else getattr(outcome, "message", "")

    assert content("delegates_called", "180 người") == 180
    assert content("elected_first_round", "x") is True
    assert content("self_grade", "hoàn thành tốt") == "Hoàn thành tốt"
    assert content("weaknesses", "Không") == "Nội dung quá ngắn (5 ký tự); cần ít nhất 10."
    assert rows["report_sent"].closed == ("content",)


@pytest.mark.parametrize(
    ("typed", "value", "warned"),
    [
        ("SXKD", "production", False),
        ("Khối HCSN", "public", False),
        ("hành chính, sự nghiệp", "public", False),
        ("Trường học", "public", True),
        ("hanh chinh su nghiep", "public", True),
    ],
)
def test_a_sector_is_read_as_its_code(typed: str, value: str, warned: bool) -> None:
    outcome = unit_workbook(PLAN).worksheet("works").column("sector").parse(typed)
    assert isinstance(outcome, Parsed)
    assert (outcome.value, bool(outcome.warning)) == (value, warned)


def test_two_sectors_in_one_cell_are_refused() -> None:
    sector = unit_workbook(PLAN).worksheet("works").column("sector")
    assert sector.parse("SXKD, HCSN") == Refused("Hãy tách thành hai dòng, mỗi khối một dòng.")


@pytest.mark.parametrize(
    "typed", ["Bằng khen BCH Tổng Liên đoàn", "BK TLĐ", "Bằng khen Tổng LĐ", "BK của BCH TLĐ"]
)
def test_an_award_is_known_by_its_usual_abbreviations(typed: str) -> None:
    outcome = unit_workbook(PLAN).worksheet("rewards").column("award").parse(typed)
    assert isinstance(outcome, Parsed)
    assert (outcome.value, outcome.warning) == ("Bằng khen BCH Tổng Liên đoàn", "")


@pytest.mark.parametrize("typed", ["Đợt 2", "2", "II", "đợt II", "Đợt thứ 2"])
def test_a_phase_is_read_as_its_number(typed: str) -> None:
    outcome = province_workbook(PLAN).worksheet("reviews").column("phase").parse(typed)
    assert isinstance(outcome, Parsed)
    assert outcome.value == "2"


@pytest.mark.parametrize("typed", [PLAN.lead.title, "Sáng kiến", "initiatives"])
def test_an_indicator_is_read_as_its_id(typed: str) -> None:
    outcome = province_workbook(PLAN).worksheet("targets").column("indicator").parse(typed)
    assert isinstance(outcome, Parsed)
    assert outcome.value == "initiatives"


def test_a_target_of_zero_is_refused_since_a_blank_means_not_assigned() -> None:
    value = province_workbook(PLAN).worksheet("targets").column("value")
    assert value.parse("0") == Refused("Ô ghi 0; cần ít nhất 1.")


def test_personal_columns_are_marked() -> None:
    marked = {
        f"{worksheet.name}.{column.name}"
        for worksheet in WORKSHEETS
        for column in worksheet.columns
        if column.personal
    }
    assert marked == {
        "unions.chair",
        "initiatives.authors",
        "rewards.recipient",
        "units.contact_name",
        "units.contact_title",
        "units.contact_email",
        "units.contact_phone",
        "commitments.who",
        "reminders.sent_by",
        "verifications.checked_by",
    }


def test_a_count_describes_itself_in_the_words_of_table_schema() -> None:
    admitted = unit_workbook(PLAN).worksheet("unions").column("admitted")
    assert admitted.to_table_schema() == {
        "name": "admitted",
        "title": "Kết nạp mới trong đợt",
        "description": "Số đoàn viên được kết nạp mới trong đợt, không tính chuyển đến.",
        "example": 62,
        "type": "integer",
        "constraints": {"minimum": 0},
    }


def test_a_printed_label_reads_as_its_code_and_is_not_typed() -> None:
    line = unit_workbook(PLAN).worksheet("summary").column("line")
    assert isinstance(line, Printed)
    assert line.parse("Sáng kiến hợp lệ trong đợt") == Parsed("initiatives_valid")
    assert (line.input_rule.kind, line.expects) == ("none", "chữ in sẵn trong mẫu, không sửa")


def test_a_key_without_its_column_is_a_mistake_of_the_schema() -> None:
    with pytest.raises(SchemaError, match="không có cột `name`; các cột: title"):
        Worksheet(
            name="x", title="X", description="X.", key=("name",),
            columns=(Text(name="title", header="Tên", description="Tên.", example="A"),),
        )  # fmt: skip


def test_a_row_of_its_own_reads_where_it_differs_from_the_column() -> None:
    usual = Count(name="value", header="Số", description="Số.", example="1", counted="người")
    own = Count(name="value", header="Số", description="Số.", example="1", counted="vụ")
    row = FixedRow(key=("disputes",), labels=("Tranh chấp",), columns={"value": own})
    worksheet = Worksheet(
        name="x", title="X", description="X.", key=("line",), fixed=(row,),
        columns=(Text(name="line", header="Dòng", description="Dòng.", example="A"), usual),
    )  # fmt: skip
    assert worksheet.cell_column(row, "value") is own
    assert worksheet.cell_column(row, "line").name == "line"
