"""The sample province as a folder of workbooks, as it stood on any day of its year."""

import datetime
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from xlsxwriter.utility import xl_rowcol_to_cell

from campaign.demo import habits, mistakes
from campaign.demo.course import Standing
from campaign.demo.mistakes import SeededMistake
from campaign.demo.province_rows import RESAVED, province_rows, workbook_path
from campaign.demo.resaving import save_again
from campaign.demo.unit_rows import Row, unit_rows
from campaign.demo.world import World, worlds
from campaign.handout.layout import HEADER_ROW, Heading, printed_rows
from campaign.handout.xlsx import write_workbook
from sheets_schema.plan import Phase, Plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vocabulary import Workbook, Worksheet

Day = datetime.date

TODAY = Day(2023, 8, 15)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROVINCE_FILE = "tinh.xlsx"

_RENAMED = ("hoai_an", 1, "rewards", "award", "Tên gọi mới")
"""One clerk renamed a column beyond recognition."""
_DROPPED = ("tuy_phuoc", 1, "movements")
"""One clerk deleted a worksheet."""
_HEADED = ("tay_son", "cd_y_te")
"""Units that part their register by printed headings of the two sectors."""


@dataclass(frozen=True)
class Province:
    """The invented province, ready to be written as of any day."""

    plan: Plan
    seed: int = 2023
    scale: float = 1.0
    today: Day = TODAY
    faultless: bool = False
    """Its clerks write as differently as ever, but nobody makes a mistake."""

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        return worlds(self.plan, self.seed, self.scale, self.today)

    @cached_property
    def moments(self) -> tuple[Day, ...]:
        """The days on which the sheets are looked at: weekly since 1 February, and the sample's own day."""
        first = Day(self.plan.year, 2, 1)
        weeks = [first + datetime.timedelta(weeks=week) for week in range(60)]
        return (*(day for day in weeks if day < self.today), self.today)

    def updates(self, world: World, phase: Phase) -> tuple[Day, ...]:
        """The days on which a unit filled its workbook of a phase, the last one first."""
        reported = world.profile.reported
        place = self.plan.phases.index(phase)
        if place >= len(reported) or not reported[place]:
            return ()
        earliest = Day.fromisoformat(reported[place - 1]) if place else Day(self.plan.year, 2, 15)
        earliest = max(earliest, phase.first_day + datetime.timedelta(days=12))
        last = max(
            (day for day in self.moments if day <= Day.fromisoformat(reported[place])), default=earliest
        )
        days = self.moments[: self.moments.index(last) + 1] if last in self.moments else ()
        return tuple(day for day in days[:: -world.profile.pace] if day > earliest)

    def rows(self, world: World, phase: Phase, day: Day) -> dict[str, list[Row]]:
        """Return what a unit had filled by a day, right in every cell."""
        standing = Standing(self.plan, world, phase, day, self.today)
        workbook = unit_workbook(self.plan)
        filled = unit_rows(standing, {each.name: each for each in workbook.worksheets}, self.seed)
        if world.unit.id in _HEADED:
            filled["unions"] = _headed(filled["unions"])
        return filled

    def mistakes(
        self, world: World, phase: Phase, rows: Mapping[str, Sequence[Row]]
    ) -> list[tuple[mistakes.Slip, int]]:
        """Return the mistakes in a workbook with these rows, each with the index of its row."""
        if self.faultless:
            return []
        slips = [slip for slip in mistakes.SLIPS if (slip.unit, slip.phase) == (world.unit.id, phase.number)]
        return mistakes.placed(slips, rows)


