"""Workbooks taken away, binned, moved, linked or never shared: the last figures stay, with the mend."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.google.faults import BINNED, DELETED, MOVED, NO_FOLDER, NOT_A_SHEET, NOT_SHARED, TAKEN_AWAY
from tests.on_google import Province, province


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path) as made:
        yield made


def test_a_workbook_no_longer_shared_keeps_its_last_figures_and_says_what_to_do(place: Province) -> None:
    place.add(("phu_cat", "phu_my"))
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.faults.add(error="not_shared", file=place.ids["phu_cat", 2])
    place.rounds(90)
    assert place.state("phu_cat").fault == NOT_SHARED.format(email=place.robot.email)
    assert (place.figures, place.collector.source.fault) == ({"phu_cat": 145}, "")
    place.google.faults.clear()
    assert place.rounds(600, lambda: not place.state("phu_cat").fault) < 300


def test_a_workbook_that_cannot_be_read_is_tried_less_and_less_often(place: Province) -> None:
    place.add(("phu_cat",))
    place.settle()
    place.google.faults.add(error="not_shared", file=place.ids["phu_cat", 2])
    place.rounds(1800)
    assert len(place.reads()) == 8


def test_a_folder_no_longer_shared_is_a_fault_of_the_source_and_the_figures_stay(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.unshare(place.folder, place.robot)
    place.rounds(30)
    assert place.collector.source.fault == NO_FOLDER.format(email=place.robot.email)
    assert (place.figures, place.state("phu_cat").fault) == ({"phu_cat": 145}, "")
    place.google.share(place.folder, place.robot, "reader")
    place.rounds(120)
    assert (place.collector.source.fault, place.state("phu_cat").fault) == ("", "")


def test_binned_deleted_moved_and_taken_away_are_each_told_with_their_mend(place: Province) -> None:
    units = ("phu_cat", "phu_my", "hoai_an", "tay_son")
    place.add(units)
    for unit in units:
        place.type_valid(unit, "145")
    place.settle()
    elsewhere = place.google.folder("Của tôi", place.officer)
    binned, deleted, moved, taken = (place.ids[unit, 2] for unit in units)
    place.google.trash(binned)
    place.google.delete(deleted)
    place.google.share(moved, place.robot)
    place.google.move(moved, elsewhere)
    place.google.move(taken, elsewhere)
    place.rounds(30)
    words = (BINNED, DELETED, MOVED, TAKEN_AWAY.format(email=place.robot.email))
    assert [place.state(unit).fault for unit in units] == [
        f"Bảng tính không còn trong thư mục: {each} Đang dùng nội dung đọc được lần cuối." for each in words
    ]
    assert place.figures == dict.fromkeys(units, 145)
    # Drive was asked once of each and of the folder, and Sheets of the two that Drive hides.
    assert (place.google.count("drive.read"), place.google.count("sheets.read")) == (5, 2)
    place.google.restore(binned)
    place.rounds(6)
    assert (place.state("phu_cat").fault, place.state("phu_my").fault != "") == ("", True)
    assert place.collector.forget(deleted)


def test_a_linked_workbook_is_told_to_be_in_the_bin_and_then_to_be_deleted(place: Province) -> None:
    with_links = place.add_province()
    place.add(("phu_cat",))
    id = place.ids["phu_cat", 2]
    link = f"https://docs.google.com/spreadsheets/d/{id}/edit"
    place.google.workbook(with_links).paste("Bảng tính", "A4", [[1, "LĐLĐ huyện Phù Cát", "Đợt 2", link]])
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.trash(id)
    place.rounds(30)
    assert (place.state("phu_cat").fault, place.figures) == (f"Bảng tính {BINNED}", {"phu_cat": 145})
    assert place.state("phu_cat").title == "phu_cat-dot-2"
    place.google.restore(id)
    place.rounds(15)
    assert (place.state("phu_cat").fault, place.figures) == ("", {"phu_cat": 145})
    place.google.delete(id)
    place.rounds(15)
    assert (place.state("phu_cat").fault, place.figures) == (f"Bảng tính {DELETED}", {"phu_cat": 145})


def test_workbooks_in_subfolders_are_found_with_one_more_listing(place: Province) -> None:
    inner = place.google.folder("Đợt 2", place.officer, place.folder)
    place.folder = inner
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.collector.refresh()
    assert (place.figures, place.google.count("drive.list")) == ({"phu_cat": 145}, 2)
    place.google.forget_requests()
    place.rounds(9)
    assert place.google.count("drive.list") == 3


def test_a_workbook_linked_from_the_provinces_is_read_wherever_it_lies(place: Province) -> None:
    with_links = place.add_province()
    elsewhere = place.google.folder("Của đơn vị", place.officer)
    home, place.folder = place.folder, elsewhere
    place.add(("phu_cat", "phu_my"))
    place.folder = home
    place.type_valid("phu_cat", "145")
    place.google.share(place.ids["phu_cat", 2], place.robot, "reader")
    sheet = place.google.workbook(with_links)
    for row, unit in enumerate(("Phù Cát", "Phù Mỹ"), start=4):
        id = place.ids[("phu_cat", "phu_my")[row - 4], 2]
        link = f"https://docs.google.com/spreadsheets/d/{id}/edit"
        sheet.paste("Bảng tính", f"A{row}", [[row - 3, f"LĐLĐ huyện {unit}", "Đợt 2", link]])
    place.rounds(30)
    assert place.figures == {"phu_cat": 145}
    unshared = place.state("phu_my").fault
    assert place.robot.email in unshared


def test_an_excel_file_on_drive_is_named_as_such(place: Province) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    place.ids["phu_cat", 2] = place.google.world.add("phu-cat.xlsx", kind, place.officer, [place.folder]).id
    place.collector.refresh()
    assert place.state("phu_cat").fault == NOT_A_SHEET
    assert place.reads() == []
