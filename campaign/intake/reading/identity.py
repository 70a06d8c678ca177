"""Whose workbook it is, and of which phase: told by tabs, title lines, properties, then its name."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

from campaign.intake.reading.cells import Tab, cell_name, is_blank
from campaign.intake.reading.headers import TITLE_LINES, header_row
from campaign.records import Finding, RawSheet, RawWorkbook
from sheets_schema.plan import Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.text import clean, fold, words
from sheets_schema.vocabulary import Workbook, Worksheet

Kind = Literal["unit", "province", "unknown"]

_PHASE = re.compile(r"(?<!\w)(?:đợt|dot)(?:\s+thứ)?\s*(?:số\s*)?([0-9]{1,2}|iv|i{1,3})(?!\w)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PARTS = re.compile(r"[·:|;\n–—]|\s-\s")
_COPY_NUMBER = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True)
class Said:
    """What one place says: a unit id or a phase number, and where."""

    value: str | int
    words: str
    """As people would name it: «LĐLĐ huyện Phù Cát», «Đợt 2»."""
    tab: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Identity:
    """What a workbook is."""

    kind: Kind
    unit: str
    phase: int | None
    sheets: Mapping[str, tuple[RawSheet, ...]]
    """Worksheet name → the tabs that carry its title."""
    strangers: tuple[RawSheet, ...]
    """Tabs that carry no title of the schema."""
    findings: tuple[Finding, ...]


def identify(raw: RawWorkbook, plan: Plan) -> Identity:
    """Tell kind, unit and phase of a workbook; where places disagree, the title lines stand."""
    kind, sheets = _kind(raw, plan)
    named = {id(sheet) for tabs in sheets.values() for sheet in tabs}
    strangers = tuple(sheet for sheet in raw.sheets if id(sheet) not in named)
    if kind != "unit":
        findings = () if kind == "province" else (_no_template(raw, plan),)
        return Identity(kind, "", None, sheets, strangers, findings)
    schema = unit_workbook(plan)
    lines = [
        (sheet, place, text)
        for name, tabs in sheets.items()
        for sheet in tabs
        for place, text in _title_lines(sheet, schema.worksheet(name))
    ]
    notes: list[Finding] = []
    place = Tab(raw.key, "", None, "")
    unit = _agreed(
        place,
        "unit",
        [said for sheet, cell, text in lines for said in _units_in(text, plan, sheet.title, cell)],
        _label_unit(raw, plan),
        _path_said(raw.key, lambda text: _units_in_path(text, plan)),
        notes,
    )
    phase = _agreed(
        place,
        "phase",
        [said for sheet, cell, text in lines for said in _phases_in(text, sheet.title, cell)],
        next(_phases_in(f"Đợt {raw.labels.get('phase', '')}"), None),
        _path_said(raw.key, _phases_in),
        notes,
    )
    number = _campaign_phase(place, phase, plan, notes)
    unit_id = str(unit.value) if unit else ""
    found = tuple(replace(note, unit=unit_id, phase=number) for note in notes)
    return Identity(kind, unit_id, number, sheets, strangers, found)


def match_tabs(raw: RawWorkbook, schema: Workbook) -> dict[str, tuple[RawSheet, ...]]:
    """Return worksheet name → tabs with its title or an alias, else with its tag, in the schema's order."""
    owners = {
        fold(title): worksheet.name
        for worksheet in schema.worksheets
        for title in (worksheet.title, *worksheet.aliases)
    }
    found: dict[str, list[RawSheet]] = {}
    tagged: dict[str, list[RawSheet]] = {}
    for sheet in raw.sheets:
        if name := owners.get(fold(sheet.title)):
            found.setdefault(name, []).append(sheet)
    # A copied tab may carry the tag as well, so a title that is there still comes first.
    for sheet in raw.sheets:
        if sheet.worksheet and sheet.worksheet not in found and fold(sheet.title) not in owners:
            tagged.setdefault(sheet.worksheet, []).append(sheet)
    found |= tagged
    return {
        worksheet.name: tuple(found[worksheet.name])
        for worksheet in schema.worksheets
        if worksheet.name in found
    }


def _kind(raw: RawWorkbook, plan: Plan) -> tuple[Kind, dict[str, tuple[RawSheet, ...]]]:
    unit, province = match_tabs(raw, unit_workbook(plan)), match_tabs(raw, province_workbook(plan))
    labelled = raw.labels.get("kind", "")
    if not unit and not province:
        return "unknown", {}
    if len(province) > len(unit) or (len(province) == len(unit) and labelled == "province"):
        return "province", province
    return "unit", unit


def _no_template(raw: RawWorkbook, plan: Plan) -> Finding:
    titles = ", ".join(f"“{worksheet.title}”" for worksheet in unit_workbook(plan).worksheets)
    message = f"Tệp không có trang nào của mẫu nên không được tính. Cần các trang: {titles}."
    return Tab(raw.key, "", None, "").finding("workbook.unknown", "error", message)


def _title_lines(sheet: RawSheet, worksheet: Worksheet) -> Iterator[tuple[str, str]]:
    found = header_row(sheet, worksheet)
    last = found.first if found else min(3, TITLE_LINES)
    for row, cells in enumerate(sheet.cells[:last], start=1):
        if found is None and sum(not is_blank(cell) for cell in cells) > 1:
            continue  # a row of data, where «Giáo dục» is a field and no unit
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and not is_blank(cell) and len(cell) <= 300:
                yield cell_name(row, place), cell


