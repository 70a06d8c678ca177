"""Numbers in prose, in the house style of the federation (domain.md §5.4)."""

import pytest

from campaign.output.word.numbers import against_target, amount, by_report_of, millions, out_of, said


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (8000, "8.000"), (-3, "-3")]
)
def test_a_small_number_has_a_leading_zero(number: int, written: str) -> None:
    assert said(number) == written


def test_an_amount_names_what_is_counted_and_money_is_said_aloud() -> None:
    assert amount(2, "công trình") == "02 công trình"
    assert amount(1_250_000_000, "đồng") == "1,25 tỷ đồng"
    assert out_of(45, 45, "CĐCS") == "45/45 CĐCS"


def test_met_and_exceeded_are_two_figures_and_an_excess_comes_with_its_number() -> None:
    assert against_target(6760, 8000, "sáng kiến") == "đạt 84,5% chỉ tiêu, còn thiếu 1.240 sáng kiến"
    assert against_target(8000, 8000, "sáng kiến") == "đạt 100% chỉ tiêu"
    assert (
        against_target(696_948, 300_000, "sáng kiến")
        == "đạt 232,3% chỉ tiêu, vượt 132,3% (vượt 396.948 sáng kiến)"
    )


def test_figures_say_on_whose_word_they_rest() -> None:
    assert by_report_of((12, 12), 15) == "theo báo cáo của 12/15 đơn vị"
    assert by_report_of((12, 9, 11), 15) == "theo báo cáo của 09 đến 12/15 đơn vị"


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (None, "—"),
        (0, "0"),
        (8_608_330_000, "8.608,33"),
        (338_364_000, "338,364"),
        (7_200_000_000, "7.200"),
        (1, "0,000001"),
        (-500_000, "-0,5"),
    ],
)
def test_money_of_an_annex_is_in_million_and_loses_no_dong(dong: int | None, written: str) -> None:
    assert millions(dong) == written
