"""The child's side: one job after the other, until the parent is gone."""

import socket
from collections.abc import Callable
from functools import partial
from typing import Any

from icabinet.errors import Refusal
from icabinet.worker import limits, wire
from icabinet.worker.faults import way_of


def serve(descriptor: int) -> None:
    """Say that we are ready, then answer what comes over the socket."""
    limits.confine()
    from icabinet.worker.jobs import JOBS  # behind the limits: this brings MuPDF

    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    try:
        wire.send(end, wire.Answer(rss=limits.memory()))
        fault = ""
        while not fault:
            request = wire.receive(end, wire.Request)
            with limits.budget(request.deadline):
                job = partial(JOBS[request.job], **request.arguments)
                answer = answer_to(job)
                wire.send(end, answer)
            fault = answer.fault
    except (EOFError, ConnectionError, MemoryError):
        return


def answer_to(job: Callable[[], dict[str, Any]]) -> wire.Answer:
    """Do the job. A fault that nobody foresaw ends the child: its state is not to be trusted."""
    try:
        result = job()
    except Refusal as refusal:
        limits.check_room()
        return wire.Answer(rss=limits.memory(), refusal=refusal.code, data=refusal.data)
    except Exception as error:  # noqa: BLE001 - for the parent to write down: a traceback would tell what papers say
        return wire.Answer(rss=limits.memory(), fault=way_of(error))
    return wire.Answer(rss=limits.memory(), result=result)
