"""Pieces of HTML in which every text is escaped, and the component that draws them."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup, escape

_HERE = Path(__file__).parent

_component = st.components.v2.component(
    "piece",
    html='<div id="piece">\n</div>',
    css=(_HERE / "piece.css").read_text(encoding="utf-8"),
    js=(_HERE / "piece.js").read_text(encoding="utf-8"),
)


def element(tag: str, *children: object, **attributes: object) -> Markup:
    """Return one HTML element; children and attributes that are not Markup themselves are escaped.

    Attribute names: `class_` is `class`, `data_x` is `data-x`; one that is None or False is left out.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), "" if value is True else value)
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    inside = Markup("").join(escape(child) for child in children if child is not None)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), written, inside)


def piece(html: Markup, *, key: str) -> None:
    """Draw a piece; its links lead on inside the running page."""
    _component(data={"html": str(html)}, key=key, height="content")
