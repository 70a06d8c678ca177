"""The script that the server runs for each viewer: settings, navigation, filter row, then the page."""

from pathlib import Path

import streamlit as st

from dashboard import session

ROOT = Path(__file__).resolve().parents[1]

st.set_page_config(
    page_title="Thi đua Công đoàn", page_icon=str(ROOT / "static" / "icon.png"), layout="wide", menu_items={}
)
page = st.navigation(
    [
        st.Page(ROOT / "pages" / "toan_tinh.py", title="Toàn tỉnh", url_path="toan-tinh", default=True),
        st.Page(ROOT / "pages" / "chi_tieu.py", title="Chỉ tiêu", url_path="chi-tieu"),
        st.Page(ROOT / "pages" / "don_vi.py", title="Đơn vị", url_path="don-vi"),
        st.Page(ROOT / "pages" / "khu_vuc.py", title="Khu vực & phong trào", url_path="khu-vuc"),
        st.Page(ROOT / "pages" / "trinh_chieu.py", title="Trình chiếu", url_path="trinh-chieu"),
        st.Page(ROOT / "pages" / "kiem_tra.py", title="Kiểm tra số liệu", url_path="kiem-tra"),
        st.Page(ROOT / "pages" / "huong_dan.py", title="Hướng dẫn nhập liệu", url_path="huong-dan"),
        st.Page(
            ROOT / "pages" / "bang_tinh.py",
            title="Google Trang tính",
            url_path="bang-tinh",
            visibility="visible" if session.running().settings.google else "hidden",
        ),
    ],
    position="top",
)
session.draw_filters()
page.run()
