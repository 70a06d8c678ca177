"""How does one unit stand: its indicators, its sectors, what arrived from it, and what it has to mend?"""

import streamlit as st

from campaign.measures import progress, timeliness
from dashboard import figures, findings, headlines, scorecard, units
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
above, chosen, lead = words(view.snapshot, view.chosen), view.chosen, view.snapshot.plan.lead

if chosen.unit is None:
    phase = units.phase_in_question(view.snapshot, chosen)
    figures.answer(
        above, view.ask(timeliness.answer, phase), "Chọn một đơn vị trong bảng hoặc ở hàng lọc để xem riêng."
    )
    piece(view.ask(units.all_units, chosen), key="units")
    st.stop()

said, basis = figures.spoken(view.ask(progress.progress, lead.id, chosen.scope).answer)
figures.answer(above, said, basis)
figures.facts(view.ask(headlines.of_unit, chosen))

figures.section(view.ask(scorecard.standing, chosen))
piece(view.ask(scorecard.indicators, chosen), key="indicators")

figures.section(f"{lead.short} theo khu vực")
piece(view.ask(scorecard.sectors, lead.id, chosen), key="sectors")

figures.section("Số liệu đã nhận")
piece(view.ask(units.received, chosen.unit), key="received")

figures.section(
    view.ask(findings.count, chosen), "Sửa ngay trong bảng tính; sửa xong, trang này tự cập nhật."
)
piece(view.ask(findings.listed, chosen), key="findings")

figures.section(view.ask(headlines.without_work, chosen))
piece(view.ask(units.without_work, chosen), key="without")
