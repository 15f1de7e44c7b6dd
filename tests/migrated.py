"""A new database at the newest migration: migrated once in a process, and a copy of that from then on."""

import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import flask_migrate

from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.extensions import services

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate() -> None:
    """Do for the current app's database, which is new, what `flask db upgrade` does."""
    database = services().db.engine.url
    if database.get_backend_name() == "sqlite":
        _copy(_migrated(), Path(str(database.database)))
    else:
        flask_migrate.upgrade(str(MIGRATIONS))


def _copy(original: sqlite3.Connection, path: Path) -> None:
    assert not path.exists(), "this database is not new"
    new = sqlite3.connect(path)
    original.backup(new)
    new.close()


@cache
def _migrated() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), secret_key="for tests only"))
        with app.app_context():
            flask_migrate.upgrade(str(MIGRATIONS))
            services().db.engine.dispose()
            made = sqlite3.connect(str(services().db.engine.url.database))
        made.backup(kept)
        made.close()
    return kept
