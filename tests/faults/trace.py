"""Reading what strace saw of a server: whether each acknowledgement left only after the log had been made durable."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_WRITES, _SYNCS, _SENDS = (
    ("pwrite64", "write", "pwritev"),
    ("fdatasync", "fsync"),
    ("sendto", "sendmsg", "write", "writev"),
)
_LINE = re.compile(r"^(?P<task>\d+) +(?:<\.\.\. )?(?P<call>\w+)(?P<rest>.*)$")
_OF_LOG = re.compile(r"^\(\d+<[^>]*-wal>")
# An answer of the protocol to something that was asked: "43", its number, and what it says.
_ANSWER = re.compile(r'43\d+\[\{\\"ok\\"')


@dataclass
class Order:
    """What was found: `answers` sent, `synced` times that something written to the log was made durable."""

    answers: int = 0
    synced: int = 0
    too_early: list[str] = field(default_factory=list)


def order(lines: Iterable[str]) -> Order:
    """Go through the calls in their order; an answer that leaves while something written is not durable is early.

    A call that another task's interrupts stands on two lines: a write counts from the first on, a sync with the second.
    """
    found, dirty, syncing = Order(), False, set[str]()
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            continue
        task, call, rest = match.groups()
        of_log, unfinished = bool(_OF_LOG.match(rest)), "<unfinished" in rest
        if of_log and call in _WRITES:
            dirty = True
        elif call in _SYNCS and of_log and unfinished:
            syncing.add(task)
        elif call in _SYNCS and (of_log or task in syncing) and rest.rstrip().endswith("= 0"):
            syncing.discard(task)
            found.synced += dirty
            dirty = False
        elif call in _SENDS and (answers := len(_ANSWER.findall(rest))):
            found.answers += answers
            if dirty:
                found.too_early.append(rest[:80])
    return found


@contextmanager
def tracing(pid: int, out: Path) -> Iterator[None]:
    """Write down the calls of a running process; raises PermissionError where that is not allowed."""
    calls = ",".join(sorted({*_WRITES, *_SYNCS, *_SENDS}))
    command = ["strace", "-f", "-y", "-s", "4096", "-e", f"trace={calls}", "-o", str(out), "-p", str(pid)]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert strace.stderr is not None
    try:
        said = strace.stderr.readline()
        if "attached" not in said:
            raise PermissionError(said.strip())
        yield
    finally:
        strace.terminate()
        strace.wait(10)
        strace.stderr.close()
