"""Is the province on course, and which unit needs a hand with what?"""

from campaign.measures import progress
from dashboard import figures, headlines, matrix, scorecard
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
lead = view.ask(progress.progress, view.snapshot.plan.lead.id, view.chosen.scope)
said, basis = figures.spoken(lead.answer)
gap = view.ask(progress.gap_sentence, lead.indicator.id, view.chosen.scope) if not view.chosen.unit else ""

figures.answer(words(view.snapshot, view.chosen), f"{said} {gap}", basis)
figures.facts(view.ask(headlines.of_province, view.chosen))

figures.section(view.ask(scorecard.standing, view.chosen))
piece(view.ask(scorecard.indicators, view.chosen), key="indicators")

figures.section("Đơn vị nào, chỉ tiêu nào", "Bấm một ô để mở đơn vị, bấm tên chỉ tiêu để xem diễn biến.")
piece(view.ask(matrix.units, view.chosen), key="matrix")
