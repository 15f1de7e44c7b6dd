"""The child's side: one job after the other, until the parent is gone."""

import socket
from collections.abc import Callable
from typing import Any

from icabinet.errors import Refusal
from icabinet.worker import limits, wire


def serve(descriptor: int) -> None:
    """Say that we are ready, then answer what comes over the socket."""
    limits.confine()
    from icabinet.worker.jobs import JOBS  # behind the limits: this brings MuPDF

    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    try:
        wire.send(end, wire.Answer(rss=limits.memory()))
        while True:
            request = wire.receive(end, wire.Request)
            with limits.budget(request.deadline):
                wire.send(end, _answer(JOBS[request.job], request))
    except (EOFError, ConnectionError):
        return


def _answer(job: Callable[..., dict[str, Any]], request: wire.Request) -> wire.Answer:
    """Do the job. A failure that nobody foresaw ends the child: its state is not to be trusted."""
    try:
        result = job(**request.arguments)
    except Refusal as refusal:
        return wire.Answer(rss=limits.memory(), refusal=refusal.code, data=refusal.data)
    return wire.Answer(rss=limits.memory(), result=result)
