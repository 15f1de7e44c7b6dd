"""Telling the tablets: each committed turn becomes one message per audience, encoded once for all who share it."""

from collections.abc import Callable
from typing import Any

from icabinet.journal.facts import Audience
from icabinet.journal.records import DESK, persons_in, seen_by
from icabinet.journal.turns import Told
from icabinet.live.rooms import Rooms, Socket
from icabinet.meetings.facts import ParticipantAdded, ParticipantRemoved

Emit = Callable[..., None]


class Teller:
    """Listens to the journal. `emit(event, body, to=[sid, …])` must not wait."""

    def __init__(self, rooms: Rooms, emit: Emit, dismiss: Callable[[Socket, str], None]) -> None:
        self._rooms = rooms
        self._emit = emit
        self._dismiss = dismiss

    def hear(self, told: list[Told]) -> None:
        stream = told[0].entry.stream
        apart = {person for one in told for person in persons_in(one.changes)}
        groups: dict[tuple[str, ...], list[Socket]] = {}
        for socket in self._rooms.of(stream):
            key = socket.tags if socket.person in apart else (socket.audience,)
            groups.setdefault(key, []).append(socket)
        for sockets in groups.values():
            entries = [shown(one, sockets[0].tags) for one in told]
            self._emit("entries", {"stream": stream, "entries": entries}, to=[socket.sid for socket in sockets])
        self._keep_doors(stream, told)

    def _keep_doors(self, stream: str, told: list[Told]) -> None:
        """Whoever's part has changed sees from now on what the new part may see, or nothing."""
        for one in told:
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
