"""How do the two sectors stand side by side, and how does each movement go?"""

from campaign.measures import movements
from campaign.output import sheets
from dashboard import figures, pictured, sectors, takeaway
from dashboard.filters import words
from dashboard.markup import piece
from dashboard.session import open_page

view = open_page()
figures.answer(
    words(view.snapshot, view.chosen),
    view.ask(movements.answer, view.chosen.scope),
    view.ask(movements.basis, view.chosen.scope),
)

takeaway.section(
    view,
    "Hai khu vực, từng chỉ tiêu",
    "Khu vực theo CĐCS và dòng số liệu, không theo đơn vị báo cáo; chỉ tiêu giao không chia theo khu vực.",
    key="pairs",
    picture=(pictured.sectors, view.chosen.scope),
    sheet=(sheets.sectors, view.chosen.scope),
)
piece(view.ask(sectors.side_by_side, view.chosen), key="pairs")

note = "CĐCS tham gia: lấy đợt cao nhất của mỗi đơn vị, không cộng các đợt; lượt người và tiền thì cộng."
for carrier, title, shown in view.ask(sectors.carriers, view.chosen):
    sheet = (sheets.movements, view.chosen.scope, carrier)
    takeaway.section(view, f"{title}: {shown}", note, key=carrier, sheet=sheet)
    piece(view.ask(sectors.joined, carrier, view.chosen), key=f"movements-{carrier}")
    note = ""
