"""Signals on their way: of what many say at once, each tablet gets one write, and nobody waits for it noticeably.

The first is sent at once. Then no sooner than half as long as that sending took: the fuller the room, the more is
sent together, by itself.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from icabinet.live.messages import Message
from icabinet.live.rooms import Rooms, Socket

Soon = Callable[..., None]
_SHARE = 0.5


@dataclass
class _Room:
    waiting: list[tuple[Socket | None, Message]] = field(default_factory=list)
    not_before: float = 0.0
    is_due: bool = False


class Volatile:
    """`soon(seconds, call, *args)` calls later; None sends everything at once."""

    def __init__(self, rooms: Rooms, soon: Soon | None) -> None:
        self._rooms = rooms
        self._soon = soon
        self._by_meeting: dict[str, _Room] = {}

    def say(self, meeting: str, message: Message, sender: Socket | None = None) -> None:
        """Tell all sockets of the meeting but the sender's."""
        if self._soon is None:
            for socket in self._rooms.of(f"meeting:{meeting}"):
                if socket is not sender:
                    socket.wire.tell(message, volatile=True)
            return
        room = self._by_meeting.setdefault(meeting, _Room())
        room.waiting.append((sender, message))
        if not room.is_due:
            room.is_due = True
            self._soon(max(0.0, room.not_before - time.monotonic()), self._flush, meeting)

    def _flush(self, meeting: str) -> None:
        room = self._by_meeting[meeting]
        said, room.waiting, room.is_due = room.waiting, [], False
        listeners = self._rooms.of(f"meeting:{meeting}")
        if not listeners:
            del self._by_meeting[meeting]
            return
        began = time.monotonic()
        _send(listeners, said)
        ended = time.monotonic()
        room.not_before = ended + _SHARE * (ended - began)


def _send(listeners: Iterable[Socket], said: list[tuple[Socket | None, Message]]) -> None:
    everything = Message.together([message for _, message in said])
    speakers = {id(sender) for sender, _ in said}
    for socket in listeners:
        if id(socket) not in speakers:
            socket.wire.tell(everything, volatile=True)
        elif others := [message for sender, message in said if sender is not socket]:
            socket.wire.tell(Message.together(others), volatile=True)
