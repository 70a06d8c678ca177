"""Files to take along, written when somebody asks for one: templates, and lists of what is to be mended."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from campaign.handout.xlsx import write_province_template, write_unit_template
from campaign.output.findings_list import as_html, as_message, findings_list
from dashboard.session import View
from dashboard.units import phase_in_question

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def list_buttons(view: View) -> None:
    """Draw the buttons for the one-page list of the chosen unit, or say how to choose one."""
    snapshot, chosen = view.snapshot, view.chosen
    if not chosen.unit:
        st.caption("Chọn một đơn vị ở hàng lọc để tải danh sách một trang cho đơn vị đó.")
        return
    if not snapshot.opens(chosen.unit):
        return
    unit, phase = chosen.unit, chosen.phase
    name = f"diem-can-sua-{unit}{f'-dot-{phase}' if phase else ''}".replace("_", "-")
    with st.container(horizontal=True, gap="small", key="lists"):
        st.download_button(
            "Tải danh sách để in",
            data=lambda: as_html(findings_list(snapshot, unit, phase)).encode(),
            file_name=f"{name}.html",
            mime="text/html",
            icon=":material/print:",
            on_click="ignore",
            key="list_page",
        )
        st.download_button(
            "Tải tin nhắn gửi Zalo",
            data=lambda: as_message(snapshot, unit, phase).encode(),
            file_name=f"{name}.txt",
            mime="text/plain",
            icon=":material/chat:",
            on_click="ignore",
            key="list_message",
        )


def _written(write: Callable[[Path], None]) -> Callable[[], io.BytesIO]:
    def build() -> io.BytesIO:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "template.xlsx"
            write(path)
            return io.BytesIO(path.read_bytes())

    return build
