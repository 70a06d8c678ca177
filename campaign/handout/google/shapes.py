"""How the cells of our Google spreadsheets look: the same fonts, fills and borders as in .xlsx."""

from typing import Any

from campaign.handout.look import BAND, CLOSED, DARK, FONT, LIGHT, PAPER, RULED
from sheets_schema.vocabulary import Column


def colour(written: str) -> dict[str, float]:
    """Return `#RRGGBB` as the API writes colours."""
    parts = (round(int(written[place : place + 2], 16) / 255, 4) for place in (1, 3, 5))
    return dict(zip(("red", "green", "blue"), parts, strict=True))


def number_format(pattern: str) -> dict[str, str]:
    """Return a number format with the kind that Sheets wants beside the pattern."""
    kind = "TEXT" if pattern == "@" else "DATE" if "yy" in pattern else "NUMBER"
    return {"type": kind, "pattern": pattern}


_SIDE = {"style": "SOLID", "color": colour(RULED)}
RULES = {"borders": dict.fromkeys(("top", "bottom", "left", "right"), _SIDE)}


def shape(
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 11,
    ink: str = "",
    ground: str = "",
    number: str = "",
    across: str = "left",
    down: str = "TOP",
    ruled: bool = False,
) -> dict[str, Any]:
    """Return a cell's format."""
    text: dict[str, Any] = {"fontFamily": FONT, "fontSize": size}
    if ink:
        text["foregroundColor"] = colour(ink)
    text |= {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    made: dict[str, Any] = {
        "textFormat": text,
        "wrapStrategy": "WRAP",
        "horizontalAlignment": across.upper(),
        "verticalAlignment": down,
    }
    if ground:
        made["backgroundColor"] = colour(ground)
    if number:
        made["numberFormat"] = number_format(number)
    if ruled:
        made |= RULES
    return made


TITLE = {**shape(bold=True, size=14, ink=DARK, down="MIDDLE"), "wrapStrategy": "OVERFLOW_CELL"}
HINT = {**shape(italic=True, ink="#595959", down="MIDDLE"), "wrapStrategy": "OVERFLOW_CELL"}
GROUP = {**shape(bold=True, ink=DARK, ground=BAND, down="MIDDLE"), "wrapStrategy": "OVERFLOW_CELL"}
TEXT, STRONG = shape(), shape(bold=True)
SHUT = shape(ground=CLOSED)


def header(required: bool) -> dict[str, Any]:
    """The format of a column's title; a required one is bold on dark."""
    ink, ground = ("#FFFFFF", DARK) if required else ("", LIGHT)
    return shape(bold=required, across="center", down="MIDDLE", ruled=True, ink=ink, ground=ground)


def listed(column: Column, across: str) -> dict[str, Any]:
    """The format of a list's cells, open to typing."""
    return shape(number=_typed_format(column), across=across, ruled=True)


def asked(column: Column, across: str) -> dict[str, Any]:
    """The format of a cell to fill among printed ones."""
    return shape(number=_typed_format(column), across=across, down="MIDDLE", ground=PAPER)


def printed(required: bool) -> dict[str, Any]:
    """The format of what the template prints in a fixed row."""
    return shape(bold=required, down="MIDDLE")


def _typed_format(column: Column) -> str:
    # Sheets would make 1/10/2022 of a typed «10/2022»; as text it stays what was meant.
    return "@" if getattr(column, "month_ok", False) else column.number_format
