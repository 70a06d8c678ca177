"""«Kết quả kiểm tra»: what a unit reads in its own workbook of what was received."""

import datetime
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from campaign.database import TIME_ZONE
from campaign.handout.google.provision import fulfil, need
from campaign.handout.google.publishing import Publisher
from campaign.handout.google.results import MOST_ROWS, Result, ResultTabs, result
from campaign.handout.layout import Heading
from campaign.intake.assembly import assemble
from campaign.records import CheckedWorkbook, Finding, Snapshot, SourceState, WorkbookState
from sheets_schema.tags import RESULT_TAB
from sheets_schema.unit_workbook import unit_workbook
from tests.office import PLAN, Office, office

READ_AT = datetime.datetime(2023, 5, 12, 9, 41, tzinfo=TIME_ZONE)
NAMES = tuple(worksheet.name for worksheet in unit_workbook(PLAN).worksheets)
STATE = WorkbookState("a", "A", "unit", "phu_cat", 2, "hash", READ_AT, READ_AT, NAMES)
WRONG = Finding(
    workbook="a",
    unit="phu_cat",
    phase=2,
    worksheet="Công trình",
    cell="H14",
    rule="date",
    severity="error",
    typed="31/6/2023",
    message="“31/6/2023” không phải ngày có thật.",
    suggestion="30/6/2023",
    url="https://docs.google.com/spreadsheets/d/a/edit#gid=5&range=H14",
)
MISSING = replace(WRONG, worksheet="CĐCS", cell="", severity="missing", message="Chưa nhập trang “CĐCS”.")


def test_a_unit_reads_when_it_was_received_and_how_much_of_it_is_whole() -> None:
    assert result(PLAN, STATE, [WRONG, MISSING]).summary == (
        "Đã nhận lúc 9:41 ngày 12/5 · 6/7 trang đủ · 1 lỗi · 1 chỗ thiếu"
    )


def test_a_worksheet_that_is_not_filled_is_not_whole() -> None:
    assert result(PLAN, replace(STATE, received=NAMES[:2]), []).summary == (
        "Đã nhận lúc 9:41 ngày 12/5 · 2/7 trang đủ"
    )


def test_each_finding_has_its_place_its_mend_and_a_link_to_its_cell() -> None:
    assert result(PLAN, STATE, [WRONG]) == Result(
        "KẾT QUẢ KIỂM TRA · LĐLĐ huyện Phù Cát · Đợt 2",
        "Đã nhận lúc 9:41 ngày 12/5 · 7/7 trang đủ · 1 lỗi",
        (("Lỗi, chưa tính", "Công trình!H14", WRONG.message, "30/6/2023", WRONG.url),),
    )


def test_no_findings_are_said_to_be_none() -> None:
    assert result(PLAN, STATE, []).rows == (("", "", "Không có điểm nào cần rà soát.", "", ""),)


def test_more_findings_than_anyone_mends_at_once_are_counted() -> None:
    many = [replace(WRONG, cell=f"H{row}") for row in range(4, 4 + MOST_ROWS + 20)]
    rows = result(PLAN, STATE, many).rows
    assert (len(rows), rows[-1][2]) == (MOST_ROWS + 1, "Còn 20 điểm nữa, xem ở trang Kiểm tra số liệu.")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def id(place: Office) -> str:
    """The workbook of Phù Cát for the second phase."""
    drive = place.drive
    lacking = need(drive, (), Heading(PLAN, PLAN.unit("phu_cat"), PLAN.phase(2)), ())
    (made, *_) = list(fulfil(drive, lacking, notify=False, editors=()))
    return made[0].id


def snapshot(id: str, *findings: Finding, fault: str = "") -> Snapshot:
    """What the collector publishes of one workbook with these findings."""
    named = tuple(replace(each, workbook=id) for each in findings)
    checked = CheckedWorkbook(id, "A", "unit", "phu_cat", 2, {}, named, NAMES)
    state = replace(STATE, key=id, fault=fault)
    source = SourceState("Google Drive", READ_AT)
    empty = assemble(
        PLAN, [], [], source=source, known=no_courses(), version="1", taken_at=READ_AT, today=READ_AT.date()
    )
    return replace(empty, workbooks=(state,), findings=checked.findings)


def no_courses() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("day", "unit", "phase", "line", "sector", "value")})


def test_it_stands_last_protected_and_with_links(place: Office, id: str) -> None:
    tabs = ResultTabs(place.drive)
    assert tabs.publish(snapshot(id, WRONG)) == (id,)
    book = place.google.workbook(id)
    tab = book.spreadsheet.tabs[-1]
    assert (tab.title, len(tab.protected)) == (RESULT_TAB, 1)
    assert book.values(RESULT_TAB)[1:] == [
        ["Đã nhận lúc 9:41 ngày 12/5 · 7/7 trang đủ · 1 lỗi"],
        ["Mức", "Ô", "Điều cần rà soát", "Đề xuất"],
        ["Lỗi, chưa tính", "Công trình!H14", WRONG.message, "30/6/2023"],
    ]
    link = tab.cells[3, 1].format["textFormat"]["link"]["uri"]
    assert link == WRONG.url


