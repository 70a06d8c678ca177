"""The official letter to late units: who it goes to, what it says, and what is left open."""

import pytest

from campaign.measures.reminding import late
from campaign.output.word.chasing import chasing_letter, file_name
from campaign.records import Snapshot
from tests.small_province import filled, snapshot
from tests.word.parsed import lines, opened

ALL = ("report", "summary", "unions", "initiatives", "works", "movements", "rewards")


def known(today: str = "2023-06-20", comment: str = "Bổ sung minh chứng") -> Snapshot:
    sent = {"unit": "an_lao", "phase": 1, "item": "report_sent", "date": "2023-06-05", "document": "15/BC"}
    back = {"unit": "an_lao", "phase": 1, "state": "Trả lại", "reviewed_on": "2023-06-12", "comment": comment}
    return snapshot(
        today=today,
        workbooks=(filled("an_lao", 1, *ALL[:-1]), filled("phu_cat", 1, *ALL[1:-1])),
        report=[sent],
        reviews=[back],
    )


def text(at: Snapshot) -> str:
    return "\n".join(lines(opened(chasing_letter(at, 1)))).replace("\u00a0", "_")


def test_the_letter_goes_to_units_without_a_whole_report_once_the_due_day_is_over() -> None:
    assert [one.unit.id for one in late(known(), 1)] == ["phu_cat", "an_lao", "cd_y_te"]
    assert late(known("2023-06-10"), 1) == ()
    with pytest.raises(ValueError, match="Không có đơn vị nào chậm báo cáo đợt 1"):
        chasing_letter(known("2023-06-10"), 1)


def test_the_letter_names_the_plan_the_due_day_how_many_reported_and_the_new_day() -> None:
    said = text(known())
    assert "V/v đôn đốc báo cáo sơ kết phong trào thi đua đợt 1 năm 2023" in said
    assert "Kính gửi:\n- LĐLĐ huyện Phù Cát;\n- LĐLĐ huyện An Lão;\n- Công đoàn ngành Y tế." in said
    assert (
        "báo cáo kết quả đợt 1 chậm nhất ngày 10/6/2023. Đến ngày 20/6/2023, đã có 01/03 đơn vị gửi báo cáo; "
        "còn 03 đơn vị chưa gửi, hoặc gửi chưa đầy đủ (danh sách kèm theo)." in said
    )
    assert "chậm nhất ngày 23/6/2023." in said and "quan tâm thực hiện./." in said


def test_number_day_and_name_stay_open() -> None:
    said = text(known())
    assert "Số:______/LĐLĐ-CSPL" in said and "Bình Định, ngày______tháng______năm 2023" in said
    assert "TL. BAN THƯỜNG VỤ\nTRƯỞNG BAN CSPL&QHLĐ" in said


def test_the_list_behind_says_how_each_unit_stands_and_what_it_lacks() -> None:
    said = text(known())
    assert "1 | LĐLĐ huyện Phù Cát | Chưa gửi báo cáo, quá hạn 10 ngày | Trang Báo cáo, Khen thưởng" in said
    assert "2 | LĐLĐ huyện An Lão | Đã gửi, chưa hoàn chỉnh theo yêu cầu | Trang Khen thưởng; " in said
    assert "lý do trả lại: Bổ sung minh chứng" in said
    assert "3 | Công đoàn ngành Y tế | Chưa nhập số liệu, quá hạn 10 ngày | Toàn bộ số liệu" in said


def test_what_somebody_typed_stays_text_without_control_characters() -> None:
    assert "lý do trả lại: =HYPERLINK(0) x" in text(known(comment="=HYPERLINK(0)\x07 x"))


def test_the_file_is_named_after_its_phase() -> None:
    assert file_name(2) == "cong-van-don-doc-dot-2.docx"
