"""Some tablets never read, but answer pings: they are cut off before they cost memory, and nobody else notices.

Five tablets with the smallest buffers that the kernel allows join, read nothing more, and send what answers a ping
every 10 s. Strokes of 5 kB are drawn until the kernel says that the server has let go of them; what lies in the
kernel is taken off what the server keeps for them. The delay of the others and the server's memory are compared with
before; in the end the five come back and must have caught up.
"""

import asyncio
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from tests.faults.crowd import PATIENCE_S, Crowd, done, percentile
from tests.faults.history import Event, Sent, Told
from tests.faults.place import House, Place, furnished, serving, stroke
from tests.faults.row import Ask, Outcome, Row
from tests.faults.tablet import Dial, Tablet, Who, door
from tests.faults.voting import judged, patience

_MESSAGES, _BYTES, _SECONDS = 256, 2 << 20, 12.0
# It is looked at now and then only, and how many messages the kernel holds is known from its bytes.
_MORE_MESSAGES, _MORE_BYTES, _MORE_SECONDS = 64, 256 << 10, 2.0
_POINTS, _PONG_EVERY_S, _MORE_MB = 2_400, 10.0, 24.0
_ESTABLISHED = "01"


def run(ask: Ask) -> Outcome:
    outcome = Outcome(tries=ask.count(5, 3))
    with furnished(12) as place, serving(place.house()) as house:
        asyncio.run(_flood(place, house, ask, outcome))
        outcome.must("incident" not in house.log, "an incident in the log")
    return outcome


async def _flood(place: Place, house: House, ask: Ask, outcome: Outcome) -> None:
    """Draw without them, with them until they are cut off, and let them come back."""
    async with Crowd(place, [door(house.port)], members=4) as crowd:
        await _draw(crowd, ask.size(600, 60))
        memory, alone = house.memory_mb, _delays(crowd, 0.0)
        deaf = [_Deaf(crowd, place.members[4 + number], house.port) for number in range(outcome.tries)]
        for one in deaf:
            await one.fall_silent()
        began, longest = time.monotonic(), _SECONDS + _MORE_SECONDS * patience(ask)
        while any(one.held for one in deaf) and max(one.lasted for one in deaf) < longest:
            await _draw(crowd, 5)
            for one in deaf:
                one.look()
        await _draw(crowd, ask.size(600, 60))
        more_mb, beside = house.memory_mb - memory, _delays(crowd, began)
        _judge(deaf, alone, beside, more_mb, outcome, patience(ask))
        for one in deaf:
            one.come_back()
        await crowd.all_online()
        await crowd.settled()
        outcome.violations += judged(crowd, ask)


async def _draw(crowd: Crowd, count: int) -> None:
    for number in range(count):
        points = {"points": [number % 200] * _POINTS}
        done(await crowd.members[0].act("ink.draw", **stroke(crowd.place.paper) | points))


def _delays(crowd: Crowd, since: float) -> list[float]:
    """Seconds from the sending of each stroke until each of the others had it."""
    sent = {f"strokes/{event.args['id']}": event.at for event in crowd.history.all(Sent) if event.at >= since}
    return [
        event.at - sent[key]
        for event in crowd.history.all(Told)
        for entry in event.entries
        for key in entry.get("changes", {})
        if key in sent
    ]


