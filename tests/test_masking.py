"""What each role sees of the sample province: the same figures, and no word that is not for it."""

import csv
import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from campaign.access import Role, visible
from campaign.commands import asked_for
from campaign.intake.collector import load_snapshot
from campaign.intake.snapshots import SnapshotStore
from campaign.masking import UNIONS
from campaign.measures import course, line_figures, movements, progress, timeliness
from campaign.measures.measured import Scope
from campaign.output.datapackage import write_datapackage
from campaign.records import SheetPlace, Snapshot
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Text

OWN = "phu_cat"
SEEN: tuple[tuple[Role, str], ...] = (("leader", ""), ("admin", ""), ("unit", OWN), ("screen", ""))
BRAND = "⟦{}⟧"
"""Put behind every text, so that it is known again wherever it turns up: whose row it stands in."""
PERSON = "⟦người⟧"


@pytest.fixture(scope="module")
def sample(sample_history: Path) -> Snapshot:
    """The sample province in which each text that somebody typed bears its unit's brand."""
    store = SnapshotStore(f"sqlite:///{(sample_history / 'campaign.db').as_posix()}")
    snapshot = load_snapshot(store, load_plan(), today=datetime.date(2023, 8, 15))
    store.close()
    assert snapshot is not None
    return branded(snapshot)


@pytest.mark.parametrize(("role", "unit"), SEEN)
def test_every_figure_of_every_scope_is_the_same_for_every_role(
    sample: Snapshot, role: Role, unit: str
) -> None:
    seen = visible(sample, role, unit)

    phases = (None, *(phase.number for phase in sample.plan.phases))
    units = (None, *(each.id for each in sample.units))
    sectors = (None, *(sector.id for sector in sample.plan.sectors))
    for indicator, *scope in product(sample.plan.indicators, phases, units, sectors):
        there = Scope(*scope)
        assert progress.progress(seen, indicator.id, there) == progress.progress(sample, indicator.id, there)


@pytest.mark.parametrize(("role", "unit"), SEEN)
def test_what_is_told_of_time_reports_lines_and_movements_is_the_same(
    sample: Snapshot, role: Role, unit: str
) -> None:
    seen = visible(sample, role, unit)

    for phase in sample.plan.phases:
        assert [figures(one) for one in timeliness.by_unit(seen, phase.number)] == [
            figures(one) for one in timeliness.by_unit(sample, phase.number)
        ]
    for indicator in sample.plan.indicators:
        assert course.of(seen, indicator.id).answer == course.of(sample, indicator.id).answer
    assert line_figures.line_figures(seen, Scope()) == line_figures.line_figures(sample, Scope())
    without_names = [replace(one, names=(), spots=()) for one in movements.movements(seen)]
    assert without_names == [replace(one, names=(), spots=()) for one in movements.movements(sample)]
    assert progress.uncovered_count(seen) == progress.uncovered_count(sample)


def test_a_clerk_gets_no_word_of_another_unit_and_every_word_of_the_own_one(sample: Snapshot) -> None:
    seen = visible(sample, "unit", OWN)

    words = "\n".join(strings(seen))
    others = [each.id for each in sample.units if each.id != OWN]
    assert [unit for unit in (*others, "tỉnh", OWN) if BRAND.format(unit) in words] == [OWN]
    for name, frame in sample.tables.items():
        if name in {sheet.name for sheet in unit_workbook(sample.plan).worksheets}:
            pd.testing.assert_frame_equal(own(seen.tables[name]), own(frame))
    assert seen.findings == tuple(one for one in sample.findings if one.unit == OWN) != ()


def test_a_clerk_gets_the_addresses_of_the_own_unit_alone(sample: Snapshot) -> None:
    places = {(state.key, "summary"): SheetPlace("Tổng hợp", {}) for state in sample.workbooks}
    seen = visible(replace(sample, places=places), "unit", OWN)
    assert set(seen.places) == {(state.key, "summary") for state in sample.workbooks if state.unit == OWN}


