"""The template's tags on tabs and columns stay when clerks rename and move them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.intake.snapshots import grids
from sheets_schema import tags
from sheets_schema.unit_workbook import unit_workbook
from tests.on_google import SUMMARY, Province, province, valid_cell
from tests.shelf import PLAN

COLUMN, ROW = valid_cell()[0], 3
"""Where the figure's column is, and its title."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path) as made:
        made.add(("phu_cat",))
        made.type_valid("phu_cat", "145")
        _tag(made)
        made.settle()
        yield made


def test_a_renamed_tab_is_known_by_its_tag(place: Province) -> None:
    _sheet(place).rename_tab(SUMMARY, "Số liệu của tôi")
    _sheet(place).type("Số liệu của tôi", valid_cell(), "150")
    place.rounds(60)
    assert (place.figures, _rules(place)) == ({"phu_cat": 150}, set())


def test_a_renamed_header_is_known_by_its_tag_also_after_a_restart(place: Province) -> None:
    _sheet(place).type(SUMMARY, f"{COLUMN}{ROW}", "Khối doanh nghiệp, của tôi")
    _sheet(place).type(SUMMARY, valid_cell(), "150")
    place.rounds(60)
    assert (place.figures, _rules(place)) == ({"phu_cat": 150}, set())
    version = place.collector.snapshot.version
    place.collector.stop()
    place.restart()
    place.collector.refresh()
    assert (place.figures, place.collector.snapshot.version) == ({"phu_cat": 150}, version)


def test_a_renamed_column_that_is_moved_afterwards_is_found_where_it_is(place: Province) -> None:
    _sheet(place).type(SUMMARY, f"{COLUMN}{ROW}", "Khối doanh nghiệp, của tôi")
    place.rounds(60)
    _sheet(place).insert_columns(SUMMARY, 1, 2)
    place.rounds(60)
    moved = chr(ord(COLUMN) + 2)
    _sheet(place).type(SUMMARY, f"{moved}{valid_cell()[1:]}", "150")
    place.rounds(60)
    assert (place.figures, _rules(place)) == ({"phu_cat": 150}, set())


def test_a_title_that_names_another_column_stands_above_the_tag(place: Province) -> None:
    production, public = COLUMN, chr(ord(COLUMN) + 1)
    _sheet(place).type(SUMMARY, f"{production}{ROW}", _header("public"))
    _sheet(place).type(SUMMARY, f"{public}{ROW}", _header("production"))
    place.rounds(60)
    summary = place.collector.snapshot.tables["summary"]
    line = summary[summary["line"] == "initiatives_valid"]
    assert list(line["public"]) == [145]


def test_a_copied_tab_does_not_stand_beside_its_original(place: Province) -> None:
    _sheet(place).copy_tab(SUMMARY, "Bản sao của Tổng hợp")
    place.rounds(60)
    assert place.figures == {"phu_cat": 145}


def test_tags_are_kept_with_the_cells(place: Province) -> None:
    raw = grids.canonical(place.source.read(place.ids["phu_cat", 2]))
    (summary,) = (sheet for sheet in raw.sheets if sheet.title == SUMMARY)
    assert (summary.worksheet, dict(summary.columns)["production"]) == ("summary", ord(COLUMN) - ord("A"))
    content = grids.content(raw)
    again = grids.workbook(
        content.packed,
        key=raw.key,
        title=raw.title,
        url=raw.url,
        links=[sheet.link for sheet in raw.sheets],
    )
    assert again == raw


def test_the_labels_on_the_spreadsheet_are_those_of_a_file(place: Province) -> None:
    raw = place.source.read(place.ids["phu_cat", 2])
    assert raw.labels == {"kind": "unit", "unit": "phu_cat", "phase": "2", "locale": "vi_VN"}


def _sheet(place: Province) -> Any:
    return place.google.workbook(place.ids["phu_cat", 2])


def _rules(place: Province) -> set[str]:
    return {
        finding.rule
        for finding in place.collector.snapshot.findings
        if finding.rule.startswith(("sheet.missing", "sheet.stays", "sheet.unknown", "header."))
    }


def _header(column: str) -> str:
    return unit_workbook(PLAN).worksheet("summary").column(column).header


def _tag(place: Province) -> None:
    """Leave the tags that provisioning leaves."""
    id = place.ids["phu_cat", 2]
    client = place.google.gspread(place.officer)
    tab = client.open_by_key(id).worksheet(SUMMARY)
    titles = tab.row_values(ROW)
    columns = {
        column.name: titles.index(column.header)
        for column in unit_workbook(PLAN).worksheet("summary").columns
        if column.header in titles
    }
    spreadsheet = {"kind": "unit", "unit": "phu_cat", "phase": "2"}
    wanted = [(tags.WORKBOOK[name], value, {"spreadsheet": True}) for name, value in spreadsheet.items()]
    wanted.append((tags.WORKSHEET, "summary", {"sheetId": tab.id}))
    for name, at in columns.items():
        where = {"sheetId": tab.id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        wanted.append((tags.COLUMN, name, {"dimensionRange": where}))
    requests = [
        {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataKey": key,
                    "metadataValue": value,
                    "visibility": "DOCUMENT",
                    "location": location,
                }
            }
        }
        for key, value, location in wanted
    ]
    client.http_client.batch_update(id, {"requests": requests})
