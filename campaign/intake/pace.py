"""What to read in a round: all that changed, or what a source asks for that counts its reads."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from campaign.database import TIME_ZONE
from campaign.intake.snapshots.standing import Held, counted
from campaign.intake.sources import Known, Paced, Source
from campaign.records import Listed, RawWorkbook


def look(source: Source, held: Mapping[str, Held]) -> tuple[Listed, ...]:
    """List the workbooks, with those that the province's workbook links to."""
    if isinstance(source, Paced):
        source.follow(_links(held))
    # One moment in two time zones would look like a change.
    return tuple(replace(each, modified_at=each.modified_at.astimezone(TIME_ZONE)) for each in source.list())


def wanted(
    source: Source, listed: Sequence[Listed], held: Mapping[str, Held], now: datetime.datetime
) -> Iterator[Listed]:
    """Yield the workbooks to read in this round, in that order."""
    if isinstance(source, Paced):
        by_key = {each.key: each for each in listed}
        known = {
            key: Known(each.standing.revision, each.state.kind, each.state.phase)
            for key, each in held.items()
        }
        yield from (by_key[key] for key in source.due(listed, known, now))
        return
    for each in listed:
        before = held.get(each.key)
        if before is None or before.again or before.standing.revision != each.revision:
            yield each


def rest(source: Source, now: datetime.datetime, poll: float) -> float:
    """Return the seconds until the next round."""
    return source.rest(now) if isinstance(source, Paced) else poll


def why_gone(source: Source, key: str) -> str:
    """Return what became of a workbook that is no longer listed, with the mend; empty where nobody knows."""
    return source.why_gone(key) if isinstance(source, Paced) else ""


def hurry(source: Source) -> None:
    """Have the next round read what is being worked on."""
    if isinstance(source, Paced):
        source.hurry()


def stop(source: Source) -> None:
    """End what a source is waiting for."""
    if isinstance(source, Paced):
        source.stop()


def is_same(before: Held, raw: RawWorkbook, content: str) -> bool:
    """Tell whether reading these cells would yield what is held already."""
    links = tuple(sheet.link for sheet in raw.sheets if sheet.link)
    return (before.state.content, before.state.title, before.standing.links) == (content, raw.title, links)


def _links(held: Mapping[str, Held]) -> Iterator[str]:
    for each in held.values():
        checked = counted(each)
        if checked is not None and (table := checked.tables.get("workbooks")):
            yield from (link for link in table.values.get("link", ()) if isinstance(link, str))
