"""What the tests cost: how long each file took, and how much of the processors' time; told at the very end.

It says where it is worth looking for what takes time and tests nothing, and for how long one process worked alone
because order.py let a long file begin too late. Processes that outlive whoever started them, and die then, are missing.
"""

import os
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_SHOWN = 20
_TICKS = os.sysconf("SC_CLK_TCK")
_KEPT = "costs"


class Costs:
    """A plugin: `wall` and `cpu` are the seconds of each file, `over` when each process had done its last test."""

    def __init__(self) -> None:
        self.wall: Counter[str] = Counter()
        self.cpu: Counter[str] = Counter()
        self.over: dict[str, float] = {}
        self._last: tuple[float, float] | None = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Any:
        # Collecting belongs to no file.
        self._last = self._last or (time.monotonic(), spent())
        done = yield
        if nextitem is None or nextitem.path != item.path:
            self._note(item.nodeid.partition("::")[0])
        return done

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> Any:
        # What lasts as long as the session is about to end, and takes its account along.
        if nextitem is None:
            self._note(item.nodeid.partition("::")[0])
        return (yield)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        told = getattr(session.config, "workeroutput", None)
        if told is not None:
            told[_KEPT] = dict(self.wall), dict(self.cpu)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:  # noqa: ARG002 - the hook's own names
        wall, cpu = getattr(node, "workeroutput", {}).get(_KEPT, ({}, {}))
        self.wall.update(wall)
        self.cpu.update(cpu)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if node := getattr(report, "node", None):
            self.over[node.gateway.id] = time.monotonic()

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.wall:
            return
        say = terminalreporter.write_line
        terminalreporter.section(f"what the dearest {_SHOWN} of {len(self.wall)} files cost")
        for name, cpu in self.cpu.most_common(_SHOWN):
            say(f"{cpu:6.1f} s of the processors {self.wall[name]:6.1f} s long  {name}")
        say(f"{self.cpu.total():6.0f} s of the processors {self.wall.total():6.0f} s long  all")
        if self.over:
            last = max(self.over.values())
            idle = sorted(round(last - over) for over in self.over.values())
            say(f"each process was idle before the end for: {', '.join(f'{one} s' for one in idle)}")

    def _note(self, name: str) -> None:
        (began, before), now = self._last or (0.0, 0.0), (time.monotonic(), spent())
        self.wall[name] += now[0] - began
        self.cpu[name] += max(0.0, now[1] - before)
        self._last = now


def spent() -> float:
    """Seconds of the processors that this process has used, those it has waited for, and all that run below it."""
    parents, used = dict[int, int](), dict[int, float]()
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            pid, fields = int(folder.name), (folder / "stat").read_text().rpartition(") ")[2].split()
            parents[pid], used[pid] = int(fields[1]), sum(map(int, fields[11:15])) / _TICKS
    return sum(seconds for pid, seconds in used.items() if _is_below(pid, os.getpid(), parents))


def _is_below(pid: int, top: int, parents: dict[int, int]) -> bool:
    while pid not in (top, 0):
        pid = parents.get(pid, 0)
    return pid == top
