"""How are the sheets filled, and where is an empty one to begin with?"""

import streamlit as st

from dashboard import downloads, figures
from dashboard.filters import words
from dashboard.session import open_page

view = open_page()
figures.answer(
    words(view.snapshot, view.chosen),
    "Mỗi đơn vị nhập một bảng tính cho mỗi đợt: tải mẫu, điền từng trang, lưu lại là xong.",
    "Chọn đơn vị và đợt ở hàng lọc để mẫu được điền sẵn tên đơn vị và đợt.",
)
with st.container(horizontal=True, gap="small", key="downloads"):
    downloads.buttons(view)
for title, text in view.ask(downloads.guide_parts):
    if title:
        st.expander(title).markdown(text)
    else:
        st.markdown(text)
