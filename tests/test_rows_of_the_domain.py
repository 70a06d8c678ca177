"""What clerks put in and around a table: one test for each numbered row of the domain's list."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from campaign.intake.reading.workbook import read_workbook
from campaign.intake.validation import check_together
from campaign.records import CheckedWorkbook, Finding
from sheets_schema.cell import Cell, CellError
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.names import person_key, write_person
from tests.filled import PLAN, province_grid, unit_grid

TITLES = {worksheet.name: worksheet.title for worksheet in unit_workbook(PLAN).worksheets}


def union(name: str = "CĐCS Trường Tiểu học Cát Hanh", **cells: Cell) -> dict[str, Any]:
    return {"name": name, "sector": "HCSN", "members": 30, "due": "Có", "pact": "Có", **cells}


def work(title: str = "Nhà hiệu bộ và phòng học", **cells: Cell) -> dict[str, Any]:
    named = {"title": title, "owner_level": "Cấp trên TTCS", "sector": "HCSN", "work_type": "Công trình"}
    return {**named, "registered_on": "5/4/2023", "status": "Đang thực hiện"} | cells


def initiative(title: str, authors: str, **cells: Cell) -> dict[str, Any]:
    kinds = {"author_group": "Công chức", "solution_type": "Quản lý", "field": "Giáo dục"}
    standing = {"recognised_level": "Cơ sở", "recognition_doc": "45/QĐ-CT", "portal_status": "Hợp lệ"}
    return {"title": title, "authors": authors, **kinds, **standing, "applied_on": "15/6/2023"} | cells


def read(phase: str = "Đợt 2", **rows: Any) -> CheckedWorkbook:
    return read_workbook(unit_grid(phase=phase, **rows), PLAN)


def found(checked: CheckedWorkbook, name: str) -> list[tuple[str, str, str, str]]:
    """Return cell, rule, severity and message of what is found at the cells of a worksheet."""
    here = [each for each in checked.findings if each.worksheet == TITLES[name] and each.cell]
    return [(each.cell, each.rule, each.severity, each.message) for each in here]


def at(checked: CheckedWorkbook, name: str, column: str, row: int) -> str:
    return f"{checked.tables[name].cells[column]}{row}"


def changed(name: str, change: Any, phase: str = "Đợt 2", **rows: Any) -> CheckedWorkbook:
    """Read a unit's workbook in which the cells of one tab were changed."""
    raw = unit_grid(phase=phase, **rows)
    sheets = tuple(
        replace(sheet, cells=tuple(map(tuple, change([list(row) for row in sheet.cells]))))
        if sheet.title == TITLES[name]
        else sheet
        for sheet in raw.sheets
    )
    return read_workbook(replace(raw, sheets=sheets), PLAN)


def below(*extra: list[Cell]) -> Any:
    return lambda rows: [*rows, *extra]


def test_88_an_event_of_another_phase_is_kept_and_asked_about() -> None:
    done = {"status": "Hoàn thành", "completed_on": "12/6/2023", "total": "15 triệu", "benefit": "1 triệu"}
    checked = read("Đợt 1", works=[work(**done)])
    assert found(checked, "works") == [
        (
            at(checked, "works", "completed_on", 4),
            "X12",
            "warning",
            "12/6/2023 thuộc Đợt 2, bảng này là Đợt 1. Hãy kiểm tra lại ngày hoặc chuyển sang bảng đúng đợt.",
        )
    ]
    assert checked.tables["works"].values["completed_on"] == (datetime.date(2023, 6, 12),)


def test_106_a_unit_written_once_holds_for_the_rows_right_under_it_and_no_further() -> None:
    rows = [
        {"unit": "Phù Cát", "phase": "Đợt 1", "link": "https://docs.google.com/a"},
        {"phase": "Đợt 2", "link": "https://docs.google.com/b"},
        {"phase": "Đợt 3", "link": "https://docs.google.com/c"},
        {},
        {"phase": "Đợt 1", "link": "https://docs.google.com/d"},
    ]
    checked = read_workbook(province_grid(workbooks=rows), PLAN)
    table = checked.tables["workbooks"]
    assert (table.rows, table.values["unit"]) == ((4, 5, 6), ("phu_cat",) * 3)
    assert [(each.cell, each.rule, each.severity, each.message) for each in checked.findings] == [
        ("B5", "cell.written_once", "warning", "Đã hiểu dòng này thuộc Phù Cát, như dòng trên."),
        ("B6", "cell.written_once", "warning", "Đã hiểu dòng này thuộc Phù Cát, như dòng trên."),
        ("B8", "cell.required", "missing", "Chưa ghi “Đơn vị”. Cần tên đơn vị báo cáo."),
    ]


