"""How counts are read from cells, and how numbers are written on screens."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Cell, CellError, Missing, Parsed, Refused
from sheets_schema.vietnamese.numbers import read_count, write_count, write_decimal, write_percent

DATE_LIKE = Refused("Ô giống ngày tháng hơn là số lượng.")
ESTIMATE = Refused("Cần số chính xác, ô đang ghi số ước lượng.")
NO_FIGURES_YET = Missing("Đã ghi nhận: chưa có số liệu.")


@pytest.mark.parametrize("typed", ["8.000", "8000", "0", "1.234.567"])
def test_a_number_in_house_style_is_taken_as_it_is(typed: str) -> None:
    assert read_count(typed) == Parsed(int(typed.replace(".", "")))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234,567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u2009234", 1234),
        ("1'234", 1234),
        ("8. 000", 8000),
        ("8.000.", 8000),
        ("1.234,0", 1234),
        ("1,234.00", 1234),
        ("12,0", 12),
        ("05", 5),
        ("007", 7),
        ("12 người", 12),
        ("12người", 12),
        ("12 đ/c", 12),
        ("12 nguoi", 12),
        ("12 (mười hai)", 12),
    ],
)
def test_another_way_of_writing_a_number_is_normalised_and_noted(typed: str, value: int) -> None:
    shown = typed.replace("\u00a0", " ").replace("\u2009", " ")
    assert read_count(typed, counted="người") == Parsed(value, note=f"Đọc “{shown}” là {write_count(value)}.")


def test_full_width_digits_and_a_forcing_apostrophe_are_read() -> None:
    assert read_count("１２") == Parsed(12)
    assert read_count("'0012") == Parsed(12, note="Đọc “0012” là 12.")


def test_one_comma_before_three_digits_counts_with_a_warning() -> None:
    assert read_count("8,000") == Parsed(
        8000, warning="Đọc “8,000” là 8.000 (tám nghìn). Nếu không đúng, hãy sửa lại."
    )
    assert read_count("1,234") == Parsed(1234, warning="Đọc “1,234” là 1.234. Nếu không đúng, hãy sửa lại.")


def test_one_comma_counts_with_a_warning_before_its_unit_too() -> None:
    assert read_count("12,000 người", counted="người") == Parsed(
        12000, warning="Đọc “12,000” là 12.000. Nếu không đúng, hãy sửa lại."
    )


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_is_zero_with_a_warning(dash: str) -> None:
    message = f"Đọc dấu “{dash}” là 0 (không phát sinh). Nếu chưa có số liệu, hãy để trống."
    assert read_count(dash) == Parsed(0, warning=message)


@pytest.mark.parametrize("none", ["Không", "không có", "Ko", "K", "Không phát sinh", "khong co", "KHÔNG"])
def test_words_for_none_are_zero(none: str) -> None:
    assert read_count(none) == Parsed(0, note=f"Đọc “{none}” là 0.")


@pytest.mark.parametrize("blank", [None, "", "   ", "\u200b", "\u00a0", "'"])
def test_a_blank_is_missing_and_never_zero(blank: Cell) -> None:
    assert read_count(blank) == Missing()


@pytest.mark.parametrize(
    "unknown",
    [
        "Chưa có",
        "chưa báo cáo",
        "đang cập nhật",
        "đang rà soát",
        "…",
        "...",
        "?",
        "n/a",
        "Chưa có số liệu",
        "Không có số liệu",
        "chua co",
    ],
)
def test_words_that_say_not_known_yet_are_missing_and_never_zero(unknown: str) -> None:
    assert read_count(unknown) == NO_FIGURES_YET


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        ("1.5", Refused("Số lượng phải là số nguyên; ô đang ghi 1.5.")),
        ("12,34", Refused("Số lượng phải là số nguyên; ô đang ghi 12,34.")),
        (1.5, Refused("Số lượng phải là số nguyên; ô đang ghi 1,5.")),
        (1.234, Refused("Số lượng phải là số nguyên; ô đang ghi 1,234. Có phải 1.234?", "1.234")),
        ("12 CĐCS", Refused("Cột này tính bằng “người”, ô ghi “CĐCS”.")),
        ("12 người (5 nữ)", Refused("Ô chứa hai số. Ghi 12 vào cột này và 5 vào cột “Nữ”.", "12")),
        ("12 người, trong đó 5 nữ", Refused("Ô chứa hai số. Ghi 12 vào cột này và 5 vào cột “Nữ”.", "12")),
        ("x", Refused("Cột này cần số lượng, không phải dấu “x”.")),
        ("✓", Refused("Cột này cần số lượng, không phải dấu “✓”.")),
        ("nt", Refused("Không dùng “nt” ở cột số. Hãy ghi số cụ thể.")),
        ("như trên", Refused("Không dùng “như trên” ở cột số. Hãy ghi số cụ thể.")),
        ("//", Refused("Không dùng “//” ở cột số. Hãy ghi số cụ thể.")),
        ('"', Refused('Không dùng “"” ở cột số. Hãy ghi số cụ thể.')),
        ("15/20", Refused("Ô ghi dạng “đạt/tổng”. Cột này chỉ ghi số đạt: 15?", "15")),
        ("3+4", Refused("Ô ghi phép tính. Hãy ghi kết quả.", "7")),
        ("3 + 4 = 7", Refused("Ô ghi phép tính. Hãy ghi kết quả.", "7")),
        ("1O", Refused("Có chữ cái lẫn trong số (“1O”). Có phải 10?", "10")),
        ("l2", Refused("Có chữ cái lẫn trong số (“l2”). Có phải 12?", "12")),
        ("2o", Refused("Có chữ cái lẫn trong số (“2o”). Có phải 20?", "20")),
        ("-5", Refused("Số lượng không thể âm.")),
        (-5, Refused("Số lượng không thể âm.")),
        ("(5)", Refused("“(5)” là cách ghi số âm. Số lượng không thể âm.")),
        ("1,2E+03", Refused("Ô ở dạng số khoa học. Hãy ghi 1.200.", "1.200")),
        ("1e3", Refused("Ô ở dạng số khoa học. Hãy ghi 1.000.", "1.000")),
        ("=B5+B6", Refused("Công thức đang ở dạng chữ. Hãy ghi kết quả.")),
        ("hai mươi", Refused("Hãy ghi bằng chữ số: 20?", "20")),
        ("mười hai (12)", Refused("Hãy ghi bằng chữ số: 12?", "12")),
        ("1,2 nghìn", Refused("Hãy ghi bằng chữ số: 1.200?", "1.200")),
        (
            "120 (lũy kế 340)",
            Refused("Ô chứa cả số trong đợt và lũy kế. Ghi 120 ở đây, 340 ở cột “Lũy kế”.", "120"),
        ),
        ("luỹ kế 340", Refused("Ô ghi số lũy kế. Cột này ghi số của riêng đợt.")),
        ("12.34", Refused("“12.34” không phải số nguyên. Có phải 1.234?", "1.234")),
        ("1.23", Refused("“1.23” không phải số nguyên. Có phải 123?", "123")),
        ("1.2345", Refused("“1.2345” không phải số nguyên. Có phải 12.345?", "12.345")),
        ("12 34", Refused("“12 34” không phải số nguyên. Có phải 1.234?", "1.234")),
        ("0912345678", Refused("Giống số điện thoại. Cột này cần số lượng.")),
        ("12%", Refused("Ô ghi tỷ lệ phần trăm. Cột này cần số lượng.")),
        ("12 nam, 5 nữ", Refused("Ô chứa hai số: 12 và 5. Hãy ghi một số.")),
        ("12; 5", Refused("Ô chứa hai số: 12 và 5. Hãy ghi một số.")),
        ("12*", Refused("Ô có chữ lẫn với số: “12*”. Có phải 12?", "12")),
        ("12 (hai mươi)", Refused("Ô ghi 12 nhưng bằng chữ là 20. Hãy ghi một số.")),
        ("đạt 12", Refused("Ô có chữ lẫn với số: “đạt 12”. Có phải 12?", "12")),
        ("12345678901", Refused("Số quá lớn cho một số lượng: “12345678901”. Hãy kiểm tra lại.")),
        ("rất nhiều", Refused("Cột này cần số lượng; ô đang ghi “rất nhiều”.")),
        (True, Refused("Ô đang là ô đánh dấu (ĐÚNG). Cột này cần số lượng.")),
        (datetime.date(2023, 5, 31), Refused("Ô đang là ngày 31/5/2023. Hãy định dạng lại ô thành số.")),
        (
            datetime.datetime(2023, 5, 31, 8),
            Refused("Ô đang là ngày 31/5/2023. Hãy định dạng lại ô thành số."),
        ),
        (float("nan"), Refused("Ô không chứa một số hợp lệ. Hãy ghi số lượng.")),
    ],
)
def test_what_is_no_one_count_is_refused_with_the_reason(cell: Cell, refused: Refused) -> None:
    assert read_count(cell, counted="người") == refused


@pytest.mark.parametrize("typed", ["02.5", "2.5.23", "31/5", "31/5/2023", "2023-05-31"])
def test_what_looks_like_a_day_is_no_count(typed: str) -> None:
    assert read_count(typed) == DATE_LIKE


@pytest.mark.parametrize(
    "typed",
    [
        "khoảng 20",
        "~20",
        "gần 50",
        "hơn 85.000",
        "trên 100",
        "20+",
        ">100",
        "10-12",
        "từ 10 đến 12",
        "20 trở lên",
        "12?",
        "12 người (ước)",
    ],
)
def test_an_estimate_is_refused(typed: str) -> None:
    assert read_count(typed, counted="người") == ESTIMATE


@pytest.mark.parametrize("cell", [CellError("#REF!"), "#REF!"])
def test_a_failed_formula_is_refused_with_its_code_and_never_blank(cell: Cell) -> None:
    assert read_count(cell) == Refused(
        "Công thức báo lỗi #REF!: trỏ tới ô không còn tồn tại. Hãy sửa công thức hoặc ghi thẳng giá trị."
    )


@pytest.mark.parametrize("cell", ["2023", 2023, 2023.0])
def test_a_lone_year_counts_with_a_warning(cell: Cell) -> None:
    assert read_count(cell) == Parsed(2023, warning="Có phải ghi nhầm năm vào cột số lượng?")
    assert read_count("2.023") == Parsed(2023)


def test_a_net_column_takes_numbers_below_zero() -> None:
    assert read_count("-5", signed=True) == Parsed(-5, note="Đọc “-5” là -5.")
    assert read_count("(5)", signed=True) == Parsed(-5, note="Đọc “-5” là -5.")
    assert read_count(-5, signed=True) == Parsed(-5)


def test_words_behind_the_unit_of_count_are_dropped_with_a_warning() -> None:
    assert read_count("12 sáng kiến hợp lệ", counted="sáng kiến") == Parsed(
        12, warning="Đọc “12 sáng kiến hợp lệ” là 12; đã bỏ “sáng kiến hợp lệ”."
    )


@given(st.integers(0, 10**9), st.sampled_from([".", " ", "\u00a0", "\u202f", ",", "", "'"]))
def test_any_grouping_of_any_whole_number_reads_back(number: int, separator: str) -> None:
    outcome = read_count(f"{number:,}".replace(",", separator))
    assert isinstance(outcome, Parsed)
    assert outcome.value == number


@given(st.integers(0, 10**9), st.sampled_from([int, float]))
def test_any_numeric_cell_of_a_whole_number_is_taken(number: int, kind: type[int] | type[float]) -> None:
    outcome = read_count(kind(number))
    assert isinstance(outcome, Parsed)
    assert outcome.value == number
    assert type(outcome.value) is int


@given(st.integers(-(10**9), 10**9))
def test_what_is_written_reads_back(number: int) -> None:
    assert read_count(write_count(number), signed=True).value == number  # type: ignore[union-attr]


def test_numbers_are_written_with_dots_between_thousands_and_a_decimal_comma() -> None:
    assert [write_count(n) for n in (0, 999, 8000, 1234567, -5000)] == [
        "0",
        "999",
        "8.000",
        "1.234.567",
        "-5.000",
    ]
    assert [write_decimal(x) for x in (84.5, 84.45, 1234.5, -0.01)] == ["84,5", "84,5", "1.234,5", "0,0"]
    assert write_decimal(2 / 3, places=2) == "0,67"


def test_a_percentage_short_of_the_whole_never_rounds_up_to_it() -> None:
    assert [write_percent(s) for s in (0.845, 1, 1.325, 0)] == ["84,5%", "100%", "132,5%", "0%"]
    assert write_percent(0.99996) == "99,9%"
    assert write_percent(1.00004) == "100,0%"


@pytest.mark.parametrize("write", [write_count, write_decimal, write_percent])
def test_where_there_is_no_number_a_dash_is_written(write) -> None:  # type: ignore[no-untyped-def]
    assert [write(None), write(float("nan"))] == ["—", "—"]
