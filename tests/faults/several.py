"""Several web processes on one PostgreSQL and one Redis, as on several machines."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults import stores
from tests.faults.place import House, Place, furnish
from tests.faults.row import Ask
from tools.servers import PostgreSQL, Redis


@dataclass(frozen=True)
class Several:
    """`houses` serve the same `place`."""

    place: Place
    houses: list[House]
    database: PostgreSQL
    redis: Redis


@contextmanager
def several(ask: Ask, members: int, processes: int = 2) -> Iterator[Several]:
    """A furnished place in a database and a Redis of its own, and so many processes that serve it."""
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as name, ExitStack() as stack:
        folder = Path(name)
        database, line = stack.enter_context(stores.postgresql(ask)), stack.enter_context(stores.redis())
        place = furnish(folder, members, database_url=database.url(database.database()), redis_url=line.url)
        houses = [place.house(f"server{number}") for number in range(processes)]
        for house in houses:
            stack.callback(house.close)
        with ThreadPoolExecutor(processes) as starting:
            list(starting.map(House.start, houses))
        yield Several(place, houses, database, line)
