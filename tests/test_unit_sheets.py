"""What units and unions hold, taken along: the very rows of the page, each with its place, dates as dates."""

import datetime
import io

import openpyxl

from campaign.access import visible
from campaign.measures.grassroots import named
from campaign.measures.measured import Scope
from campaign.output import sheets, unit_sheets
from campaign.output.tables import as_xlsx
from dashboard import unit_lists
from dashboard.filters import Chosen
from tests.small_province import filled, line, snapshot, union, work
from tests.test_places import BOOK, on_google
from tests.test_rewards import reward

OWN = Scope(unit="phu_cat")
MAY = datetime.date(2023, 5, 2)


def test_the_file_of_unions_that_lack_something_holds_those_that_are_listed_and_no_other() -> None:
    here = snapshot(
        unions=[
            union("phu_cat", "CĐCS May", members=300),
            union("phu_cat", "CĐCS Đá", members=80, due=True, congress_on="2023-05-02", pact=True),
            union("an_lao", "CĐCS Mầm non", sector=None, due=False),
        ],
        works=[work("phu_cat", "CĐCS Đá", "2023-05-02")],
    )
    sheet = unit_sheets.lacking(on_google(here), "works_unions", Scope())
    assert (sheet.title, unit_lists.without_title(here, "works_unions", Chosen())) == (
        "CĐCS chưa đạt «works_unions»",
        "2 CĐCS chưa đạt «works_unions»",
    )
    assert [column.head for column in sheet.columns] == [
        "CĐCS", "Đơn vị", "Khu vực", "Đoàn viên", "Công trình hoàn thành", "Đại hội ngày",
        "Thuộc diện đại hội", "Giao ước", "Đợt", "Ô", "Địa chỉ, tệp",
    ]  # fmt: skip
    assert sheet.rows == (
        ("CĐCS May", "LĐLĐ Phù Cát", "HCSN", 300, 0, None, None, None, 1, "CĐCS, dòng 4",
         f"{BOOK}#gid=3&range=4:4"),
        ("CĐCS Mầm non", "LĐLĐ An Lão", "chưa rõ", None, 0, None, "không", None, 1, "CĐCS, dòng 6",
         "an_lao.xlsx"),
    )  # fmt: skip
    every = unit_sheets.unions(here, OWN)
    assert [row[0] for row in every.rows] == ["CĐCS May", "CĐCS Đá"]
    assert every.rows[1][4:8] == (1, MAY, "có", "có")


def test_what_arrived_from_a_unit_stands_phase_by_phase_with_a_day_as_a_day() -> None:
    here = snapshot(
        workbooks=(filled("phu_cat", 1, "summary", "unions"),),
        report=[{"unit": "phu_cat", "phase": 1, "item": "report_sent", "date": "2023-06-12"}],
    )
    first, _, last = unit_sheets.received(here, "phu_cat").rows
    assert first[:3] == (1, 2, 7)
    assert first[3] == "Báo cáo, Sáng kiến tiêu biểu, Công trình, Phong trào, Khen thưởng"
    assert first[5:8] == (datetime.date(2023, 6, 12), here.plan.phase(1).due, 2)
    assert last[1:3] == (0, 7)
    assert last[-1] == "chưa đến đợt"


def test_care_is_in_figures_that_add_up_with_the_rows_they_stand_in() -> None:
    here = snapshot(
        summary=[
            line("phu_cat", 1, "care_tet_people", 40, None),
            {**line("phu_cat", 2, "care_tet_people", 2, 8), "row": 31},
            line("phu_cat", 1, "care_tet_money", 5_000_000, 0),
            line("an_lao", 1, "care_sick_people", 1, 1),
        ]
    )
    people, money = (here.plan.line(id).title for id in ("care_tet_people", "care_tet_money"))
    assert unit_sheets.care(here, OWN).rows == (
        (
            people,
            "lượt người",
            42,
            8,
            "Tổng hợp, dòng 4 (đợt 1, phu_cat.xlsx); Tổng hợp, dòng 31 (đợt 2, phu_cat.xlsx)",
        ),
        (money, "đồng", 5_000_000, 0, "Tổng hợp, dòng 6 (đợt 1, phu_cat.xlsx)"),
    )
    assert unit_sheets.care(here, Scope(2, "phu_cat", "public")).rows == (
        (people, "lượt người", 8, "Tổng hợp, dòng 31 (đợt 2, phu_cat.xlsx)"),
    )


