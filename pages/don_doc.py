"""Who has reported, who is late with what, and what is said to them?"""

import streamlit as st

from campaign.measures import reminded, timeliness
from campaign.output import office_sheets
from dashboard import figures, office, reminding, reporting, takeaway, units
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
chosen, reminds = view.chosen, view.viewer.may("remind")
phase = units.phase_in_question(view.snapshot, chosen)
sent = view.ask(reminded.history, office.logged(view), unit=chosen.unit)
last = reminded.last_by_unit(each for each in sent if each.reminded.phase == phase)
if told := st.session_state.pop("told", ""):
    st.toast(told, icon=":material/check:")

said, basis = figures.spoken(view.ask(timeliness.told, phase))
figures.answer(words(view.snapshot, chosen), said, basis)
figures.facts(view.ask(reporting.facts, phase))

everybodys = last if view.viewer.role != "unit" else None
takeaway.section(
    view,
    f"Đợt {phase}, từng đơn vị",
    "Chưa báo cáo đứng trước; «Còn thiếu» gồm những gì đã đến lúc phải có.",
    key="reports",
    sheet=(office_sheets.reports, phase, chosen.unit, everybodys),
)
piece(reporting.units(view.snapshot, chosen, phase, everybodys, reminding=reminds), key="reports")

if reminds:
    reminding.draw(view, phase, last)

takeaway.section(
    view,
    "Đã nhắc",
    "Gồm trang «Đôn đốc» của bảng tỉnh và nhật ký ghi tại đây.",
    key="sent",
    sheet=(office_sheets.reminders, sent, chosen.unit),
)
piece(reporting.sent(view.snapshot, sent), key="sent")
if reminds:
    reminding.correct(view, sent)

takeaway.section(view, "Các đợt trong năm", key="phases", sheet=(office_sheets.phases,))
piece(view.ask(reporting.phases, chosen), key="phases")
