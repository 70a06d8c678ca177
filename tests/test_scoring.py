"""The ranking as people see it and as the council receives it: opened into its parts, and inert."""

import io
from dataclasses import replace

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from campaign.access import Viewer
from campaign.output import scoring
from campaign.output.scoring import sheets, workbook
from campaign.output.tables import Column
from dashboard import pictured, standings
from dashboard.filters import Chosen
from dashboard.menu import PAGES
from tests.browser import App
from tests.small_province import snapshot
from tests.test_ranking import ON, province, ranked


def test_the_councils_workbook_has_a_tab_for_all_and_one_for_each_unit() -> None:
    overview, *units = sheets(province())
    assert [one.name for one in (overview, *units)] == ["Tổng hợp", "Phù Cát", "An Lão", "Y tế"]
    assert overview.rows[0][:6] == (
        "Khối 1", "LĐLĐ huyện Phù Cát", 76.91, 1, 2, "Hoàn thành tốt nhiệm vụ",
    )  # fmt: skip
    assert overview.rows[2][2:6] == (None, None, None, None)
    assert str(overview.rows[2][6]).startswith("chưa đủ số liệu để xếp loại: đợt 1 chưa nhập trang")
    assert units[0].columns == (
        Column("Nội dung tiêu chí"), Column("Điểm tối đa", "points"), Column("Điểm", "points"),
        Column("Minh chứng"),
    )  # fmt: skip
    assert units[0].rows[-1] == ("Cộng", 100.0, 76.91, "Hoàn thành tốt nhiệm vụ")
    assert all("tính đến 15/8/2023" in one.basis for one in (overview, *units))


def test_a_sheet_says_what_is_not_counted_and_what_over_fulfilment_gave() -> None:
    _, phu_cat, an_lao, _ = sheets(province())
    assert phu_cat.rows[0][1:3] == (20.0, 22.0)
    assert "150/100 sáng kiến (150%); gồm 2,00 điểm thưởng vượt chỉ tiêu" in str(phu_cat.rows[0][3])
    assert an_lao.rows[3][1:] == (
        None, None,
        "Không tính: chưa có chỉ tiêu giao; điểm tối đa chia cho các tiêu chí còn lại.",
    )  # fmt: skip


def test_nothing_in_the_file_can_act_as_a_formula() -> None:
    plan = ranked()
    units = (replace(plan.units[0], name='=HYPERLINK("x")', plain="=1+1"), *plan.units[1:])
    book = openpyxl.load_workbook(io.BytesIO(workbook(province(replace(plan, units=units)))))
    assert book.sheetnames[1] == "=1+1"
    kinds = {cell.data_type for tab in book for row in tab.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_a_plan_that_ranks_nobody_gives_no_file() -> None:
    with pytest.raises(ValueError, match="chưa bật xếp hạng"):
        workbook(snapshot())


def test_the_page_shows_each_block_in_the_official_order_and_opens_the_chosen_unit() -> None:
    here = province()
    (block, said, shown), (_, _, other) = standings.blocks(here, Chosen())
    assert (block.title, said) == ("Khối 1", "2/2 đơn vị đủ số liệu")
    assert shown.index("LĐLĐ Phù Cát") < shown.index("LĐLĐ An Lão")
    assert "76,91 điểm" in shown and "hạng 1/2" in shown and "hạng 2/2" in shown
    assert "chưa đủ số liệu để xếp loại" in other and "không xếp hạng" in other
    assert [one.title for one, _, _ in standings.blocks(here, Chosen(unit="an_lao"))] == ["Khối 1"]
    assert standings.blocks(here, Chosen(unit="an_lao"))[0][2].count('open=""') == 1


def test_a_block_is_taken_along_with_the_parts_of_each_score_and_as_a_picture() -> None:
    here = province()
    told = scoring.block(here, "Khối 1")
    assert told.title == "Điểm từng tiêu chí: Khối 1"
    assert [row[0] for row in told.rows if row[1] == "Cộng"] == ["LĐLĐ huyện Phù Cát", "LĐLĐ huyện An Lão"]
    assert told.rows[0] == (
        "LĐLĐ huyện Phù Cát", "Sáng kiến hợp lệ so với chỉ tiêu giao", 20.0, 22.0,
        "150/100 sáng kiến (150%); gồm 2,00 điểm thưởng vượt chỉ tiêu; Chỉ tiêu giao; đã gồm số đầu kỳ 0",
        None,
    )  # fmt: skip
    score = next(row for row in told.rows if row[1] == "Cộng")
    assert score[2:] == (100.0, 76.91, "Hoàn thành tốt nhiệm vụ", "1/2")
    first, _ = pictured.scores(here, "Khối 1")["data"]["values"]
    assert (first["name"], first["label"]) == ("LĐLĐ Phù Cát", "76,91 điểm")
    assert [row[1] for row in standings.rules_sheet(here).rows][:1] == [20]


def test_a_unit_without_a_block_is_named_with_the_way_to_mend_it() -> None:
    here = province(ranked(blocks=("Khối 1", "Khối 1", "")))
    assert "Chưa rõ khối của CĐN Y tế" in standings.basis(here)


def test_the_navigation_offers_it_only_where_the_plan_ranks() -> None:
    entry = next(one for one in PAGES if one.address == "xep-hang")
    leader = Viewer("lanhdao", "Lãnh đạo", "leader")
    assert not entry.shown_to(leader, google=False, ranking=False)
    assert entry.shown_to(leader, google=False, ranking=True)


def test_weights_and_cut_offs_on_the_page_are_those_of_the_plan() -> None:
    lower = replace(ON, grades=(replace(ON.grades[0], least=85), *ON.grades[1:]))
    told = standings.rules(province(ranked(lower)))
    assert "Hoàn thành xuất sắc nhiệm vụ: từ 85 điểm" in told


@pytest.mark.browser
def test_by_direct_link_the_page_says_that_ranking_is_off(sample_app: App, page: Page) -> None:
    page.goto(f"{sample_app.url}/xep-hang")
    expect(page.locator(".answer h1").first).to_have_text("Kế hoạch chưa bật xếp hạng đơn vị.")
    assert page.get_by_role("link", name="Xếp hạng").count() == 0
