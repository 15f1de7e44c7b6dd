"""What tablets send in crowds: joins, acts and signals, dealt with as soon as they arrive: no green thread, no library.

Only what is as it should be is taken here; all else is left to the handlers of the door, which say what is wrong.
Nothing here waits: an act goes to the writer, which has it answered after the commit.
"""

import logging
from collections.abc import Callable
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from flask import Flask

from icabinet import clock
from icabinet.errors import Refusal, TooMany
from icabinet.journal.batches import Answer
from icabinet.live.answers import refused
from icabinet.live.messages import answer
from icabinet.live.rooms import Socket
from icabinet.performing import Actor, perform_soon

if TYPE_CHECKING:
    from icabinet.live.door import Door

_BEGINS_WITHIN = 20
log = logging.getLogger(__name__)


class _Act(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    stream: str
    name: str
    args: msgspec.Raw


class _Signal(msgspec.Struct, forbid_unknown_fields=True):
    meeting: str
    name: str
    body: msgspec.Raw


class _Nothing(msgspec.Struct, forbid_unknown_fields=True):
    pass


_event = msgspec.json.Decoder(tuple[str, msgspec.Raw])
_act = msgspec.json.Decoder(_Act)
_signal = msgspec.json.Decoder(_Signal)


class Ear:
    """Hears the events of one door's sockets."""

    def __init__(self, app: Flask, door: "Door") -> None:
        self._app = app
        self._door = door
        # Actions look for the current app; entering it anew for each would take as long as the rest.
        self._context = Context()
        self._context.run(app.app_context().push)
        self._handlers: dict[str, Callable[[Socket, bytes, msgspec.Raw], None]] = {
            "act": self._hear_act,
            "clock": self._hear_clock,
            "join": self._hear_join,
            "signal": self._hear_signal,
        }

    def hear(self, socket: Socket, payload: bytes) -> bool:
        """Deal with an Engine.IO message that begins with `42`; False leaves it to the door."""
        begin = payload.find(b"[", 2, _BEGINS_WITHIN)
        number = payload[2:begin]
        if begin < 0 or (number and not number.isdigit()):
            return False
        try:
            name, body = _event.decode(payload[begin:])
            handler = self._handlers.get(name)
            if handler is None:
                return False
            self._context.run(handler, socket, number, body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return False
        return True

    def _hear_act(self, socket: Socket, number: bytes, body: msgspec.Raw) -> None:
        asked = _act.decode(body)
        try:
            if not socket.may_send():
                raise TooMany(retry_after_s=1)
            actor, done = Actor(socket.person, socket.only_meeting), partial(self._answer, socket, number)
            perform_soon(actor, asked.stream, asked.id, asked.name, asked.args, done)
        except Refusal as refusal:
            self._answer(socket, number, None, refusal)
            self._door.end_flood(socket)

    def _hear_join(self, socket: Socket, number: bytes, body: msgspec.Raw) -> None:
        asked = msgspec.json.decode(body)
        if socket.may_send():
            self._door.doorman.knock(socket, number, asked)
        else:
            self._answer(socket, number, None, TooMany(retry_after_s=1))
            self._door.end_flood(socket)

    def _hear_clock(self, socket: Socket, number: bytes, body: msgspec.Raw) -> None:
        # At once: the longer it takes, the less the answer is worth.
        msgspec.json.decode(body, type=_Nothing)
        if not socket.may_send():
            self._answer(socket, number, None, TooMany(retry_after_s=1))
            self._door.end_flood(socket)
        elif number:
            socket.wire.tell(answer(number, {"ok": {"now": clock.now_ms()}}))

    def _hear_signal(self, socket: Socket, _number: bytes, body: msgspec.Raw) -> None:
        asked = _signal.decode(body)
        if socket.may_send():
            self._door.pass_on(socket, asked.meeting, asked.name, asked.body)
        else:
            self._door.end_flood(socket)

    def _answer(self, socket: Socket, number: bytes, done: Answer | None, error: BaseException | None) -> None:
        if error is not None or done is None:
            said = refused(self._app, socket, error)
        else:
            said = {"ok": {"seq": done.seq, "data": done.data, "at": done.at}}
        if number:
            socket.wire.tell(answer(number, said))
