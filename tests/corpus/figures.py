"""Mistakes in counts, sums of money and dates."""

import datetime

from sheets_schema.cell import Cell, CellError
from tests.corpus.books import Values
from tests.corpus.clean import PLAN
from tests.corpus.slips import Day, Slip, Typed, day, has, has_day

_COUNTS = ("unions.workers", "unions.members", "unions.members_female", "movements.people_joined")
_PEOPLE = ("unions.workers", "unions.members", "unions.members_female")

COUNTS = (
    Slip("blank_count", ("unions.members",), (None, "  ", "\u00a0"), "cell.required", "missing"),
    Slip("estimate", _COUNTS, ("khoảng 120", "~20", "gần 50", "hơn 85.000", "trên 100", "20+", ">100"),
         "cell.count"),
    Slip("letter_in_number", _COUNTS, ("15O", "l5o", "I5O"), "cell.count", mend="150"),
    Slip("year_as_count", ("unions.workers",), ("2023", 2023), "cell.count", "warning"),
    Slip("negative", _COUNTS, ("-5", -12, "–7"), "cell.count"),
    Slip("accounting_negative", _COUNTS, ("(5)", "(12)"), "cell.count"),
    Slip("other_unit_of_count", _PEOPLE, ("12 CĐCS", "40 công trình", "3 tổ"), "cell.count"),
    Slip("date_as_count", _COUNTS, (Day(2023, 5, 31), datetime.datetime(2023, 5, 31, 0, 0)), "cell.count"),
    Slip("date_text_as_count", _COUNTS, ("02.5", "2.5.23", "31/5/2023"), "cell.count"),
    Slip("ditto_as_count", _COUNTS, ("nt", "như trên", '"', "//"), "cell.count"),
    Slip("scientific", _COUNTS, ("1,2E+03", "1,2e3"), "cell.count", mend="1.200"),
    Slip("arithmetic", _COUNTS, ("3+4", "3 + 4 = 7", "5+2"), "cell.count", mend="7"),
    Slip("broken_grouping", _COUNTS, ("12.34", "1.2345", "12.3456"), "cell.count"),
    Slip("decimal_count", _COUNTS, (1.5, "1.5", "12,5"), "cell.count"),
    Slip("tick_as_count", _COUNTS, ("x", "X", "✓"), "cell.count"),
    Slip("yes_as_count", _COUNTS, (True, "Có"), "cell.count"),
    Slip("words_as_count", _COUNTS, ("hai mươi", "mười hai (12)", "năm mươi người"), "cell.count"),
    Slip("phone_as_count", _COUNTS, ("0912345678", "0256 3 822 000"), "cell.count"),
    Slip("formula_as_text", _COUNTS, ("=B5+B6", "=SUM(F5:F20)"), "cell.count"),
    Slip("fraction", _COUNTS, ("15/20", "15/40"), "cell.count", mend="15"),
    Slip("with_cumulative", _COUNTS, ("120 (lũy kế 340)", "15 (lũy kế: 60)"), "cell.count"),
    Slip("two_numbers", _PEOPLE, ("12 người (5 nữ)", "60 (nữ 25)", "40, 12"), "cell.count"),
    Slip("formula_error", _COUNTS, tuple(map(CellError, ("#REF!", "#N/A", "#VALUE!", "#DIV/0!"))),
         "cell.error"),
    Slip("comma_thousands", ("movements.people_joined",), ("1,240", "8,000"), "cell.count", "warning"),
    Slip("dash_as_zero", ("unions.admitted",), ("-", "–", "—"), "cell.count", "warning", blank=True),
    Slip("unknown_count", ("unions.members",), ("Chưa có", "đang rà soát", "…", "?"), "cell.required",
         "missing"),
    Slip("text_as_count", _COUNTS, ("đủ", "theo danh sách", "nhiều"), "cell.count"),
)  # fmt: skip
_CHECKED = {term.removeprefix("-") for check in PLAN.line_checks for term in (*check.left, *check.right)}


def _stands_alone(values: Values) -> bool:
    """Tell a line of «Tổng hợp» that counts people or things and that no other figure is compared with."""
    line = PLAN.line(str(values["line"]))
    return line.id not in _CHECKED and line.counted not in ("đồng", "CĐCS")


_SECTORS = ("summary.production", "summary.public")

LINES = (
    Slip("line_as_estimate", _SECTORS, ("khoảng 20", "trên 100", "~15"), "cell.count", fits=_stands_alone),
    Slip("line_as_fraction", _SECTORS, ("15/20", "15/31"), "cell.count", fits=_stands_alone, mend="15"),
    Slip("line_with_cumulative", _SECTORS, ("12 (lũy kế 40)", "8 (lũy kế: 30)"), "cell.count",
         fits=_stands_alone),
    Slip("line_as_words", _SECTORS, ("hai mươi", "đạt", "theo kế hoạch"), "cell.count", fits=_stands_alone),
    Slip("line_as_date", _SECTORS, Day(2023, 5, 31), "cell.count", fits=_stands_alone),
    Slip("line_negative", _SECTORS, (-3, "-12"), "cell.count", fits=_stands_alone),
    Slip("line_with_comma", _SECTORS, ("1,240", "2,015"), "cell.count", "warning", _stands_alone),
    Slip("line_error", _SECTORS, (CellError("#REF!"), CellError("#N/A")), "cell.error", fits=_stands_alone),
)  # fmt: skip

_MONEY = ("works.total", "works.benefit", "initiatives.benefit", "movements.benefit")

