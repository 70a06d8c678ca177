"""Is this phase closed, on which figures, and what has been edited since?"""

import streamlit as st

from campaign.office.closings import ClosedMeanwhile
from campaign.output import office_sheets
from dashboard import bands, closings, figures, filters, session, takeaway
from dashboard.markup import piece
from dashboard.session import open_page
from dashboard.units import phase_in_question

view = open_page()
phase = phase_in_question(view.snapshot, view.chosen)
closing = view.latest.closings.get(phase)
may_close = view.viewer.may("close_phase")

figures.answer(
    filters.words(view.latest, filters.Chosen(phase)),
    closings.answer(view, phase, closing),
    "Số chính thức của đợt đã chốt lấy từ bản chốt; sửa bảng tính sau đó không đổi số đã chốt.",
)
if told := st.session_state.pop("closed", ""):
    st.success(figures.plain(told), icon=":material/lock:")

if may_close:
    heading = st.container()
    at = filters.one_of("luc", "Theo số liệu", closings.refresh_titles(view))
    what = closings.what_counts(view, phase, closings.refresh_of(at))
    with heading:
        takeaway.section(
            view.of(what.snapshot),
            f"Chốt lại đợt {phase}" if closing else f"Chốt đợt {phase}",
            key="arrived",
            sheet=(office_sheets.arrived, phase),
        )
    piece(closings.warnings(what), key="warnings")
    piece(closings.by_unit(what.snapshot, phase), key="arrived")
    with st.form("close", enter_to_submit=False):
        reason = st.text_input("Lý do", placeholder="Sơ kết đợt, theo cuộc họp ngày …", max_chars=300)
        sure = st.checkbox("Đã xem danh sách trên. Bản chốt không sửa được, chỉ chốt lại được.")
        asked = st.form_submit_button(f"Chốt đợt {phase}", type="primary", icon=":material/lock:")
    if asked and not sure:
        st.warning("Hãy đánh dấu xác nhận trước khi chốt.", icon=":material/check_box:")
    elif asked:
        try:
            st.session_state["closed"] = bands.closed_words(closings.close(view, what, reason)) + "."
            st.rerun()
        except (ValueError, ClosedMeanwhile) as refusal:
            st.warning(figures.plain(str(refusal)), icon=":material/edit_note:")

kept = session.closings()
takeaway.section(
    view,
    "Các lần chốt",
    "Mã kiểm tính từ toàn bộ nội dung bản chốt; mỗi lần chốt đều được giữ.",
    key="closings",
    sheet=(office_sheets.closings, kept),
)
piece(closings.listed(kept, view.chosen), key="closings")

if closing:
    closed = view.as_closed(closing)
    newest = view.of(view.latest)
    takeaway.section(
        newest,
        f"Từ khi chốt: {newest.ask(bands.adjusted, closed, phase, view.viewer)}",
        "Ô được sửa sau khi chốt, giá trị lúc chốt và hiện nay; muốn tính vào số chính thức thì chốt lại.",
        key="adjusted",
        sheet=(closings.adjusted_sheet, closed, closing, view.viewer),
    )
    piece(newest.ask(closings.adjusted, closed, closing, view.viewer), key="adjusted")
    takeaway.section(newest, "Đơn vị bổ sung sau chốt", key="late", sheet=(office_sheets.late, closing))
    piece(newest.ask(closings.late, closing), key="late")
    if may_close:
        closings.draw_letting_in(view, closing)