def test_121_two_placements_of_a_tone_are_one_title() -> None:
    checked = read(works=[work("Hòa giải ở cơ sở"), work("Hoà giải ở cơ sở", note="ghi lại")])
    assert [each[:3] for each in found(checked, "works")] == [("B5", "row.key", "warning")]


def test_122_two_placements_of_a_tone_are_one_person_shown_as_typed() -> None:
    assert person_key("Nguyễn Thị Bích Thủy") == person_key("Nguyễn Thị Bích Thuỷ")
    checked = read(initiatives=[initiative("Cải tiến cách dạy Sử", "Nguyễn Thị Bích Thuỷ")])
    assert checked.tables["initiatives"].values["authors"] == (("Nguyễn Thị Bích Thuỷ",),)


def test_124_a_name_in_capitals_is_written_as_a_name() -> None:
    assert [write_person(name) for name in ("NGUYỄN VĂN A", "nguyễn văn a")] == ["Nguyễn Văn A"] * 2


@pytest.mark.parametrize("typed", ["Nguyễn Văn A và 3 đ/c", "Tổ cơ điện"])
def test_125_a_collective_among_people_is_taken_with_a_warning(typed: str) -> None:
    checked = read(initiatives=[initiative("Cải tiến cách dạy Sử", typed)])
    assert found(checked, "initiatives") == [
        (at(checked, "initiatives", "authors", 4), "cell.text", "warning", "Đã hiểu là tập thể.")
    ]


@pytest.mark.parametrize("typed", ["Ông Nguyễn Văn A", "Đ/c Nguyễn Văn A", "ThS. Nguyễn Văn A"])
def test_126_a_title_is_no_part_of_a_person_s_key(typed: str) -> None:
    assert person_key(typed) == person_key("Nguyễn Văn A")


@pytest.mark.parametrize(
    "label", ["Tổng cộng", "Cộng", "TỔNG", "Tổng số", "Toàn huyện", "Cộng (I+II)"]
)  # fmt: skip
def test_128_a_total_is_never_counted_and_compared_with_the_sum(label: str) -> None:
    rows = [union(), union("CĐCS Trạm Y tế", members=88), {"name": label, "members": 120}]
    checked = read(unions=rows)
    assert checked.tables["unions"].rows == (4, 5)
    assert found(checked, "unions") == [
        (
            at(checked, "unions", "members", 6),
            "row.total",
            "warning",
            "Dòng tổng ghi 120, cộng các dòng được 118. "
            "Dòng tổng không được tính; hãy kiểm tra lại các dòng.",
        )
    ]


@pytest.mark.parametrize("heading", ["I. KHỐI HCSN", "A. Doanh nghiệp", "II"])
def test_129_a_heading_is_no_record_and_fills_no_sector(heading: str) -> None:
    checked = read(unions=[{"name": heading}, union(sector=None)])
    table = checked.tables["unions"]
    assert (table.rows, table.values["sector"]) == ((5,), (None,))
    assert [each[1:3] for each in found(checked, "unions")] == [("cell.required", "missing")]


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)"], ["A", "B", 1, 2, "3=1+2"]]
)  # fmt: skip
def test_130_a_row_that_numbers_the_columns_is_skipped(numbers: list[Cell]) -> None:
    checked = changed("unions", lambda rows: [*rows[:3], numbers, *rows[3:]], unions=[union()])
    assert (checked.tables["unions"].rows, found(checked, "unions")) == ((5,), [])


def test_132_133_rows_with_only_a_number_and_blank_rows_do_not_end_the_reading() -> None:
    checked = read(unions=[union(), {"row_no": 2}, {}, {}, {"row_no": 3}, union("CĐCS Trạm Y tế")])
    assert (checked.tables["unions"].rows, found(checked, "unions")) == ((4, 9), [])


