"""What may come in from outside (rule C8). Whoever sends anything else is disconnected.

That happens before a library reads it: a malformed frame must not become a traceback, nor be kept until its
other half arrives.
"""

import re
from contextlib import suppress
from functools import cache
from typing import Any

import msgspec
from socketio import packet

EVENTS = frozenset({"join", "act", "catch_up", "clock", "signal"})
_CONNECT, _DISCONNECT, _EVENT, _ACK = "0123"
# Engine.IO "message", then Socket.IO's type and the number to answer under; no namespace, no attachments.
_MESSAGE = re.compile(r"4([0-3])(?:[0-9]{1,15})?(.*)", re.DOTALL)
_LEAVES, _ANSWERS_PING = "1", "3"


class Json:
    """JSON as both libraries want it: strict (no NaN, no half characters), and fast."""

    loads = staticmethod(msgspec.json.decode)

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        return msgspec.json.encode(value).decode()


class Packet(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet without attachments, so that nothing is searched for bytes."""

    uses_binary_events = False


class Guard:
    """Wraps one connection's WebSocket: says that it was closed when what arrives is not of the protocol."""

    def __init__(self, websocket: Any) -> None:
        self._websocket = websocket
        self.send = websocket.send
        self.close = websocket.close
        # Where the Engine.IO server looks for something to set its time limit on.
        self.socket: Any = getattr(websocket, "socket", None)
        # eventlet's own way takes a quarter of a second for a megabyte, and knows no end of a message in parts.
        websocket._apply_mask = unmasked  # noqa: SLF001
        if hasattr(websocket, "Message"):
            websocket.Message = _bounded(websocket.Message)

    def end(self) -> None:
        """End the connection at once, also for whoever waits to send to it."""
        with suppress(OSError):
            self.socket.shutdown(2)

    def wait(self) -> str | None:
        frame = self._websocket.wait()
        return frame if isinstance(frame, str) and is_well_formed(frame) else None


def unmasked(data: bytes, mask: tuple[int, int, int, int], *, length: int, offset: int = 0) -> bytes:
    """Return WebSocket data without its mask, of which `offset` bytes were used before: one XOR of two numbers."""
    turned = bytes(mask[(offset + at) % 4] for at in range(4))
    whole = (turned * (length // 4 + 1))[:length]
    return (int.from_bytes(data, "little") ^ int.from_bytes(whole, "little")).to_bytes(length, "little")


@cache
def _bounded(message: Any) -> Any:
    """Return a class of messages whose parts together may be no longer than one frame."""

    class Bounded(message):  # type: ignore[misc]
        size = 0

        def push(self, data: bytes, final: bool = False) -> None:
            self.size += len(data)
            if self.size > self.max_frame_length:
                raise ValueError("longer than a message may be")
            super().push(data, final)

    return Bounded


def is_well_formed(frame: str) -> bool:
    """Whether an Engine.IO packet is one that a client of ours may send."""
    if frame in (_LEAVES, _ANSWERS_PING):
        return True
    found = _MESSAGE.fullmatch(frame)
    if found is None:
        return False
    kind, text = found.groups()
    try:
        body = msgspec.json.decode(text) if text else None
    except (msgspec.DecodeError, RecursionError):
        return False
    return _fits(kind, body)


def _fits(kind: str, body: object) -> bool:
    if kind == _EVENT:
        return _is_event(body)
    if kind == _CONNECT:
        return body is None or isinstance(body, dict)
    return body is None if kind == _DISCONNECT else isinstance(body, list)


def _is_event(body: object) -> bool:
    """An event is its name and at most one value."""
    match body:
        case [str(name)] | [str(name), _]:
            return name in EVENTS
    return False
