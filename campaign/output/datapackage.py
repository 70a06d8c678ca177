"""All accepted rows with their schema, as a Data Package that other programs can read and validate."""

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from campaign.output.tables import inert
from campaign.records import Snapshot
from sheets_schema.plan import Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.names import hide_identifiers, union_key
from sheets_schema.vocabulary import Column, Text, UnitName, Workbook, Worksheet

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_IGNORED = "row_no"
_PLACE: tuple[dict[str, Any], ...] = (
    {"name": "unit", "type": "string", "title": "Đơn vị", "description": "Mã đơn vị báo cáo."},
    {"name": "phase", "type": "integer", "title": "Đợt", "description": "Số thứ tự của đợt thi đua."},
    {"name": "workbook", "type": "string", "title": "Bảng tính", "description": "Tệp hoặc mã của bảng tính."},
    {"name": "row", "type": "integer", "title": "Dòng", "description": "Số dòng trong trang tính."},
)


@dataclass(frozen=True)
class _Resource:
    """One worksheet as a table of the package."""

    workbook: Workbook
    worksheet: Worksheet
    columns: tuple[Column, ...]
    place: tuple[dict[str, Any], ...]

    @property
    def file(self) -> str:
        return f"{self.worksheet.name}.csv"

    @property
    def fields(self) -> tuple[str, ...]:
        return (*(field["name"] for field in self.place), *(column.name for column in self.columns))


