"""Who listens to what: the sockets of each stream, by what they may see."""

import time
from dataclasses import dataclass, field

from icabinet.journal.records import DESK, EVERYONE, person_tag
from icabinet.people.policy import DESK_ROLES, NOTEBOOK_ROLES

# A person draws at 60 points a second and acts a few times; who sends more is a program.
_RATE, _BURST = 120.0, 600.0


@dataclass(eq=False)
class Socket:
    """One connected tablet. `role` and `meeting` are set by joining."""

    sid: str
    person: str
    name: str
    locale: str
    session: str
    only_meeting: str | None
    meeting: str | None = None
    role: str = ""
    tokens: float = _BURST
    filled_at: float = field(default_factory=time.monotonic)

    def may_send(self) -> bool:
        """Take one of the tokens that fill up with time; False when they are used up."""
        now = time.monotonic()
        self.tokens = min(_BURST, self.tokens + (now - self.filled_at) * _RATE)
        self.filled_at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    @property
    def tags(self) -> tuple[str, ...]:
        """What the socket may see, the most telling first."""
        return tags_of(self.person, self.role)

    @property
    def common_tags(self) -> tuple[str, ...]:
        """What the socket may see as others of its role may."""
        return self.tags[1:]

    @property
    def streams(self) -> list[str]:
        return streams_of(self.meeting, self.person, self.role) if self.meeting else []


def tags_of(person: str, role: str) -> tuple[str, ...]:
    own = (person_tag(person), EVERYONE)
    return (*own, DESK) if role in DESK_ROLES else own


def streams_of(meeting: str, person: str, role: str) -> list[str]:
    """Return the streams that this person reads in this meeting."""
    streams = [f"meeting:{meeting}"]
    return [*streams, f"notebook:{meeting}:{person}"] if role in NOTEBOOK_ROLES else streams


@dataclass
class Rooms:
    """All sockets of this process."""

    sockets: dict[str, Socket] = field(default_factory=dict)
    _by_stream: dict[str, dict[str, Socket]] = field(default_factory=dict)

    def add(self, socket: Socket) -> None:
        self.sockets[socket.sid] = socket

    def join(self, socket: Socket, meeting: str, role: str) -> None:
        self._leave(socket)
        socket.meeting, socket.role = meeting, role
        for stream in socket.streams:
            self._by_stream.setdefault(stream, {})[socket.sid] = socket

    def remove(self, sid: str) -> Socket | None:
        socket = self.sockets.pop(sid, None)
        if socket is not None:
            self._leave(socket)
        return socket

    def of(self, stream: str) -> list[Socket]:
        return list(self._by_stream.get(stream, {}).values())

    def streams(self) -> list[str]:
        return list(self._by_stream)

    def meetings(self) -> list[str]:
        return [stream.partition(":")[2] for stream in self._by_stream if stream.startswith("meeting:")]

    def of_person(self, stream: str, person: str) -> list[Socket]:
        return [socket for socket in self.of(stream) if socket.person == person]

    def of_session(self, session: str) -> list[Socket]:
        return [socket for socket in self.sockets.values() if socket.session == session]

    def online(self, meeting: str) -> list[str]:
        """Return the persons who have a tablet connected, each once, sorted."""
        return sorted({socket.person for socket in self.of(f"meeting:{meeting}")})

    def _leave(self, socket: Socket) -> None:
        for stream in socket.streams:
            members = self._by_stream.get(stream, {})
            members.pop(socket.sid, None)
            if not members:
                self._by_stream.pop(stream, None)
