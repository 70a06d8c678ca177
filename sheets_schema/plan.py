"""The plan of a year as data: phases, sectors, units, indicators, movements, and the lines to report."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

Sector = Literal["production", "public"]
Entry = TypeVar("Entry")


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One of the campaign's phases; its days belong to no other phase."""

    number: int
    title: str
    first_day: datetime.date
    last_day: datetime.date
    due: datetime.date
    """By when a unit reports («hạn nộp»)."""
    locked: datetime.date
    """When the figures are locked («ngày khóa sổ»)."""


@dataclass(frozen=True, kw_only=True)
class SectorName:
    """One of the two sectors, as written by people."""

    id: Sector
    title: str
    short: str
    aliases: tuple[str, ...] = ()
    loosely: tuple[str, ...] = ()
    """Kinds of employer that suggest the sector; taken with a warning («Trường học»)."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A reporting unit: a district federation or an industry union."""

    id: str
    name: str
    short: str
    plain: str
    """The bare name for axes and tiles: «Phù Cát»."""
    kind: Literal["district", "industry"]
    block: str = ""
    aliases: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
    """Row and column on the tile-grid map; none for an industry union."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to name the unit, the official one first."""
        return (self.name, self.short, self.plain, *self.aliases)


Measure = Literal[
    "line_total",
    "unions_founded",
    "works_by_unions",
    "works_by_units",
    "congresses_held",
    "pacts_registered",
    "direct_worker_rewards",
]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Something the campaign measures, with the clause that asks for it."""

    id: str
    title: str
    short: str
    clause: str
    quote: str
    """The plan's own words."""
    measure: Measure
    kind: Literal["total", "share"]
    """A sum against a number, or a part of a base against 100%."""
    counted: str
    """Unit of count: «sáng kiến», «đoàn viên»."""
    deadline: datetime.date
    line: str = ""
    """The line of «Tổng hợp» that counts, for `line_total`."""
    reported_line: str = ""
    """The line shown beside it: submitted, or gross against net."""
    reported_title: str = ""
    counting: Literal["cumulative", "this_year"] = "this_year"
    """Cumulative figures begin at an opening value per unit."""
    counted_from: datetime.date | None = None
    """The first day of which things count, where the programme behind the indicator sets one."""
    counted_until: datetime.date | None = None
    """The last such day."""
    target: int | None = None
    """The province's number where the plan itself gives one."""
    implied_target: bool = False
    """The plan asks for all of the base (100%) without a number per unit."""
    assigned: bool = False
    """Targets per unit come with «Chỉ tiêu giao»; without them: «chưa có chỉ tiêu»."""
    pace: tuple[tuple[datetime.date, float], ...] = ()
    """Share of the target expected by the end of each of these days; linear between them."""
    lead: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """A printed row of «Báo cáo»: a milestone, or a question answered in words."""

    id: str
    title: str
    asks: tuple[Literal["date", "document", "content"], ...]
    content: Literal["text", "count", "yes_no", "choice"] = "text"
    options: tuple[str, ...] = ()
    counted: str = ""
    required: bool = False
    milestone: bool = False
    at_end: bool = False
    """Belongs to the end of the phase: nobody lacks it before the report is due («hạn nộp»)."""
    clause: str = ""
    group: str = ""
    description: str = ""
    examples: tuple[str, ...] = ()
    """Example of each cell that the row asks for, in the order of `asks`."""
    due: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    shortest: int = 1
    longest: int = 1500


@dataclass(frozen=True, kw_only=True)
class Line:
    """A printed row of «Tổng hợp»: one figure per sector."""

    id: str
    title: str
    group: str
    counted: str
    """Unit of count; «đồng» makes the line an amount of money."""
    kind: Literal["flow", "stock"]
    """Phases of a flow add up; of a stock the latest stands."""
    required: bool = False
    sectors: tuple[Sector, ...] = ("production", "public")
    clause: str = ""
    description: str = ""
    examples: tuple[str, ...] = ()
    """One per sector, in the order of `sectors`; together they satisfy the line checks."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LineCheck:
    """A relation that lines of one sector in one phase must satisfy (domain.md §3.19)."""

    id: str
    left: tuple[str, ...]
    relation: Literal["=", "<="]
    right: tuple[str, ...]
    """Line ids to add up; a leading `-` subtracts."""
    severity: Literal["error", "warning"]
    message: str
    """Vietnamese, with {left} and {right} for the two computed figures."""


@dataclass(frozen=True, kw_only=True)
class Movement:
    """A named emulation movement, in the plan's exact words."""

    id: str
    title: str
    sectors: tuple[Literal["production", "public", "officers"], ...]
    clause: str
    aliases: tuple[str, ...] = ()
    money: bool = False
    """Savings in đồng make sense for it."""
    other: bool = False
    """Stands for any movement that the plan does not name; the clerk writes which."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day of the year worth a mark on a course."""

    day: datetime.date
    title: str
    source: str = ""
    """Where the day is known from: a clause of the plan, a holiday, whose announcement."""


