"""How does one unit stand: its indicators, its unions, what arrived from it, and what it has to mend?"""

import streamlit as st

from campaign.measures import course, progress, timeliness
from campaign.output import sheets
from dashboard import (
    figures,
    filters,
    findings,
    headlines,
    pictured,
    scorecard,
    sectors,
    takeaway,
    union_view,
    unit_lists,
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

standing = view.ask(scorecard.standing, chosen)
drawn, told = (pictured.indicators, scope), (sheets.indicators, scope)
takeaway.section(view, standing, key="indicators", picture=drawn, sheet=told)
piece(view.ask(scorecard.indicators, chosen), key="indicators")

figures.section("Số liệu đã nhận")
piece(view.ask(units.received, chosen.unit), key="received")

mend, note = view.ask(findings.count, chosen), "Sửa ngay trong bảng tính; sửa xong, trang này tự cập nhật."
takeaway.section(view, mend, note, key="findings", sheet=(sheets.findings, scope))
piece(view.ask(findings.listed, chosen), key="findings")

shown = view.ask(course.of, lead.id, scope)
line, days = (headlines.course_chart, lead.id, scope), (sheets.course, lead.id, scope)
takeaway.section(view, headlines.outlook(shown), headlines.COURSE_KEY, key="course", picture=line, sheet=days)
figures.chart(view.ask(headlines.course_chart, lead.id, scope), key="course", alt=shown.answer)
piece(view.ask(headlines.course_table, lead.id, scope), key="course-table")

figures.section(f"{lead.short} theo khu vực")
piece(view.ask(scorecard.sectors, lead.id, chosen), key="sectors")

title = view.ask(unit_lists.unions_title, chosen)
takeaway.section(
    view, title, "Bấm tên CĐCS để xem riêng.", key="unions", sheet=(unit_lists.unions_sheet, chosen)
)
piece(view.ask(unit_lists.unions, chosen), key="unions")

for carrier, heading, joined in view.ask(sectors.carriers, chosen):
    figures.section(f"Phong trào · {heading}: {joined}")
    piece(view.ask(sectors.joined, carrier, chosen), key=f"movements-{carrier}")
figures.section(unit_lists.CARE)
piece(view.ask(unit_lists.care, chosen), key="care")
figures.section("Khen thưởng")
piece(view.ask(unit_lists.rewards, chosen), key="rewards")
