"""Who may sign in, who is in, and what was done?"""

import streamlit as st

from dashboard import accounts, figures, takeaway
from dashboard.markup import piece
from dashboard.session import open_page, running

view = open_page("administer")
entrance, plan = running().entrance, view.snapshot.plan
figures.answer("Tài khoản & nhật ký", accounts.told(entrance))
takeaway.section(view, "Tài khoản", key="accounts", sheet=(accounts.listed_sheet, entrance))
piece(accounts.listed(entrance, plan), key="accounts")
accounts.change(entrance, view.viewer, plan)
accounts.add(entrance, view.viewer, plan)

takeaway.section(
    view,
    "Phiên đang mở",
    "Khóa tài khoản, đặt lại mật khẩu hay đổi vai trò đều kết thúc các phiên của tài khoản ấy.",
    key="sessions",
    sheet=(accounts.sessions_sheet, entrance),
)
piece(accounts.sessions(entrance), key="sessions")

heading = st.container()
kind = st.selectbox(
    "Việc", accounts.KINDS, format_func=lambda one: accounts.EVENTS.get(one, "Tất cả"), width=320
)
steps = running().trail.steps()
with heading:
    takeaway.section(
        view,
        "Nhật ký",
        "Chỉ ghi thêm, không sửa, không xóa. Không ghi mật khẩu.",
        key="trail",
        sheet=(accounts.trail_sheet, steps, kind),
    )
piece(accounts.trail(steps, kind), key="trail")
