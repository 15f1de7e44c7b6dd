"""PostgreSQL and Redis of our own, for the rows that strike at them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.row import Ask
from tools.servers import PostgreSQL, Redis, find_postgresql, find_redis


def needs_postgresql() -> str:
    return "" if find_postgresql() else "PostgreSQL not installed"


def needs_both() -> str:
    return needs_postgresql() or ("" if find_redis() else "Redis not installed")


@contextmanager
def postgresql(ask: Ask) -> Iterator[PostgreSQL]:
    """A server with durable settings; in short without them."""
    folder = find_postgresql()
    assert folder is not None
    server = PostgreSQL(folder, durable=not ask.short)
    try:
        yield server.start()
    finally:
        server.close()


@contextmanager
def redis() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as folder:
        server = Redis(Path(folder)).start()
        try:
            yield server
        finally:
            server.kill()
