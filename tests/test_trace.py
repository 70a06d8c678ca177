"""From typed cells to every measure: each figure is worked by hand in the comment beside it."""

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from campaign.intake.assembly import assemble
from campaign.intake.reading.workbook import read_workbook
from campaign.measures import course, timeliness
from campaign.measures.progress import Scope, Status, by_sector, gap_by_unit, progress, uncovered
from campaign.records import RawSheet, RawWorkbook, SourceState, WorkbookState
from sheets_schema.plans import load_plan
from sheets_schema.province_workbook import province_workbook
from sheets_schema.unit_workbook import unit_workbook
from tests.small_province import figures

PLAN = load_plan()
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
PHU_CAT = Scope(unit="phu_cat")
WORKER = "Công nhân/NLĐ trực tiếp"

Typed = Mapping[str, object]


def sheet(worksheet, place: str, rows: Sequence[Typed]) -> RawSheet:
    """Lay out a tab as the template does; a typed row of printed rows names its row by `_key`."""
    names = [column.name for column in worksheet.columns]
    cells: list[list[object]] = [[f"{worksheet.title.upper()} · {place}"], ["Gợi ý"]]
    cells.append([column.header for column in worksheet.columns])
    if worksheet.fixed:
        typed = {row["_key"]: row for row in rows}
        for fixed in worksheet.fixed:
            printed = dict(zip(worksheet.key, fixed.labels, strict=True)) | dict(fixed.printed)
            cells.append([(printed | typed.get(fixed.key, {})).get(name) for name in names])
    else:
        cells += [[row.get(name) for name in names] for row in rows]
    return RawSheet(worksheet.title, tuple(map(tuple, cells)))


def book(unit: str, phase: int, **tabs: Sequence[Typed]) -> RawWorkbook:
    """Make a unit's workbook with what was typed in the tabs named."""
    place = f"{PLAN.unit(unit).name} · Đợt {phase}"
    sheets = tuple(sheet(each, place, tabs.get(each.name, ())) for each in unit_workbook(PLAN).worksheets)
    labels = {"kind": "unit", "unit": unit, "phase": str(phase)}
    return RawWorkbook(f"dot-{phase}/{unit}.xlsx", unit, sheets, labels)


def province(**tabs: Sequence[Typed]) -> RawWorkbook:
    """Make the province's workbook."""
    sheets = tuple(
        sheet(each, "LĐLĐ tỉnh Bình Định", tabs.get(each.name, ()))
        for each in province_workbook(PLAN).worksheets
    )
    return RawWorkbook("tinh.xlsx", "tinh", sheets, {"kind": "province"})


def snapshot(*books: RawWorkbook, today: str = "2023-08-15"):
    """Read, check and assemble, as the collector does."""
    moment = datetime.datetime.fromisoformat(today).replace(hour=9, tzinfo=VIETNAM)
    checked = [read_workbook(raw, PLAN) for raw in books]
    states = [
        WorkbookState(
            one.key, one.title, one.kind, one.unit, one.phase, one.key, moment, moment, one.received
        )
        for one in checked
    ]
    known = pd.DataFrame(
        {"day": pd.Series(dtype="datetime64[s]")}
        | {name: pd.Series(dtype=object) for name in ("unit", "line", "sector")}
        | {name: pd.Series(dtype="Int64") for name in ("phase", "value")}
    )
    return assemble(
        PLAN,
        checked,
        states,
        source=SourceState("thử", moment),
        known=known,
        version="1",
        taken_at=moment,
        today=moment.date(),
    )


def line(id: str, production: object, public: object) -> Typed:
    return {"_key": (id,), "production": production, "public": public}


def test_initiatives_from_typed_counts_to_the_answer():
    known = snapshot(
        book("phu_cat", 1, summary=[line("initiatives_valid", "1.200", 340)]),
        book("phu_cat", 2, summary=[line("initiatives_valid", "60 sáng kiến", None)]),
        book("an_lao", 1, summary=[line("initiatives_valid", "Chưa có", "5")]),
        province(
            targets=[
                {"indicator": "Sáng kiến", "unit": "LĐLĐ huyện Phù Cát", "value": "2.500", "opening": 500}
            ]
        ),
    )
    # Phù Cát: 1.200 + 340 + 60 = 1.600, with its opening 2.100 of 2.500; An Lão: 5, its SXKD unknown.
    own = progress(known, "initiatives", PHU_CAT)
    assert figures(own, "actual", "flow", "opening", "target", "percent") == (2100, 1600, 500, 2500, 0.84)
    # The pace: 55% by 31/5, then 76 of 92 days to 100% by 31/8 → 0,92174; 500 + 0,92174 × 2.000 = 2.343,5.
    assert own.expected == pytest.approx(2343.478, abs=0.001)
    # 2.100 / 2.343,5 = 89,6%: at least 80% and below 95%.
    assert own.status == Status.BEHIND
    whole = progress(known, "initiatives")
    assert figures(whole, "actual", "units_reported", "units_expected", "target") == (2105, 2, 15, 8000)
    # SXKD 1.200 + 60; HCSN 340 + 5: the flow of the year, for openings have no sector.
    assert [one.actual for one in by_sector(known, "initiatives")] == [1260, 345]


