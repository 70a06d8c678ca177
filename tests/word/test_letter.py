"""The layout that every official paper of the union shares (domain.md §5)."""

from docx.oxml.ns import qn

from campaign.output.word.inert import inert
from campaign.output.word.letter import (
    Signature,
    addressed,
    as_bytes,
    body,
    headed,
    letterhead,
    paper,
    signed,
    titled,
    unit_letterhead,
)
from sheets_schema.plans import load_plan
from tests.word.parsed import lines, opened

PLAN = load_plan()
SIGNATURE = Signature("TL. Ban Thường vụ", "Trưởng ban CSPL&QHLĐ", ("Như trên", "Lưu: VT, Ban CSPL&QHLĐ"))


def reminder(*to: str, sample: bool = False) -> bytes:
    document = paper("Công văn đôn đốc", PLAN.federation, sample=sample)
    headed(document, letterhead(PLAN, "LĐLĐ-CSPL", "đôn đốc báo cáo sơ kết đợt 2 năm 2023"))
    addressed(document, to)
    body(document, "LĐLĐ tỉnh đề nghị các đơn vị quan tâm thực hiện.", last=True)
    signed(document, SIGNATURE)
    return as_bytes(document)


def test_a_letter_leaves_its_number_day_and_name_open() -> None:
    text = [line.replace("\u00a0", "_") for line in lines(opened(reminder("LĐLĐ An Lão", "LĐLĐ Phù Cát")))]
    assert text == [
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG\nVIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG\nTỈNH BÌNH ĐỊNH\n | "
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "Số:______/LĐLĐ-CSPL\nV/v đôn đốc báo cáo sơ kết đợt 2 năm 2023 | "
        "Bình Định, ngày______tháng______năm 2023",
        "Kính gửi:",
        "- LĐLĐ An Lão;",
        "- LĐLĐ Phù Cát.",
        "LĐLĐ tỉnh đề nghị các đơn vị quan tâm thực hiện./.",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, Ban CSPL&QHLĐ. | TL. BAN THƯỜNG VỤ\nTRƯỞNG BAN CSPL&QHLĐ",
    ]


def test_one_addressee_stands_on_the_line_of_the_greeting() -> None:
    assert "Kính gửi: LĐLĐ An Lão." in lines(opened(reminder("LĐLĐ An Lão")))


def test_the_paper_is_a4_with_the_margins_of_the_decree_in_times_new_roman_and_vietnamese() -> None:
    document = opened(reminder("LĐLĐ An Lão"))
    page = document.sections[0]
    edges = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert page.page_width and page.page_height
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert [round(edge.mm) for edge in edges if edge is not None] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Heading 1"].font.name == "Times New Roman"
    language = document.styles.element.find(".//" + qn("w:docDefaults")).find(".//" + qn("w:lang"))
    assert language.get(qn("w:val")) == "vi-VN"
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language, properties.category) == (
        "Công văn đôn đốc",
        "LĐLĐ tỉnh Bình Định",
        "vi-VN",
        "Dự thảo",
    )


def test_every_page_says_draft_and_pages_after_the_first_their_number() -> None:
    page = opened(reminder("LĐLĐ An Lão", sample=True)).sections[0]
    assert page.different_first_page_header_footer
    assert page.first_page_header.paragraphs[0].text == "SỐ LIỆU MINH HỌA\t\tDỰ THẢO"
    assert page.header.paragraphs[0].text == "SỐ LIỆU MINH HỌA\t2\tDỰ THẢO"
    codes = page.header.paragraphs[0]._p.findall(".//" + qn("w:instrText"))
    assert [code.text for code in codes] == ["PAGE"]


def test_the_papers_of_a_unit_name_the_federation_above_it() -> None:
    phu_cat, y_te = PLAN.unit("phu_cat"), PLAN.unit("cd_y_te")
    own = unit_letterhead(PLAN, phu_cat)
    assert (own.above, own.issuer) == (
        "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH BÌNH ĐỊNH",
        "LIÊN ĐOÀN LAO ĐỘNG\nHUYỆN PHÙ CÁT",
    )
    assert (own.symbol, own.place) == ("BC-LĐLĐ", "Phù Cát")
    assert unit_letterhead(PLAN, y_te).symbol == "BC-…"


def test_a_title_stands_in_capitals_above_what_it_is_about() -> None:
    document = paper("Báo cáo", PLAN.federation)
    titled(document, "Báo cáo", "Sơ kết đợt 1", "năm 2023")
    assert lines(opened(as_bytes(document))) == ["BÁO CÁO", "Sơ kết đợt 1", "năm 2023"]


def test_a_text_of_a_sheet_is_plain_text_and_nothing_else() -> None:
    document = paper("Báo cáo", PLAN.federation)
    hostile = '{ DDEAUTO c:\\\\windows "x" }\x00\x0b\ufffe\u202e<w:p/>=1+1\ud800'
    body(document, hostile)
    read = opened(as_bytes(document))
    assert lines(read) == ['{ DDEAUTO c:\\\\windows "x" }<w:p/>=1+1']
    assert read.element.body.findall(".//" + qn("w:instrText")) == []
    assert read.element.body.findall(".//" + qn("w:fldSimple")) == []


def test_a_text_without_end_is_cut_with_a_pointer_to_the_rest() -> None:
    cut = inert("khó khăn " * 6000)
    assert cut.startswith("khó khăn khó khăn")
    assert cut.endswith("khó … (còn 52.502 ký tự, xem trong bảng tính của đơn vị)")
    assert inert("  ngắn \n\n gọn ") == "ngắn\ngọn"
