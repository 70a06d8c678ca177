"""Mistakes between the cells of one row: each cell could stand alone, together they cannot."""

import datetime

from sheets_schema.cell import Cell
from tests.corpus.books import Values
from tests.corpus.slips import Day, Slip, Typed, day, days_from, has, has_day, number


def _more(column: str, extra: int) -> Typed:
    """Type a figure of the row, and something more."""
    return lambda values: number(values, column) + extra


def _founded_before(values: Values) -> bool:
    return values.get("founded_on") is None


def _is_by_union(values: Values) -> bool:
    return values.get("owner") is not None


def _is_decided(values: Values) -> bool:
    return values.get("status") == "Đã quyết định"


def _is_of_lower_levels(values: Values) -> bool:
    return _is_decided(values) and str(values.get("award")).startswith("Giấy khen")


def _completed_later(values: Values) -> bool:
    done = values.get("completed_on")
    return isinstance(done, Day) and done.day < 28


def _after_completion(values: Values) -> Cell:
    return day(values, "completed_on") + datetime.timedelta(days=1)


ROWS = (
    Slip("more_women_than_members", ("unions.members_female",), _more("members", 5), "unions.female"),
    Slip("more_members_than_workers", ("unions.workers",), lambda values: max(1,
         number(values, "members") - 3),
         "unions.workers", "warning", lambda values: number(values, "members") > 6),
    Slip("too_few_members", ("unions.members",), (3, 4), "unions.least_members", "warning",
         lambda values: _founded_before(values) and values.get("admitted") is None,
         {"members_female": None}),
    Slip("more_admitted_than_members", ("unions.admitted",), _more("members", 10), "unions.admitted",
         "warning",
         blank=True),
    Slip("firm_in_the_public_sector", ("unions.sector",), "HCSN", "unions.ownership", "warning",
         lambda values: values.get("ownership") == "DN FDI" and _founded_before(values)),
    Slip("dissolved_before_founded", ("unions.dissolved_on",), days_from("founded_on", -20),
         "unions.dissolved", "error", has_day("founded_on"), blank=True),
    Slip("congress_before_founded", ("unions.congress_on",), days_from("founded_on", -10),
         "unions.congress_order", "warning", has_day("founded_on"),
         {"congress_form": "Hội nghị", "due": "Có"}, blank=True),
    Slip("congress_not_due", ("unions.due",), "Không", "unions.congress_due", "warning",
         has_day("congress_on")),
    Slip("congress_without_form", ("unions.congress_form",), None, "cell.required", "missing",
         has_day("congress_on")),
    Slip("new_union_without_decision", ("unions.decision_no",), None, "cell.required", "missing",
         has_day("founded_on")),
    Slip("started_after_completion", ("works.started_on",), _after_completion, "works.order", "error",
         _completed_later, blank=True),
    Slip("registered_after_completion", ("works.registered_on",), _after_completion, "works.registered",
         "warning", _completed_later, {"started_on": None}),
    Slip("benefit_above_total", ("works.benefit",), _more("total", 900_000_000), "works.benefit", "warning",
         blank=True),
    Slip("total_in_thousands", ("works.total",), (150_000, "500.000", "36.000"), "works.total", "warning",
         has("benefit", None)),
    Slip("owner_of_other_level", ("works.owner_level",), "Cấp trên TTCS", "works.owner", "warning",
         _is_by_union),
    Slip("done_and_not_done", ("works.status",), "Đang thực hiện", "works.status", "warning",
         has("status", "Hoàn thành")),
    Slip("finished_without_day", ("works.completed_on",), None, "cell.required", "missing",
         has("status", "Hoàn thành")),
    Slip("plaque_without_decision", ("works.plaque_doc",), None, "cell.required", "missing", _is_by_union,
         {"plaque": "Có"}, blank=True),
    Slip("two_authors_one_person", ("initiatives.is_group",), "Không", "initiatives.group", "warning",
         also={"authors": "Trần Văn Bình; Lê Thị Hoa"}),
    Slip("recognised_without_document", ("initiatives.recognition_doc",), None, "cell.required", "missing"),
    Slip("award_of_another_level", ("rewards.granted_by",), ("LĐLĐ tỉnh", "TLĐ", "UBND tỉnh"), "X11.level",
         "warning", _is_of_lower_levels),
    Slip("decided_before_achieved", ("rewards.decided_on",), days_from("decided_on", 0), "X11.order",
         "warning", has_day("decided_on"), {"achieved_on": days_from("decided_on", 5)}),
    Slip("support_above_prize", ("rewards.prize_employer",), _more("prize", 500_000), "rewards.employer",
         "error", _is_decided, blank=True),
    Slip("one_person_counted_twice", ("rewards.quantity",), (2, 3), "rewards.one_person", "warning",
         lambda values: values.get("recipient_kind") == "Cá nhân" and _is_decided(values)),
    Slip("decided_without_number", ("rewards.decision_doc",), None, "cell.required", "missing", _is_decided),
    Slip("decided_without_day", ("rewards.decided_on",), None, "cell.required", "missing", _is_decided),
)  # fmt: skip
