"""What provisioning takes from the province workbook: addresses of units, links to their workbooks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign.handout.google.drive import Drive, File, quoted, spreadsheet_id
from campaign.handout.google.structure import Tab, column_places
from campaign.handout.layout import Heading
from sheets_schema.cell import Parsed
from sheets_schema.plan import Plan, Unit
from sheets_schema.province_workbook import province_workbook
from sheets_schema.vocabulary import Column, Worksheet

Grid = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Linked:
    """A row of «Bảng tính»."""

    row: int
    """The sheet's row number, from 1."""
    link: str


@dataclass(frozen=True)
class Registry:
    """The province workbook as provisioning needs it."""

    addresses: Mapping[str, tuple[str, ...]]
    """Unit id → addresses of those who type for it."""
    refused: tuple[str, ...]
    """Addresses that cannot be ones, told with their unit."""
    links: Mapping[tuple[str, int], Linked]
    """(unit id, phase) → its row in «Bảng tính»."""
    tab: str
    places: Mapping[str, int]
    """Column name → place in «Bảng tính»."""
    next_row: int
    """The first row below all that is filled."""


def registry_among(drive: Drive, files: Iterable[File], plan: Plan) -> Registry | None:
    """Read the province workbook among the files of a folder; None where there is none."""
    heading = Heading(plan)
    labels = heading.labels(heading.schema)
    found = next((file for file in files if labels.items() <= file.labels.items()), None)
    return read_registry(drive, found.id, plan) if found else None


def read_registry(drive: Drive, id: str, plan: Plan) -> Registry:
    """Read the two tabs that provisioning needs, in two requests."""
    schema = province_workbook(plan)
    units, links = schema.worksheet("units"), schema.worksheet("workbooks")
    outline = drive.outline(id)
    tabs = [next(iter(outline.tabs_of(worksheet)), None) for worksheet in (units, links)]
    titles = [
        tab.title if tab else worksheet.title for tab, worksheet in zip(tabs, (units, links), strict=True)
    ]
    there = [title for title, tab in zip(titles, tabs, strict=True) if tab]
    grids = iter(drive.values(id, [quoted(title) for title in there]))
    unit_grid, link_grid = (next(grids) if tab else [] for tab in tabs)
    addresses, refused = _addresses(units, unit_grid, plan)
    row, places = _places(links, link_grid)
    found = dict(_linked(links, link_grid, row, places))
    after = max(len(link_grid), row + 1) + 1
    return Registry(addresses, refused, found, titles[1], places, after)


def link_cells(
    registry: Registry, plan: Plan, made: Iterable[tuple[Unit, int, str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what is to be written into «Bảng tính», address → text, and what stands in the way there.

    `made`: unit, phase and link of each workbook. Only blank cells are written.
    """
    cells: dict[str, str] = {}
    conflicts: list[str] = []
    row = registry.next_row
    for unit, phase, link in made:
        standing = registry.links.get((unit.id, phase))
        if standing is None:
            texts = {"unit": unit.name, "phase": plan.phase(phase).title, "link": link}
            cells |= {_address(registry, name, row): text for name, text in texts.items()}
            row += 1
        elif not standing.link:
            cells[_address(registry, "link", standing.row)] = link
        elif spreadsheet_id(standing.link) != spreadsheet_id(link):
            conflicts.append(
                f"Trang “{registry.tab}” dòng {standing.row} ghi liên kết khác cho {unit.name}, "
                f"{plan.phase(phase).title}: giữ nguyên. Bảng tính vừa xét: {link}"
            )
    return cells, tuple(conflicts)


def first_units(plan: Plan) -> list[dict[str, str | int]]:
    """Return the rows with which «Đơn vị» begins: what the plan itself knows of the units."""
    kind = province_workbook(plan).worksheet("units").column("kind")
    rows: list[dict[str, str | int]] = []
    for number, unit in enumerate(plan.units, start=1):
        row = {"code": unit.id, "name": unit.name, "short": unit.short, "kind": _kind(kind, unit)}
        more = {"aliases": "; ".join(unit.aliases), "block": unit.block}
        rows.append({"row_no": number, **row, **{name: text for name, text in more.items() if text}})
    return rows


def _kind(column: Column, unit: Unit) -> str:
    for text in (unit.short, unit.name, f"CĐ {unit.plain}"):
        outcome = column.parse(text)
        if isinstance(outcome, Parsed) and not outcome.warning:
            return str(outcome.value)
    return "LĐLĐ huyện/TX/TP" if unit.kind == "district" else "CĐ ngành"


def _address(registry: Registry, name: str, row: int) -> str:
    return f"{quoted(registry.tab)}!{_letters(registry.places[name])}{row}"


def _letters(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _places(worksheet: Worksheet, grid: Grid) -> tuple[int, dict[str, int]]:
    head = tuple(tuple(map(str, row)) for row in grid[:15])
    return column_places(Tab(0, worksheet.title, 0, len(grid), 0, head=head), worksheet)


def _rows(worksheet: Worksheet, grid: Grid, row: int, places: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """Yield column name → text of every row below the header, blank rows too."""
    for cells in grid[row + 1 :]:
        yield {name: str(cells[place]).strip() for name, place in places.items() if place < len(cells)}


def _addresses(
    worksheet: Worksheet, grid: Grid, plan: Plan
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    row, places = _places(worksheet, grid)
    column = worksheet.column("contact_email")
    known = {unit.id for unit in plan.units}
    found: dict[str, tuple[str, ...]] = {}
    refused: list[str] = []
    for cells in _rows(worksheet, grid, row, places):
        for written in filter(None, re.split(r"[;,\s]+", cells.get("contact_email", ""))):
            unit = cells.get("code", "")
            if unit in known and isinstance(column.parse(written), Parsed):
                found[unit] = (*found.get(unit, ()), written.lower())
            else:
                refused.append(f"{unit or cells.get('name', '?')}: {written}")
    return found, tuple(refused)


def _linked(
    worksheet: Worksheet, grid: Grid, row: int, places: Mapping[str, int]
) -> Iterator[tuple[tuple[str, int], Linked]]:
    unit, phase = worksheet.column("unit"), worksheet.column("phase")
    for number, cells in enumerate(_rows(worksheet, grid, row, places), start=row + 2):
        whose, which = unit.parse(cells.get("unit", "")), phase.parse(cells.get("phase", ""))
        if isinstance(whose, Parsed) and isinstance(which, Parsed):
            yield (str(whose.value), int(str(which.value))), Linked(number, cells.get("link", ""))
