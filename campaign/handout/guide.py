"""The guide for clerks, from the schema's own words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from campaign.handout.examples import is_asked, refused, taken
from sheets_schema.plan import Plan
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vocabulary import Column, Worksheet

LONG_LIST = 12
"""More options than this are not spelled out beside the drop-down that holds them."""

RULES = (
    "Chỉ nhập vào ô nền trắng hoặc vàng nhạt. Không đổi tên trang tính, tên cột; không chèn cột.",
    "Để trống nghĩa là chưa có số liệu. Ghi 0 nghĩa là có theo dõi và không phát sinh. "
    "Ô trống không bao giờ được tính là 0.",
    "Ghi “Chưa có” khi số liệu còn đang rà soát: ô vẫn được ghi nhận là chưa có số liệu. "
    "Ghi “Không” ở cột số được hiểu là 0.",
    "Số lượng ghi số nguyên: 8.000 hoặc 8000. Không ghi “khoảng 20”, “15/20”, “120 (lũy kế 340)” vào một ô.",
    "Số tiền ghi bằng đồng (15.000.000) hoặc ghi rõ đơn vị: “15 triệu”, “1,5 tỷ”.",
    "Ngày ghi ngày/tháng/năm: 31/5/2023.",
    "Ô có mũi tên ▾: chọn trong danh sách. Cột “Có/Không” chỉ ghi Có hoặc Không, giải thích ở cột Ghi chú.",
    "Chỉ ghi số phát sinh trong đợt; phần mềm tự cộng lũy kế, tự tính tỷ lệ và tổng, "
    "không cần dòng “Tổng cộng”.",
    "Không dùng “nt”, “như trên” hay gộp ô; mỗi dòng ghi đủ nội dung của mình.",
    "Không ghi số căn cước, số điện thoại vào cột Ghi chú.",
)
"""How to fill any workbook, one sentence or two each; printed in the guide and on the first tab."""


def guide(plan: Plan) -> str:
    """Write the clerks' guide in Markdown: rules, then every worksheet and column."""
    lines = [
        "# Hướng dẫn nhập số liệu",
        "",
        f"{plan.title}. Mỗi đơn vị nhập một bảng tính cho mỗi đợt; bảng của tỉnh do LĐLĐ tỉnh nhập.",
        "",
        "| Đợt | Thời gian | Hạn nhập xong |",
        "| --- | --- | --- |",
        *(
            f"| {phase.title} | {write_date(phase.first_day)} – {write_date(phase.last_day)} "
            f"| {write_date(phase.due)} |"
            for phase in plan.phases
        ),
        "",
        "## Cách nhập",
        "",
        *(f"{number}. {rule}" for number, rule in enumerate(RULES, 1)),
        "",
        "Khi một ô chưa đúng, trang «Kiểm tra số liệu» nêu đúng ô đó, điều đã đọc được và cách sửa; "
        "sửa xong, số liệu tự cập nhật, không phải gửi lại.",
        "",
    ]
    for workbook in (unit_workbook(plan), province_workbook(plan)):
        lines += [f"## {workbook.title}", ""]
        for worksheet in workbook.worksheets:
            lines += _worksheet(worksheet)
    return "\n".join(lines)


def needs(column: Column) -> str:
    """What belongs in a column, and whether it must be there, in one phrase."""
    return f"{'Bắt buộc: ' if column.required else ''}{column.expects}"


def briefly(column: Column) -> str:
    """What belongs in a column, short enough for a note or a cell: a long list is only named."""
    options = column.input_rule.options
    return f"chọn một trong {len(options)} mục của danh sách" if len(options) > LONG_LIST else column.expects


def needs_briefly(column: Column) -> str:
    """What belongs in a column, and whether it must be there, short enough for a cell."""
    return f"{'Bắt buộc: ' if column.required else ''}{briefly(column)}"


@dataclass(frozen=True)
class Told:
    """A column as the guide tells it."""

    column: Column
    taken: str
    """What may be typed: `145; 145 người`."""
    refused: str
    """What may not, and why: `“15/20”: Ô ghi dạng …`; empty where nobody types."""


def shown_briefly(column: Column) -> str:
    """A cell that is taken and one that is not, short enough for a row of «Hướng dẫn» in a workbook."""
    shown = refused(column)
    return f"Ví dụ: {column.example}" + (f"\nKhông ghi: “{shown.typed}”" if shown else "")


def columns_told(worksheet: Worksheet) -> Iterator[Told]:
    """Yield the columns of a worksheet with examples taken and refused, by turns different ones."""
    turns: Counter[type[Column]] = Counter()
    for column in worksheet.columns:
        if not is_asked(column):
            yield Told(column, column.example, "")
            continue
        shown = refused(column, turns[type(column)])
        turns[type(column)] += 1
        yield Told(column, "; ".join(taken(column)), shown.told if shown else "")


def _worksheet(worksheet: Worksheet) -> Iterator[str]:
    yield f"### {worksheet.title}"
    yield ""
    yield worksheet.description
    yield ""
    yield "| Cột | Ghi gì | Cần | Ghi được | Không ghi |"
    yield "| --- | --- | --- | --- | --- |"
    for told in columns_told(worksheet):
        parts = (told.column.header, told.column.description, needs(told.column), told.taken, told.refused)
        yield f"| {' | '.join(map(_cell, parts))} |"
    yield ""
    if conditions := [
        f"- «{worksheet.column(rule.column).header}» bắt buộc {rule.because}."
        for rule in worksheet.required_if
    ]:
        yield from [*conditions, ""]
    if worksheet.fixed:
        yield from _fixed(worksheet)


def _fixed(worksheet: Worksheet) -> Iterator[str]:
    yield "Các dòng in sẵn:"
    yield ""
    group = ""
    for fixed in worksheet.fixed:
        if fixed.group != group:
            group = fixed.group
            yield f"- **{group}**"
        extra = [label for label in (*fixed.labels[1:], *fixed.printed.values()) if label]
        yield f"{'  ' if group else ''}- {fixed.labels[0]}" + (f" ({', '.join(extra)})" if extra else "")
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    docs = Path(__file__).parents[2] / "docs" / "huong-dan-nhap-lieu.md"
    docs.write_text(guide(load_plan()), encoding="utf-8")