MONEY = (
    Slip("money_range", _MONEY, ("15-20 triệu", "15 đến 20 triệu"), "cell.money"),
    Slip("money_estimate", _MONEY, ("gần 2 tỷ", "trên 584 tỷ", "khoảng 15 triệu", "~20 triệu"), "cell.money"),
    Slip("money_without_scale", _MONEY, ("36", 15, "96"), "cell.money"),
    Slip("money_in_words", _MONEY, ("mười lăm triệu đồng", "hai trăm triệu"), "cell.money"),
    Slip("foreign_money", _MONEY, ("1500 USD", "$15", "200 EUR"), "cell.money"),
    Slip("money_product", _MONEY, ("3 suất x 500.000", "10 x 200.000"), "cell.money"),
    Slip("negative_money", _MONEY, (-15_000_000, "-15 triệu", "(2.000.000)"), "cell.money"),
    Slip("date_as_money", _MONEY, Day(2023, 5, 31), "cell.money"),
    Slip("two_sums", _MONEY, ("15 triệu, 20 triệu", "5 triệu (đợt 1: 2 triệu)"), "cell.money"),
    Slip("money_with_words", _MONEY, ("vận động 15 triệu", "hỗ trợ 20.000.000 đồng tiền mặt"), "cell.money"),
    Slip("money_error", _MONEY, (CellError("#REF!"), CellError("#NAME?")), "cell.error"),
    Slip("implausible_money", ("works.total",), ("338.364 triệu đồng", "150.000 triệu"), "cell.money",
         "warning"),
    Slip("decimal_point_scale", ("works.total",), ("1.5 tỷ", "2.25 tỷ"), "cell.money", "warning"),
    Slip("spoken_money", ("works.total",), ("2tr5", "1 tỷ 2"), "cell.money", "warning", has("benefit", None)),
    Slip("money_per_year", ("initiatives.benefit",), ("80 triệu/năm", "6 triệu/tháng"), "cell.money",
         "warning"),
)  # fmt: skip
_DAYS = (
    "report.date",
    "works.registered_on",
    "works.completed_on",
    "unions.congress_on",
    "rewards.decided_on",
)
_FULL_DAYS = (
    "report.date",
    "works.registered_on",
    "unions.congress_on",
    "rewards.decided_on",
    "initiatives.applied_on",
)


def _spelled(form: str) -> Typed:
    """Write the day that belongs in «Ngày hoàn thành» in a doubtful form."""

    def typed(values: Values) -> Cell:
        meant = day(values, "completed_on")
        serial = (meant - Day(1899, 12, 30)).days
        return form.format(
            day=meant.day, month=meant.month, year=meant.year, serial=serial, both=f"{meant:%d%m%Y}"
        )

    return typed


_DONE = ("works.completed_on",)
_DAY = has_day("completed_on")

DATES = (
    Slip("impossible_day", _DAYS, ("31/6/2023", "30/2/2023", "29/2/2023", "31/9/2023"), "cell.date"),
    Slip("impossible_month", _DAYS, ("12/13/2023", "5/31/2023"), "cell.date"),
    Slip("broken_year", _DAYS, ("31/5/203", "31/5/20233"), "cell.date"),
    Slip("year_out_of_range", _DAYS, ("31/5/2032", Day(2032, 5, 31)), "cell.date"),
    Slip("year_long_past", ("works.registered_on", "unions.congress_on", "rewards.decided_on"),
         ("31/5/2003", Day(2013, 5, 1)), "cell.date"),
    Slip("period_as_date", _DAYS, ("Quý II/2023", "6 tháng đầu năm", "đầu năm", "cuối tháng 5"), "cell.date"),
    Slip("month_as_day", _FULL_DAYS, ("tháng 3", "3/2023", "T5/2023", "tháng 4/2023"), "cell.date"),
    Slip("two_dates", _DAYS, ("15-17/5/2023", "15/5/2023 và 20/5/2023"), "cell.date"),
    Slip("words_as_date", _DAYS, ("hôm qua", "sau Tết", "theo kế hoạch"), "cell.date"),
    Slip("number_as_date", _DAYS, (12, 2.5, 7), "cell.date"),
    Slip("letter_in_date", _DAYS, ("3O/5/2023", "3o.5.2023"), "cell.date",
         mend="30/5/2023"),
    Slip("tick_as_date", _DAYS, ("x", "✓", True), "cell.date"),
    Slip("time_as_date", _DAYS, (datetime.time(8, 30), "nt"), "cell.date"),
    Slip("date_error", _DAYS, (CellError("#VALUE!"), CellError("#REF!")), "cell.error"),
    Slip("date_without_year", _DONE, _spelled("{day}/{month}"), "cell.date", "warning", _DAY),
    Slip("serial_as_text", _DONE, _spelled("{serial}"), "cell.date", "warning", _DAY),
    Slip("run_together_date", _DONE, _spelled("{both}"), "cell.date", "warning", _DAY),
    Slip("decision_as_date", _DONE, _spelled("QĐ số 25/QĐ-LĐLĐ ngày {day}/{month}/{year}"), "cell.date",
         "warning", _DAY),
    Slip("words_around_date", _DONE, _spelled("nghiệm thu {day}/{month}/{year}"), "cell.date", "warning",
         _DAY),
    Slip("other_phase", _DONE, Day(2023, 11, 20), "X12", "warning", _DAY),
    Slip("reward_of_other_phase", ("rewards.decided_on",), Day(2023, 12, 20), "X12", "warning",
         has_day("achieved_on", "decided_on")),
    Slip("blank_date", ("works.registered_on",), (None, "Chưa có"), "cell.required", "missing"),
)  # fmt: skip
