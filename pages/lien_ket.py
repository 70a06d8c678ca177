"""Which links open the slides on a screen without an account?"""

from dashboard import accounts, figures, takeaway
from dashboard.markup import piece
from dashboard.session import open_page, running

view = open_page("link_screen")
entrance = running().entrance
figures.answer(
    "Liên kết trình chiếu",
    "Một liên kết mở trình chiếu trên màn hình phòng họp mà không cần tài khoản.",
    "Chỉ xem, không có tên người; hết hạn theo ngày và thu hồi được bất cứ lúc nào.",
)
accounts.new_link(entrance, view.viewer)
accounts.revoke_link(entrance, view.viewer)
takeaway.section(view, "Các liên kết đã tạo", key="links", sheet=(accounts.links_sheet, entrance))
piece(accounts.links(entrance), key="links")
