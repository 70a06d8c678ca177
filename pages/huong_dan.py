"""How are the sheets filled, does my file read, and where is an empty one to begin with?"""

import streamlit as st

from dashboard import downloads, figures, guide, trial
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page, running

view = open_page()
figures.answer(
    words(view.snapshot, view.chosen),
    "Mỗi đơn vị nhập một bảng tính cho mỗi đợt: tải mẫu, điền từng trang, lưu lại là xong.",
    "Chọn đơn vị và đợt ở hàng lọc để mẫu được điền sẵn tên đơn vị và đợt.",
)
with st.container(horizontal=True, gap="small", key="downloads"):
    downloads.buttons(view)

figures.section(
    "Thử tệp của tôi",
    "Xem trước tệp có điểm nào cần sửa, kể cả so với đợt trước và với đơn vị khác. "
    "Tệp chỉ được đọc thử, không lưu lại và không tính vào số liệu.",
)
trial.draw(view.snapshot, view.chosen, running().collector.workbooks)

figures.section("Cách nhập từng trang")
piece(view.ask(guide.whole), key="guide")
