"""The database behind everything that is kept: an SQLite file, or PostgreSQL, by one SQLAlchemy URL."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

TIME_ZONE = datetime.timezone(datetime.timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam has kept UTC+7 without summer time since 1975; a fixed offset needs no time zone files."""
PREPARING = 2_023_040_501
"""Advisory lock of PostgreSQL under which tables are made: two processes may start at once."""


class StoreUnavailable(Exception):
    """The store cannot be opened, read or written now; the message is for people, in Vietnamese."""


@contextmanager
def faults(store: str) -> Iterator[None]:
    """Raise StoreUnavailable, naming the store, for what the database or the disk cannot do."""
    try:
        yield
    except sa.exc.IntegrityError:
        raise
    except (sa.exc.SQLAlchemyError, OSError) as fault:
        cause = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
        raise StoreUnavailable(f"Không dùng được kho số liệu {store}: {cause}.") from fault


class Moment(sa.types.TypeDecorator[datetime.datetime]):
    """A moment as UTC text of fixed width, the same on every database and in order as text."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Any) -> str | None:
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Any) -> datetime.datetime | None:
        return datetime.datetime.fromisoformat(value).astimezone(TIME_ZONE) if value else None


class Database:
    """One engine that the stores of a process share; each brings the tables it needs.

    Everything raises StoreUnavailable where the database does not answer as it should.
    """

    def __init__(self, url: str) -> None:
        try:
            self.engine = _engine(sa.make_url(url))
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as fault:
            raise StoreUnavailable(
                f"Địa chỉ kho số liệu chưa đúng: “{url}”. Cần dạng sqlite:///var/campaign.db "
                "hoặc postgresql+psycopg://tài_khoản@máy_chủ/cơ_sở_dữ_liệu."
            ) from fault
        self.name = self.engine.url.render_as_string(hide_password=True)
        if self.engine.dialect.name == "sqlite" and self.engine.url.database:
            with faults(self.name):
                Path(self.engine.url.database).parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Yield a connection to read with."""
        with faults(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Yield a connection in one transaction: all of it is kept, or nothing where anything is raised."""
        with faults(self.name), self.engine.begin() as connection:
            yield connection

    def prepare(self, layout: sa.MetaData) -> None:
        """Make the tables of a layout that are not there yet."""
        there = set(sa.inspect(self.engine).get_table_names())
        if there.issuperset(layout.tables):
            return
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": PREPARING})
            layout.create_all(connection)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    if url.get_backend_name() == "sqlite":

        @sa.event.listens_for(engine, "connect")
        def _safe(connection: Any, _record: Any) -> None:
            for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
                connection.execute(f"PRAGMA {setting}")

    return engine
