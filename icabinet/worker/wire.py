"""What parent and child say to each other: one message each way, msgpack behind a four-byte length."""

import socket
import time
from typing import Any, TypeVar

import msgspec

Message = TypeVar("Message", bound=msgspec.Struct)

_LARGEST = 64 * 1024 * 1024


class Request(msgspec.Struct):
    """deadline: seconds the job may take."""

    job: str
    deadline: float
    arguments: dict[str, Any]


class Answer(msgspec.Struct):
    """Either `result`, or the code (`refusal`) and data of a refusal, or the way of a `fault`, of which the child dies.

    rss: the child's memory in bytes.
    """

    rss: int
    result: dict[str, Any] | None = None
    refusal: str = ""
    data: dict[str, Any] = {}
    fault: str = ""


def send(end: socket.socket, message: msgspec.Struct) -> None:
    body = msgspec.msgpack.encode(message)
    end.sendall(len(body).to_bytes(4, "big") + body)


def receive(end: socket.socket, kind: type[Message], until: float | None = None) -> Message:
    """Wait for one message, at most to the monotonic time `until`.

    Raises EOFError when the other side is gone, TimeoutError when it is late, ValueError for nonsense.
    """
    size = int.from_bytes(_exactly(end, 4, until), "big")
    if size > _LARGEST:
        raise ValueError(f"message of {size} bytes")
    return msgspec.msgpack.decode(_exactly(end, size, until), type=kind)


def _exactly(end: socket.socket, size: int, until: float | None) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        if until is not None:
            end.settimeout(max(until - time.monotonic(), 0.001))
        received = end.recv_into(view)
        if not received:
            raise EOFError("the other side is gone")
        view = view[received:]
    return buffer
