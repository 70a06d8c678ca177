"""Rows of «Công trình» as clerks type them, with known mistakes: what the readers are timed on."""

import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaign.records import RawSheet, RawWorkbook
from sheets_schema.cell import Cell
from sheets_schema.plan import Plan
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vocabulary import Worksheet

UNIT = "LĐLĐ huyện Phù Cát"
PHASE = 2
FIRST_ROW = 4
"""The sheet's row number of the first row of data: title, hint and header stand above."""

UNIONS = 1000
SHARE_WRONG = 0.09
_FIRST_DAY = datetime.date(2023, 6, 1)
_DAYS = 120

_KINDS = ("Công ty TNHH", "Công ty CP", "Trường Tiểu học", "Trường THCS", "Trạm Y tế", "UBND xã", "HTX")
_PLACES = ("Cát Hanh", "Cát Khánh", "Ngô Mây", "Cát Tiến", "Cát Minh", "Nhơn Hòa", "Phước An", "Hoài Hảo")
_THINGS = ("Sửa chữa nhà xe", "Xây mới hàng rào", "Cải tạo dây chuyền", "Vườn hoa", "Phần mềm quản lý kho")
_NOTES = ("", "", "", "", "Đã đối chiếu với CĐCS", "Đang chờ quyết toán", "Có hồ sơ kèm theo")


@dataclass(frozen=True)
class Sloppy:
    """Rows of one list worksheet in two writings, and where they are wrong."""

    header: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """As a clerk types them: dates in words, money in millions, aliases of choices."""
    plain: tuple[tuple[Cell, ...], ...]
    """The same as a program would write them: ISO dates, digits, official labels; mistakes stand."""
    wrong: frozenset[tuple[int, str]]
    """(sheet row, column name) of each planted mistake."""


def sloppy(plan: Plan, count: int, seed: int = 2023) -> Sloppy:
    """Make `count` rows; nine of a hundred hold one mistake.

    No title comes twice; each column of money has some 11,000 spellings, of days some 700.
    """
    worksheet = unit_workbook(plan).worksheet("works")
    names = tuple(column.name for column in worksheet.columns)
    chance = random.Random(seed)
    unions = union_names()
    typed_rows: list[tuple[Cell, ...]] = []
    plain_rows: list[tuple[Cell, ...]] = []
    wrong: set[tuple[int, str]] = set()
    for number in range(count):
        cells = _cells(chance, number, unions)
        if chance.random() < SHARE_WRONG:
            at, changed = chance.choice(_MISTAKES)(cells)
            cells |= changed
            wrong.add((FIRST_ROW + number, at))
        typed_rows.append(tuple(cells[name][0] if name in cells else None for name in names))
        plain_rows.append(tuple(cells[name][1] if name in cells else None for name in names))
    header = tuple(column.header for column in worksheet.columns)
    return Sloppy(header, names, tuple(typed_rows), tuple(plain_rows), frozenset(wrong))


def union_names() -> tuple[str, ...]:
    """Name the grassroots unions of the register, as it spells them."""
    return tuple(
        f"CĐCS {_KINDS[number % len(_KINDS)]} {_PLACES[number // len(_KINDS) % len(_PLACES)]} {number}"
        for number in range(UNIONS)
    )