def test_it_is_written_in_one_request_and_only_when_it_changes(place: Office, id: str) -> None:
    tabs = ResultTabs(place.drive)
    tabs.publish(snapshot(id, WRONG, MISSING))
    place.google.forget_requests()
    assert tabs.publish(snapshot(id, WRONG, MISSING)) == ()
    assert [each for each in place.google.requests if each.kind != "token"] == []
    assert tabs.publish(snapshot(id, WRONG)) == (id,)
    assert (place.google.count("sheets.write"), place.google.count("sheets.read")) == (1, 0)
    assert len(place.google.workbook(id).values(RESULT_TAB)) == 4


def test_another_process_looks_once_and_writes_nothing_again(place: Office, id: str) -> None:
    ResultTabs(place.drive).publish(snapshot(id, WRONG))
    place.google.forget_requests()
    again = ResultTabs(place.drive)
    assert (again.publish(snapshot(id, WRONG)), again.publish(snapshot(id, WRONG))) == ((), ())
    assert (place.google.count("sheets.write"), place.google.count("sheets.read")) == (0, 1)


def test_no_other_worksheet_is_touched(place: Office, id: str) -> None:
    place.fill(id, unit_workbook(PLAN))
    book = place.google.workbook(id)
    before = {tab.title: book.values(tab.title) for tab in book.spreadsheet.tabs}
    ResultTabs(place.drive).publish(snapshot(id, WRONG))
    assert {title: book.values(title) for title in before} == before
    assert place.read(id).findings == ()


def test_a_tab_of_that_name_that_a_clerk_made_is_left_alone(place: Office, id: str) -> None:
    book = place.google.workbook(id)
    book.add_tab(RESULT_TAB)
    book.type(RESULT_TAB, "A1", "ghi chú của tôi")
    tabs = ResultTabs(place.drive)
    assert (tabs.publish(snapshot(id, WRONG)), tabs.publish(snapshot(id, WRONG))) == ((), ())
    assert book.values(RESULT_TAB) == [["ghi chú của tôi"]]


def test_a_workbook_with_a_fault_is_left_alone(place: Office, id: str) -> None:
    place.google.forget_requests()
    assert ResultTabs(place.drive).publish(snapshot(id, WRONG, fault="Không đọc được")) == ()
    assert place.google.count("sheets.read") == 0


def test_a_workbook_that_the_account_may_only_read_is_tried_once_until_there_is_news(
    place: Office, id: str
) -> None:
    place.google.faults.add(status=403, where=":batchUpdate", error="not_shared", file=id)
    tabs = ResultTabs(place.drive)
    assert tabs.publish(snapshot(id, WRONG)) == ()
    place.google.forget_requests()
    assert tabs.publish(snapshot(id, WRONG)) == ()
    assert place.google.count("sheets.read") + place.google.count("sheets.write") == 0
    place.google.faults.clear()
    assert tabs.publish(snapshot(id, WRONG, MISSING)) == (id,)


def test_a_workbook_that_fails_again_and_again_does_not_keep_the_others_from_theirs(
    place: Office, id: str
) -> None:
    place.google.faults.add(error="internal", file="1" + "x" * 43)
    broken, well = snapshot("1" + "x" * 43, WRONG), snapshot(id, WRONG)
    both = replace(
        well, workbooks=broken.workbooks + well.workbooks, findings=broken.findings + well.findings
    )
    tabs = ResultTabs(place.drive, most=1)
    assert [tabs.publish(both) for _ in range(3)] == [(), (id,), ()]


def test_an_answer_of_no_known_shape_is_a_fault_of_that_workbook(place: Office, id: str) -> None:
    place.google.faults.add(status=200, json={}, file=id)
    assert ResultTabs(place.drive).publish(snapshot(id, WRONG)) == ()


def test_a_deleted_result_tab_is_made_again_with_the_news_after_next(place: Office, id: str) -> None:
    tabs = ResultTabs(place.drive)
    tabs.publish(snapshot(id, WRONG))
    place.google.workbook(id, place.robot).delete_tab(RESULT_TAB)
    assert tabs.publish(snapshot(id, WRONG, MISSING)) == ()
    assert tabs.publish(snapshot(id)) == (id,)


def test_the_thread_writes_what_the_latest_snapshot_says_and_ends_when_told(place: Office, id: str) -> None:
    latest = snapshot(id, WRONG)
    publisher = Publisher(ResultTabs(place.drive), lambda: latest, every=0.05)
    publisher.start()
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if place.google.workbook(id).spreadsheet.titled(RESULT_TAB):
                break
            time.sleep(0.05)
    finally:
        publisher.stop()
    assert place.google.workbook(id).values(RESULT_TAB)[3][1] == "Công trình!H14"
