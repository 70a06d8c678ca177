"""A whole workbook: whose it is, which tabs it has, and what is found in it."""

from dataclasses import replace

import pytest

from campaign.intake.reading.workbook import read_workbook
from campaign.records import CheckedWorkbook, Finding, RawSheet, RawWorkbook
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.filled import PLAN, examples, line, province_grid, unit_grid

SCHEMA = unit_workbook(PLAN)
UNION = {"name": "CĐCS Trường Tiểu học Cát Hanh", "sector": "HCSN", "members": 30, "due": "Có", "pact": "Có"}


def read(raw: RawWorkbook) -> CheckedWorkbook:
    return read_workbook(raw, PLAN)


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(each.rule, each.severity, each.place) for each in findings]


def without(raw: RawWorkbook, title: str) -> RawWorkbook:
    return replace(raw, sheets=tuple(sheet for sheet in raw.sheets if sheet.title != title))


def with_title_line(raw: RawWorkbook, tab: str, text: str) -> RawWorkbook:
    sheets = (
        replace(sheet, cells=((text,), *sheet.cells[1:])) if sheet.title == tab else sheet
        for sheet in raw.sheets
    )
    return replace(raw, sheets=tuple(sheets))


# --- the key test of the schema ---


def test_a_unit_workbook_filled_with_its_own_examples_reads_back_without_a_finding() -> None:
    checked = read(unit_grid(**examples(SCHEMA)))
    assert checked.findings == ()
    assert (checked.kind, checked.unit, checked.phase) == ("unit", "phu_cat", 2)
    assert checked.received == tuple(worksheet.name for worksheet in SCHEMA.worksheets)
    for worksheet in SCHEMA.worksheets:
        table = checked.tables[worksheet.name]
        assert len(table.rows) == (len(worksheet.fixed) or 1)
        assert table.left_out == ()


def test_a_province_workbook_filled_with_its_own_examples_reads_back_without_a_finding() -> None:
    schema = province_workbook(PLAN)
    checked = read(province_grid(**examples(schema)))
    assert checked.findings == ()
    assert (checked.kind, checked.unit, checked.phase) == ("province", "", None)
    assert {name: len(table.rows) for name, table in checked.tables.items()} == {
        worksheet.name: 1 for worksheet in schema.worksheets
    }


def test_an_untouched_workbook_has_no_findings_and_nothing_received() -> None:
    checked = read(unit_grid())
    assert (checked.findings, checked.received) == ((), ())
    assert {len(table.rows) for table in checked.tables.values()} == {0}


def test_in_a_workbook_that_was_begun_each_untouched_tab_is_one_missing_finding() -> None:
    checked = read(unit_grid(unions=[UNION]))
    assert checked.received == ("unions",)
    assert brief(checked.findings) == [
        ("sheet.untouched", "missing", worksheet.title)
        for worksheet in SCHEMA.worksheets
        if worksheet.name != "unions"
    ]


def test_the_words_for_nothing_in_a_list_mean_that_it_was_filled() -> None:
    checked = read(unit_grid(unions=[UNION], rewards=[{"award": "Không phát sinh"}]))
    assert "rewards" in checked.received
    assert ("sheet.untouched", "missing", "Khen thưởng") not in brief(checked.findings)


# --- whose workbook it is ---


@pytest.mark.parametrize(
    ("unit", "phase"),
    [
        ("LĐLĐ huyện Phù Cát", "Đợt 2"),
        ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÙ CÁT", "ĐỢT II NĂM 2023"),
        ("Đơn vị: Phù Cát", "Đợt: đợt 2"),
        ("LĐLĐ H. Phù Cát - đợt 2", "SỐ LIỆU MINH HỌA"),
    ],
)
def test_unit_and_phase_are_told_by_the_title_lines(unit: str, phase: str) -> None:
    checked = read(unit_grid(unit, phase))
    assert (checked.unit, checked.phase, checked.findings) == ("phu_cat", 2, ())


def test_a_stranger_name_in_a_sentence_is_no_unit() -> None:
    raw = with_title_line(unit_grid(), "CĐCS", "Danh sách CĐCS, viên chức, y tế và giáo dục")
    assert read(raw).unit == "phu_cat"


def test_without_title_lines_the_properties_tell_and_then_the_name_of_the_file() -> None:
    labels = {"unit": "an_lao", "phase": "3"}
    named = "Đợt 1/LĐLĐ huyện Tây Sơn.xlsx"
    checked = read(unit_grid("Đơn vị: …", "Đợt: …", labels=labels, key="x.xlsx"))
    assert (checked.unit, checked.phase, checked.findings) == ("an_lao", 3, ())
    checked = read(unit_grid("", "", key=named))
    assert (checked.unit, checked.phase, checked.findings) == ("tay_son", 1, ())
    checked = read(unit_grid("", "", key="dot-2/phu_my (1).xlsx"))
    assert (checked.unit, checked.phase, checked.findings) == ("phu_my", 2, ())


