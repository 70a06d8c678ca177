"""Who reported a phase and what is lacking, phase by phase, and what reminders have brought."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from campaign.measures import timeliness
from campaign.measures.reminded import Followed
from campaign.measures.timeliness import Received
from campaign.records import Snapshot
from dashboard.figures import Fact
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.tables import Column, table
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import write_count

PAGE = "don-doc"

SHOWN_LACKING = 3
"""Blank lines and milestones that a row names; the reminder names them all."""

Standing = tuple[int, str, str, str]
"""Place in the order, shape, CSS class and words."""


def facts(snapshot: Snapshot, phase: int) -> tuple[Fact, ...]:
    """Return the tally of a phase as headline figures."""
    count, days = timeliness.tally(snapshot, phase), snapshot.plan.phase(phase)
    of = f"trên {count.expected} đơn vị"
    closed = f"ngày khóa sổ {write_date(days.locked)}"
    return (
        Fact("Đã báo cáo", write_count(count.received), of),
        Fact("Đúng hạn", write_count(count.on_time), f"hạn nộp {write_date(days.due)}"),
        Fact("Chậm", write_count(count.late), "đã báo cáo, sau hạn nộp"),
        Fact("Quá hạn", write_count(count.overdue), "chưa báo cáo, đã qua hạn nộp"),
        Fact("Bị trả lại", write_count(count.sent_back), "chờ đơn vị chỉnh sửa"),
        Fact("Đã duyệt", write_count(count.accepted), closed),
    )


def units(
    snapshot: Snapshot, chosen: Chosen, phase: int, last: Mapping[str, Followed] | None, *, reminding: bool
) -> Markup:
    """Return one row per unit, those that never reported first, then those that ask for a call.

    `last`: each unit's newest reminder; None for a viewer who sees only their own.
    """
    columns = (
        Column("Đơn vị"),
        Column("Báo cáo"),
        Column("Ngày báo cáo"),
        Column("Trang tính", right=True),
        Column("Còn thiếu đến nay"),
        Column("Tỉnh xem xét"),
        *((Column("Nhắc gần nhất"),) if last is not None else ()),
    )
    found = [one for one in timeliness.by_unit(snapshot, phase) if chosen.unit in (None, one.unit.id)]
    found.sort(key=lambda one: (standing(one)[0], -one.days_late))
    of = len(unit_workbook(snapshot.plan).worksheets)
    rows = []
    for one in found:
        page = PAGE if reminding else "don-vi"
        name = element("a", element("b", one.unit.short), href=chosen.of_unit(one.unit.id).url(page))
        rows.append(
            (
                name,
                chip(one),
                write_date(one.done_on) if one.done_on else "—",
                f"{one.worksheets}/{of}",
                lacking(one),
                _review(one),
                *((_last(last.get(one.unit.id)),) if last is not None else ()),
            )
        )
    return element("div", table(columns, rows, none="Không có đơn vị nào."), class_="reports")


def phases(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return one row per phase: how many units were due, reported, in time, late, sent back, accepted."""
    columns = (
        Column("Đợt"),
        Column("Hạn nộp"),
        Column("Ngày khóa sổ"),
        *(
            Column(title, right=True)
            for title in (
                "Phải báo cáo",
                "Đã báo cáo",
                "Đúng hạn",
                "Chậm",
                "Quá hạn",
                "Bị trả lại",
                "Đã duyệt",
            )
        ),
    )
    rows = []
    for phase in snapshot.plan.phases:
        count = timeliness.tally(snapshot, phase.number)
        begun = phase.first_day <= snapshot.today
        numbers = (count.received, count.on_time, count.late, count.overdue, count.sent_back, count.accepted)
        link = element("a", f"Đợt {phase.number}", href=chosen.url(PAGE, dot=str(phase.number)))
        rows.append(
            (
                link if begun else f"Đợt {phase.number} (chưa đến)",
                write_date(phase.due),
                write_date(phase.locked),
                write_count(count.expected),
                *(write_count(number) if begun else "—" for number in numbers),
            )
        )
    return table(columns, rows, none="Kế hoạch chưa có đợt nào.")


def sent(snapshot: Snapshot, found: Sequence[Followed]) -> Markup:
    """Return the reminders that were sent, the newest first, with what came after each."""
    columns = (
        Column("Ngày"),
        Column("Đơn vị"),
        Column("Đợt", right=True),
        Column("Mức", right=True),
        Column("Hình thức"),
        Column("Người nhắc"),
        Column("Trả lời"),
        Column("Sau đó"),
        Column("Nội dung"),
    )
    rows = [
        (
            write_date(each.reminded.sent_on),
            snapshot.unit(each.reminded.unit).short,
            each.reminded.phase,
            each.reminded.level,
            each.reminded.channel,
            each.reminded.sent_by,
            _answer(each),
            each.after,
            _text(each.reminded.text),
        )
        for each in found
    ]
    return table(columns, rows, none="Chưa ghi lần nhắc nào trong phạm vi đang xem.")


def standing(one: Received) -> Standing:
    """Return where a unit's report stands: its place in the order, shape, colour and words."""
    late = f" {write_count(one.days_late)} ngày" if one.days_late else ""
    if not one.worksheets:
        words = "chưa nhập gì" + (f", quá hạn{late}" if late else "")
        return 0, "○", "s4" if late else "s6", words
    if one.sent_back:
        return 1, "◆", "s4", "bị trả lại"
    if one.done_on is None:
        return (2, "▼", "s3", f"quá hạn{late}") if late else (3, "●", "s0", "đang nhập")
    return (4, "✔", "s3", f"đã báo cáo, chậm{late}") if late else (5, "✔", "s2", "đúng hạn")


def chip(one: Received) -> Markup:
    """Return how a unit's report stands as shape and words."""
    _, shape, tone, words = standing(one)
    return element("span", element("i", shape, aria_hidden="true"), " ", words, class_=f"status {tone}")


def lacking(one: Received) -> Markup | str:
    """Say what a unit has not filled, and when it said that entry is finished where it is not."""
    if not one.worksheets:
        return "toàn bộ"
    blank = one.lacking
    parts = []
    if blank.worksheets:
        parts.append(f"trang {', '.join(blank.worksheets)}")
    rows = (*blank.lines, *blank.milestones)
    if rows:
        more = f" và {len(rows) - SHOWN_LACKING} mục khác" if len(rows) > SHOWN_LACKING else ""
        parts.append(", ".join(rows[:SHOWN_LACKING]) + more)
    if not parts:
        return "không"
    said = "; ".join(parts)
    if one.finished_on is None:
        return said
    note = f" (đơn vị ghi đã nhập xong ngày {write_date(one.finished_on)})"
    return element("span", said, element("small", note))


def _review(one: Received) -> Markup | str:
    if one.review is None:
        return "—"
    day = f" ngày {write_date(one.review.reviewed_on)}" if one.review.reviewed_on else ""
    reason = element("small", f": {one.review.comment}") if one.review.comment else None
    return element("span", one.review.state, element("small", day), reason)


def _last(followed: Followed | None) -> Markup | str:
    if followed is None:
        return "—"
    each = followed.reminded
    what = f"{write_date(each.sent_on)}, {each.channel}, mức {each.level}"
    return element("span", what, element("small", f" · {followed.after}"))


def _answer(followed: Followed) -> str:
    each = followed.reminded
    day = f" ({write_date(each.answered_on)})" if each.answered_on else ""
    return each.answer + day if each.answer else "—"


def _text(text: str) -> Markup | str:
    if len(text) <= 60:
        return text or "—"
    return element("details", element("summary", "Xem lời nhắc"), text)
