"""How far is one indicator, how does it go over the year, and who makes up the gap?"""

import streamlit as st

from campaign.measures import course, progress
from campaign.output import sheets, unit_sheets
from dashboard import figures, filters, headlines, pictured, scorecard, takeaway, unit_lists
from dashboard.markup import piece
from dashboard.path import path_of_indicator
from dashboard.session import open_page

view = open_page()
indicator = filters.indicator(view.snapshot)
scope = view.chosen.scope
one = view.ask(progress.progress, indicator, scope)
shown = view.ask(course.of, indicator, scope)
piece(view.ask(path_of_indicator, view.chosen, indicator), key="path")
said, basis = figures.spoken(one.answer)
gap = view.ask(progress.gap_sentence, indicator, scope) if not view.chosen.unit else ""

figures.answer(filters.words(view.snapshot, view.chosen), f"{said} {gap}", basis)
figures.facts(view.ask(headlines.of_indicator, indicator, view.chosen))

takeaway.section(
    view,
    headlines.outlook(shown),
    headlines.COURSE_KEY,
    key="course",
    picture=(headlines.course_chart, indicator, scope),
    sheet=(sheets.course, indicator, scope),
)
figures.chart(view.ask(headlines.course_chart, indicator, scope), key="course", alt=shown.answer)
piece(view.ask(headlines.course_table, indicator, scope), key="course-table")

left, right = st.columns([3, 2], gap="large")
with left:
    takeaway.section(
        view,
        "Ai làm nên phần thiếu",
        "Mỗi đơn vị so với chỉ tiêu giao của chính mình; thiếu nhiều nhất đứng trước.",
        key="gaps",
        picture=(pictured.gaps, indicator, scope),
        sheet=(sheets.by_unit, indicator, scope),
    )
    piece(view.ask(scorecard.gaps, indicator, view.chosen), key="gaps")
with right:
    drawn, told = (pictured.by_sector, indicator, scope), (sheets.by_sector, indicator, scope)
    takeaway.section(view, "Theo khu vực", key="sectors", picture=drawn, sheet=told)
    piece(view.ask(scorecard.sectors, indicator, view.chosen), key="sectors")
    drawn, told = (pictured.by_phase, indicator, scope), (sheets.by_phase, indicator, scope)
    takeaway.section(view, "Theo đợt", key="phases", picture=drawn, sheet=told)
    piece(view.ask(scorecard.phases, indicator, view.chosen), key="phases")
    figures.section("Căn cứ", f"Mục {one.indicator.clause} của kế hoạch: {one.indicator.quote}")

lacking = view.ask(unit_lists.without_title, indicator, view.chosen)
if lacking:
    takeaway.section(view, lacking, key="lacking", sheet=(unit_sheets.lacking, indicator, scope))
    piece(view.ask(unit_lists.without, indicator, view.chosen), key="lacking")
