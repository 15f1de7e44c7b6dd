"""Every desk has a database of its own, and by itself each would have the same statements written out anew."""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from icabinet import database

_written: LRUCache[Any, Any] = LRUCache(4000)


def _create(*what: Any, **more: Any) -> Engine:
    engine = create_engine(*what, **more)
    if isinstance(engine.dialect, SQLiteDialect_pysqlite):
        engine._compiled_cache = _written
    return engine


def remember() -> None:
    """Write each statement out once in this process: all of the product's SQLite databases speak alike."""
    SQLiteDialect_pysqlite.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]
    database.create_engine = _create  # type: ignore[assignment]
