"""How sums of money are read from cells, and written on screens."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Cell, Missing, Parsed, Refused
from sheets_schema.vietnamese.money import read_money, write_money
from sheets_schema.vietnamese.numbers import write_count

MILLION = 10**6
EXACT = Refused("Cần số tiền cụ thể.")


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("15 triệu", 15_000_000),
        ("15tr", 15_000_000),
        ("15 Tr", 15_000_000),
        ("15 trđ", 15_000_000),
        ("15 tr.đ", 15_000_000),
        ("15 trieu", 15_000_000),
        ("2,5tr", 2_500_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1,5 tỉ", 1_500_000_000),
        ("8.608,330 triệu đồng", 8_608_330_000),
        ("338,364 triệu đồng", 338_364_000),
        ("7.200 triệu đồng", 7_200_000_000),
        ("500k", 500_000),
        ("500 ngàn", 500_000),
        ("500 nghìn", 500_000),
        ("15,000,000", 15_000_000),
        ("15.000.000,00", 15_000_000),
        ("15.000.000.", 15_000_000),
        ("15.000.000,-", 15_000_000),
        ("15 000 000", 15_000_000),
        ("15.000.000đ", 15_000_000),
        ("15.000.000 VNĐ", 15_000_000),
        ("VNĐ 15.000.000", 15_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("96 triệu 500 nghìn đồng", 96_500_000),
        ("84.000.000.000đ", 84_000_000_000),
    ],
)
def test_a_sum_is_normalised_to_dong_and_noted(typed: str, dong: int) -> None:
    assert read_money(typed) == Parsed(dong, note=f"Đọc “{typed}” là {write_count(dong)} đồng.")


def test_a_unit_in_brackets_is_a_unit() -> None:
    assert read_money("15 (triệu đồng)").value == 15_000_000  # type: ignore[union-attr]


def test_a_sum_in_house_style_is_taken_as_it_is() -> None:
    assert read_money("500.000") == Parsed(500_000)
    assert read_money(15_000_000.0) == Parsed(15_000_000)
    assert read_money("15.000.000 (mười lăm triệu đồng)") == Parsed(15_000_000)


@pytest.mark.parametrize(
    ("typed", "dong", "warning"),
    [
        ("1.5 tỷ", 1_500_000_000, "Đọc là 1,5 tỷ đồng."),
        (
            "338.364 triệu đồng",
            338_364_000_000,
            "Đọc là 338.364 triệu (338 tỷ đồng). Có phải 338,364 triệu?",
        ),
        ("1 tỷ 2", 1_200_000_000, "Đọc “1 tỷ 2” là 1.200.000.000 đồng."),
        ("2tr5", 2_500_000, "Đọc “2tr5” là 2.500.000 đồng."),
        ("1 tỷ rưỡi", 1_500_000_000, "Đọc “1 tỷ rưỡi” là 1.500.000.000 đồng."),
        ("80 triệu/năm", 80_000_000, "Đã bỏ “/năm”."),
        ("15 triệu (xã hội hóa)", 15_000_000, "Đã bỏ “(xã hội hóa)”."),
        ("15,000", 15_000, "Đọc “15,000” là 15.000 đồng."),
        ("5.000", 5_000, "Đọc “5.000” là 5.000 đồng. Có phải thiếu đơn vị (nghìn, triệu)?"),
    ],
)
def test_a_doubtful_sum_counts_with_a_warning(typed: str, dong: int, warning: str) -> None:
    assert read_money(typed) == Parsed(dong, warning=warning)


@pytest.mark.parametrize("typed", ["15-20 triệu", "gần 2 tỷ", "trên 584 tỷ", "khoảng 15 triệu", "~15tr"])
def test_an_estimated_sum_is_refused(typed: str) -> None:
    assert read_money(typed) == EXACT


def test_a_comma_without_digits_behind_it_is_no_whole_sum() -> None:
    refused = Refused("“1, tỷ” thiếu chữ số sau dấu phẩy. Hãy ghi đủ số tiền.")
    assert read_money("1, tỷ") == refused


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        ("15", Refused("“15” đồng? Nếu là 15 triệu, hãy ghi 15.000.000 hoặc “15 triệu”.", "15.000.000")),
        (15, Refused("“15” đồng? Nếu là 15 triệu, hãy ghi 15.000.000 hoặc “15 triệu”.", "15.000.000")),
        ("1,5", Refused("“1,5” đồng? Nếu là 1,5 triệu, hãy ghi 1.500.000 hoặc “1,5 triệu”.", "1.500.000")),
        ("3 suất x 500.000", Refused("Hãy ghi tổng số tiền: 1.500.000?", "1.500.000")),
        ("15 triệu x 3", Refused("Hãy ghi tổng số tiền: 45.000.000?", "45.000.000")),
        ("500.000 + 300.000", Refused("Hãy ghi tổng số tiền: 800.000?", "800.000")),
        ("15 triệu + 5 triệu", Refused("Hãy ghi tổng số tiền: 20.000.000?", "20.000.000")),
        ("15O.000", Refused("Có chữ cái lẫn trong số (“15O.000”). Có phải 150.000?", "150.000")),
        ("500.000/người", Refused("Ô ghi mức tiền cho từng phần. Hãy ghi tổng số tiền.")),
        ("mười lăm triệu đồng", Refused("Hãy ghi bằng chữ số.", "15.000.000")),
        ("15 USD", Refused("Chỉ nhận tiền đồng (VNĐ).")),
        ("$15", Refused("Chỉ nhận tiền đồng (VNĐ).")),
        ("-5.000.000", Refused("Số tiền không thể âm.")),
        ("(5.000.000)", Refused("Số tiền không thể âm.")),
        ("0912345678", Refused("Giống số điện thoại. Cột này cần số tiền.")),
        (
            "Kinh phí 15 triệu",
            Refused("Ô có chữ lẫn với số tiền: “Kinh phí 15 triệu”. Có phải 15.000.000?", "15.000.000"),
        ),
        (
            "15.000.000 (mười sáu triệu đồng)",
            Refused(
                "Số tiền bằng số và bằng chữ không khớp: “15.000.000 (mười sáu triệu đồng)”. "
                "Hãy ghi một số tiền."
            ),
        ),
        ("x", Refused("Cột này cần số tiền, không phải dấu “x”.")),
        ("nhiều", Refused("Cột này cần số tiền; ô đang ghi “nhiều”.")),
        (datetime.date(2023, 5, 31), Refused("Ô đang là ngày 31/5/2023. Hãy định dạng lại ô thành số.")),
    ],
)
def test_what_is_no_one_sum_is_refused_with_the_reason(cell: Cell, refused: Refused) -> None:
    assert read_money(cell) == refused


def test_blank_and_unknown_are_missing_and_none_is_zero() -> None:
    assert read_money(None) == Missing()
    assert read_money("Chưa có") == Missing("Đã ghi nhận: chưa có số liệu.")
    assert read_money("Không") == Parsed(0, note="Đọc “Không” là 0.")


@pytest.mark.parametrize(
    ("cell", "dong"),
    [("338,364", 338_364_000), ("1.250", 1_250_000_000), ("15", 15_000_000), (338.364, 338_364_000)],
)
def test_a_bare_number_takes_the_unit_written_above_the_table(cell: Cell, dong: int) -> None:
    shown = str(cell).replace(".", ",") if isinstance(cell, float) else cell
    assert read_money(cell, scale=MILLION) == Parsed(dong, note=f"Đọc “{shown}” là {shown} triệu đồng.")


def test_a_sum_with_its_own_unit_does_not() -> None:
    assert read_money("15.000.000 đồng", scale=MILLION).value == 15_000_000  # type: ignore[union-attr]
    assert read_money("1 tỷ", scale=MILLION).value == 1_000_000_000  # type: ignore[union-attr]


def test_dong_typed_into_a_table_of_millions_is_refused_with_the_millions() -> None:
    assert read_money("15.000.000", scale=MILLION) == Refused(
        "Bảng ghi số tiền theo triệu đồng, ô ghi 15.000.000. Có phải 15 triệu đồng?", "15"
    )


@given(st.integers(10_000, 10**12), st.sampled_from(["{}", "{} đồng", "{}đ", "{} VNĐ", "{}."]))
def test_any_whole_sum_in_dong_reads_back(dong: int, form: str) -> None:
    outcome = read_money(form.format(write_count(dong)))
    assert isinstance(outcome, Parsed)
    assert outcome.value == dong


@given(
    st.integers(1, 999),
    st.integers(0, 999),
    st.sampled_from(
        [("tỷ", 10**9), ("tỉ đồng", 10**9), ("triệu", 10**6), ("tr", 10**6), ("Triệu đồng", 10**6)]
    ),
)
def test_a_comma_before_a_scale_word_is_decimal(whole: int, thousandths: int, scale: tuple[str, int]) -> None:
    word, dong = scale
    outcome = read_money(f"{whole},{thousandths:03} {word}")
    assert isinstance(outcome, Parsed)
    assert outcome.value == (whole * 1000 + thousandths) * dong // 1000


@given(st.integers(0, 10**13))
def test_what_is_suggested_reads_back(dong: int) -> None:
    refused = read_money(f"Kinh phí {write_count(dong)} đồng")
    if isinstance(refused, Refused) and refused.suggestion:
        assert read_money(refused.suggestion).value == dong  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (1_250_000_000, "1,25 tỷ đồng"),
        (96_000_000, "96 triệu đồng"),
        (96_500_000, "96,5 triệu đồng"),
        (500_000, "500.000 đồng"),
        (345_000_000_000, "345 tỷ đồng"),
        (999_999_999, "1 tỷ đồng"),
        (0, "0 đồng"),
        (None, "—"),
    ],
)
def test_a_sum_is_written_as_it_is_said(dong: int | None, written: str) -> None:
    assert write_money(dong) == written
