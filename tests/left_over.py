"""Processes that a test has left running: they are ended, and the test that started them is told so.

What a fixture of the whole session starts stays until the session's end, and starts anew whenever a test wants it to.
Everything else has gone when the last test of a file is over.
"""

import gc
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

# What lasts as long as the session.
LASTING: list[Any] = []
_GOES_WITHIN_S = 3.0
# Python's own, which keeps account of what other processes share with this one.
_TRACKER = "multiprocessing.resource_tracker"


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found: set[int] = set()
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found.update(map(int, (thread / "children").read_text().split()))
    return {pid for pid in found if _runs(pid)}


class Watch:
    """A plugin: notes after each test whose processes are new, and after each file ends those that should be gone."""

    def __init__(self) -> None:
        self._from: dict[int, str] = {}
        self._lasting: set[int] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        before = children() if fixturedef.scope == "session" else None
        made = yield
        if before is not None:
            self._lasting |= children() - before
            LASTING.append(made)
        return made

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
        told: list[str] = []
        try:
            yield
        finally:
            for pid in children():
                self._from.setdefault(pid, item.nodeid)
            if nextitem is None or nextitem.path != item.path:
                told = self._end()
        assert not told, f"left running: {'; '.join(told)}"

    def _end(self) -> list[str]:
        """End what is left over; return what it was and which test it is from."""
        lasting = self._lasting | {pid for one in LASTING if (pid := _pid_of(one))}
        told = [f"{_command(pid)}, from {self._from.get(pid, '?')}" for pid in children() - lasting if _stays(pid)]
        if told:
            # Whoever holds it learns of its end, so that no later test is blamed when that is thrown away.
            for one in [found for found in gc.get_objects() if isinstance(found, subprocess.Popen)]:
                if one.returncode is None and one.pid not in lasting:
                    one.kill()
                    one.wait()
        self._from.clear()
        return told


def _pid_of(lasting: Any) -> int | None:
    """Return the process that it has now, itself or as the house of a server."""
    process = getattr(getattr(lasting, "server", lasting), "_process", None)
    return process.pid if isinstance(process, subprocess.Popen) else None


def _stays(pid: int) -> bool:
    """Whether it goes on, and is not just about to end."""
    if _TRACKER in _command(pid):
        return False
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        return not select.select([descriptor], [], [], _GOES_WITHIN_S)[0]
    finally:
        os.close(descriptor)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def _runs(pid: int) -> bool:
    """Whether it has not ended; one that nobody has waited for is a name only."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
