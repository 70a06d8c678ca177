"""A list and a tab of printed rows, small enough to see whole, for tests of reading."""

import datetime

from campaign.intake.reading.cells import Tab
from campaign.intake.reading.drafts import Draft
from campaign.intake.reading.headers import find_header
from campaign.intake.reading.lists import read_list
from campaign.intake.reading.printed import read_printed
from campaign.records import Finding, RawSheet
from sheets_schema.cell import Cell
from sheets_schema.vocabulary import (
    Choice,
    Count,
    Date,
    FixedRow,
    Money,
    RequiredIf,
    RowRule,
    Text,
    Worksheet,
)

ROW_NO = Count(name="row_no", header="STT", description="Số thứ tự.", example="1", counted="dòng")
TITLE = Text(
    name="title", header="Tên công trình", description="Tên.", example="Đập nước", required=True, longest=60
)
SECTOR = Choice(
    name="sector",
    header="Khu vực",
    description="Khu vực.",
    example="SXKD",
    required=True,
    options={"SXKD": ("Doanh nghiệp",), "HCSN": ()},
    codes={"SXKD": "production", "HCSN": "public"},
)
DONE = Date(
    name="done", header="Ngày hoàn thành", description="Ngày.", example="1/8/2023", aliases=("Ngày HT",)
)
COUNT = Count(name="people", header="Số người", description="Người.", example="12", counted="người")
TOTAL = Money(name="total", header="Tổng giá trị (đồng)", description="Tiền.", example="15 triệu")

WORKS = Worksheet(
    name="works",
    title="Công trình",
    description="Các công trình.",
    columns=(ROW_NO, TITLE, SECTOR, DONE, COUNT, TOTAL),
    key=("title",),
    rules=(
        RowRule(
            name="crowded",
            columns=("people", "total"),
            holds=lambda row: (row["people"] or 0) <= 100,
            message=lambda row: f"Có {row['people']} người, nhiều hơn 100.",
            severity="error",
        ),
    ),
    required_if=(
        RequiredIf(column="done", when=lambda row: row["people"] is not None, because="khi có số người"),
    ),
)
TAB = Tab("a.xlsx", "phu_cat", 2, "Công trình")
HEADER: list[Cell] = [
    "STT",
    "Tên công trình",
    "Khu vực",
    "Ngày hoàn thành",
    "Số người",
    "Tổng giá trị (đồng)",
]


def sheet(*rows: list[Cell], merged: tuple[tuple[int, int, int, int], ...] = ()) -> RawSheet:
    return RawSheet("Công trình", tuple(map(tuple, rows)), merged)


def read(
    *rows: list[Cell], header: list[Cell] = HEADER, merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Draft:
    """Read rows under the header; the first of them is sheet row 2."""
    given_sheet = sheet(header, *rows, merged=merged)
    found, findings = find_header(TAB, given_sheet, WORKS)
    assert found is not None, findings
    draft = read_list(TAB, given_sheet, found, WORKS)
    draft.findings[:0] = findings
    return draft


def finding(cell: str, rule: str, severity: str, typed: str, message: str, suggestion: str = "") -> Finding:
    return Finding(
        "a.xlsx",
        "phu_cat",
        2,
        "Công trình",
        cell,
        rule,
        severity,
        typed,
        message,
        suggestion,  # type: ignore[arg-type]
    )


def rows_of(draft: Draft) -> list[tuple[int, object, object]]:
    table = draft.table()
    return list(zip(table.rows, table.values["title"], table.values["people"], strict=True))


GOOD: list[Cell] = [1, "Đập nước", "SXKD", datetime.date(2023, 8, 1), 12, "15 triệu"]


BENEFIT = Money(name="production", header="SXKD", description="Tiền.", example="15 triệu")
SUMMARY = Worksheet(
    name="summary",
    title="Tổng hợp",
    description="Số liệu.",
    columns=(
        Text(name="line", header="Chỉ tiêu", description="Chỉ tiêu.", example="Số nộp"),
        Text(name="counted", header="Đơn vị tính", description="Đơn vị.", example="sáng kiến"),
        Count(name="production", header="SXKD", description="Số.", example="1", counted="sáng kiến"),
        Count(name="public", header="HCSN", description="Số.", example="1", counted="sáng kiến"),
    ),
    key=("line",),
    fixed=(
        FixedRow(
            key=("valid",),
            labels=("Sáng kiến hợp lệ",),
            printed={"counted": "sáng kiến"},
            aliases=("Số hợp lệ",),
            columns={
                name: Count(
                    name=name,
                    header=header,
                    description="Số.",
                    example="1",
                    counted="sáng kiến",
                    required=True,
                )
                for name, header in (("production", "SXKD"), ("public", "HCSN"))
            },
            group="Sáng kiến",
        ),
        FixedRow(
            key=("benefit",),
            labels=("Giá trị làm lợi",),
            printed={"counted": "đồng"},
            columns={"production": BENEFIT},
            closed=("public",),
            group="Sáng kiến",
        ),
    ),
)
PRINTED: tuple[list[Cell], ...] = (
    ["Chỉ tiêu", "Đơn vị tính", "SXKD", "HCSN"],
    ["Sáng kiến"],
    ["Sáng kiến hợp lệ", "sáng kiến"],
    ["Giá trị làm lợi", "đồng"],
)


def read_summary(*rows: list[Cell]) -> Draft:
    given_sheet = sheet(*rows)
    header, findings = find_header(TAB, given_sheet, SUMMARY)
    assert header is not None, findings
    draft = read_printed(TAB, given_sheet, header, SUMMARY)
    draft.findings[:0] = findings
    return draft
