"""The doorman lets in whoever has come meanwhile together: five hundred tablets at once cost a few looks, not each one.

Under green threads it is asked by the fast path, and answers straight to the tablet.
"""

import logging
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from flask import Flask

from icabinet.errors import Refusal
from icabinet.live.answers import refused
from icabinet.live.joining import Answer, Ask, asked, join_all
from icabinet.live.messages import answer
from icabinet.live.rooms import Socket
from icabinet.together import GATHER_S

if TYPE_CHECKING:
    from icabinet.live.door import Door

# So many are let in before somebody else has a turn.
_AT_ONCE = 50
Knock = tuple[Socket, bytes, object]
log = logging.getLogger(__name__)


class Doorman:
    """`knock` does not wait; the answer goes to the tablet."""

    def __init__(self, app: Flask, door: "Door") -> None:
        self._app, self._door = app, door
        self._knocks: deque[Knock] = deque()
        self._bell = threading.Event()

    def knock(self, socket: Socket, number: bytes, body: object) -> None:
        """Ask to join, in a message of this number."""
        self._knocks.append((socket, number, body))
        self._bell.set()

    def run(self) -> None:
        """Answer for ever."""
        while True:
            self._bell.wait()
            time.sleep(GATHER_S)
            self._bell.clear()
            while self._knocks:
                self._open([self._knocks.popleft() for _ in range(min(_AT_ONCE, len(self._knocks)))])

    def _open(self, knocks: list[Knock]) -> None:
        try:
            with self._app.app_context():
                self._let_in(knocks)
        except Exception as error:  # noqa: BLE001 - said to all, and written down where it is a bug
            for socket, number, _ in knocks:
                self._say(socket, number, error)

    def _let_in(self, knocks: list[Knock]) -> None:
        asks: list[tuple[bytes, Ask]] = []
        for socket, number, body in knocks:
            # Who has been sent away meanwhile stays away.
            if socket.sid in self._door.rooms.sockets:
                try:
                    asks.append((number, asked(socket, body)))
                except Refusal as refusal:
                    self._say(socket, number, refusal)
        answers = join_all(self._door.rooms, [ask for _, ask in asks], self._door.neighbours.online)
        for (number, ask), said in zip(asks, answers, strict=True):
            self._door.has_joined(ask.socket, said)
            self._say(ask.socket, number, said)

    def _say(self, socket: Socket, number: bytes, said: "Answer | Exception") -> None:
        body = refused(self._app, socket, said) if isinstance(said, Exception) else {"ok": said}
        if number:
            socket.wire.tell(answer(number, body))
