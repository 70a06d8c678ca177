"""A workbook of the schema as one batchUpdate."""

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest

from campaign.handout.google import parts, shapes, template
from campaign.handout.google.drive import spreadsheet_id
from campaign.handout.layout import Heading
from sheets_schema import tags
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Choice, Count, Date, Text
from tests.test_handout_xlsx import a_form

PLAN = load_plan()
UNIT = Heading(PLAN, PLAN.unit("phu_cat"), PLAN.phase(2))
PROVINCE = Heading(PLAN)
DAY = Date(
    name="day",
    header="Ngày",
    description="Ngày.",
    example="31/5/2023",
    earliest=datetime.date(2023, 1, 1),
    latest=datetime.date(2023, 12, 31),
)
WHERE = parts.grid(7, 3, 9, 1, 2)


def of_kind(requests: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [request[kind] for request in requests if kind in request]


@pytest.mark.parametrize("heading", [UNIT, PROVINCE], ids=["unit", "province"])
def test_locale_and_time_zone_come_before_any_cell(heading: Heading) -> None:
    first, second, *rest = template.whole(heading)
    assert first["updateSpreadsheetProperties"] == {"properties": {"locale": "vi_VN"}, "fields": "locale"}
    assert second["updateSpreadsheetProperties"]["properties"] == {"timeZone": "Asia/Ho_Chi_Minh"}
    assert of_kind(rest, "updateSpreadsheetProperties") == []


@pytest.mark.parametrize("heading", [UNIT, PROVINCE], ids=["unit", "province"])
def test_every_tab_and_column_is_tagged_once(heading: Heading) -> None:
    made = [each["developerMetadata"] for each in of_kind(template.whole(heading), "createDeveloperMetadata")]
    tabs = [each["metadataValue"] for each in made if each["metadataKey"] == tags.WORKSHEET]
    columns = [each["metadataValue"] for each in made if each["metadataKey"] == tags.COLUMN]
    schema = unit_workbook(PLAN) if heading.unit else province_workbook(PLAN)
    assert tabs == [worksheet.name for worksheet in schema.worksheets]
    assert columns == [column.name for worksheet in schema.worksheets for column in worksheet.columns]
    assert {each["visibility"] for each in made} == {"DOCUMENT"}


def test_the_spreadsheet_carries_the_labels_of_the_xlsx() -> None:
    made = [each["developerMetadata"] for each in of_kind(template.whole(UNIT), "createDeveloperMetadata")]
    labels = {
        each["metadataKey"]: each["metadataValue"] for each in made if "spreadsheet" in each["location"]
    }
    assert labels == {
        "campaign.kind": "unit",
        "campaign.plan": PLAN.id,
        "campaign.unit": "phu_cat",
        "campaign.phase": "2",
    }


@pytest.mark.parametrize("heading", [UNIT, PROVINCE], ids=["unit", "province"])
def test_a_workbook_stays_below_the_size_that_google_advises(heading: Heading) -> None:
    assert len(json.dumps({"requests": template.whole(heading)}, ensure_ascii=False).encode()) < 2 * 2**20


def test_only_what_a_fixed_row_asks_for_is_open() -> None:
    assert list(template.open_ranges(a_form(), 7)) == [
        parts.grid(7, 4, 5, 2, 3),
        parts.grid(7, 5, 6, 1, 3),
        parts.grid(7, 7, 8, 1, 2),
    ]


def test_a_list_protects_its_rows_down_to_the_header() -> None:
    works = unit_workbook(PLAN).worksheet("works")
    protected = template.protection(works, 7, ("a@b.vn",))["addProtectedRange"]["protectedRange"]
    assert protected["range"] == {"sheetId": 7, "startRowIndex": 0, "endRowIndex": 3}
    assert protected["editors"] == {"users": ["a@b.vn"]}


def test_days_are_bounded_by_a_formula_that_every_locale_reads_alike() -> None:
    rule = parts.rule(DAY, WHERE)
    assert rule is not None
    assert rule["setDataValidation"]["rule"]["condition"] == {
        "type": "DATE_BETWEEN",
        "values": [
            {"userEnteredValue": "=DATE(2023;1;1)"},
            {"userEnteredValue": "=DATE(2023;12;31)"},
        ],
    }


def test_a_choice_is_offered_and_only_warns() -> None:
    sector = Choice(
        name="sector", header="Khối", description="Khối.", example="HCSN", options={"SXKD": (), "HCSN": ()}
    )
    rule = parts.rule(sector, WHERE)
    assert rule is not None
    made = rule["setDataValidation"]["rule"]
    assert made["condition"]["type"] == "ONE_OF_LIST"
    assert [each["userEnteredValue"] for each in made["condition"]["values"]] == ["SXKD", "HCSN"]
    assert (made["strict"], made["showCustomUi"]) == (False, True)


def test_free_text_is_not_judged_while_typing() -> None:
    assert parts.rule(Text(name="note", header="Ghi chú", description=".", example="a"), WHERE) is None


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (DAY, {"type": "DATE", "pattern": "dd/mm/yyyy"}),
        (replace(DAY, month_ok=True), {"type": "TEXT", "pattern": "@"}),
        (
            Count(name="n", header="Số", description=".", example="1", counted="người"),
            {"type": "NUMBER", "pattern": "#,##0"},
        ),
        (Text(name="t", header="Mã", description=".", example="a"), {"type": "TEXT", "pattern": "@"}),
    ],
    ids=["day", "day or month", "count", "text"],
)
def test_cells_take_the_format_of_their_column(column: Any, expected: dict[str, str]) -> None:
    assert shapes.listed(column, "left")["numberFormat"] == expected


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.google.com/spreadsheets/d/1AbC-d_E/edit#gid=5&range=H14",
        "https://docs.google.com/spreadsheets/u/0/d/1AbC-d_E/edit?usp=sharing",
        " 1AbC-d_E ",
    ],
)
def test_a_pasted_link_gives_its_id(link: str) -> None:
    assert spreadsheet_id(link) == "1AbC-d_E"
