"""The two sectors side by side and the movements: what is written and where links lead."""

from dashboard import sectors
from dashboard.filters import Chosen
from tests.small_province import line, snapshot, union
from tests.test_movements import row
from tests.test_pieces import links, text


def test_an_indicator_stands_between_its_two_sectors() -> None:
    told = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 300, 100)],
        unions=[union("phu_cat", "CĐCS A", pact=True), union("phu_cat", "CĐCS B", pact=False)],
    )
    drawn = text(sectors.side_by_side(told, Chosen()))
    assert drawn[:8] == [
        "Khu vực sản xuất kinh doanh", "Chỉ tiêu", "Khu vực hành chính, sự nghiệp",
        "300", "sáng kiến", "initiatives", "100", "sáng kiến",
    ]  # fmt: skip
    assert "1/2" in drawn
    assert links(sectors.side_by_side(told, Chosen(phase=1)))[0] == "chi-tieu?dot=1&chi_tieu=initiatives"


def test_what_has_no_sector_is_said_beside_the_name() -> None:
    told = snapshot(
        unions=[
            union("phu_cat", "CĐCS A", sector="production", founded_on="2023-02-01"),
            {**union("phu_cat", "CĐCS B", founded_on="2023-03-01"), "sector": None},
        ]
    )
    drawn = text(sectors.side_by_side(told, Chosen()))
    assert drawn[drawn.index("new_unions") + 1] == "1 chưa rõ khu vực"


def test_a_movement_shows_who_takes_part_what_it_saves_and_how_many_units_said_so() -> None:
    told = snapshot(
        unions=[union("phu_cat", "CĐCS A", sector="production"), union("phu_cat", "B", sector="production")],
        movements=[
            row(
                "phu_cat", "ldg_ldst", "production",
                unions_joined=1, people_joined=1200, benefit=1_250_000_000, summed_up=True,
            )
        ],
    )  # fmt: skip
    assert text(sectors.joined(told, "production", Chosen()))[6:14] == [
        "Lao động giỏi, Lao động sáng tạo", "1/2", "50%", "1.200", "1,25 tỷ đồng", "1/1", "1/3",
        "Năng suất cao hơn, chất lượng tốt hơn",
    ]  # fmt: skip
    assert sectors.carriers(told, Chosen())[0] == (
        "production",
        "Khu vực sản xuất kinh doanh",
        "1/8 phong trào đã có đơn vị nhập, tiết kiệm, làm lợi 1,25 tỷ đồng",
    )


def test_a_movement_that_nobody_filled_is_blank_and_not_zero() -> None:
    assert text(sectors.joined(snapshot(), "officers", Chosen())) == [
        "Phong trào", "CĐCS tham gia", "Lượt người", "Đã sơ kết, tổng kết", "Đơn vị đã nhập",
        "Đổi mới, sáng tạo, hiệu quả trong hoạt động của tổ chức Công đoàn", "—", "—", "—", "0/3",
    ]  # fmt: skip
    assert sectors.carriers(snapshot(), Chosen(sector="public")) == (
        ("public", "Khu vực hành chính, sự nghiệp", "chưa đơn vị nào nhập"),
    )
