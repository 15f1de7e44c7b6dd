"""What tablets say: to us by the protocol (docs/protocol.md), and the same to the peers, of the same length."""

import json
from typing import Any

from bench.crowd import STAMP, Tablet
from bench.handwriting import hand
from bench.room import Person, Room
from icabinet.ink.packing import pack

# Bytes of a snapshot where nothing else is said.
SNAPSHOT = 20_000

# An id that tells when it was sent: `crowd` finds the time again in whatever arrives.
STAMPED = f"b{STAMP}"


def text(name: str, body: object, answer: int | None = None) -> str:
    """Return a Socket.IO packet; one with the number of an answer asks for it."""
    return f"42{'' if answer is None else answer}{json.dumps([name, body], separators=(',', ':'))}"


def act(stream: str, name: str, **args: object) -> str:
    return text("act", {"id": f"a{STAMP}", "stream": stream, "name": name, "args": args}, 1)


def stroke(paper: str, page: int, points: int) -> dict[str, Any]:
    looks = {"tool": "pen", "colour": "#102030", "width": 20}
    return {"id": STAMPED, "paper": paper, "page": page, **looks, "points": pack(hand(points)), "to": [], "layer": ""}


def draw(stream: str, paper: str, page: int, points: int = 4) -> str:
    """Act: a shared stroke, which becomes an entry."""
    return act(stream, "ink.draw", text="", **stroke(paper, page, points))


def wet(meeting: str, paper: str, page: int, points: int = 4) -> str:
    """Signal: a stroke that is still growing."""
    return text("signal", {"meeting": meeting, "name": "wet", "body": {**stroke(paper, page, points), "done": False}})


def told(message: str, by: str) -> str:
    """Return what a server makes of `draw` or `wet` for everybody: what the floor is given, to pass on as it is."""
    name, body = json.loads(message[message.index("[") :])
    if name == "signal":
        return text("signal", {**body, "by": by})
    record = {**body["args"], "by": by, "at": 1_800_000_000_000, "shared": True}
    entry = {"seq": 1000, "at": record["at"], "by": by, "fact": "ink.drawn", "changes": {f"strokes/{STAMPED}": record}}
    return text("entries", {"stream": body["stream"], "entries": [entry]})


def tablet(token: str, meeting: str, *messages: str, **more: object) -> Tablet:
    """A tablet of ours."""
    return Tablet(connect(token), text("join", {"meeting": meeting, **more}, 0), messages)


def peers_tablet(person: str, meeting: str, snapshot: int, *messages: str) -> Tablet:
    """A tablet of a peer, which is told how many bytes it shall be given when it joins."""
    return Tablet(connect(person), text("join", {"meeting": meeting, "bytes": snapshot}, 0), messages)


def connect(token: str) -> str:
    return f"40{json.dumps({'token': token}, separators=(',', ':'))}"


def tablet_of(server: str, person: Person, room: Room, *said: str, snapshot: int = SNAPSHOT) -> Tablet:
    """Return a person's tablet at this server: ours gets the snapshot that there is, a peer one of so many bytes."""
    if server == "ours":
        return tablet(person.token, room.meeting, *said)
    if server == "floor":
        said = tuple(told(one, person.id) if is_told(one) else one for one in said)
    return peers_tablet(person.id, room.meeting, snapshot, *said)


def is_told(message: str) -> bool:
    """Whether everybody hears of it."""
    return '"signal"' in message or '"ink.draw"' in message
