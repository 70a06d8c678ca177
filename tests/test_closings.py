"""Closing a phase: what is fixed stays, closing again keeps the earlier one, and tampering is seen."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaign.access import Viewer
from campaign.closing import Arrived, Basis, Closing
from campaign.database import TIME_ZONE, Database
from campaign.measures.closable import closable, late_figures
from campaign.measures.measured import Scope
from campaign.measures.progress import progress
from campaign.office.closings import ClosedMeanwhile, Closings, closings, in_force
from campaign.records import Snapshot
from tests.small_province import PLAN as SMALL
from tests.small_province import filled, line, snapshot

NOW = datetime.datetime(2023, 10, 12, 14, 0, tzinfo=TIME_ZONE)
LAN = Viewer("lan", "Nguyễn Thị Lan", "staff")
BASIS = Basis(7, NOW, "r1")
WHOLE = ("initiatives", None, None)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'office.db'}")


@pytest.fixture
def kept(database: Database) -> Closings:
    return Closings(database, lambda: NOW)


def reported(phu_cat: int, an_lao: int | None = None) -> Snapshot:
    """Initiatives of phase 2, all of production."""
    figures = {"phu_cat": phu_cat} | ({} if an_lao is None else {"an_lao": an_lao})
    return snapshot(
        today="2023-10-12",
        summary=[line(unit, 2, "initiatives_valid", value, None) for unit, value in figures.items()],
        workbooks=tuple(filled(unit, 2, "summary") for unit in figures),
    )


def official(of: Snapshot, closing: Closing, unit: str | None = None) -> int | None:
    """What the measures tell of phase 2 where that closing is in force."""
    closed = replace(of, closings={closing.phase: closing})
    return progress(closed, "initiatives", Scope(phase=2, unit=unit)).actual


def closed(kept: Closings, of: Snapshot, reason: str = "Sơ kết đợt 2") -> Closing:
    return kept.close(closable(of, 2), BASIS, LAN, reason)


def test_a_closing_keeps_who_closed_what_why_and_who_was_missing(kept: Closings) -> None:
    closing = closed(kept, reported(120, 45))

    assert (closing.phase, closing.number, closing.at, closing.by) == (2, 1, NOW, "Nguyễn Thị Lan")
    assert (closing.reason, closing.refresh, closing.rules) == ("Sơ kết đợt 2", 7, "r1")
    assert closing.today == datetime.date(2023, 10, 12)
    assert closing.missing == ("cd_y_te",)
    assert closing.arrived[2] == Arrived("cd_y_te", "chưa báo cáo", 0)
    assert [one.key for one in closing.workbooks] == ["dot-2/phu_cat.xlsx", "dot-2/an_lao.xlsx"]
    assert closing.written_rules["vượt"] == "kết quả lớn hơn chỉ tiêu"
    assert closing.intact


def test_the_official_figures_of_a_closed_phase_are_word_for_word_those_of_the_closing(
    kept: Closings,
) -> None:
    before = reported(120, 45)
    closing = closed(kept, before)
    after = replace(reported(150, 45), closings={2: closing})

    for unit in (None, "phu_cat", "an_lao", "cd_y_te"):
        for sector in (None, "production", "public"):
            for indicator in SMALL.indicators:
                scope = Scope(2, unit, sector)
                assert progress(after, indicator.id, scope) == progress(before, indicator.id, scope)
    assert progress(after, "initiatives", Scope()).actual == 195, "the whole year goes on"


def test_closing_again_counts_from_then_on_and_keeps_the_earlier_one(kept: Closings) -> None:
    first = closed(kept, reported(120))
    second = closed(kept, reported(150), "Phù Cát sửa số liệu")

    assert [(one.number, one.hash, one.reason) for one in kept.all()] == [
        (1, first.hash, "Sơ kết đợt 2"),
        (2, second.hash, "Phù Cát sửa số liệu"),
    ]
    assert in_force(kept.all())[2].number == 2
    now = reported(170)
    assert (official(now, kept.all()[0]), official(now, second)) == (120, 150)


def test_verified_figures_of_a_closed_phase_are_those_of_the_closing_too(kept: Closings) -> None:
    title = SMALL.line("initiatives_valid").title

    def checked(value: int) -> Snapshot:
        return snapshot(
            today="2023-10-12",
            summary=[line("phu_cat", 2, "initiatives_valid", 120, None)],
            verifications=[
                {"unit": "phu_cat", "phase": 2, "worksheet": "Tổng hợp", "item": title, "verified": value}
            ],
        )

    before, now = checked(110), checked(90)
    after = replace(now, closings={2: closed(kept, before)})
    scope = Scope(2, verified=True)
    assert [progress(each, "initiatives", scope).actual for each in (before, now, after)] == [110, 90, 110]
    assert progress(after, "initiatives", scope) == progress(before, "initiatives", scope)


def test_a_closing_needs_a_reason(kept: Closings) -> None:
    with pytest.raises(ValueError, match="Cần ghi lý do"):
        closed(kept, reported(120), "  ")
    assert kept.all() == ()


def test_two_who_close_at_once_are_one_closing_and_one_message(kept: Closings) -> None:
    closed(kept, reported(120))
    record = {"phase": 2, "at": NOW}
    with pytest.raises(ClosedMeanwhile, match="Vừa có người khác chốt đợt 2"):
        kept._add(2, 1, 0, record)
    assert len(kept.all()) == 1


def test_a_unit_that_was_missing_is_let_in_alone_and_the_closing_itself_stays(kept: Closings) -> None:
    then, now = reported(120), reported(999, 45)
    closing = closed(kept, then)

    amended = kept.let_in(
        closing, "an_lao", late_figures(closing, then, now, "an_lao"), BASIS, LAN, "Gửi muộn"
    )

    assert (official(now, amended), official(now, amended, "an_lao")) == (165, 45)
    assert official(now, amended, "phu_cat") == 120, "what others changed since is not let in with it"
    assert amended.own_figures[WHOLE]["actual"] == 120
    assert amended.hash == closing.hash
    assert [(one.unit, one.by, one.reason) for one in amended.late] == [("an_lao", LAN.name, "Gửi muộn")]
    assert amended.missing == ("cd_y_te",)
    assert amended.intact


def test_a_unit_that_had_reported_is_not_let_in_late(kept: Closings) -> None:
    closing = closed(kept, reported(120, 45))
    with pytest.raises(ValueError, match="chốt lại đợt"):
        kept.let_in(closing, "an_lao", {}, BASIS, LAN, "Sửa số")


def test_no_unit_is_added_to_figures_that_today_would_be_counted_otherwise(kept: Closings) -> None:
    closing = closed(kept, reported(120))
    with pytest.raises(ValueError, match="đã thay đổi từ khi chốt"):
        late_figures(closing, reported(121), reported(121, 45), "an_lao")


@pytest.mark.parametrize("column", ["record", "hash"])
def test_a_record_changed_behind_the_program_is_seen_and_does_not_count(
    kept: Closings, database: Database, column: str
) -> None:
    closed(kept, reported(120))
    closed(kept, reported(150))
    with database.writing() as connection:
        row = connection.execute(sa.select(closings).where(closings.c.number == 2)).one()
        changed = {"record": row.record.replace("150", "950"), "hash": "0" * 64}[column]
        connection.execute(closings.update().where(closings.c.number == 2), {column: changed})

    assert [one.intact for one in kept.all()] == [True, False]
    assert in_force(kept.all())[2].number == 1


def test_an_earlier_closing_taken_away_is_seen_at_the_one_that_followed(
    kept: Closings, database: Database
) -> None:
    closed(kept, reported(120))
    closed(kept, reported(150))
    with database.writing() as connection:
        connection.execute(closings.delete().where(closings.c.number == 1))
    assert [one.intact for one in kept.all()] == [False]


def test_an_old_closing_reads_the_same_after_the_schema_gained_a_column_and_the_plan_an_indicator(
    kept: Closings,
) -> None:
    before = reported(120, 45)
    closing = closed(kept, before)
    another = replace(SMALL.indicators[0], id="another", lead=False)
    grown = replace(SMALL, indicators=(*SMALL.indicators, another))
    now = replace(reported(150), plan=grown)
    now.tables["summary"]["per_cent"] = 1

    told = replace(now, closings={2: kept.all()[0]})
    assert progress(told, "initiatives", Scope(2)) == progress(before, "initiatives", Scope(2))
    assert progress(told, "another", Scope(2)).actual == 150, "what the closing does not know goes on"
    assert closing.hash == kept.all()[0].hash


def test_a_closing_that_lacks_a_figure_of_today_or_has_one_of_tomorrow_still_reads(kept: Closings) -> None:
    closing = closed(kept, reported(120))
    older = {name: value for name, value in closing.own_figures[WHOLE].items() if name != "net"}
    changed = replace(closing, own_figures={WHOLE: older | {"median": 5}})
    assert official(reported(150), changed) == 120