def test_a_screen_gets_no_word_that_anybody_typed_but_what_meetings_promised(sample: Snapshot) -> None:
    seen = visible(sample, "screen")

    promised = seen.tables["commitments"].assign(what="")
    words = "\n".join(strings(replace(seen, tables={**seen.tables, "commitments": promised})))
    assert "⟦" not in words
    assert list(seen.tables["commitments"]["what"]) == list(sample.tables["commitments"]["what"]) != []


@pytest.mark.parametrize("role", ["staff", "leader", "admin", "unit", "screen"])
def test_without_names_nobody_gets_a_name(sample: Snapshot, role: Role) -> None:
    words = "\n".join(strings(visible(sample, role, OWN if role == "unit" else "", names=False)))

    assert PERSON not in words


def test_an_admin_gets_no_name_and_a_leader_no_contact(sample: Snapshot) -> None:
    admin, leader = visible(sample, "admin"), visible(sample, "leader")

    assert PERSON in "\n".join(strings(sample))
    assert PERSON not in "\n".join(strings(admin))
    contacts = leader.tables["units"][["contact_name", "contact_title", "contact_email", "contact_phone"]]
    assert contacts.isna().all(axis=None)
    assert leader.tables["unions"] is sample.tables["unions"]


def test_who_did_not_agree_to_be_named_is_not_named_to_a_leader(sample: Snapshot) -> None:
    rewards = (
        sample.tables["rewards"]
        .iloc[:3]
        .assign(
            record=["Điển hình", "Điển hình", "Khen thưởng"],
            recipient=["Trần Thị Đồng Ý", "Lê Văn Từ Chối", "Phạm Thị Khen"],
            consent=pd.array([True, False, None], dtype="boolean"),
        )
    )
    asked = replace(sample, tables={**sample.tables, "rewards": rewards})

    seen = visible(asked, "leader").tables["rewards"]["recipient"]

    assert list(seen) == ["Trần Thị Đồng Ý", "[đã ẩn]", "Phạm Thị Khen"]


def test_lists_of_rows_hold_only_those_of_open_units(sample: Snapshot) -> None:
    seen = visible(sample, "unit", OWN)

    listed = progress.uncovered(seen)
    whole = progress.uncovered(sample)
    pd.testing.assert_frame_equal(listed, own(whole))
    assert progress.uncovered_count(seen) == len(whole) > len(listed)
    assert len(progress.uncovered(visible(sample, "screen"))) == 0


def test_staff_get_the_snapshot_itself(sample: Snapshot) -> None:
    assert visible(sample, "staff") is sample


def test_a_clerk_whose_account_names_no_unit_gets_no_rows(sample: Snapshot) -> None:
    seen = visible(sample, "unit")

    assert seen.open_units == frozenset()
    assert "⟦" not in "\n".join(strings(seen))


