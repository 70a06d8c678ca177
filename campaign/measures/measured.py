"""What measuring yields: a scope that was asked about, a status, and the progress of one indicator."""

from dataclasses import dataclass
from enum import StrEnum

from sheets_schema.plan import Indicator


@dataclass(frozen=True)
class Scope:
    """The part of the campaign that is asked about; None means all of it. The day is the snapshot's today."""

    phase: int | None = None
    unit: str | None = None
    sector: str | None = None
    verified: bool = False
    """Count what «Xác minh» found in place of what was reported."""


class Status(StrEnum):
    """How an indicator stands; the written rule is `standing.status_rules`."""

    EXCEEDED = "vượt"
    MET = "đạt"
    ON_PACE = "đúng tiến độ"
    BEHIND = "chậm"
    AT_RISK = "nguy cơ"
    NO_TARGET = "chưa có chỉ tiêu"
    NO_DATA = "chưa có số liệu"


SHAPES = {
    Status.EXCEEDED: "★",
    Status.MET: "✔",
    Status.ON_PACE: "●",
    Status.BEHIND: "▼",
    Status.AT_RISK: "◆",
    Status.NO_TARGET: "□",
    Status.NO_DATA: "○",
}
"""What stands beside the word wherever a status shows: colour alone would not do."""


@dataclass(frozen=True)
class Progress:
    """One indicator in one scope: how far, against what, and on which basis."""

    indicator: Indicator
    scope: Scope
    actual: int | None
    """What counts towards the target, opening included; None when nobody reported."""
    flow: int | None
    """What the workbooks of the scope themselves say, without the opening."""
    base: int | None
    """Denominator of a share; None for totals."""
    share: float | None
    """actual / base of a share, whether or not there is a target."""
    reported: int | None
    """The figure shown beside: submitted, of which `flow` is valid."""
    net: int | None
    """Members at the end less members at the beginning, beside those admitted; None for other indicators."""
    verified: int | None
    """`actual` with «Xác minh» applied; None when nothing in the scope was verified."""
    target: int | None
    official: bool
    target_source: str
    percent: float | None
    """actual / target: 0.845."""
    expected: float | None
    """What the pace asks for by the scope's day, in units of the indicator."""
    status: Status
    gap: int | None
    """target − actual, never below 0."""
    shortfall: float | None
    """expected − actual; below 0 when ahead."""
    needed_per_week: float | None
    """What is to be added each week until the deadline; None from the deadline on."""
    units_reported: int
    units_expected: int
    left_out: int
    """Rows and cells that concern the indicator and do not count."""
    opening: int | None
    """Opening value of a cumulative indicator; None = «chưa nhập số đầu kỳ»."""
    basis: str
    """On what the figure rests, in a few Vietnamese words: who reported, what is left out, which opening."""
    answer: str
    """One Vietnamese sentence to read aloud, basis included."""
    verified_base: int | None = None
    """`base` with «Xác minh» applied; None when nothing in the scope was verified, and for totals."""
    as_reported: int | None = None
    """`actual` as the units reported it, beside a figure that was asked for as verified."""
