"""The paper of a document: A4, margins, fonts, headings, page number and draft mark (NĐ 30/2020)."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from campaign.output.word.inert import inert

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
LEFT, RIGHT, EDGE = Mm(30), Mm(15), Mm(20)
BODY = Pt(14)
INDENT = Mm(12.7)

CELL = Pt(11)
TABLE_TEXT, TABLE_FIGURE, TABLE_HEAD = "TableText", "TableFigure", "TableHead"
TABLE_STYLES = {
    TABLE_TEXT: WD_ALIGN_PARAGRAPH.LEFT,
    TABLE_FIGURE: WD_ALIGN_PARAGRAPH.RIGHT,
    TABLE_HEAD: WD_ALIGN_PARAGRAPH.CENTER,
}
"""Paragraphs in the cells of a table: one word each, so that the name is the id."""

DRAFT = "DỰ THẢO"
SAMPLE = "SỐ LIỆU MINH HỌA"

_BLACK = RGBColor(0, 0, 0)


def paper(title: str, author: str, *, sample: bool = False) -> Paper:
    """Return an empty A4 document marked DỰ THẢO, with real headings and Vietnamese as its language.

    `sample` also marks every page SỐ LIỆU MINH HỌA.
    """
    document = Document()
    _styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = inert(title, 250), inert(author, 250), LANGUAGE
    properties.category, properties.comments = "Dự thảo", SAMPLE if sample else ""
    section = document.sections[0]
    _page(section)
    section.different_first_page_header_footer = True
    width = _inner_width(section)
    _header(section.first_page_header.paragraphs[0], width, sample=sample, number=False)
    _header(section.header.paragraphs[0], width, sample=sample, number=True)
    return document


def new_section(document: Paper, *, sample: bool = False, landscape: bool = False) -> Section:
    """Begin an annex on a new page, numbered by itself from 1; wide tables lie down."""
    section: Section = document.add_section()
    _page(section, landscape=landscape)
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    for child in list(header._p):
        header._p.remove(child)
    _header(header, _inner_width(section), sample=sample, number=True)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    # Word reads the parts of a section in one order only.
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    return section


def as_bytes(document: Paper) -> bytes:
    """Return the document as the bytes of a .docx file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def shade(cell: Any, colour: str) -> None:
    """Fill a table cell with a colour, `E7ECEF`."""
    filled = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        filled.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().insert_element_before(filled, "w:noWrap", "w:tcMar", "w:vAlign")


def _page(section: Section, *, landscape: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = (EDGE, EDGE) if landscape else (LEFT, RIGHT)
    section.top_margin = section.bottom_margin = EDGE
    section.header_distance = section.footer_distance = Mm(10)


def _inner_width(section: Section) -> Length:
    sides = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return Length(sides)


def _header(line: Paragraph, width: Length, *, sample: bool, number: bool) -> None:
    """The top margin: whose figures, the page number in the middle, and that it is a draft."""
    line.style = "Header"
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Length(width // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    mark = line.add_run(SAMPLE if sample else "")
    mark.bold, mark.font.size = True, Pt(11)
    line.add_run("\t")
    if number:
        _page_number(line)
    draft = line.add_run("\t" + DRAFT)
    draft.bold, draft.font.size = True, Pt(13)


def _page_number(line: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = line.add_run()
        run.font.size = BODY
        if kind == "shown":
            run.text = text
        elif text:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _styles(document: Paper) -> None:
    for style in document.styles:
        if isinstance(style, ParagraphStyle) and style.name in ("Normal", "Header"):
            _font(style, BODY, bold=False)
            # The template's own stops are those of another paper size.
            style.paragraph_format.tab_stops.clear_all()
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for name, bold, italic, capitals in (
        ("Heading 1", True, False, True),
        ("Heading 2", True, False, False),
        ("Heading 3", True, True, False),
    ):
        heading = document.styles[name]
        assert isinstance(heading, ParagraphStyle)
        _font(heading, BODY, bold=bold, italic=italic)
        heading.font.all_caps = capitals
        shape = heading.paragraph_format
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(8), Pt(4), True
        shape.first_line_indent = INDENT
    _body_style(document, "Body Text")
    _body_style(document, "Quote", italic=True)
    for name, alignment in TABLE_STYLES.items():
        _table_style(document, name, alignment)
    caption = document.styles["Caption"]
    assert isinstance(caption, ParagraphStyle)
    _font(caption, Pt(12), bold=False, italic=True)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(4), Pt(6)
    _language(document)


def _body_style(document: Paper, name: str, *, italic: bool = False) -> None:
    """Justified, the first line drawn in, at least six points between paragraphs."""
    if name not in [style.name for style in document.styles]:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    _font(style, BODY, bold=False, italic=italic)
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, INDENT
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(6), 1.1


def _table_style(document: Paper, name: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    _font(style, CELL, bold=name == TABLE_HEAD)
    shape = style.paragraph_format
    shape.alignment, shape.space_before, shape.space_after = alignment, Pt(1.5), Pt(1.5)


def _font(style: ParagraphStyle, size: Length, *, bold: bool, italic: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, size, bold, italic, _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in str(attribute):
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _language(document: Paper) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), LANGUAGE)
