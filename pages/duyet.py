"""Which reports were approved or sent back and why, and which figures were checked?"""

from campaign.output import office_sheets
from dashboard import figures, filters, reviewing, takeaway
from dashboard.markup import piece
from dashboard.session import open_page
from dashboard.units import phase_in_question

view = open_page()
phase = phase_in_question(view.snapshot, view.chosen)
told = view.ask(reviewing.checked, view.chosen, view.viewer)
figures.answer(filters.words(view.snapshot, view.chosen), view.ask(reviewing.answer, phase), told)

takeaway.section(
    view,
    "Duyệt báo cáo",
    "Ghi ở trang «Duyệt» của bảng tính tỉnh; lần xem xét mới nhất là kết quả.",
    key="states",
    sheet=(office_sheets.reviews, view.chosen.scope),
)
piece(view.ask(reviewing.states, view.chosen), key="states")

takeaway.section(
    view,
    "Xác minh số liệu",
    "Số báo cáo được giữ nguyên; bật «Số xác minh» ở hàng lọc để mọi trang tính theo số đã kiểm tra.",
    key="checked",
    sheet=(reviewing.sheet, view.chosen, view.viewer),
)
piece(view.ask(reviewing.listed, view.chosen, view.viewer), key="checked")
