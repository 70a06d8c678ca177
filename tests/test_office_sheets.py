"""What the office follows, taken along: reports, reminders, reviews, promises, closings, and what changed."""

import datetime
from dataclasses import replace

from campaign.access import Viewer
from campaign.closing import LateUnit
from campaign.intake.snapshots.archive import Refresh
from campaign.intake.snapshots.rounds import Round
from campaign.measures.commitments import listed
from campaign.measures.findings import since
from campaign.measures.measured import Scope
from campaign.measures.reminded import history, last_by_unit
from campaign.office.closings import Closings
from campaign.output import finding_sheets, office_sheets
from campaign.records import Snapshot, SourceState
from campaign.trail import Step
from dashboard import accounts, changes
from dashboard.moments import as_told
from tests.small_province import VIETNAM, filled, line, snapshot
from tests.test_closings import closed, database, kept, reported  # noqa: F401
from tests.test_pieces import finding, with_findings

ALL = Scope()
JUNE_12, JUNE_15 = datetime.date(2023, 6, 12), datetime.date(2023, 6, 15)


def followed() -> Snapshot:
    """Phù Cát reported two days late and was reminded; An Lão has begun and was sent back."""
    return snapshot(
        workbooks=(filled("phu_cat", 1, "report", "summary"), filled("an_lao", 1, "unions")),
        report=[{"unit": "phu_cat", "phase": 1, "item": "report_sent", "date": "2023-06-12"}],
        reviews=[
            {"unit": "an_lao", "phase": 1, "state": "Trả lại", "reviewed_on": "2023-06-15",
             "comment": "Thiếu"},
        ],
        reminders=[
            {"unit": "phu_cat", "phase": 1, "level": 1, "channel": "Zalo", "sent_on": "2023-06-11",
             "sent_by": "Ban", "text": "Kính gửi", "answer": "Sẽ gửi", "answered_on": "2023-06-12"},
        ],
    )  # fmt: skip


def test_the_reports_of_a_phase_stand_with_all_that_they_lack_and_the_newest_reminder() -> None:
    here = followed()
    sheet = office_sheets.reports(here, 1, None, last_by_unit(history(here)))
    phu_cat, an_lao, y_te = sheet.rows
    due = here.plan.phase(1).due
    assert phu_cat[:7] == ("LĐLĐ Phù Cát", "chậm", JUNE_12, due, 2, 2, 7)
    assert str(phu_cat[7]).startswith(
        "trang CĐCS, Sáng kiến tiêu biểu, Công trình, Phong trào, Khen thưởng; "
    )
    assert phu_cat[8:11] == (None, None, None)
    assert phu_cat[11:] == (datetime.date(2023, 6, 11), "Zalo", 1, "báo cáo sau 1 ngày")
    assert an_lao[8:11] == ("Trả lại", JUNE_15, "Thiếu")
    assert y_te[5:8] == (0, 7, "toàn bộ")
    assert y_te[11:] == (None,) * 4
    clerks = office_sheets.reports(here, 1, "an_lao")
    assert [row[0] for row in clerks.rows] == ["LĐLĐ An Lão"]
    assert clerks.columns[-1].head == "Ý kiến"


def test_phases_that_are_still_to_come_have_a_due_day_and_no_figures() -> None:
    first, _, last = office_sheets.phases(followed()).rows
    assert first[3:] == (3, 1, 0, 1, 2, 1, 0)
    assert last[3:] == (3, None, None, None, None, None, None)


def test_reminders_stand_with_their_answer_and_what_came_after() -> None:
    here = followed()
    assert office_sheets.reminders(here, history(here), None).rows == (
        (datetime.date(2023, 6, 11), "LĐLĐ Phù Cát", 1, 1, "Zalo", "Ban", "Sẽ gửi", JUNE_12,
         "báo cáo sau 1 ngày", "Kính gửi"),
    )  # fmt: skip


def test_reviews_stand_unit_by_unit_and_what_was_not_looked_at_is_blank() -> None:
    found = office_sheets.reviews(followed(), Scope(phase=1)).rows
    assert found == (
        ("LĐLĐ Phù Cát", 1, None, None, None),
        ("LĐLĐ An Lão", 1, "Trả lại", JUNE_15, "Thiếu"),
        ("CĐN Y tế", 1, None, None, None),
    )
    assert len(office_sheets.reviews(followed(), ALL).rows) == 9


def test_promises_stand_with_their_days_as_days() -> None:
    here = snapshot(
        commitments=[
            {"unit": "phu_cat", "what": "=Nhập đủ", "made_on": "2023-06-12", "due_on": "2023-06-15",
             "who": "Thường trực"},
        ]
    )  # fmt: skip
    sheet = office_sheets.commitments(here, listed(here), "Quá hạn", None)
    assert sheet.title == "Cam kết: quá hạn"
    assert sheet.rows == (
        ("LĐLĐ Phù Cát", "Thường trực", "=Nhập đủ", JUNE_15, "quá hạn 61 ngày", JUNE_12, None, None),
    )


