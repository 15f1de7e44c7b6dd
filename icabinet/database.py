"""The database: one engine, two ways to use it. Reading sees one consistent moment; only the writer writes."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, Engine, Text, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from icabinet.errors import Invalid, Unavailable
from icabinet.quick import Quick

_WRITES, _ASIDE = "icabinet_writes", "icabinet_aside"
_MIGRATIONS = Path(__file__).parent.parent / "migrations"
# Nobody waits for ever for a process that hangs, or for a server that has vanished from the network.
_POSTGRESQL: dict[str, Any] = {
    "options": "-c synchronous_commit=on -c lock_timeout=8s -c idle_in_transaction_session_timeout=30s",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# A database takes only so many values in one question.
_AT_ONCE = 500
T = TypeVar("T")
_DEADLOCK, _SERIALIZATION = "40P01", "40001"
log = logging.getLogger(__name__)


def portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the values in portions that one question can take."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


class Json(TypeDecorator[Any]):
    """A JSON value kept as text, so that SQLite and PostgreSQL store the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else msgspec.json.decode(value)


class Base(DeclarativeBase):
    """Every table of the product hangs here, for the migrations."""


class Disturbed(Exception):
    """A transaction was ended from outside before its commit: nothing is stored, it may be run again at once."""


class Database:
    """An engine with durable settings. `reading()` and `writing()` are the only doors.

    `offload(function)` runs outside the hub what waits for the disk, where there is a hub.
    """

    metadata = Base.metadata

    def __init__(self, url: str, offload: Callable[..., Any] | None = None) -> None:
        self.engine = _engine(make_url(url))
        self._readers = self._writers = self.engine
        # SQLite waits for the disk in the very thread that asks: a slow disk would stop everybody.
        self._aside = offload if offload is not None and self.is_sqlite else _here
        if not self.is_sqlite:
            moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            self._readers = self.engine.execution_options(**moment)
            # Whoever has waited for a stream's lock must see what was committed meanwhile.
            self._writers = self.engine.execution_options(isolation_level="READ COMMITTED")

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one consistent moment and is never committed.

        Refuses with `unavailable` if the database cannot be read now.
        """
        try:
            with Quick(self._readers) as session:
                yield session
        except (DBAPIError, NoConnection) as error:
            if isinstance(error, DBAPIError) and not _is_away(error):
                raise
            log.warning("the database cannot be read: %s", error)
            raise Unavailable(what="database") from error

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose transaction is committed on exit; on SQLite it holds the write lock from its start.

        Raises Disturbed where running it again may help; any other failure may have struck the commit itself.
        """
        with (
            self._writers.connect().execution_options(**{_WRITES: True}) as connection,
            Quick(connection, expire_on_commit=False) as session,
        ):
            with _disturbances():
                session.info[_ASIDE] = self._aside
                yield session
                session.flush()
            self._aside(session.commit)


def aside(session: Session, work: Callable[..., Any], *arguments: Any) -> None:
    """Do work with the database that takes long, for a session that writes, without keeping everybody waiting."""
    session.info.get(_ASIDE, _here)(work, *arguments)


def _here(work: Callable[..., Any], *arguments: Any) -> None:
    work(*arguments)


@contextmanager
def _disturbances() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated or getattr(error.orig, "pgcode", None) in (_DEADLOCK, _SERIALIZATION):
            raise Disturbed from error
        raise


def _is_away(error: DBAPIError) -> bool:
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        # The driver that green threads can wait with.
        url = url.set(drivername="postgresql+psycopg2")
        engine = create_engine(
            url,
            connect_args=_POSTGRESQL,
            # What people write is in the statements' values: a failing one may be logged, they may not.
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=15,
            pool_timeout=10,
            # Five hundred ballots are updates of five hundred rows: not one trip to the server for each.
            executemany_mode="values_plus_batch",
            executemany_batch_page_size=500,
        )
        event.listen(engine, "handle_error", _refuse_what_is_no_text)
        return engine
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _refuse_what_is_no_text)
    return engine


def _refuse_what_is_no_text(context: ExceptionContext) -> None:
    """Half a character, and for PostgreSQL a NUL, cannot even be looked for: whoever sent one is told."""
    if isinstance(context.original_exception, ValueError):
        raise Invalid(where="text", why="control_character") from context.original_exception


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # pysqlite's own transaction handling would open them too late and break savepoints.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def empty_log(database: Database) -> bool:
    """Empty SQLite's write-ahead log; return whether nobody was reading it, so that it could be emptied.

    It still holds pages with what was deleted; secure_delete wiped them in the main file only.
    """
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        # Waiting here would keep everybody waiting: whoever reads now is done at the next entry, or the one after.
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        return not busy
    finally:
        connection.close()


class WrongRevision(RuntimeError):
    """The database is not at the revision that this code needs: `flask --app wsgi db upgrade` brings it there."""


def check_revision(engine: Engine) -> None:
    """Raise WrongRevision unless the database is where the newest migration leaves it."""
    known = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != known:
        raise WrongRevision(f"the database is at revision {found or 'none'}, this version needs {known}")
