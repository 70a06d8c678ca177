"""From a row or a figure to its cell: exact addresses on Google, words to find it by in a folder of files."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from campaign.access import Viewer, visible
from campaign.measures.changes import row_changes
from campaign.measures.grassroots import grassroots
from campaign.measures.rows import Spot
from campaign.records import SheetPlace, Snapshot
from dashboard import changes, findings, reviewing, scorecard, sectors, union_view, unit_lists
from dashboard.filters import Chosen
from dashboard.places import at, row_place
from tests.small_province import filled, line, snapshot, union, work
from tests.test_pieces import finding, links, text, with_findings
from tests.test_rewards import reward

BOOK = "https://docs.google.com/spreadsheets/d/1AbC-d_E/edit"
OWN = Chosen(unit="phu_cat")
GIDS = {"unions": 3, "works": 5, "rewards": 7, "movements": 6, "summary": 2}
TITLES = {
    "unions": "CĐCS", "works": "Công trình", "rewards": "Khen thưởng", "movements": "Phong trào",
    "summary": "TH (sửa)",
}  # fmt: skip


def on_google(here: Snapshot, unit: str = "phu_cat", phase: int = 1) -> Snapshot:
    """Put a unit's workbook on Google, «Tổng hợp» under a title of the clerk's own."""
    letters = {"production": "C", "public": "D"}
    key = f"dot-{phase}/{unit}.xlsx"
    places = {
        (key, name): SheetPlace(TITLES[name], letters, f"{BOOK}#gid={gid}&range=")
        for name, gid in GIDS.items()
    }
    return replace(here, places={**here.places, **places})


def province() -> Snapshot:
    return snapshot(
        unions=[union("phu_cat", "CĐCS May", members=300)],
        works=[work("phu_cat", "CĐCS May", "2023-05-02", title="Sân mới")],
        rewards=[reward("phu_cat", union="CĐCS May")],
        movements=[
            {"unit": "phu_cat", "phase": phase, "movement": "dmst_hieu_qua", "sector": "officers",
             "unions_joined": 1, "row": 11 + phase}
            for phase in (1, 2)
        ],
        summary=[
            line("phu_cat", 1, "initiatives_valid", 300, 100),
            {**line("phu_cat", 2, "initiatives_valid", None, 50), "row": 9},
            {**line("phu_cat", 1, "care_tet_people", 40, None), "row": 31},
            {**line("an_lao", 1, "care_tet_people", 1, 1), "row": 31},
        ],
    )  # fmt: skip


def test_a_row_of_each_list_of_a_unit_opens_its_tab_and_row() -> None:
    here = on_google(province())
    [may] = grassroots(here, OWN.scope)
    assert links(unit_lists.unions(here, OWN))[-1] == f"{BOOK}#gid=3&range=4:4"
    assert links(unit_lists.rewards(here, OWN)) == [f"{BOOK}#gid=7&range=4:4"]
    assert links(union_view.register(here, may.union)) == [f"{BOOK}#gid=3&range=4:4"]
    assert links(union_view.works(here, may.union)) == [f"{BOOK}#gid=5&range=4:4"]
    assert links(union_view.rewards(here, may.union)) == [f"{BOOK}#gid=7&range=4:4"]


def test_a_union_that_lacks_something_leads_to_its_row_in_the_register() -> None:
    here = on_google(snapshot(unions=[union("phu_cat", "CĐCS May", row=29)]))
    listed = unit_lists.without(here, "works_unions", Chosen())
    assert links(listed) == ["don-vi?don_vi=phu_cat&cdcs=may", f"{BOOK}#gid=3&range=29:29"]
    assert text(listed)[-2:] == ["CĐCS, dòng 29", "đợt 1"]


def test_a_movement_of_a_unit_leads_to_its_row_of_every_phase() -> None:
    drawn = sectors.joined(on_google(province()), "officers", OWN)
    assert links(drawn) == [f"{BOOK}#gid=6&range=12:12"]
    assert text(drawn)[-4:] == ["Phong trào, dòng 12", "đợt 1", "Phong trào, dòng 13", "đợt 2 · phu_cat.xlsx"]
    assert links(sectors.joined(on_google(province()), "officers", Chosen())) == []


def test_care_and_an_indicator_lead_to_the_line_and_in_one_sector_to_the_very_cell() -> None:
    here = on_google(on_google(province()), phase=2)
    assert links(unit_lists.care(here, OWN)) == [f"{BOOK}#gid=2&range=31:31"]
    of_sector = replace(OWN, sector="public")
    assert links(unit_lists.care(here, replace(OWN, sector="production"))) == [f"{BOOK}#gid=2&range=C31"]
    assert links(scorecard.indicators(here, of_sector))[:3] == [
        "chi-tieu?don_vi=phu_cat&khu_vuc=hcsn&chi_tieu=initiatives",
        f"{BOOK}#gid=2&range=D4",
        f"{BOOK}#gid=2&range=D9",
    ]
    assert links(scorecard.phases(here, "initiatives", OWN)) == [
        f"{BOOK}#gid=2&range=4:4",
        f"{BOOK}#gid=2&range=9:9",
    ]
    assert links(scorecard.sectors(here, "initiatives", OWN))[0] == f"{BOOK}#gid=2&range=C4"
    assert "TH (sửa)!D9" in scorecard.indicators(here, of_sector)


def test_a_checked_figure_leads_to_its_cell_and_a_checked_row_to_its_row() -> None:
    check = {"unit": "phu_cat", "phase": 1, "reported": 100, "verified": 90, "checked_on": "2023-07-01"}
    line_of_summary = {"worksheet": "Tổng hợp", "item": "initiatives_valid", "sector": "public"}
    here = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 300, 100)],
        workbooks=(filled("phu_cat", 1, "works"),),
        verifications=[
            check | line_of_summary,
            check | {"worksheet": "Công trình", "item": "dòng 14"},
            check | {"worksheet": "Tờ khác", "item": "dòng 3"},
        ],
    )
    listed = reviewing.listed(on_google(here), Chosen(), Viewer("a", "A", "staff"))
    assert links(listed) == [f"{BOOK}#gid=2&range=D4", f"{BOOK}#gid=5&range=14:14"]


def test_a_place_in_a_folder_of_files_is_words_a_person_can_find() -> None:
    shown = row_place(province(), "unions", Spot(2, "dot-2/phu-cat.xlsx", 29))
    assert text(shown) == ["CĐCS, dòng 29", "đợt 2 · phu-cat.xlsx"]
    assert links(shown) == []
    listed = findings.listed(with_findings(finding("31/6", workbook="dot-2/phu-cat.xlsx")), Chosen())
    assert text(listed)[11:13] == ["Công trình!H14", "phu-cat.xlsx"]
    listed = findings.listed(with_findings(finding("31/6", workbook="dot-2/phu-cat.xlsx")), OWN)
    assert text(listed)[8:10] == ["Công trình!H14", "đợt 2 · phu-cat.xlsx"]
    told, was = (
        snapshot(summary=[line("phu_cat", 2, "initiatives_valid", value, None)]) for value in (30, 4)
    )
    (row,) = row_changes(told, was)
    assert text(changes.cell_link(row, row.cells[0])) == ["Tổng hợp, dòng 4", "phu_cat.xlsx"]


def test_rows_of_a_unit_that_is_not_open_have_no_place() -> None:
    here = visible(on_google(province()), "unit", "an_lao")
    drawn = Markup("").join(
        (
            unit_lists.care(here, OWN), unit_lists.unions(here, OWN), scorecard.indicators(here, OWN),
            scorecard.phases(here, "initiatives", OWN), sectors.joined(here, "officers", OWN),
        )
    )  # fmt: skip
    assert "spreadsheets" not in drawn
    assert "dòng 31" not in drawn and "dòng 12" not in drawn and "dòng 4" not in drawn


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://docs.google.com.hostile.example/spreadsheets/d/1AbC/edit",
        "https://docs.google.com@hostile.example/spreadsheets/d/1AbC/edit",
        "https://docs.google.com/spreadsheets/d/../../url?q=https://hostile.example",
        "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0&range=A1\" onclick=\"alert(1)",
        "https://docs.google.com/spreadsheets/d/1AbC/edit?usp=sharing&continue=//hostile.example",
        "https://docs.google.com/spreadsheets/d/1AbC/edit\n",
        "http://docs.google.com/spreadsheets/d/1AbC/edit",
        "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_a_spreadsheets_own_is_no_link(address: str) -> None:
    assert str(at("CĐCS, dòng 4", address, "1AbC")) == "<code>CĐCS, dòng 4</code>"


def test_names_of_tabs_and_files_that_try_something_stay_text() -> None:
    drawn = at("<b>, dòng 4", "", '"><img src=x>.xlsx', 1)
    assert text(drawn) == ["<b>, dòng 4", 'đợt 1 · "><img src=x>.xlsx']
    assert "<img" not in drawn
