"""The official letter to units whose report is late, a draft for the department (domain.md §8.6)."""

from collections.abc import Sequence

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Pt

from campaign.measures.reminding import late, new_deadline
from campaign.measures.timeliness import Received, tally
from campaign.output.word.content import Grid, GridColumn
from campaign.output.word.drawing import grid
from campaign.output.word.inert import inert
from campaign.output.word.letter import (
    OPEN,
    Letterhead,
    Signature,
    addressed,
    body,
    headed,
    letterhead,
    signed,
)
from campaign.output.word.numbers import said
from campaign.output.word.paper import as_bytes, new_section, paper
from campaign.records import Snapshot
from sheets_schema.vietnamese.dates import write_date

SYMBOL = "LĐLĐ-CSPL"
SIGNATURE = Signature(
    "TL. Ban Thường vụ",
    "Trưởng ban CSPL&QHLĐ",
    ("Như trên", "Thường trực LĐLĐ tỉnh (b/c)", "Lưu: VT, Ban CSPL&QHLĐ"),
)
MOST_NAMED = 6
"""Addressees by name; more of them stand in the list alone, so that the letter stays one page."""
_COLUMNS = (
    GridColumn("TT", 12, right=True),
    GridColumn("Đơn vị", 52),
    GridColumn("Tình trạng", 38),
    GridColumn("Nội dung còn thiếu", 63),
)


def chasing_letter(snapshot: Snapshot, phase: int) -> bytes:
    """Return the letter to all late units of a phase as .docx, with what each lacks in a list behind it.

    Number, day and name stay open. Raises ValueError where no unit is late.
    """
    to = late(snapshot, phase)
    if not to:
        raise ValueError(f"Không có đơn vị nào chậm báo cáo đợt {phase}, nên không có công văn đôn đốc.")
    plan, sample = snapshot.plan, snapshot.source.sample
    subject = f"đôn đốc báo cáo sơ kết phong trào thi đua đợt {phase} năm {plan.year}"
    head = letterhead(plan, SYMBOL, subject, year=snapshot.today.year)
    document = paper(f"Công văn {subject}", plan.federation, sample=sample)
    headed(document, head)
    names = [one.unit.name for one in to]
    addressed(document, names if len(to) <= MOST_NAMED else ["Các đơn vị có tên trong danh sách kèm theo"])
    *first, last = _text(snapshot, phase, to)
    for paragraph in first:
        body(document, paragraph)
    body(document, last, last=True)
    signed(document, SIGNATURE)
    _list(document, snapshot, phase, to, head)
    return as_bytes(document)


def file_name(phase: int) -> str:
    """Return the name of the letter's file."""
    return f"cong-van-don-doc-dot-{phase}.docx"


def _text(snapshot: Snapshot, phase: int, to: Sequence[Received]) -> tuple[str, ...]:
    plan, days, count = snapshot.plan, snapshot.plan.phase(phase), tally(snapshot, phase)
    return (
        f"Thực hiện Kế hoạch số …/KH-LĐLĐ ngày …/…/{plan.year} của Ban Thường vụ LĐLĐ tỉnh về tổ chức phong "
        f"trào thi đua trong cán bộ, đoàn viên, CNVCLĐ và các cấp công đoàn tỉnh {plan.province} năm "
        f"{plan.year}, LĐLĐ tỉnh đã đề nghị các đơn vị báo cáo kết quả đợt {phase} chậm nhất ngày "
        f"{write_date(days.due)}. Đến ngày {write_date(snapshot.today)}, đã có "
        f"{said(count.received)}/{said(count.expected)} đơn vị gửi báo cáo; còn {said(len(to))} đơn vị chưa "
        "gửi, hoặc gửi chưa đầy đủ (danh sách kèm theo).",
        "Để kịp thời tổng hợp, báo cáo Tổng Liên đoàn và các cơ quan liên quan, LĐLĐ tỉnh đề nghị các đơn vị "
        "nêu trên khẩn trương hoàn thành báo cáo và số liệu, gửi về LĐLĐ tỉnh (qua Ban Chính sách pháp "
        f"luật và Quan hệ lao động) chậm nhất ngày {write_date(new_deadline(snapshot.today))}.",
        "Việc chấp hành chế độ thông tin, báo cáo là một trong những căn cứ bình xét thi đua năm "
        f"{plan.year} của đơn vị.",
        "LĐLĐ tỉnh đề nghị các đơn vị quan tâm thực hiện.",
    )


def _list(document: Paper, snapshot: Snapshot, phase: int, to: Sequence[Received], head: Letterhead) -> None:
    new_section(document, sample=snapshot.source.sample)
    title = document.add_paragraph()
    title.add_run(f"DANH SÁCH ĐƠN VỊ CHẬM BÁO CÁO ĐỢT {phase}").bold = True
    belongs = document.add_paragraph()
    place = f"số{OPEN}/{head.symbol} ngày{OPEN}tháng{OPEN}năm {head.year}"
    attached = belongs.add_run(
        f"(Kèm theo Công văn {place} của {inert(snapshot.plan.federation)}; tình hình đến ngày "
        f"{write_date(snapshot.today)})"
    )
    attached.italic, attached.font.size = True, Pt(12)
    for line in (title, belongs):
        line.alignment, line.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Length(0)
    belongs.paragraph_format.space_after = Pt(8)
    rows = tuple(
        (str(number), one.unit.name, _state(one), _lacking(one)) for number, one in enumerate(to, start=1)
    )
    grid(document, Grid(_COLUMNS, rows))


def _state(one: Received) -> str:
    if one.sent_back:
        return "Đã gửi, chưa hoàn chỉnh theo yêu cầu"
    if one.done_on is not None:
        return "Đã gửi, chưa đầy đủ"
    begun = "Chưa gửi báo cáo" if one.worksheets else "Chưa nhập số liệu"
    return f"{begun}, quá hạn {said(one.days_late)} ngày"


def _lacking(one: Received) -> str:
    if not one.worksheets:
        return "Toàn bộ số liệu"
    reason = f"lý do trả lại: {one.review.comment}" if one.review and one.sent_back else ""
    told = "; ".join(filter(None, (one.lacking.said, reason)))
    return told[:1].upper() + told[1:]
