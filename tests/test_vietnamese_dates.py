"""How days and months are read from cells, and written on screens."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_schema.cell import Cell, CellError, Missing, Month, Outcome, Parsed, Refused
from sheets_schema.vietnamese.dates import read_date, write_date

END_OF_MAY = date(2023, 5, 31)
PLAN_ISSUED = date(2023, 2, 10)
NEEDS_DAY = Refused("Cần ghi đủ ngày/tháng/năm.")
NEEDS_EXACT = Refused("Cần ghi ngày cụ thể.")
MANY = Refused("Ô ghi nhiều ngày. Hãy ghi một ngày.")


def read(cell: Cell) -> Outcome:
    return read_date(cell, year=2023, earliest=PLAN_ISSUED)


@pytest.mark.parametrize(
    "cell", ["31/5/2023", "31/05/2023", END_OF_MAY, datetime.datetime(2023, 5, 31, 8), 45077, 45077.5]
)
def test_a_day_in_house_style_and_a_real_date_are_taken_as_they_are(cell: Cell) -> None:
    assert read(cell) == Parsed(END_OF_MAY)


def test_a_day_is_always_read_before_its_month() -> None:
    assert read("05/06/2023") == Parsed(date(2023, 6, 5))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31-05-2023", END_OF_MAY),
        ("31-5-2023", END_OF_MAY),
        ("31.5.2023", END_OF_MAY),
        ("31 / 5 / 2023", END_OF_MAY),
        ("31\\5\\2023", END_OF_MAY),
        ("31,5,2023", END_OF_MAY),
        ("31//5/2023", END_OF_MAY),
        ("31-5/2023", END_OF_MAY),
        ("31/5/23", END_OF_MAY),
        ("2023-05-31", END_OF_MAY),
        ("2023-05-31T08:00:00", END_OF_MAY),
        ("31-May-23", END_OF_MAY),
        ("May 31, 2023", END_OF_MAY),
        ("31 thg 5 2023", END_OF_MAY),
        ("31 tháng năm năm 2023", END_OF_MAY),
        ("Thứ Tư, ngày 31/5/2023", END_OF_MAY),
        ("ngày 05 tháng 6 năm 2023", date(2023, 6, 5)),
        ("05 tháng 6, 2023", date(2023, 6, 5)),
        ("8h00 ngày 19/9/2023", date(2023, 9, 19)),
        ("12h 19/9/2023", date(2023, 9, 19)),
        ("19/9/2023 08:00", date(2023, 9, 19)),
        ("sáng 19/9/2023", date(2023, 9, 19)),
    ],
)
def test_another_way_of_writing_a_day_is_normalised_and_noted(typed: str, day: date) -> None:
    assert read(typed) == Parsed(day, note=f"Đọc “{typed}” là {write_date(day)}.")


@pytest.mark.parametrize(
    ("cell", "day", "warning"),
    [
        ("31/5", END_OF_MAY, "Đã hiểu là 31/5/2023."),
        ("ngày 31 tháng 5", END_OF_MAY, "Đã hiểu là 31/5/2023."),
        ("31, tháng 5", END_OF_MAY, "Đã hiểu là 31/5/2023."),
        ("45077", END_OF_MAY, "Ô ghi số 45077; hiểu là 31/5/2023."),
        ("31052023", END_OF_MAY, "Ô ghi liền 31052023; hiểu là 31/5/2023."),
        (31052023.0, END_OF_MAY, "Ô ghi liền 31052023; hiểu là 31/5/2023."),
        ("20230531", END_OF_MAY, "Ô ghi liền 20230531; hiểu là 31/5/2023."),
        (
            "QĐ số 25/QĐ-LĐLĐ ngày 12/4/2023",
            date(2023, 4, 12),
            "Đã lấy ngày 12/4/2023; số quyết định hãy ghi ở cột bên cạnh.",
        ),
        (
            "Đã tổ chức ngày 12/4/2023",
            date(2023, 4, 12),
            "Đã lấy ngày 12/4/2023; phần chữ hãy ghi ở cột Ghi chú.",
        ),
    ],
)
def test_a_doubtful_day_counts_with_a_warning(cell: Cell, day: date, warning: str) -> None:
    assert read(cell) == Parsed(day, warning=warning)


@pytest.mark.parametrize(
    ("typed", "why", "mend"),
    [
        ("31/6/2023", "Tháng 6 chỉ có 30 ngày.", "30/6/2023"),
        ("30/2", "Tháng 2 năm 2023 chỉ có 28 ngày.", "28/2/2023"),
        ("29/2/2023", "Tháng 2 năm 2023 chỉ có 28 ngày.", "28/2/2023"),
        ("05/31/2023", "Không có tháng 31.", "31/5/2023"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_likely_real_one(
    typed: str, why: str, mend: str
) -> None:
    assert read(typed) == Refused(f"“{typed}” không phải ngày có thật. {why} Có phải {mend}?", mend)


def test_a_day_that_resembles_no_real_one_is_refused_without_a_mend() -> None:
    assert read("35/5/2023") == Refused(
        "“35/5/2023” không phải ngày có thật. Không có ngày 35. Hãy ghi lại ngày/tháng/năm."
    )


@pytest.mark.parametrize("typed", ["31/5/203", "31/5/20233"])
def test_a_year_of_three_or_five_digits_is_refused_with_the_campaign_year(typed: str) -> None:
    assert read(typed) == Refused("Năm không hợp lệ. Có phải 31/5/2023?", "31/5/2023")


def test_a_day_outside_the_window_is_refused_with_the_same_day_of_the_campaign_year() -> None:
    assert read("31/5/2032") == Refused(
        "Năm 2032 nằm ngoài năm thi đua 2023. Có phải 31/5/2023?", "31/5/2023"
    )
    assert read("31/5/2022") == Refused("Ngày trước khi có Kế hoạch. Có phải 31/5/2023?", "31/5/2023")
    assert read(date(2022, 1, 5)) == Refused("Ngày trước khi có Kế hoạch.")
    assert read_date("12/10/2023", year=2023, latest=date(2023, 9, 30)) == Refused(
        "Ngày 12/10/2023 muộn hơn 30/9/2023."
    )


@pytest.mark.parametrize(
    "typed", ["tháng 5/2023", "5/2023", "T5/2023", "tháng 5", "tháng 5 năm 2023", "05-2023"]
)
def test_a_month_is_taken_only_where_months_are_allowed(typed: str) -> None:
    note = "" if typed == "5/2023" else f"Đọc “{typed}” là tháng 5/2023."
    assert read_date(typed, year=2023, month_ok=True) == Parsed(Month(2023, 5), note)
    assert read_date(typed, year=2023) == NEEDS_DAY


def test_a_work_may_begin_in_a_month_of_the_year_before() -> None:
    note = "Đọc “tháng 10/2022” là tháng 10/2022."
    assert read_date("tháng 10/2022", year=2023, month_ok=True) == Parsed(Month(2022, 10), note)
    assert read_date("tháng 10/2022", year=2023, month_ok=True, earliest=PLAN_ISSUED) == Refused(
        "Ngày trước khi có Kế hoạch."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Quý II/2023",
        "6 tháng đầu năm",
        "đầu năm",
        "cuối tháng 5",
        "10/3 âm lịch",
        "dự kiến 31/5",
        "trước 31/5/2023",
    ],
)
def test_a_vague_time_is_refused_even_where_months_are_allowed(typed: str) -> None:
    assert read_date(typed, year=2023, month_ok=True) == NEEDS_EXACT


@pytest.mark.parametrize(
    "typed",
    [
        "1/6 - 30/9/2023",
        "15-17/5/2023",
        "15-17/5",
        "15, 16/5/2023",
        "từ 1/6/2023 đến 30/9/2023",
        "31/5/2023 và 2/6/2023",
        "tháng 5-6/2023",
    ],
)
def test_several_days_in_one_cell_are_refused(typed: str) -> None:
    assert read(typed) == MANY


@pytest.mark.parametrize("typed", ["3l/5/2023", "31/5/2o23"])
def test_letters_typed_for_digits_are_refused_with_the_day_meant(typed: str) -> None:
    assert read(typed) == Refused(f"Có chữ cái lẫn trong ngày (“{typed}”). Có phải 31/5/2023?", "31/5/2023")


@pytest.mark.parametrize("typed", ["ngày 12 tháng năm 2023", "ngày 12 tháng  năm 2023"])
def test_a_printed_form_with_a_blank_month_is_not_taken_for_may_unseen(typed: str) -> None:
    assert read(typed) == Parsed(date(2023, 5, 12), warning="Đã hiểu là tháng 5: 12/5/2023.")
    assert read("ngày 12 tháng năm năm 2023") == Parsed(
        date(2023, 5, 12), "Đọc “ngày 12 tháng năm năm 2023” là 12/5/2023."
    )


def test_a_letter_in_front_is_not_taken_for_a_word_beside_another_day() -> None:
    assert read("l5/4/2023") == Refused(
        "Có chữ cái lẫn trong ngày (“l5/4/2023”). Có phải 15/4/2023?", "15/4/2023"
    )


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        ("năm 2023", Refused("“năm 2023” không phải ngày rõ ràng. Cần ghi đủ ngày/tháng/năm.")),
        (2023, Refused("Ô ghi số 2023, không phải ngày. Cần ghi đủ ngày/tháng/năm.")),
        (
            31.5,
            Refused(
                "Ô ghi số 31,5, không phải ngày. Cần ghi đủ ngày/tháng/năm. Có phải 31/5/2023?", "31/5/2023"
            ),
        ),
        ("x", Refused("Cột này cần ngày/tháng/năm, không phải dấu “x”.")),
        ("nt", Refused("Không dùng “nt” ở cột ngày. Hãy ghi ngày cụ thể.")),
        ("đã xong", Refused("Cột này cần ngày/tháng/năm; ô đang ghi “đã xong”.")),
        (True, Refused("Ô đang là ô đánh dấu. Cần ghi đủ ngày/tháng/năm.")),
        (datetime.time(8, 0), Refused("Ô chỉ có giờ 08:00. Cần ghi đủ ngày/tháng/năm.")),
        (
            CellError("#N/A"),
            Refused(
                "Công thức báo lỗi #N/A: không tìm thấy giá trị cần tra. "
                "Hãy sửa công thức hoặc ghi thẳng giá trị."
            ),
        ),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(cell: Cell, refused: Refused) -> None:
    assert read(cell) == refused


def test_blank_is_missing_and_so_are_words_that_say_not_yet() -> None:
    assert [read(blank) for blank in (None, "", "  ")] == [Missing()] * 3
    assert [read(word) for word in ("Chưa có", "-", "…")] == [Missing("Đã ghi nhận: chưa có ngày.")] * 3


FORMS = (
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    "{d} / {m} / {y}",
    "{d:02} {m:02} {y}",
    "{y}-{m:02}-{d:02}",
    "ngày {d} tháng {m} năm {y}",
    "Ngày {d:02}/{m:02}/{y}",
    "{d} tháng {m}, {y}",
    "8h30 ngày {d}/{m}/{y}",
    "{d}/{m}/{y} 14:05",
    "{d:02}{m:02}{y}",
    "{d}/{m}/23",
    "'{d}/{m}/{y}",
    "{d}/{m}/{y}.",
)


@given(st.dates(date(2023, 1, 1), date(2023, 12, 31)), st.sampled_from(FORMS))
def test_any_day_of_the_year_reads_back_from_any_written_form(day: date, form: str) -> None:
    outcome = read_date(form.format(d=day.day, m=day.month, y=day.year), year=2023)
    assert isinstance(outcome, Parsed)
    assert outcome.value == day


@given(st.dates(date(1931, 1, 1), date(2024, 12, 31)))
def test_what_is_written_reads_back_and_so_does_its_serial_number(day: date) -> None:
    assert read_date(write_date(day), year=2023) == Parsed(day)
    assert read_date((day - date(1899, 12, 30)).days, year=2023) == Parsed(day)


def test_days_and_months_are_written_without_leading_zeros() -> None:
    assert write_date(date(2023, 5, 3)) == "3/5/2023"
    assert write_date(Month(2022, 10)) == "10/2022"
