"""The store: cells come back as they were, a refresh is whole or absent, the past stays as it was known."""

import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from campaign.database import TIME_ZONE, StoreUnavailable
from campaign.intake.snapshots import SnapshotStore, grids
from campaign.intake.snapshots.archive import Refresh, Standing, StoreMovedOn
from campaign.intake.snapshots.history import History
from campaign.records import RawSheet, RawWorkbook, SourceState, WorkbookState
from sheets_schema.cell import CellError
from tests import postgres

MONDAY = datetime.datetime(2023, 8, 14, 9, 30, tzinfo=TIME_ZONE)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if postgres.binary("initdb") is None:
        pytest.skip("no PostgreSQL server on this machine")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'campaign.db'}"
    server = sa.make_url(request.getfixturevalue("server"))
    name = f"campaign_{tmp_path.name}".replace("-", "_").replace("[", "_").replace("]", "_").lower()
    with sa.create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    return server.set(database=name).render_as_string()


@pytest.fixture
def store(url: str) -> Iterator[SnapshotStore]:
    store = SnapshotStore(url)
    yield store
    store.close()


def workbook(*rows: tuple, title: str = "Tổng hợp", labels: dict | None = None) -> RawWorkbook:
    return RawWorkbook("dot-2/phu-cat.xlsx", "phu-cat", (RawSheet(title, rows),), labels or {})


def refresh(number: int, at: datetime.datetime = MONDAY, rules: str = "r1", fault: str = "") -> Refresh:
    return Refresh(number, at, rules, SourceState("/srv/bang-tinh", at, fault, at if fault else None))


def standing(key: str, content: str, *, unit: str = "phu_cat", phase: int = 2, **more: object) -> Standing:
    state = WorkbookState(
        key,
        key,
        "unit",
        unit,
        phase,
        content,
        MONDAY,
        MONDAY + HOUR,
        ("summary",),
        **more,  # type: ignore[arg-type]
    )
    return Standing(state, "rev 1", ("https://docs.google.com/x#gid=1",))


def content(text: str) -> grids.Content:
    return grids.content(workbook((text,)))


CELLS = st.one_of(
    st.none(),
    st.text(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.times().map(lambda time: time.replace(fold=0)),
    st.builds(CellError, st.sampled_from(["#REF!", "#N/A", "#DIV/0!"])),
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3).map(tuple), min_size=1, max_size=4))
def test_every_kind_of_cell_comes_back_as_the_same_kind(rows: list[tuple]) -> None:
    packed = grids.content(workbook(*rows)).packed
    cells = grids.workbook(packed, key="k", title="t").sheets[0].cells
    assert [[(type(cell), repr(cell)) for cell in row] for row in cells] == [
        [(type(cell), repr(cell)) for cell in row] for row in rows
    ]


def test_a_workbook_comes_back_whole_at_the_place_where_it_lies_now() -> None:
    sheet = RawSheet(
        "CĐCS", (("STT", 1), (None, 2.5)), ((0, 0, 0, 1),), hidden_rows=3, link="https://x#gid=7"
    )
    raw = RawWorkbook("a.xlsx", "a", (sheet,), {"unit": "phu_cat", "phase": "2"}, "https://x")
    packed = grids.content(raw).packed
    assert grids.workbook(packed, key="a.xlsx", title="a", url="https://x", links=["https://x#gid=7"]) == raw
    moved = grids.workbook(packed, key="b.xlsx", title="b")
    assert moved == replace(raw, key="b.xlsx", title="b", url="", sheets=(replace(sheet, link=""),))


def test_the_hash_is_of_the_values_and_not_of_the_file() -> None:
    raw = workbook(("Sáng kiến", 145), labels={"unit": "phu_cat"})
    same = replace(raw, key="khac.xlsx", title="khác", url="https://x")
    assert grids.content(same).hash == grids.content(raw).hash
    for other in (
        workbook(("Sáng kiến", 146), labels={"unit": "phu_cat"}),
        workbook(("Sáng kiến", 145.0), labels={"unit": "phu_cat"}),
        workbook(("Sáng kiến", "145"), labels={"unit": "phu_cat"}),
        workbook(("Sáng kiến", 145), labels={"unit": "phu_my"}),
        workbook(("Sáng kiến", 145), labels={"unit": "phu_cat"}, title="CĐCS"),
    ):
        assert grids.content(other).hash != grids.content(raw).hash


