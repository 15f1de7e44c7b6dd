"""PostgreSQL and Redis of our own, for the rows that strike at them."""

import atexit
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.faults.row import Ask
from tests.left_over import LASTING
from tools.servers import PostgreSQL, Redis, find_postgresql, find_redis


def needs_postgresql() -> str:
    return "" if find_postgresql() else "PostgreSQL not installed"


def needs_both() -> str:
    return needs_postgresql() or ("" if find_redis() else "Redis not installed")


@contextmanager
def postgresql(ask: Ask) -> Iterator[PostgreSQL]:
    """A server with durable settings; in short one without them, that all rows share."""
    server = _shared() if ask.short else _started(durable=True)
    try:
        yield server
    finally:
        if not ask.short:
            server.close()


@cache
def _shared() -> PostgreSQL:
    server = _started(durable=False)
    atexit.register(server.close)
    LASTING.append(server)
    return server


def _started(*, durable: bool) -> PostgreSQL:
    folder = find_postgresql()
    assert folder is not None
    return PostgreSQL(folder, durable=durable).start()


@contextmanager
def redis() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as folder:
        server = Redis(Path(folder)).start()
        try:
            yield server
        finally:
            server.kill()
