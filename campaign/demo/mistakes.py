"""The typing mistakes that the sample's clerks make, each at a known cell."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from campaign.demo.unit_rows import Row
from sheets_schema.cell import Cell, CellError

Change = Callable[[object], Cell]
"""From the value that belongs in a cell to what is typed there."""


@dataclass(frozen=True)
class Slip:
    """One mistake: in whose workbook, in which column of which row, and what is typed there."""

    unit: str
    phase: int
    worksheet: str
    column: str
    typed: Cell | Change
    kind: str
    """What sort of mistake it is; one word for each of domain.md §4's families."""
    row: tuple[str, ...] | str = ""
    """Key of a fixed row; of a list, the kind of row that the mistake needs; by default a filled cell."""
    doubled: bool = False
    """The row is typed once more at the end, with the mistake in it."""


@dataclass(frozen=True)
class SeededMistake:
    """One mistake as it stands in a written workbook."""

    workbook: str
    """Path relative to the sample's folder."""
    worksheet: str
    cell: str
    """Empty for a mistake of a whole worksheet."""
    kind: str
    typed: str


def more(extra: int) -> Change:
    """The right figure and something more."""
    return lambda value: int(str(value)) + extra


def days_later(days: int) -> Change:
    """A day that comes some days after the right one."""

    def change(value: object) -> Cell:
        assert isinstance(value, datetime.date)
        return value + datetime.timedelta(days=days)

    return change


def beside(addition: str) -> Change:
    """The right figure with something typed beside it."""
    return lambda value: f"{value}{addition}"


COUNTS = (
    Slip("quy_nhon", 1, "unions", "members", beside(" người (35 nữ)"), "two_numbers", "unused"),
    Slip("quy_nhon", 1, "unions", "workers", "khoảng 120", "estimate", "unused"),
    Slip("quy_nhon", 2, "unions", "workers", "15O", "letter_in_number", "unused"),
    Slip("quy_nhon", 2, "unions", "workers", "2023", "year_as_count", "unused"),
    Slip("an_nhon", 1, "unions", "members_female", "-5", "negative", "unused"),
    Slip("an_nhon", 1, "unions", "members", beside(" CĐCS"), "other_unit_of_count", "unused"),
    Slip("an_nhon", 2, "unions", "workers", datetime.date(2023, 5, 31), "date_as_count", "unused"),
    Slip("hoai_nhon", 1, "unions", "members", "nt", "ditto", "unused"),
    Slip("hoai_nhon", 1, "unions", "workers", "1,2E+03", "scientific", "unused"),
    Slip("tuy_phuoc", 1, "unions", "members", "3+4", "arithmetic", "unused"),
    Slip("tuy_phuoc", 1, "unions", "workers", "12.34", "broken_grouping", "unused"),
    Slip("phu_my", 1, "unions", "members_female", "x", "tick_as_count", "unused"),
    Slip("tay_son", 1, "unions", "workers", "hai mươi", "words_as_count", "unused"),
    Slip("cd_vien_chuc", 1, "unions", "workers", "0912345678", "phone_as_count", "unused"),
    Slip("cd_vien_chuc", 2, "unions", "members_female", "(5)", "accounting_negative", "unused"),
    Slip("cd_giao_duc", 1, "unions", "workers", "=F5+F6", "formula_as_text", "unused"),
    Slip("cd_giao_duc", 2, "unions", "members_female", "1.5", "decimal_count", "unused"),
    Slip("cd_khu_kinh_te", 1, "unions", "workers", CellError("#REF!"), "formula_error", "unused"),
    Slip("cd_khu_kinh_te", 2, "unions", "workers", "1,240", "comma_thousands", "unused"),
)

