"""Links that open the slides on a TV without an account: signed, expiring, revocable, read-only."""

import datetime
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from campaign.access import Viewer
from campaign.database import Database, Moment

PAGES = {"meeting": "trinh-chieu"}
"""What a link may open, by the name of the command line, and where that stands."""
LONGEST = 366
"""Days that a link may last."""

layout = sa.MetaData()
links = sa.Table(
    "screen_links",
    layout,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("page", sa.String(40), nullable=False),
    sa.Column("made_by", sa.String(120), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("revoked_at", Moment),
)


@dataclass(frozen=True)
class Link:
    """One link for a screen."""

    id: str
    page: str
    made_by: str
    made_at: datetime.datetime
    expires_at: datetime.datetime
    revoked_at: datetime.datetime | None = None

    @property
    def viewer(self) -> Viewer:
        """Who a screen with this link is to the pages."""
        return Viewer(f"link-{self.id}", "Màn hình", "screen")

    def lasts(self, now: datetime.datetime) -> bool:
        """Tell whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at


class ScreenLinks:
    """The links in the store; what a link says is signed, the store keeps no copy that opens anything."""

    def __init__(self, database: Database, key: bytes, clock: Callable[[], datetime.datetime]) -> None:
        self._database, self._key, self._clock = database, key, clock
        database.prepare(layout)

    def make(self, page: str, days: int, made_by: str) -> tuple[str, Link]:
        """Return the token of a new link, shown once, and the link."""
        if page not in PAGES or not 1 <= days <= LONGEST:
            raise ValueError(f"{page}, {days} days")
        now = self._clock()
        link = Link(secrets.token_hex(6), page, made_by, now, now + datetime.timedelta(days=days))
        with self._database.writing() as connection:
            connection.execute(links.insert(), vars(link))
        return self._signed(link.id), link

    def of(self, token: str) -> Link | None:
        """Return the link of a token while it lasts; None for a false, expired or revoked one."""
        id = token.partition(".")[0]
        if not hmac.compare_digest(self._signed(id).encode(), token.encode()):
            return None
        with self._database.reading() as connection:
            row = connection.execute(sa.select(links).where(links.c.id == id)).one_or_none()
        link = Link(**row._mapping) if row else None
        return link if link and link.lasts(self._clock()) else None

    def revoke(self, id: str) -> bool:
        """End a link; tell whether there was one to end."""
        ended = sa.update(links).where(links.c.id == id, links.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            return bool(connection.execute(ended.values(revoked_at=self._clock())).rowcount)

    def all(self) -> tuple[Link, ...]:
        """Return every link ever made, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(links).order_by(links.c.made_at.desc()))
            return tuple(Link(**row._mapping) for row in rows)

    def _signed(self, id: str) -> str:
        seal = hmac.new(self._key, f"screen:{id}".encode(), hashlib.sha256).hexdigest()
        return f"{id}.{seal}"
