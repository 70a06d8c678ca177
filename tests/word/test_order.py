"""The order of a document's parts: Word refuses what LibreOffice still opens (ECMA-376, part 1, §17)."""

import io
import zipfile
from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from campaign.measures.measured import Scope
from campaign.output.word.drawing import drawn
from campaign.output.word.report import report
from tests.small_province import line, snapshot

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs u shd vertAlign lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders tblLayout "
    "tblCellMar tblLook",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


def out_of_order(content: bytes) -> Iterator[tuple[str, list[str]]]:
    """Every group of properties of the document and its headers whose parts stand in another order."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.startswith(("word/document", "word/header"))]
        for name in names:
            for group, order in ORDER.items():
                places = {qn(f"w:{part}"): place for place, part in enumerate(order.split())}
                for found in parse_xml(file.read(name)).iter(qn(f"w:{group}")):
                    parts = [places[child.tag] for child in found]
                    if parts != sorted(parts):
                        yield name, [child.tag.rpartition("}")[2] for child in found]


def test_the_parts_of_a_report_stand_in_the_order_in_which_word_reads_them() -> None:
    told = snapshot(summary=[line("phu_cat", 1, "initiatives_valid", 80, 40)])
    for scope in (Scope(1), Scope(None, "phu_cat")):
        assert list(out_of_order(drawn(report(told, scope)))) == []
