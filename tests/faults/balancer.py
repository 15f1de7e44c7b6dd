"""A balancer that knows nothing of what it carries: each connection goes to the next process that takes it."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from typing import Self

_MOST_AT_ONCE = 65_536
_AGAIN_S, _PATIENCE_S = 0.05, 20.0


class Balancer:
    """`async with Balancer(ports) as balancer`: connect to `balancer.port`."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.port = 0
        self._ports = ports
        self._next = count()
        self._carrying: set[asyncio.Task[None]] = set()
        self._door: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._door = await asyncio.start_server(self._take, "127.0.0.1", 0, backlog=1024)
        self.port = self._door.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._door is not None
        self._door.close()
        for task in list(self._carrying):
            task.cancel()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        ends = [writer]
        try:
            far_reader, far_writer = await self._reach()
            ends.append(far_writer)
            await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))
        except (OSError, TimeoutError, asyncio.CancelledError):
            for end in ends:
                end.transport.abort()
        finally:
            self._carrying.discard(task)

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to a process; when all refuse, wait for one that starts."""
        async with asyncio.timeout(_PATIENCE_S):
            while True:
                for _ in self._ports:
                    port = self._ports[next(self._next) % len(self._ports)]
                    with suppress(OSError):
                        return await asyncio.open_connection("127.0.0.1", port)
                await asyncio.sleep(_AGAIN_S)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry one direction until its end, which is carried too."""
    try:
        while data := await reader.read(_MOST_AT_ONCE):
            writer.write(data)
            await writer.drain()
        writer.close()
    except BaseException:
        writer.transport.abort()
        raise
