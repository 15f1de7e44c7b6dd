"""Two web processes on one PostgreSQL and one Redis, as several machines would be."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from icabinet.app import create_app
from icabinet.config import Settings
from tests.live import world
from tests.live.conftest import Room
from tests.live.server import Server
from tests.live.tablet import Tablet
from tools.servers import PostgreSQL, Redis

Connect = Callable[..., Tablet]
KEY = "for tests only"


class Member(Server):
    """One of the web processes; the folder is shared, what it logs is not."""

    def __init__(self, folder: Path, name: str, database_url: str, redis_url: str) -> None:
        super().__init__(folder)
        self._log = folder / f"{name}.log"
        self._shared = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "SECRET_KEY": KEY}

    def environment(self) -> dict[str, str]:
        return super().environment() | {f"ICABINET_{name}": value for name, value in self._shared.items()}


class Cluster:
    """Two members on the same data. `rooms[0]` and `rooms[1]` are the same meeting at one and the other."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.database_url = database_url
        settings = Settings(data_dir=folder, database_url=database_url, secret_key=KEY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(world, "open_app", lambda _folder: create_app(settings))
            self.world = world.furnish(folder)
        self.members = [Member(folder, name, database_url, redis_url).start() for name in ("one", "two")]
        self.rooms = [Room(member, self.world) for member in self.members]

    def close(self) -> None:
        for member in self.members:
            member.close()


@pytest.fixture(scope="module")
def cluster(postgresql: PostgreSQL, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("shared"), postgresql.url(postgresql.database()), redis.url)
    yield cluster
    cluster.close()


@pytest.fixture
def connect(cluster: Cluster) -> Iterator[Connect]:
    """Connect a tablet of somebody to one member or the other, and have it join."""
    with ExitStack() as stack:

        def connected(who: str, member: int) -> Tablet:
            room = cluster.rooms[member]
            tablet = stack.enter_context(Tablet(room.server, {"token": cluster.rooms[0].token(who)}))
            tablet.join(cluster.world.meeting)
            return tablet

        yield connected
