"""The parent's hold on one child process."""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from icabinet.worker import wire
from icabinet.worker.refusals import WorkerDied, WorkerTimedOut, refusal_of

_MAIN = Path(__file__).with_name("__main__.py")
_START_LIMIT = 30.0
_KEPT_BYTES = str(64 * 1024 * 1024)
log = logging.getLogger(__name__)


class Child:
    """A worker that is being started. jobs: how many it has answered; rss: its memory after the last, in bytes."""

    def __init__(self, office: str = "auto", *, main: Path = _MAIN, also: Mapping[str, str] | None = None) -> None:
        """Start it. main: what it runs; also: what it is told in its environment besides."""
        self._end, theirs = socket.socketpair()
        command = [sys.executable, "-P", str(main), str(theirs.fileno())]
        with theirs:
            told = {**(also or {}), **_environment(office)}
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no argument from outside
                command, pass_fds=[theirs.fileno()], env=told, stdin=subprocess.DEVNULL
            )
        self.jobs = 0
        self.rss = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def await_ready(self) -> None:
        """Wait until it can be asked. Raises WorkerDied and WorkerTimedOut."""
        self._hear("start", _START_LIMIT)

    def ask(self, job: str, arguments: dict[str, Any], deadline: float) -> dict[str, Any]:
        """Have a job done. Raises the job's own refusal; WorkerDied and WorkerTimedOut end the child."""
        request = wire.Request(job, deadline, arguments)
        try:
            self._end.settimeout(deadline)
            wire.send(self._end, request)
        except OSError as error:
            raise WorkerDied(job=job) from error
        answer = self._hear(job, deadline)
        self.jobs += 1
        if answer.fault:
            log.error("a child died of its job", extra={"job": job, "exception": answer.fault})
            raise WorkerDied(job=job)
        if answer.refusal:
            raise refusal_of(answer.refusal)(**answer.data)
        return answer.result or {}

    def _hear(self, job: str, deadline: float) -> wire.Answer:
        try:
            answer = wire.receive(self._end, wire.Answer, time.monotonic() + deadline)
        except TimeoutError as error:
            raise WorkerTimedOut(job=job, deadline=deadline) from error
        except (EOFError, OSError, ValueError, msgspec.MsgspecError) as error:
            raise WorkerDied(job=job) from error
        self.rss = answer.rss
        return answer

    def end(self) -> None:
        """Have it end now; whoever waits for its answer gets WorkerDied, and clears away."""
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._end.close()


def _environment(office: str) -> dict[str, str]:
    """Only what Python needs to start: a child that reads hostile files holds no secret of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "ICABINET_OFFICE": office,
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        # The memory of one page serves for the next; given back and asked for anew, it costs a third of the drawing.
        "MALLOC_MMAP_THRESHOLD_": _KEPT_BYTES,
        "MALLOC_TRIM_THRESHOLD_": _KEPT_BYTES,
    }