MONEY = (
    Slip("quy_nhon", 1, "works", "total", "36", "money_without_scale", "finished"),
    Slip("quy_nhon", 1, "works", "total", "15-20 triệu", "money_range", "finished"),
    Slip("quy_nhon", 2, "works", "total", "1.5 tỷ", "decimal_point_scale", "finished"),
    Slip("an_nhon", 1, "works", "total", "gần 2 tỷ", "money_estimate", "finished"),
    Slip("hoai_nhon", 2, "works", "total", "2tr5", "spoken_money", "unfinished"),
    Slip("phu_cat", 1, "works", "total", "mười lăm triệu đồng", "money_in_words", "finished"),
    Slip("tay_son", 1, "works", "total", "338.364 triệu đồng", "implausible_money", "finished"),
    Slip("cd_khu_kinh_te", 1, "works", "benefit", "1500 USD", "foreign_money", "finished"),
    Slip("an_nhon", 1, "initiatives", "benefit", "80 triệu/năm", "money_per_year"),
    Slip("cd_y_te", 1, "rewards", "prize", "3 suất x 500.000", "money_product"),
    Slip("vinh_thanh", 1, "works", "benefit", more(900_000_000), "benefit_above_total", "finished"),
)

DATES = (
    Slip("quy_nhon", 1, "works", "completed_on", "31/6/2023", "impossible_day", "finished"),
    Slip("hoai_nhon", 1, "works", "registered_on", "31/5/203", "broken_year", "finished"),
    Slip("tuy_phuoc", 1, "works", "completed_on", "31/5/2032", "year_out_of_range", "finished"),
    Slip("tay_son", 1, "works", "registered_on", "Quý II/2023", "period_as_date", "finished"),
    Slip("phu_cat", 1, "works", "registered_on", "tháng 3", "month_as_date", "finished"),
    Slip("an_nhon", 2, "works", "completed_on", "15/6", "date_without_year", "finished_long"),
    Slip("hoai_nhon", 2, "works", "completed_on", "45092", "serial_as_text", "finished_long"),
    Slip("cd_vien_chuc", 1, "works", "completed_on", datetime.date(2023, 6, 12), "other_phase", "finished"),
    Slip("cd_giao_duc", 1, "works", "registered_on", days_later(400), "date_after_campaign", "finished"),
    Slip(
        "cd_vien_chuc",
        2,
        "works",
        "registered_on",
        "QĐ số 25/QĐ-LĐLĐ ngày 12/4/2023",
        "decision_as_date",
        "finished",
    ),
    Slip(
        "cd_giao_duc",
        2,
        "works",
        "started_on",
        datetime.date(2023, 8, 14),
        "started_after_completion",
        "finished_july",
    ),
)

WORDS = (
    Slip("quy_nhon", 1, "works", "sector", "SXKD, HCSN", "two_choices", "finished"),
    Slip("an_nhon", 1, "works", "sector", "Trường học", "loose_sector", "public_finished"),
    Slip("hoai_nhon", 1, "works", "status", "Gần xong", "unknown_choice", "unfinished"),
    Slip("tuy_phuoc", 1, "works", "status", "Hoan thanh", "without_accents", "finished"),
    Slip("phu_my", 1, "unions", "pact", "Một phần", "unclear_yes_no", "unused"),
    Slip("cd_y_te", 1, "works", "work_type", "Công trinh", "wrong_accent", "finished"),
    Slip("phu_cat", 1, "rewards", "recipient", "NguyÔn V¨n Hïng", "tcvn3", "person"),
    Slip("quy_nhon", 2, "rewards", "recipient", "Nguyeãn Thò Haïnh", "vni", "person"),
    Slip("quy_nhon", 1, "initiatives", "title", "Cáº£i tiáº¿n Ä‘á»“ gÃ¡", "mojibake"),
    Slip("hoai_nhon", 1, "initiatives", "authors", "Nguyễn Văn Long và 3 đ/c", "collective_as_person"),
    Slip("tay_son", 1, "works", "owner", "CĐCS Công ty TNHH Chưa Đăng Ký", "unknown_union", "finished"),
)

