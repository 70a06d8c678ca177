"""Lists about units: where each one stands, what arrived, which grassroots unions have no finished work."""

from markupsafe import Markup

from campaign.measures import progress, timeliness
from campaign.measures.timeliness import Received
from campaign.records import Snapshot
from dashboard import reviewing
from dashboard.filters import Chosen
from dashboard.markup import element
from dashboard.scorecard import figures
from dashboard.status import chip
from dashboard.tables import Column, table
from sheets_schema.unit_workbook import unit_workbook
from sheets_schema.vietnamese.dates import write_date
from sheets_schema.vietnamese.numbers import NO_FIGURE, write_count


def all_units(snapshot: Snapshot, chosen: Chosen) -> Markup:
    """Return every unit with the lead indicator, its report of the phase in question and its findings."""
    phase = phase_in_question(snapshot, chosen)
    received = {one.unit.id: one for one in timeliness.by_unit(snapshot, phase)}
    lead = snapshot.plan.lead
    columns = (
        Column("Đơn vị"),
        Column(lead.short),
        Column("Mức"),
        Column(f"Đã nhận, đợt {phase}"),
        Column("Báo cáo"),
        Column("Cần sửa", right=True),
    )
    rows = []
    for unit in snapshot.units:
        own = chosen.of_unit(unit.id)
        one = progress.progress(snapshot, lead.id, own.scope)
        link = element("a", element("b", unit.short), href=own.url("don-vi"))
        errors = sum(
            finding.unit == unit.id and finding.severity != "warning" for finding in snapshot.findings
        )
        to_mend = errors if snapshot.opens(unit.id) else NO_FIGURE
        arrived = received[unit.id]
        rows.append(
            (link, figures(one), chip(one.status), _worksheets(snapshot, arrived), _state(arrived), to_mend)
        )
    return table(columns, rows, none="Kế hoạch chưa có đơn vị nào.")


def received(snapshot: Snapshot, unit: str) -> Markup:
    """Return what arrived from a unit, phase by phase; why a report was sent back stands above."""
    columns = (
        Column("Đợt"),
        Column("Trang tính đã nhận"),
        Column("Còn trống"),
        Column("Cập nhật lúc"),
        Column("Hạn"),
        Column("Báo cáo"),
    )
    rows = []
    for phase in snapshot.plan.phases:
        one = timeliness.of_unit(snapshot, snapshot.unit(unit), phase)
        begun = phase.first_day <= snapshot.today
        missing = ", ".join(one.missing) if one.worksheets else "tất cả"
        updated = f"{one.updated_at:%H:%M} {write_date(one.updated_at)}" if one.updated_at else "—"
        state = _state(one) if begun else "chưa đến đợt"
        rows.append(
            (
                f"Đợt {phase.number}",
                _worksheets(snapshot, one),
                missing or "không",
                updated,
                write_date(one.due),
                state,
            )
        )
    return reviewing.returned(snapshot, unit) + table(columns, rows, none="Kế hoạch chưa có đợt nào.")


def phase_in_question(snapshot: Snapshot, chosen: Chosen) -> int:
    """Return the chosen phase, else the one that today belongs to."""
    now = snapshot.plan.phase_of(snapshot.today)
    return chosen.phase or (now.number if now else snapshot.plan.phases[-1].number)


def _worksheets(snapshot: Snapshot, one: Received) -> str:
    return f"{one.worksheets}/{len(unit_workbook(snapshot.plan).worksheets)} trang tính"


def _state(one: Received) -> str:
    late = f" {write_count(one.days_late)} ngày" if one.state == timeliness.LATE and one.days_late else ""
    return one.state + late
