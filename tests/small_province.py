"""A province of three units with targets of round numbers, built straight as a snapshot."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from campaign.measures.measured import Progress
from campaign.records import Snapshot, SourceState, WorkbookState
from sheets_schema.plan import Indicator, Plan, Unit
from sheets_schema.plans import load_plan

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
Rows = Iterable[Mapping[str, Any]]

COUNT, DAY, YES_NO, TEXT = "Int64", "datetime64[s]", "boolean", "object"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "summary": {"line": TEXT, "production": COUNT, "public": COUNT},
    "unions": {
        "name": TEXT, "sector": TEXT, "members": COUNT, "founded_on": DAY, "dissolved_on": DAY,
        "due": YES_NO, "congress_on": DAY, "pact": YES_NO,
    },
    "works": {
        "owner_level": TEXT, "owner": TEXT, "title": TEXT, "sector": TEXT, "status": TEXT,
        "completed_on": DAY,
    },
    "rewards": {
        "record": TEXT, "recipient_kind": TEXT, "recipient_group": TEXT, "union": TEXT, "quantity": COUNT,
        "status": TEXT, "decided_on": DAY, "award": TEXT, "granted_by": TEXT, "basis": TEXT,
        "recipient": TEXT, "achievement": TEXT, "achieved_on": DAY, "decision_doc": TEXT, "prize": COUNT,
        "prize_employer": COUNT, "model_type": TEXT, "found_on": DAY, "published_at": TEXT,
        "replicated_units": COUNT, "consent": YES_NO,
    },
    "movements": {
        "movement": TEXT, "sector": TEXT, "other_name": TEXT, "unions_joined": COUNT, "people_joined": COUNT,
        "has_plan": YES_NO, "highlights": TEXT, "benefit": COUNT, "summed_up": YES_NO,
    },
    "report": {"item": TEXT, "date": DAY, "document": TEXT, "content": TEXT},
    "targets": {
        "indicator": TEXT, "value": COUNT, "counted": TEXT, "opening": COUNT, "effective_from": DAY,
        "source_doc": TEXT, "official": YES_NO,
    },
    "verifications": {
        "worksheet": TEXT, "item": TEXT, "sector": TEXT, "reported": COUNT, "verified": COUNT,
        "verdict": TEXT, "method": TEXT, "checked_by": TEXT, "checked_on": DAY,
    },
    "reviews": {"state": TEXT, "reviewed_on": DAY, "comment": TEXT},
    "units": {"code": TEXT, "contact_name": TEXT, "contact_email": TEXT, "contact_phone": TEXT},
    "reminders": {
        "level": COUNT, "channel": TEXT, "sent_on": DAY, "sent_by": TEXT, "text": TEXT, "answer": TEXT,
        "answered_on": DAY,
    },
    "commitments": {
        "made_on": DAY, "who": TEXT, "what": TEXT, "due_on": DAY, "done": YES_NO, "done_on": DAY,
        "note": TEXT,
    },
}  # fmt: skip
PLACE = {"unit": TEXT, "phase": COUNT, "workbook": TEXT, "row": COUNT}
KNOWN = {"day": DAY, "unit": TEXT, "phase": COUNT, "line": TEXT, "sector": TEXT, "value": COUNT}
LEFT_OUT = {"unit": TEXT, "phase": COUNT, "worksheet": TEXT, "row": COUNT, "column": TEXT, "reason": TEXT}

YEAR_PACE = (
    (datetime.date(2023, 5, 31), 0.3),
    (datetime.date(2023, 9, 30), 0.7),
    (datetime.date(2023, 12, 31), 1.0),
)


def snapshot(
    *,
    today: str = "2023-08-15",
    known: Rows = (),
    left_out: Rows = (),
    workbooks: tuple[WorkbookState, ...] = (),
    plan: Plan | None = None,
    **tables: Rows,
) -> Snapshot:
    """Build a snapshot; a row names only what is filled, the first of each table is sheet row 4."""
    moment = datetime.datetime.fromisoformat(today).replace(hour=9, tzinfo=VIETNAM)
    plan = plan or PLAN
    return Snapshot(
        version="1",
        taken_at=moment,
        today=moment.date(),
        plan=plan,
        units=plan.units,
        tables={
            name: _frame(_placed(tables.get(name, ())), {**PLACE, **columns})
            for name, columns in COLUMNS.items()
        },
        findings=(),
        workbooks=workbooks,
        source=SourceState("thử", moment),
        known=_frame(known, KNOWN),
        left_out=_frame(left_out, LEFT_OUT),
    )


def line(unit: str, phase: int, id: str, production: int | None, public: int | None) -> dict[str, Any]:
    """Fill one row of «Tổng hợp»."""
    return {"unit": unit, "phase": phase, "line": id, "production": production, "public": public}


def union(unit: str, name: str, phase: int = 1, sector: str = "public", **more: Any) -> dict[str, Any]:
    """Fill one row of «CĐCS»."""
    return {"unit": unit, "phase": phase, "name": name, "sector": sector, **more}


def work(
    unit: str,
    owner: str | None,
    completed_on: str | None,
    phase: int = 1,
    status: str = "Hoàn thành",
    **more: Any,
) -> dict[str, Any]:
    """Fill one row of «Công trình»; without an owner it is the unit's own."""
    level = "CĐCS" if owner else "Cấp trên TTCS"
    return {
        "unit": unit, "phase": phase, "owner_level": level, "owner": owner, "sector": "public",
        "status": status, "completed_on": completed_on, **more,
    }  # fmt: skip


