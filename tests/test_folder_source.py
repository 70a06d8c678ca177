"""A folder of .xlsx files: what is listed, what each cell comes as, and what is refused."""

import datetime
import os
import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from campaign.intake.sources import Source, folder
from campaign.intake.sources.folder import FolderSource
from campaign.intake.sources.xlsx import read_xlsx
from campaign.records import RawSheet, SourceUnavailable, WorkbookUnreadable
from sheets_schema.cell import CellError


def write(path: Path, *rows: list[object], **properties: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    tab = book.add_worksheet("Công trình")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            tab.write(number, place, value)
    for name, value in properties.items():
        book.set_custom_property(name, value)
    book.close()
    return path


def read(path: Path) -> RawSheet:
    return FolderSource(path.parent).read(path.name).sheets[0]


def replace_in_sheet(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)


def listed(path: Path) -> list[str]:
    return [each.key for each in FolderSource(path).list()]


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookUnreadable) as caught:
        FolderSource(path.parent).read(path.name)
    return str(caught.value)


def test_the_folder_is_a_source(tmp_path: Path) -> None:
    source: Source = FolderSource(tmp_path)
    assert source.name == str(tmp_path)
    assert source.list() == ()


def test_workbooks_are_listed_by_phase_then_unit_with_numbers_by_value(tmp_path: Path) -> None:
    for name in ("dot-10/a.xlsx", "dot-2/tây sơn.xlsx", "dot-2/an lão.xlsx", "dot-2/ân.xlsx", "tinh.XLSX"):
        write(tmp_path / name, ["x"])
    assert listed(tmp_path) == [
        "dot-2/an lão.xlsx",
        "dot-2/ân.xlsx",
        "dot-2/tây sơn.xlsx",
        "dot-10/a.xlsx",
        "tinh.XLSX",
    ]


@pytest.mark.parametrize(
    "name",
    ["~$a.xlsx", ".~lock.a.xlsx#", ".a.xlsx", ".trash/a.xlsx", "a.xlsx.tmp", "~WRL0001.xlsx", "a.docx", "a"],
)
def test_temporary_hidden_and_lock_files_are_not_workbooks(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, ["x"])
    assert listed(tmp_path) == []


def test_an_empty_file_is_waited_for_and_then_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    assert listed(tmp_path) == []
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    assert listed(tmp_path) == ["a.xlsx"]
    assert refusal(path) == "Tệp rỗng, có thể đang được lưu dở. Hãy mở tệp và lưu lại dạng .xlsx."


def test_a_listed_workbook_has_a_title_a_time_and_a_revision_that_a_saved_edit_changes(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "Phù Cát.xlsx", ["1"])
    os.utime(path, (1_690_000_000, 1_690_000_000))
    (before,) = FolderSource(tmp_path).list()
    assert (before.title, before.modified_at.isoformat()) == ("Phù Cát", "2023-07-22T11:26:40+07:00")
    write(path, ["2"])
    os.utime(path, (1_690_000_000, 1_690_000_001))
    (after,) = FolderSource(tmp_path).list()
    assert before.revision != after.revision


def test_cells_keep_their_places_and_kinds(tmp_path: Path) -> None:
    day = datetime.datetime(2023, 8, 15)
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    tab = book.add_worksheet("Công trình")
    tab.write(1, 1, "Đập")
    tab.write(2, 1, 12)
    tab.write(2, 2, 1.5)
    tab.write(2, 3, True)
    tab.write_datetime(3, 1, day, book.add_format({"num_format": "dd/mm/yyyy"}))
    tab.write_datetime(3, 2, day.replace(hour=17), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    tab.merge_range(4, 1, 6, 1, "gộp")
    tab.write(6, 2, 0)
    tab.set_row(5, None, None, {"hidden": True})
    book.close()
    sheet = read(path)
    assert sheet.title == "Công trình"
    assert sheet.cells == (
        (None, None, None, None),
        (None, "Đập", None, None),
        (None, 12, 1.5, True),
        (None, datetime.date(2023, 8, 15), datetime.datetime(2023, 8, 15, 17), None),
        (None, "gộp", None, None),
        (None, None, None, None),
        (None, None, 0, None),
    )
    assert [type(cell) for cell in sheet.cells[2]] == [type(None), int, float, bool]
    assert sheet.merged == ((4, 1, 6, 1),)
    assert sheet.hidden_rows == 1


def test_a_failed_formula_is_an_error_and_never_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    tab = book.add_worksheet()
    tab.write_formula("B1", "=1/0", None, "#DIV/0!")
    tab.write_formula("C1", "=SUM(1,2)", None, 3)
    tab.write_formula("C4", "=X!A1", None, "#REF!")
    book.close()
    assert read(path).cells == (
        (None, CellError("#DIV/0!"), 3),
        (None, None, None),
        (None, None, None),
        (None, None, CellError("#REF!")),
    )


def test_a_formula_that_was_never_computed_is_no_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["B2"] = "=SUM(1,2)"
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").cells == (("x", None), (None, CellError("chưa tính")))


def test_a_formula_whose_result_is_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["x", "y"])
    replace_in_sheet(path, b'<c r="B1" t="s"><v>1</v></c>', b'<c r="B1" t="str"><f>C1</f><v></v></c>')
    assert read(path).cells == (("x", None),)