def test_blank_cells_around_the_filled_ones_are_not_content() -> None:
    padded = workbook(
        (None, "a", None, ""), (1, None, None, None), (None, None, None, None), ("", None, None, None)
    )
    assert grids.canonical(padded).sheets[0].cells == ((None, "a"), (1, None))
    assert grids.canonical(workbook((None, None), ("",))).sheets[0].cells == ()


def test_a_refresh_comes_back_as_it_was_recorded(store: SnapshotStore) -> None:
    first, cells = refresh(1), content("145")
    stands = replace(standing("dot-2/phu-cat.xlsx", cells.hash), older={})
    store.record(first, [stands], [cells], {cells.hash: {"initiatives_valid": {"production": 145}}})

    assert (store.last(), store.refreshes()) == (first, (first,))
    (back,) = store.standings(first)
    assert (back, back.revision) == (stands, "rev 1")
    assert store.contents([cells.hash]) == {cells.hash: cells.packed}
    assert store.checked_at() == MONDAY


def test_an_empty_store_knows_nothing(store: SnapshotStore) -> None:
    assert (store.last(), store.refreshes(), store.checked_at()) == (None, (), None)
    assert store.standings(refresh(1)) == ()
    assert store.history(refresh(1), "r1", MONDAY.date()).known().empty


def test_each_refresh_adds_only_what_changed_and_the_past_stays(store: SnapshotStore) -> None:
    a, b, c = content("a"), content("b"), content("c")
    one, two = standing("1.xlsx", a.hash), standing("2.xlsx", b.hash, unit="phu_my")
    store.record(refresh(1), [one, two], [a, b])
    mended = standing("2.xlsx", c.hash, unit="phu_my")
    store.record(refresh(2, MONDAY + DAY), [mended], [c])
    store.record(refresh(3, MONDAY + 2 * DAY), [replace(one, dropped=True)])

    assert store.standings(refresh(1)) == (one, two)
    assert store.standings(refresh(2)) == (one, mended)
    assert store.standings(refresh(3)) == (mended,)
    assert store.last(MONDAY + DAY + HOUR) == refresh(2, MONDAY + DAY)
    assert store.last(MONDAY - HOUR) is None
    with store.database.engine.connect() as connection:
        rows = [
            connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) for table in ("states", "contents")
        ]
    assert rows == [4, 3]


def test_a_workbook_that_was_never_readable_is_remembered_with_its_fault(store: SnapshotStore) -> None:
    broken = Standing(
        WorkbookState("x.xlsx", "x", "unknown", "", None, "", MONDAY, MONDAY, (), "Tệp hỏng.", MONDAY + HOUR)
    )
    store.record(refresh(1), [broken])
    assert store.standings(refresh(1)) == (broken,)


def test_a_refresh_that_fails_half_way_leaves_no_trace(store: SnapshotStore) -> None:
    store.record(refresh(1), [standing("1.xlsx", (a := content("a")).hash)], [a])
    unknown = standing("2.xlsx", "0" * 64)
    with pytest.raises(StoreUnavailable):
        store.record(refresh(2), [unknown], [content("b")])
    assert store.last() == refresh(1)
    assert store.contents([content("b").hash]) == {}
    assert [each.state.key for each in store.standings(refresh(2))] == ["1.xlsx"]


