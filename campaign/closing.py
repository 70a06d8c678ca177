"""A closed phase as values: the official figures, what they rest on, and the units let in afterwards."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Place = tuple[str, str | None, str | None]
"""Indicator, unit (None: the whole province), sector (None: both)."""
Fields = Mapping[str, Any]
"""Fields of `Progress` as JSON has them, by name."""


@dataclass(frozen=True)
class Arrived:
    """How far one unit's report was when the phase was closed."""

    unit: str
    state: str
    """As `timeliness` words it: «đúng hạn», «chưa báo cáo»."""
    worksheets: int
    """How many worksheets it had filled; 0: it was missing."""


@dataclass(frozen=True)
class Counted:
    """One workbook that counted, and the hash of the content that did."""

    key: str
    unit: str
    phase: int | None
    content: str


@dataclass(frozen=True)
class Basis:
    """Which refresh of the store something rests on, and under which rules its cells were read."""

    refresh: int
    taken_at: datetime.datetime
    rules: str
    """Fingerprint of all that decides how a cell reads."""


@dataclass(frozen=True)
class LateUnit:
    """One unit let in after the closing: which figures its report changed, by whom and why."""

    unit: str
    at: datetime.datetime
    by: str
    reason: str
    refresh: int
    taken_at: datetime.datetime
    """Moment of the refresh whose workbook of the unit counts."""
    figures: Mapping[Place, Fields]
    """The figures that are other ones since: of the unit, and of the whole province."""
    hash: str


@dataclass(frozen=True, eq=False)
class Closing:
    """One closing of a phase; nothing of it ever changes, further units stand beside it in `late`."""

    phase: int
    number: int
    """1 for the first closing of the phase; closing again keeps the earlier ones."""
    at: datetime.datetime
    by: str
    """Name of the person."""
    reason: str
    today: datetime.date
    """The day at which everything was looked at."""
    refresh: int
    taken_at: datetime.datetime
    """Moment of the refresh whose workbooks counted."""
    rules: str
    """Fingerprint of all that decided how a cell reads."""
    written_rules: Mapping[str, str]
    """The rules in force in words: status → what it means."""
    targets: tuple[Fields, ...]
    """The targets and opening values in force: indicator, unit, value, opening, official, source."""
    arrived: tuple[Arrived, ...]
    workbooks: tuple[Counted, ...]
    own_figures: Mapping[Place, Fields]
    """As the closing itself has them, before any unit was let in."""
    hash: str
    """SHA-256 of the record as the store keeps it."""
    late: tuple[LateUnit, ...] = ()
    intact: bool = True
    """The record and all that follow it are as they were written."""

    @cached_property
    def figures(self) -> Mapping[Place, Fields]:
        """The official figures: those of the closing, and of the units let in since."""
        together = dict(self.own_figures)
        for one in self.late:
            together |= one.figures
        return together

    @property
    def missing(self) -> tuple[str, ...]:
        """The units of which nothing had arrived, and that were not let in since."""
        let_in = {one.unit for one in self.late}
        return tuple(one.unit for one in self.arrived if not one.worksheets and one.unit not in let_in)
