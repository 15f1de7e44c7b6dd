"""Several web processes on one PostgreSQL and one Redis, as on several machines."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.place import House, Place, furnish
from tools.servers import PostgreSQL, Redis, find_postgresql, find_redis


@dataclass(frozen=True)
class Several:
    """`houses` serve the same `place`."""

    place: Place
    houses: list[House]
    database: PostgreSQL
    redis: Redis


def needs_stores() -> str:
    """Why several processes cannot run here, or nothing."""
    missing = [name for name, found in (("PostgreSQL", find_postgresql()), ("Redis", find_redis())) if not found]
    return f"{' and '.join(missing)} not installed" if missing else ""


@contextmanager
def several(members: int, processes: int = 2, **settings: object) -> Iterator[Several]:
    """A furnished place in stores of its own, and so many processes that serve it."""
    program = find_postgresql()
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as name, ExitStack() as stack:
        folder = Path(name)
        database = PostgreSQL(program)
        stack.callback(database.close)
        database.start()
        redis = Redis(folder).start()
        stack.callback(redis.kill)
        shared = {"database_url": database.url(database.database()), "redis_url": redis.url, **settings}
        place = furnish(folder, members, **shared)
        houses = [place.house(f"server{number}") for number in range(processes)]
        for house in houses:
            stack.callback(house.close)
            house.start()
        yield Several(place, houses, database, redis)
