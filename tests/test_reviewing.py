"""What the province decided about reports and found when it checked figures, as pieces of pages."""

import re
from typing import Any

from campaign.access import Viewer
from dashboard import reviewing
from dashboard.filters import Chosen
from tests.small_province import snapshot

STAFF, CLERK = Viewer("a", "A", "staff"), Viewer("b", "B", "unit", "an_lao")


def review(unit: str, state: str, on: str, comment: str | None = None) -> dict[str, Any]:
    return {"unit": unit, "phase": 1, "state": state, "reviewed_on": on, "comment": comment}


def check(unit: str, reported: int, verified: int, on: str = "2023-07-01") -> dict[str, Any]:
    return {
        "unit": unit, "phase": 1, "worksheet": "Tổng hợp", "item": "Sáng kiến", "reported": reported,
        "verified": verified, "verdict": "Lệch", "method": "Gọi điện", "checked_by": "Ban", "checked_on": on,
    }  # fmt: skip


def words(html: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(html)).split())


def test_a_returned_unit_reads_why_and_after_a_later_approval_no_more() -> None:
    back = review("phu_cat", "Trả lại", "2023-06-14", "Thiếu <b>biên bản</b>")
    told = reviewing.returned(snapshot(reviews=[back]), "phu_cat")
    assert words(told) == "◆ Báo cáo đợt 1 bị trả lại ngày 14/6/2023 : Thiếu &lt;b&gt;biên bản&lt;/b&gt;"
    assert reviewing.returned(snapshot(reviews=[back]), "an_lao") == ""
    mended = snapshot(reviews=[back, review("phu_cat", "Đã duyệt", "2023-06-20")])
    assert reviewing.returned(mended, "phu_cat") == ""


def test_reports_are_counted_by_the_newest_decision() -> None:
    known = snapshot(
        reviews=[
            review("phu_cat", "Trả lại", "2023-06-14", "x"),
            review("phu_cat", "Đã duyệt", "2023-06-20"),
            review("an_lao", "Trả lại", "2023-06-15", "y"),
        ]
    )
    assert reviewing.answer(known, 1) == "Đợt 1: 1/3 báo cáo đã duyệt, 1 bị trả lại, 1 chưa xem xét."


def test_a_clerk_sees_the_checks_of_the_own_unit_alone() -> None:
    known = snapshot(verifications=[check("phu_cat", 118, 113), check("an_lao", 20, 20)])
    assert reviewing.checked(known, Chosen(), STAFF) == "Đã xác minh 2 số liệu, 1 số khác với báo cáo."
    assert reviewing.checked(known, Chosen(), CLERK) == "Đã xác minh 1 số liệu, 0 số khác với báo cáo."
    assert "118" in words(reviewing.listed(known, Chosen(), STAFF))
    assert "118" not in words(reviewing.listed(known, Chosen(), CLERK))


def test_a_check_dated_after_today_is_not_known_yet() -> None:
    known = snapshot(verifications=[check("phu_cat", 118, 113, on="2023-09-01")])
    assert reviewing.checked(known, Chosen(), STAFF).startswith("Chưa có số liệu nào được xác minh")
