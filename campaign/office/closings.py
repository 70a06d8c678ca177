"""Closings in the store: rows are added and never changed, and each names the one before it by its hash."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson
import sqlalchemy as sa

from campaign.access import Viewer
from campaign.closing import Arrived, Basis, Closing, Counted, Fields, LateUnit, Place
from campaign.database import Database, Moment
from campaign.measures.closable import Closable
from campaign.records import Snapshot

FORMAT = 1
"""Number of the record's form; later forms only add to it."""

layout = sa.MetaData()
closings = sa.Table(
    "closings",
    layout,
    sa.Column("phase", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    # 0 is the closing itself; 1, 2, 3 … are the units let in afterwards.
    sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)


class ClosedMeanwhile(Exception):
    """Somebody else closed the phase, or let a unit in, a moment ago; the message is for people."""


@dataclass(frozen=True)
class _Row:
    step: int
    record: str
    hash: str


class Closings:
    """The closings in the store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: Database, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._clock = database, clock
        database.prepare(layout)

    def mark(self) -> tuple[int, datetime.datetime | None]:
        """Return what changes whenever a closing or a late unit is added."""
        chosen = sa.select(sa.func.count(), sa.func.max(closings.c.at))
        with self._database.reading() as connection:
            count, last = connection.execute(chosen).one()
        return int(count), last

    def all(self) -> tuple[Closing, ...]:
        """Return every closing, phase by phase, the first of each phase first; each is verified."""
        chosen = sa.select(closings).order_by(closings.c.phase, closings.c.number, closings.c.step)
        with self._database.reading() as connection:
            found = connection.execute(chosen).all()
        together: dict[tuple[int, int], list[_Row]] = {}
        for row in found:
            together.setdefault((row.phase, row.number), []).append(_Row(row.step, row.record, row.hash))
        told, before = [], dict[int, str]()
        for (phase, _), rows in together.items():
            told.append(_closing(rows, before.get(phase, "")))
            before[phase] = rows[-1].hash
        return tuple(told)

    def close(self, what: Closable, basis: Basis, viewer: Viewer, reason: str) -> Closing:
        """Close a phase as it stands.

        Raises ValueError without a reason, ClosedMeanwhile where somebody else was faster.
        """
        earlier = [one for one in self.all() if one.phase == what.phase]
        number = len(earlier) + 1
        record = {
            "phase": what.phase,
            "number": number,
            "follows": _last_hash(earlier[-1]) if earlier else "",
            "today": what.snapshot.today,
            **self._signed(viewer, reason, basis),
            "rules": basis.rules,
            "written_rules": dict(what.written_rules),
            "targets": list(what.targets),
            "arrived": [asdict(one) for one in what.arrived],
            "workbooks": [asdict(one) for one in what.workbooks],
            "figures": _listed(what.figures),
        }
        self._add(what.phase, number, 0, record)
        return self._read_back(what.phase, number)

    def let_in(
        self,
        closing: Closing,
        unit: str,
        figures: Mapping[Place, Fields],
        basis: Basis,
        viewer: Viewer,
        reason: str,
    ) -> Closing:
        """Add one unit that was missing to a closing, with the figures that this changes.

        Raises ValueError for a unit that was not missing or without a reason, ClosedMeanwhile as `close`.
        """
        if unit not in closing.missing:
            raise ValueError(
                "Chỉ bổ sung được đơn vị chưa có số liệu lúc chốt; số liệu khác thì chốt lại đợt."
            )
        record = {
            "phase": closing.phase,
            "number": closing.number,
            "follows": _last_hash(closing),
            "unit": unit,
            **self._signed(viewer, reason, basis),
            "figures": _listed(figures),
            "changes": [
                [*place, closing.figures.get(place, {}).get("actual"), fields["actual"]]
                for place, fields in figures.items()
            ],
        }
        self._add(closing.phase, closing.number, len(closing.late) + 1, record)
        return self._read_back(closing.phase, closing.number)

    def _signed(self, viewer: Viewer, reason: str, basis: Basis) -> dict[str, Any]:
        if not reason.strip():
            raise ValueError("Cần ghi lý do.")
        return {
            "format": FORMAT,
            "at": self._clock(),
            "by": viewer.name,
            "account": viewer.account,
            "reason": reason.strip()[:1000],
            "refresh": basis.refresh,
            "taken_at": basis.taken_at,
        }

    def _add(self, phase: int, number: int, step: int, record: Mapping[str, Any]) -> None:
        written = orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
        row = {"phase": phase, "number": number, "step": step, "at": record["at"], "record": written.decode()}
        try:
            with self._database.writing() as connection:
                connection.execute(closings.insert(), row | {"hash": hashlib.sha256(written).hexdigest()})
        except sa.exc.IntegrityError as conflict:
            raise ClosedMeanwhile(
                f"Vừa có người khác chốt đợt {phase}. Hãy xem lại bản chốt mới rồi quyết định."
            ) from conflict

    def _read_back(self, phase: int, number: int) -> Closing:
        return next(one for one in self.all() if (one.phase, one.number) == (phase, number))


def in_force(kept: Iterable[Closing]) -> dict[int, Closing]:
    """Return the closing that counts of each phase: the last one, unless its record was tampered with."""
    return {one.phase: one for one in kept if one.intact}


def with_closings(snapshot: Snapshot, kept: tuple[Closing, ...]) -> Snapshot:
    """Return a snapshot in which the figures of closed phases are those of their closings."""
    if not kept:
        return snapshot
    mark = hashlib.sha256("".join(_last_hash(one) for one in kept).encode()).hexdigest()[:8]
    return replace(snapshot, version=f"{snapshot.version}-{mark}", closings=in_force(kept))


def _closing(rows: list[_Row], before: str) -> Closing:
    first, *rest = rows
    told = orjson.loads(first.record)
    intact = _is_whole(first, told, before) and first.step == 0
    late = []
    for place, row in enumerate(rest, start=1):
        amendment = orjson.loads(row.record)
        intact &= _is_whole(row, amendment, rows[place - 1].hash) and row.step == place
        late.append(_late(amendment, row.hash))
    return replace(_of_record(told, first.hash), late=tuple(late), intact=intact)


def _of_record(told: Mapping[str, Any], hash: str) -> Closing:
    return Closing(
        phase=told["phase"],
        number=told["number"],
        at=_moment(told["at"]),
        by=told["by"],
        reason=told["reason"],
        today=datetime.date.fromisoformat(told["today"]),
        refresh=told["refresh"],
        taken_at=_moment(told["taken_at"]),
        rules=told["rules"],
        written_rules=told["written_rules"],
        targets=tuple(told["targets"]),
        arrived=tuple(Arrived(one["unit"], one["state"], one["worksheets"]) for one in told["arrived"]),
        workbooks=tuple(
            Counted(one["key"], one["unit"], one["phase"], one["content"]) for one in told["workbooks"]
        ),
        own_figures=_by_place(told["figures"]),
        hash=hash,
    )


def _late(told: Mapping[str, Any], hash: str) -> LateUnit:
    return LateUnit(
        unit=told["unit"],
        at=_moment(told["at"]),
        by=told["by"],
        reason=told["reason"],
        refresh=told["refresh"],
        taken_at=_moment(told["taken_at"]),
        figures=_by_place(told["figures"]),
        hash=hash,
    )


def _is_whole(row: _Row, told: Mapping[str, Any], before: str) -> bool:
    return hashlib.sha256(row.record.encode()).hexdigest() == row.hash and told["follows"] == before


def _last_hash(closing: Closing) -> str:
    return closing.late[-1].hash if closing.late else closing.hash


def _listed(figures: Mapping[Place, Fields]) -> list[Fields]:
    return [
        {"indicator": indicator, "unit": unit, "sector": sector, **fields}
        for (indicator, unit, sector), fields in figures.items()
    ]


def _by_place(listed: Iterable[Fields]) -> dict[Place, Fields]:
    found: dict[Place, Fields] = {}
    for one in map(dict, listed):
        place = (one.pop("indicator"), one.pop("unit"), one.pop("sector"))
        found[place] = one
    return found


def _moment(written: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(written)
