"""The Data Package: what it describes, what it holds back, and that a validator of others accepts it."""

import csv
import datetime
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from campaign.intake.assembly import assemble
from campaign.intake.reading.workbook import read_workbook
from campaign.output.datapackage import datapackage_zip, write_datapackage
from campaign.records import RawWorkbook, Snapshot, SourceState
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.filled import PLAN, examples, line, province_grid, unit_grid

MOMENT = datetime.datetime(2023, 8, 15, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))

UNION: dict[str, Any] = {
    "name": "CĐCS Công ty TNHH Gỗ Thành Phát", "sector": "SXKD", "members": 62, "due": "Có", "pact": "Có",
    "chair": "Lê Thị Hoa", "note": "Gọi 0912 345 678",
}  # fmt: skip
WORK: dict[str, Any] = {
    "title": "=Nhà ăn ca", "owner_level": "CĐCS", "owner": "Cty TNHH Gỗ Thành Phát", "sector": "SXKD",
    "work_type": "Công trình", "registered_on": "01/06/2023", "completed_on": "7/2023",
    "status": "Hoàn thành", "total": "15 triệu", "days_ahead": "-5",
}  # fmt: skip
MODEL: dict[str, Any] = {
    "record": "Điển hình", "recipient_kind": "Cá nhân", "recipient": "Trần Văn Bình", "union": UNION["name"],
    "recipient_group": "Công nhân/NLĐ trực tiếp", "achievement": "Nhặt được của rơi trả lại",
    "model_type": "Người tốt, việc tốt", "found_on": "10/07/2023",
}  # fmt: skip


def snapshot(*workbooks: RawWorkbook) -> Snapshot:
    return assemble(
        PLAN, [read_workbook(raw, PLAN) for raw in workbooks], (),
        source=SourceState("thử", MOMENT, sample=True), known=pd.DataFrame(), version="7", taken_at=MOMENT,
        today=MOMENT.date(),
    )  # fmt: skip


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def resource(folder: Path, name: str) -> dict[str, Any]:
    return next(each for each in package(folder)["resources"] if each["name"] == name)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_worksheet_of_both_workbooks_is_a_resource_with_a_table(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN)
    names = [
        worksheet.name
        for workbook in (province_workbook(PLAN), unit_workbook(PLAN))
        for worksheet in workbook.worksheets
    ]
    assert [each["name"] for each in package(tmp_path)["resources"]] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(f"{name}.csv" for name in names), "datapackage.json"]
    )


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled with the examples"])
def test_a_validator_of_others_finds_no_fault(tmp_path: Path, filled: bool) -> None:
    unit = unit_grid("LĐLĐ thành phố Quy Nhơn", **examples(unit_workbook(PLAN)))
    province = province_grid(**examples(province_workbook(PLAN)))
    write_datapackage(tmp_path, PLAN, snapshot(unit, province) if filled else None, names=True)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert (report.errors, [error.message for task in report.tasks for error in task.errors]) == ([], [])
    assert len(rows(tmp_path, "summary")) == (len(PLAN.lines) if filled else 0)


def test_a_validator_of_others_sees_a_union_that_is_in_no_register(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN, snapshot(unit_grid(unions=[UNION], works=[WORK])))
    path = tmp_path / "works.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Gỗ Thành Phát", "Gỗ Vô Danh"), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [error.type for task in report.tasks for error in task.errors] == ["foreign-key"]


def test_keys_and_links_are_described(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN)
    described = {each["name"]: each["schema"] for each in package(tmp_path)["resources"]}
    assert described["summary"]["primaryKey"] == ["unit", "phase", "line"]
    assert described["unions"]["primaryKey"] == ["unit", "phase", "name"]
    assert described["works"]["primaryKey"] == ["workbook", "row"]
    assert described["units"]["primaryKey"] == ["code"]
    assert described["works"]["foreignKeys"] == [
        {"fields": ["unit"], "reference": {"resource": "units", "fields": ["code"]}},
        {"fields": ["owner"], "reference": {"resource": "unions", "fields": ["name"]}},
    ]
    assert "foreignKeys" not in described["targets"]  # «TOÀN TỈNH» is no unit