def write_datapackage(
    directory: Path, plan: Plan, snapshot: Snapshot | None = None, *, names: bool = False
) -> None:
    """Write `datapackage.json` and one CSV per worksheet into a directory.

    Columns that hold a person's name or circumstances are left out unless `names`; who did not consent to be
    named is left out even then. Without a snapshot the CSVs hold their headers only.
    """
    directory.mkdir(parents=True, exist_ok=True)
    resources = tuple(_resources(plan, names=names))
    described = _package(plan, resources, snapshot)
    for resource in resources:
        _write_rows(directory / resource.file, resource, snapshot)
    text = json.dumps(described, ensure_ascii=False, indent=2)
    (directory / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def datapackage_zip(snapshot: Snapshot) -> bytes:
    """Return the package of a snapshot as one .zip; names of persons are left out."""
    written = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        write_datapackage(Path(folder), snapshot.plan, snapshot)
        for path in sorted(Path(folder).iterdir()):
            package.write(path, path.name)
    return written.getvalue()


def _resources(plan: Plan, *, names: bool) -> Iterator[_Resource]:
    for workbook in (province_workbook(plan), unit_workbook(plan)):
        for worksheet in workbook.worksheets:
            columns = tuple(
                column
                for column in worksheet.columns
                if column.name != _IGNORED and (names or not column.personal)
            )
            own = {column.name for column in columns}
            here = {"unit", "phase"} if workbook.name == "unit" else set()
            place = tuple(
                field
                for field in _PLACE
                if field["name"] in {*here, "workbook", "row"} and field["name"] not in own
            )
            yield _Resource(workbook, worksheet, columns, place)


def _package(plan: Plan, resources: Sequence[_Resource], snapshot: Snapshot | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "$schema": PROFILE,
        "name": plan.id.replace("_", "-"),
        "title": plan.title,
        "description": f"Số liệu được chấp nhận của phong trào thi đua năm {plan.year}, {plan.federation}.",
    }
    if snapshot is not None:
        described["created"] = snapshot.taken_at.isoformat(timespec="seconds")
        described["version"] = snapshot.version
        if snapshot.source.sample:
            described["description"] += " SỐ LIỆU MINH HỌA."
    described["resources"] = [_resource(resource, snapshot) for resource in resources]
    return described


def _resource(resource: _Resource, snapshot: Snapshot | None) -> dict[str, Any]:
    worksheet = resource.worksheet
    return {
        "name": worksheet.name,
        "type": "table",
        "title": f"{worksheet.title} · {resource.workbook.title}",
        "description": worksheet.description,
        "path": resource.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(resource, snapshot),
    }


def _schema(resource: _Resource, snapshot: Snapshot | None) -> dict[str, Any]:
    fields = [*map(_place_field, resource.place), *(_field(column, snapshot) for column in resource.columns)]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": _key(resource), "missingValues": [""]}
    links = [_link(column, "units", "code") for column in _unit_columns(resource)]
    known = set(resource.fields)
    links += [
        _link(reference.column, reference.worksheet, reference.target)
        for reference in resource.worksheet.references
        if reference.column in known
    ]
    return schema | ({"foreignKeys": links} if links else {})


def _place_field(field: dict[str, Any]) -> dict[str, Any]:
    return {**field, "constraints": {"required": True}} if field["name"] in ("unit", "phase") else field


def _field(column: Column, snapshot: Snapshot | None) -> dict[str, Any]:
    """Describe a column; phases are numbers here, and units may be more than the plan's."""
    described = column.to_table_schema()
    if column.name == "phase":
        constraints = {"required": True} if column.required else {}
        return {**_PLACE[1], "example": 1, "constraints": constraints}
    if isinstance(column, UnitName) and snapshot is not None:
        whole = ["province"] if column.whole_province else []
        described["constraints"]["enum"] = [*whole, *(unit.id for unit in snapshot.units)]
    return described


def _key(resource: _Resource) -> list[str]:
    """What names a row: the worksheet's key where it can never be blank, else the place it came from."""
    worksheet = resource.worksheet
    kept = {column.name: column for column in resource.columns}
    firm = all(name in kept and (kept[name].required or worksheet.fixed) for name in worksheet.key)
    if not firm or worksheet.duplicates == "warning":
        return ["workbook", "row"]
    own = {field["name"] for field in resource.place}
    return [*(name for name in ("unit", "phase") if name in own), *worksheet.key]


def _unit_columns(resource: _Resource) -> Iterator[str]:
    if any(field["name"] == "unit" for field in resource.place):
        yield "unit"
    for column in resource.columns:
        if isinstance(column, UnitName) and not column.whole_province:
            yield column.name


def _link(column: str, resource: str, field: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": resource, "fields": [field]}}


def _write_rows(path: Path, resource: _Resource, snapshot: Snapshot | None) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(resource.fields)
        if snapshot is not None:
            writer.writerows(_rows(resource, snapshot))


def _rows(resource: _Resource, snapshot: Snapshot) -> Iterator[list[str]]:
    frame = snapshot.tables[resource.worksheet.name]
    official = _official_names(resource, snapshot)
    texts = {column.name for column in resource.columns if isinstance(column, Text)}
    everybodys = resource.worksheet.name in ("units", "targets")
    for values in frame.to_dict("records"):
        row: dict[str, Any] = {str(name): value for name, value in values.items()}
        if not everybodys and not snapshot.opens(row["unit"]):
            continue
        if row.get("consent") is False:
            row["recipient"] = None
        for name in official:
            row[name] = official[name](row)
        yield [_cell(row.get(name), text=name in texts) for name in resource.fields]
    if resource.worksheet.name == "units":
        listed = set(frame["code"])
        for unit in snapshot.units:
            if unit.id not in listed:
                yield [_cell(_of_unit(unit, name)) for name in resource.fields]


def _of_unit(unit: Unit, name: str) -> str | None:
    """What the plan itself says of a unit that «Đơn vị» does not list yet."""
    kind = "LĐLĐ huyện/TX/TP" if unit.kind == "district" else "CĐ ngành"
    said = {"code": unit.id, "name": unit.name, "short": unit.short, "block": unit.block, "kind": kind}
    return said.get(name)


def _official_names(
    resource: _Resource, snapshot: Snapshot
) -> Mapping[str, Callable[[Mapping[str, Any]], Any]]:
    """Return for each referring column how its union is spelled in the register, so that links are exact."""
    register = snapshot.tables["unions"]
    named = {
        (unit, union_key(name)): name for unit, name in zip(register["unit"], register["name"], strict=True)
    }

    def spelled(column: str) -> Callable[[Mapping[str, Any]], Any]:
        return lambda row: (
            named.get((row["unit"], union_key(row[column])), row[column]) if row[column] else None
        )

    return {reference.column: spelled(reference.column) for reference in resource.worksheet.references}


def _cell(value: Any, *, text: bool = False) -> str:
    """Write one value as Table Schema reads it; free text starts no formula, shows no identity number."""
    if isinstance(value, tuple):
        value = "; ".join(str(part) for part in value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date | pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    written = hide_identifiers(str(value)) if text else str(value)
    return inert(written) if isinstance(value, str) else written
