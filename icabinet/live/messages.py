"""What is sent to tablets: a Socket.IO packet, encoded once and framed once for all who get it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import msgspec

from icabinet.live.fast.frames import framed

_EVENT, _ANSWER = b"2", b"3"
# Engine.IO's kind of packet that carries Socket.IO's.
_CARRIED = b"4"


class Message:
    """`packets` are Socket.IO's, one or several; `frame` is what goes over the wire: a WebSocket frame around each."""

    def __init__(self, *packets: bytes) -> None:
        self.packets = packets

    @cached_property
    def frame(self) -> bytes:
        return b"".join(framed(_CARRIED + packet) for packet in self.packets)

    @classmethod
    def together(cls, messages: Sequence["Message"]) -> "Message":
        """Return all these messages as one, to be written at once."""
        if len(messages) == 1:
            return messages[0]
        whole = cls(*(packet for message in messages for packet in message.packets))
        whole.frame = b"".join(message.frame for message in messages)
        return whole


class Wire(Protocol):
    """The way to one tablet. Nothing here makes anybody wait; `waiting_bytes` lie here until there is room."""

    waiting_bytes: int

    def tell(self, message: Message, *, volatile: bool = False) -> None:
        """Send a message, in order; a volatile one may get lost."""


def event(name: str, body: Any) -> Message:
    """Return an event; the body may contain what is encoded already (msgspec.Raw)."""
    return Message(_EVENT + msgspec.json.encode((name, body)))


def answer(number: bytes, body: Any) -> Message:
    """Return the answer to the question of this number (digits)."""
    return Message(_ANSWER + number + msgspec.json.encode((body,)))
