"""The tables of the store, and how our values become their rows."""

import datetime
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import orjson
import sqlalchemy as sa

from campaign.database import Moment
from campaign.intake.snapshots.history import Totals
from campaign.records import SourceState, WorkbookState

LAYOUT = 1
"""Number of the tables' layout; a store with a higher one is refused."""


class StoreMovedOn(Exception):
    """Another process has recorded a refresh since we last looked."""


@dataclass(frozen=True)
class Refresh:
    """One refresh that changed something."""

    id: int
    """1, 2, 3 … without gaps."""
    taken_at: datetime.datetime
    rules: str
    """Fingerprint of the plan, the schema and the code that read the workbooks."""
    source: SourceState


@dataclass(frozen=True)
class Standing:
    """How one workbook stands in the store: what a new process needs to go on from there."""

    state: WorkbookState
    revision: str = field(default="", compare=False)
    """The source's revision when the content was read; saving the same cells again changes nothing else."""
    links: tuple[str, ...] = ()
    """Address of each tab, in the order of the tabs."""
    older: Mapping[str, str] = field(default_factory=dict)
    """Worksheet name → hash of an earlier content, where the newest one cannot be read."""
    dropped: bool = False
    """The workbook does not count any more."""

    @property
    def summary(self) -> str:
        """Hash of the content whose «Tổng hợp» counts; empty where there is none."""
        return self.older.get("summary", self.state.content)


layout = sa.MetaData()
about = sa.Table(
    "about",
    layout,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
contents = sa.Table(
    "contents",
    layout,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("packed", sa.LargeBinary, nullable=False),
)
refreshes = sa.Table(
    "refreshes",
    layout,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("taken_at", Moment, nullable=False, index=True),
    sa.Column("rules", sa.String(64), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("checked_at", Moment),
    sa.Column("fault", sa.Text, nullable=False),
    sa.Column("fault_since", Moment),
    sa.Column("sample", sa.Boolean, nullable=False),
)
states = sa.Table(
    "states",
    layout,
    sa.Column("key", sa.String(500), primary_key=True),
    sa.Column("refresh", sa.ForeignKey(refreshes.c.id), primary_key=True, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("unit", sa.String(80), nullable=False),
    sa.Column("phase", sa.Integer),
    sa.Column("content", sa.ForeignKey(contents.c.hash)),
    sa.Column("summary", sa.ForeignKey(contents.c.hash)),
    sa.Column("revision", sa.Text, nullable=False),
    sa.Column("modified_at", Moment, nullable=False),
    sa.Column("read_at", Moment, nullable=False),
    sa.Column("received", sa.Text, nullable=False),
    sa.Column("fault", sa.Text, nullable=False),
    sa.Column("fault_since", Moment),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("links", sa.Text, nullable=False),
    sa.Column("older", sa.Text, nullable=False),
    sa.Column("dropped", sa.Boolean, nullable=False),
)
# Line totals depend on the rules in force, so one content may have several readings.
readings = sa.Table(
    "readings",
    layout,
    sa.Column("content", sa.ForeignKey(contents.c.hash), primary_key=True),
    sa.Column("rules", sa.String(64), primary_key=True),
    sa.Column("refresh", sa.ForeignKey(refreshes.c.id), nullable=False),
    sa.Column("totals", sa.LargeBinary, nullable=False),
)
# The one row that is overwritten: when the source last answered, for the processes that read along.
pulse = sa.Table(
    "pulse",
    layout,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("checked_at", Moment, nullable=False),
)


def refresh_row(refresh: Refresh) -> dict[str, Any]:
    """Return a refresh as its row."""
    return {
        "id": refresh.id,
        "taken_at": refresh.taken_at,
        "rules": refresh.rules,
        "source": refresh.source.name,
        "checked_at": refresh.source.checked_at,
        "fault": refresh.source.fault,
        "fault_since": refresh.source.fault_since,
        "sample": refresh.source.sample,
    }


def refresh_of(row: Mapping[Any, Any]) -> Refresh:
    """Return the refresh of a row."""
    source = SourceState(row["source"], row["checked_at"], row["fault"], row["fault_since"], row["sample"])
    return Refresh(row["id"], row["taken_at"], row["rules"], source)


def state_row(refresh: Refresh, standing: Standing) -> dict[str, Any]:
    """Return how a workbook stood after a refresh as its row."""
    return {
        **vars(standing.state),
        "refresh": refresh.id,
        "content": standing.state.content or None,
        "summary": standing.summary or None,
        "revision": standing.revision,
        "received": orjson.dumps(standing.state.received).decode(),
        "links": orjson.dumps(standing.links).decode(),
        "older": orjson.dumps(dict(standing.older)).decode(),
        "dropped": standing.dropped,
    }


def standing_of(row: Mapping[Any, Any]) -> Standing:
    """Return how a workbook stood, from its row."""
    state = WorkbookState(
        key=row["key"],
        title=row["title"],
        kind=cast(Literal["unit", "province", "unknown"], row["kind"]),
        unit=row["unit"],
        phase=row["phase"],
        content=row["content"] or "",
        modified_at=row["modified_at"],
        read_at=row["read_at"],
        received=tuple(orjson.loads(row["received"])),
        fault=row["fault"],
        fault_since=row["fault_since"],
        url=row["url"],
    )
    links, older = tuple(orjson.loads(row["links"])), orjson.loads(row["older"])
    return Standing(state, row["revision"], links, older, row["dropped"])


def reading_row(refresh: Refresh, content: str, totals: Totals) -> dict[str, Any]:
    """Return what a content's «Tổng hợp» adds up to, as read under the refresh's rules, as its row."""
    packed = zlib.compress(orjson.dumps(totals))
    return {"content": content, "rules": refresh.rules, "refresh": refresh.id, "totals": packed}


def totals_of(packed: bytes) -> Totals:
    """Return the line totals that `reading_row` packed."""
    return cast(Totals, orjson.loads(zlib.decompress(packed)))