def test_two_writers_cannot_both_record_the_same_refresh(store: SnapshotStore, url: str) -> None:
    other = SnapshotStore(url)
    other.record(refresh(1), [standing("1.xlsx", (a := content("a")).hash)], [a])
    with pytest.raises(StoreMovedOn):
        store.record(refresh(1), [standing("1.xlsx", (b := content("b")).hash)], [b])
    with pytest.raises(StoreMovedOn):
        store.record(refresh(3), [], [])
    assert store.standings(refresh(1))[0].state.content == a.hash
    other.close()


def test_the_pulse_tells_when_the_source_was_last_seen_without_a_refresh(store: SnapshotStore) -> None:
    store.record(refresh(1), [])
    store.beat(MONDAY + HOUR)
    assert (store.checked_at(), len(store.refreshes())) == (MONDAY + HOUR, 1)


def test_only_one_turn_to_collect_is_given_at_a_time(store: SnapshotStore, url: str) -> None:
    other = SnapshotStore(url)
    ours, theirs = store.turn(), other.turn()
    assert (ours.take(), theirs.take(), ours.take()) == (True, False, True)
    ours.release()
    assert (theirs.take(), ours.take()) == (True, False)
    theirs.release()
    other.close()


def test_a_turn_goes_with_the_connection_that_held_it(server: str) -> None:
    first, second = SnapshotStore(server), SnapshotStore(server)
    ours, theirs = first.turn(), second.turn()
    assert ours.take()
    with sa.create_engine(server, isolation_level="AUTOCOMMIT").connect() as admin:
        # The second argument waits, up to so many milliseconds, until the connection has really gone.
        held = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
        admin.execute(sa.text(held))
    assert theirs.take()
    assert not ours.take()
    theirs.release()
    first.close()
    second.close()


def test_a_store_of_a_newer_program_is_refused(url: str) -> None:
    SnapshotStore(url).close()
    with sa.create_engine(url).begin() as connection:
        connection.execute(sa.text("UPDATE about SET value = '7' WHERE name = 'layout'"))
    with pytest.raises(
        StoreUnavailable, match=r"do bản chương trình mới hơn tạo ra \(cấu trúc 7; bản này hiểu đến 1\)"
    ):
        SnapshotStore(url)


def test_what_is_no_store_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "note.db").write_text("Đây không phải cơ sở dữ liệu. " * 100, encoding="utf-8")
    with pytest.raises(
        StoreUnavailable, match=r"Không dùng được kho số liệu .*note\.db: file is not a database"
    ):
        SnapshotStore(f"sqlite:///{tmp_path / 'note.db'}")
    for wrong in ("var/campaign.db", "mysterydb://x", ""):
        with pytest.raises(StoreUnavailable, match="Địa chỉ kho số liệu chưa đúng"):
            SnapshotStore(wrong)


def test_a_password_is_never_part_of_a_message() -> None:
    with pytest.raises(StoreUnavailable) as refused:
        SnapshotStore("postgresql+psycopg://an:mat-khau@127.0.0.1:1/campaign")
    assert "mat-khau" not in str(refused.value)


def test_sqlite_survives_a_power_cut(tmp_path: Path) -> None:
    store = SnapshotStore(f"sqlite:///{tmp_path / 'campaign.db'}")
    with store.database.engine.connect() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        ]
    assert settings == ["wal", 2]
    store.close()
    with sqlite3.connect(tmp_path / "campaign.db") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_history_has_a_row_for_each_day_on_which_a_total_became_a_new_one() -> None:
    history = History()
    history.learn(MONDAY.date(), "a", ("phu_cat", 2), {"admitted": {"production": 5, "public": 0}})
    history.learn(MONDAY.date(), "a", ("phu_cat", 2), {"admitted": {"production": 7, "public": 0}})
    history.learn(MONDAY.date() + DAY, "a", ("phu_cat", 2), {"admitted": {"production": 6, "public": 0}})
    history.learn(MONDAY.date() + 2 * DAY, "a", ("phu_cat", 2), {"admitted": {"production": 6}})
    assert rows(history) == [
        ("2023-08-14", "phu_cat", 2, "admitted", "production", 7),
        ("2023-08-14", "phu_cat", 2, "admitted", "public", 0),
        ("2023-08-15", "phu_cat", 2, "admitted", "production", 6),
        ("2023-08-16", "phu_cat", 2, "admitted", "public", None),
    ]
    assert dict(history.known().dtypes.astype(str)) == {
        "day": "datetime64[s]",
        "unit": "object",
        "phase": "Int64",
        "line": "object",
        "sector": "object",
        "value": "Int64",
    }


