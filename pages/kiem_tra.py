"""What is wrong in the sheets, in which cell, and what belongs there?"""

import streamlit as st

from dashboard import figures, filters, findings
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
heading = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="narrow"):
    severity = filters.one_of("muc", "Mức", {"": "Tất cả"} | dict(findings.SEVERITIES))
    worksheet = filters.one_of("trang", "Trang tính", view.ask(findings.worksheets, view.chosen))

with heading:
    said = view.ask(findings.count, view.chosen, severity, worksheet)
    figures.answer(filters.words(view.snapshot, view.chosen), said, view.ask(findings.left_out, view.chosen))

figures.section("Theo loại", "Sửa ngay trong bảng tính; sửa xong, trang này tự cập nhật.")
piece(view.ask(findings.listed, view.chosen, severity, worksheet), key="listed")
