"""A bad network between tablets and server: delays, drops, doubles and reorders frames, stalls and cuts lines.

A TCP connection never loses a part of what it carries; but servers lose messages between each other, and tablets
lose what they were in the midst of. So whole frames are taken away, doubled or exchanged, and the tablet has to heal
it from the journal. Before and after a WebSocket's frames, and with no `Faults`, bytes pass as they are.
"""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Self

from tests.faults.frames import Frame, Reader

_OVERTAKEN_FOR_S = 0.3
_ENGINE = (b"0", b"2", b"3", b"40", b"41")


@dataclass
class Faults:
    """How often, from 0 to 1, something happens to a frame; `delay_s` is the longest delay. May change at any time."""

    drop: float = 0.0
    double: float = 0.0
    reorder: float = 0.0
    delay_s: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    # How often it happened.
    lost: int = 0
    doubled: int = 0
    moved: int = 0

    def fate(self, frame: Frame, waiting: list[bytes]) -> list[bytes]:
        """What goes on now in the place of this frame; `waiting` keeps one that is overtaken."""
        if not frame.is_text or frame.text in _ENGINE or frame.text.startswith((b"0", b"40")):
            return [frame.raw]
        if self.chance.random() < self.drop:
            self.lost += 1
            return []
        passing = [frame.raw]
        if self.chance.random() < self.double:
            self.doubled += 1
            passing *= 2
        if not waiting and self.chance.random() < self.reorder:
            self.moved += 1
            waiting += passing
            return []
        overtaken = waiting[:]
        waiting.clear()
        return passing + overtaken


class Proxy:
    """`async with Proxy(port) as proxy`: connect to `proxy.port`."""

    def __init__(self, port: int, faults: Faults | None = None) -> None:
        self.port = 0
        self.faults = faults
        self._server_port = port
        self._flows = asyncio.Event()
        self._flows.set()
        self._open = True
        self._lines: set[asyncio.Transport] = set()
        self._door: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._door = await loop.create_server(lambda: _End(self, None), "127.0.0.1", 0, backlog=1024)
        self.port = self._door.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        if self._door is not None:
            self._door.close()

    def stall(self) -> None:
        """Nothing passes any more in either direction; nobody is told. What is sent waits."""
        self._flows.clear()

    def flow(self) -> None:
        """It passes again, what has waited first."""
        self._flows.set()

    def cut(self) -> None:
        """End every connection at once, hard."""
        for line in list(self._lines):
            line.abort()

    async def wait_flow(self) -> None:
        await self._flows.wait()

    @property
    def server_port(self) -> int:
        return self._server_port

    @property
    def lines(self) -> set[asyncio.Transport]:
        return self._lines


class _End(asyncio.Protocol):
    """One end of a line. The near end (of the tablet) makes the far one; each carries what it hears to the other."""

    def __init__(self, proxy: Proxy, other: "_End | None") -> None:
        self._proxy, self._other = proxy, other
        self._reached: asyncio.Future[asyncio.Transport] = asyncio.get_running_loop().create_future()
        self._reader, self._overtaken = Reader(), list[bytes]()
        self._transport: asyncio.Transport | None = None
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._proxy.lines.add(self._transport)
        loop = asyncio.get_running_loop()
        if self._other is None:
            self._tasks.append(loop.create_task(self._reach()))
        else:
            self._meet(self._other)
            self._other._meet(self)
        self._tasks.append(loop.create_task(self._carry()))

    def data_received(self, data: bytes) -> None:
        self._queue.put_nowait(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self._proxy.lines.discard(self._transport)
        for task in self._tasks:
            task.cancel()
        if self._other is not None:
            self._other.end()

    def _meet(self, other: "_End") -> None:
        assert other._transport is not None
        self._other = other
        self._reached.set_result(other._transport)

    def end(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    async def _reach(self) -> None:
        """Go on to the server, unless nothing passes."""
        await self._proxy.wait_flow()
        far = _End(self._proxy, self)
        try:
            await asyncio.get_running_loop().create_connection(lambda: far, "127.0.0.1", self._proxy.server_port)
        except OSError:
            self.end()

    async def _carry(self) -> None:
        while True:
            data = await self._queue.get()
            await self._proxy.wait_flow()
            other = await self._reached
            if self._proxy.faults and self._proxy.faults.delay_s:
                await asyncio.sleep(self._proxy.faults.chance.uniform(0, self._proxy.faults.delay_s))
            for piece in self._changed(data):
                other.write(piece)
            if self._overtaken:
                asyncio.get_running_loop().call_later(_OVERTAKEN_FOR_S, self._let_go, other)

    def _let_go(self, other: asyncio.Transport) -> None:
        """Nothing has overtaken it: it goes on after all."""
        for piece in self._flush():
            if not other.is_closing():
                other.write(piece)

    def _changed(self, data: bytes) -> list[bytes]:
        faults, knew_head = self._proxy.faults, bool(self._reader.head)
        frames = self._reader.feed(data)
        head = [] if knew_head or not self._reader.head else [self._reader.head]
        if faults is None:
            return [*head, *(frame.raw for frame in frames), *self._flush()]
        return head + [piece for frame in frames for piece in faults.fate(frame, self._overtaken)]

    def _flush(self) -> list[bytes]:
        overtaken, self._overtaken = self._overtaken, []
        return overtaken
