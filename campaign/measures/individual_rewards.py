"""The decided rewards to individuals, with the group and the sector of who received them."""

import datetime
from dataclasses import dataclass

from campaign.measures.register import unions
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.unit_workbook.rewards import DECIDED, PERSON, REWARD
from sheets_schema.vietnamese.names import union_key

DIRECT_WORKER = "Công nhân/NLĐ trực tiếp"


@dataclass(frozen=True, slots=True)
class IndividualReward:
    """One row of «Khen thưởng»: one person by name, or several of one group."""

    unit: str
    phase: int
    row: int
    sector: str | None
    """That of the grassroots union; None where the row names none of the register."""
    direct: bool
    people: int
    decided_on: datetime.date | None


@once_per_snapshot
def individual_rewards(snapshot: Snapshot) -> tuple[IndividualReward, ...]:
    """Return the decided rewards to individuals whose group is named; without one they are in no share."""
    columns = ("unit", "phase", "row", "union", "recipient_group", "quantity", "decided_on")
    kinds = rows(snapshot, "rewards", "record", "recipient_kind", "status")
    register = unions(snapshot, None)
    found = []
    for kind, row in zip(kinds, rows(snapshot, "rewards", *columns), strict=True):
        unit, phase, number, name, group, quantity, decided_on = row
        if kind != (REWARD, PERSON, DECIDED) or group is None:
            continue
        owner = register.get((unit, union_key(name))) if name else None
        people = 1 if quantity is None else quantity
        sector = owner.sector if owner else None
        found.append(
            IndividualReward(unit, phase, number, sector, group == DIRECT_WORKER, people, decided_on)
        )
    return tuple(found)