def test_where_title_and_file_name_disagree_the_title_stands_and_it_is_said() -> None:
    checked = read(unit_grid(key="dot-2/an_lao.xlsx", labels={"unit": "phu_cat", "phase": "1"}))
    assert (checked.unit, checked.phase) == ("phu_cat", 2)
    assert [(each.rule, each.severity, each.message) for each in checked.findings] == [
        (
            "identity.unit",
            "warning",
            "Tiêu đề ghi LĐLĐ huyện Phù Cát, tên tệp hoặc thư mục ghi LĐLĐ huyện An Lão. "
            "Đang tính cho LĐLĐ huyện Phù Cát.",
        ),
        (
            "identity.phase",
            "warning",
            "Tiêu đề ghi Đợt 2, thuộc tính tệp ghi Đợt 1. Đang tính cho Đợt 2.",
        ),
    ]


def test_a_tab_copied_from_another_unit_is_an_error_at_its_title() -> None:
    raw = with_title_line(unit_grid(), "Công trình", "CÔNG TRÌNH · LĐLĐ huyện An Lão · Đợt 2")
    checked = read(raw)
    assert checked.unit == "phu_cat"
    (found,) = checked.findings
    assert (found.rule, found.severity, found.place, found.unit, found.phase) == (
        "identity.unit", "error", "Công trình!A1", "phu_cat", 2,
    )  # fmt: skip
    assert found.message == (
        "Trang này ghi LĐLĐ huyện An Lão, các trang khác ghi LĐLĐ huyện Phù Cát. "
        "Hãy kiểm tra số liệu của trang."
    )


def test_a_workbook_that_names_no_unit_is_read_but_says_so() -> None:
    checked = read(unit_grid("", "Đợt 2", unions=[UNION]))
    assert (checked.unit, checked.phase, checked.received) == ("", 2, ("unions",))
    found = checked.findings[0]
    assert (found.rule, found.severity) == ("identity.unit", "error")
    assert found.message == (
        "Không rõ tệp của đơn vị nào nên chưa được tính. "
        "Hãy ghi đơn vị ở dòng 1 mỗi trang, ví dụ “LĐLĐ huyện Phù Cát”."
    )


def test_there_is_no_fourth_phase() -> None:
    checked = read(unit_grid(phase="Đợt 4"))
    assert checked.phase is None
    assert checked.findings[0].message == "Chỉ có Đợt 1, 2, 3; tiêu đề ghi Đợt 4 nên tệp chưa được tính."


def test_a_workbook_without_any_tab_of_the_template_is_unknown() -> None:
    checked = read(RawWorkbook("x.xlsx", "x", (RawSheet("Sheet1", (("a", 1),)),)))
    assert (checked.kind, dict(checked.tables)) == ("unknown", {})
    assert brief(checked.findings) == [("workbook.unknown", "error", "")]


def test_a_spreadsheet_that_reads_dates_and_numbers_by_another_country_s_rules_is_asked_to_change() -> None:
    assert [read(unit_grid(labels={"locale": locale})).findings for locale in ("", "vi_VN")] == [(), ()]
    (found,) = read(unit_grid(labels={"locale": "en_US"})).findings
    assert (found.rule, found.severity, found.place, found.typed, found.unit) == (
        "workbook.locale", "warning", "", "en_US", "phu_cat",
    )  # fmt: skip
    assert found.message == (
        "Bảng tính đang đặt theo ngôn ngữ en_US: gõ 5/6/2023 có thể thành ngày 6/5, 1,5 có thể thành 15. "
        "Hãy vào Tệp → Cài đặt, chọn ngôn ngữ Việt Nam, rồi kiểm tra lại ngày và số đã gõ."
    )


# --- tabs ---


def test_a_tab_is_found_by_its_folded_title_or_an_alias() -> None:
    raw = unit_grid(unions=[UNION])
    renamed = {"CĐCS": " danh sách cđcs ", "Tổng hợp": "TỔNG  HỢP"}
    sheets = tuple(replace(sheet, title=renamed.get(sheet.title, sheet.title)) for sheet in raw.sheets)
    checked = read(replace(raw, sheets=sheets))
    assert checked.tables["unions"].title == " danh sách cđcs "
    assert checked.received == ("unions",)


def test_a_missing_tab_is_one_error_and_absent_from_the_tables() -> None:
    checked = read(without(unit_grid(), "Công trình"))
    assert "works" not in checked.tables
    assert brief(checked.findings) == [("sheet.missing", "error", "Công trình")]
    assert checked.findings[0].message == (
        "Không có trang “Công trình”. Không được xóa hoặc đổi tên trang của mẫu."
    )