def test_what_is_taken_back_on_the_same_day_leaves_no_row() -> None:
    history = History()
    history.learn(MONDAY.date(), "a", ("phu_cat", 2), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + DAY, "a", ("phu_cat", 2), {"admitted": {"production": 50}})
    history.learn(MONDAY.date() + DAY, "a", ("phu_cat", 2), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + 2 * DAY, "b", ("phu_my", 2), {})
    assert rows(history) == [("2023-08-14", "phu_cat", 2, "admitted", "production", 5)]


def test_a_workbook_that_moves_takes_its_totals_along() -> None:
    history = History()
    history.learn(MONDAY.date(), "a", ("phu_cat", 1), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + DAY, "a", ("phu_cat", 2), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + 2 * DAY, "a", None, {})
    assert rows(history) == [
        ("2023-08-14", "phu_cat", 1, "admitted", "production", 5),
        ("2023-08-15", "phu_cat", 1, "admitted", "production", None),
        ("2023-08-15", "phu_cat", 2, "admitted", "production", 5),
        ("2023-08-16", "phu_cat", 2, "admitted", "production", None),
    ]


def test_a_renamed_file_does_not_show_in_the_history() -> None:
    history = History()
    history.learn(MONDAY.date(), "a", ("phu_cat", 1), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + DAY, "b", ("phu_cat", 1), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + DAY, "a", None, {})
    assert rows(history) == [("2023-08-14", "phu_cat", 1, "admitted", "production", 5)]


def test_of_two_workbooks_that_contradict_each_other_neither_is_known() -> None:
    history = History()
    history.learn(MONDAY.date(), "a", ("phu_cat", 1), {"admitted": {"production": 5}})
    history.learn(MONDAY.date() + DAY, "b", ("phu_cat", 1), {"admitted": {"production": 6}})
    history.learn(MONDAY.date() + 2 * DAY, "a", ("phu_cat", 1), {})
    assert rows(history) == [
        ("2023-08-14", "phu_cat", 1, "admitted", "production", 5),
        ("2023-08-15", "phu_cat", 1, "admitted", "production", None),
        ("2023-08-16", "phu_cat", 1, "admitted", "production", 6),
    ]


def test_the_store_tells_the_history_with_the_newest_reading_of_each_content(store: SnapshotStore) -> None:
    a, b = content("1.234"), content("2.000")
    store.record(
        refresh(1), [standing("1.xlsx", a.hash)], [a], {a.hash: {"initiatives_valid": {"production": 1}}}
    )
    store.record(
        refresh(2, MONDAY + DAY, rules="r2"),
        [standing("1.xlsx", b.hash)],
        [b],
        {
            a.hash: {"initiatives_valid": {"production": 1234}},
            b.hash: {"initiatives_valid": {"production": 2000}},
        },
    )
    day_1 = ("2023-08-14", "phu_cat", 2, "initiatives_valid", "production")
    day_2 = ("2023-08-15", "phu_cat", 2, "initiatives_valid", "production")
    assert rows(store.history(refresh(1), "r1", MONDAY.date())) == [(*day_1, 1)]
    assert rows(store.history(refresh(2), "r2", (MONDAY + DAY).date())) == [(*day_1, 1234), (*day_2, 2000)]
    assert rows(store.history(refresh(2), "r2", MONDAY.date())) == [(*day_1, 2000)]


def rows(history: History) -> list[tuple[object, ...]]:
    return [
        (f"{day:%Y-%m-%d}", *place, None if value is pd.NA else value)
        for day, *place, value in history.known().itertuples(index=False)
    ]