def test_rewards_of_a_unit_stand_newest_first_and_of_a_closed_unit_not_at_all() -> None:
    here = on_google(
        snapshot(
            rewards=[
                reward("phu_cat", recipient="Tổ may", decided_on="2023-05-02"),
                reward("phu_cat", recipient="Trần Văn Bình", decided_on="2023-05-20"),
                reward("an_lao", recipient="Tổ ba"),
            ]
        )
    )
    found = unit_sheets.rewards(here, OWN).rows
    assert [row[0] for row in found] == ["Trần Văn Bình", "Tổ may"]
    assert found[1][2:] == ("Đã quyết định", MAY, 1, "Khen thưởng, dòng 4", f"{BOOK}#gid=7&range=4:4")
    assert unit_sheets.rewards(visible(here, "unit", "an_lao"), OWN).rows == ()


def test_one_union_is_taken_along_with_its_works_rewards_and_rows_of_the_register() -> None:
    here = snapshot(
        unions=[union("phu_cat", "CĐCS May", members=300), union("phu_cat", "CĐCS Đá")],
        works=[work("phu_cat", "CĐCS May", "2023-05-02", title="Sân mới"), work("phu_cat", "CĐCS Đá", None)],
        rewards=[reward("phu_cat", union="CĐCS may", recipient="Tổ may")],
    )
    may = named(here, "phu_cat", "may")
    assert may is not None
    works = unit_sheets.union_works(here, may)
    assert works.title == "Công trình: CĐCS May"
    assert works.rows == (("Sân mới", "Hoàn thành", MAY, 1, "Công trình, dòng 4", "phu_cat.xlsx"),)
    assert unit_sheets.union_rewards(here, may).rows[0][0] == "Tổ may"
    assert unit_sheets.union_register(here, may).rows == ((300, 1, "CĐCS, dòng 4", "phu_cat.xlsx"),)


def test_a_file_of_movements_holds_the_one_group_and_a_units_rows() -> None:
    here = snapshot(
        movements=[
            {"unit": "phu_cat", "phase": 1, "movement": "dmst_hieu_qua", "sector": sector,
             "unions_joined": 3, "row": row}
            for sector, row in (("officers", 12), ("production", 5))
        ]
    )  # fmt: skip
    officers = sheets.movements(here, OWN, "officers")
    title = next(one.title for one in here.plan.movements if one.id == "dmst_hieu_qua")
    assert officers.rows == (
        (
            "Cán bộ công đoàn",
            title,
            3,
            None,
            None,
            None,
            None,
            0,
            1,
            1,
            "Phong trào, dòng 12 (đợt 1, phu_cat.xlsx)",
        ),
    )
    assert len(sheets.movements(here, Scope(), "officers").columns) == len(officers.columns) - 1


def test_an_indicator_by_sector_and_by_phase_are_two_files() -> None:
    here = snapshot(summary=[line("phu_cat", 1, "initiatives_valid", 300, 100)])
    assert [row[:2] for row in sheets.by_sector(here, "initiatives", OWN).rows] == [
        ("Khu vực sản xuất kinh doanh", 300),
        ("Khu vực hành chính, sự nghiệp", 100),
    ]
    assert [row[:2] for row in sheets.by_phase(here, "initiatives", OWN).rows] == [
        ("Đợt 1", 400),
        ("Đợt 2", None),
        ("Đợt 3", None),
    ]


def test_a_day_in_a_file_is_a_day_and_an_address_is_no_link() -> None:
    here = on_google(snapshot(rewards=[reward("phu_cat", recipient="=1+1", decided_on="2023-05-02")]))
    written = as_xlsx(unit_sheets.rewards(here, OWN))
    tab = openpyxl.load_workbook(io.BytesIO(written)).active
    assert tab is not None
    row = tab[5]
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert (row[3].value, row[3].number_format) == (datetime.datetime(2023, 5, 2), "d/m/yyyy")
    assert (row[6].value, row[6].hyperlink) == (f"{BOOK}#gid=7&range=4:4", None)
