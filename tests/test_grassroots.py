"""Grassroots unions one by one: who has a work, who does not, and how their table is drawn."""

from campaign.measures.grassroots import grassroots, lacking
from campaign.measures.measured import Scope
from campaign.records import Snapshot
from dashboard import unit_lists
from dashboard.filters import Chosen
from dashboard.path import path, path_of_indicator
from tests.small_province import snapshot, union, work
from tests.test_pieces import links, text


def three_unions() -> Snapshot:
    return snapshot(
        unions=[
            union("phu_cat", "CĐCS Mầm non Đo Đo", sector="public", members=9),
            union("phu_cat", "CĐCS May An Nhơn", members=300, due=True, congress_on="2023-05-02", pact=True),
            union("phu_cat", "CĐCS Đá Thiên An", members=80, due=True),
        ],
        works=[work("phu_cat", "CĐCS May An Nhơn", "2023-06-01")],
    )


def test_those_without_a_finished_work_stand_first_and_the_largest_of_them_at_the_top() -> None:
    found = grassroots(three_unions(), Scope(unit="phu_cat"))
    assert [(one.union.name, len(one.works)) for one in found] == [
        ("CĐCS Đá Thiên An", 0),
        ("CĐCS Mầm non Đo Đo", 0),
        ("CĐCS May An Nhơn", 1),
    ]
    assert grassroots(three_unions(), Scope(unit="an_lao")) == ()


def test_an_indicator_of_coverage_names_who_lacks_it_and_a_total_names_nobody() -> None:
    shown = three_unions()
    names = {
        indicator.id: [one.union.name for one in lacking(shown, indicator, Scope())]
        for indicator in shown.plan.indicators
    }
    assert names["works_unions"] == ["CĐCS Đá Thiên An", "CĐCS Mầm non Đo Đo"]
    assert names["congresses"] == ["CĐCS Đá Thiên An"]
    assert names["pacts"] == ["CĐCS Đá Thiên An", "CĐCS Mầm non Đo Đo"]
    assert names["initiatives"] == []


def test_a_row_of_the_table_leads_to_its_union_and_says_in_which_row_of_the_sheet_it_stands() -> None:
    drawn = unit_lists.unions(three_unions(), Chosen(unit="phu_cat"))
    assert links(drawn)[0].startswith("don-vi?don_vi=phu_cat&cdcs=")
    assert {"CĐCS, dòng 4", "CĐCS, dòng 5", "CĐCS, dòng 6"} <= set(text(drawn))
    assert unit_lists.unions_title(three_unions(), Chosen(unit="phu_cat")) == (
        "3 CĐCS: 2 chưa có công trình hoàn thành"
    )


def test_the_way_back_keeps_the_phase_and_drops_what_is_narrower() -> None:
    chosen = Chosen(phase=2, unit="phu_cat", sector="production")
    assert links(path(three_unions(), chosen, "CĐCS Đá Thiên An")) == [
        "./?dot=2",
        "don-vi?dot=2&don_vi=phu_cat",
        "don-vi?dot=2&don_vi=phu_cat&khu_vuc=sxkd",
    ]
    assert links(path_of_indicator(three_unions(), chosen, "initiatives")) == [
        "./?dot=2",
        "chi-tieu?dot=2&chi_tieu=initiatives",
        "chi-tieu?dot=2&don_vi=phu_cat&chi_tieu=initiatives",
    ]