def test_a_refused_cell_is_left_out_and_stated():
    known = snapshot(book("phu_cat", 1, summary=[line("initiatives_valid", "một trăm rưỡi gì đó", 340)]))
    measured = progress(known, "initiatives", PHU_CAT)
    assert figures(measured, "actual", "left_out") == (340, 1)
    assert "1 ô chưa tính" in measured.answer


def test_forty_works_of_one_union_cover_one_union():
    unions = [
        {"name": "CĐCS Trường Tiểu học Cát Tân", "sector": "HCSN", "members": 40},
        {"name": "CĐCS Công ty TNHH Hòa Phát", "sector": "SXKD", "members": 120},
        {"name": "CĐCS Trạm Y tế Cát Tân", "sector": "HCSN", "members": 9},
    ]
    finished = {"owner_level": "CĐCS", "sector": "HCSN", "work_type": "Công trình", "status": "Hoàn thành"}
    works = [
        {
            **finished,
            "title": f"Phần việc {number}",
            "owner": "CĐCS Trường Tiểu học Cát Tân",
            "completed_on": "20/5/2023",
        }
        for number in range(1, 41)
    ]
    works.append({**finished, "title": "Sân bóng", "owner": "Cty TNHH Hoà Phát", "completed_on": "31/6/2023"})
    known = snapshot(book("phu_cat", 1, unions=unions, works=works))
    # Covered: the school, once. The company's only work has a day that does not exist: left out.
    coverage = progress(known, "works_unions", PHU_CAT)
    assert figures(coverage, "actual", "base", "gap", "left_out") == (1, 3, 2, 1)
    production, public = by_sector(known, "works_unions", PHU_CAT)
    assert (figures(production, "actual", "base"), figures(public, "actual", "base")) == ((0, 1), (1, 2))
    # Header in row 3, the register from row 4 on: the company in row 5, the clinic in row 6.
    without = uncovered(known)[["union", "members", "row"]]
    assert without.values.tolist() == [
        ["CĐCS Công ty TNHH Hòa Phát", 120, 5],
        ["CĐCS Trạm Y tế Cát Tân", 9, 6],
    ]


def test_members_against_the_assigned_targets_and_who_makes_up_the_gap():
    admitted, opened, closed = "members_admitted", "members_open", "members_close"
    known = snapshot(
        book(
            "phu_cat",
            1,
            summary=[line(admitted, "145", 10), line(opened, "2.310", 900), line(closed, "2.407", 890)],
        ),
        book("an_lao", 1, summary=[line(admitted, 20, 0)]),
        province(
            targets=[
                {
                    "indicator": "Đoàn viên mới",
                    "unit": "Phù Cát",
                    "value": 400,
                    "official": "Có",
                    "source_doc": "QĐ 5",
                },
                {"indicator": "Đoàn viên mới", "unit": "An Lão", "value": 100, "official": "Không"},
            ]
        ),
    )
    # 145 + 10 of 400; net (2.407 − 2.310) + (890 − 900) = 97 − 10 = 87.
    own = progress(known, "members", PHU_CAT)
    assert figures(own, "actual", "net", "target", "official", "target_source") == (
        155,
        87,
        400,
        True,
        "QĐ 5",
    )
    # Missing: 245 and 80, together 325 → 75,4% and 24,6%; thirteen units have no target.
    gaps = gap_by_unit(known, "members").set_index("unit")
    assert list(gaps.loc[["phu_cat", "an_lao"], "gap"]) == [245, 80]
    assert gaps.loc["phu_cat", "share_of_gap"] == 245 / 325
    assert gaps["target"].notna().sum() == 2
    # Only two of fifteen have a target, so the province has none.
    assert figures(progress(known, "members"), "actual", "target", "percent") == (175, None, None)


