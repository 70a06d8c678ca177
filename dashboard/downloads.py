"""Templates to download, written when somebody asks for one, and the guide of the page."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from campaign.handout.guide import guide
from campaign.handout.xlsx import write_province_template, write_unit_template
from campaign.records import Snapshot
from dashboard.session import View
from dashboard.units import phase_in_question

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def guide_parts(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return the guide for clerks in Markdown: what stands open, then each worksheet with its title.

    A part without a title stands between worksheets.
    """
    text = guide(snapshot.plan).partition("\n")[2].strip()
    first, *rest = re.split(r"^### ", text, flags=re.MULTILINE)
    parts = [("", first)]
    for part in rest:
        title, _, body = part.partition("\n")
        body, heading, after = body.partition("\n## ")
        parts.append((title, body.strip()))
        if heading:
            parts.append(("", f"## {after}".strip()))
    return tuple(parts)


def buttons(view: View) -> None:
    """Draw a button for the template of the chosen unit and phase, and one for the province's."""
    snapshot, chosen = view.snapshot, view.chosen
    phase = snapshot.plan.phase(phase_in_question(snapshot, chosen))
    unit = snapshot.unit(chosen.unit) if chosen.unit else None
    whose = unit.short if unit else "chưa ghi tên đơn vị"
    st.download_button(
        f"Tải mẫu đợt {phase.number} · {whose}",
        data=_written(lambda path: write_unit_template(path, snapshot.plan, unit, phase)),
        file_name=f"dot-{phase.number}-{unit.id if unit else 'mau'}.xlsx".replace("_", "-"),
        mime=XLSX,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="unit_template",
    )
    st.download_button(
        "Tải mẫu bảng của tỉnh",
        data=_written(lambda path: write_province_template(path, snapshot.plan)),
        file_name="tinh-mau.xlsx",
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="province_template",
    )


def _written(write: Callable[[Path], None]) -> Callable[[], io.BytesIO]:
    def build() -> io.BytesIO:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "template.xlsx"
            write(path)
            return io.BytesIO(path.read_bytes())

    return build
