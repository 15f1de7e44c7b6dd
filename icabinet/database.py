"""The database: one engine, two ways to use it. Reading sees one consistent moment; only the writer writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, Engine, Text, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

_WRITES = "icabinet_writes"
_MIGRATIONS = Path(__file__).parent.parent / "migrations"


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


class Database:
    """An engine with durable settings. `reading()` and `writing()` are the only doors."""

    metadata = Base.metadata

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one consistent moment and is never committed."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose transaction holds the write lock from its first statement; commit on exit."""
        with self.engine.connect().execution_options(**{_WRITES: True}) as connection:
            with Session(connection, expire_on_commit=False) as session, session.begin():
                yield session
            connection.commit()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # pysqlite's own transaction handling would open them too late and break savepoints.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class WrongRevision(RuntimeError):
    """The database is not at the revision that this code needs: `flask --app wsgi db upgrade` brings it there."""


def check_revision(engine: Engine) -> None:
    """Raise WrongRevision unless the database is where the newest migration leaves it."""
    known = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != known:
        raise WrongRevision(f"the database is at revision {found or 'none'}, this version needs {known}")
