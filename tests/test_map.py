"""The map, who has reported, and what changed: what is written on them and where their links lead."""

from dataclasses import replace
from typing import Any

from dashboard import map, news
from dashboard.filters import Chosen
from tests.small_province import PLAN, filled, line, snapshot
from tests.test_pieces import HALF, links, text

PLACED = {"phu_cat": (2, 1), "an_lao": (0, 0)}
ON_MAP = replace(PLAN, units=tuple(replace(unit, tile=PLACED.get(unit.id)) for unit in PLAN.units))


def known(day: str, unit: str, value: int) -> dict[str, Any]:
    return {
        "day": day, "unit": unit, "phase": 2, "line": "initiatives_valid", "sector": "public", "value": value,
    }  # fmt: skip


KNOWN = [known("2023-08-09", "phu_cat", 12), known("2023-08-10", "an_lao", 3)]


def test_a_tile_shows_name_share_figures_and_status_and_leads_to_its_unit() -> None:
    drawn = map.tiles(snapshot(plan=ON_MAP, **HALF), "initiatives", Chosen())
    assert text(drawn) == [
        "An Lão", "100%", "100/100", "✔", "đạt",
        "Phù Cát", "50%", "400/800", "◆", "nguy cơ",
        "Công đoàn ngành, cơ quan",
        "Y tế", "—", "○", "chưa có số liệu",
    ]  # fmt: skip
    assert links(drawn) == ["don-vi?don_vi=an_lao", "don-vi?don_vi=phu_cat", "don-vi?don_vi=cd_y_te"]
    assert 'style="grid-area:3/2"' in drawn
    assert 'aria-label="LĐLĐ An Lão: 100/100 sáng kiến (100%), đạt"' in drawn


def test_the_title_of_the_map_says_how_many_units_stand_how() -> None:
    assert map.title(snapshot(**HALF), "initiatives", Chosen()) == (
        "initiatives: 1 đạt, 1 nguy cơ, 1 chưa có số liệu"
    )


def test_who_has_not_reported_is_named_first() -> None:
    arrived = snapshot(
        today="2023-06-05",
        workbooks=(filled("phu_cat", 2, "summary", "unions"), filled("an_lao", 2, "summary")),
        report=[{"unit": "an_lao", "phase": 2, "item": "entry_finished", "date": "2023-06-04"}],
    )
    assert news.reported_title(arrived, Chosen(phase=2)) == "Đợt 2: 2/3 đơn vị đã nhập số liệu"
    assert text(news.reported(arrived, Chosen(phase=2))) == [
        "○", "Chưa nhập gì", "1 đơn vị", "Y tế",
        "●", "Đang nhập", "1 đơn vị", "Phù Cát", "(2/7 trang)",
        "✔", "Đã báo cáo", "1 đơn vị", "An Lão", "(1/7 trang)",
    ]  # fmt: skip


def test_a_change_names_the_unit_the_amount_and_the_day() -> None:
    drawn = news.changed(snapshot(known=KNOWN), Chosen(), None)
    assert text(drawn) == [
        "initiatives", "+15", "Phù Cát", "+12", ", 9/8", "·", "An Lão", "+3", ", 10/8",
    ]  # fmt: skip
    assert links(drawn) == ["chi-tieu?chi_tieu=initiatives", "don-vi?don_vi=phu_cat", "don-vi?don_vi=an_lao"]


def test_a_quiet_week_is_said_in_words() -> None:
    assert text(news.changed(snapshot(), Chosen(), None)) == [
        "7 ngày qua không có số liệu nào đổi trong phạm vi đang xem."
    ]


def test_an_amount_below_zero_has_a_true_minus_sign() -> None:
    assert (news.signed(1200), news.signed(0), news.signed(-5)) == ("+1.200", "0", "−5")


def test_what_came_with_the_newest_figures_is_said_with_units_amounts_and_the_minute() -> None:
    before = snapshot(summary=[line("phu_cat", 2, "initiatives_valid", 4, 1)])
    after = snapshot(
        summary=[
            line("phu_cat", 2, "initiatives_valid", 16, 1),
            line("an_lao", 2, "initiatives_valid", 3, None),
            line("an_lao", 2, "members_admitted", 2, None),
        ]
    )
    assert news.just_moved(before, after) == (
        "Phù Cát +12 sáng kiến · An Lão +3 sáng kiến · 1 thay đổi khác, 9:00"
    )
    assert news.just_moved(after, after) == ""