def sheet(worksheet: Worksheet, header: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> RawSheet:
    """Return a tab as the template prints it, filled with the rows."""
    title = f"{worksheet.title.upper()} · {UNIT} · Đợt {PHASE}"
    above: tuple[tuple[Cell, ...], ...] = ((title,), (worksheet.description,), tuple(header))
    return RawSheet(worksheet.title, (*above, *rows))


def workbook(plan: Plan, made: Sloppy) -> RawWorkbook:
    """Return a unit's workbook of two tabs: the register of its unions, and the rows."""
    schema = unit_workbook(plan)
    register = schema.worksheet("unions")
    filled: dict[str, Cell] = {"sector": "SXKD", "members": 62, "due": "Có", "pact": "Có"}
    unions = tuple(
        tuple(name if column.name == "name" else filled.get(column.name) for column in register.columns)
        for name in union_names()
    )
    tabs = (
        sheet(register, [column.header for column in register.columns], unions),
        sheet(schema.worksheet("works"), made.header, made.rows),
    )
    return RawWorkbook("dot-2/phu-cat.xlsx", "phu-cat.xlsx", tabs, {"kind": "unit"})


Written = tuple[Cell, Cell]
"""One value: as typed, and as a program writes it."""

Row = dict[str, Written]


def _cells(chance: random.Random, number: int, unions: Sequence[str]) -> Row:
    union = chance.choice(unions)
    title = f"{chance.choice(_THINGS)} {chance.choice(_PLACES)} số {number}"
    registered = _FIRST_DAY - datetime.timedelta(days=chance.randrange(1, 100))
    completed = _FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS))
    total = chance.randrange(20, 2_800) * 1_000_000
    row: Row = {
        "row_no": (float(number + 1), number + 1),
        "title": (chance.choice((title, title, f" {title}  ")), title),
        "owner_level": (chance.choice(("CĐCS", "cđcs", "Công đoàn cơ sở")), "CĐCS"),
        "owner": (chance.choice((union, union, union.upper(), union.removeprefix("CĐCS "))), union),
        "sector": (chance.choice(("SXKD", "sxkd", "SXKD ")), "production"),
        "work_type": (chance.choice(("Công trình", "CT", "công trình")), "Công trình"),
        "registered_on": (_day(chance, registered), registered.isoformat()),
        "completed_on": (_day(chance, completed), completed.isoformat()),
        "status": (chance.choice(("Hoàn thành", "Đã xong", "HT", "hoàn  thành")), "Hoàn thành"),
        "total": (_money(chance, total), total),
        "benefit": (_money(chance, total // 10), total // 10),
    }
    if chance.random() < 0.5:
        row["started_on"] = (_day(chance, registered), registered.isoformat())
        ahead = chance.randrange(60)
        row["days_ahead"] = (chance.choice((float(ahead), f"{ahead} ngày")), ahead)
        row["in_honour_of"] = (chance.choice(("Ngày lễ lớn", "các ngày lễ lớn")), "Ngày lễ lớn")
    if chance.random() < 0.2:
        document = f"{chance.randrange(1, 400)}/QĐ-LĐLĐ"
        row["plaque"] = (chance.choice(("Có", "x", "có")), "true")
        row["plaque_doc"] = (document, document)
    if note := chance.choice(_NOTES):
        row["note"] = (note, note)
    return row


def _day(chance: random.Random, day: datetime.date) -> str | datetime.date:
    typed: tuple[str | datetime.date, ...] = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year % 100}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        day,
    )
    return chance.choice(typed)


def _money(chance: random.Random, dong: int) -> str | float:
    millions = f"{dong / 1_000_000:g}".replace(".", ",")
    return chance.choice((float(dong), write_count(dong), f"{write_count(dong)} đ", f"{millions} triệu"))


def _same(cell: Cell) -> Written:
    return cell, cell


_MISTAKES: tuple[Callable[[Row], tuple[str, Row]], ...] = (
    lambda row: ("title", {"title": _same(None)}),
    lambda row: ("registered_on", {"registered_on": _same(None)}),
    lambda row: ("completed_on", {"completed_on": _same("31/6/2023")}),
    lambda row: ("completed_on", {"completed_on": ("15/8/2033", "2033-08-15")}),
    lambda row: ("registered_on", {"registered_on": _same("cuối tháng 5")}),
    lambda row: ("total", {"total": _same("nhiều")}),
    lambda row: ("benefit", {"benefit": _same("50-60 triệu")}),
    lambda row: ("benefit", {"benefit": ("99 tỷ", 99 * 10**9)}),
    lambda row: ("started_on", {"started_on": ("31/12/2023", "2023-12-31")}),
    lambda row: ("sector", {"sector": _same("Tư nhân")}),
    lambda row: ("status", {"status": _same("Gần xong")}),
    lambda row: ("days_ahead", {"days_ahead": _same("vài ngày")}),
    lambda row: ("plaque", {"plaque": _same("đang xin")}),
    lambda row: ("owner", {"owner": _same("CĐCS Nhà máy không có trong danh sách")}),
    lambda row: ("owner", {"owner": _same(None)}),
)
