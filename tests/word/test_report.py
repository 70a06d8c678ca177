"""The report as a whole: its parts, what it leaves open, and that nothing a clerk typed works in it."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from campaign.access import Viewer
from campaign.closing import Basis
from campaign.database import TIME_ZONE, Database
from campaign.measures import reward_answers
from campaign.measures.closable import closable
from campaign.measures.measured import Scope
from campaign.measures.rewards import summary
from campaign.office.closings import Closings
from campaign.output.word.annexes import indicators
from campaign.output.word.content import Grid, Heading, Point, Report, Said
from campaign.output.word.drawing import drawn
from campaign.output.word.report import file_name, report, standing
from campaign.output.word.rewards import proposed, rewards
from campaign.records import Snapshot
from tests.small_province import line, snapshot, target, union, work
from tests.word.parsed import lines, opened, table_rows

HOSTILE = '{ DDEAUTO c:\\cmd "/c calc" }\x00 <script>=HYPERLINK("x")'


def province() -> Snapshot:
    return snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 80, 40),
            line("an_lao", 2, "initiatives_valid", 25, 20),
        ],
        unions=[union("phu_cat", "CĐCS A", pact=True), union("phu_cat", "CĐCS B", pact=False)],
        works=[work("phu_cat", "CĐCS A", "2023-07-01", 2)],
        targets=[target("initiatives", "phu_cat", 600, opening=400)],
        report=[
            {"unit": "phu_cat", "phase": 2, "item": "weaknesses", "content": HOSTILE},
            {"unit": "an_lao", "phase": 2, "item": "strengths", "content": "dài " * 12_500},
        ],
    )


def headings(shown: Report) -> list[str]:
    return [block.text for block in shown.blocks if isinstance(block, Heading) and block.level == 1]


def test_the_parts_of_a_phase_are_those_of_the_union_s_skeleton() -> None:
    assert headings(report(province(), Scope(2))) == [
        "I. Công tác lãnh đạo, chỉ đạo, tổ chức phát động",
        "II. Kết quả thực hiện",
        "III. Đánh giá chung",
        "IV. Nhiệm vụ trọng tâm đợt 3",
        "V. Kiến nghị, đề xuất",
    ]


def test_the_report_of_the_year_adds_lessons_grading_and_the_year_to_come() -> None:
    assert headings(report(province(), Scope()))[3:] == [
        "IV. Bài học kinh nghiệm",
        "V. Kết quả bình xét, xếp loại",
        "VI. Danh sách đề nghị khen thưởng",
        "VII. Phương hướng, nhiệm vụ năm 2024",
        "VIII. Kiến nghị, đề xuất",
    ]


def test_number_day_and_name_stay_open_and_the_text_ends_as_official_texts_do() -> None:
    read = lines(opened(drawn(report(province(), Scope(2)))))
    assert "BÁO CÁO" in read
    assert read[4:6] == [
        "và các cấp công đoàn tỉnh đợt 2 năm 2023",
        "Thực hiện Kế hoạch số …/KH-LĐLĐ ngày …/…/2023 của Ban Thường vụ LĐLĐ tỉnh về tổ chức phong trào thi "
        "đua trong cán bộ, đoàn viên, CNVCLĐ và các cấp công đoàn tỉnh Bình Định năm 2023, Ban Thường vụ "
        "LĐLĐ tỉnh báo cáo kết quả đợt 2 (từ ngày 1/6/2023 đến ngày 30/9/2023) như sau:",
    ]
    assert read[1].split(" | ")[1].replace("\u00a0", "_") == "Bình Định, ngày______tháng______năm 2023"
    assert (
        "Trên đây là báo cáo sơ kết phong trào thi đua đợt 2 năm 2023, LĐLĐ tỉnh Bình Định báo cáo./." in read
    )


def test_a_unit_reports_to_the_federation_in_its_own_name() -> None:
    shown = report(province(), Scope(2, "phu_cat"))
    assert (shown.issuer, shown.addressees) == (
        "LĐLĐ huyện Phù Cát",
        ("Liên đoàn Lao động tỉnh Bình Định",),
    )
    assert shown.title == (
        "Báo cáo sơ kết phong trào thi đua trong cán bộ, đoàn viên, CNVCLĐ "
        "của LĐLĐ huyện Phù Cát đợt 2 năm 2023"
    )
    assert "Kính gửi: Liên đoàn Lao động tỉnh Bình Định." in lines(opened(drawn(shown)))


def test_figures_are_provisional_until_the_phase_was_closed() -> None:
    assert standing(province(), Scope(1)) == (
        "Số liệu tạm tính, theo bảng tính của các đơn vị ghi nhận lúc 09:00 ngày 15/8/2023, "
        "tính đến ngày 15/8/2023."
    )


def test_the_figures_of_a_closed_phase_are_those_of_its_closing(tmp_path: Path) -> None:
    closed_at = datetime.datetime(2023, 6, 20, 16, 0, tzinfo=TIME_ZONE)
    store = Closings(Database(f"sqlite:///{tmp_path / 'office.db'}"), lambda: closed_at)
    staff = Viewer("lan", "Nguyễn Thị Lan", "staff")
    closing = store.close(closable(province(), 1), Basis(7, closed_at, "r1"), staff, "Sơ kết")
    edited = replace(snapshot(summary=[line("phu_cat", 1, "initiatives_valid", 9, 9)]), closings={1: closing})
    told = report(edited, Scope(1))
    assert standing(edited, Scope(1)) == (
        "Số liệu các chỉ tiêu của đợt 1 chốt lúc 16:00 ngày 20/6/2023; số liệu khác tạm tính, "
        "theo bảng tính của các đơn vị ghi nhận lúc 09:00 ngày 15/8/2023."
    )
    figures = next(block for block in told.blocks if isinstance(block, Grid))
    assert figures.rows[0][4] == "120"


def given(**more: Any) -> dict[str, Any]:
    """One person of Phù Cát who was rewarded in the first phase."""
    return {
        "unit": "phu_cat", "phase": 1, "record": "Khen thưởng", "recipient_kind": "Cá nhân",
        "recipient": "Trần Văn Bình", "recipient_group": "Công nhân/NLĐ trực tiếp", "consent": True,
        "status": "Đã quyết định", "award": "Giấy khen của CĐCS", "achieved_on": "2023-04-01",
        "decided_on": "2023-04-21", **more,
    }  # fmt: skip


def test_rewards_are_told_in_the_words_of_the_pages_and_by_form() -> None:
    told = snapshot(rewards=[given(), given(recipient_group="Khác", quantity=2), given(status="Đang xét")])
    found = summary(told, Scope(1))
    assert [block.text for block in rewards(told, Scope(1)) if isinstance(block, Said | Point)] == [
        f"{reward_answers.answer(told, Scope(1))} {reward_answers.waiting(found.waiting)} "
        f"{reward_answers.prizes(found.prizes)} Căn cứ: {reward_answers.basis(told, Scope(1))}",
        "Theo hình thức, danh hiệu: Giấy khen của CĐCS: 03 cá nhân.",
        f"Hồ sơ khen thưởng: {reward_answers.proposals(told, Scope(1))}",
        f"Điển hình: {reward_answers.models_of(told, Scope(1))}",
    ]
    assert [block.text for block in rewards(snapshot(), Scope(1)) if isinstance(block, Said)] == [
        "Khen thưởng, đề nghị khen thưởng, điển hình: chưa đơn vị nào báo cáo."
    ]


def test_who_is_proposed_is_named_only_with_consent() -> None:
    told = snapshot(rewards=[given(status="Đang xét"), given(status="Đang xét", consent=False)])
    annex = proposed(told, Scope())
    assert annex is not None
    (listed,) = [block for block in annex.blocks if isinstance(block, Grid)]
    assert [row[1] for row in listed.rows] == ["Trần Văn Bình", "01 cá nhân (chưa có đồng ý nêu tên)"]
    assert proposed(snapshot(rewards=[given()]), Scope()) is None


def test_the_words_of_a_unit_stand_as_plain_text_and_have_an_end() -> None:
    document = opened(drawn(report(province(), Scope(2))))
    read = lines(document)
    assert '- LĐLĐ Phù Cát: “{ DDEAUTO c:\\cmd "/c calc" } <script>=HYPERLINK("x")”' in read
    (long,) = [text for text in read if text.startswith("- LĐLĐ An Lão: “dài")]
    assert long.endswith("… (còn 49.304 ký tự, xem trong bảng tính của đơn vị)”")
    assert document.element.body.findall(".//" + qn("w:instrText")) == []


def test_headings_are_real_header_rows_repeat_and_pictures_have_words() -> None:
    document = opened(drawn(report(province(), Scope(2))))
    used = {line.style.name for line in document.paragraphs if line.style is not None}
    assert used >= {"Heading 1", "Heading 2", "Heading 3", "Body Text", "Quote"}
    figures = next(table for table in document.tables if table_rows(table)[0][0] == "TT")
    assert figures.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
    course, units = document.element.body.findall(".//" + qn("wp:docPr"))
    assert course.get("descr").startswith("Toàn tỉnh đạt 565/1.000 sáng kiến (56,5%)")
    assert units.get("descr").startswith("works_unions: toàn tỉnh, đợt 2")


def test_the_table_of_indicators_says_not_assigned_and_never_0() -> None:
    document = opened(drawn(report(province(), Scope(2))))
    figures = next(table for table in document.tables if table_rows(table)[0][0] == "TT")
    first, *_, last = table_rows(figures)[1:]
    assert first == ["1", "initiatives", "sáng kiến", "1.000", "45", "565", "56,5%", "1/3"]
    assert last == ["8", "direct_rewards", "lượt cá nhân", "chưa giao", "—", "—", "—", "0/3"]


def test_what_is_unknown_not_assigned_and_not_divided_are_three_things() -> None:
    figures = {
        scope: {row[1]: row[3:] for row in indicators(province(), scope).rows}
        for scope in (Scope(3), Scope(1, "cd_y_te"), Scope(1, None, "public"))
    }
    assert figures[Scope(3)]["initiatives"] == ("1.000", "—", "565", "56,5%", "0/3")
    assert figures[Scope(1, "cd_y_te")]["initiatives"] == ("chưa giao", "—", "—", "—")
    assert figures[Scope(1, "cd_y_te")]["works_unions"] == ("—", "—", "—", "—")
    assert figures[Scope(1, None, "public")]["initiatives"] == ("không chia", "40", "40", "—", "1/3")


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        (Scope(2), "bao-cao-so-ket-dot-2.docx"),
        (Scope(1, "phu_cat", "public"), "bao-cao-so-ket-dot-1-phu-cat-hcsn.docx"),
        (Scope(), "bao-cao-tong-ket-2023.docx"),
    ],
)
def test_the_file_is_named_after_what_it_reports(scope: Scope, name: str) -> None:
    assert file_name(scope, 2023) == name