def test_a_row_is_written_in_values_and_not_as_typed(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN, snapshot(unit_grid(unions=[UNION], works=[WORK])))
    assert rows(tmp_path, "works") == [
        {
            "unit": "phu_cat", "phase": "2", "workbook": "a.xlsx", "row": "4", "title": "'=Nhà ăn ca",
            "owner_level": "CĐCS", "owner": "CĐCS Công ty TNHH Gỗ Thành Phát", "sector": "production",
            "work_type": "Công trình", "in_honour_of": "", "registered_on": "2023-06-01", "started_on": "",
            "completed_on": "2023-07-01", "status": "Hoàn thành", "total": "15000000", "benefit": "",
            "days_ahead": "-5", "plaque": "", "plaque_doc": "", "note": "",
        }
    ]  # fmt: skip


def test_a_blank_stays_blank_and_a_zero_is_zero(tmp_path: Path) -> None:
    lines = [line("initiatives_rejected", 0, None)]
    write_datapackage(tmp_path, PLAN, snapshot(unit_grid(summary=lines)))
    (row,) = rows(tmp_path, "summary")
    assert (row["line"], row["counted"], row["production"], row["public"]) == (
        "initiatives_rejected",
        "sáng kiến",
        "0",
        "",
    )


def test_names_of_people_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    given = snapshot(unit_grid(unions=[UNION]))
    write_datapackage(tmp_path / "without", PLAN, given)
    write_datapackage(tmp_path / "with", PLAN, given, names=True)
    assert "chair" not in rows(tmp_path / "without", "unions")[0]
    assert rows(tmp_path / "with", "unions")[0]["chair"] == "Lê Thị Hoa"
    assert "recipient" not in {
        field["name"] for field in resource(tmp_path / "without", "rewards")["schema"]["fields"]
    }


@pytest.mark.parametrize(("consent", "shown"), [("Có", "Trần Văn Bình"), ("Không", "")])
def test_who_did_not_consent_is_never_named(tmp_path: Path, consent: str, shown: str) -> None:
    given = snapshot(unit_grid(unions=[UNION], rewards=[{**MODEL, "consent": consent}]))
    write_datapackage(tmp_path, PLAN, given, names=True)
    assert [row["recipient"] for row in rows(tmp_path, "rewards")] == [shown]


def test_a_phone_number_in_a_note_is_not_handed_on(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN, snapshot(unit_grid(unions=[UNION])))
    assert rows(tmp_path, "unions")[0]["note"] == "Gọi [đã ẩn]"


def test_a_unit_that_the_province_does_not_list_comes_from_the_plan(tmp_path: Path) -> None:
    listed = {"code": "phu_cat", "name": "LĐLĐ huyện Phù Cát", "short": "Phù Cát", "kind": "LĐLĐ huyện/TX/TP"}
    write_datapackage(tmp_path, PLAN, snapshot(province_grid(units=[listed])))
    units = {row["code"]: row["short"] for row in rows(tmp_path, "units")}
    assert units == {unit.id: unit.short for unit in PLAN.units} | {"phu_cat": "Phù Cát"}


def test_the_package_says_when_it_was_made_and_that_figures_are_invented(tmp_path: Path) -> None:
    write_datapackage(tmp_path, PLAN, snapshot())
    said = package(tmp_path)
    assert (said["name"], said["version"], said["created"]) == (
        "binh-dinh-2023",
        "7",
        "2023-08-15T09:00:00+07:00",
    )
    assert said["description"].endswith("SỐ LIỆU MINH HỌA.")


def test_equal_snapshots_give_equal_files(tmp_path: Path) -> None:
    given = [unit_grid(unions=[UNION], works=[WORK])]
    for name in ("first", "second"):
        write_datapackage(tmp_path / name, PLAN, snapshot(*given))
    written = [
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("first", "second")
    ]
    assert written[0] == written[1]


def test_the_package_travels_as_one_file_without_names(tmp_path: Path) -> None:
    content = datapackage_zip(snapshot(unit_grid(unions=[UNION], works=[WORK], rewards=[MODEL])))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert [row["title"] for row in rows(tmp_path, "works")] == ["'=Nhà ăn ca"]
    assert "chair" not in rows(tmp_path, "unions")[0]
