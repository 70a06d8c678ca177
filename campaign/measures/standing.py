"""The written rule by which an indicator is called met, on pace, behind or at risk."""

import datetime

from campaign.measures.measured import Status
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.numbers import write_percent


def status(
    plan: Plan,
    actual: int | None,
    target: int | None,
    expected: float | None,
    *,
    day: datetime.date,
    deadline: datetime.date,
    complete: bool = True,
) -> Status:
    """Return how an actual figure stands on a day against its target and what is expected by then.

    An incomplete one, whose target grows with the units yet to report, is on pace at best.
    """
    if actual is None:
        return Status.NO_DATA
    if target is None or expected is None:
        return Status.NO_TARGET
    if actual >= target and not complete:
        return Status.ON_PACE
    if actual >= target:
        return Status.EXCEEDED if actual > target else Status.MET
    reached = actual / expected if expected > 0 else 1.0
    if reached >= plan.on_pace_from and day <= deadline:
        return Status.ON_PACE
    return Status.BEHIND if reached >= plan.at_risk_below else Status.AT_RISK


def status_rules(plan: Plan) -> dict[Status, str]:
    """Return the rule behind each status in one Vietnamese phrase, with the plan's own thresholds."""
    on_pace, at_risk = write_percent(plan.on_pace_from, 0), write_percent(plan.at_risk_below, 0)
    return {
        Status.EXCEEDED: "kết quả lớn hơn chỉ tiêu",
        Status.MET: "kết quả bằng chỉ tiêu; tỷ lệ của cả tỉnh chỉ “đạt” khi mọi đơn vị đã báo cáo",
        Status.ON_PACE: f"đạt từ {on_pace} mức cần có đến hôm nay và chưa qua hạn",
        Status.BEHIND: f"đạt từ {at_risk} đến dưới {on_pace} mức cần có đến hôm nay; "
        f"qua hạn thì so với chỉ tiêu, từ {at_risk} trở lên",
        Status.AT_RISK: f"đạt dưới {at_risk} mức cần có đến hôm nay; qua hạn thì so với chỉ tiêu",
        Status.NO_TARGET: "chưa có chỉ tiêu giao cho phạm vi này nên không tính tỷ lệ",
        Status.NO_DATA: "chưa đơn vị nào báo cáo, hoặc đợt chưa bắt đầu; không coi là 0",
    }
