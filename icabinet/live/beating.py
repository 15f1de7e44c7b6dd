"""The heartbeat: it tells the tablets how far their streams are, makes good what was missed, and cuts off who left."""

import logging
import time
from typing import TYPE_CHECKING

from flask import Flask

from icabinet import clock
from icabinet.errors import Unavailable
from icabinet.extensions import services
from icabinet.journal.records import heads_of
from icabinet.live.messages import Message, event
from icabinet.people import sessions

if TYPE_CHECKING:
    from icabinet.live.door import Door

# Whose session has ended is gone within 5 s, also where nobody said so (rule C4).
BEAT_S = 4.0
_AT_ONCE = 200
log = logging.getLogger(__name__)


class Heart:
    """Of one process. Each beat stands alone: one that fails is only logged."""

    def __init__(self, app: Flask, door: "Door") -> None:
        self._app = app
        self._door = door

    def run(self) -> None:
        """Beat for ever."""
        while True:
            time.sleep(BEAT_S)
            try:
                self.beat()
            except Exception:
                log.exception("heartbeat failed")

    def beat(self) -> None:
        """One heartbeat."""
        try:
            with self._app.app_context():
                self._sweep()
            self._tell(self.look())
        except Unavailable:
            # The line is sound: the tablets must not take the database's silence for ours.
            self._tell({})
        for meeting in self._door.neighbours.beat():
            self._door.tell_online(meeting)

    def look(self) -> dict[str, int]:
        """Read how far the streams are, and have told what this process has not told yet."""
        with self._app.app_context(), services().db.reading() as session:
            heads = heads_of(session, self._door.rooms.streams())
        self._door.bus.check(heads)
        return heads

    def _sweep(self) -> None:
        """Drop the sockets whose session has ended."""
        sockets = list(self._door.rooms.sockets.values())
        living = sessions.living({socket.session for socket in sockets})
        for socket in sockets:
            if socket.session not in living:
                self._door.dismiss(socket, "not_signed_in")

    def _tell(self, heads: dict[str, int]) -> None:
        """Tell every socket of its streams. Most notebooks are empty: who has none to be told of is told alike."""
        now = clock.now_ms()
        said: dict[tuple[tuple[str, int], ...], Message] = {}
        for count, socket in enumerate(list(self._door.rooms.sockets.values())):
            if socket.meeting:
                mine = tuple((stream, heads[stream]) for stream in socket.streams if heads.get(stream))
                if mine not in said:
                    said[mine] = event("head", {"heads": dict(mine), "now": now})
                socket.wire.tell(said[mine])
            if count % _AT_ONCE == _AT_ONCE - 1:
                # Five thousand tablets are told in portions: nobody else should wait for that.
                time.sleep(0)
