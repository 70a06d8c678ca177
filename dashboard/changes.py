"""What changed between two moments as pieces of a page: figures by unit, rows and cells, the time line."""

import datetime
from collections.abc import Sequence

from markupsafe import Markup

from campaign.access import Viewer, of_open_units
from campaign.intake.snapshots.rounds import Round
from campaign.measures.changes import CellChange, FigureChange, RowChange, figure_changes, row_changes
from campaign.measures.measured import Scope
from campaign.output.sheets import basis as sheet_basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Snapshot
from dashboard.filters import Chosen, written
from dashboard.markup import element
from dashboard.news import signed
from dashboard.places import at
from dashboard.tables import Column, table
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

SHOWN = 150
"""Rows of one worksheet that stand on the page; the rest is counted, and in the file."""
WORDS = {"rose": "tăng", "fell": "giảm", "appeared": "mới có", "vanished": "không còn"}
SHAPES = {"rose": ("▲", "s2"), "fell": ("▼", "s3"), "appeared": ("✚", "s0"), "vanished": ("◆", "s4")}
KINDS = {
    "": "Tất cả",
    "vanished": "Dòng đã mất",
    "uncounted": "Dòng thôi được tính",
    "changed": "Ô đã sửa",
    "appeared": "Dòng mới",
}
"""Kind of row change → words of a picker."""
ROW_KINDS = {
    "vanished": "dòng đã mất",
    "uncounted": "dòng thôi được tính",
    "changed": "sửa",
    "appeared": "dòng mới",
}


def answer(now: Snapshot, then: Snapshot, scope: Scope) -> str:
    """Say in one sentence which figures moved: «5 chỉ tiêu thay đổi: Sáng kiến +1.056, …»."""
    whole = [one for one in figure_changes(now, then, scope) if one.unit == scope.unit]
    if not whole:
        return "Không có chỉ tiêu nào thay đổi."
    told = ", ".join(f"{one.indicator.short} {signed(one.amount)}" for one in whole)
    return f"{len(whole)} chỉ tiêu thay đổi: {told}."


def basis(now: Snapshot, then: Snapshot, scope: Scope, viewer: Viewer) -> str:
    """Say how many rows and cells are behind it, and between which moments."""
    found = of_open_units(row_changes(now, then, scope), viewer)
    words = {"appeared": "dòng mới", "changed": "dòng được sửa", "vanished": "dòng đã mất"}
    words |= {"uncounted": "dòng thôi được tính"}
    counts = ((sum(one.kind == kind for one in found), said) for kind, said in words.items())
    told = ", ".join(f"{write_count(number)} {said}" for number, said in counts)
    return f"Từ {_moment(then.taken_at)} đến {_moment(now.taken_at)}: {told}."


def figures(now: Snapshot, then: Snapshot, chosen: Chosen) -> Markup:
    """Return the figures that moved, one indicator behind each click, its units inside."""
    found = figure_changes(now, then, chosen.scope)
    if not found:
        none = "Không có chỉ tiêu nào thay đổi trong phạm vi đang xem."
        return element("p", none, class_="none")
    indicators = {one.indicator.id: one.indicator for one in found}
    return Markup("").join(
        _indicator([one for one in found if one.indicator.id == id], now, chosen, open_=place == 0)
        for place, id in enumerate(indicators)
    )


def moved(one: FigureChange) -> Markup:
    """Return which way a figure went as shape and word, with the amount."""
    shape, tone = SHAPES[one.kind]
    mark = element("i", shape, aria_hidden="true")
    amount = element("span", signed(one.amount), class_="number")
    return Markup("{} {}").format(
        element("span", mark, " ", WORDS[one.kind], class_=f"status {tone}"), amount
    )


def changed_rows(now: Snapshot, then: Snapshot, scope: Scope, kind: str, viewer: Viewer) -> Markup:
    """Return the rows that differ, worksheet by worksheet, behind a click each."""
    found = [one for one in of_open_units(row_changes(now, then, scope), viewer) if kind in ("", one.kind)]
    if not found:
        return element("p", "Không có dòng nào thay đổi trong phạm vi đang xem.", class_="none")
    names = {unit.id: unit.plain for unit in now.units}
    worksheets = dict.fromkeys(one.worksheet for one in found)
    return Markup("").join(
        _worksheet([one for one in found if one.worksheet == name], names, open_=len(found) <= 40)
        for name in worksheets
    )


def sheet(now: Snapshot, then: Snapshot, scope: Scope, kind: str, viewer: Viewer) -> Sheet:
    """Return the rows that differ, cell by cell, as a table to take along."""
    names = {unit.id: unit.short for unit in now.units}
    found: list[tuple[Value, ...]] = [
        (names.get(one.unit, one.unit), one.phase, one.workbook, one.title, cell.cell, one.label, cell.column,
         ROW_KINDS[one.kind], cell.before or None, cell.after or None)
        for one in of_open_units(row_changes(now, then, scope), viewer)
        if kind in ("", one.kind)
        for cell in one.cells
    ]  # fmt: skip
    heads = columns(
        "Đơn vị", ("Đợt", "count"), "Bảng tính", "Trang", "Ô", "Dòng", "Cột", "Loại", "Trước", "Sau"
    )
    about = f"{sheet_basis(now, scope)} · {basis(now, then, scope, viewer)}"
    return Sheet("Thay đổi số liệu", about, heads, tuple(found), "Thay đổi")


