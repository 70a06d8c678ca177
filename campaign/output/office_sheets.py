"""What the provincial office follows as tables to take along: reports, reminders, promises, closings."""

from collections.abc import Iterable, Mapping, Sequence

from campaign.closing import Closing
from campaign.measures import timeliness
from campaign.measures.commitments import PROVINCE, Listed
from campaign.measures.measured import Scope
from campaign.measures.reminded import Followed
from campaign.measures.reviews import reviews as decided
from campaign.measures.timeliness import Received
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, Value, columns
from campaign.records import Snapshot
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date


def reports(
    snapshot: Snapshot, phase: int, unit: str | None, last: Mapping[str, Followed] | None = None
) -> Sheet:
    """Return each unit's report and all that it lacks; with its newest reminder where `last` is given."""
    found = [one for one in timeliness.by_unit(snapshot, phase) if unit in (None, one.unit.id)]
    heads = columns(
        "Đơn vị", "Báo cáo", ("Ngày báo cáo", "date"), ("Hạn nộp", "date"), ("Chậm (ngày)", "count"),
        ("Trang tính đã nhận", "count"), ("Trên số trang", "count"), "Còn thiếu đến nay", "Tỉnh xem xét",
        ("Ngày xem xét", "date"), "Ý kiến",
    )  # fmt: skip
    told = [_report(snapshot, one) for one in found]
    if last is not None:
        heads += columns(("Nhắc gần nhất", "date"), "Hình thức nhắc", ("Mức", "count"), "Sau đó")
        told = [(*row, *_reminder(last.get(one.unit.id))) for row, one in zip(told, found, strict=True)]
    title = f"Báo cáo đợt {phase}, từng đơn vị"
    return Sheet(title, basis(snapshot, Scope(phase, unit)), heads, tuple(told), f"Báo cáo đợt {phase}")


def phases(snapshot: Snapshot) -> Sheet:
    """Return how many units reported and how, phase by phase; blank for what is still to come."""
    heads = columns(
        ("Đợt", "count"), ("Hạn nộp", "date"), ("Ngày khóa sổ", "date"), ("Phải báo cáo", "count"),
        ("Đã báo cáo", "count"), ("Đúng hạn", "count"), ("Chậm", "count"), ("Quá hạn", "count"),
        ("Bị trả lại", "count"), ("Đã duyệt", "count"),
    )  # fmt: skip
    told = []
    for phase in snapshot.plan.phases:
        one = timeliness.tally(snapshot, phase.number)
        numbers = (one.received, one.on_time, one.late, one.overdue, one.sent_back, one.accepted)
        begun = phase.first_day <= snapshot.today
        told.append(
            (phase.number, phase.due, phase.locked, one.expected, *(numbers if begun else (None,) * 6))
        )
    return Sheet("Các đợt trong năm", basis(snapshot, Scope()), heads, tuple(told))


def reminders(snapshot: Snapshot, sent: Iterable[Followed], unit: str | None) -> Sheet:
    """Return the reminders that were sent, the newest first, with what came after each."""
    heads = columns(
        ("Ngày", "date"), "Đơn vị", ("Đợt", "count"), ("Mức", "count"), "Hình thức", "Người nhắc", "Trả lời",
        ("Ngày trả lời", "date"), "Sau đó", "Nội dung",
    )  # fmt: skip
    told = (
        (
            each.reminded.sent_on, snapshot.unit(each.reminded.unit).short, each.reminded.phase,
            each.reminded.level, each.reminded.channel, each.reminded.sent_by or None,
            each.reminded.answer or None, each.reminded.answered_on, each.after, each.reminded.text or None,
        )
        for each in sent
    )  # fmt: skip
    return Sheet("Đã nhắc", basis(snapshot, Scope(unit=unit)), heads, tuple(told))


def commitments(snapshot: Snapshot, found: Iterable[Listed], title: str, unit: str | None) -> Sheet:
    """Return commitments as they stand today."""
    heads = columns(
        "Đơn vị", "Người cam kết", "Việc cam kết", ("Hạn", "date"), "Tình trạng", ("Hứa ngày", "date"),
        ("Xong ngày", "date"), "Ghi chú",
    )  # fmt: skip
    told = (
        (
            snapshot.unit(one.commitment.unit).short if one.commitment.unit else PROVINCE,
            one.commitment.who or None, one.commitment.what, one.commitment.due_on, one.said,
            one.commitment.made_on, one.commitment.done_on, one.commitment.note or None,
        )
        for one in found
    )  # fmt: skip
    return Sheet(f"Cam kết: {title.lower()}", basis(snapshot, Scope(unit=unit)), heads, tuple(told))