def write_sample(
    directory: Path,
    plan: Plan,
    *,
    seed: int = 2023,
    scale: float = 1.0,
    on: Day = TODAY,
    mistakes: bool = True,
) -> tuple[SeededMistake, ...]:
    """Write the sample province as it stood on a day, and return the mistakes typed into it, if any.

    `DIR/dot-N/<unit>.xlsx`, `DIR/tinh.xlsx`, and `DIR/sample.json` with `today`, `sample`, `seed`, `scale`,
    `mistakes`.
    """
    province = Province(plan, seed, scale, on, faultless=not mistakes)
    seeded: list[SeededMistake] = []
    for phase in plan.phases:
        for world in province.worlds:
            days = province.updates(world, phase)
            seeded += write_unit(province, directory, world, phase, days[0] if days else None, final=True)
    seeded += write_province(province, directory, on, final=True)
    about = {"today": on.isoformat(), "sample": True, "seed": seed, "scale": scale}
    text = json.dumps(about | {"mistakes": [asdict(each) for each in seeded]}, ensure_ascii=False, indent=1)
    (directory / "sample.json").write_text(text, encoding="utf-8")
    return tuple(seeded)


def write_unit(
    province: Province, directory: Path, world: World, phase: Phase, day: Day | None, *, final: bool
) -> list[SeededMistake]:
    """Write a unit's workbook of a phase as it filled it on a day; an empty template without one.

    The mistakes are in its last state only (`final`).
    """
    key = workbook_path(world.unit.id, phase.number)
    rows = province.rows(world, phase, day) if day else {}
    workbook = unit_workbook(province.plan)
    if not province.faultless:
        workbook = _as_kept(workbook, world, phase)
    slips = province.mistakes(world, phase, rows) if final else []
    typed, seeded = _typed(workbook, rows, slips, f"{province.seed}:{key}", key)
    if day and final and not province.faultless:
        seeded += _structural(province.plan, workbook, world, phase, key)
        seeded += _tails(workbook, world, phase, typed, rows, key)
    heading = Heading(province.plan, world.unit, phase, sample=True)
    _write(directory / key, workbook, heading, typed, (world.unit.id, phase.number) == RESAVED)
    touch(directory / key, day or province.moments[0] - datetime.timedelta(days=1), world.profile.target)
    return seeded


def write_province(province: Province, directory: Path, day: Day, *, final: bool) -> list[SeededMistake]:
    """Write the province workbook as of a day."""
    workbook = province_workbook(province.plan)
    rows = province_rows(province.plan, province.worlds, day)
    slips = mistakes.placed(mistakes.PROVINCE_SLIPS, rows) if final and not province.faultless else []
    typed, seeded = _typed(workbook, rows, slips, f"{province.seed}:{PROVINCE_FILE}", PROVINCE_FILE)
    _write(directory / PROVINCE_FILE, workbook, Heading(province.plan, sample=True), typed, False)
    touch(directory / PROVINCE_FILE, day, 0)
    return seeded


