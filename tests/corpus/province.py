"""Mistakes in the province's own workbook."""

from sheets_schema.cell import Cell
from tests.corpus.books import Values
from tests.corpus.slips import Slip, Typed, days_from, has, has_day, number

_UNITS = ("targets.unit", "reviews.unit", "reminders.unit", "workbooks.unit")
_PLAIN = {"phu_cat": "phu cat", "tay_son": "tay son", "hoai_an": "hoai an", "van_canh": "Van Canh"}
_PHASES = ("reviews.phase", "reminders.phase", "workbooks.phase")


def _is_no_opening(values: Values) -> bool:
    """Tell a row that no running total begins with."""
    return values.get("indicator") != "initiatives"


def _without_accents(values: Values) -> Cell:
    return _PLAIN[str(values["unit"])]


def _more(column: str, extra: int) -> Typed:
    return lambda values: number(values, column) + extra


PROVINCE = (
    Slip("unknown_unit", _UNITS, ("Vĩnh Thạch", "Vân Cạnh", "Tuy Phuớc", "Huyện Hoài Đức"), "cell.unit",
         fits=_is_no_opening),
    Slip("two_units", _UNITS, ("Hoài Nhơn, Hoài Ân", "Phù Cát và Phù Mỹ"), "cell.unit", fits=_is_no_opening),
    Slip("no_reporting_unit", _UNITS, ("LĐLĐ tỉnh",), "cell.unit", fits=_is_no_opening),
    Slip("tcvn3_unit", _UNITS, ("Phï C¸t", "V©n Canh"), "cell.unit", fits=_is_no_opening),
    Slip("vni_unit", _UNITS, ("Phuø Caùt",), "cell.unit", fits=_is_no_opening),
    Slip("mojibake_unit", _UNITS, ("PhÃ¹ CÃ¡t",), "cell.unit", fits=_is_no_opening),
    Slip("unit_without_accents", ("workbooks.unit", "reviews.unit"), _without_accents, "cell.unit", "warning",
         lambda values: values["unit"] in _PLAIN),
    Slip("wrong_type_of_unit", ("workbooks.unit", "targets.unit"), "TX Tây Sơn", "cell.unit", "warning",
         lambda values: values["unit"] == "tay_son" and _is_no_opening(values)),
    Slip("unknown_phase", _PHASES, ("Đợt 4", "6 tháng", "Cả năm"), "cell.choice"),
    Slip("unknown_code", ("units.code",), ("cong_doan_moi", "khoi_9"), "units.unknown", "warning"),
    Slip("code_with_accents", ("units.code",), "Phù Cát", "cell.text"),
    Slip("email_without_at", ("units.contact_email",), "dau.moi.congdoan.vn", "cell.text", blank=True),
    Slip("unions_do_not_add_up", ("units.unions_total",), _more("unions_total", 7), "units.unions",
         "warning"),
    Slip("more_women_in_unit", ("units.members_female",), _more("members_total", 9), "units.female",
         "warning"),
    Slip("more_members_than_staff", ("units.members_total",), _more("workers_total", 50), "units.workers",
         "warning"),
    Slip("verdict_against_figures", ("verifications.verdict",), "Khớp", "verifications.verdict", "warning",
         has("verdict", "Lệch")),
    Slip("due_before_promised", ("commitments.due_on",), days_from("made_on", -13), "commitments.due",
         "warning", has_day("made_on")),
    Slip("target_as_estimate", ("targets.value",), ("khoảng 500", "tối thiểu 300 người"), "cell.count",
         "error", _is_no_opening),
    Slip("target_without_document", ("targets.source_doc",), None, "cell.required", "missing"),
)  # fmt: skip
