"""Who listens to what: the sockets of each stream, by what they may see."""

import time
from dataclasses import dataclass, field

from icabinet.journal.records import DESK, EVERYONE, person_tag
from icabinet.live.circles import Circles
from icabinet.live.layers import Layers
from icabinet.live.messages import Wire
from icabinet.live.paces import Paces
from icabinet.live.podium import Podium
from icabinet.people.policy import DESK_ROLES, NOTEBOOK_ROLES

# A person draws at 60 points a second and acts a few times; who sends more is a program.
_RATE, _BURST = 120.0, 600.0
# So many refused messages a second are overlooked.
_FORGIVEN = 60.0


@dataclass(eq=False)
class Socket:
    """One connected tablet. `role` and `meeting` are set by joining, and with them what it may see."""

    sid: str
    person: str
    name: str
    locale: str
    session: str
    only_meeting: str | None
    wire: Wire
    meeting: str | None = None
    role: str = ""
    # What the socket may see, the most telling first; and the same as others of its role may.
    tags: tuple[str, ...] = ()
    common_tags: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    # Whether it says that it is where the presenter is.
    follows: bool = False
    tokens: float = _BURST
    refused: float = 0.0
    filled_at: float = field(default_factory=time.monotonic)

    def may_send(self) -> bool:
        """Take one of the tokens that fill up with time; False when they are used up."""
        now = time.monotonic()
        passed, self.filled_at = now - self.filled_at, now
        self.tokens = min(_BURST, self.tokens + passed * _RATE)
        self.refused = max(0.0, self.refused - passed * _FORGIVEN)
        if self.tokens < 1:
            self.refused += 1
            return False
        self.tokens -= 1
        return True

    @property
    def is_flooding(self) -> bool:
        """Whether it goes on and on sending what is refused."""
        return self.refused > _BURST

    def take_part(self, meeting: str, role: str) -> None:
        self.follows = self.follows and meeting == self.meeting
        self.meeting, self.role = meeting, role
        self.tags = tags_of(self.person, role)
        self.common_tags = self.tags[1:]
        self.streams = streams_of(meeting, self.person, role)


def tags_of(person: str, role: str) -> tuple[str, ...]:
    own = (person_tag(person), EVERYONE)
    return (*own, DESK) if role in DESK_ROLES else own


def streams_of(meeting: str, person: str, role: str) -> tuple[str, ...]:
    """Return the streams that this person reads in this meeting."""
    own = (f"notebook:{meeting}:{person}",) if role in NOTEBOOK_ROLES else ()
    return (f"meeting:{meeting}", *own)


@dataclass
class Rooms:
    """All sockets of this process."""

    sockets: dict[str, Socket] = field(default_factory=dict)
    circles: Circles = field(default_factory=Circles)
    podium: Podium = field(default_factory=Podium)
    layers: Layers = field(default_factory=Layers)
    paces: Paces = field(default_factory=Paces)
    _by_stream: dict[str, dict[str, Socket]] = field(default_factory=dict)
    _by_person: dict[str, dict[str, Socket]] = field(default_factory=dict)

    def add(self, socket: Socket) -> None:
        self.sockets[socket.sid] = socket
        self._by_person.setdefault(socket.person, {})[socket.sid] = socket

    def join(self, socket: Socket, meeting: str, role: str) -> None:
        self._leave(socket)
        socket.take_part(meeting, role)
        for stream in socket.streams:
            self._by_stream.setdefault(stream, {})[socket.sid] = socket

    def remove(self, sid: str) -> Socket | None:
        socket = self.sockets.pop(sid, None)
        if socket is not None:
            self._leave(socket)
            _take_out(self._by_person, socket.person, sid)
            if socket.person not in self._by_person:
                self.paces.forget(socket.person)
        return socket

    def of(self, stream: str) -> list[Socket]:
        return list(self._by_stream.get(stream, {}).values())

    def has(self, stream: str) -> bool:
        """Whether anybody here listens to it."""
        return stream in self._by_stream

    def streams(self) -> list[str]:
        return list(self._by_stream)

    def meetings(self) -> list[str]:
        return [stream.partition(":")[2] for stream in self._by_stream if stream.startswith("meeting:")]

    def of_person(self, stream: str, person: str) -> list[Socket]:
        return [socket for socket in self.of_everywhere(person) if stream in socket.streams]

    def of_everywhere(self, person: str) -> list[Socket]:
        """Return all sockets of a person, the oldest first."""
        return list(self._by_person.get(person, {}).values())

    def of_session(self, session: str) -> list[Socket]:
        return [socket for socket in self.sockets.values() if socket.session == session]

    def online(self, meeting: str) -> list[str]:
        """Return the persons who have a tablet connected, each once, sorted."""
        return sorted({socket.person for socket in self.of(f"meeting:{meeting}")})

    def following(self, meeting: str) -> list[str]:
        """Return the persons who have a tablet that follows the presenter, each once, sorted."""
        return sorted({socket.person for socket in self.of(f"meeting:{meeting}") if socket.follows})

    def _leave(self, socket: Socket) -> None:
        for stream in socket.streams:
            _take_out(self._by_stream, stream, socket.sid)
        left = [stream for stream in socket.streams if stream not in self._by_stream]
        self.circles.forget(left)
        self.layers.forget(left)
        self.podium.forget(left)


def _take_out(groups: dict[str, dict[str, Socket]], name: str, sid: str) -> None:
    members = groups.get(name, {})
    members.pop(sid, None)
    if not members:
        groups.pop(name, None)
