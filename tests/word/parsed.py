"""A .docx read back as a person sees it: lines of text, tables, headers, what each style holds."""

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Paper
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> Paper:
    return Document(io.BytesIO(content))


def lines(document: Paper) -> list[str]:
    """Every line of the text in its order, the cells of tables as «a | b»; empty ones left out."""
    return [line for line in _lines(document) if line.strip()]


def _lines(document: Paper) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)


def table_rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]
