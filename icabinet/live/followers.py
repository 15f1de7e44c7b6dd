"""How many follow the presenter: every tablet says whether it does, and those who present are told the number only."""

from typing import Any

from icabinet.live.messages import event
from icabinet.live.neighbours import Neighbours
from icabinet.live.rooms import Rooms, Socket

# A page turn by hand detaches and brings back many at once: they are counted together.
_SOON_S = 0.4


class Followers:
    """Of all meetings that somebody here takes part in."""

    def __init__(self, io: Any, rooms: Rooms, neighbours: Neighbours) -> None:
        self._io, self._rooms, self._neighbours = io, rooms, neighbours
        self._untold: set[str] = set()

    def note(self, socket: Socket, *, follows: bool) -> None:
        """A tablet says whether it follows."""
        if socket.follows != follows and socket.meeting:
            socket.follows = follows
            self.tell(socket.meeting)

    def tell(self, meeting: str) -> None:
        """Say how many follow, soon."""
        if meeting not in self._untold:
            self._untold.add(meeting)
            self._io.start_background_task(self._tell_now, meeting)

    def _tell_now(self, meeting: str) -> None:
        self._io.sleep(_SOON_S)
        self._untold.discard(meeting)
        self._neighbours.say_following(meeting)
        body = {"count": len(self._neighbours.following(meeting))}
        said = event("signal", {"meeting": meeting, "name": "followers", "by": None, "body": body})
        stream = f"meeting:{meeting}"
        for socket in self._rooms.of(stream):
            if self._rooms.podium.presents(stream, socket.person, socket.role):
                socket.wire.tell(said)