@pytest.mark.parametrize(
    "footer",
    ["Ghi chú: số liệu tạm", "Người lập biểu", "TM. BAN THƯỜNG VỤ", "Nơi nhận:", "(Ký, đóng dấu)"],
)
def test_134_the_reading_ends_at_the_footer(footer: str) -> None:
    checked = changed("unions", below([], [None, footer], [None, "Nguyễn Văn A"]), unions=[union()])
    assert (checked.tables["unions"].rows, found(checked, "unions")) == ((4,), [])


def test_135_the_unit_of_money_above_the_table_scales_it() -> None:
    titles: list[list[Cell]] = [["LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÙ CÁT"], ["BIỂU SỐ 2"]]
    said: list[Cell] = [None, "Đơn vị tính: triệu đồng"]
    checked = changed(
        "works", lambda rows: [rows[0], *titles, said, *rows[2:]], works=[work(total=15, note="x")]
    )
    assert checked.tables["works"].values["total"] == (15_000_000,)
    assert found(checked, "works")[0] == (
        "B4",
        "sheet.scale",
        "warning",
        "Bảng ghi “Đơn vị tính: triệu đồng”; số tiền sẽ nhân 1.000.000.",
    )


@pytest.mark.parametrize("header", ["Số đoàn viên ", "SỐ ĐOÀN\nVIÊN", "so doan vien", "Số đoàn viên"])
def test_136_a_header_is_found_by_its_folded_text(header: str) -> None:
    checked = changed(
        "unions", lambda rows: [[header if cell == "Số đoàn viên" else cell for cell in row] for row in rows],
        unions=[union()],
    )  # fmt: skip
    assert (checked.tables["unions"].values["members"], found(checked, "unions")) == ((30,), [])


def renamed(old: str, new: Cell) -> Any:
    return lambda rows: [[new if cell == old else cell for cell in row] for row in rows]


def test_137_a_header_that_is_gone_stops_the_tab_with_nothing_half_read() -> None:
    checked = changed("unions", renamed("Tên CĐCS", None), unions=[union()])
    assert "unions" not in checked.tables
    (said,) = found(checked, "unions")
    assert said == (
        "B3",
        "header.missing",
        "error",
        "Không tìm thấy cột “Tên CĐCS”. Không được đổi tên hoặc xóa cột; trang này chưa được tính. "
        "Có phải cột không có tiêu đề ở B3 là cột “Tên CĐCS”?",
    )


def test_138_of_two_filled_columns_of_one_name_none_is_chosen() -> None:
    def doubled(rows: list[list[Cell]]) -> list[list[Cell]]:
        more: dict[int, Cell] = {2: "Tên CĐCS", 3: "CĐCS khác"}
        return [[*row, *[None] * (30 - len(row)), more.get(index)] for index, row in enumerate(rows)]

    checked = changed("unions", doubled, unions=[union()])
    assert "unions" not in checked.tables
    assert found(checked, "unions") == [
        (
            "AE3",
            "header.double",
            "error",
            "Có hai cột cùng tên “Tên CĐCS” (B3 và AE3), đều có số liệu. Hãy giữ lại một cột.",
        )
    ]


def test_140_a_merged_number_counts_once_on_its_first_row() -> None:
    raw = unit_grid(unions=[union(), union("CĐCS B", members=None), union("CĐCS C", members=None)])
    place = next(
        index for index, cell in enumerate(raw.sheets[2].cells[2]) if cell == "Số đoàn viên"
    )  # fmt: skip
    sheets = tuple(
        replace(sheet, merged=((3, place, 5, place),)) if sheet.title == "CĐCS" else sheet
        for sheet in raw.sheets
    )
    checked = read_workbook(replace(raw, sheets=sheets), PLAN)
    assert checked.tables["unions"].values["members"] == (30, None, None)
    assert found(checked, "unions") == [
        (at(checked, "unions", "members", 4), "cell.merged", "warning", "Ô gộp: số 30 chỉ tính một lần.")
    ]


