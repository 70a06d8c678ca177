"""Where does each unit stand inside its block, and what is its score made of?"""

import streamlit as st

from campaign.measures import ranking
from campaign.output import scoring
from dashboard import figures, pictured, standings, takeaway
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
if view.ask(standings.is_off):
    figures.answer(
        f"Năm {view.snapshot.plan.year}",
        "Kế hoạch chưa bật xếp hạng đơn vị.",
        "Các trang giữ thứ tự chính thức của đơn vị. Muốn xếp hạng, Hội đồng thi đua quyết định tiêu chí, "
        "điểm và mốc, rồi người quản trị ghi vào phần xếp hạng của tệp kế hoạch.",
    )
    st.stop()

figures.answer(
    words(view.snapshot, view.chosen), view.ask(ranking.answer, view.chosen.unit), view.ask(standings.basis)
)
if view.viewer.may("write_report"):
    standings.button(view)

for number, (block, said, shown) in enumerate(view.ask(standings.blocks, view.chosen)):
    takeaway.section(
        view,
        block.title or "Chưa rõ khối",
        f"{said}. Thứ tự chính thức; bấm một đơn vị để mở từng tiêu chí.",
        key=f"block-{number}",
        picture=(pictured.scores, block.title),
        sheet=(scoring.block, block.title),
    )
    piece(shown, key=f"block-{number}")

takeaway.section(
    view,
    "Cách tính điểm",
    "Theo phần xếp hạng của kế hoạch, sửa được khi Hội đồng quyết định khác.",
    key="ranking-rules",
    sheet=(standings.rules_sheet,),
)
piece(view.ask(standings.rules), key="ranking-rules")
