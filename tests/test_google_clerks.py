"""What clerks do to a shared workbook: understood, or one clear finding; never empty, never doubled."""

from collections.abc import Callable, Iterator
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


def test_what_clerks_do_all_day_changes_no_figure_and_is_no_fault(place: Province) -> None:
    place.add(("phu_cat", "phu_my"))
    place.type_valid("phu_cat", "145")
    place.type_valid("phu_my", "7")
    sheet = place.google.workbook(place.ids["phu_cat", 2])
    sheet.paste("Công trình", "A4", [[2, "Nhà để xe"], [1, "Sân bóng"], [3, "Vườn hoa"]])
    place.settle()
    before = _seen(place)
    doings: list[Callable[[], None]] = [
        lambda: sheet.sort("Công trình", "A4:R6", column=1),
        lambda: sheet.filter("Công trình", "A3:R6", column=2, hidden=["Vườn hoa"]),
        lambda: sheet.hide_rows("Công trình", 5, 5),
        lambda: sheet.move_columns("Công trình", 2, 2, before=6),
        lambda: sheet.insert_columns(SUMMARY, 2, 2),
        lambda: sheet.insert_rows(SUMMARY, 1, 2),
        lambda: sheet.move_tab(SUMMARY, 0),
        lambda: sheet.hide_tab("Công trình"),
        lambda: sheet.add_tab("Nháp của tôi"),
        lambda: sheet.paste("Nháp của tôi", "A1", [[145, "nháp"]]),
    ]
    for doing in doings:
        doing()
        place.rounds(33)
        assert _seen(place) == before


def test_a_formula_counts_with_what_it_shows_and_its_error_is_one_finding(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "=100+45")
    place.settle()
    assert place.figures == {"phu_cat": 145}
    place.type_valid("phu_cat", "=1/0")
    place.rounds(33)
    (found,) = [each for each in place.collector.snapshot.findings if each.cell == valid_cell()]
    assert (found.severity, found.typed, place.figures) == ("error", "#DIV/0!", {})


def test_a_pasted_text_and_a_pasted_format_are_the_number_they_mean(place: Province) -> None:
    place.add(("phu_cat", "phu_my"))
    row, column = int(valid_cell()[1:]), ord(valid_cell()[0]) - ord("A")
    text = {"userEnteredValue": {"stringValue": "1.234"}}
    money = {
        "userEnteredValue": {"numberValue": 8000},
        "userEnteredFormat": {"numberFormat": {"type": "CURRENCY", "pattern": '#,##0 "đ"'}},
    }
    for unit, cell in (("phu_cat", text), ("phu_my", money)):
        book = place.google.gspread(place.officer).open_by_key(place.ids[unit, 2])
        start = {"sheetId": book.worksheet(SUMMARY).id, "rowIndex": row - 1, "columnIndex": column}
        fields = "userEnteredValue,userEnteredFormat"
        update = {"start": start, "rows": [{"values": [cell]}], "fields": fields}
        book.batch_update({"requests": [{"updateCells": update}]})
    place.collector.refresh()
    assert place.figures == {"phu_cat": 1234, "phu_my": 8000}


def test_a_copied_tab_counts_once_and_is_told(place: Province) -> None:
    place.add(("phu_cat",))
    place.type_valid("phu_cat", "145")
    place.settle()
    place.google.workbook(place.ids["phu_cat", 2]).copy_tab(SUMMARY, "Bản sao của Tổng hợp")
    place.rounds(33)
    assert place.figures == {"phu_cat": 145}
    # Tabs and locale are looked at again some minutes after an edit, not at every read.
    place.google.clock.advance(600)
    place.rounds(33)
    told = [each.worksheet for each in place.collector.snapshot.findings if each.rule == "sheet.unknown"]
    assert (told, place.figures) == (["Bản sao của Tổng hợp"], {"phu_cat": 145})


def test_a_locale_changed_while_somebody_types_is_noticed_without_another_edit(place: Province) -> None:
    place.add(("phu_cat",))
    place.settle()
    place.google.workbook(place.ids["phu_cat", 2]).set_locale("en_US")
    place.type_valid("phu_cat", "8.000")
    for _ in range(2):
        place.google.clock.advance(300)
        place.rounds(33)
    rules = {each.rule for each in place.collector.snapshot.findings}
    assert (place.figures, {"cell.locale", "workbook.locale"} - rules) == ({}, set())


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


def _seen(place: Province) -> object:
    """Figures, works in the order of their numbers, faults, and what is amiss with tabs and headers."""
    snapshot = place.collector.snapshot
    works = snapshot.tables["works"].sort_values("row_no")["title"].tolist()
    rules = {each.rule for each in snapshot.findings if each.rule.startswith(("sheet.", "header."))}
    return place.figures, works, {each.fault for each in snapshot.workbooks}, rules
