"""What will stand in the report, what does it still lack, and where are its files?"""

import streamlit as st

from dashboard import figures, reports
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page("write_report")
figures.answer(
    words(view.snapshot, view.chosen),
    view.ask(reports.answer, view.chosen),
    view.ask(reports.basis, view.chosen),
)
with st.container(horizontal=True, gap="small", key="papers"):
    reports.buttons(view)

figures.section(
    "Cần xem trước khi ký", "Bản thảo để trống số, ngày và người ký; chỗ trong ngoặc vuông do Ban bổ sung."
)
piece(view.ask(reports.warnings, view.chosen), key="before")

figures.section("Nội dung bản dự thảo", "Đúng như trong tệp Word; biểu đồ và phụ lục chỉ có trong tệp.")
piece(view.ask(reports.preview, view.chosen.scope), key="draft")
