"""What a unit has still to fill: only what was asked for by now, and never what merely cannot be read."""

from campaign.measures import timeliness
from campaign.measures.lacking import Lacking
from tests.small_province import PLAN, filled, line, snapshot

ALL = ("report", "summary", "unions", "initiatives", "works", "movements", "rewards")
REQUIRED = [each for each in PLAN.lines if each.required]
LINES = [
    line(
        "phu_cat", 1, each.id, *(1 if sector in each.sectors else None for sector in ("production", "public"))
    )
    for each in REQUIRED
]
BEGINNING = ["plan_issued", "party_reported", "launched", "pact_signed"]
ENDING = ["phase_reviewed", "report_sent", "self_grade", "strengths", "weaknesses"]
ENDING_TITLES = (
    "Nhập xong số liệu của đợt",
    "Sơ kết, đánh giá đợt thi đua",
    "Gửi báo cáo sơ kết về LĐLĐ tỉnh",
    "Đơn vị tự đánh giá",
    "Kết quả nổi bật",
    "Hạn chế, nguyên nhân",
)


def stated(*items: str, phase: int = 1, on: str = "2023-03-01") -> list[dict[str, object]]:
    return [
        {"unit": "phu_cat", "phase": phase, "item": item, "date": on, "document": "01/BC", "content": "Có"}
        for item in items
    ]


def lacking(today: str, *worksheets: str, phase: int = 1, **tables: object) -> Lacking:
    known = snapshot(today=today, workbooks=(filled("phu_cat", phase, *worksheets),), **tables)
    return timeliness.of_unit(known, PLAN.unit("phu_cat"), PLAN.phase(phase)).lacking


def test_a_unit_that_filled_nothing_lacks_its_seven_worksheets_and_nothing_is_said_twice() -> None:
    found = lacking("2023-08-15")
    assert (len(found.worksheets), found.lines, found.milestones) == (7, (), ())


def test_the_end_of_a_phase_is_not_lacking_while_the_phase_is_open() -> None:
    begun = stated(*BEGINNING, "portal_as_of")
    assert lacking("2023-06-09", *ALL, summary=LINES, report=begun) == Lacking(())


def test_the_end_of_a_phase_is_lacking_from_the_day_its_report_is_due() -> None:
    begun = stated(*BEGINNING, "portal_as_of")
    found = lacking("2023-06-10", *ALL, summary=LINES, report=begun)
    assert found == Lacking((), (), ENDING_TITLES)


def test_who_says_that_entry_is_finished_is_asked_for_the_rest_at_once() -> None:
    begun = stated(*BEGINNING, "portal_as_of", "entry_finished")
    assert lacking("2023-05-20", *ALL, summary=LINES, report=begun).milestones == ENDING_TITLES[1:]


def test_a_milestone_of_the_years_beginning_is_lacking_from_its_own_day_in_its_own_phase() -> None:
    rest = stated("launched", "pact_signed", "portal_as_of")
    early = lacking("2023-03-30", *ALL, summary=LINES, report=rest)
    late = lacking("2023-03-31", *ALL, summary=LINES, report=rest)
    assert (early.milestones, late.milestones) == (
        (),
        ("Ban hành kế hoạch thi đua năm 2023", "Báo cáo cấp ủy Đảng về kế hoạch"),
    )
    second = lacking("2023-08-15", "report", phase=2, report=stated("portal_as_of", phase=2))
    assert second.milestones == ()


def test_a_milestone_of_the_year_written_in_a_later_workbook_is_not_lacking() -> None:
    report = [
        *stated("party_reported", "launched", "pact_signed", "portal_as_of"),
        *stated("plan_issued", phase=2),
    ]
    assert lacking("2023-05-20", *ALL, summary=LINES, report=report) == Lacking(())


def test_a_required_line_is_named_with_its_sector_where_only_one_is_blank() -> None:
    two = next(each for each in REQUIRED if len(each.sectors) == 2)
    whole = next(each for each in reversed(REQUIRED) if each.id != two.id)
    given = [row for row in LINES if row["line"] not in (two.id, whole.id)]
    given.append(line("phu_cat", 1, two.id, 3, None))
    found = lacking("2023-05-20", *ALL, summary=given, report=stated(*BEGINNING, "portal_as_of"))
    assert set(found.lines) == {f"{two.title} (HCSN)", whole.title}
    assert found.said.startswith("2 dòng trong «Tổng hợp»: ")


def test_a_cell_that_cannot_be_read_is_to_be_mended_and_not_lacking() -> None:
    two = next(each for each in REQUIRED if len(each.sectors) == 2)
    rest = [row for row in LINES if row["line"] != two.id]
    unread = {
        "unit": "phu_cat",
        "phase": 1,
        "worksheet": "summary",
        "row": 4,
        "column": "public",
        "reason": "?",
    }
    found = lacking(
        "2023-05-20", *ALL,
        summary=[line("phu_cat", 1, two.id, 3, None), *rest],
        report=stated(*BEGINNING, "portal_as_of"),
        left_out=[unread],
    )  # fmt: skip
    assert found == Lacking(())
