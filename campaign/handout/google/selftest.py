"""The self-test of one pasted link: can it be read and written, and is it still what the template made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from campaign.google import Refused
from campaign.handout.google.audit import Point, audit, requests
from campaign.handout.google.drive import Drive, File, spreadsheet_id
from campaign.handout.google.registry import Registry
from campaign.handout.google.structure import Structure
from campaign.handout.layout import Heading
from sheets_schema.plan import Plan

_ID = re.compile(r"[\w-]{10,}", re.ASCII)
_NO_LINK = Point(
    "link",
    "",
    "Đây không phải đường dẫn của một bảng tính Google.",
    "Mở bảng tính, chép cả đường dẫn trên thanh địa chỉ, dạng https://docs.google.com/spreadsheets/d/…/edit.",
)


@dataclass(frozen=True)
class Examined:
    """What the self-test found in one workbook."""

    link: str
    file: File | None
    """None where it cannot be opened."""
    heading: Heading | None
    """Whose it is; None where that cannot be told."""
    points: tuple[Point, ...]


@dataclass(frozen=True)
class SelfTest:
    """Tests and mends workbooks, in the knowledge of the plan and the province workbook."""

    drive: Drive
    plan: Plan
    robot: str = ""
    """The service account that reads for the dashboard."""
    registry: Registry | None = None
    editors: Sequence[str] = ()

    def examine(self, link: str) -> Examined:
        """Test one link; changes nothing."""
        id = spreadsheet_id(link)
        if not _ID.fullmatch(id):
            return Examined(link, None, None, (_NO_LINK,))
        try:
            file = self.drive.file(id)
        except Refused as fault:
            return Examined(link, None, None, (Point("access", "", "Không mở được bảng tính.", str(fault)),))
        if stopped := _unusable(file):
            return Examined(file.link, file, None, (stopped,))
        found = self.drive.structure(id)
        heading = self._heading(id, found)
        points = list(self._sharing(file, heading))
        if heading is None:
            problem = "Không rõ bảng tính của đơn vị nào, đợt nào."
            points.append(Point("identity", "", problem, "Ghi liên kết vào trang “Bảng tính” của tỉnh."))
        else:
            points += audit(heading, found, self.editors)
        return Examined(file.link, file, heading, tuple(points))

    def mend(self, examined: Examined) -> bool:
        """Mend what can be mended without touching a typed cell; False where there is nothing to do."""
        made = requests(examined.points)
        if examined.file is None or not made:
            return False
        self.drive.update(examined.file.id, made)
        return True

    def _heading(self, id: str, found: Structure) -> Heading | None:
        units = {unit.id: unit for unit in self.plan.units}
        phases = {str(phase.number): phase for phase in self.plan.phases}
        if found.labels.get("kind") == "province":
            return Heading(self.plan)
        whose, which = found.labels.get("unit", ""), found.labels.get("phase", "")
        if (whose not in units or which not in phases) and self.registry is not None:
            named = (key for key, row in self.registry.links.items() if spreadsheet_id(row.link) == id)
            unit, phase = next(named, ("", 0))
            whose, which = unit, str(phase)
        if whose not in units or which not in phases:
            return None
        return Heading(self.plan, units[whose], phases[which], found.labels.get("sample") == "1")

    def _sharing(self, file: File, heading: Heading | None) -> list[Point]:
        if not file.writable:
            problem = "Tài khoản đang dùng chỉ được xem bảng tính này."
            mend = "Mở bảng tính → Chia sẻ → đổi quyền của tài khoản thành Người chỉnh sửa."
            return [Point("role", "", problem, mend)]
        wanted = [self.robot] if self.robot else []
        if heading and heading.unit and self.registry:
            wanted += self.registry.addresses.get(heading.unit.id, ())
        able = self.drive.writers(file.id) if wanted else frozenset()
        return [
            Point(
                "share",
                "",
                f"Chưa chia sẻ cho {address}.",
                "Chạy “sheets share”, hoặc mở bảng tính → Chia sẻ → thêm địa chỉ, quyền Người chỉnh sửa.",
            )
            for address in wanted
            if address.lower() not in able
        ]


def _unusable(file: File) -> Point | None:
    if file.trashed:
        return Point("trashed", "", "Bảng tính đang ở trong thùng rác.", "Mở Drive → Thùng rác → Khôi phục.")
    if not file.is_spreadsheet:
        problem = "Đây không phải Google Trang tính (có thể là tệp Excel tải lên)."
        return Point(
            "kind", "", problem, "Mở tệp → Tệp → Lưu dưới dạng Google Trang tính, rồi dùng liên kết mới."
        )
    return None
