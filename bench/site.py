"""Where it is measured: the houses, and the servers as each scenario wants them."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Self

from bench import processes
from bench.processes import Process
from bench.room import KEY, House
from tools.servers import PostgreSQL, Redis, find_postgresql, find_redis

# The server speaks to every tablet so often (docs/protocol.md, R4).
BEAT_S = 5.0


class NotHere(Exception):
    """A scenario cannot run on this machine; the message says what is missing."""


@dataclass
class Site:
    """To be used in a `with` block. `quick`: less of everything, to see that it runs."""

    quick: bool = False
    # For whatever must be new in every round.
    seeds: Iterator[int] = field(default_factory=lambda: count(1000))
    _stack: ExitStack = field(default_factory=ExitStack)
    _houses: dict[str, House] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="icabinet-bench-")))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def seconds(self) -> float:
        """How long a flow of messages is looked at."""
        return 1.0 if self.quick else 2.5

    @property
    def house(self) -> House:
        """The house on SQLite."""
        if "sqlite" not in self._houses:
            self._houses["sqlite"] = self._build("sqlite", "")
        return self._houses["sqlite"]

    @property
    def house_on_postgresql(self) -> House:
        """The house on a PostgreSQL of its own, as durable as in earnest. Raises NotHere."""
        if "postgresql" not in self._houses:
            installed = find_postgresql()
            if installed is None:
                raise NotHere("PostgreSQL is not installed (tools/servers.sh installs it where it can)")
            server = PostgreSQL(installed, durable=True)
            self._stack.callback(server.close)
            self._houses["postgresql"] = self._build("postgresql", server.start().url(server.database()))
        return self._houses["postgresql"]

    @contextmanager
    def servers(self, *names: str, house: House | None = None) -> Iterator[list[Process]]:
        """Start servers by their names, in this order; end them afterwards."""
        with ExitStack() as stack:
            started = []
            for name in names:
                server = self._server(name, house or self.house)
                stack.callback(server.end)
                started.append(server.start())
            yield started

    def redis(self) -> Redis:
        """Return a Redis of our own, started, that ends with the site. Raises NotHere."""
        if find_redis() is None:
            raise NotHere("Redis is not installed (tools/servers.sh installs it where it can)")
        server = Redis(self.folder).start()
        self._stack.callback(server.kill)
        return server

    @contextmanager
    def server(self, name: str, *, house: House | None = None) -> Iterator[Process]:
        """Start one server; end it afterwards."""
        with self.servers(name, house=house) as (one,):
            yield one

    def _server(self, name: str, house: House) -> Process:
        if name == "ours":
            return processes.ours(house.folder, house.database_url, secret_key=KEY)
        return {"node": processes.node, "floor": processes.floor, "stock": processes.stock}[name](self.folder)

    def _build(self, name: str, database_url: str) -> House:
        folder = self.folder / name
        folder.mkdir()
        return House(folder, database_url).build()
