"""Tablets in a process of their own, so that those who come back are not slower than the server that takes them in.

`python -m tests.faults.storm` reads one line of JSON (`Hall`), says "ready" when all have joined; with each further
line it cuts all connections at once and answers with one line of JSON (`Back`) when all have joined again.
"""

import asyncio
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import IO

import msgspec

from tests.faults.history import History
from tests.faults.place import Place
from tests.faults.tablet import Tablet, Who, door
from tests.live.server import ROOT

# Nobody waits before they come back: harder than the product's own tablets, which spread.
_AT_ONCE_S = (0.0, 0.01)
_PATIENCE_S = 60.0


class Hall(msgspec.Struct):
    port: int
    meeting: str
    people: list[Who]


class Back(msgspec.Struct):
    """`seconds` until each had joined again; `head`: the least number that one has; `refused`: what else was said."""

    seconds: list[float]
    head: int
    refused: list[str]


@dataclass
class Storm:
    """The other process, as its parent sees it."""

    process: "subprocess.Popen[bytes]"

    @classmethod
    def gather(cls, place: Place, port: int, people: list[Who]) -> "Storm":
        command = [sys.executable, "-m", "tests.faults.storm"]
        storm = cls(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        storm._say(msgspec.json.encode(Hall(port, place.meeting, people)))
        return storm

    def wait_ready(self) -> None:
        if self._out.readline() != b"ready\n":
            raise RuntimeError("the tablets did not come in")

    def cut(self) -> None:
        self._say(b"cut")

    def wait_back(self) -> Back:
        return msgspec.json.decode(self._out.readline(), type=Back)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self._out):
            if pipe is not None:
                pipe.close()

    def _say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    @property
    def _out(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


async def main() -> None:
    hall = msgspec.json.decode(await asyncio.to_thread(sys.stdin.readline), type=Hall)
    history = History()
    tablets = [
        Tablet(f"s{number}", who, hall.meeting, door(hall.port), history, back_after_s=_AT_ONCE_S)
        for number, who in enumerate(hall.people)
    ]
    running = [asyncio.create_task(tablet.run()) for tablet in tablets]
    await _all_online(tablets)
    _say(b"ready")
    while await asyncio.to_thread(sys.stdin.readline):
        # What was seen before is of no interest, and would only take memory.
        history.events.clear()
        began = time.monotonic()
        for tablet in tablets:
            tablet.refused_with = ""
            tablet.cut()
        await asyncio.sleep(0)
        await _all_online(tablets)
        head = min(tablet.heads[tablet.stream] for tablet in tablets)
        refused = sorted({tablet.refused_with for tablet in tablets} - {""})
        _say(msgspec.json.encode(Back([tablet.came[-1] - began for tablet in tablets], head, refused)))
    for task in running:
        task.cancel()


async def _all_online(tablets: list[Tablet]) -> None:
    async with asyncio.timeout(_PATIENCE_S):
        for tablet in tablets:
            await tablet.online.wait()


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    asyncio.run(main())