def touch(path: Path, day: Day, minutes: int) -> None:
    """Set a file's times to a moment of a working day."""
    moment = datetime.datetime.combine(day, datetime.time(8), ZONE) + datetime.timedelta(
        minutes=minutes % 500
    )
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def _write(
    path: Path, workbook: Workbook, heading: Heading, rows: Mapping[str, Sequence[Row]], resaved: bool
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not resaved:
        write_workbook(path, workbook, heading, rows)
        return
    with tempfile.TemporaryDirectory() as directory:
        original = Path(directory) / "template.xlsx"
        write_workbook(original, workbook, heading, rows)
        save_again(original, path)


def _typed(
    workbook: Workbook,
    rows: Mapping[str, Sequence[Row]],
    slips: Sequence[tuple[mistakes.Slip, int]],
    seed: str,
    key: str,
) -> tuple[dict[str, list[Row]], list[SeededMistake]]:
    typed: dict[str, list[Row]] = {}
    seeded: list[SeededMistake] = []
    for worksheet in workbook.worksheets:
        filled = list(rows.get(worksheet.name, ()))
        typed[worksheet.name] = [
            _typed_row(worksheet, row, Random(f"{seed}:{worksheet.name}:{row.get('_key', index)}"))
            for index, row in enumerate(filled)
        ]
        for slip, index in slips:
            if slip.worksheet != worksheet.name:
                continue
            spoiled = mistakes.spoiled([slip], filled[index])
            cell = spoiled[slip.column]
            if slip.doubled:
                typed[worksheet.name].append(dict(typed[worksheet.name][index]))
                index = len(typed[worksheet.name]) - 1
            typed[worksheet.name][index][slip.column] = cell
            # Of a row that is there twice, the finding names the key and not the cell that differs.
            column = worksheet.key[0] if slip.doubled else slip.column
            where = cell_address(worksheet, filled, index, column)
            seeded.append(SeededMistake(key, worksheet.title, where, slip.kind, str(cell)))
    return typed, seeded


def cell_address(worksheet: Worksheet, rows: Sequence[Row], index: int, column: str) -> str:
    """Return the address of a row's cell: `H14`."""
    place = [each.name for each in worksheet.columns].index(column)
    if worksheet.fixed:
        row = next(printed.row for printed in printed_rows(worksheet) if printed.key == rows[index]["_key"])
    else:
        row = HEADER_ROW + 1 + index
    return xl_rowcol_to_cell(row - 1, place)


def _typed_row(worksheet: Worksheet, row: Row, random: Random) -> Row:
    fixed = next((each for each in worksheet.fixed if each.key == row.get("_key")), None)
    typed: Row = {}
    for name, value in row.items():
        if name in ("_key", "row_no") or (len(row) == 1 and not fixed):
            typed[name] = value
            continue
        column = worksheet.cell_column(fixed, name) if fixed else worksheet.column(name)
        shown = "; ".join(value) if isinstance(value, tuple) else value
        typed[name] = habits.typed(column, shown, random)
    return typed


def _headed(unions: list[Row]) -> list[Row]:
    """Put the printed headings of the sectors into a register, as units with both do."""
    first = next((index for index, row in enumerate(unions) if row["sector"] == "public"), len(unions))
    return [{"name": "I. KHỐI SXKD"}, *unions[:first], {"name": "II. KHỐI HCSN"}, *unions[first:]]


def _as_kept(workbook: Workbook, world: World, phase: Phase) -> Workbook:
    """Return the workbook as a unit keeps it: with a column renamed, or a worksheet deleted."""
    kept = []
    for worksheet in workbook.worksheets:
        if (world.unit.id, phase.number, worksheet.name) == _DROPPED:
            continue
        if (world.unit.id, phase.number, worksheet.name) == _RENAMED[:3]:
            renamed = tuple(
                replace(column, header=_RENAMED[4]) if column.name == _RENAMED[3] else column
                for column in worksheet.columns
            )
            worksheet = replace(worksheet, columns=renamed)
        kept.append(worksheet)
    return replace(workbook, worksheets=tuple(kept))


def _structural(plan: Plan, workbook: Workbook, world: World, phase: Phase, key: str) -> list[SeededMistake]:
    if (world.unit.id, phase.number) == _RENAMED[:2]:
        worksheet = workbook.worksheet(_RENAMED[2])
        column = [each.name for each in worksheet.columns].index(_RENAMED[3])
        where = xl_rowcol_to_cell(HEADER_ROW - 1, column)
        return [SeededMistake(key, worksheet.title, where, "renamed_column", _RENAMED[4])]
    if (world.unit.id, phase.number) == _DROPPED[:2]:
        title = unit_workbook(plan).worksheet(_DROPPED[2]).title
        return [SeededMistake(key, title, "", "missing_worksheet", "")]
    return []


def _tails(
    workbook: Workbook,
    world: World,
    phase: Phase,
    typed: dict[str, list[Row]],
    rows: Mapping[str, list[Row]],
    key: str,
) -> list[SeededMistake]:
    """Type the total row and the signature that some clerks add below their register."""
    wrong = {"vinh_thanh": 0, "an_lao": 30}
    if phase.number != 1 or world.unit.id not in wrong:
        return []
    members = sum(int(str(row["members"])) for row in rows["unions"] if "members" in row)
    total = members + wrong[world.unit.id]
    typed["unions"] += [{}, {"name": "Tổng cộng", "members": total}, {}, {"name": "Người lập biểu"}]
    if not wrong[world.unit.id]:
        return []
    worksheet = workbook.worksheet("unions")
    where = cell_address(worksheet, typed["unions"], len(typed["unions"]) - 3, "members")
    return [SeededMistake(key, worksheet.title, where, "x15_total", str(total))]
