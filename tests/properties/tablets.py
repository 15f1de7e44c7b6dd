"""Tablets, as the protocol describes them, and the room that they listen in."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec

from icabinet.errors import NotFound
from icabinet.journal.batches import Told
from icabinet.journal.records import seen_by, snapshot
from icabinet.live import joining
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.telling import Teller
from tests.desk import Desk
from tests.wires import ToldTo

Message = tuple[str, dict[str, Any]]
Records = dict[str, dict[str, Any]]


@dataclass(eq=False)
class Tablet:
    """Knows nothing but the protocol's rule: apply the next entry, keep later ones, ignore earlier ones."""

    who: str
    socket: Socket
    records: dict[str, Records] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    kept: dict[str, dict[int, Any]] = field(default_factory=dict)
    role: str = ""
    joined: bool = False
    heard: list[Message] = field(default_factory=list)

    def hear(self, event: str, body: dict[str, Any]) -> None:
        body = json.loads(json.dumps(body))
        self.heard.append((event, body))
        if event == "rejoin":
            self.joined = False
        elif event == "entries" and self.joined and body["stream"] in self.heads:
            for entry in body["entries"]:
                self.kept[body["stream"]][entry["seq"]] = entry
            self._apply_kept(body["stream"])

    def take(self, stream: str, part: dict[str, Any]) -> None:
        """Take what a join or a catching up answered."""
        part = json.loads(json.dumps(part))
        self.heard.append(("part", part))
        if "records" in part:
            self.records[stream] = part["records"]
        else:
            assert part["since"] <= self.heads[stream]
            self._apply(stream, part["changes"])
        self.heads[stream] = part["seq"]
        self.kept.setdefault(stream, {})
        self._apply_kept(stream)

    def gap(self, stream: str) -> bool:
        return bool(self.kept.get(stream))

    def _apply_kept(self, stream: str) -> None:
        waiting = self.kept[stream]
        for seq in [seq for seq in waiting if seq <= self.heads[stream]]:
            del waiting[seq]
        while (entry := waiting.pop(self.heads[stream] + 1, None)) is not None:
            self._apply(stream, entry.get("changes", {}))
            self.heads[stream] = entry["seq"]

    def _apply(self, stream: str, changes: dict[str, Any]) -> None:
        for key, body in changes.items():
            if body is None:
                self.records[stream].pop(key, None)
            else:
                self.records[stream][key] = body


def over_the_wire(answer: dict[str, Any]) -> dict[str, Any]:
    return json.loads(msgspec.json.encode(answer))  # type: ignore[no-any-return]


class Room:
    """The server's real telling and joining, with a network between it and the tablets that tests can spoil."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.rooms = desk, Rooms()
        self.tablets: dict[str, Tablet] = {}
        self.told: list[Told] = []
        self.network: Callable[[Tablet, Message], None] = lambda tablet, message: tablet.hear(*message)
        self._teller = Teller(self.rooms, self._dismiss)

    @contextmanager
    def listening(self) -> Iterator["Room"]:
        listeners = self.desk.services.writer._listeners
        listeners.append(self._hear)
        try:
            yield self
        finally:
            listeners.remove(self._hear)

    def enter(self, *people: str) -> None:
        for who in people:
            person = self.desk.person(who)
            sid = f"{who}-{len(self.tablets)}"
            wire = ToldTo(partial(self._emit, sid))
            self.tablets[sid] = Tablet(who, Socket(sid, person, who, "vi", "session", None, wire))
            self.join(self.tablets[sid])

    def join(self, tablet: Tablet) -> None:
        """(Re)connect a tablet: it says what it has and takes what it is given."""
        self.rooms.add(tablet.socket)
        with self.desk.app.app_context():
            try:
                since, role = dict(tablet.heads), tablet.role
                ask = joining.Ask(tablet.socket, self.desk.meeting, since, role)
                answer = over_the_wire(joining.join(self.rooms, ask, self.rooms.online))
            except NotFound:
                self.leave(tablet)
                tablet.records.clear()
                tablet.heads.clear()
                return
        tablet.joined, tablet.role = True, answer["viewer"]["role"]
        for stream in [stream for stream in tablet.heads if stream not in answer["streams"]]:
            del tablet.heads[stream], tablet.records[stream], tablet.kept[stream]
        for stream, part in answer["streams"].items():
            tablet.take(stream, part)

    def leave(self, tablet: Tablet) -> None:
        self.rooms.remove(tablet.socket.sid)
        tablet.joined = False

    def catch_up(self, tablet: Tablet, stream: str) -> None:
        with self.desk.app.app_context():
            tablet.take(stream, over_the_wire(joining.catch_up(tablet.socket, stream, tablet.heads[stream])))

    def settle(self) -> None:
        """Let every tablet do what its rule says it must by now: join again, or fetch what is missing."""
        for tablet in self.tablets.values():
            if not tablet.joined:
                self.join(tablet)
            for stream in list(tablet.heads):
                if tablet.gap(stream):
                    self.catch_up(tablet, stream)

    def truth(self, tablet: Tablet) -> dict[str, Records]:
        """Return what a fresh tablet in its place would see."""
        seen = {}
        with self.desk.services.db.reading() as session:
            for stream in self.desk.streams_of(tablet.who) if self.desk.role_of(tablet.who) else []:
                fresh = seen_by(self.desk.tags_of(tablet.who), snapshot(session, stream))
                seen[stream] = json.loads(json.dumps(fresh))
        return seen

    def _hear(self, told: list[Told]) -> None:
        self.told.extend(told)
        self._teller.hear(told)

    def _emit(self, sid: str, event: str, body: dict[str, Any]) -> None:
        self.network(self.tablets[sid], (event, body))

    def _dismiss(self, socket: Socket, _code: str) -> None:
        self.leave(self.tablets[socket.sid])
