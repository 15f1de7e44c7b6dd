"""Telling the tablets: what was committed becomes one message per audience, encoded once for all who share it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from icabinet.journal.batches import Told
from icabinet.journal.facts import Audience
from icabinet.journal.records import DESK, persons_in, seen_by
from icabinet.live.rooms import Rooms, Socket
from icabinet.meetings.facts import ParticipantAdded, ParticipantRemoved

Emit = Callable[..., None]
_DOORS = (ParticipantAdded, ParticipantRemoved)


class Teller:
    """Listens to the journal. `emit(event, body, to=[sid, …])` must not wait."""

    def __init__(self, rooms: Rooms, emit: Emit, dismiss: Callable[[Socket, str], None]) -> None:
        self._rooms = rooms
        self._emit = emit
        self._dismiss = dismiss

    def hear(self, told: list[Told]) -> None:
        """Tell entries of one stream; where somebody's part changes, what follows is told by the new part."""
        while told:
            here = next((at for at, one in enumerate(told) if isinstance(one.entry.fact, _DOORS)), len(told) - 1)
            self._tell(told[: here + 1])
            self._keep_doors(told[here])
            told = told[here + 1 :]

    def _tell(self, told: list[Told]) -> None:
        stream = told[0].entry.stream
        apart = [set(persons_in(one.changes)) for one in told]
        seen = cache(lambda at, tags: shown(told[at], tags))
        for own, sockets in self._alike(stream, set().union(*apart)):
            person, common = sockets[0].person, sockets[0].common_tags
            entries = [seen(at, own if person in persons else common) for at, persons in enumerate(apart)]
            self._emit("entries", {"stream": stream, "entries": entries}, to=[socket.sid for socket in sockets])

    def _alike(self, stream: str, apart: set[str]) -> Iterable[tuple[tuple[str, ...], list[Socket]]]:
        """Group the stream's sockets by what they see; the persons who are apart have something of their own."""
        groups: dict[tuple[str, ...], list[Socket]] = {}
        for socket in self._rooms.of(stream):
            tags = socket.tags if socket.person in apart else socket.common_tags
            groups.setdefault(tags, []).append(socket)
        return groups.items()

    def _keep_doors(self, one: Told) -> None:
        """Whoever's part has changed sees from now on what the new part may see, or nothing."""
        stream = one.entry.stream
        match one.entry.fact:
            case ParticipantRemoved(person=person):
                for socket in self._rooms.of_person(stream, person):
                    self._dismiss(socket, "not_found")
            case ParticipantAdded(person=person, role=role):
                for socket in self._rooms.of_person(stream, person):
                    if socket.role != role and socket.meeting:
                        self._rooms.join(socket, socket.meeting, role)
                        self._emit("rejoin", {}, to=[socket.sid])


def shown(one: Told, tags: tuple[str, ...]) -> dict[str, Any]:
    """An entry as an audience may see it: at least its number, so that nobody sees a gap."""
    entry, changes = one.entry, seen_by(tags, one.changes)
    body: dict[str, Any] = {"seq": entry.seq}
    if _may_know(entry.kind.audience, tags):
        body |= {"at": entry.at, "by": entry.actor, "fact": entry.kind.name}
    return body | ({"changes": changes} if changes else {})


def _may_know(audience: Audience, tags: tuple[str, ...]) -> bool:
    return audience is Audience.EVERYONE or (audience is Audience.DESK and DESK in tags)
