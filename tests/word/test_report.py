"""The report as a whole: its parts, what it leaves open, and that nothing a clerk typed works in it."""

import pytest
from docx.oxml.ns import qn

from campaign.measures.measured import Scope
from campaign.output.word.content import Heading, Report
from campaign.output.word.drawing import drawn
from campaign.output.word.report import file_name, report, standing
from campaign.records import Snapshot
from tests.small_province import line, snapshot, target, union
from tests.word.parsed import lines, opened, table_rows

HOSTILE = '{ DDEAUTO c:\\cmd "/c calc" }\x00 <script>=HYPERLINK("x")'


def province() -> Snapshot:
    return snapshot(
        summary=[
            line("phu_cat", 1, "initiatives_valid", 80, 40),
            line("an_lao", 2, "initiatives_valid", 25, 20),
        ],
        unions=[union("phu_cat", "CĐCS A", pact=True), union("phu_cat", "CĐCS B", pact=False)],
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