def test_a_renamed_tab_is_suspected_by_its_columns() -> None:
    raw = unit_grid()
    sheets = tuple(
        replace(sheet, title="CT 2023") if sheet.title == "Công trình" else sheet for sheet in raw.sheets
    )
    missing, unknown = sorted(read(replace(raw, sheets=sheets)).findings, key=lambda each: each.rule)
    assert (missing.rule, missing.suggestion) == ("sheet.missing", "Công trình")
    assert missing.message.endswith("Có phải trang “CT 2023”?")
    assert (unknown.rule, unknown.severity) == ("sheet.unknown", "warning")


def test_a_tab_that_is_not_ours_is_a_warning_only_when_something_stands_in_it() -> None:
    raw = unit_grid()
    blank, guide = RawSheet("Sheet1", ((None, ""), ())), RawSheet("Hướng dẫn", (("Cách ghi",),))
    assert read(replace(raw, sheets=(*raw.sheets, blank, guide))).findings == ()
    scratch = RawSheet("Nháp", (("tính thử", 12),))
    assert brief(read(replace(raw, sheets=(*raw.sheets, scratch))).findings) == [
        ("sheet.unknown", "warning", "Nháp")
    ]


def test_two_tabs_of_one_worksheet_are_neither_guessed() -> None:
    raw = unit_grid(unions=[UNION])
    double = replace(raw.sheets[2], title="DS CĐCS")
    checked = read(replace(raw, sheets=(*raw.sheets, double)))
    assert "unions" not in checked.tables
    assert ("sheet.double", "error", "CĐCS") in brief(checked.findings)


def test_a_tab_whose_header_is_broken_is_not_half_read_and_the_others_are() -> None:
    raw = unit_grid(unions=[UNION], summary=[line("members_open", 10, 20)])
    header = tuple("Họ tên" if cell == "Tên CĐCS" else cell for cell in raw.sheets[2].cells[2])
    cells = (*raw.sheets[2].cells[:2], header, *raw.sheets[2].cells[3:])
    sheets = tuple(replace(sheet, cells=cells) if sheet.title == "CĐCS" else sheet for sheet in raw.sheets)
    checked = read(replace(raw, sheets=sheets))
    assert "unions" not in checked.tables and "summary" in checked.received
    assert ("header.missing", "error", "CĐCS!B3") in brief(checked.findings)


# --- references ---


def test_an_owner_is_found_in_the_register_under_any_spelling() -> None:
    work = {
        "title": "Sân bê tông",
        "owner_level": "CĐCS",
        "owner": "công đoàn cơ sở trường tiểu học Cát Hanh",
    }
    checked = read(unit_grid(unions=[UNION], works=[work]))
    assert [each for each in checked.findings if each.rule == "reference"] == []


def test_an_owner_that_the_register_lacks_is_refused_with_the_nearest_name() -> None:
    work = {"title": "Sân bê tông", "owner_level": "CĐCS", "owner": "CĐCS Trường Tiểu học Cát Hạnh"}
    checked = read(unit_grid(unions=[UNION], works=[work]))
    (found,) = [each for each in checked.findings if each.rule == "reference"]
    column = checked.tables["works"].cells["owner"]
    assert (found.severity, found.place, found.typed, found.suggestion) == (
        "error", f"Công trình!{column}4", "CĐCS Trường Tiểu học Cát Hạnh", "CĐCS Trường Tiểu học Cát Hanh",
    )  # fmt: skip
    assert found.message == (
        "Trang “CĐCS” không có “CĐCS Trường Tiểu học Cát Hạnh”. Có phải “CĐCS Trường Tiểu học Cát Hanh”?"
    )
    assert checked.tables["works"].rows == ()


def test_against_an_empty_register_no_owner_is_judged() -> None:
    checked = read(unit_grid(works=[{"title": "Sân", "owner_level": "CĐCS", "owner": "CĐCS Nào đó"}]))
    assert [each for each in checked.findings if each.rule == "reference"] == []
    assert ("sheet.untouched", "missing", "CĐCS") in brief(checked.findings)


def test_findings_stand_in_the_order_of_tabs_and_rows() -> None:
    bad = {**UNION, "members": "ba mươi mấy", "due": "?"}
    raw = unit_grid(unions=[UNION, {**bad, "name": "CĐCS B"}, {**bad, "name": "CĐCS A"}])
    cells = [each.cell for each in read(raw).findings if each.worksheet == "CĐCS" and each.cell]
    columns = read(raw).tables["unions"].cells
    members, due = columns["members"], columns["due"]
    assert cells == [f"{members}5", f"{due}5", f"{members}6", f"{due}6"]
    titles = [worksheet.title for worksheet in SCHEMA.worksheets]
    found = [titles.index(each.worksheet) for each in read(raw).findings]
    assert found == sorted(found)