def _units_in(text: str, plan: Plan, tab: str, cell: str) -> Iterator[Said]:
    found = _titled(text, plan.units)
    if found is not None:
        yield Said(found.id, found.name, tab, cell)


@lru_cache(maxsize=4096)
def _titled(text: str, units: tuple[Unit, ...]) -> Unit | None:
    """Return the unit that a title line names: any spelling as a part of its own, the full names anywhere.

    A bare name inside a sentence is no title: «viên chức» is also a word.
    """
    exact, _ = _spellings(units)
    parts = (exact.get(" ".join(words(part))) for part in _PARTS.split(text))
    return next(filter(None, parts), None) or _within(text, units, full=True)


def _units_in_path(text: str, plan: Plan) -> Iterator[Said]:
    found = _within(re.sub(r"[_-]+", " ", text), plan.units, full=False)
    if found is not None:
        yield Said(found.id, found.name)


@lru_cache(maxsize=4096)
def _within(text: str, units: tuple[Unit, ...], full: bool) -> Unit | None:
    """Return the unit whose longest spelling stands in the text as whole words."""
    line = f" {' '.join(words(text))} "
    spelled = _spellings(units)[1 if full else 0]
    standing = [spelling for spelling in spelled if f" {spelling} " in line]
    return spelled[max(standing, key=len)] if standing else None


@lru_cache(maxsize=16)
def _spellings(units: tuple[Unit, ...]) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Return every spelling → unit, and the full and short names alone; words as they compare."""
    ids = {" ".join(words(unit.id.replace("_", " "))): unit for unit in units}
    every = {
        " ".join(words(spelling)): unit for unit in units for spelling in unit.spellings if words(spelling)
    }
    full = {" ".join(words(name)): unit for unit in units for name in (unit.name, unit.short)}
    return {**ids, **every}, full


def _phases_in(text: str, tab: str = "", cell: str = "") -> Iterator[Said]:
    for found in _PHASE.finditer(clean(re.sub(r"[_-]+", " ", text)).casefold()):
        number = _ROMAN.get(found[1]) or int(found[1])
        yield Said(number, f"Đợt {number}", tab, cell)


def _label_unit(raw: RawWorkbook, plan: Plan) -> Said | None:
    found = next((unit for unit in plan.units if unit.id == raw.labels.get("unit")), None)
    return Said(found.id, found.name) if found else None


def _path_said(key: str, read: Callable[[str], Iterator[Said]]) -> Said | None:
    """Read the file's name, then its folders from the nearest."""
    path = PurePosixPath(key)
    for part in (_COPY_NUMBER.sub("", path.stem), *reversed(path.parts[:-1])):
        for said in read(part):
            return said
    return None


def _agreed(
    place: Tab,
    what: Literal["unit", "phase"],
    titles: Sequence[Said],
    label: Said | None,
    path: Said | None,
    notes: list[Finding],
) -> Said | None:
    asked = "đơn vị" if what == "unit" else "đợt"
    counted = Counter(said.value for said in titles).most_common()
    if len(counted) > 1 and counted[0][1] == counted[1][1]:
        both = " và ".join(dict.fromkeys(f"{said.words} ({said.tab})" for said in titles))
        message = f"Dòng tiêu đề các trang ghi hai {asked} khác nhau: {both}. Hãy sửa cho thống nhất."
        notes.append(place.finding(f"identity.{what}", "error", message))
        return None
    title = next((said for said in titles if said.value == counted[0][0]), None) if counted else None
    for said in titles:
        if title and said.value != title.value:
            message = (
                f"Trang này ghi {said.words}, các trang khác ghi {title.words}. "
                "Hãy kiểm tra số liệu của trang."
            )
            odd = Tab(place.workbook, "", None, said.tab)
            notes.append(odd.finding(f"identity.{what}", "error", message, cell=said.cell, typed=said.words))
    standing = title or label or path
    if standing is None:
        example = "“LĐLĐ huyện Phù Cát”" if what == "unit" else "“Đợt 2”"
        message = (
            f"Không rõ tệp của {asked} nào nên chưa được tính. "
            f"Hãy ghi {asked} ở dòng 1 mỗi trang, ví dụ {example}."
        )
        notes.append(place.finding(f"identity.{what}", "error", message))
        return None
    for other, where in ((label, "thuộc tính tệp"), (path, "tên tệp hoặc thư mục")):
        if other and other.value != standing.value:
            message = (
                f"Tiêu đề ghi {standing.words}, {where} ghi {other.words}. Đang tính cho {standing.words}."
            )
            notes.append(place.finding(f"identity.{what}", "warning", message, typed=other.words))
    return standing


def _campaign_phase(place: Tab, said: Said | None, plan: Plan, notes: list[Finding]) -> int | None:
    if said is None:
        return None
    numbers = [phase.number for phase in plan.phases]
    if said.value in numbers:
        return int(said.value)
    message = f"Chỉ có Đợt {', '.join(map(str, numbers))}; tiêu đề ghi {said.words} nên tệp chưa được tính."
    tab = Tab(place.workbook, "", None, said.tab)
    notes.append(tab.finding("identity.phase", "error", message, cell=said.cell, typed=said.words))
    return None
