"""From checked workbooks to a snapshot: which rows are in it, in what types."""

import datetime
import time
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from campaign.intake.assembly import assemble, line_totals
from campaign.measures.rows import Spot, place_and_address
from campaign.records import CheckedWorkbook, Finding, LeftOut, Snapshot, SourceState
from sheets_schema.cell import Month
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.checked import AUGUST, JULY, PLAN, province_book, summary, table, unit_book

NOW = datetime.datetime(2023, 8, 15, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
TODAY = NOW.date()
KNOWN = pd.DataFrame({"day": []})


def snapshot(*books: CheckedWorkbook, today: datetime.date = TODAY) -> Snapshot:
    return assemble(
        PLAN, books, (), source=SourceState("thử", NOW), known=KNOWN, version="1", taken_at=NOW, today=today
    )


def column(frame: pd.DataFrame, name: str) -> Sequence[object]:
    return [None if value is pd.NA or value is pd.NaT else value for value in frame[name]]


WORKS = table(
    "works",
    {"title": "Đập", "owner": "CĐCS A", "completed_on": JULY, "total": 5_000_000, "plaque": True},
    {"title": "Cầu", "completed_on": Month(2022, 10)},
    left_out=[LeftOut(9, "total", "Không phải số tiền.")],
)  # fmt: skip
BOOK = unit_book("phu_cat", 2, WORKS)


def test_every_worksheet_has_its_frame_even_when_nothing_was_read() -> None:
    names = {
        worksheet.name for worksheet in (*unit_workbook(PLAN).worksheets, *province_workbook(PLAN).worksheets)
    }
    empty = snapshot()
    assert empty.tables.keys() == names
    assert {len(frame) for frame in empty.tables.values()} == {0}
    full = snapshot(BOOK)
    assert dict(empty.tables["works"].dtypes) == dict(full.tables["works"].dtypes)


def test_rows_carry_their_unit_phase_workbook_and_sheet_row() -> None:
    frame = snapshot(BOOK).tables["works"]
    assert list(frame.columns[:4]) == ["unit", "phase", "workbook", "row"]
    assert frame[["unit", "phase", "workbook", "row"]].to_numpy().tolist() == [
        ["phu_cat", 2, "dot-2/phu_cat.xlsx", 4],
        ["phu_cat", 2, "dot-2/phu_cat.xlsx", 5],
    ]


def test_columns_have_the_types_that_the_snapshot_promises() -> None:
    frame = snapshot(BOOK).tables["works"]
    kinds = {
        name: str(frame[name].dtype) for name in ("phase", "row", "title", "completed_on", "total", "plaque")
    }
    assert kinds == {
        "phase": "Int64",
        "row": "Int64",
        "title": "object",
        "completed_on": "datetime64[s]",
        "total": "Int64",
        "plaque": "boolean",
    }
    assert column(frame, "total") == [5_000_000, None]
    assert column(frame, "plaque") == [True, None]
    assert column(frame, "owner") == ["CĐCS A", None]


def test_a_month_stands_by_its_first_day() -> None:
    assert column(snapshot(BOOK).tables["works"], "completed_on") == [
        pd.Timestamp(2023, 7, 1),
        pd.Timestamp(2022, 10, 1),
    ]


def test_a_blank_stays_a_blank_and_is_never_zero() -> None:
    frame = snapshot(unit_book("phu_cat", 1, summary(members_open=(0, None)))).tables["summary"]
    assert (column(frame, "production"), column(frame, "public")) == ([0], [None])


def test_the_provinces_rows_keep_the_unit_and_phase_that_they_name() -> None:
    reviews = table("reviews", {"unit": "an_lao", "phase": "2", "state": "Đã nhận", "reviewed_on": AUGUST})
    frame = snapshot(province_book(reviews)).tables["reviews"]
    assert frame[["unit", "phase", "workbook", "row"]].to_numpy().tolist() == [["an_lao", 2, "tinh.xlsx", 4]]
    assert str(frame["phase"].dtype) == "Int64"


def test_rows_stand_in_the_order_of_phases_and_units_whatever_the_order_of_reading() -> None:
    books = [
        unit_book(unit, phase, summary(members_open=(1, 1)))
        for unit, phase in (("an_lao", 1), ("quy_nhon", 2), ("quy_nhon", 1))
    ]
    first, second = snapshot(*books), snapshot(*reversed(books))
    assert column(first.tables["summary"], "unit") == ["quy_nhon", "an_lao", "quy_nhon"]
    pd.testing.assert_frame_equal(first.tables["summary"], second.tables["summary"])
    assert first.findings == second.findings


def test_what_does_not_count_is_listed_with_its_reason() -> None:
    assert snapshot(BOOK).left_out.to_dict("records") == [
        {
            "unit": "phu_cat",
            "phase": 2,
            "worksheet": "works",
            "row": 9,
            "column": "total",
            "reason": "Không phải số tiền.",
        }
    ]
    assert list(snapshot().left_out.columns) == ["unit", "phase", "worksheet", "row", "column", "reason"]


def test_findings_of_a_workbook_and_those_across_workbooks_stand_together() -> None:
    own = Finding("z.xlsx", "phu_cat", 2, "CĐCS", "B4", "cell.text", "warning", "x", "Xem lại.")
    one = unit_book("phu_cat", 2, summary(members_open=(1, 1)))
    copy = replace(unit_book("phu_cat", 2, summary(members_open=(1, 1)), key="z.xlsx"), findings=(own,))
    found = snapshot(copy, one)
    assert [(each.workbook, each.rule) for each in found.findings] == [
        ("z.xlsx", "cell.text"),
        ("z.xlsx", "workbook.double"),
    ]
    assert column(found.tables["summary"], "workbook") == ["dot-2/phu_cat.xlsx"]


def test_notes_stand_apart_from_what_is_to_be_mended() -> None:
    note = Finding("a.xlsx", "phu_cat", 2, "CĐCS", "", "sheet.hidden", "note", "", "Có dòng ẩn.")
    error = replace(note, severity="error", rule="cell.text")
    found = snapshot(replace(BOOK, findings=(note, error)))
    assert (found.findings, found.notes) == ((error,), (note,))


def test_an_initiative_that_counts_in_another_phase_is_no_row_but_accounted_for() -> None:
    rows = table("initiatives", {"title": "Cải tiến đồ gá hàn", "authors": ("Lê Thị Hoa",)})
    found = snapshot(unit_book("phu_cat", 1, rows), unit_book("phu_cat", 2, rows))
    assert column(found.tables["initiatives"], "phase") == [1]
    (repeated,) = found.findings
    assert found.left_out.to_dict("records") == [
        {
            "unit": "phu_cat",
            "phase": 2,
            "worksheet": "initiatives",
            "row": 4,
            "column": "title",
            "reason": repeated.message,
        }
    ]


def test_two_contradicting_workbooks_have_no_rows() -> None:
    one = unit_book("phu_cat", 2, summary(members_open=(1, 1)))
    other = unit_book("phu_cat", 2, summary(members_open=(2, 2)), key="z.xlsx")
    assert len(snapshot(one, other).tables["summary"]) == 0


def test_the_units_are_those_of_the_plan_until_the_province_describes_them() -> None:
    assert snapshot().units == PLAN.units
    described = table(
        "units",
        {"code": "phu_cat", "name": "LĐLĐ Phù Cát", "short": "PC", "block": "Khối đồng bằng"},
        {"code": "an_lao", "active_to": datetime.date(2023, 6, 30)},
        {"code": "cd_moi", "name": "Công đoàn ngành Mới", "short": "CĐN Mới"},
    )
    found = {unit.id: unit for unit in snapshot(province_book(described)).units}
    assert (found["phu_cat"].name, found["phu_cat"].short, found["phu_cat"].block) == (
        "LĐLĐ Phù Cát", "PC", "Khối đồng bằng",
    )  # fmt: skip
    assert found["phu_cat"].tile == PLAN.unit("phu_cat").tile
    assert "an_lao" not in found and "quy_nhon" in found
    assert (found["cd_moi"].name, found["cd_moi"].kind) == ("Công đoàn ngành Mới", "industry")
    assert "an_lao" in {
        unit.id for unit in snapshot(province_book(described), today=JULY.replace(month=6)).units
    }


def test_line_totals_are_what_was_reported_and_nothing_else() -> None:
    book = unit_book("phu_cat", 1, summary(members_open=(0, None), members_close=(None, None)))
    assert line_totals(book) == {"members_open": {"production": 0}}
    assert line_totals(unit_book("phu_cat", 1)) == {}


def test_forty_five_workbooks_are_put_together_while_nobody_waits() -> None:
    unions = [{"name": f"CĐCS {number}", "sector": "public", "members": number} for number in range(70)]
    books = [
        unit_book(unit.id, phase.number, table("unions", *unions), summary(members_open=(1, 1)))
        for unit in PLAN.units
        for phase in PLAN.phases
    ]
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        snapshot(*books)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.25


def test_the_end_of_a_phase_is_missing_only_when_its_report_is_due_or_entry_is_finished() -> None:
    place = {"worksheet": "Báo cáo", "cell": "B20", "typed": "", "message": "Chưa ghi."}
    late = Finding("dot-2/phu_cat.xlsx", "phu_cat", 2, rule="cell.at_end", severity="missing", **place)
    other = replace(late, rule="cell.required", cell="B14")
    finished = {"item": "entry_finished", "date": TODAY}
    open_, said = unit_book("phu_cat", 2), unit_book("phu_cat", 2, table("report", finished))
    due = PLAN.phase(2).due
    before = due - datetime.timedelta(days=1)

    def shown(book: CheckedWorkbook, today: datetime.date) -> tuple[Finding, ...]:
        return snapshot(replace(book, findings=(other, late)), today=today).findings

    assert shown(open_, before) == (other,)
    assert shown(open_, due) == (other, late)
    assert shown(said, TODAY) == (other, late)
    assert shown(said, TODAY - datetime.timedelta(days=1)) == (other,)


def test_a_row_on_google_keeps_the_address_of_its_tab_and_the_letters_of_its_columns() -> None:
    link = "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=5&range="
    here = snapshot(unit_book("phu_cat", 2, replace(WORKS, link=link)))
    place = here.places["dot-2/phu_cat.xlsx", "works"]
    spot = Spot(2, "dot-2/phu_cat.xlsx", 14)
    assert place_and_address(here, "works", spot) == ("Công trình, dòng 14", f"{link}14:14")
    owner = f"{place.letters['owner']}14"
    assert place_and_address(here, "works", spot, "owner") == (f"Công trình!{owner}", link + owner)
