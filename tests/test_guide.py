"""The guide for clerks says what the schema says."""

import html
from dataclasses import replace
from pathlib import Path

from campaign.handout.examples import Tried, is_asked, refused, taken
from campaign.handout.guide import RULES, columns_told, guide, needs, shown_briefly
from campaign.handout.layout import guide_rows
from campaign.records import Snapshot
from dashboard.guide import whole
from sheets_schema.cell import Parsed, Refused
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Column, Date, Worksheet
from tests.small_province import snapshot

PLAN = load_plan()
PRINTED = Path(__file__).parent.parent / "docs" / "huong-dan-nhap-lieu.md"


def test_the_printed_guide_is_the_one_that_the_schema_tells() -> None:
    assert PRINTED.read_text(encoding="utf-8") == guide(PLAN), (
        "docs/huong-dan-nhap-lieu.md is old; write it again: python -m campaign.handout.guide"
    )


def columns() -> list[tuple[Worksheet, Column]]:
    """Every column of both workbooks into which somebody types."""
    return [
        (worksheet, column)
        for workbook in (unit_workbook(PLAN), province_workbook(PLAN))
        for worksheet in workbook.worksheets
        for column in worksheet.columns
        if is_asked(column)
    ]


def test_every_column_of_every_worksheet_has_its_row() -> None:
    lines = set(guide(PLAN).splitlines())
    for workbook in (unit_workbook(PLAN), province_workbook(PLAN)):
        for worksheet in workbook.worksheets:
            assert f"### {worksheet.title}" in lines
            assert [told.column for told in columns_told(worksheet)] == list(worksheet.columns)
            for told in columns_told(worksheet):
                column = told.column
                parts = (column.header, column.description, needs(column), told.taken, told.refused)
                cells = " | ".join(text.replace("|", "\\|").replace("\n", " ") for text in parts)
                assert f"| {cells} |" in lines


def test_every_example_that_is_taken_reads_as_the_example_without_a_warning() -> None:
    for worksheet, column in columns():
        meant = column.parse(column.example)
        assert isinstance(meant, Parsed), (worksheet.title, column.header)
        for typed in taken(column):
            outcome = column.parse(typed)
            assert isinstance(outcome, Parsed), (worksheet.title, column.header, typed)
            assert (outcome.value, outcome.warning) == (meant.value, ""), (column.header, typed)


def test_every_column_shows_a_cell_that_is_refused_in_the_reader_s_own_words() -> None:
    for worksheet, column in columns():
        for turn in range(6):
            shown = refused(column, turn)
            assert shown is not None, (worksheet.title, column.header)
            outcome = column.parse(shown.typed)
            assert isinstance(outcome, Refused), (worksheet.title, column.header, shown.typed)
            assert shown.message == outcome.message
            assert shown.typed in shown.told and outcome.message in shown.told


def test_examples_differ_from_column_to_column_of_one_kind() -> None:
    works = unit_workbook(PLAN).worksheet("works")
    dates = [told.refused for told in columns_told(works) if isinstance(told.column, Date)]
    assert len(set(dates)) == len(dates) == 3


def test_a_count_may_carry_its_unit_and_a_sum_may_be_said_in_words() -> None:
    unions, works = (unit_workbook(PLAN).worksheet(name) for name in ("unions", "works"))
    assert taken(unions.column("workers")) == ("120", "120 người")
    assert taken(works.column("completed_on"))[0] == works.column("completed_on").example
    assert refused(unions.column("workers"), 1) == Tried(
        "15/20", "Ô ghi dạng “đạt/tổng”. Cột này chỉ ghi số đạt: 15?"
    )
    assert refused(works.column("completed_on"), 0) == Tried(
        "31/6/2023", "“31/6/2023” không phải ngày có thật. Tháng 6 chỉ có 30 ngày. Có phải 30/6/2023?"
    )


def test_the_guide_inside_a_workbook_shows_a_cell_that_is_taken_and_one_that_is_not() -> None:
    workers = unit_workbook(PLAN).worksheet("unions").column("workers")
    assert shown_briefly(workers) == "Ví dụ: 120\nKhông ghi: “khoảng 20”"
    told = {row.texts[3] for row in guide_rows(unit_workbook(PLAN)) if row.kind == "column"}
    assert shown_briefly(workers) in told
    assert all("\nKhông ghi: “" in text for text in told)


def test_the_page_says_what_the_printed_guide_says() -> None:
    page = html.unescape(whole(snapshot_of_plan()))
    for worksheet, column in columns():
        assert f'id="{worksheet.name}"' in page
        assert f"<b>{column.header}</b>" in page
        assert column.description in page
    for told in columns_told(unit_workbook(PLAN).worksheet("works")):
        assert told.taken in page and told.refused in page
    assert all(rule in page for rule in RULES)


def snapshot_of_plan() -> Snapshot:
    return replace(snapshot(), plan=PLAN)


def test_every_printed_row_is_named() -> None:
    text = guide(PLAN)
    for worksheet in unit_workbook(PLAN).worksheets:
        for fixed in worksheet.fixed:
            assert f"- {fixed.labels[0]}" in text


def test_the_guide_gives_the_days_of_each_phase() -> None:
    assert "| Đợt 1 | 1/1/2023 – 31/5/2023 |" in guide(PLAN)


def test_the_guide_tells_the_difference_of_blank_and_zero() -> None:
    assert any(rule.startswith("Để trống nghĩa là chưa có số liệu. Ghi 0 nghĩa là") for rule in RULES)
    assert all(rule in guide(PLAN) for rule in RULES)
