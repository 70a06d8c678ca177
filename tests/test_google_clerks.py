"""What clerks do to a shared workbook: understood, or one clear finding; never empty, never doubled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.on_google import SUMMARY, Province, province, valid_cell


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path) as made:
        yield made


def test_a_renamed_tab_is_one_clear_finding_and_its_last_figures_stay(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.workbook(place.ids["phu_cat", 2]).rename_tab(SUMMARY, "Số liệu của tôi")
    place.rounds(60)
    about = [found for found in place.collector.snapshot.findings if found.worksheet == SUMMARY]
    assert [found.rule for found in about] == ["sheet.missing", "sheet.stays"]
    assert "Có phải trang “Số liệu của tôi”?" in about[0].message
    assert (place.figures, place.state("phu_cat").fault) == ({"phu_cat": 145}, "")


def test_a_deleted_tab_is_one_clear_finding_and_its_last_figures_stay(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.workbook(place.ids["phu_cat", 2]).delete_tab(SUMMARY)
    place.rounds(60)
    about = [found.rule for found in place.collector.snapshot.findings if found.worksheet == SUMMARY]
    assert (about, place.figures) == (["sheet.missing", "sheet.stays"], {"phu_cat": 145})


def test_a_column_inserted_and_rows_hidden_change_no_figure(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.settle()
    sheet = place.google.workbook(place.ids["phu_cat", 2])
    sheet.insert_columns(SUMMARY, 1)
    sheet.hide_rows(SUMMARY, 4, 9)
    place.rounds(60)
    assert (place.figures, place.state("phu_cat").fault) == ({"phu_cat": 145}, "")


def test_a_number_that_another_countrys_sheet_may_have_bent_is_a_question_and_no_figure(
    place: Province,
) -> None:
    place.add(("phu_cat", "phu_my"))
    for unit in ("phu_cat", "phu_my"):
        place.google.workbook(place.ids[unit, 2]).set_locale("en_US")
    place.type_valid("phu_cat", "8.000")
    place.type_valid("phu_my", "1234")
    place.collector.refresh()
    found = {
        (finding.unit, finding.rule): finding
        for finding in place.collector.snapshot.findings
        if finding.rule in ("cell.locale", "workbook.locale")
    }
    assert sorted(found) == [
        ("phu_cat", "cell.locale"),
        ("phu_cat", "workbook.locale"),
        ("phu_my", "workbook.locale"),
    ]
    bent = found["phu_cat", "cell.locale"]
    assert (bent.cell, bent.severity, bent.typed, bent.suggestion) == (valid_cell(), "error", "8", "8.000")
    assert place.figures == {"phu_my": 1234}


def test_a_sheet_of_ours_is_trusted_with_small_numbers_and_with_points(place: Province) -> None:
    place.add(("phu_cat", "phu_my"))
    place.type_valid("phu_cat", "8.000")
    place.type_valid("phu_my", "8")
    place.collector.refresh()
    rules = {finding.rule for finding in place.collector.snapshot.findings}
    assert (place.figures, "cell.locale" in rules) == ({"phu_cat": 8000, "phu_my": 8}, False)


def test_what_we_write_into_a_workbook_is_never_read_as_data(place: Province) -> None:
    place.add(("phu_cat",))
    place.google.workbook(place.ids["phu_cat", 2]).add_tab("Kết quả kiểm tra")
    place.source.list()
    assert "Kết quả kiểm tra" not in [tab.title for tab in place.source.read(place.ids["phu_cat", 2]).sheets]
