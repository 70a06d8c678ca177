"""Workbooks that lie in a folder on Google Drive, or are linked from the province's workbook."""

import datetime
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign.google import (
    BINNED,
    DELETED,
    FOLDER,
    NOT_A_SHEET,
    SHEET,
    TOO_MANY,
    Door,
    File,
    Missing,
    OddAnswer,
    RangeLost,
    Unanswered,
)
from campaign.intake.sources import Known
from campaign.intake.sources.google_grids import ADDRESS, Seen, ranges, raw, renewed, seen
from campaign.intake.sources.rounds import ROUND, TURN, Book, Phase, due, probe, retry, share, slowness
from campaign.records import Listed, RawWorkbook, SourceUnavailable, WorkbookUnreadable
from sheets_schema.plan import Plan
from sheets_schema.vietnamese.text import sort_key

LINK = re.compile(r"docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{10,})")

IN_A_ROW = 3
"""So many workbooks on end without an answer mean that Google is down, not one workbook."""
SEEN_FOR = datetime.timedelta(minutes=10)
"""After so long, a workbook that has changed is looked at in whole again: locale and tabs may be others."""
LONGEST_REST = 60.0
SKEW, OLD_NEWS = datetime.timedelta(seconds=30), datetime.timedelta(minutes=10)
"""By so much our clock may be ahead of Google's; beyond the other, the two tell different times."""
MINUTE = datetime.timedelta(minutes=1)
ASKED_AGAIN = datetime.timedelta(minutes=10)
"""After so long, Drive is asked once more what became of a workbook that is gone."""
ODD_SHAPES = (OddAnswer, KeyError, TypeError, ValueError, AttributeError)
ODD_WORKBOOK = "Google trả lời không đúng dạng cho bảng tính này; chương trình tự thử lại."

log = logging.getLogger("campaign.google")


@dataclass(frozen=True)
class _Kept:
    """A workbook as this process last read it."""

    book: Seen
    learned_at: datetime.datetime
    """When it was last read in whole, with its tabs and formats."""
    learned_of: str
    """The revision that Drive told then."""
    read_at: datetime.datetime


@dataclass(frozen=True)
class _Failed:
    """A workbook that could not be read, so many times on end."""

    revision: str
    times: int
    at: datetime.datetime