def _judge(
    deaf: "list[_Deaf]", alone: list[float], beside: list[float], more_mb: float, outcome: Outcome, patient: float
) -> None:
    for one in deaf:
        outcome.must(not one.held, f"never cut, with {one.messages} messages, {one.bytes} bytes kept for it")
    messages, size, lasted = (max(getattr(one, name) for one in deaf) for name in ("messages", "bytes", "lasted"))
    outcome.must(messages <= _MESSAGES + _MORE_MESSAGES, f"{messages} messages kept")
    outcome.must(size <= _BYTES + _MORE_BYTES, f"{size} bytes kept")
    outcome.must(more_mb < _MORE_MB, f"{more_mb:.0f} MB more of memory")
    before, after = percentile(alone, 95) * 1000, percentile(beside, 95) * 1000
    outcome.must(after < (2 * before + 100) * patient, f"the others wait {after:.0f} instead of {before:.0f} ms")
    outcome.figures = {
        "messages": messages, "bytes": size, "seconds": round(lasted, 1), "more_mb": round(more_mb, 1),
        "others_p95_ms": [round(before, 1), round(after, 1)],
    }  # fmt: skip
    how = "never cut" if any(one.held for one in deaf) else "cut"
    kept = f"{how} with {messages} messages, {size // 1024} KiB kept, {lasted:.1f} s after it took the last"
    outcome.measured = f"{kept}; {more_mb:.0f} MB more; others' p95 {before:.0f} → {after:.0f} ms"


class _Deaf:
    """A tablet of somebody else, who joins and then reads no more.

    `messages`, `bytes`: what it was told since, without what lies in the kernel; the server must be keeping that.
    `lasted`: seconds since the kernel took something for it.
    """

    def __init__(self, crowd: Crowd, who: Who, port: int) -> None:
        self.messages, self.bytes, self.lasted = 0, 0, 0.0
        self.held = True
        self._crowd, self._port, self._ours = crowd, port, 0
        self._tablet = Tablet(f"deaf{who.person}", who, crowd.place.meeting, _narrow(port), crowd.history)
        self._told: list[int] = []
        self._in_kernel = 0
        self._taken_at = self._hummed = 0.0

    async def fall_silent(self) -> None:
        self._crowd.start(self._tablet)
        async with asyncio.timeout(PATIENCE_S):
            await self._tablet.online.wait()
        self._ours = self._tablet.port
        self._tablet.deafen()
        self._taken_at = self._hummed = time.monotonic()
        self._crowd.history.watchers.append(self._count)

    def look(self) -> None:
        """Answer the ping that must have come, and see whether the server still holds the connection."""
        now = time.monotonic()
        if now - self._hummed > _PONG_EVERY_S:
            self._hummed = now
            self._tablet.hum()
        if not self.held:
            return
        self.held, in_kernel = _server_end(self._port, self._ours)
        if self.held and in_kernel > self._in_kernel:
            self._in_kernel, self._taken_at = in_kernel, now
        self.lasted = now - self._taken_at
        self.bytes = max(0, sum(self._told) - self._in_kernel)
        self.messages = round(self.bytes * len(self._told) / max(1, sum(self._told)))

    def _count(self, event: Event) -> None:
        # What another tablet of the same view is told, this one is told too.
        if self.held and isinstance(event, Told) and event.client == "t1":
            self._told.append(len(msgspec.json.encode(event.entries)))

    def come_back(self) -> None:
        self._tablet.deafen(False)
        self._tablet.cut()
        self._crowd.tablets.append(self._tablet)


def _narrow(port: int) -> Dial:
    """A connection of which the kernel keeps as little as it can, at both ends."""

    async def dial(protocol: Callable[[], asyncio.Protocol]) -> Any:
        loop, line = asyncio.get_running_loop(), socket.socket()
        line.setblocking(False)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        await loop.sock_connect(line, ("127.0.0.1", port))
        return await loop.create_connection(protocol, sock=line)

    return dial


def _server_end(port: int, ours: int) -> tuple[bool, int]:
    """Whether the server's end of the connection is established, and how many bytes wait in the kernel there."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, queues, *_ = line.split()
        if (int(local[-4:], 16), int(remote[-4:], 16)) == (port, ours):
            return state == _ESTABLISHED, int(queues.partition(":")[0], 16)
    return False, 0


ROW = Row(
    "deaf", "P5 P11", "tablets that never read but answer pings, while others draw",
    f"cut at {_MESSAGES} messages, {_BYTES >> 20} MiB or {_SECONDS:g} s; memory bounded; others as before", run,
    lambda: "" if Path("/proc/net/tcp").exists() else "needs /proc",
)  # fmt: skip
