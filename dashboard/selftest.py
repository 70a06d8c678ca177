"""The self-test of one pasted link, for staff: is the workbook shared, whole, and as the template made it?"""

from functools import cache

from markupsafe import Markup

from campaign.google import TOO_MANY, Door, Refused, open_door
from campaign.handout.google.drive import Drive
from campaign.handout.google.registry import registry_among
from campaign.handout.google.selftest import Examined, SelfTest
from campaign.measures.measured import Scope
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, columns
from campaign.records import Snapshot, SourceUnavailable
from campaign.settings import GoogleSettings
from dashboard.markup import element
from dashboard.tables import Column, table
from sheets_schema.plan import Plan

COLUMNS = (Column("Trang"), Column("Điều chưa đúng"), Column("Cách xử lý"))
REPAIR = "Những điểm ghi «tự sửa được» có thể sửa một lượt bằng lệnh: python -m campaign sheets repair"


def examine(google: GoogleSettings, plan: Plan, link: str) -> Examined | str:
    """Return what the test of a link found, or in words why Google could not be asked."""
    try:
        door = _door(google)
        if door.client.reads.paused:
            # Whoever asks should not look at a turning wheel until the minute is over.
            return TOO_MANY
        drive = Drive(door, google.folder)
        registry = registry_among(drive, drive.files(), plan)
        return SelfTest(drive, plan, registry=registry).examine(link)
    except (Refused, SourceUnavailable) as fault:
        return str(fault)


def told(examined: Examined) -> str:
    """Return whose workbook it is, and how much is to be mended."""
    heading = examined.heading
    whose = (
        heading.line(heading.schema) if heading else examined.file.name if examined.file else "Bảng tính này"
    )
    if not examined.points:
        return f"{whose}: đã chia sẻ, đủ trang, đúng mẫu."
    return f"{whose}: {len(examined.points)} điểm cần xử lý."


def points(examined: Examined) -> Markup:
    """Return each thing that is not as it should be, with its mend."""
    rows = [
        (
            point.place or "cả bảng tính",
            point.problem,
            f"{point.mend} (tự sửa được)" if point.requests else point.mend,
        )
        for point in examined.points
    ]
    note = element("p", REPAIR, class_="none") if any(point.requests for point in examined.points) else ""
    return table(COLUMNS, rows, none="Không có điểm nào cần xử lý.") + note


def sheet(snapshot: Snapshot, examined: Examined) -> Sheet:
    """Return the same as a table to take along."""
    found = (
        (point.place or "cả bảng tính", point.problem, point.mend, "có" if point.requests else None)
        for point in examined.points
    )
    heads = columns(*(column.title for column in COLUMNS), "Tự sửa được")
    return Sheet(
        "Tự kiểm tra bảng tính", f"{told(examined)} · {basis(snapshot, Scope())}", heads, tuple(found)
    )


@cache
def _door(google: GoogleSettings) -> Door:
    return open_door(google.key, base=google.api)