class GoogleSource:
    """A folder on Drive with its subfolders; a workbook's key is its spreadsheet id.

    It paces the collector: one listing of Drive a round, and reads as `rounds` plans them.
    """

    def __init__(
        self,
        door: Door,
        folder: str,
        plan: Plan,
        *,
        clock: Callable[[], datetime.datetime],
        today: datetime.date | None = None,
    ) -> None:
        self._door, self._folder, self._plan = door, folder, plan
        self._clock, self._today = clock, today
        self._folders: tuple[str, ...] = (folder,)
        self._links: dict[str, datetime.datetime] = {}
        self._files: dict[str, File] = {}
        self._kept: dict[str, _Kept] = {}
        self._failed: dict[str, _Failed] = {}
        self._gone: dict[str, tuple[str, datetime.datetime]] = {}
        self._told_nothing_at: datetime.datetime | None = None
        self._unanswered = 0
        self._rounds_failed = 0
        self._edited_at = self._round_at = clock()
        self._spare = 0.0
        self._open = 0
        self._turned: list[datetime.datetime] = []
        self._hurry: datetime.datetime | None = None
        self._hurried_at = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        self._slow = 1

    @property
    def name(self) -> str:
        """What people call the place."""
        return "Google Drive"

    def follow(self, links: Iterable[str]) -> None:
        """Also list the spreadsheets that these texts link to, wherever they lie."""
        found = {match[1] for link in links if (match := LINK.search(link))}
        self._links = {id: self._links.get(id, self._clock()) for id in sorted(found)}

    def list(self) -> tuple[Listed, ...]:
        """List the folder's workbooks and the linked ones: one request, once its subfolders are known."""
        now = self._clock()
        self._round_at, elapsed = now, now - self._round_at
        if self._door.client.reads.paused:
            raise SourceUnavailable(TOO_MANY)
        try:
            files = {file.id: file for file in self._everything()}
            if self._files and not files:
                # All gone at once: it is the folder that is no longer shared, and not fifteen workbooks.
                self._door.folder_name(self._folder)
        except SourceUnavailable:
            self._rounds_failed += 1
            raise
        if not self._unanswered:
            self._rounds_failed = 0
        if any(file.revision != files[id].revision for id, file in self._files.items() if id in files):
            self._edited_at = now
        self._files = files
        self._gone = {id: told for id, told in self._gone.items() if id not in files}
        self._kept = {id: kept for id, kept in self._kept.items() if id in files or id in self._links}
        self._slow = slowness(now, self._edited_at)
        most = 1 + share(self._open, self._slow, ROUND * self._slow)
        self._spare = min(self._spare + share(self._open, self._slow, elapsed), most)
        listed = [_listed(file) for file in files.values()]
        listed += [_linked(id, since) for id, since in self._links.items() if id not in files]
        return tuple(sorted(listed, key=lambda each: (sort_key(each.title), each.key)))

    def due(
        self, listed: Sequence[Listed], known: Mapping[str, Known], now: datetime.datetime
    ) -> tuple[str, ...]:
        """Return the listed workbooks to read in this round, in that order."""
        books = [self._book(each, known.get(each.key)) for each in listed]
        self._open = sum(book.phase == "open" for book in books)
        if self._unanswered >= IN_A_ROW:
            return probe(books, self._rounds_failed)
        ready = self._door.client.reads.ready()
        spare = min(self._spare, self._left_of_this_minute(now))
        keys = due(books, now, spare=spare, ready=ready, slow=self._slow, hurry=self._hurry)
        turned = sum(book.key in keys and not (book.new or book.named) for book in books)
        self._spare = max(0.0, self._spare - turned)
        if self._hurry is None:
            self._turned += [now] * turned
        if self._hurry is not None and not _left_behind(books, keys, self._hurry, now):
            self._hurry = None
        return keys

    def _left_of_this_minute(self, now: datetime.datetime) -> int:
        """Return how many reads the turn may still do, so that a late round's share crowds no minute."""
        self._turned = [at for at in self._turned if at > now - MINUTE]
        return max(1, round(share(self._open, self._slow, MINUTE))) - len(self._turned)

    def rest(self, now: datetime.datetime) -> float:
        """Return the seconds until the next round; rounds begin at even distances, however long they take."""
        reads = self._door.client.reads
        if reads.paused:
            return min(reads.paused, LONGEST_REST)
        every = ROUND.total_seconds() * self._slow
        if self._rounds_failed:
            every = min(every * 2**self._rounds_failed, LONGEST_REST)
        elif self._hurry is not None:
            every = ROUND.total_seconds()
        return max(0.2, every - (now - self._round_at).total_seconds())

    def hurry(self) -> None:
        """Read every open workbook now, as far as the budget goes; asked again at once, it is the same."""
        now = self._clock()
        if self._hurry is None and now - self._hurried_at >= TURN:
            self._hurry = self._hurried_at = now

    def why_gone(self, key: str) -> str:
        """Ask Drive, now and then, what became of a workbook that is no longer listed."""
        words, until = self._gone.get(key, ("", self._round_at))
        if self._round_at < until or self._told_nothing_at == self._round_at:
            return words
        try:
            words = self._door.fate(key)
        except SourceUnavailable as fault:
            # The other workbooks that are gone need not wait for the same silence.
            self._told_nothing_at = self._round_at
            log.info("%s is gone, and why is not known: %s", key, fault)
        else:
            self._gone[key] = words, self._round_at + ASKED_AGAIN
        return words

    def stop(self) -> None:
        """End all waiting: the program is about to stop."""
        self._door.close()

    def read(self, key: str) -> RawWorkbook:
        """Read one workbook's cells: one read, two where its tabs or a number's format are not as known."""
        listed = self._files.get(key)
        revision = listed.revision if listed else ""
        try:
            # What is linked and in no list may lie in the bin, where Sheets still reads it.
            file = listed or self._door.file(key)
            if file is not None and file.binned:
                raise WorkbookUnreadable(f"Bảng tính {BINNED}")
            if file is not None and file.kind != SHEET:
                raise WorkbookUnreadable(NOT_A_SHEET)
            kept = self._read(key, revision)
            found = raw(kept.book, id=key, title=file.name if file else key)
        except (Unanswered, *ODD_SHAPES) as fault:
            words = str(fault) if isinstance(fault, Unanswered) else ODD_WORKBOOK
            self._unanswered += 1
            if self._unanswered >= IN_A_ROW:
                self._rounds_failed += 1
                raise SourceUnavailable(words) from fault
            self._note_failure(key, revision)
            raise WorkbookUnreadable(words) from fault
        except WorkbookUnreadable as fault:
            self._note_failure(key, revision)
            if isinstance(fault, Missing) and key in self._kept:
                # It was there: then the link is right, and not one letter of it has to be looked at.
                raise WorkbookUnreadable(f"Bảng tính {DELETED}") from fault
            raise
        self._kept[key] = kept
        self._unanswered = self._rounds_failed = 0
        self._failed.pop(key, None)
        return found

    def _everything(self) -> Sequence[File]:
        """List what is in the folder's tree as known so far, and once more where that shows new folders."""
        while True:
            files = self._door.files(self._folders, shared=bool(self._links))
            tree = {self._folder}
            inside = [file for file in files if not self._links or set(file.parents) & set(self._folders)]
            tree |= {file.id for file in inside if file.kind == FOLDER}
            known, self._folders = self._folders, tuple(sorted(tree))
            if tree <= set(known):
                linked = [file for file in files if file.id in self._links and file not in inside]
                return [file for file in (*inside, *linked) if file.kind != FOLDER]

    def _read(self, key: str, revision: str) -> _Kept:
        now, kept = self._clock(), self._kept.get(key)
        book = self._values(key, kept, revision, now)
        learned = (kept.learned_at, kept.learned_of) if kept and book else (now, revision)
        if book is None:
            book = seen(self._door.whole(key))
        if kept is not None and [tab.grid for tab in kept.book.tabs] != [tab.grid for tab in book.tabs]:
            self._edited_at = now
        return _Kept(book, *learned, now)

    def _values(self, key: str, kept: _Kept | None, revision: str, now: datetime.datetime) -> Seen | None:
        """Read only the cells; None where the workbook has to be looked at in whole."""
        if kept is None or not kept.book.tabs:
            return None
        if kept.learned_of != revision and now - kept.learned_at >= SEEN_FOR:
            return None
        try:
            return renewed(kept.book, self._door.values(key, ranges(kept.book)))
        except RangeLost as fault:
            log.info("%s: %s; looking at its tabs again", key, fault)
            return None

    def _book(self, listed: Listed, known: Known | None) -> Book:
        kept, failed = self._kept.get(listed.key), self._failed.get(listed.key)
        waits = failed is not None and failed.revision == listed.revision
        phase = self._phase(known)
        named = known is None or known.revision != listed.revision
        both_listed = known is not None and known.revision and listed.revision
        if named and both_listed and phase == "open" and kept is not None:
            # Drive is late: what was edited before an open workbook's last turn has been read in it.
            named = not SKEW < kept.read_at - listed.modified_at < OLD_NEWS
        return Book(
            key=listed.key,
            phase=phase,
            named=named,
            new=known is None,
            read_at=kept.read_at if kept else None,
            retry_at=failed.at + retry(failed.times) if failed and waits else None,
        )

    def _phase(self, known: Known | None) -> Phase:
        if known is None or known.kind != "unit":
            return "province"
        today = self._today or self._clock().date()
        phases = (phase for phase in self._plan.phases if phase.first_day <= today <= phase.locked)
        return "open" if any(phase.number == known.phase for phase in phases) else "shut"

    def _note_failure(self, key: str, revision: str) -> None:
        before = self._failed.get(key)
        times = before.times + 1 if before and before.revision == revision else 1
        self._failed[key] = _Failed(revision, times, self._clock())


def _left_behind(
    books: Sequence[Book], keys: Sequence[str], since: datetime.datetime, now: datetime.datetime
) -> bool:
    return any(
        book.phase != "shut"
        and book.key not in keys
        and (book.retry_at is None or book.retry_at <= now)
        and (book.read_at is None or book.read_at < since)
        for book in books
    )


def _listed(file: File) -> Listed:
    return Listed(file.id, file.name, file.revision, file.modified_at, ADDRESS.format(id=file.id))


def _linked(id: str, since: datetime.datetime) -> Listed:
    """Return a spreadsheet that is linked and not shared with us; reading it says why."""
    return Listed(id, id, "", since, ADDRESS.format(id=id))
