"""Movements: who takes part, what they save, and that a blank is never 0."""

from typing import Any

from campaign.measures.measured import Scope
from campaign.measures.movements import Joined, answer, basis, left_out, movements
from campaign.measures.progress import EVERYTHING
from campaign.records import Snapshot
from tests.small_province import line, snapshot, union


def row(unit: str, movement: str, sector: str, phase: int = 1, **more: Any) -> dict[str, Any]:
    """Fill one row of «Phong trào»."""
    return {"unit": unit, "phase": phase, "movement": movement, "sector": sector, **more}


def one(of: Snapshot, movement: str, carrier: str, scope: Scope = EVERYTHING) -> Joined:
    return next(
        joined
        for joined in movements(of, scope)
        if (joined.movement.id, joined.carrier) == (movement, carrier)
    )


def figures(of: Joined, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(of, name) for name in names)


def test_turns_and_savings_add_up_over_phases_and_unions_do_not() -> None:
    told = snapshot(
        movements=[
            row(
                "phu_cat", "ldg_ldst", "production", 1, unions_joined=20, people_joined=900, benefit=3_000_000
            ),
            row(
                "phu_cat", "ldg_ldst", "production", 2, unions_joined=18, people_joined=100, benefit=1_000_000
            ),
            row("an_lao", "ldg_ldst", "production", 1, unions_joined=5, people_joined=50),
        ]
    )
    year = one(told, "ldg_ldst", "production")
    assert figures(year, "unions", "people", "benefit") == (25, 1050, 4_000_000)
    second = one(told, "ldg_ldst", "production", Scope(phase=2))
    assert figures(second, "unions", "people", "benefit") == (18, 100, 1_000_000)
    of_unit = one(told, "ldg_ldst", "production", Scope(unit="an_lao"))
    assert figures(of_unit, "unions", "people", "benefit", "units_expected") == (5, 50, None, 1)


def test_a_blank_row_says_nothing_and_is_never_zero() -> None:
    told = snapshot(
        movements=[row("phu_cat", "gvn_dvn", "public"), row("an_lao", "gvn_dvn", "public", unions_joined=0)]
    )
    joined = one(told, "gvn_dvn", "public")
    assert figures(joined, "unions", "people", "benefit") == (0, None, None)
    assert figures(joined, "units_filled", "units_expected") == (1, 3)
    nobody = one(told, "cai_cach_hc", "public")
    assert figures(nobody, "unions", "units_filled") == (None, 0)


def test_summing_up_counts_units_and_once_in_the_year_is_enough() -> None:
    told = snapshot(
        movements=[
            row("phu_cat", "gvn_dvn", "public", 1, unions_joined=3, summed_up=True, has_plan=True),
            row("phu_cat", "gvn_dvn", "public", 2, unions_joined=3, summed_up=False),
            row("an_lao", "gvn_dvn", "public", 1, unions_joined=2, summed_up=False, has_plan=True),
        ]
    )
    joined = one(told, "gvn_dvn", "public")
    assert figures(joined, "summed_up", "with_plan", "units_filled") == (1, 2, 2)


def test_taking_part_is_a_share_of_the_active_unions_of_the_sector_in_the_units_that_said_so() -> None:
    told = snapshot(
        unions=[
            union("phu_cat", "CĐCS A", sector="production"),
            union("phu_cat", "CĐCS B", sector="production"),
            union("phu_cat", "CĐCS C", sector="public"),
            union("an_lao", "CĐCS D", sector="production"),
        ],
        movements=[
            row("phu_cat", "ldg_ldst", "production", unions_joined=1),
            row("phu_cat", "dmst_hieu_qua", "officers", unions_joined=3),
            row("phu_cat", "van_hoa_cong_so", "public", unions_joined=9),
        ],
    )
    assert figures(one(told, "ldg_ldst", "production"), "base", "share") == (2, 0.5)
    assert figures(one(told, "dmst_hieu_qua", "officers"), "base", "share") == (None, None)
    assert figures(one(told, "van_hoa_cong_so", "public"), "base", "share") == (1, None)


def test_a_movement_named_for_both_sectors_stands_in_both_and_officers_stand_apart() -> None:
    told = snapshot()
    places = [(joined.movement.id, joined.carrier) for joined in movements(told)]
    assert ("nong_thon_moi", "production") in places
    assert ("nong_thon_moi", "public") in places
    assert [place for place in places if place[1] == "officers"] == [("dmst_hieu_qua", "officers")]
    assert {joined.carrier for joined in movements(told, Scope(sector="public"))} == {"public"}


def test_other_movements_keep_the_names_that_units_gave_them() -> None:
    told = snapshot(
        movements=[
            row("phu_cat", "khac", "public", 1, unions_joined=2, other_name="Tiếng Anh mỗi ngày"),
            row("phu_cat", "khac", "public", 2, unions_joined=2, other_name="Tiếng Anh mỗi ngày"),
        ]
    )
    assert one(told, "khac", "public").names == ("Tiếng Anh mỗi ngày",)


def test_the_answer_names_the_sectors_and_the_widest_movement() -> None:
    told = snapshot(
        summary=[line("phu_cat", 1, "initiatives_valid", 300, 100)],
        unions=[union("phu_cat", "CĐCS A"), union("phu_cat", "CĐCS B")],
        movements=[row("phu_cat", "gvn_dvn", "public", unions_joined=1)],
        left_out=[
            {"unit": "an_lao", "phase": 1, "worksheet": "movements", "row": 5, "column": "unions_joined"}
        ],
    )
    assert answer(told) == (
        "Toàn tỉnh: SXKD có 300, HCSN có 100 sáng kiến. Phong trào có nhiều CĐCS tham gia nhất là "
        "«Giỏi việc nước, đảm việc nhà»: 1/2 (50%) CĐCS."
    )
    assert (
        basis(told) == "1/3 đơn vị đã nhập phong trào; 1 dòng hoặc ô của trang «Phong trào» chưa được tính."
    )
    assert (left_out(told), left_out(told, Scope(unit="phu_cat"))) == (1, 0)


def test_without_figures_the_answer_says_so() -> None:
    assert answer(snapshot()) == "Toàn tỉnh chưa có số liệu sáng kiến; chưa đơn vị nào nhập phong trào."
    assert basis(snapshot()) == "0/3 đơn vị đã nhập phong trào."
