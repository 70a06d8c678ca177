"""What changed between two moments: which figures, in which rows and cells, and what vanished?"""

import streamlit as st

from dashboard import changes, figures, filters, moments, takeaway
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
heading = st.container()
begin = moments.pick(view, "tu", "Từ", past=True)
end = moments.pick(view, "den", "Đến", past=False)
then = view.as_known_at(begin) if begin else None
now = view.latest if end is None else view.as_known_at(end)
scope = view.chosen.scope

if then is None or now is None:
    with heading:
        figures.answer(filters.words(view.latest, view.chosen), "Chưa so sánh được hai thời điểm này.")
    st.info(moments.unknown((end if then else begin) or view.latest.taken_at), icon=":material/event_busy:")
    st.stop()

later = view.of(now)
with heading:
    figures.answer(
        filters.words(now, view.chosen),
        later.ask(changes.answer, then, scope),
        later.ask(changes.basis, then, scope, view.viewer),
    )
takeaway.section(
    later,
    "Chỉ tiêu thay đổi",
    "Tăng, giảm, mới có hoặc không còn, theo toàn tỉnh và từng đơn vị.",
    key="figures",
    sheet=(changes.figures_sheet, then, scope),
)
piece(later.ask(changes.figures, then, view.chosen), key="figures")

files = st.container()
kind = filters.one_of("loai", "Loại", changes.KINDS)
with files:
    takeaway.section(
        later,
        "Dòng và ô thay đổi",
        "Giá trị trước và sau của từng ô; dòng đã mất vẫn xem và tải được.",
        key="rows",
        sheet=(changes.sheet, then, scope, kind, view.viewer),
    )
piece(later.ask(changes.changed_rows, then, scope, kind, view.viewer), key="rows-changed")

refreshes = moments.time_line(view)
takeaway.section(
    view,
    "Các lần cập nhật",
    "Lần mới nhất đứng trước; sự cố là bảng tính không đọc được bản mới.",
    key="time-line",
    sheet=(changes.time_line_sheet, refreshes),
)
piece(changes.time_line(refreshes, view.chosen), key="time-line")