CriterionRule = Literal["target", "coverage", "begun", "lines", "median", "on_time"]
"""How a criterion is scored: against the assigned target; as a part of a base; by milestones and a part of a
base; as one line of «Tổng hợp» among another; against the province's median; by days late."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion of ranking (domain.md §7)."""

    id: str
    title: str
    rule: CriterionRule
    weight: int
    """The most points without over-fulfilment."""
    indicators: tuple[str, ...] = ()
    """Indicators that count: one for `target` and `median`; of `coverage` and `begun` all together."""
    milestones: tuple[str, ...] = ()
    """Rows of «Báo cáo» that are either done or not, for `begun`."""
    lines: tuple[str, ...] = ()
    """Lines of «Tổng hợp» for `lines`: what counts, then among how many."""


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade, and the score from which it is suggested."""

    title: str
    least: float


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """How units of one block are ranked; nobody is while it is off."""

    on: bool = False
    bonus: float = 0.0
    """The most points that over-fulfilment adds to one criterion."""
    criteria: tuple[Criterion, ...]
    blocks: tuple[str, ...] = ()
    """The blocks that are ranked; empty for all."""
    grades: tuple[Grade, ...]
    """The highest first; the last one begins at 0."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A campaign of one year in one province."""

    id: str
    title: str
    province: str
    federation: str
    year: int
    first_day: datetime.date
    last_day: datetime.date
    phases: tuple[Phase, ...]
    sectors: tuple[SectorName, ...]
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    report_rows: tuple[ReportRow, ...]
    lines: tuple[Line, ...]
    line_checks: tuple[LineCheck, ...]
    movements: tuple[Movement, ...]
    awards: Mapping[str, tuple[str, ...]]
    """Form of reward → further spellings; a list that lives outside the code because the law changes."""
    award_levels: Mapping[str, tuple[str, ...]]
    """Form of reward → levels that may grant it; a form not named here fits any level."""
    granting_levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who may grant a reward → further spellings."""
    events: tuple[Event, ...]
    at_risk_below: float
    """Share of the expected-by-today below which an indicator is «nguy cơ»."""
    on_pace_from: float
    """Share of the expected-by-today from which it is «đúng tiến độ»."""
    recipients: tuple[str, ...] = ()
    """Who receives the federation's report («Nơi nhận»), in the order of the paper."""
    ranking: Ranking | None = None
    """None where the plan says nothing of it."""

    def phase(self, number: int) -> Phase:
        """Return the phase of that number; KeyError where there is none."""
        return _named(self.phases, "number", number)

    def phase_of(self, day: datetime.date) -> Phase | None:
        """Return the phase a day belongs to; None outside the campaign."""
        return next((phase for phase in self.phases if phase.first_day <= day <= phase.last_day), None)

    def unit(self, id: str) -> Unit:
        """Return the unit of that id; KeyError where there is none."""
        return _named(self.units, "id", id)

    def indicator(self, id: str) -> Indicator:
        """Return the indicator of that id; KeyError where there is none."""
        return _named(self.indicators, "id", id)

    def line(self, id: str) -> Line:
        """Return the line of that id; KeyError where there is none."""
        return _named(self.lines, "id", id)

    def sector(self, id: str) -> SectorName:
        """Return the sector of that id; KeyError where there is none."""
        return _named(self.sectors, "id", id)

    @property
    def lead(self) -> Indicator:
        """The indicator that the province overview answers first."""
        return next((indicator for indicator in self.indicators if indicator.lead), self.indicators[0])


def _named(entries: tuple[Entry, ...], field: str, wanted: object) -> Entry:
    for entry in entries:
        if getattr(entry, field) == wanted:
            return entry
    raise KeyError(wanted)
