"""The machine: which core is whose, and what a process has used of it."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_CORES = sorted(os.sched_getaffinity(0))
# What is measured runs on the first core, whoever measures on the last; with one core they must share it.
SERVER_CORE, CROWD_CORE = _CORES[0], _CORES[-1]
_REALTIME_PRIORITY = 5


def pinned(core: int, *, first: bool = False) -> tuple[str, ...]:
    """Return words to put before a command; `first`: before everything else on that core, where we may ask for it."""
    return ("taskset", "-c", str(core), *(("chrt", "-r", str(_REALTIME_PRIORITY)) if first and _may_be_first() else ()))


def free(pid: int) -> None:
    """Let a process's children (not itself) run on any core."""
    for child in children(pid):
        with suppress(ProcessLookupError):
            os.sched_setaffinity(child, _CORES)


def children(pid: int) -> list[int]:
    found = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(word) for words in found for word in words]


def cpu_s(pid: int) -> float:
    """Seconds of processor time of the living threads of a process, to the nanosecond."""
    stats = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(stat.split()[0]) for stat in stats) / 1e9


def resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def described() -> dict[str, object]:
    """Return what a reader of figures should know of where they come from."""
    model = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return {
        "cores": len(_CORES),
        "processor": model[0] if model else "unknown",
        "python": sys.version.split()[0],
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def _may_be_first() -> bool:
    return os.geteuid() == 0
