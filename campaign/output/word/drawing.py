"""A report drawn on paper: headings, paragraphs, tables and pictures, in real styles of Word."""

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt

from campaign.output.pictures import Picture, as_png
from campaign.output.word.content import (
    Annex,
    Block,
    Grid,
    Heading,
    Point,
    Quote,
    Report,
    Said,
    ToWrite,
)
from campaign.output.word.inert import LONGEST, inert
from campaign.output.word.letter import OPEN, addressed, body, headed, signed, titled
from campaign.output.word.paper import (
    CELL,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_TEXT,
    as_bytes,
    new_section,
    paper,
    shade,
)

HEADER = "E7EEF4"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_QUOTED = 700
"""Characters of one unit's words."""


def drawn(report: Report) -> bytes:
    """Return a report as the bytes of a .docx file."""
    document = paper(report.title, report.issuer, sample=report.sample)
    headed(document, report.head)
    titled(document, "Báo cáo", *report.about)
    if report.addressees:
        addressed(document, report.addressees)
    _blocks(document, report.blocks)
    body(document, report.last, last=True)
    signed(document, report.signature)
    for number, annex in enumerate(report.annexes):
        _annex(document, annex, _ROMAN[number], report)
    return as_bytes(document)


def _blocks(document: Paper, blocks: Sequence[Block]) -> None:
    for block in blocks:
        match block:
            case Heading(text, level):
                document.add_heading(inert(text), level)
            case Said(text):
                body(document, text)
            case Point(text):
                body(document, f"- {text}")
            case Quote(who, text):
                _quote(document, who, text)
            case ToWrite(text):
                line = document.add_paragraph(style="Body Text")
                line.add_run(f"[{inert(text)}]").italic = True
            case Grid():
                grid(document, block)
            case Picture():
                _picture(document, block)


def _quote(document: Paper, who: str, text: str) -> None:
    """The words of a unit: plain runs in which nothing works, cut where they would fill the report."""
    line = document.add_paragraph(style="Quote")
    line.add_run(f"- {inert(who)}: " if who else "- ").italic = False
    line.add_run(f"“{inert(text, min(_QUOTED, LONGEST))}”")


def grid(document: Paper, shown: Grid) -> None:
    """Draw a table: header row repeated on each page, figures on the right, totals in bold."""
    if shown.title:
        document.add_paragraph(inert(shown.title), style="Caption")
    table = document.add_table(rows=1, cols=len(shown.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(column.width) for column in shown.columns]
    for cell, column in zip(table.rows[0].cells, shown.columns, strict=True):
        _write(cell, column.title, TABLE_HEAD)
        shade(cell, HEADER)
    _mark(table.rows[0], "tblHeader")
    first_total = len(shown.rows) - shown.totals
    for number, values in enumerate(shown.rows):
        cells = table.add_row().cells
        group = not any(values[2:])
        for cell, column, value in zip(cells, shown.columns, values, strict=True):
            style = TABLE_FIGURE if column.right else TABLE_TEXT
            _write(cell, value, style, bold=group or number >= first_total)
    # Word goes by the cells, LibreOffice by the grid.
    for drawn_column, width in zip(table.columns, widths, strict=True):
        drawn_column.width = width
    for row in table.rows:
        _mark(row, "cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for row, values in zip(table.rows[1:], shown.rows, strict=True):
        if not any(values[2:]):
            _joined(row.cells[1:])
    note = document.add_paragraph()
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(2), Pt(8)
    remark = note.add_run(inert(shown.note))
    remark.italic, remark.font.size = True, CELL


def _joined(cells: Sequence[Any]) -> None:
    """Make one cell of a group's name and the empty ones behind it."""
    whole = cells[0].merge(cells[-1])
    for empty in whole.paragraphs[1:]:
        empty._p.getparent().remove(empty._p)


def _write(cell: Any, text: str, style: str, *, bold: bool = False) -> None:
    line = cell.paragraphs[0]
    # By its id: a style looked up by name costs more than all the rest of a cell.
    line._p.style = style
    run = line.add_run(inert(text))
    if bold:
        run.bold = True
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _picture(document: Paper, shown: Picture) -> None:
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(6)
    drawing = line.add_run().add_picture(io.BytesIO(as_png(shown)), width=Mm(160))
    properties: Any = drawing._inline.docPr
    properties.set("descr", inert(shown.alt or shown.title))
    properties.set("title", inert(shown.title))


def _annex(document: Paper, annex: Annex, number: str, report: Report) -> None:
    new_section(document, sample=report.sample, landscape=annex.landscape)
    heading = document.add_heading(f"Phụ lục {number}", 1)
    name = document.add_paragraph()
    name.add_run(inert(annex.title).upper()).bold = True
    belongs = document.add_paragraph()
    number_and_day = f"số{OPEN}/{report.head.symbol} ngày{OPEN}tháng{OPEN}năm {report.head.year}"
    attached = belongs.add_run(f"(Kèm theo Báo cáo {number_and_day} của {inert(report.issuer)})")
    attached.italic, attached.font.size = True, Pt(12)
    for line in (heading, name, belongs):
        line.alignment, line.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Length(0)
    belongs.paragraph_format.space_after = Pt(8)
    _blocks(document, annex.blocks)