def test_foundings_congresses_and_pacts_from_the_register():
    unions = [
        {
            "name": "CĐCS A",
            "sector": "HCSN",
            "members": 20,
            "due": "Có",
            "congress_on": "10/3/2023",
            "pact": "Có",
        },
        {"name": "CĐCS B", "sector": "HCSN", "members": 20, "due": "Có", "pact": "Không"},
        {
            "name": "CĐCS C",
            "sector": "SXKD",
            "members": 20,
            "due": "Không",
            "founded_on": "12/4/2023",
            "decision_no": "25/QĐ-LĐLĐ",
        },
        {
            "name": "CĐCS D",
            "sector": "SXKD",
            "members": 20,
            "founded_on": "1/9/2019",
            "dissolved_on": "1/2/2023",
        },
    ]
    known = snapshot(book("phu_cat", 1, unions=unions))
    # Due: A and B, of which A held its congress.
    assert figures(progress(known, "congresses", PHU_CAT), "actual", "base") == (1, 2)
    # Active on 15/8: A, B, C; D was dissolved in February.
    assert figures(progress(known, "pacts", PHU_CAT), "actual", "base") == (1, 3)
    # C alone was founded in 2023.
    assert figures(progress(known, "new_unions", PHU_CAT), "actual", "target", "status") == (
        1,
        None,
        Status.NO_TARGET,
    )
    shown = course.of(known, "new_unions", PHU_CAT).actual
    assert [(str(day.date()), value) for day, value in shown.itertuples(index=False)] == [
        ("2023-04-12", 1),
        ("2023-08-15", 1),
    ]


def test_the_share_of_direct_workers_among_rewards():
    given = {
        "record": "Khen thưởng",
        "award": "Giấy khen của cấp trên TTCS",
        "recipient_kind": "Cá nhân",
        "status": "Đã quyết định",
        "decided_on": "20/5/2023",
    }
    rewards = [
        {**given, "recipient_group": WORKER, "quantity": 12, "decision_doc": "1/QĐ-LĐLĐ"},
        {**given, "recipient_group": "Quản lý", "quantity": 4, "decision_doc": "2/QĐ-LĐLĐ"},
        {
            **given,
            "recipient_group": WORKER,
            "quantity": 30,
            "decision_doc": "3/QĐ-LĐLĐ",
            "status": "Đang xét",
        },
    ]
    known = snapshot(book("phu_cat", 1, rewards=rewards))
    # 12 of 12 + 4; the thirty are not decided.
    assert figures(progress(known, "direct_rewards"), "actual", "base", "share", "percent") == (
        12,
        16,
        0.75,
        None,
    )


def test_a_verified_figure_stands_beside_what_was_typed():
    known = snapshot(
        book("phu_cat", 1, summary=[line("initiatives_valid", 100, 50)]),
        province(
            verifications=[
                {
                    "unit": "LĐLĐ huyện Phù Cát",
                    "phase": "Đợt 1",
                    "worksheet": "Tổng hợp",
                    "item": PLAN.line("initiatives_valid").title,
                    "sector": "SXKD",
                    "reported": 100,
                    "verified": 88,
                    "checked_on": "1/7/2023",
                }
            ]
        ),
    )
    # 100 + 50 reported; 88 + 50 verified.
    assert figures(progress(known, "initiatives", PHU_CAT), "actual", "verified") == (150, 138)


def test_lateness_from_the_typed_day_of_the_report():
    known = snapshot(
        book(
            "phu_cat", 1, report=[{"_key": ("report_sent",), "date": "12/6/2023", "document": "15/BC-LĐLĐ"}]
        ),
        province(
            reviews=[{"unit": "An Lão", "phase": "Đợt 1", "state": "Trả lại", "reviewed_on": "20/6/2023"}]
        ),
    )
    found = {one.unit.id: one for one in timeliness.by_unit(known, 1)}
    # Due on 10/6, sent on 12/6; An Lão was sent back; the others are 66 days late on 15/8.
    own = found["phu_cat"]
    assert (own.worksheets, own.days_late, own.state) == (1, 2, "chậm")
    assert found["an_lao"].state == "trả lại"
    assert (found["van_canh"].days_late, found["van_canh"].state) == (66, "chưa báo cáo")


def test_an_empty_workbook_says_nothing_at_all():
    known = snapshot(book("van_canh", 1), book("van_canh", 2))
    for indicator in PLAN.indicators:
        measured = progress(known, indicator.id, Scope(unit="van_canh"))
        assert figures(measured, "actual", "percent", "status") == (None, None, Status.NO_DATA), indicator.id
