"""How does one unit stand: its indicators, its unions, what arrived from it, and what it has to mend?"""

import streamlit as st

from campaign.measures import course, progress, timeliness
from campaign.output import finding_sheets, sheets, unit_sheets
from dashboard import (
    figures,
    filters,
    findings,
    headlines,
    pictured,
    scorecard,
    takeaway,
    union_view,
    unit_view,
    units,
)
from dashboard.markup import piece
from dashboard.path import path
from dashboard.session import open_page

view = open_page()
above, chosen, lead = filters.words(view.snapshot, view.chosen), view.chosen, view.snapshot.plan.lead
phase, scope = units.phase_in_question(view.snapshot, chosen), chosen.scope
union = view.ask(union_view.found, chosen, filters.carried("cdcs"))

if chosen.unit is None:
    hint = "Chọn một đơn vị trong bảng hoặc ở hàng lọc để xem riêng."
    figures.answer(above, view.ask(timeliness.answer, phase), hint)
    takeaway.section(view, "Các đơn vị", key="units", sheet=(sheets.reports, phase))
    piece(view.ask(units.all_units, chosen), key="units")
    st.stop()

piece(view.ask(path, chosen, *([union.name] if union else [])), key="path")
if union is not None:
    union_view.draw(view, above, union)
    st.stop()

said, basis = figures.spoken(view.ask(progress.progress, lead.id, scope).answer)
figures.answer(above, said, basis)
figures.facts(view.ask(headlines.of_unit, chosen))

takeaway.section(
    view,
    view.ask(scorecard.standing, chosen),
    key="indicators",
    picture=(pictured.indicators, scope),
    sheet=(sheets.indicators, scope),
)
piece(view.ask(scorecard.indicators, chosen), key="indicators")

takeaway.section(view, "Số liệu đã nhận", key="received", sheet=(unit_sheets.received, chosen.unit))
piece(view.ask(units.received, chosen.unit), key="received")

mend, note = view.ask(findings.count, chosen), "Sửa ngay trong bảng tính; sửa xong, trang này tự cập nhật."
takeaway.section(view, mend, note, key="findings", sheet=(finding_sheets.findings, scope))
piece(view.ask(findings.listed, chosen), key="findings")

shown = view.ask(course.of, lead.id, scope)
line, days = (headlines.course_chart, lead.id, scope), (sheets.course, lead.id, scope)
takeaway.section(view, headlines.outlook(shown), headlines.COURSE_KEY, key="course", picture=line, sheet=days)
figures.chart(view.ask(headlines.course_chart, lead.id, scope), key="course", alt=shown.answer)
piece(view.ask(headlines.course_table, lead.id, scope), key="course-table")

takeaway.section(
    view,
    f"{lead.short} theo khu vực",
    key="sectors",
    picture=(pictured.by_sector, lead.id, scope),
    sheet=(sheets.by_sector, lead.id, scope),
)
piece(view.ask(scorecard.sectors, lead.id, chosen), key="sectors")

unit_view.draw(view)
