"""The guide for clerks says what the schema says."""

from pathlib import Path

from campaign.handout.guide import RULES, guide, needs
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook

PLAN = load_plan()
PRINTED = Path(__file__).parent.parent / "docs" / "huong-dan-nhap-lieu.md"


def test_the_printed_guide_is_the_one_that_the_schema_tells() -> None:
    assert PRINTED.read_text(encoding="utf-8") == guide(PLAN), (
        "docs/huong-dan-nhap-lieu.md is old; write it again: python -m campaign.handout.guide"
    )


def test_every_column_of_every_worksheet_has_its_row() -> None:
    lines = set(guide(PLAN).splitlines())
    for workbook in (unit_workbook(PLAN), province_workbook(PLAN)):
        for worksheet in workbook.worksheets:
            assert f"### {worksheet.title}" in lines
            for column in worksheet.columns:
                told = (column.header, column.description, needs(column), column.example)
                cells = " | ".join(text.replace("|", "\\|").replace("\n", " ") for text in told)
                assert f"| {cells} |" in lines


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
