"""How far a unit's year has come on a day: the figures that no list of its workbook adds up to."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from random import Random

from campaign.demo.world import SECTORS, Union, World
from sheets_schema.plan import Phase, Plan, Sector

Day = datetime.date

CORRECTED = "phu_cat"
"""The unit that once counted pending initiatives as valid and took them back: a fall in its course."""
CORRECTED_ON = Day(2023, 7, 26)


@dataclass(frozen=True)
class Standing:
    """One unit in one phase, as it stood on a day."""

    plan: Plan
    world: World
    phase: Phase
    day: Day
    today: Day
    """The sample's own day, up to which its figures are invented."""

    @property
    def unit(self) -> str:
        return self.world.unit.id

    @property
    def index(self) -> int:
        """0 for the first phase."""
        return self.plan.phases.index(self.phase)

    @property
    def reported(self) -> Day:
        """The day of the unit's last update in the phase."""
        reported = self.world.profile.reported
        return Day.fromisoformat(reported[self.index]) if self.index < len(reported) else self.phase.due

    @cached_property
    def share(self) -> Fraction:
        """How much of the phase's invented figures had come in: from 0 to 1."""
        last = min(self.phase.last_day, self.today)
        if self.day >= last:
            return Fraction(1)
        elapsed = Fraction((self.day - self.phase.first_day).days + 1, (last - self.phase.first_day).days + 1)
        # A slow beginning and a hurry before the report, as campaigns go.
        return max(Fraction(0), elapsed * (elapsed + 1) / 2)

    def unions(self, sector: Sector) -> int:
        """How many grassroots unions stand on the day."""
        return sum(union.stands(self.day) for union in self.world.by_sector[sector])

    def founded(self, union: Union, phase: Phase) -> bool:
        """Whether a union was founded in a phase and by the day."""
        day = union.founded_on
        return day is not None and phase.first_day <= day <= phase.last_day and day <= self.day

    @cached_property
    def core(self) -> Mapping[str, Mapping[Sector, int]]:
        """Initiatives and members: line id → sector → figure."""
        both = [(sector, {**self._initiatives(sector), **self._members(sector)}) for sector in SECTORS]
        return {line: {sector: lines[line] for sector, lines in both} for line in both[0][1]}

    def _initiatives(self, sector: Sector) -> dict[str, int]:
        total = self._valid(self.index)
        valid = self._split(total, sector)
        pending = self._split(total // 4 + self._taken_back(), sector)
        rejected = self._split(total // 17, sector)
        before = self._split(self.world.profile.opening, sector) + sum(
            self._split(self.world.profile.valid[index], sector) for index in range(self.index)
        )
        officers = valid // 8
        workers = valid - officers if sector == "production" else 0
        servants = 0 if sector == "production" else (valid - officers) // 4
        return {
            "initiatives_submitted": valid + pending + rejected,
            "initiatives_valid": valid,
            "initiatives_pending": pending,
            "initiatives_rejected": rejected,
            "initiatives_cumulative": before + valid,
            "initiatives_by_public_service": valid - officers - workers - servants,
            "initiatives_by_enterprise_worker": workers,
            "initiatives_by_civil_servant": servants,
            "initiatives_by_union_officer": officers,
            "initiatives_by_direct_worker": workers * 2 // 3,
            "initiatives_benefit": valid * 5_400_000 if sector == "production" else valid * 1_200_000,
        }

    def _valid(self, index: int) -> int:
        total = int(self.world.profile.valid[index] * (self.share if index == self.index else 1))
        return total + self._overcounted(total) if index == self.index else total

    def _overcounted(self, total: int) -> int:
        early = self.unit == CORRECTED and self.index == 1 and self.day < CORRECTED_ON
        return total // 2 + 12 if early else 0

    def _taken_back(self) -> int:
        late = self.unit == CORRECTED and self.index == 1 and self.day >= CORRECTED_ON
        return 12 if late else 0

    def _split(self, total: int, sector: Sector) -> int:
        sizes = {each: len(self.world.by_sector[each]) for each in SECTORS}
        weights = {"production": 2 * sizes["production"], "public": 3 * sizes["public"]}
        production = total * weights["production"] // max(1, sum(weights.values()))
        return production if sector == "production" else total - production

    def _members(self, sector: Sector) -> dict[str, int]:
        unions = self.world.by_sector[sector]
        opening, admitted, fresh, decreased = self._stock(unions), 0, 0, 0
        for union in unions:
            if self.founded(union, self.phase):
                fresh += union.members
            elif union.founded_on is None:
                admitted += int(union.admitted[self.index] * self.share)
                decreased += int(union.decreased[self.index] * self.share)
        moved = int(self._moved(sector) * self.share)
        total = admitted + fresh
        recommended = int(len(unions) * self.share) // 4
        return {
            "members_open": opening,
            "members_admitted": total,
            "members_admitted_female": total * 11 // 20,
            "members_admitted_private": total * 9 // 10 if sector == "production" else 0,
            "members_admitted_new_unions": fresh,
            "members_moved_in": moved,
            "members_decreased": decreased + moved,
            "members_close": opening + total - decreased,
            "party_recommended": recommended,
            "party_admitted": recommended // 3,
        }

    def _stock(self, unions: tuple[Union, ...]) -> int:
        """Members at the phase's beginning: what the phase before closed with."""
        members = 0
        for union in unions:
            past = self.plan.phases[: self.index]
            if union.founded_on is None:
                members += union.members + sum(
                    union.admitted[index] - union.decreased[index] for index in range(len(past))
                )
            elif any(self.founded(union, phase) for phase in past):
                members += union.members
        return members

    def _moved(self, sector: Sector) -> int:
        unions = len(self.world.by_sector[sector])
        return Random(f"{self.unit}:{self.phase.number}:{sector}").randint(0, 1 + unions // 8)
