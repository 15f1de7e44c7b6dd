"""What a child may use. A hostile file meets these walls, not the machine's."""

import math
import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from icabinet.worker import walls
from icabinet.worker.turns import take_long_turns

_MIB = 1024 * 1024
# No small block: those come from what the process has already.
_ROOM = 16 * _MIB
_NICENESS = 10
_WALLS = {
    resource.RLIMIT_AS: 1536 * _MIB,
    resource.RLIMIT_FSIZE: 512 * _MIB,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_CORE: 0,
}


def confine(*, network: bool = False) -> None:
    """Set the limits that last for the life of this process; it keeps the `network` only if somebody sees to that."""
    os.nice(_NICENESS)
    take_long_turns()
    for wall, size in _WALLS.items():
        resource.setrlimit(wall, (size, size))
    if not network:
        walls.no_network()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; its end is ours
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """Let the kernel end this process when one job takes longer, whatever it hangs in.

    The parent kills at the same deadline; this is for the child whose parent is gone. (PDEATHSIG would
    not do: it fires when the parent's *thread* ends that happened to start the child.)
    """
    spent = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 1, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def effort(seconds: float) -> Iterator[None]:
    """Let the kernel end this process when it spends more processor time than this; 0 is without end.

    The clock would call pages hopeless where the machine has much else to do.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def current() -> dict[str, int]:
    """The limits on memory, on a file's size, and on open files, as they hold for this process."""
    names = {"memory": resource.RLIMIT_AS, "file": resource.RLIMIT_FSIZE, "files": resource.RLIMIT_NOFILE}
    return {name: resource.getrlimit(wall)[0] for name, wall in names.items()}


def check_room() -> None:
    """Raise MemoryError where there is none left: a paper that "cannot be read" then may well be sound."""
    bytearray(_ROOM)


def memory(pid: int | str = "self") -> int:
    """Bytes of memory that this process, or another of ours, holds now."""
    return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * resource.getpagesize()
