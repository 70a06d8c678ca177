"""Whatever breaks, the collector keeps what is good and says what is wrong, and since when."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaign.handout.xlsx import write_unit_template
from campaign.intake import collector as collecting
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.intake.snapshots.standing import OUR_MISTAKE, VANISHED
from campaign.intake.sources.folder import FolderSource
from campaign.records import Snapshot, SourceUnavailable, WorkbookUnreadable
from tests.shelf import (
    HOUR,
    MONDAY,
    PHU_CAT,
    PHU_MY,
    PLAN,
    Clock,
    Shelf,
    Start,
    book,
    figures,
    phu_cat,
    phu_my,
    state,
    without_sheet,
)


def test_a_source_that_is_gone_leaves_the_last_figures_and_says_since_when(
    start: Start, shelf: Shelf, clock: Clock
) -> None:
    collector = start()
    collector.refresh()
    shelf.gone = SourceUnavailable("Không mở được thư mục.")
    clock.now = MONDAY + HOUR
    assert collector.refresh()
    clock.now = MONDAY + 2 * HOUR
    assert not collector.refresh()
    source = collector.source
    assert figures(collector.snapshot) == {"phu_cat": 145, "phu_my": 80}
    assert (source.fault, source.fault_since, source.checked_at) == (
        "Không mở được thư mục.",
        MONDAY + HOUR,
        MONDAY,
    )
    shelf.gone = None
    assert collector.refresh()
    assert (collector.source.fault, collector.source.checked_at) == ("", MONDAY + 2 * HOUR)


def test_a_source_that_fails_half_way_keeps_what_was_read_before(start: Start, shelf: Shelf) -> None:
    collector = start()
    collector.refresh()
    shelf.put(phu_cat(150), phu_my(95))
    shelf.faults[PHU_MY] = SourceUnavailable("Mất mạng.")
    collector.refresh()
    assert (figures(collector.snapshot), collector.source.fault) == (
        {"phu_cat": 150, "phu_my": 80},
        "Mất mạng.",
    )
    assert state(collector, PHU_MY).fault == ""


def test_an_unreadable_workbook_keeps_its_last_good_content(start: Start, shelf: Shelf, clock: Clock) -> None:
    collector = start()
    collector.refresh()
    shelf.put(phu_cat(150))
    shelf.faults[PHU_CAT] = WorkbookUnreadable("Tệp đang được lưu dở.")
    clock.now = MONDAY + HOUR
    collector.refresh()
    clock.now = MONDAY + 2 * HOUR
    collector.refresh()
    faulty = state(collector, PHU_CAT)
    assert (faulty.fault, faulty.fault_since) == ("Tệp đang được lưu dở.", MONDAY + HOUR)
    assert (figures(collector.snapshot)["phu_cat"], collector.source.fault) == (145, "")
    del shelf.faults[PHU_CAT]
    collector.refresh()
    assert (state(collector, PHU_CAT).fault, figures(collector.snapshot)["phu_cat"]) == ("", 150)


def test_a_workbook_that_never_could_be_read_is_shown_with_its_fault(start: Start, shelf: Shelf) -> None:
    shelf.faults[PHU_CAT] = WorkbookUnreadable("Tệp hỏng.")
    collector = start()
    collector.refresh()
    broken = state(collector, PHU_CAT)
    assert (broken.kind, broken.unit, broken.content, broken.fault) == ("unknown", "", "", "Tệp hỏng.")
    assert figures(collector.snapshot) == {"phu_my": 80}


def test_a_mistake_of_ours_hits_one_workbook_only_and_is_logged(
    start: Start, shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    collector = start()
    collector.refresh()
    shelf.put(phu_cat(150), phu_my(95))
    shelf.faults[PHU_CAT] = ZeroDivisionError("division by zero")
    with caplog.at_level(logging.ERROR):
        collector.refresh()
        collector.refresh()
    assert (state(collector, PHU_CAT).fault, figures(collector.snapshot)) == (
        OUR_MISTAKE,
        {"phu_cat": 145, "phu_my": 95},
    )
    assert [record.message for record in caplog.records] == [f"{PHU_CAT!r} could not be read"]
    assert "ZeroDivisionError" in caplog.text


def test_a_workbook_that_cannot_be_counted_is_set_back(
    start: Start, shelf: Shelf, store: SnapshotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = start()
    collector.refresh()
    real = collecting.snapshot_of

    def fails_on_150(plan: object, held: dict, *rest: object, **named: object) -> Snapshot:
        checked = held[PHU_CAT].checked
        if 150 in checked.tables["summary"].values["production"]:
            raise ValueError("no such thing")
        return real(plan, held, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(collecting, "snapshot_of", fails_on_150)
    shelf.put(phu_cat(150))
    assert collector.refresh()
    assert (state(collector, PHU_CAT).fault, figures(collector.snapshot)["phu_cat"]) == (OUR_MISTAKE, 145)
    assert not collector.refresh()
    shelf.put(phu_my(95))
    collector.refresh()
    assert figures(collector.snapshot) == {"phu_cat": 145, "phu_my": 95}
    assert figures(load_snapshot(store, PLAN)) == {"phu_cat": 145, "phu_my": 95}


def test_a_workbook_that_vanished_stays_and_is_marked(start: Start, shelf: Shelf, clock: Clock) -> None:
    collector = start()
    collector.refresh()
    kept = shelf.books.pop(PHU_CAT)
    clock.now = MONDAY + HOUR
    collector.refresh()
    gone = state(collector, PHU_CAT)
    assert (gone.fault, gone.fault_since, figures(collector.snapshot)["phu_cat"]) == (
        VANISHED,
        MONDAY + HOUR,
        145,
    )
    shelf.books[PHU_CAT] = kept
    collector.refresh()
    assert state(collector, PHU_CAT).fault == ""


def test_a_vanished_workbook_can_be_forgotten_for_good(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    collector = start()
    collector.refresh()
    assert not collector.forget(PHU_CAT)
    del shelf.books[PHU_CAT]
    collector.refresh()
    assert collector.forget(PHU_CAT)
    for snapshot in (collector.snapshot, load_snapshot(store, PLAN)):
        assert figures(snapshot) == {"phu_my": 80}
    assert not collector.refresh()


def test_a_renamed_workbook_is_not_counted_twice(start: Start, shelf: Shelf, store: SnapshotStore) -> None:
    collector = start()
    collector.refresh()
    del shelf.books[PHU_CAT]
    shelf.put(book("phu_cat", 2, {"initiatives_valid": 146}, key="moi/Phù Cát đợt 2.xlsx"))
    collector.refresh()
    keys = ["moi/Phù Cát đợt 2.xlsx", PHU_MY]
    assert [each.key for each in collector.snapshot.workbooks] == keys
    assert figures(collector.snapshot) == {"phu_cat": 146, "phu_my": 80}
    assert [each.key for each in load_snapshot(store, PLAN).workbooks] == keys


def test_a_stray_file_that_is_deleted_again_leaves_nothing_behind(start: Start, shelf: Shelf) -> None:
    stray = replace(phu_cat(1), key="Book1.xlsx", title="Book1", labels={}, sheets=())
    shelf.put(stray)
    collector = start()
    collector.refresh()
    assert state(collector, "Book1.xlsx").kind == "unknown"
    del shelf.books["Book1.xlsx"]
    collector.refresh()
    assert [each.key for each in collector.snapshot.workbooks] == [PHU_CAT, PHU_MY]


def test_a_workbook_that_can_no_longer_be_told_keeps_its_last_good_content(
    start: Start, shelf: Shelf
) -> None:
    collector = start()
    collector.refresh()
    shelf.put(replace(phu_cat(1), labels={}, sheets=()))
    collector.refresh()
    lost = state(collector, PHU_CAT)
    assert (lost.unit, lost.phase, figures(collector.snapshot)["phu_cat"]) == ("phu_cat", 2, 145)
    assert lost.fault.endswith("Đang dùng nội dung đọc được lần trước.")


def test_a_worksheet_that_is_deleted_keeps_its_last_good_rows_even_after_a_restart(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    collector = start()
    collector.refresh()
    shelf.put(without_sheet(phu_cat(145), "Tổng hợp"))
    collector.refresh()
    for snapshot in (collector.snapshot, load_snapshot(store, PLAN)):
        assert figures(snapshot) == {"phu_cat": 145, "phu_my": 80}
        stays = [finding for finding in snapshot.findings if finding.rule == "sheet.stays"]
        assert [(finding.unit, finding.worksheet, finding.severity) for finding in stays] == [
            ("phu_cat", "Tổng hợp", "warning")
        ]
        assert set(snapshot.known["value"].dropna()) >= {145, 80}
    shelf.put(phu_cat(146))
    collector.refresh()
    assert figures(collector.snapshot)["phu_cat"] == 146
    assert "sheet.stays" not in {finding.rule for finding in collector.snapshot.findings}


def test_a_store_that_cannot_be_written_is_said_and_made_up_for_later(
    start: Start, shelf: Shelf, store: SnapshotStore
) -> None:
    collector = start()
    collector.refresh()
    with sa.create_engine(store.database.engine.url).begin() as other:
        other.execute(sa.text("ALTER TABLE contents RENAME TO away"))
    shelf.put(phu_cat(150))
    assert collector.refresh()
    assert figures(collector.snapshot)["phu_cat"] == 150
    assert collector.source.fault.startswith("Chưa lưu được số liệu mới vào kho.")
    version = collector.snapshot.version
    assert not collector.refresh()
    assert (figures(collector.snapshot)["phu_cat"], collector.snapshot.version) == (150, version)
    with sa.create_engine(store.database.engine.url).begin() as other:
        other.execute(sa.text("ALTER TABLE away RENAME TO contents"))
    assert collector.refresh()
    assert (collector.source.fault, figures(load_snapshot(store, PLAN))["phu_cat"]) == ("", 150)


def test_a_folder_of_files_that_break_and_vanish_never_breaks_the_province(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "bang-tinh"
    folder.mkdir()
    for unit in ("phu_cat", "phu_my"):
        write_unit_template(folder / f"{unit}.xlsx", PLAN, PLAN.unit(unit), PLAN.phase(2))
    collector = start(FolderSource(folder))
    collector.refresh()
    whole = (folder / "phu_cat.xlsx").read_bytes()
    (folder / "phu_cat.xlsx").write_bytes(whole[: len(whole) // 2])
    collector.refresh()
    broken = state(collector, "phu_cat.xlsx")
    assert (broken.unit, broken.phase, bool(broken.fault)) == ("phu_cat", 2, True)
    folder.rename(tmp_path / "away")
    collector.refresh()
    assert (len(collector.snapshot.workbooks), bool(collector.source.fault)) == (2, True)
    (tmp_path / "away").rename(folder)
    (folder / "phu_cat.xlsx").write_bytes(whole)
    collector.refresh()
    assert (state(collector, "phu_cat.xlsx").fault, collector.source.fault) == ("", "")