def test_closings_stand_newest_first_with_their_whole_hash(kept: Closings) -> None:  # noqa: F811
    here = reported(120)
    first, second = closed(kept, here), closed(kept, reported(150), "Sửa số liệu")
    rows = office_sheets.closings(here, (first, second)).rows
    assert [row[:2] for row in rows] == [(2, 2), (2, 1)]
    assert rows[1][3:5] == ("Nguyễn Thị Lan", "Sơ kết đợt 2")
    assert rows[1][6:] == (2, first.hash, "có")
    assert office_sheets.arrived(here, 2).rows[0][:3] == ("LĐLĐ An Lão", 0, 7)


def test_a_unit_let_in_late_stands_with_the_figures_that_it_moved(kept: Closings) -> None:  # noqa: F811
    here = reported(120)
    closing = closed(kept, here)
    place = ("initiatives", None, None)
    figures = {place: {**closing.own_figures[place], "actual": 165}}
    late = LateUnit("an_lao", here.taken_at, "Nguyễn Thị Lan", "Mất mạng", 8, here.taken_at, figures, "x")
    assert office_sheets.late(here, replace(closing, late=(late,))).rows == (
        ("LĐLĐ An Lão", here.taken_at, "Nguyễn Thị Lan", "Mất mạng", "initiatives", 120, 165),
    )


def test_findings_are_taken_along_as_listed_and_compared() -> None:
    grave, light = finding("31/6"), finding("x", severity="warning", worksheet="Tổng hợp", cell="C5")
    here = with_findings(grave, light)
    row = ("Ngày chưa đúng", "LĐLĐ Phù Cát", 2, "Công trình!H14", "không được tính", "31/6",
           "Không phải ngày có thật.", "", "phu_cat.xlsx")  # fmt: skip
    assert finding_sheets.findings(here, ALL).rows[0] == row
    narrow = finding_sheets.findings(here, ALL, "error", "Công trình")
    assert narrow.rows == (row,)
    assert narrow.basis.endswith(" · không được tính · trang «Công trình»")
    told = finding_sheets.since(here, ALL, since([grave], [light]), "So với hôm qua: 1 điểm mới.")
    assert [(each[0], each[4]) for each in told.rows] == [
        ("mới", "Công trình!H14"),
        ("đã hết", "Tổng hợp!C5"),
    ]
    assert finding_sheets.notes(here, ALL).rows == ()


def test_figures_that_moved_and_refreshes_are_taken_along() -> None:
    then, now = (
        snapshot(summary=[line("phu_cat", 2, "initiatives_valid", value, None)]) for value in (30, 25)
    )
    assert changes.figures_sheet(now, then, ALL).rows == (
        ("initiatives", "Toàn tỉnh", 30, 25, -5, "giảm"),
        ("initiatives", "LĐLĐ Phù Cát", 30, 25, -5, "giảm"),
    )
    at, source = now.taken_at, SourceState("thử", now.taken_at, fault="Mất mạng")
    broken = Round(Refresh(1, at, "r1", source), 2, (("phu_cat", "Phù Cát đợt 2", "Không đọc được"),))
    assert changes.time_line_sheet(now, (broken,)).rows == (
        (at, 2, "Mất mạng; Phù Cát đợt 2: Không đọc được"),
    )


def test_a_refresh_tells_a_viewer_the_faults_of_open_units_and_no_folder() -> None:
    source = SourceState("/srv/thi-dua", None, fault="Không mở được thư mục /srv/thi-dua.")
    faults = (("phu_cat", "Phù Cát đợt 2", "Không đọc được"), ("an_lao", "An Lão đợt 2", "Không đọc được"))
    one = Round(Refresh(1, snapshot().taken_at, "r1", source), 2, faults)
    assert as_told(one, Viewer("lan", "", "staff")) == one
    clerk = as_told(one, Viewer("nam", "", "unit", "phu_cat"))
    assert clerk.faults == faults[:1]
    assert "/srv" not in f"{clerk.refresh.source}{as_told(one, Viewer('minh', '', 'leader')).refresh.source}"
    # Whose clerk somebody is may be unknown: then nothing is theirs.
    assert as_told(one, Viewer("nam", "", "unit")).faults == ()


def test_the_trail_is_taken_along_with_moments_as_moments() -> None:
    at = datetime.datetime(2023, 8, 15, 9, 41, tzinfo=VIETNAM)
    steps = (Step(at, "lan", "exported", "Từng đơn vị", "10.0.0.1"), Step(at, "nam", "sign_in", ""))
    assert accounts.trail_sheet(snapshot(), steps, "").rows == (
        (at, "lan", "Xuất tệp", "Từng đơn vị", "10.0.0.1"),
        (at, "nam", "Đăng nhập", None, None),
    )
    assert [row[1] for row in accounts.trail_sheet(snapshot(), steps, "sign_in").rows] == ["nam"]
