"""What every official paper of the union has around its text: head, addressees, title, signature, recipients.

A number, a day and a signature are never invented: their places stay open (domain.md §5.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from campaign.output.word.inert import inert
from campaign.output.word.paper import as_bytes, paper
from sheets_schema.plan import Plan, Unit

__all__ = [
    "Letterhead",
    "Signature",
    "addressed",
    "as_bytes",
    "body",
    "headed",
    "letterhead",
    "paper",
    "signed",
    "titled",
    "unit_letterhead",
]

CONFEDERATION = "TỔNG LIÊN ĐOÀN LAO ĐỘNG\nVIỆT NAM"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
OPEN = "\u00a0" * 6
"""The place of a number or a day that somebody writes later."""
END = "./."
"""The last sign of an official text."""

_ISSUER_WIDTH, _NATION_WIDTH = Mm(67), Mm(98)
_LINE_OF_ISSUER, _LINE_OF_NATION, _LINE_OF_TITLE = Mm(26), Mm(62), Mm(46)


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper: who issues it, under whom, where and in which year."""

    above: str
    """The body above the issuer; a line break where the name should break."""
    issuer: str
    symbol: str
    """What follows the number: `BC-LĐLĐ` of a report, `LĐLĐ-CSPL` of a letter."""
    place: str
    year: int
    subject: str = ""
    """«V/v …» of a letter; a paper that has a title has none."""


@dataclass(frozen=True)
class Signature:
    """The foot of a paper: in whose name it is signed, by which post, who receives it; never a name."""

    authority: str
    post: str
    recipients: tuple[str, ...]


def letterhead(plan: Plan, symbol: str, subject: str = "", *, year: int | None = None) -> Letterhead:
    """Return the head of the federation's own papers; the year is the campaign's unless given."""
    issuer = _broken(_written_out(plan.federation))
    return Letterhead(CONFEDERATION, issuer, symbol, plan.province, year or plan.year, subject)


def unit_letterhead(plan: Plan, unit: Unit, kind: str = "BC", *, year: int | None = None) -> Letterhead:
    """Return the head of a unit's papers, under the federation; an industry union writes its own symbol."""
    district = unit.kind == "district"
    return Letterhead(
        above=_broken(_written_out(plan.federation)),
        issuer=_broken(_written_out(unit.name)),
        symbol=f"{kind}-{'LĐLĐ' if district else '…'}",
        place=unit.plain if district else plan.province,
        year=year or plan.year,
    )


def headed(document: Paper, head: Letterhead) -> None:
    """Write the head: issuer and number on the left, nation, motto, place and open day on the right."""
    table = document.add_table(rows=2, cols=2)
    _fixed(table, (_ISSUER_WIDTH, _NATION_WIDTH))
    issuer, nation = table.rows[0].cells
    _lines(issuer, inert(head.above), size=12, first=True)
    _lines(issuer, inert(head.issuer), size=12, bold=True)
    _rule(issuer.add_paragraph(), _LINE_OF_ISSUER, _ISSUER_WIDTH)
    _lines(nation, NATION, size=12, bold=True, first=True)
    _lines(nation, MOTTO, size=13, bold=True)
    _rule(nation.add_paragraph(), _LINE_OF_NATION, _NATION_WIDTH)
    number, day = table.rows[1].cells
    _lines(number, f"Số:{OPEN}/{head.symbol}", size=13, first=True)
    if head.subject:
        _lines(number, f"V/v {inert(head.subject)}", size=12)
    open_day = f"{inert(head.place)}, ngày{OPEN}tháng{OPEN}năm {head.year}"
    _lines(day, open_day, size=13, italic=True, first=True)


def titled(document: Paper, kind: str, *about: str) -> None:
    """Write the title of a paper that has one: BÁO CÁO, what it is about line by line, and a line below."""
    for number, text in enumerate((kind.upper(), *about)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before = Pt(0 if number else 14)
        line.add_run(inert(text)).bold = True
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    _rule(document.add_paragraph(), _LINE_OF_TITLE, Length(width))
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def addressed(document: Paper, to: Sequence[str]) -> None:
    """Write «Kính gửi: …», one addressee on the line, several below it."""
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(12)
    first.paragraph_format.left_indent = Mm(30)
    first.add_run("Kính gửi:" if len(to) > 1 else f"Kính gửi: {inert(to[0])}.")
    for number, name in enumerate(to if len(to) > 1 else (), start=1):
        line = document.add_paragraph(f"- {inert(name)}{'.' if number == len(to) else ';'}")
        line.paragraph_format.left_indent = Mm(45)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def body(document: Paper, text: str, *, last: bool = False) -> Paragraph:
    """Write one paragraph of the text; the last one ends with «./.»."""
    said = inert(text)
    return document.add_paragraph(said.rstrip(" .") + END if last else said, style="Body Text")


def signed(document: Paper, signature: Signature) -> None:
    """Write who receives the paper on the left, and who signs on the right, its place left open."""
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    table = document.add_table(rows=1, cols=2)
    _fixed(table, (Mm(77), Mm(88)))
    recipients, authority = table.rows[0].cells
    label = recipients.paragraphs[0].add_run("Nơi nhận:")
    label.bold, label.italic, label.font.size = True, True, Pt(12)
    for number, name in enumerate(signature.recipients, start=1):
        end = "." if number == len(signature.recipients) else ";"
        recipients.add_paragraph().add_run(f"- {inert(name)}{end}").font.size = Pt(11)
    _lines(authority, inert(signature.authority).upper(), size=14, bold=True, first=True)
    _lines(authority, inert(signature.post).upper(), size=14, bold=True)
    # Room for a hand and a seal.
    authority.paragraphs[-1].paragraph_format.space_after = Pt(76)


def _written_out(name: str) -> str:
    return name.replace("LĐLĐ", "Liên đoàn Lao động").upper()


def _broken(name: str) -> str:
    """Break a long name where a clerk would: before the province, district or town it belongs to."""
    for word in (" TỈNH ", " THÀNH PHỐ ", " THỊ XÃ ", " HUYỆN "):
        name = name.replace(word, f"\n{word.lstrip()}")
    return name


def _fixed(table: Any, widths: Sequence[Length]) -> None:
    """A table that only lays out: no border, fixed widths, no row cut by the end of a page."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _lines(
    cell: _Cell, text: str, *, size: float, bold: bool = False, italic: bool = False, first: bool = False
) -> None:
    for number, part in enumerate(text.splitlines()):
        line = cell.paragraphs[0] if first and not number else cell.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(part)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic


def _rule(line: Paragraph, length: Length, width: Length) -> None:
    """Draw a solid line of some length in the middle of its place."""
    shape = line.paragraph_format
    shape.left_indent = shape.right_indent = Length((width - length) // 2)
    shape.space_before, shape.line_spacing, shape.space_after = Pt(4), Pt(4), Pt(4)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
