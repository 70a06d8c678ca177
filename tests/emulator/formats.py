"""How cells are dressed: colours as Google rounds them, and the format that shows when nothing is set."""

import struct
from typing import Any

DEFAULT_FORMAT: dict[str, Any] = {
    "backgroundColor": {"red": 1, "green": 1, "blue": 1},
    "backgroundColorStyle": {"rgbColor": {"red": 1, "green": 1, "blue": 1}},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "foregroundColorStyle": {"rgbColor": {}},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
    },
}

_PARTS = ("red", "green", "blue", "alpha")


def coloured(described: Any) -> Any:
    """Return a description with colours rounded to n/255, zeros left out, each beside its `…Style`."""
    if isinstance(described, list):
        return [coloured(item) for item in described]
    if not isinstance(described, dict):
        return described
    out = {}
    for name, value in described.items():
        if isinstance(value, dict) and (name.endswith("Color") or name in ("color", "rgbColor")):
            out[name] = _rounded(value)
        else:
            out[name] = coloured(value)
    for name in list(out):
        style = f"{name}Style"
        if name.endswith("Color") and name != "rgbColor" and style not in out:
            out[style] = {"rgbColor": out[name]}
        elif name.endswith("ColorStyle") and "rgbColor" in out[name]:
            out[name.removesuffix("Style")] = out[name]["rgbColor"]
    return out


def _rounded(colour: dict[str, Any]) -> dict[str, Any]:
    parts = {}
    for name in _PARTS:
        if colour.get(name):
            part = struct.unpack("f", struct.pack("f", int(colour[name] * 255) / 255))[0]
            parts[name] = 1 if part == 1 else float(f"{part:.8g}")
    return parts


def effective(entered: dict[str, Any], default: dict[str, Any]) -> dict[str, Any]:
    """Return the format that shows: what was set over the spreadsheet's own."""
    out = dict(default)
    for name, value in entered.items():
        if (
            isinstance(value, dict)
            and isinstance(out.get(name), dict)
            and not name.endswith(("Color", "ColorStyle"))
        ):
            out[name] = out[name] | value
        else:
            out[name] = value
    return out
