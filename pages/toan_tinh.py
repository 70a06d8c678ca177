"""Is the province on course, and which unit needs a hand with what?"""

import streamlit as st

from campaign.measures import progress
from campaign.measures.commitments import last_meeting
from campaign.output import sheets
from dashboard import figures, headlines, map, matrix, news, pictured, scorecard, takeaway, units
from dashboard.filters import one_of, words
from dashboard.markup import piece
from dashboard.office import committed
from dashboard.session import open_page

view = open_page()
scope = view.chosen.scope
lead = view.ask(progress.progress, view.snapshot.plan.lead.id, view.chosen.scope)
said, basis = figures.spoken(lead.answer)
gap = view.ask(progress.gap_sentence, lead.indicator.id, view.chosen.scope) if not view.chosen.unit else ""

figures.answer(words(view.snapshot, view.chosen), f"{said} {gap}", basis)
figures.facts(view.ask(headlines.of_province, view.chosen))

takeaway.section(
    view,
    view.ask(scorecard.standing, view.chosen),
    key="indicators",
    picture=(pictured.indicators, scope),
    sheet=(sheets.indicators, scope),
)
piece(view.ask(scorecard.indicators, view.chosen), key="indicators")

left, right = st.columns([3, 2], gap="large")
with left:
    heading = st.container()
    shown = one_of("ban_do", "Chỉ tiêu trên bản đồ", map.choices(view.snapshot))
    with heading:
        takeaway.section(
            view,
            view.ask(map.title, shown, view.chosen),
            "Chọn chỉ tiêu để xem trên bản đồ; bấm một ô để mở đơn vị.",
            key="map",
            picture=(pictured.tiles, shown, scope),
            sheet=(sheets.by_unit, shown, scope),
        )
    piece(view.ask(map.tiles, shown, view.chosen), key="map")
with right:
    phase = units.phase_in_question(view.snapshot, view.chosen)
    title = view.ask(news.reported_title, view.chosen)
    takeaway.section(view, title, key="reported", sheet=(sheets.reports, phase))
    piece(view.ask(news.reported, view.chosen), key="reported")
    met = view.ask(last_meeting, committed(view))
    takeaway.section(
        view,
        news.changed_title(met),
        "Số tổng hợp theo ngày nhập, danh sách theo ngày ghi trong bảng.",
        key="changed",
        sheet=(sheets.changes, scope, met),
    )
    piece(view.ask(news.changed, view.chosen, met), key="changed")

takeaway.section(
    view,
    "Đơn vị nào, chỉ tiêu nào",
    "Bấm một ô để mở đơn vị, bấm tên chỉ tiêu để xem diễn biến.",
    key="matrix",
    picture=(pictured.matrix, scope),
    sheet=(sheets.matrix, scope),
)
piece(view.ask(matrix.units, view.chosen), key="matrix")
