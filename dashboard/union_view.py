"""One grassroots union: its row in the register, its works, its rewards, each row with its place."""

from markupsafe import Markup

from campaign.measures.grassroots import named
from campaign.measures.register import Union
from campaign.measures.rows import Spot, rows
from campaign.output import unit_sheets
from campaign.records import Snapshot
from dashboard import figures, takeaway
from dashboard.figures import Fact
from dashboard.filters import Chosen
from dashboard.markup import piece
from dashboard.places import row_place
from dashboard.session import View
from dashboard.tables import Column, table
from dashboard.unit_lists import said
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.names import union_key
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count


def draw(view: View, above: str, union: Union) -> None:
    """Draw the whole of it in the place of its unit's page."""
    figures.answer(above, union.name)
    figures.facts(view.ask(facts, union))
    takeaway.section(view, "Công trình", key="union-works", sheet=(unit_sheets.union_works, union))
    piece(view.ask(works, union), key="union-works")
    takeaway.section(view, "Khen thưởng", key="union-rewards", sheet=(unit_sheets.union_rewards, union))
    piece(view.ask(rewards, union), key="union-rewards")
    takeaway.section(
        view,
        "Trong danh sách CĐCS của đơn vị",
        key="union-register",
        sheet=(unit_sheets.union_register, union),
    )
    piece(view.ask(register, union), key="union-register")


def found(snapshot: Snapshot, chosen: Chosen, key: str) -> Union | None:
    """Return the union that an address names; None where the unit has none of that name, or is not open."""
    if not snapshot.opens(chosen.unit):
        return None
    return named(snapshot, chosen.unit, key) if chosen.unit and key else None


def facts(snapshot: Snapshot, union: Union) -> tuple[Fact, ...]:
    """Return what the register says of it."""
    sectors: dict[str, str] = {sector.id: sector.short for sector in snapshot.plan.sectors}
    congress = write_date(union.congress_on) if union.congress_on else NO_FIGURE
    due = {True: "thuộc diện đại hội", False: "không thuộc diện đại hội", None: "chưa ghi diện đại hội"}
    founded = f"thành lập {write_date(union.founded_on)}" if union.founded_on else ""
    return (
        Fact("Đoàn viên", write_count(union.members), founded),
        Fact("Khu vực", sectors.get(union.sector or "", NO_FIGURE), ""),
        Fact("Đại hội ngày", congress, due[union.due]),
        Fact("Đăng ký giao ước", said(union.pact), f"theo danh sách đợt {union.phase}"),
    )


def register(snapshot: Snapshot, union: Union) -> Markup:
    """Return its row in the register of each phase."""
    wanted = ("unit", "name", "phase", "workbook", "row", "members")
    entries = [
        (f"Đợt {phase}", write_count(members), row_place(snapshot, "unions", Spot(phase, workbook, row)))
        for unit, name, phase, workbook, row, members in rows(snapshot, "unions", *wanted)
        if unit == union.unit and name and union_key(name) == union.key
    ]
    heads = (Column("Đợt"), Column("Đoàn viên", right=True), Column("Ô"))
    return table(heads, entries, none="Không có dòng nào.")


def works(snapshot: Snapshot, union: Union) -> Markup:
    """Return its works, finished or not."""
    wanted = ("unit", "owner", "title", "status", "completed_on", "workbook", "phase", "row")
    entries = [
        (
            title or NO_FIGURE,
            status or NO_FIGURE,
            write_date(day) if day else NO_FIGURE,
            row_place(snapshot, "works", Spot(phase, workbook, row)),
        )
        for unit, owner, title, status, day, workbook, phase, row in rows(snapshot, "works", *wanted)
        if unit == union.unit and owner and union_key(owner) == union.key
    ]
    heads = (
        Column("Công trình, sản phẩm, phần việc"),
        Column("Tình trạng"),
        Column("Hoàn thành ngày"),
        Column("Ô"),
    )
    return table(heads, entries, none="CĐCS này chưa có công trình nào trong trang «Công trình».")


def rewards(snapshot: Snapshot, union: Union) -> Markup:
    """Return the rewards of its people."""
    wanted = ("unit", "union", "recipient", "award", "status", "workbook", "phase", "row")
    entries = [
        (
            recipient or NO_FIGURE,
            award or NO_FIGURE,
            status or NO_FIGURE,
            row_place(snapshot, "rewards", Spot(phase, workbook, row)),
        )
        for unit, name, recipient, award, status, workbook, phase, row in rows(snapshot, "rewards", *wanted)
        if unit == union.unit and name and union_key(name) == union.key
    ]
    heads = (Column("Tập thể, cá nhân"), Column("Hình thức"), Column("Tình trạng"), Column("Ô"))
    return table(heads, entries, none="Chưa có dòng khen thưởng nào ghi tên CĐCS này.")
