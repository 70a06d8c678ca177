"""The pages there are: file, title, address, where they stand in the navigation, and who may open them."""

from dataclasses import dataclass

from campaign.access import Action, Viewer


@dataclass(frozen=True)
class Entry:
    """One page."""

    file: str
    """Name of its file in pages/."""
    title: str
    address: str
    """Its path in the URL."""
    group: str = ""
    """Heading it stands under in the navigation; none for the pages that everybody opens all day."""
    action: Action = "browse"
    """What a viewer must be allowed to do to open it."""
    google: bool = False
    """Of use only where the workbooks lie on Google."""
    ranking: bool = False
    """Of use only where the plan ranks units."""

    def shown_to(self, viewer: Viewer, *, google: bool, ranking: bool) -> bool:
        """Tell whether the navigation offers it; `open_page` refuses it again by itself."""
        of_use = (google or not self.google) and (ranking or not self.ranking)
        return viewer.may(self.action) and of_use


WORK, TYPING, OFFICE = "Công việc", "Nhập liệu", "Quản trị"

PAGES = (
    Entry("toan_tinh.py", "Toàn tỉnh", "toan-tinh"),
    Entry("chi_tieu.py", "Chỉ tiêu", "chi-tieu"),
    Entry("don_vi.py", "Đơn vị", "don-vi"),
    Entry("khu_vuc.py", "Khu vực & phong trào", "khu-vuc"),
    Entry("trinh_chieu.py", "Trình chiếu", "trinh-chieu", action="present"),
    Entry("khen_thuong.py", "Khen thưởng & điển hình", "khen-thuong", WORK),
    Entry("xep_hang.py", "Xếp hạng", "xep-hang", WORK, ranking=True),
    Entry("bao_cao.py", "Dự thảo báo cáo", "bao-cao", WORK, "write_report"),
    Entry("don_doc.py", "Báo cáo & đôn đốc", "don-doc", WORK),
    Entry("cam_ket.py", "Cam kết", "cam-ket", WORK),
    Entry("duyet.py", "Duyệt & xác minh", "duyet", WORK),
    Entry("chot_dot.py", "Chốt đợt", "chot-dot", WORK),
    Entry("thay_doi.py", "Thay đổi", "thay-doi", WORK),
    Entry("kiem_tra.py", "Kiểm tra số liệu", "kiem-tra", TYPING),
    Entry("huong_dan.py", "Hướng dẫn nhập liệu", "huong-dan", TYPING),
    Entry("bang_tinh.py", "Google Trang tính", "bang-tinh", TYPING, "refresh", google=True),
    Entry("lien_ket.py", "Liên kết trình chiếu", "lien-ket", WORK, "link_screen"),
    Entry("tai_khoan.py", "Tài khoản & nhật ký", "tai-khoan", OFFICE, "administer"),
)
"""The first one is the start page."""
