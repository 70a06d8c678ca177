"""Which workbooks to read in a round, and how long to wait for the next one; pure."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

TURN = datetime.timedelta(seconds=45)
"""In so long every open workbook is read once, because Drive may hear of an edit three minutes late."""
SHORTEST_TURN = datetime.timedelta(seconds=30)
"""With fewer open workbooks than a turn has rounds, each is read so much more often, at the same cost."""
ROUND = datetime.timedelta(seconds=3)
"""Between two looks at Drive's list; one of fifteen workbooks is read in each."""
MOST_A_MINUTE = 30
"""Reads spent on the turn; with more open workbooks, it takes longer."""
PROVINCE_TURN = 4
"""Turns after which the province's workbook is read again, when no unit's is due."""

GAP = datetime.timedelta(seconds=10)
"""A workbook in which somebody is typing is not read more often."""
FIRST_RETRY = datetime.timedelta(seconds=45)
LAST_RETRY = datetime.timedelta(minutes=5)
"""Nobody waits longer for a sheet that is shared again; if all fifteen fail, that is three reads a minute."""

NIGHT = (22, 6)
"""Hours between which nobody is expected to type."""
_QUIET_BY_DAY = ((datetime.timedelta(hours=4), 5), (datetime.timedelta(hours=1), 2))
_QUIET_BY_NIGHT = ((datetime.timedelta(minutes=15), 10),)

Phase = Literal["open", "shut", "province"]


@dataclass(frozen=True)
class Book:
    """What is known of one listed workbook when a round is planned."""

    key: str
    phase: Phase
    """Shut: its phase is over or has not begun; only Drive brings it up."""
    named: bool
    """Drive says that it has changed since it was read."""
    new: bool = False
    """Nothing of it is known yet."""
    read_at: datetime.datetime | None = None
    """When this process last read it."""
    retry_at: datetime.datetime | None = None
    """It could not be read; not worth another try before then."""


def slowness(now: datetime.datetime, edited_at: datetime.datetime) -> int:
    """Return by how much rounds and turn are stretched.

    By day: 2 when nobody has edited for an hour, 5 for four hours.
    At night, from 22 to 6: 10 after a quarter of an hour.
    """
    start, end = NIGHT
    by_night = now.hour >= start or now.hour < end
    steps = _QUIET_BY_NIGHT if by_night else _QUIET_BY_DAY
    return next((factor for quiet, factor in steps if now - edited_at >= quiet), 1)


def turn(open_books: int, slow: int) -> datetime.timedelta:
    """Return how long it takes to read every open workbook once."""
    at_most_pace = datetime.timedelta(minutes=open_books / MOST_A_MINUTE)
    one_a_round = max(SHORTEST_TURN, open_books * ROUND)
    return slow * max(min(TURN, one_a_round), at_most_pace)


def share(open_books: int, slow: int, elapsed: datetime.timedelta) -> float:
    """Return how many reads the turn may spend on so much time; unspent ones keep for one round."""
    return max(1, open_books) * (elapsed / turn(open_books, slow))


def due(
    books: Sequence[Book],
    now: datetime.datetime,
    *,
    spare: float,
    ready: int,
    slow: int,
    hurry: datetime.datetime | None = None,
) -> tuple[str, ...]:
    """Return the workbooks to read now: new ones, those that Drive names, then the turn's, oldest first.

    `spare` is what the turn has saved up, `ready` what the budget gives without waiting; only new
    workbooks are worth waiting for. Since a `hurry` began, every open workbook has its turn at once.
    """
    worth = [book for book in books if book.retry_at is None or book.retry_at <= now]
    new = [book for book in worth if book.new]
    again = [book for book in worth if book.phase == "shut" and book.retry_at is not None]
    named = _oldest(
        book for book in worth if (book.named or book in again) and not book.new and _rested(book, now)
    )
    first = [*new, *named[: max(0, ready - len(new))]]
    rest = _oldest(book for book in worth if book.phase != "shut" and book not in first)
    left = max(0, ready - len(first))
    if hurry is not None:
        turned = [book for book in rest if book.read_at is None or book.read_at < hurry]
    else:
        turned = _turned(rest, now, int(spare + 0.05), slow)
    return tuple(book.key for book in (*first, *turned[:left]))


def probe(books: Sequence[Book], failed: int) -> tuple[str, ...]:
    """Return the one workbook that shows whether Google is back, after so many rounds in vain.

    First the one read last, then another in each round: one that is broken for good must not speak for all.
    """
    asked = [book for book in reversed(_oldest(books)) if book.phase != "shut"]
    return (asked[failed % len(asked)].key,) if asked else ()


def retry(failures: int) -> datetime.timedelta:
    """Return how long to leave a workbook alone that could not be read so many times on end."""
    return min(FIRST_RETRY * 2.0 ** min(failures - 1, 12), LAST_RETRY)


def _turned(rest: Sequence[Book], now: datetime.datetime, most: int, slow: int) -> list[Book]:
    units = [book for book in rest if book.phase == "open"]
    length = turn(len(units), slow)
    waiting = [book for book in units if _age(book, now) >= length - ROUND * slow]
    province = [
        book
        for book in rest
        if book.phase == "province" and _age(book, now) >= PROVINCE_TURN * length and len(waiting) < most
    ]
    return [*waiting, *province, *(book for book in units if book not in waiting)][:most]


def _oldest(books: Iterable[Book]) -> list[Book]:
    long_ago = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return sorted(books, key=lambda book: (book.read_at or long_ago, book.key))


def _rested(book: Book, now: datetime.datetime) -> bool:
    return _age(book, now) >= GAP


def _age(book: Book, now: datetime.datetime) -> datetime.timedelta:
    return datetime.timedelta.max if book.read_at is None else now - book.read_at
