"""What was promised in meetings, what of it is overdue, and what is promised now?"""

import streamlit as st

from campaign.measures.commitments import answer, listed
from dashboard import commitments, figures, office
from dashboard.filters import words
from dashboard.session import open_page

view = open_page()
may = view.viewer.may("commit") and view.chosen.at is None
found = view.ask(listed, office.committed(view), unit=view.chosen.unit)
if told := st.session_state.pop("told", ""):
    st.toast(told, icon=":material/check:")

figures.answer(
    words(view.snapshot, view.chosen),
    answer(found),
    ("Chỉ gồm cam kết của đơn vị mình. " if view.viewer.role == "unit" else "")
    + "Cam kết ghi tại đây và trong trang «Cam kết» của bảng tỉnh; quá hạn đứng trước.",
)
if found:
    figures.facts(commitments.facts(found))
left, right = st.columns([5, 3], gap="large") if may else (st.container(), None)
with left:
    commitments.draw(view, found, may=may)
if right is not None:
    with right:
        figures.section("Thêm cam kết", "Ghi ngay trong cuộc họp: ai, việc gì, hạn nào.")
        commitments.enter(view, view.chosen)
        commitments.correct(view, found)