def figures_sheet(now: Snapshot, then: Snapshot, scope: Scope) -> Sheet:
    """Return the figures that moved as a table to take along, the whole of a scope before its units."""
    names: dict[str | None, str] = {unit.id: unit.short for unit in now.units} | {None: "Toàn tỉnh"}
    found = (
        (
            one.indicator.short,
            names.get(one.unit, one.unit),
            one.before,
            one.after,
            one.amount,
            WORDS[one.kind],
        )
        for one in figure_changes(now, then, scope)
    )
    heads = columns("Chỉ tiêu", "Đơn vị", ("Trước", "count"), ("Sau", "count"), ("Thay đổi", "count"), "Loại")
    about = f"{sheet_basis(now, scope)} · so với số liệu lúc {_moment(then.taken_at)}"
    return Sheet("Chỉ tiêu thay đổi", about, heads, tuple(found))


def time_line_sheet(now: Snapshot, refreshes: Sequence[Round]) -> Sheet:
    """Return the refreshes as a table to take along."""
    heads = columns(("Lúc", "time"), ("Bảng tính thay đổi", "count"), "Sự cố")
    found = (
        (one.refresh.taken_at, one.changed, "; ".join(_told_faults(one)) or "không") for one in refreshes
    )
    return Sheet("Các lần cập nhật", sheet_basis(now, Scope()), heads, tuple(found))


def time_line(refreshes: Sequence[Round], chosen: Chosen) -> Markup:
    """Return the refreshes, the newest first: when, how many workbooks changed, what could not be read."""
    heads = (Column("Lúc"), Column("Bảng tính thay đổi", right=True), Column("Sự cố"), Column("Xem"))
    drawn = [
        (
            _moment(one.refresh.taken_at),
            write_count(one.changed),
            _faults(one),
            Markup(" · ").join(_ways(one.refresh.taken_at, chosen)),
        )
        for one in refreshes
    ]
    return table(heads, drawn, none="Chưa có lần cập nhật nào.")


def cell_link(row: RowChange, cell: CellChange) -> Markup:
    """Return the place of a cell, a link to it where the sheet lies on Google."""
    return at(
        f"{row.title}!{cell.cell}" if cell.cell else f"{row.title}, dòng {row.row}", cell.link, row.workbook
    )


def row_words(row: RowChange, cell: CellChange) -> Markup:
    """Return what a cell is about: its row and its column."""
    state = "" if row.kind == "changed" else f" ({ROW_KINDS[row.kind]})"
    return Markup("{}{}").format(row.label, element("small", f" · {cell.column}{state}"))


def _indicator(found: Sequence[FigureChange], now: Snapshot, chosen: Chosen, *, open_: bool) -> Markup:
    indicator, whole = found[0].indicator, [one for one in found if one.unit == chosen.unit]
    names = {unit.id: unit.short for unit in now.units}
    units = [one for one in found if one.unit is not None]
    told = Markup("").join(
        Markup(" {} → {} {}").format(write_count(one.before), write_count(one.after), moved(one))
        for one in whole
    )
    heads = (Column("Đơn vị"), Column("Trước", right=True), Column("Sau", right=True), Column("Thay đổi"))
    drawn = [
        (
            element("a", names.get(one.unit or "", ""), href=_of(one, chosen)),
            write_count(one.before),
            write_count(one.after),
            moved(one),
        )
        for one in units
    ]
    among = element("small", f" {len(units)} đơn vị" if chosen.unit is None else "")
    summary = element("summary", element("b", indicator.short), told or " toàn tỉnh không đổi", " ", among)
    return element("details", summary, table(heads, drawn, none=""), class_="kinds", open=open_)


def _of(one: FigureChange, chosen: Chosen) -> str:
    return chosen.of_unit(one.unit).url("chi-tieu", chi_tieu=one.indicator.id)


def _worksheet(found: Sequence[RowChange], names: dict[str, str], *, open_: bool) -> Markup:
    heads = (Column("Đơn vị"), Column("Ô"), Column("Nội dung"), Column("Trước"), Column("Sau"))
    drawn = [
        (
            _whose(row, names),
            cell_link(row, cell),
            row_words(row, cell),
            _value(cell.before),
            _value(cell.after),
        )
        for row in found[:SHOWN]
        for cell in (row.cells if row.kind == "changed" else row.cells[:1])
    ]
    rest = len(found) - SHOWN
    more = f"Còn {write_count(rest)} dòng nữa; lọc theo đơn vị hoặc đợt để xem, hoặc tải tệp."
    return element(
        "details",
        element("summary", found[0].title, element("small", f" {write_count(len(found))} dòng")),
        table(heads, drawn, none=""),
        element("p", more, class_="none") if rest > 0 else None,
        class_="kinds",
        open=open_,
    )


def _whose(row: RowChange, names: dict[str, str]) -> Markup:
    phase = f"đợt {row.phase}" if row.phase else ""
    return Markup("{} {}").format(names.get(row.unit, row.unit or "Tỉnh"), element("small", phase))


def _value(written: str) -> object:
    shown = written if len(written) <= 160 else written[:157] + "…"
    return shown or element("span", "trống", class_="soft")


def _faults(one: Round) -> Markup | str:
    told = _told_faults(one)
    return Markup("").join(element("div", words) for words in told) if told else "không"


def _ways(at: datetime.datetime, chosen: Chosen) -> tuple[Markup, Markup]:
    return (
        element("a", "thay đổi từ lúc đó", href=chosen.url("thay-doi", tu=written(at))),
        element("a", "số liệu lúc đó", href=chosen.of_moment(at).url()),
    )


def _told_faults(one: Round) -> list[str]:
    told = [one.refresh.source.fault] if one.refresh.source.fault else []
    return told + [f"{title}: {fault}" for _, title, fault in one.faults]


def _moment(at: datetime.datetime) -> str:
    return f"{at:%H:%M} ngày {write_date(at)}"
