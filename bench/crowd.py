"""Tablets by the hundred: the program in C that plays them, as a thing of Python."""

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any, Self

from bench import building, machine
from bench.processes import Process

# Stands in a message for the time at which it is sent, in nanoseconds: see crowd/crowd.h.
STAMP = "@" * 19
Found = dict[str, Any]


@dataclass(frozen=True)
class Tablet:
    """What a tablet says when it connects, when it joins (nothing: it stays outside), and later on."""

    connect: str
    join: str
    messages: Sequence[str] = ()

    @property
    def line(self) -> str:
        return "\t".join((self.connect, self.join, *self.messages))


class Crowd:
    """Connected tablets; `came` says how they came in (keys in crowd/main.c). To be used in a `with` block."""

    def __init__(self, server: Process, tablets: Iterable[Tablet], mode: str = "hold", **options: object) -> None:
        self._file: IO[str] = tempfile.NamedTemporaryFile("w", suffix=".crowd")  # noqa: SIM115 - closed in __exit__
        expected = list(tablets)
        self._file.write("".join(f"{tablet.line}\n" for tablet in expected))
        self._file.flush()
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        command = [*machine.pinned(machine.CROWD_CORE, first=True), str(building.program("crowd"))]
        known = ["--port", str(server.port), "--pid", str(server.pid), "--clients", self._file.name, "--mode", mode]
        self._program = subprocess.Popen(
            [*command, *known, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._server = server.name
        self.mode = mode
        self.came = self._hear()
        if self.came["joined"] < len(expected) or "refusal" in self.came:
            self._end()
            raise RuntimeError(f"{server.name} let in {self.came['joined']} of {len(expected)}: {self.came}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def go(self) -> Found:
        """Tell them to do what their mode says; return what they found. Raises RuntimeError if anything was refused."""
        self.begin()
        return self.found()

    def begin(self) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write("go\n")
        self._program.stdin.flush()

    def found(self) -> Found:
        """Wait for what they found since they were told to begin."""
        found = self._hear()
        if found["refused"]:
            raise RuntimeError(f"{self._server} refused {found['refused']} times: {found.get('refusal')}")
        return found

    def _hear(self) -> Found:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        if not line:
            raise RuntimeError(f"the crowd at {self._server} has gone: {self._program.wait()}")
        return dict(json.loads(line))

    def _end(self) -> None:
        self._program.kill()
        self._program.communicate()
        self._file.close()


def fan(server: Process, tablets: Iterable[Tablet], *, hearers: int, **options: object) -> Found:
    """Let the first `senders` tablets send their message `rate` times a second; return what arrived, and when."""
    with Crowd(server, tablets, "fan", hearers=hearers, **options) as crowd:
        return crowd.go()
