"""Is a Google workbook shared, whole and as the template made it? For staff, one pasted link at a time."""

import streamlit as st

from dashboard import figures, selftest, takeaway
from dashboard.markup import piece
from dashboard.session import open_page, running

view = open_page("refresh")
google = running().settings.google
figures.answer("Google Trang tính", "Dán đường dẫn một bảng tính để biết bảng đã sẵn sàng chưa", "")
if google is None:
    st.info(
        "Số liệu đang đọc từ một thư mục trên máy, không phải từ Google Trang tính.", icon=":material/info:"
    )
    st.stop()

with st.form("selftest", enter_to_submit=False):
    link = st.text_input("Đường dẫn bảng tính", placeholder="https://docs.google.com/spreadsheets/d/…")
    asked = st.form_submit_button("Kiểm tra", type="primary")
if asked and link.strip():
    with st.spinner("Đang hỏi Google…"):
        found = selftest.examine(google, view.snapshot.plan, link.strip())
    if isinstance(found, str):
        st.warning(figures.plain(found), icon=":material/cloud_off:")
    else:
        takeaway.section(view, selftest.told(found), key="selftest", sheet=(selftest.sheet, found))
        piece(selftest.points(found), key="selftest-points")