BETWEEN = (
    Slip("quy_nhon", 1, "works", "plaque_doc", None, "plaque_without_decision", "plaqued"),
    Slip("phu_cat", 1, "unions", "members", more(3), "same_key_twice", "unused", doubled=True),
    Slip("quy_nhon", 1, "initiatives", "title", lambda value: str(value), "same_row_twice", doubled=True),
    Slip("an_nhon", 2, "rewards", "prize_employer", more(2_000_000), "part_above_whole", "employer"),
    Slip("tuy_phuoc", 2, "works", "title", None, "required_blank", "finished"),
)

SUMMARY = (
    Slip("hoai_an", 1, "summary", "public", more(7), "x1_submitted", ("initiatives_submitted",)),
    Slip("tay_son", 2, "summary", "production", more(15), "x6_members_close", ("members_close",)),
    Slip("an_lao", 2, "summary", "public", beside(" (lũy kế 83)"), "with_cumulative", ("initiatives_valid",)),
    Slip("cd_y_te", 1, "summary", "public", "15/20", "fraction", ("party_recommended",)),
    Slip("phu_my", 1, "summary", "production", "-", "dash", ("party_admitted",)),
    Slip("phu_cat", 1, "movements", "unions_joined", 400, "x5_movement", ("ldg_ldst", "production")),
)

SLIPS = (*COUNTS, *MONEY, *DATES, *WORDS, *BETWEEN, *SUMMARY)


def placed(slips: Sequence[Slip], rows: Mapping[str, Sequence[Row]]) -> list[tuple[Slip, int]]:
    """Choose the row of each mistake: a row of its kind that no other mistake touches."""
    used: set[tuple[str, int]] = set()
    chosen: list[tuple[Slip, int]] = []
    for slip in slips:
        candidates = rows.get(slip.worksheet, ())
        for index, row in enumerate(candidates):
            if (slip.worksheet, index) not in used and _fits(slip, row, rows):
                used.add((slip.worksheet, index))
                chosen.append((slip, index))
                break
    return chosen


def spoiled(slips: Sequence[Slip], row: Row) -> Row:
    """Return a row with the mistakes of `slips` typed into it."""
    changed = dict(row)
    for slip in slips:
        changed[slip.column] = slip.typed(row.get(slip.column)) if callable(slip.typed) else slip.typed
    return changed


def _fits(slip: Slip, row: Row, rows: Mapping[str, Sequence[Row]]) -> bool:
    if isinstance(slip.row, tuple):
        return row.get("_key") == slip.row
    if slip.row in ("", "unused"):
        return row.get(slip.column) is not None and (not slip.row or row["name"] not in _named(rows))
    completed, started = row.get("completed_on"), row.get("registered_on")
    plain = row.get("owner") is not None and not row.get("plaque")
    match slip.row:
        case "finished":
            return completed is not None and plain and row.get(slip.column, "") is not None
        case "public_finished":
            return completed is not None and plain and row["sector"] == "public"
        case "finished_long":
            return (
                completed is not None and plain and isinstance(started, datetime.date) and started.month < 5
            )
        case "finished_july":
            return isinstance(completed, datetime.date) and plain and completed.month == 7
        case "unfinished":
            return completed is None and plain
        case "person":
            return row.get("recipient_kind") == "Cá nhân" and row.get("award") is not None
        case "employer":
            return row.get("prize_employer") is not None
        case "plaqued":
            return row.get("plaque_doc") is not None and row.get("owner") is not None
        case "agreed":
            return row.get("verdict") == "Khớp"
    raise KeyError(slip.row)


def _named(rows: Mapping[str, Sequence[Row]]) -> set[object]:
    """The unions that another row speaks of: spoiling their own row would spoil those too."""
    owners = {row.get("owner") for row in rows.get("works", ())}
    return owners | {row.get("union") for name in ("initiatives", "rewards") for row in rows.get(name, ())}


PROVINCE_SLIPS = (
    Slip("", 0, "verifications", "unit", "Vĩnh Thạch", "unknown_unit", "agreed"),
    Slip("", 0, "commitments", "unit", "phu cat", "unit_without_accents"),
    Slip("", 0, "commitments", "unit", "TX An Lão", "wrong_type_of_unit"),
)