def target(indicator: str, unit: str, value: int | None, **more: Any) -> dict[str, Any]:
    """Fill one row of «Chỉ tiêu giao», official unless said otherwise."""
    return {"indicator": indicator, "unit": unit, "value": value, "official": True, **more}


def filled(unit: str, phase: int, *worksheets: str, at: str = "2023-06-05") -> WorkbookState:
    """State that a unit filled these worksheets of a phase."""
    moment = datetime.datetime.fromisoformat(at).replace(hour=16, tzinfo=VIETNAM)
    key = f"dot-{phase}/{unit}.xlsx"
    return WorkbookState(key, key, "unit", unit, phase, key, moment, moment, worksheets)


def figures(measured: Progress, *names: str) -> tuple[Any, ...]:
    """Return some fields of what was measured, to compare them in one go."""
    return tuple(getattr(measured, name) for name in names)


def _placed(rows: Rows) -> list[Mapping[str, Any]]:
    return [
        {"workbook": f"dot-{row.get('phase')}/{row.get('unit')}.xlsx", "row": number, **row}
        for number, row in enumerate(rows, start=4)
    ]


def _frame(rows: Rows, columns: Mapping[str, str]) -> pd.DataFrame:
    rows = list(rows)
    unknown = {name for row in rows for name in row} - columns.keys()
    assert not unknown, f"no such column: {unknown}"
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()}
    )


def _indicator(id: str, measure: Any, counted: str, **more: Any) -> Indicator:
    given: dict[str, Any] = {
        "title": id, "short": id, "clause": "III.2.2", "quote": "", "kind": "share",
        "deadline": datetime.date(2023, 12, 31), "implied_target": True, "pace": YEAR_PACE,
    }  # fmt: skip
    return Indicator(id=id, measure=measure, counted=counted, **{**given, **more})


PLAN = replace(
    load_plan(),
    units=(
        Unit(id="phu_cat", name="LĐLĐ huyện Phù Cát", short="LĐLĐ Phù Cát", plain="Phù Cát", kind="district"),
        Unit(id="an_lao", name="LĐLĐ huyện An Lão", short="LĐLĐ An Lão", plain="An Lão", kind="district"),
        Unit(id="cd_y_te", name="Công đoàn ngành Y tế", short="CĐN Y tế", plain="Y tế", kind="industry"),
    ),
    indicators=(
        _indicator(
            "initiatives", "line_total", "sáng kiến", kind="total", deadline=datetime.date(2023, 8, 31),
            line="initiatives_valid", reported_line="initiatives_submitted", reported_title="Đã nộp",
            counting="cumulative", target=1000, implied_target=False, assigned=True, lead=True,
            pace=((datetime.date(2023, 5, 31), 0.5), (datetime.date(2023, 8, 31), 1.0)),
        ),
        _indicator("works_unions", "works_by_unions", "CĐCS"),
        _indicator("works_units", "works_by_units", "đơn vị"),
        _indicator(
            "members", "line_total", "đoàn viên", kind="total", line="members_admitted",
            implied_target=False, assigned=True,
        ),
        _indicator(
            "new_unions", "unions_founded", "CĐCS mới", kind="total", implied_target=False, assigned=True
        ),
        _indicator("congresses", "congresses_held", "đại hội"),
        _indicator("pacts", "pacts_registered", "CĐCS"),
        _indicator("direct_rewards", "direct_worker_rewards", "lượt cá nhân", implied_target=False, pace=()),
    ),
)  # fmt: skip
"""The plan of 2023 with three units; of 1.000 initiatives, 500 are expected by 31/5 and all by 31/8."""
