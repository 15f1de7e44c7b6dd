"""Telling the tablets: what was committed becomes one message per audience, encoded once for all who share it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from icabinet import metrics
from icabinet.journal.batches import Told
from icabinet.journal.facts import Audience
from icabinet.journal.records import DESK, person_of, seen_by
from icabinet.live.messages import Message, event
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.runs import Run, runs_of, with_own
from icabinet.meetings.facts import ParticipantAdded, ParticipantRemoved

_DOORS = (ParticipantAdded, ParticipantRemoved)


class Teller:
    """Listens to the journal, and waits for nobody."""

    def __init__(self, rooms: Rooms, dismiss: Callable[[Socket, str], None]) -> None:
        self._rooms = rooms
        self._dismiss = dismiss

    def hear(self, told: list[Told]) -> None:
        """Tell entries of one stream; where somebody's part changes, what follows is told by the new part."""
        if told and self._rooms.has(told[0].entry.stream):
            self._rooms.circles.hear(told)
            self._rooms.podium.hear(told)
            self._rooms.layers.hear(told)
        while told:
            here = next((at for at, one in enumerate(told) if isinstance(one.entry.fact, _DOORS)), len(told) - 1)
            self._tell(told[: here + 1])
            self._keep_doors(told[here])
            told = told[here + 1 :]

    def _tell(self, told: list[Told]) -> None:
        stream, apart = told[0].entry.stream, _places_apart(told)
        for tags, sockets in self._alike(stream).items():
            common = runs_of((one.entry.seq, _encoded(one, tags)) for one in told)
            whole = _entries(stream, common)
            own: dict[str, Message] = {}
            for socket in sockets:
                mine = apart.get(socket.person)
                if mine and socket.person not in own:
                    views = {one.entry.seq: _encoded(one, socket.tags) for one in mine}
                    shown_too = {seq: view for seq, view in views.items() if view is not None}
                    own[socket.person] = _entries(stream, with_own(common, shown_too))
                socket.wire.tell(own.get(socket.person, whole))
            metrics.TOLD.inc(len(told) * len(sockets))

    def _alike(self, stream: str) -> dict[tuple[str, ...], list[Socket]]:
        """Group the stream's sockets by what they see as others of their role do."""
        groups: dict[tuple[str, ...], list[Socket]] = {}
        for socket in self._rooms.of(stream):
            groups.setdefault(socket.common_tags, []).append(socket)
        return groups

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
                        socket.wire.tell(event("rejoin", {}))


def _places_apart(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Return, of every person who has something of their own, in which entries."""
    places: dict[str, list[Told]] = {}
    for one in told:
        tags = {tag for views in one.changes.values() for tag, _ in views}
        for tag in tags.union(one.known_to or ()):
            if person := person_of(tag):
                places.setdefault(person, []).append(one)
    return places


def _entries(stream: str, runs: Iterable[Run]) -> Message:
    return event("entries", {"stream": stream, "entries": [run.encoded for run in runs]})


def _encoded(one: Told, tags: tuple[str, ...]) -> bytes | None:
    """Return the entry as an audience may see it, None if there is nothing but its number."""
    body = shown(one, tags)
    return msgspec.json.encode(body) if len(body) > 1 else None


def shown(one: Told, tags: tuple[str, ...]) -> dict[str, Any]:
    """An entry as an audience may see it: at least its number, so that nobody sees a gap."""
    entry, changes = one.entry, seen_by(tags, one.changes)
    body: dict[str, Any] = {"seq": entry.seq}
    if _may_know(entry.kind.audience, tags) and (one.known_to is None or not one.known_to.isdisjoint(tags)):
        body |= {"at": entry.at, "by": entry.actor, "fact": entry.kind.name}
    return body | ({"changes": changes} if changes else {})


def _may_know(audience: Audience, tags: tuple[str, ...]) -> bool:
    return audience is Audience.EVERYONE or (audience is Audience.DESK and DESK in tags)