def branded(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with a brand behind each text of a sheet, finding, file name and address."""
    sheets = {
        sheet.name: sheet
        for sheet in (*unit_workbook(snapshot.plan).worksheets, *province_workbook(snapshot.plan).worksheets)
    }
    tables = {name: _branded_table(frame, sheets[name]) for name, frame in snapshot.tables.items()}
    return replace(
        snapshot,
        tables=tables,
        findings=tuple(_branded_record(one) for one in snapshot.findings),
        notes=tuple(_branded_record(one) for one in snapshot.notes),
        workbooks=tuple(_branded_record(one) for one in snapshot.workbooks),
        left_out=snapshot.left_out.assign(
            reason=[
                f"{reason} {BRAND.format(unit)}"
                for reason, unit in zip(snapshot.left_out["reason"], snapshot.left_out["unit"], strict=True)
            ]
        ),
        source=replace(snapshot.source, name="/srv ⟦tỉnh⟧", fault="/srv ⟦tỉnh⟧"),
    )


def _branded_table(frame: pd.DataFrame, sheet: Any) -> pd.DataFrame:
    changed: dict[str, list[Any]] = {}
    whose = [unit if unit else "tỉnh" for unit in frame["code" if sheet.name == "units" else "unit"]]
    told = {("targets", "source_doc"), ("targets", "counted"), ("verifications", "item")}
    told |= {("units", name) for name in ("code", "name", "short", "aliases", "block")}
    answers = frame.get("item", pd.Series(dtype=object))
    for column in sheet.columns:
        if not isinstance(column, Text) or (sheet.name, column.name) in told:
            continue
        person = PERSON if column.personal else ""
        changed[column.name] = [
            _with_brand(value, f"{BRAND.format(unit)}{person}")
            for value, unit in zip(frame[column.name], whose, strict=True)
        ]
    if sheet.name == "report":
        # Figures and choices among the answers are no words of anybody.
        changed["content"] = [
            branded if str(item) in WORDS else plain
            for item, branded, plain in zip(answers, changed["content"], frame["content"], strict=True)
        ]
    changed["workbook"] = [
        f"{key} {BRAND.format(unit)}" for key, unit in zip(frame["workbook"], whose, strict=True)
    ]
    made = {name: pd.Series(values, dtype=object, index=frame.index) for name, values in changed.items()}
    return frame.assign(**made)


WORDS = {row.id for row in load_plan().report_rows if row.content == "text"}


def _with_brand(value: Any, brand: str) -> Any:
    if isinstance(value, tuple):
        return tuple(f"{part} {brand}" for part in value)
    return f"{value} {brand}" if isinstance(value, str) else value


def _branded_record(record: Any) -> Any:
    """A finding or a workbook; the names of tabs and rules are not what somebody typed."""
    brand = BRAND.format(record.unit or "tỉnh")
    named = ("workbook", "typed", "message", "suggestion", "url", "key", "title")
    fields = {field.name for field in dataclasses.fields(record)}
    values = {name: f"{getattr(record, name)} “{brand}”" for name in named if name in fields}
    return replace(record, **values)


def own(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["unit"] == OWN].reset_index(drop=True)


def figures(one: timeliness.Received) -> Any:
    """A report without the comment of whoever looked at it."""
    return replace(one, review=one.review and replace(one.review, comment=""))


def strings(found: object, met: set[int] | None = None) -> Iterator[str]:
    """Yield every text that can be reached from a value."""
    met = set() if met is None else met
    if isinstance(found, str):
        yield found
    elif isinstance(found, pd.DataFrame):
        for name in found.columns:
            if found[name].dtype.kind not in "iufbM":
                yield from strings(list(found[name]), met)
    elif id(found) in met or isinstance(found, int | float | datetime.date | np.generic | type(None)):
        return
    elif isinstance(found, Mapping):
        met.add(id(found))
        for key, value in found.items():
            yield from strings(key, met)
            yield from strings(value, met)
    elif isinstance(found, list | tuple | set | frozenset):
        for each in found:
            yield from strings(each, met)
    elif dataclasses.is_dataclass(found):
        met.add(id(found))
        yield from strings(vars(found) if hasattr(found, "__dict__") else dataclasses.astuple(found), met)


def test_every_worksheet_that_names_unions_has_its_stand_ins() -> None:
    named = {
        sheet.name
        for sheet in unit_workbook(load_plan()).worksheets
        if sheet.name == "unions" or any(one.worksheet == "unions" for one in sheet.references)
    }

    assert set(UNIONS) == named


def test_a_role_is_named_on_the_command_line_with_its_unit() -> None:
    assert asked_for.role(load_plan(), None) == ("staff", "")
    assert asked_for.role(load_plan(), "leader") == ("leader", "")
    assert asked_for.role(load_plan(), "unit:LĐLĐ huyện Phù Cát") == ("unit", OWN)
    for wrong in ("unit", "leader:phu_cat", "boss"):
        with pytest.raises(asked_for.CannotRun, match=f"Không có vai trò “{wrong}”"):
            asked_for.role(load_plan(), wrong)


def test_a_package_for_a_clerk_holds_the_rows_of_the_own_unit_alone(sample: Snapshot, tmp_path: Path) -> None:
    write_datapackage(tmp_path, sample.plan, visible(sample, "unit", OWN))

    for file in tmp_path.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            units = {row["unit"] for row in csv.DictReader(rows) if "unit" in row}
        if file.stem != "targets":
            assert units <= {OWN}, file.stem
    assert "unit" in (tmp_path / "works.csv").read_text(encoding="utf-8")
