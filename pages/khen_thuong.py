"""Who was rewarded for what, how soon, how many were workers in production, and which models are followed?"""

import streamlit as st

from campaign.measures import reward_answers
from campaign.output import award_sheets
from dashboard import award_rows, awards, figures, takeaway
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
    figures.section("Theo hình thức, danh hiệu", "Số lượt đã khen; bấm một hình thức để xem từng dòng.")
    piece(view.ask(awards.forms, chosen), key="forms")
    figures.section("Tiền thưởng", view.ask(awards.prizes, chosen))
with right:
    figures.section("Theo cấp quyết định")
    piece(view.ask(awards.levels, chosen), key="levels")
    figures.section("Theo khu vực", "Khu vực theo CĐCS của người, tập thể được khen.")
    piece(view.ask(awards.sectors, chosen), key="reward-sectors")

left, right = st.columns(2, gap="large")
with left:
    figures.section("Hồ sơ đề nghị", view.ask(reward_answers.proposals, scope))
    piece(view.ask(awards.states, chosen), key="states")
with right:
    figures.section("Kịp thời", view.ask(awards.waiting, chosen))
    piece(view.ask(awards.spans, chosen), key="spans")

takeaway.section(
    view, "Từng đơn vị", awards.UNITS_KEY, key="awards-units", sheet=(award_sheets.by_unit, scope)
)
piece(view.ask(awards.units, chosen), key="award-units")

figures.section("Điển hình tiên tiến", view.ask(reward_answers.models_of, scope))
piece(view.ask(award_rows.models, chosen), key="models")

figures.section("Từng dòng khen thưởng", award_rows.ROWS_KEY)
with st.container(horizontal=True, gap="medium", key="narrow"):
    state = one_of("trang_thai", "Trạng thái", award_rows.STATES)
    form = one_of("hinh_thuc", "Hình thức", view.ask(award_rows.form_titles, chosen))
piece(view.ask(award_rows.listed, chosen, state, form), key="award-rows")
