"""The self-test of a link, and mending what clerks did to the template without touching what they typed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.handout.xlsx import write_unit_template
from sheets_schema.unit_workbook import unit_workbook
from tests.emulator.browser import Person
from tests.office import PLAN, Commands, Office, office


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def run(place: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    run = Commands(place, monkeypatch, capsys)
    run("create", "--phase", "2", "--unit", "phu_cat")
    return run


@pytest.fixture
def book(place: Office, run: Commands) -> Person:
    """The workbook of Phù Cát, open in a clerk's browser."""
    return place.google.workbook(place.file("phu_cat", 2).id)


def points(result: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return rule, tab and whether `repair` mends it, of each point of the only workbook tested."""
    (examined,) = result["workbooks"]
    return [(point["rule"], point["place"], point["repairs"]) for point in examined["points"]]


def test_a_workbook_as_it_was_made_has_no_points(place: Office, run: Commands) -> None:
    code, result = run("check")
    assert (code, [entry["points"] for entry in result["workbooks"]]) == (0, [[], []])


def test_a_renamed_tab_gets_its_name_back_and_keeps_what_is_typed(
    place: Office, run: Commands, book: Person
) -> None:
    place.fill(place.file("phu_cat", 2).id, unit_workbook(PLAN))
    before = book.values("CĐCS")
    book.rename_tab("CĐCS", "CDCS moi")
    code, result = run("repair", place.file("phu_cat", 2).link)
    assert (code, points(result)) == (0, [("tab.renamed", "CDCS moi", True)])
    assert book.values("CĐCS") == before
    assert run("check")[0] == 0


def test_a_renamed_header_is_written_again_where_its_column_stands_now(
    place: Office, run: Commands, book: Person
) -> None:
    book.type("CĐCS", "B4", "CĐCS Công ty Ánh Dương")
    book.move_columns("CĐCS", 2, 2, before=6)
    book.type("CĐCS", "E3", "Tên đơn vị cơ sở")
    code, result = run("repair", place.file("phu_cat", 2).link)
    assert (code, points(result)) == (0, [("header", "CĐCS", True)])
    header = unit_workbook(PLAN).worksheet("unions").column("name").header
    assert (book.values("CĐCS")[2][4], book.values("CĐCS")[3][4]) == (header, "CĐCS Công ty Ánh Dương")


def test_a_deleted_column_comes_back_at_the_end(place: Office, run: Commands, book: Person) -> None:
    book.type("CĐCS", "B4", "CĐCS Công ty Ánh Dương")
    width = len(unit_workbook(PLAN).worksheet("unions").columns)
    book.delete_columns("CĐCS", 3, 3)
    code, result = run("repair", place.file("phu_cat", 2).link)
    assert (code, points(result)) == (0, [("column.missing", "CĐCS", True)])
    kind = unit_workbook(PLAN).worksheet("unions").columns[2]
    assert book.values("CĐCS")[2][width - 1] == kind.header
    assert book.values("CĐCS")[3] == [None, "CĐCS Công ty Ánh Dương"]
    assert run("check", place.file("phu_cat", 2).link)[0] == 0


def test_a_deleted_tab_comes_back_empty_in_its_place(place: Office, run: Commands, book: Person) -> None:
    # Only an editor of its protection can; a clerk is refused.
    place.google.workbook(place.file("phu_cat", 2).id, place.robot).delete_tab("Công trình")
    assert points(run("check", place.file("phu_cat", 2).link)[1]) == [("tab.missing", "Công trình", True)]
    run("repair", place.file("phu_cat", 2).link)
    titles = [tab.title for tab in book.spreadsheet.tabs]
    assert titles == ["Hướng dẫn", *(each.title for each in unit_workbook(PLAN).worksheets)]
    assert place.read(place.file("phu_cat", 2).id).findings == ()


def test_a_copied_tab_is_left_to_a_person(place: Office, run: Commands, book: Person) -> None:
    book.copy_tab("Công trình", "Bản sao của Công trình")
    place.google.forget_requests()
    code, result = run("repair", place.file("phu_cat", 2).link)
    assert (code, points(result)) == (1, [("tab.double", "Công trình", False)])
    assert place.google.count("sheets.write") == 0


def test_an_american_locale_is_put_right_with_a_word_about_what_it_bent(
    place: Office, run: Commands, book: Person
) -> None:
    book.set_locale("en_US")
    code, result = run("repair", place.file("phu_cat", 2).link)
    assert (code, points(result)) == (0, [("locale", "", True)])
    assert "8.000 có thể đã thành 8" in result["workbooks"][0]["points"][0]["mend"]
    assert book.spreadsheet.properties["locale"] == "vi_VN"


def test_lost_protection_comes_back(place: Office, run: Commands, book: Person) -> None:
    for tab in book.spreadsheet.tabs:
        tab.protected.clear()
    code, result = run("repair", place.file("phu_cat", 2).link)
    titles = [worksheet.title for worksheet in unit_workbook(PLAN).worksheets]
    assert (code, points(result)) == (0, [("protection", title, True) for title in titles])
    assert run("check")[0] == 0


def test_a_dry_run_of_repair_changes_nothing(place: Office, run: Commands, book: Person) -> None:
    book.rename_tab("CĐCS", "CDCS moi")
    place.google.forget_requests()
    code, result = run("repair", "--dry-run", place.file("phu_cat", 2).link)
    assert (code, result["workbooks"][0]["mended"]) == (1, [])
    assert place.google.count("sheets.write") == 0


def test_a_link_that_is_not_shared_says_whom_to_share_it_with(place: Office, run: Commands) -> None:
    private = place.google.create("Riêng", place.officer)
    code, out, _ = run.says("check", f"https://docs.google.com/spreadsheets/d/{private}/edit#gid=0")
    assert code == 1
    assert "Không mở được bảng tính." in out
    assert place.robot.email in out


@pytest.mark.parametrize(
    "pasted", ["Phù Cát đợt 2", "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml"]
)
def test_what_is_no_link_to_a_workbook_is_told_without_asking_google(
    place: Office, run: Commands, pasted: str
) -> None:
    code, result = run("check", pasted)
    assert (code, points(result)) == (1, [("link", "", False)])


def test_a_workbook_in_the_bin_is_told(place: Office, run: Commands) -> None:
    id = place.file("phu_cat", 2).id
    place.google.trash(id)
    code, result = run("check", id)
    assert (code, points(result)) == (1, [("trashed", "", False)])


def test_an_uploaded_template_without_tags_gets_them_and_nothing_else(
    place: Office, run: Commands, tmp_path: Path
) -> None:
    write_unit_template(tmp_path / "x.xlsx", PLAN, PLAN.unit("phu_my"), PLAN.phase(2))
    id = place.google.upload(tmp_path / "x.xlsx", place.officer, place.folder)
    link = f"https://docs.google.com/spreadsheets/d/{id}/edit"
    place.google.workbook(place.file().id).paste("Bảng tính", "B5", [["Phù Mỹ", "Đợt 2", link]])
    before = {
        tab.title: place.google.workbook(id).values(tab.title)
        for tab in place.google.workbook(id).spreadsheet.tabs
    }
    code, result = run("repair", link)
    assert {point[0] for point in points(result)} <= {"tag", "protection", "frozen"}
    assert code == 0
    assert {title: place.google.workbook(id).values(title) for title in before} == before
    code, result = run("check")
    assert (code, [entry["unit"] for entry in result["workbooks"]]) == (0, [None, "phu_cat", "phu_my"])
