"""What one unit holds: its grassroots unions, its care, its rewards, each row with its place in the sheet."""

from collections.abc import Iterable

from markupsafe import Markup

from campaign.measures.grassroots import Grassroots, grassroots, lacking
from campaign.measures.lines import Part, line_total
from campaign.measures.rows import Spot, rows
from campaign.output.unit_sheets import CARE
from campaign.records import Snapshot
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.places import line_places, row_place
from dashboard.tables import CLOSED, Column, sortable, table
from sheets_schema.plan import Line
from sheets_schema.unit_workbook.rewards import REWARD
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.money import write_money
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count


def unions(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the active grassroots unions of the scope as a table to sort, those without a work first."""
    return _table(snapshot, grassroots(snapshot, chosen.scope), chosen)


def unions_title(snapshot: Snapshot, chosen: Chosen) -> str:
    """Return «87 CĐCS: 47 chưa có công trình hoàn thành»."""
    found = grassroots(snapshot, chosen.scope)
    without = sum(not one.works for one in found)
    if not found:
        return "CĐCS"
    told = f"{write_count(without)} chưa có công trình hoàn thành" if without else "đều đã có công trình"
    return f"{write_count(len(found))} CĐCS: {told}"


def without(snapshot: Snapshot, indicator: str, chosen: Chosen) -> Markup:
    """Return the unions that have not done what a coverage indicator asks."""
    return _table(snapshot, lacking(snapshot, snapshot.plan.indicator(indicator), chosen.scope), chosen)


def without_title(snapshot: Snapshot, indicator: str, chosen: Chosen) -> str:
    """Return «365 CĐCS chưa có», for an indicator of coverage; empty for every other."""
    asked = snapshot.plan.indicator(indicator)
    found = lacking(snapshot, asked, chosen.scope)
    return f"{write_count(len(found))} CĐCS chưa đạt «{asked.short}»" if found else ""


def care(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return what the unit reports of its care, both sectors; lines that nobody filled are left out."""
    shorts = [sector.short for sector in snapshot.plan.sectors]
    heads = [Column("Nội dung"), *(Column(short, right=True) for short in shorts)]
    opened = snapshot.opens(chosen.unit)
    if opened:
        heads.append(Column("Ô"))
    found = []
    for line in snapshot.plan.lines:
        if line.group == CARE:
            shown = [_total(snapshot, line, sector.id, chosen) for sector in snapshot.plan.sectors]
            if any(value is not None for value in shown):
                cells = [line.title, *(_amount(line, value) for value in shown)]
                found.append([*cells, line_places(snapshot, line.id, chosen)] if opened else cells)
    return table(heads, found, none="Đơn vị chưa nhập số liệu chăm lo trong phạm vi đang xem.")


def rewards(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return the unit's rewards, the newest decision first."""
    if not snapshot.opens(chosen.unit):
        return element("p", CLOSED, class_="none")
    wanted = ("unit", "phase", "row", "workbook", "record", "award", "recipient", "status", "decided_on")
    found = [
        row
        for row in rows(snapshot, "rewards", *wanted)
        if row[0] == chosen.unit and row[4] == REWARD and chosen.phase in (None, row[1])
    ]
    found.sort(key=lambda row: (row[8] is None, -(row[8].toordinal() if row[8] else 0)))
    heads = (
        Column("Tập thể, cá nhân"),
        Column("Hình thức"),
        Column("Tình trạng"),
        Column("Quyết định ngày"),
        Column("Ô"),
    )
    shown = []
    for _, phase, row, workbook, _, award, recipient, status, day in found:
        texts = [recipient or NO_FIGURE, award or NO_FIGURE, status or NO_FIGURE]
        cells = [
            *texts,
            write_date(day) if day else NO_FIGURE,
            row_place(snapshot, "rewards", Spot(phase, workbook, row)),
        ]
        shown.append((cells, [*texts, day.isoformat() if day else "", row]))
    return sortable(heads, shown, none="Chưa có dòng khen thưởng nào trong phạm vi đang xem.")


def said(answer: bool | None) -> str:
    """Return a yes or no of the register in a word."""
    return NO_FIGURE if answer is None else "có" if answer else "chưa"


def _table(snapshot: Snapshot, found: Iterable[Grassroots], chosen: Chosen) -> Markup:
    shorts: dict[str, str] = {sector.id: sector.short for sector in snapshot.plan.sectors}
    whole = chosen.unit is None
    shown = []
    for one in found:
        union = one.union
        if not snapshot.opens(union.unit):
            continue
        name = element("a", union.name, href=chosen.of_unit(union.unit).url("don-vi", cdcs=union.key))
        unit = snapshot.unit(union.unit).plain
        sector = shorts.get(union.sector or "", "chưa rõ")
        work = _mark(bool(one.works), write_count(len(one.works)) if one.works else "chưa có")
        congress = write_date(one.congress_on) if one.congress_on else "chưa" if union.due else NO_FIGURE
        cells = [name, unit, sector, write_count(union.members), work, congress, said(union.pact)]
        cells.append(row_place(snapshot, "unions", Spot(union.phase, union.workbook, union.row)))
        keys = [
            union.name, unit, sector, union.members or -1, len(one.works),
            one.congress_on.isoformat() if one.congress_on else "", said(union.pact), union.row,
        ]  # fmt: skip
        if not whole:
            del cells[1], keys[1]
        shown.append((cells, keys))
    heads = [
        Column("CĐCS"), Column("Đơn vị"), Column("Khu vực"), Column("Đoàn viên", right=True),
        Column("Công trình"), Column("Đại hội"), Column("Giao ước"), Column("Ô"),
    ]  # fmt: skip
    if not whole:
        del heads[1]
    closed = snapshot.open_units is not None and chosen.unit not in snapshot.open_units
    none = CLOSED if closed else "Không có CĐCS nào trong phạm vi đang xem."
    return sortable(heads, shown, none=none)


def _mark(done: bool, words: str) -> Markup:
    shape = element("i", "✔" if done else "○", aria_hidden="true")
    return element("span", shape, " ", words, class_=f"status {'s2' if done else 's6'}")


def _total(snapshot: Snapshot, line: Line, sector: str, chosen: Chosen) -> int | None:
    if chosen.sector not in (None, sector):
        return None
    return line_total(snapshot, line.id, Part(chosen.phase, sector)).get(chosen.unit or "")


def _amount(line: Line, value: int | None) -> str:
    if value is None:
        return NO_FIGURE
    return write_money(value) if line.counted == "đồng" else f"{write_count(value)} {line.counted}"
