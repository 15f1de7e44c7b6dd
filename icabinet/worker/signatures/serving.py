"""The child's side of one signature. A key is only ever in this process, which ends as soon as it has answered."""

import os
import socket

import msgspec

from icabinet.worker import limits, walls, wire
from icabinet.worker.serving import answer_to
from icabinet.worker.signatures.wishes import Reach, Wish


def serve(descriptor: int) -> None:
    """Say that we are ready, take one wish, answer, and end."""
    limits.confine(network=True)
    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    try:
        wire.send(end, wire.Answer(rss=limits.memory()))
        request = wire.receive(end, wire.Request)
        wish = msgspec.convert(request.arguments, Wish)
        # Before anything is looked at that came from outside.
        confine(wish.reach, wish.ca)
        with limits.budget(request.deadline):
            from icabinet.worker.signatures.making import make  # behind the walls: this brings pyHanko and MuPDF

            wire.send(end, answer_to(lambda: make(wish)))
    except (EOFError, ConnectionError, MemoryError):
        return


def confine(reach: Reach, ca: str) -> None:
    """Let this process reach no more than it must; `ca` vouches for the servers that it speaks to."""
    if ca:
        os.environ["REQUESTS_CA_BUNDLE"] = ca
    if reach == "none":
        walls.no_network()
    elif reach == "inside":
        from icabinet import outbound

        outbound.confine()
