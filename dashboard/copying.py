"""A text that is ready to be changed and copied into another program."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "copying",
    html="""<div id="copying"><textarea rows="4" spellcheck="false"></textarea>
    <div><button type="button">Chép lời nhắc</button><output role="status"></output></div></div>""",
    css="""
    #copying { font-family: var(--st-font); color: var(--st-text-color); }
    textarea { box-sizing: border-box; width: 100%; font: inherit; font-size: 1rem; line-height: 1.55;
      resize: vertical; padding: 0.75rem; color: inherit; background: var(--st-secondary-background-color);
      border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
    #copying > div { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; margin-top: 0.5rem; }
    button { font: inherit; font-weight: 600; padding: 0.4375rem 0.875rem; cursor: pointer; border: 0;
      border-radius: var(--st-button-radius); color: #fff; background: var(--st-primary-color); }
    textarea:focus-visible, button:focus-visible { outline-offset: 2px;
      outline: 2px solid var(--st-primary-color); }
    output { font-size: 0.9375rem; font-weight: 600; }
    @media print { textarea { border: 0; padding: 0; background: none; } #copying > div { display: none; } }
    """,
    js=(Path(__file__).parent / "copying.js").read_text(encoding="utf-8"),
)


def copying(text: str, *, label: str, key: str) -> str:
    """Draw a text with a button that copies it; returns it as it stands after somebody changed it."""
    drawn = _component(
        data={"text": text, "label": label},
        key=key,
        default={"text": text},
        on_text_change=lambda: None,
        height="content",
    )
    return str(drawn.text or text)
