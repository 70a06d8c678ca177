"""One quiet control per chart and table: the picture or the figures as a file, written when asked for."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from campaign.measures import progress
from campaign.output.charts import Spec
from campaign.output.pictures import Picture, as_png, as_svg
from campaign.output.sheets import basis
from campaign.output.tables import Sheet, as_csv, as_xlsx
from dashboard import figures, session
from dashboard.downloads import XLSX
from dashboard.session import View
from sheets_schema.vietnamese.text import bare, words

FORMS = {
    "png": ("Ảnh để dán vào văn bản (PNG)", "image/png"),
    "svg": ("Hình nét ở mọi cỡ (SVG)", "image/svg+xml"),
    "xlsx": ("Bảng số liệu (Excel)", XLSX),
    "csv": ("Bảng số liệu (CSV)", "text/csv"),
}
"""Ending of a file → what people call it, and its media type."""

Question = tuple[Callable[..., Any], *tuple[Any, ...]]
"""A function of a snapshot, and what else it is asked."""


def section(
    view: View,
    title: str,
    note: str = "",
    *,
    key: str,
    picture: Question | None = None,
    sheet: Question | None = None,
) -> None:
    """Begin a section whose picture (a chart's specification) and figures (a Sheet) can be taken along.

    `picture` and `sheet` are asked of the view's snapshot only when somebody takes them.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"section-{key}"):
        with st.container(width="stretch"):
            figures.section(title, note)
        offer(view, title, key=key, picture=picture, sheet=sheet)


def offer(
    view: View, title: str, *, key: str, picture: Question | None = None, sheet: Question | None = None
) -> None:
    """Draw the control alone: «Tải về», and behind it the forms there are."""
    with st.popover(
        "Tải về", icon=":material/download:", type="tertiary", width="content", key=f"take-{key}"
    ):
        if picture is not None:
            _file(view, title, key, "png", _drawn(view, title, picture, as_png))
            _file(view, title, key, "svg", _drawn(view, title, picture, as_svg))
        if sheet is not None:
            _file(view, title, key, "xlsx", _listed(view, sheet, as_xlsx))
            _file(view, title, key, "csv", _listed(view, sheet, as_csv))


def _file(view: View, title: str, key: str, ending: str, made: Callable[[], bytes]) -> None:
    label, mime = FORMS[ending]

    def taken() -> bytes:
        session.running().trail.record(view.viewer.account, "exported", f"{title}: {label}")
        return made()

    st.download_button(
        label,
        data=taken,
        file_name=f"{_slug(title)}-{view.snapshot.today:%Y-%m-%d}.{ending}",
        mime=mime,
        type="tertiary",
        on_click="ignore",
        key=f"take-{key}-{ending}",
    )


def _drawn(
    view: View, title: str, picture: Question, write: Callable[[Picture], bytes]
) -> Callable[[], bytes]:
    def draw() -> bytes:
        question, *asked = picture
        spec: Spec = view.ask(question, *asked)
        return write(Picture(spec, title, _basis(view)))

    return draw


def _listed(view: View, sheet: Question, write: Callable[[Sheet], bytes]) -> Callable[[], bytes]:
    def fill() -> bytes:
        question, *asked = sheet
        return write(question(view.snapshot, *asked))

    return fill


def _basis(view: View) -> str:
    scope = view.chosen.scope
    starred = any(one.target is not None and not one.official for one in view.ask(progress.overview, scope))
    return basis(view.snapshot, scope) + (" · * chỉ tiêu minh họa" if starred else "")


def _slug(title: str) -> str:
    """Return a file name of plain letters: «Ai làm nên phần thiếu» → «ai-lam-nen-phan-thieu»."""
    return "-".join(map(bare, words(title)[:8]))