def reviews(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Return what the province decided of each unit's report, phase by phase; blank where it has not yet."""
    heads = columns("Đơn vị", ("Đợt", "count"), "Tỉnh xem xét", ("Ngày", "date"), "Ý kiến")
    told: list[tuple[Value, ...]] = []
    for one in snapshot.units:
        for phase in snapshot.plan.phases:
            if scope.unit in (None, one.id) and scope.phase in (None, phase.number):
                review = decided(snapshot).get((one.id, phase.number))
                said = (review.state, review.reviewed_on, review.comment or None) if review else (None,) * 3
                told.append((one.short, phase.number, *said))
    return Sheet("Duyệt báo cáo", basis(snapshot, Scope(scope.phase, scope.unit)), heads, tuple(told))


def arrived(snapshot: Snapshot, phase: int) -> Sheet:
    """Return the units that have not filled every worksheet of a phase, those without any first."""
    found = sorted(timeliness.by_unit(snapshot, phase), key=lambda one: one.worksheets > 0)
    heads = columns("Đơn vị", ("Đã nhận", "count"), ("Trên số trang", "count"), "Báo cáo", "Còn trống")
    told = (
        (one.unit.short, one.worksheets, one.worksheets + len(one.missing), one.state, ", ".join(one.missing))
        for one in found
        if one.missing
    )
    return Sheet(f"Chưa nhập đủ đợt {phase}", basis(snapshot, Scope(phase)), heads, tuple(told))


def closings(snapshot: Snapshot, kept: Sequence[Closing]) -> Sheet:
    """Return the closings, the newest first, each with its whole hash."""
    heads = columns(
        ("Đợt", "count"), ("Lần", "count"), ("Lúc chốt", "time"), "Người chốt", "Lý do",
        ("Số liệu đến", "time"), ("Chưa có số liệu", "count"), "Mã kiểm", "Nguyên vẹn",
    )  # fmt: skip
    told = (
        (
            one.phase, one.number, one.at, one.by or None, one.reason or None, one.taken_at,
            len(one.missing), one.hash, "có" if one.intact else "bị sửa ngoài chương trình",
        )
        for one in reversed(kept)
    )  # fmt: skip
    return Sheet("Các lần chốt", basis(snapshot, Scope()), heads, tuple(told))


def late(snapshot: Snapshot, closing: Closing) -> Sheet:
    """Return the units let in after a closing, one row per figure of the province that they changed."""
    shorts = {indicator.id: indicator.short for indicator in snapshot.plan.indicators}
    heads = columns(
        "Đơn vị", ("Lúc", "time"), "Người bổ sung", "Lý do", "Chỉ tiêu toàn tỉnh", ("Trước", "count"),
        ("Sau", "count"),
    )  # fmt: skip
    told: list[tuple[Value, ...]] = []
    before = dict(closing.own_figures)
    for one in closing.late:
        whole = {place: fields for place, fields in one.figures.items() if place[1:] == (None, None)}
        moved = [
            (shorts.get(place[0], place[0]), before[place]["actual"], fields["actual"])
            for place, fields in whole.items()
            if fields["actual"] != before[place]["actual"]
        ]
        before |= one.figures
        who = (snapshot.unit(one.unit).short, one.at, one.by or None, one.reason or None)
        told += [(*who, *each) for each in moved or [("không đổi", None, None)]]
    title = f"Bổ sung sau chốt, đợt {closing.phase}, lần {closing.number}"
    return Sheet(title, basis(snapshot, Scope(closing.phase)), heads, tuple(told), "Bổ sung sau chốt")


def _report(snapshot: Snapshot, one: Received) -> tuple[Value, ...]:
    of, review = len(unit_workbook(snapshot.plan).worksheets), one.review
    blank = one.lacking.said if one.worksheets else "toàn bộ"
    finished = f" (đơn vị ghi đã nhập xong ngày {write_date(one.finished_on)})" if one.finished_on else ""
    said = (review.state, review.reviewed_on, review.comment or None) if review else (None,) * 3
    return (
        one.unit.short, one.state, one.done_on, one.due, one.days_late or None, one.worksheets, of,
        blank + finished if blank else "không", *said,
    )  # fmt: skip


def _reminder(followed: Followed | None) -> tuple[Value, ...]:
    if followed is None:
        return (None,) * 4
    each = followed.reminded
    return each.sent_on, each.channel, each.level, followed.after