def test_a_workbook_saved_by_another_program_reads_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["Tên", "Số"], ["Đập nước", 1234])
    before = read(path).cells
    openpyxl.load_workbook(path).save(path)
    assert read(path).cells == before == (("Tên", "Số"), ("Đập nước", 1234))


def test_what_the_template_left_in_the_properties_comes_along(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", ["x"], unit="phu_cat", phase="2", kind="unit", Company="khác")
    raw = FolderSource(tmp_path).read("a.xlsx")
    assert raw.labels == {"unit": "phu_cat", "phase": "2", "kind": "unit"}
    assert (raw.key, raw.title) == ("a.xlsx", "a")


def test_a_half_saved_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["x" * 5000])
    whole = path.read_bytes()
    for part in (whole[:200], whole[: len(whole) // 2], whole[:-30]):
        path.write_bytes(part)
        assert refusal(path) == (
            "Tệp hỏng hoặc đang được lưu dở. Nếu lần sau vẫn báo lỗi, hãy mở tệp và lưu lại dạng .xlsx."
        )


def test_any_damaged_byte_is_read_or_refused_but_never_raised(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.xlsx", ["Tên", 12], ["Đập", 13]).read_bytes()
    for place in range(0, len(whole), 37):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            read_xlsx(damaged, key="a", title="a")
        except WorkbookUnreadable as fault:
            assert str(fault).endswith(".")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "Tệp không phải là bảng tính .xlsx. Hãy mở tệp và lưu lại dạng .xlsx."),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "Tệp có mật khẩu mở hoặc là dạng .xls cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.",
        ),
    ],
)
def test_other_files_under_the_name_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refusal(tmp_path / "a.xlsx") == message


def test_a_word_document_under_the_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert refusal(tmp_path / "a.xlsx").startswith("Tệp không phải là bảng tính .xlsx.")


def test_an_older_kind_of_spreadsheet_is_listed_and_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "cũ.ods").write_bytes(b"PK")
    assert listed(tmp_path) == ["cũ.ods"]
    assert refusal(tmp_path / "cũ.ods") == (
        "Tệp .ods chưa đọc được. Hãy mở tệp, chọn Lưu thành (Save As) dạng .xlsx."
    )


def test_a_file_larger_than_the_bound_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert refusal(tmp_path / "a.xlsx").startswith("Tệp lớn hơn 20 MB.")


def test_a_package_that_unpacks_beyond_the_bound_is_not_unpacked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["x"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/bomb.bin", bytes(201 * 1024 * 1024))
    assert refusal(path).startswith("Tệp nén chứa hơn 200 MB dữ liệu")


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", ["x"])
    replace_in_sheet(path, b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        true = struct.pack("<I", package.getinfo("xl/worksheets/sheet1.xml").file_size)
    assert content.count(true) == 2
    path.write_bytes(content.replace(true, struct.pack("<I", 1000)))
    assert refusal(path).startswith("Tệp hỏng")


@pytest.mark.parametrize("cell", ["XFD1048576", "A200001", "ZZZ5999"])
def test_one_cell_far_away_does_not_make_a_huge_grid(tmp_path: Path, cell: str) -> None:
    path = write(tmp_path / "a.xlsx", ["x"])
    replace_in_sheet(path, b'r="A1"', f'r="{cell}"'.encode())
    assert refusal(path).startswith("Có trang dài quá 200.000 dòng hoặc quá 4 triệu ô.")


def test_a_folder_that_is_gone_is_a_fault_of_the_source(tmp_path: Path) -> None:
    source = FolderSource(tmp_path / "gone")
    with pytest.raises(SourceUnavailable, match=r"Không mở được thư mục .*gone"):
        source.list()
    with pytest.raises(SourceUnavailable, match="Không còn thư mục"):
        source.read("a.xlsx")


def test_a_file_that_is_gone_is_a_fault_of_that_workbook(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.xlsx") == (
        "Tệp không còn trong thư mục: đã bị xóa, đổi tên hoặc chuyển chỗ."
    )


@pytest.mark.parametrize("key", ["../a.xlsx", "/etc/passwd", "x/../../a.xlsx"])
def test_a_key_cannot_leave_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(WorkbookUnreadable, match="không nằm trong thư mục dữ liệu"):
        FolderSource(tmp_path).read(key)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.xlsx", ["cũ"])
    read_bytes, saves = Path.read_bytes, ["mới"]

    def interrupted(self: Path) -> bytes:
        content = read_bytes(self)
        if saves:
            write(path, [saves.pop(), "dài hơn"])
        return content

    monkeypatch.setattr(Path, "read_bytes", interrupted)
    assert FolderSource(tmp_path).read("a.xlsx").sheets[0].cells == (("mới", "dài hơn"),)


def test_a_file_that_never_rests_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.xlsx", ["x"])
    read_bytes = Path.read_bytes

    def interrupted(self: Path) -> bytes:
        content = read_bytes(self)
        path.write_bytes(content + b"x")
        return content

    monkeypatch.setattr(Path, "read_bytes", interrupted)
    monkeypatch.setattr(folder.time, "sleep", lambda _: None)
    assert refusal(path) == "Tệp đang được lưu dở. Sẽ đọc lại khi lưu xong."
