"""What is wrong in the sheets, in which cell, what belongs there, and what has changed since?"""

import streamlit as st

from campaign.output import finding_sheets
from dashboard import downloads, figures, filters, findings, takeaway
from dashboard.markup import piece
from dashboard.office import committed
from dashboard.session import open_page

view = open_page()
heading = st.container()
with st.container(horizontal=True, gap="medium", key="narrow"):
    severity = filters.one_of("muc", "Mức", {"": "Tất cả"} | dict(findings.SEVERITIES))
    moment = filters.one_of("so_voi", "So với", view.ask(findings.moments, committed(view)))
worksheet = filters.one_of("trang", "Trang tính", view.ask(findings.worksheets, view.chosen))

asked = (view.chosen, severity, worksheet)
with heading:
    said = view.ask(findings.count, *asked)
    figures.answer(filters.words(view.snapshot, view.chosen), said, view.ask(findings.left_out, view.chosen))
    downloads.list_buttons(view)

when = view.ask(findings.moment_of, moment, committed(view))
then = view.as_known_at(when.at) if when else None
if when and then:
    change = view.ask(findings.compared, then, *asked)
    told = findings.told(change, when)
    takeaway.section(
        view, "Thay đổi", told, key="changes", sheet=(finding_sheets.since, view.chosen.scope, change, told)
    )
    piece(view.ask(findings.changes, then, *asked), key="changes")
else:
    takeaway.section(
        view,
        "Theo loại",
        "Sửa ngay trong bảng tính; sửa xong, trang này tự cập nhật.",
        key="findings",
        sheet=(finding_sheets.findings, view.chosen.scope, severity, worksheet),
    )
    if when:
        st.info("Đến lúc đó chưa có số liệu nào được ghi nhận nên chưa so sánh được.")
    piece(view.ask(findings.listed, *asked), key="listed")

if view.ask(findings.noted, view.chosen):
    takeaway.section(
        view,
        "Để biết",
        "Không phải lỗi và không tính vào số điểm cần sửa; chỉ nên xem lại một lần.",
        key="noted",
        sheet=(finding_sheets.notes, view.chosen.scope),
    )
    piece(view.ask(findings.noted, view.chosen), key="noted")
