"""Who was rewarded for what, how soon, how many were workers in production, and which models are followed?"""

import streamlit as st

from campaign.measures import reward_answers
from campaign.output import award_sheets
from dashboard import award_rows, awards, figures, pictured, takeaway
from dashboard.filters import one_of, words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
chosen, scope = view.chosen, view.chosen.scope
figures.answer(
    words(view.snapshot, chosen),
    view.ask(reward_answers.answer, scope),
    view.ask(reward_answers.basis, scope),
)
facts = view.ask(awards.facts, chosen)
if not facts:
    st.info(view.ask(award_rows.why_none, chosen), icon=":material/info:")
    st.stop()
figures.facts(facts)

left, right = st.columns(2, gap="large")
with left:
    note = "Số lượt đã khen; bấm một hình thức để xem từng dòng."
    drawn, told = (pictured.award_counts, "form", scope), (award_sheets.counted, "form", scope)
    takeaway.section(view, "Theo hình thức, danh hiệu", note, key="forms", picture=drawn, sheet=told)
    piece(view.ask(awards.forms, chosen), key="forms")
    figures.section("Tiền thưởng", view.ask(awards.prizes, chosen))
with right:
    drawn, told = (pictured.award_counts, "level", scope), (award_sheets.counted, "level", scope)
    note = "Cấp ký quyết định khen thưởng."
    takeaway.section(view, "Theo cấp quyết định", note, key="levels", picture=drawn, sheet=told)
    piece(view.ask(awards.levels, chosen), key="levels")
    takeaway.section(
        view,
        "Theo khu vực",
        "Khu vực theo CĐCS của người, tập thể được khen.",
        key="reward-sectors",
        picture=(pictured.award_sectors, scope),
        sheet=(award_sheets.by_sector, scope),
    )
    piece(view.ask(awards.sectors, chosen), key="reward-sectors")

left, right = st.columns(2, gap="large")
with left:
    note = view.ask(reward_answers.proposals, scope)
    states, ways = (pictured.award_states, scope), (award_sheets.states, scope)
    takeaway.section(view, "Hồ sơ đề nghị", note, key="states", picture=states, sheet=ways)
    piece(view.ask(awards.states, chosen), key="states")
with right:
    note = view.ask(awards.waiting, chosen)
    spans, days = (pictured.award_spans, scope), (award_sheets.spans, scope)
    takeaway.section(view, "Kịp thời", note, key="spans", picture=spans, sheet=days)
    piece(view.ask(awards.spans, chosen), key="spans")

takeaway.section(
    view, "Từng đơn vị", awards.UNITS_KEY, key="awards-units", sheet=(award_sheets.by_unit, scope)
)
piece(view.ask(awards.units, chosen), key="award-units")

note = view.ask(reward_answers.models_of, scope)
takeaway.section(view, "Điển hình tiên tiến", note, key="models", sheet=(award_sheets.models, scope))
piece(view.ask(award_rows.models, chosen), key="models")

heading = st.container()
with st.container(horizontal=True, gap="medium", key="narrow"):
    state = one_of("trang_thai", "Trạng thái", award_rows.STATES)
    form = one_of("hinh_thuc", "Hình thức", view.ask(award_rows.form_titles, chosen))
with heading:
    takeaway.section(
        view,
        "Từng dòng khen thưởng",
        award_rows.ROWS_KEY,
        key="award-rows",
        sheet=(award_rows.sheet, chosen, state, form),
    )
piece(view.ask(award_rows.listed, chosen, state, form), key="award-rows")