def test_141_of_rows_pasted_twice_the_first_counts() -> None:
    checked = read(unions=[union(), union("CĐCS B"), union()])
    assert checked.tables["unions"].rows == (4, 5)
    assert found(checked, "unions") == [
        ("B6", "row.duplicate", "warning", "Dòng 6 trùng hoàn toàn dòng 4, chưa tính vào tổng.")
    ]


def test_142_an_initiative_reported_in_an_earlier_phase_is_not_counted_again() -> None:
    rows = [initiative("Cải tiến cách dạy môn Sử", "Lê Thị Hoa")]
    first = read("Đợt 1", initiatives=rows)
    again = replace(read("Đợt 2", initiatives=rows), key="b.xlsx")
    (said,) = [each for each in check_together(PLAN, [first, again]) if each.rule == "X10"]
    assert (said.workbook, said.cell, said.severity, said.typed) == (
        "b.xlsx", "B4", "warning", "Cải tiến cách dạy môn Sử",
    )  # fmt: skip
    assert said.message.startswith("Sáng kiến này đã báo cáo ở Đợt 1 (dòng 4), chưa tính lần nữa.")


def test_143_two_printed_rows_of_one_key_are_neither_guessed() -> None:
    row: dict[str, Any] = {"_key": ("members_open",), "production": 10, "public": 20}

    def again(rows: list[list[Cell]]) -> list[list[Cell]]:
        return [*rows, next(row for row in rows if "Đoàn viên đầu đợt" in row)]

    checked = changed("summary", again, summary=[row])
    assert "members_open" not in checked.tables["summary"].values["line"]
    (said,) = [each for each in found(checked, "summary") if each[1] == "row.key"]
    assert said[2] == "error"
    assert said[3].startswith("Dòng “Đoàn viên đầu đợt” có 2 lần (dòng ")
    assert said[3].endswith("), chưa tính dòng nào. Hãy giữ một dòng.")


def test_144_hidden_rows_are_read_like_any_other_and_noted() -> None:
    raw = unit_grid(unions=[union()])
    sheets = tuple(replace(sheet, hidden_rows=4 if sheet.title == "CĐCS" else 0) for sheet in raw.sheets)
    checked = read_workbook(replace(raw, sheets=sheets), PLAN)
    assert checked.tables["unions"].rows == (4,)
    noted: list[Finding] = [each for each in checked.findings if each.severity == "note"]
    assert [(each.rule, each.place, each.message) for each in noted] == [
        ("sheet.hidden", "CĐCS", "Bảng có 4 dòng đang ẩn, vẫn được tính.")
    ]


@pytest.mark.parametrize("typed", ["BK TLĐ", "Bằng khen Tổng LĐ", "BK của BCH TLĐ"])
def test_146_an_award_in_short_is_the_award(typed: str) -> None:
    column = unit_workbook(PLAN).worksheet("rewards").column("award")
    outcome = column.parse(typed)
    assert (getattr(outcome, "value", None), getattr(outcome, "warning", None)) == (
        "Bằng khen BCH Tổng Liên đoàn",
        "",
    )


@pytest.mark.parametrize("number", ["0912 345 678", "052086001234"])
def test_148_a_personal_number_in_a_note_is_hidden_and_asked_to_be_removed(number: str) -> None:
    checked = read(unions=[union(note=f"Liên hệ {number}")])
    assert found(checked, "unions") == [
        (
            at(checked, "unions", "note", 4),
            "cell.identifier",
            "warning",
            "“Ghi chú” có số định danh cá nhân, đề nghị xóa.",
        )
    ]
    assert checked.tables["unions"].values["note"] == ("Liên hệ [đã ẩn]",)


def test_149_a_formula_that_failed_is_refused() -> None:
    checked = read(unions=[union(members=CellError("#REF!"))])
    assert found(checked, "unions") == [
        (
            at(checked, "unions", "members", 4),
            "cell.error",
            "error",
            "Công thức trong ô bị lỗi (#REF!). Hãy sửa công thức hoặc ghi thẳng giá trị.",
        )
    ]


@pytest.mark.parametrize("typed", ["Covid-19", "COVID 19"])
def test_152_a_word_with_a_number_is_text(typed: str) -> None:
    checked = read(unions=[union(note=typed)])
    assert (checked.tables["unions"].values["note"], found(checked, "unions")) == ((typed,), [])
