"""Which index a database has."""

from sqlalchemy.orm import Session

from icabinet.search.index import Index
from icabinet.search.postgresql import PostgreSQLIndex
from icabinet.search.sqlite import SQLiteIndex

_SQLITE, _POSTGRESQL = SQLiteIndex(), PostgreSQLIndex()


def index_of(session: Session) -> Index:
    """Return the index of the session's database."""
    return _SQLITE if session.get_bind().dialect.name == "sqlite" else _POSTGRESQL
