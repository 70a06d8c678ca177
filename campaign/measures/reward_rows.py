"""The rows of «Khen thưởng» as values: rewards and proposals, and model examples."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.measures.measured import Scope
from campaign.measures.register import in_time, phase_of, unions
from campaign.measures.rows import once_per_snapshot, rows
from campaign.records import Snapshot
from sheets_schema.unit_workbook.rewards import DECIDED, MODEL, PERSON, REWARD
from sheets_schema.vietnamese.names import union_key

DIRECT_WORKER = "Công nhân/NLĐ trực tiếp"


@dataclass(frozen=True, slots=True)
class Row:
    """What a reward and a model example have in common."""

    unit: str
    phase: int
    """Of the workbook; `reward_rows.within` says to which phase the row belongs."""
    workbook: str
    row: int
    union: str | None
    sector: str | None
    """That of the grassroots union; None where the row names none of the register."""
    person: bool
    """One or more persons; otherwise a collective."""
    name: str | None
    """Only with the consent of who is named, whoever looks."""
    group: str | None
    achievement: str | None
    """Of one who did not agree to be named it may tell the name, and is not said."""

    @property
    def direct(self) -> bool:
        """Whether it is about a worker in production."""
        return self.group == DIRECT_WORKER


@dataclass(frozen=True, slots=True)
class Reward(Row):
    """One reward, or one proposal for a reward."""

    form: str | None
    level: str | None
    basis: str | None
    status: str | None
    number: int
    """Persons or collectives of the row; one where it does not say."""
    achieved_on: datetime.date | None
    decided_on: datetime.date | None
    decision: str | None
    prize: int | None
    from_employer: int | None

    @property
    def decided(self) -> bool:
        """Whether it was granted; otherwise it is a proposal, or was refused."""
        return self.status == DECIDED

    @property
    def days(self) -> int | None:
        """Days from achievement to decision; below 0 where the sheet has them the wrong way round."""
        if self.achieved_on is None or self.decided_on is None:
            return None
        return (self.decided_on - self.achieved_on).days


@dataclass(frozen=True, slots=True)
class Model(Row):
    """One model example."""

    kind: str | None
    found_on: datetime.date | None
    published_at: str | None
    replicated: int | None
    """Units that follow the example."""
    rewarded: bool
    """The row itself names a decision; no name is searched among the rewards."""


@once_per_snapshot
def rewards(snapshot: Snapshot) -> tuple[Reward, ...]:
    """Return every reward and proposal, in the order of the sheets."""
    own = {
        "form": "award", "level": "granted_by", "basis": "basis", "status": "status", "number": "quantity",
        "achieved_on": "achieved_on", "decided_on": "decided_on", "decision": "decision_doc",
        "prize": "prize", "from_employer": "prize_employer",
    }  # fmt: skip
    return tuple(
        Reward(**{**values, "number": 1 if values["number"] is None else values["number"]})
        for values in _rows(snapshot, REWARD, own)
    )


@once_per_snapshot
def models(snapshot: Snapshot) -> tuple[Model, ...]:
    """Return every model example, in the order of the sheets."""
    own = {
        "kind": "model_type", "found_on": "found_on", "published_at": "published_at",
        "replicated": "replicated_units", "status": "status", "decided_on": "decided_on",
    }  # fmt: skip
    return tuple(_model(**values) for values in _rows(snapshot, MODEL, own))


def within(snapshot: Snapshot, row: Reward | Model, scope: Scope) -> bool:
    """Whether a row belongs to a scope today: by the day of its decision, or on which the model was found."""
    day = row.decided_on if isinstance(row, Reward) else row.found_on
    return (
        scope.unit in (None, row.unit)
        and scope.sector in (None, row.sector)
        and scope.phase in (None, phase_of(snapshot, day, row.phase))
        and in_time(snapshot, day, row.phase, None)
    )


def _model(*, status: str | None, decided_on: datetime.date | None, **values: Any) -> Model:
    return Model(**values, rewarded=status == DECIDED or decided_on is not None)


def _rows(snapshot: Snapshot, record: str, own: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the fields of the rows of one record; `own`: field → column of what only such rows have."""
    columns = {
        "unit": "unit", "phase": "phase", "workbook": "workbook", "row": "row", "union": "union",
        "group": "recipient_group", "achievement": "achievement", **own,
    }  # fmt: skip
    register = unions(snapshot, None)
    judged = rows(snapshot, "rewards", "record", "recipient_kind", "recipient", "consent")
    taken = rows(snapshot, "rewards", *columns.values())
    for (kind, recipient_kind, recipient, consent), values in zip(judged, taken, strict=True):
        if kind != record:
            continue
        fields = dict(zip(columns, values, strict=True))
        union = fields["union"]
        owner = register.get((fields["unit"], union_key(union))) if union else None
        is_open = record == REWARD and recipient_kind != PERSON
        yield fields | {
            "sector": owner.sector if owner else None,
            "person": recipient_kind == PERSON,
            "name": _name(recipient) if consent is True else None,
            "achievement": fields["achievement"] if consent is True or is_open else None,
        }


def _name(recipient: object) -> str | None:
    return "; ".join(map(str, recipient)) if isinstance(recipient, tuple) else str(recipient or "") or None
