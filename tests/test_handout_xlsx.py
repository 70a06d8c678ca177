"""What a clerk receives: workbooks of .xlsx written from the schema."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook as Opened
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet as Tab

from campaign.handout.layout import GUIDE_TAB, Heading, printed_rows
from campaign.handout.tabs import LISTS_TAB
from campaign.handout.xlsx import (
    write_examples,
    write_province_template,
    write_unit_template,
    write_workbook,
)
from campaign.intake.reading.workbook import read_workbook
from campaign.intake.sources.folder import FolderSource
from sheets_schema.cell import CellError
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import (
    Choice,
    Column,
    Count,
    Date,
    FixedRow,
    Money,
    SchemaError,
    Text,
    Workbook,
    Worksheet,
    YesNo,
)

PLAN = load_plan()
UNIT = PLAN.unit("phu_cat")
PHASE = PLAN.phase(2)
LONG_LIST = {f"Bằng khen số {number} của Ban Chấp hành": () for number in range(1, 20)}

TITLE = Text(
    name="title", header="Tên công trình", description="Tên đầy đủ.", example="Sân chơi", required=True
)
SECTOR = Choice(
    name="sector",
    header="Khối",
    description="Khối của CĐCS.",
    example="HCSN",
    options={"SXKD": (), "HCSN": ()},
)
AWARD = Choice(
    name="award", header="Khen", description="Hình thức.", example=next(iter(LONG_LIST)), options=LONG_LIST
)
FINISHED = Date(
    name="finished",
    header="Ngày hoàn thành",
    description="Ngày.",
    example="15/7/2023",
    earliest=datetime.date(2023, 1, 1),
    latest=datetime.date(2023, 12, 31),
)
TOTAL = Money(name="total", header="Giá trị", description="Tổng giá trị.", example="15 triệu")
MEMBERS = Count(name="members", header="Đoàn viên", description="Số người.", example="12", counted="người")
PLAQUE = YesNo(name="plaque", header="Gắn biển", description="Có biển không.", example="Không")


def a_list(*columns: Column) -> Worksheet:
    return Worksheet(
        name="works",
        title="Công trình",
        description="Mỗi dòng một công trình.",
        columns=(TITLE, *columns),
        key=("title",),
    )


def a_form() -> Worksheet:
    line = Text(name="line", header="Chỉ tiêu", description="In sẵn.", example="", width=50)
    counted = Text(name="counted", header="Đơn vị tính", description="In sẵn.", example="")
    rows = (
        FixedRow(
            key=("valid",), labels=("Số hợp lệ",), printed={"counted": "sáng kiến"}, group="I. Sáng kiến"
        ),
        FixedRow(
            key=("benefit",), labels=("Giá trị làm lợi",), group="I. Sáng kiến", columns={"members": TOTAL}
        ),
        FixedRow(key=("open",), labels=("Đoàn viên đầu đợt",), group="II. Đoàn viên", closed=("members",)),
    )
    return Worksheet(
        name="summary",
        title="Tổng hợp",
        description="Số trong đợt.",
        columns=(line, counted, MEMBERS),
        key=("line",),
        fixed=rows,
    )


def written(path: Path, worksheet: Worksheet, *rows: dict[str, object]) -> Opened:
    workbook = Workbook(name="unit", title="Bảng tính", worksheets=(worksheet,))
    write_workbook(path / "x.xlsx", workbook, Heading(PLAN, UNIT, PHASE), {worksheet.name: rows})
    return load_workbook(path / "x.xlsx")


def validation(tab: Tab, cell: str) -> DataValidation | None:
    return next((each for each in tab.data_validations.dataValidation if cell in each.sqref), None)


def test_the_guide_is_the_first_tab_and_the_worksheets_follow_in_order(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, UNIT, PHASE)
    book = load_workbook(tmp_path / "x.xlsx")
    shown = [tab.title for tab in book.worksheets if tab.sheet_state == "visible"]
    assert shown == [GUIDE_TAB, *(worksheet.title for worksheet in unit_workbook(PLAN).worksheets)]


def test_the_title_line_names_the_worksheet_the_unit_and_the_phase(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list())["Công trình"]
    assert tab["A1"].value == "CÔNG TRÌNH · LĐLĐ huyện Phù Cát · Đợt 2"
    assert [cell.value for cell in tab[3]] == ["Tên công trình"]


def test_a_sample_says_in_every_title_line_that_its_figures_are_invented(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, UNIT, PHASE, sample=True)
    book = load_workbook(tmp_path / "x.xlsx")
    shown = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
    assert all(
        str(tab["A1"].value).endswith(" · LĐLĐ huyện Phù Cát · Đợt 2 · SỐ LIỆU MINH HỌA") for tab in shown
    )


def test_a_template_for_any_unit_leaves_a_place_to_type_its_name(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, None, None)
    title = load_workbook(tmp_path / "x.xlsx")["Công trình"]["A1"]
    assert str(title.value).endswith(" · Đơn vị: … · Đợt: …")
    assert not title.protection.locked


def test_the_properties_say_whose_workbook_it_is(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, UNIT, PHASE, sample=True)
    properties = load_workbook(tmp_path / "x.xlsx").custom_doc_props
    assert {each.name: each.value for each in properties.props} == {
        "kind": "unit",
        "plan": PLAN.id,
        "unit": "phu_cat",
        "phase": "2",
        "sample": "1",
    }


def test_a_province_template_is_labelled_as_one(tmp_path: Path) -> None:
    write_province_template(tmp_path / "x.xlsx", PLAN)
    properties = load_workbook(tmp_path / "x.xlsx").custom_doc_props
    assert {each.name: each.value for each in properties.props} == {"kind": "province", "plan": PLAN.id}


def test_a_choice_is_a_drop_down_that_warns_and_does_not_stop(tmp_path: Path) -> None:
    rule = validation(written(tmp_path, a_list(SECTOR))["Công trình"], "B4")
    assert rule is not None
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", '"SXKD,HCSN"', "warning")


def test_a_long_drop_down_lives_on_a_hidden_tab(tmp_path: Path) -> None:
    book = written(tmp_path, a_list(AWARD))
    rule = validation(book["Công trình"], "B1000")
    assert rule is not None
    assert rule.formula1 == "'Danh mục'!$A$1:$A$19"
    assert book[LISTS_TAB].sheet_state == "veryHidden"
    assert [row[0].value for row in book[LISTS_TAB]["A1:A19"]] == list(LONG_LIST)


def test_counts_and_dates_warn_outside_their_bounds(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list(MEMBERS, FINISHED))["Công trình"]
    count, date = validation(tab, "B4"), validation(tab, "C4")
    assert count is not None and date is not None
    assert (count.type, count.formula1, count.formula2, count.errorStyle) == (
        "whole",
        "0",
        "1000000000",
        "warning",
    )
    assert (date.type, date.formula1, date.formula2, date.errorStyle) == ("date", "44927", "45291", "warning")


def test_a_header_tells_in_a_note_what_belongs_below_it(tmp_path: Path) -> None:
    note = written(tmp_path, a_list(TOTAL))["Công trình"]["B3"].comment
    assert note is not None
    assert (
        note.text
        == "Tổng giá trị.\nCần: số tiền bằng đồng (có thể ghi “15 triệu”, “1,5 tỷ”).\nVí dụ: 15 triệu"
    )


def test_a_required_header_is_bold_and_an_optional_one_is_not(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list(TOTAL))["Công trình"]
    assert (tab["A3"].font.bold, tab["B3"].font.bold) == (True, False)


def test_headers_are_locked_and_the_cells_of_a_list_are_not(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list(), {"title": "Sân chơi"})["Công trình"]
    assert tab.protection.sheet
    assert (tab["A3"].protection.locked, tab["A4"].protection.locked) == (True, False)
    # openpyxl tells these as Excel stores them: 0 is «may be done».
    may = tab.protection
    assert (may.insertRows, may.deleteRows, may.sort) == (False, False, False)


def test_what_was_typed_keeps_its_kind(tmp_path: Path) -> None:
    day = datetime.date(2023, 7, 15)
    row = {"title": "=B5+B6", "members": 12, "finished": day, "total": "15 triệu", "plaque": True}
    tab = written(tmp_path, a_list(MEMBERS, FINISHED, TOTAL, PLAQUE), row)["Công trình"]
    assert [cell.value for cell in tab[4]] == [
        "=B5+B6",
        12,
        datetime.datetime(2023, 7, 15),
        "15 triệu",
        True,
    ]
    assert [cell.data_type for cell in tab[4]] == ["s", "n", "d", "s", "b"]
    assert [cell.number_format for cell in tab[4]] == ["@", "#,##0", "dd/mm/yyyy", "#,##0", "@"]


def test_a_failed_formula_stays_one(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list(MEMBERS), {"title": "Sân chơi", "members": CellError("#REF!")})[
        "Công trình"
    ]
    assert tab["B4"].value == "=#REF!"
    assert load_workbook(tmp_path / "x.xlsx", data_only=True)["Công trình"]["B4"].value == "#REF!"


def test_fixed_rows_stand_under_the_heading_of_their_group() -> None:
    assert [(row.row, row.key, row.heading) for row in printed_rows(a_form())] == [
        (4, (), "I. Sáng kiến"),
        (5, ("valid",), ""),
        (6, ("benefit",), ""),
        (7, (), "II. Đoàn viên"),
        (8, ("open",), ""),
    ]


def test_fixed_rows_are_printed_and_only_what_they_ask_is_open(tmp_path: Path) -> None:
    tab = written(tmp_path, a_form(), {"_key": ("valid",), "members": 228})["Tổng hợp"]
    assert [[cell.value for cell in row] for row in tab["A4:C8"]] == [
        ["I. Sáng kiến", None, None],
        ["Số hợp lệ", "sáng kiến", 228],
        ["Giá trị làm lợi", None, None],
        ["II. Đoàn viên", None, None],
        ["Đoàn viên đầu đợt", None, None],
    ]
    locked = {cell.coordinate: cell.protection.locked for row in tab["A4:C8"] for cell in row}
    assert [cell for cell, shut in locked.items() if not shut] == ["C5", "B6", "C6", "B8"]


def test_a_closed_cell_is_grey(tmp_path: Path) -> None:
    tab = written(tmp_path, a_form())["Tổng hợp"]
    assert (tab["C8"].fill.fgColor.rgb, tab["C5"].fill.fgColor.rgb) == ("FFE4E4E4", "FFFFFDF0")


def test_a_fixed_cell_is_validated_as_its_own_row_asks(tmp_path: Path) -> None:
    tab = written(tmp_path, a_form())["Tổng hợp"]
    count = validation(tab, "C5")
    assert count is not None and count.type == "whole"
    assert validation(tab, "C6") is None
    assert validation(tab, "C8") is None


def test_a_row_that_is_not_printed_cannot_be_filled(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="Trang «Tổng hợp»: không có dòng in sẵn mang khóa"):
        written(tmp_path, a_form(), {"_key": ("vallid",), "members": 1})


def test_headers_and_key_stay_in_sight_and_on_every_printed_page(tmp_path: Path) -> None:
    tab = written(tmp_path, a_list(TOTAL))["Công trình"]
    assert tab.freeze_panes == "B4"
    assert tab.print_title_rows == "$1:$3"
    assert (tab.page_setup.orientation, tab.page_setup.paperSize) == ("landscape", 9)
    assert tab.sheet_properties.pageSetUpPr is not None and tab.sheet_properties.pageSetUpPr.fitToPage
    assert tab.page_setup.fitToHeight == 0
    assert tab.oddHeader.left.text == PLAN.federation
    assert tab.oddFooter.right.text == "Trang &P/&N"


def test_a_wide_list_prints_on_several_pages_with_its_key_on_each(tmp_path: Path) -> None:
    notes = [
        replace(TITLE, name=f"note_{number}", header=f"Ghi chú {number}", width=60) for number in range(4)
    ]
    tab = written(tmp_path, a_list(*notes))["Công trình"]
    assert (tab.page_setup.fitToWidth, tab.print_title_cols) == (2, "$A:$A")


def test_equal_arguments_give_equal_bytes(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "1.xlsx", PLAN, UNIT, PHASE)
    write_unit_template(tmp_path / "2.xlsx", PLAN, UNIT, PHASE)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


KINDS: tuple[Literal["unit", "province"], ...] = ("unit", "province")


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_filled_with_its_own_examples_reads_back_without_a_finding(
    tmp_path: Path, kind: Literal["unit", "province"]
) -> None:
    write_examples(tmp_path / "x.xlsx", PLAN, kind)
    checked = read_workbook(FolderSource(tmp_path).read("x.xlsx"), PLAN)
    schema = unit_workbook(PLAN) if kind == "unit" else province_workbook(PLAN)
    assert (checked.kind, checked.findings) == (kind, ())
    assert checked.received == tuple(worksheet.name for worksheet in schema.worksheets)


def test_an_empty_template_reads_back_as_nothing_reported(tmp_path: Path) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, UNIT, PHASE)
    checked = read_workbook(FolderSource(tmp_path).read("x.xlsx"), PLAN)
    assert (checked.unit, checked.phase, checked.received, checked.findings) == ("phu_cat", 2, (), ())


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_fill_every_worksheet(tmp_path: Path, kind: Literal["unit", "province"]) -> None:
    write_examples(tmp_path / "x.xlsx", PLAN, kind)
    book = load_workbook(tmp_path / "x.xlsx")
    for tab in book.worksheets[1:]:
        if tab.sheet_state == "visible":
            assert any(cell.value not in (None, "") for row in tab.iter_rows(min_row=4) for cell in row), (
                tab.title
            )
