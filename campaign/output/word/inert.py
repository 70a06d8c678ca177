"""Text of a cell made fit for a document: it can do nothing there and has an end."""

import re

from sheets_schema.vietnamese.numbers import write_count
from sheets_schema.vietnamese.text import paragraphs

LONGEST = 1500
"""Characters of one text in a document; the rest of it stays in the sheet."""

_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML refuses, and what turns the direction of the text around it."""


def inert(text: str, longest: int = LONGEST) -> str:
    """Return a text without control characters, line by line, cut with a pointer to where the rest stands."""
    tidy = paragraphs(_UNPRINTABLE.sub("", text))
    if len(tidy) <= longest:
        return tidy
    cut = tidy[:longest].rsplit(maxsplit=1)[0] if " " in tidy[:longest] else tidy[:longest]
    return f"{cut.rstrip()} … (còn {write_count(len(tidy) - len(cut))} ký tự, xem trong bảng tính của đơn vị)"
