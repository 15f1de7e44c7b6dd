"""The same tests on both databases: a file of SQLite, and a real PostgreSQL server that the tests start."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.migrated import migrate
from tests.noise import furnish
from tools.servers import PostgreSQL

Beside = Callable[[], Desk]


@pytest.fixture(scope="session")
def furnished(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Desk]:
    """The database that every test on PostgreSQL starts from a copy of, and the desk that made it."""
    name = postgresql.database()
    desk = Desk(tmp_path_factory.mktemp("furnished"), {}, database_url=postgresql.url(name))
    with desk.app.app_context():
        migrate()
    furnish(desk)
    desk.close()
    return name, desk


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A meeting that is planned, with somebody in every part; on each of the databases."""
    if request.param == "sqlite":
        desk = Desk.copy(request.getfixturevalue("template"), tmp_path / "data")
    else:
        desk = request.getfixturevalue("on_postgresql")
    yield desk
    desk.close()


@pytest.fixture
def on_postgresql(postgresql: PostgreSQL, furnished: tuple[str, Desk], tmp_path: Path) -> Desk:
    """Such a meeting on PostgreSQL, for what only that can do."""
    name, template = furnished
    url = postgresql.url(postgresql.database(name))
    return Desk(tmp_path / "data", dict(template.known), database_url=url)


@pytest.fixture
def beside(desk: Desk) -> Iterator[Beside]:
    """Open another desk on the same data, as another process would have it."""
    with ExitStack() as stack:

        def opened() -> Desk:
            other = Desk(desk.folder, desk.known, database_url=desk.settings.database_url)
            stack.callback(other.close)
            return other

        yield opened
