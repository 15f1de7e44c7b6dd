"""Ephemera: pointers, growing strokes, how far a conversion is. Never stored; lost ones do not matter."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from icabinet.errors import Invalid, NotAllowed
from icabinet.ink import rules
from icabinet.ink.packing import unpack
from icabinet.live.rooms import Rooms, Socket
from icabinet.people.policy import DESK_ROLES, may

Page = Annotated[int, Meta(ge=1, le=100_000)]
Place = Annotated[int, Meta(ge=-10_000, le=1_000_000)]


class Pointer(msgspec.Struct, forbid_unknown_fields=True):
    """Where the presenter points; x and y in 1/10000 of the page's width."""

    paper: str
    page: Page
    x: Place
    y: Place
    on: bool


class Window(msgspec.Struct, forbid_unknown_fields=True):
    """What the presenter sees while they move the page: left, top, right, bottom, as of `presenting.show`."""

    paper: str
    page: Page
    window: tuple[Place, Place, Place, Place]


class Following(msgspec.Struct, forbid_unknown_fields=True):
    """Whether this tablet is where the presenter is: counted, and told to nobody by name."""

    on: bool


class Wet(msgspec.Struct, forbid_unknown_fields=True):
    """The new points, packed, of a shared mark that is still being drawn; for whom it will be, and on which layer."""

    id: str
    paper: str
    page: Page
    tool: str
    colour: str
    width: int
    points: str
    done: bool = False
    to: list[str] = msgspec.field(default_factory=list)
    layer: str = ""
    # How many points of the mark are before these, as far as they are settled.
    start: Annotated[int, Meta(ge=0, le=rules.MOST_POINTS)] = msgspec.field(name="from", default=0)


SIGNALS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "pointer": (Pointer, "papers.present_when_asked"),
    "window": (Window, "papers.present_when_asked"),
    "following": (Following, "papers.present_when_asked"),
    "wet": (Wet, "ink.draw_shared"),
}


FOR_THE_DESK = frozenset({"progress", "equipment"})


def check(socket: Socket, name: object, body: object) -> msgspec.Struct:
    """Return the signal's body in its documented shape, or refuse. It may be JSON yet to be read (msgspec.Raw)."""
    shape, permission = SIGNALS.get(name, (None, "")) if isinstance(name, str) else (None, "")
    if shape is None:
        raise Invalid(where="signal", why="unknown")
    if not may(socket.role, permission):
        raise NotAllowed(permission=permission)
    try:
        if isinstance(body, msgspec.Raw):
            signal = msgspec.json.decode(body, type=shape)
        else:
            signal = msgspec.convert(body, shape, strict=True)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Invalid(where="signal", why=str(error)) from error
    if isinstance(signal, Wet):
        _check_wet(signal)
    return signal


def at_the_desk(rooms: Rooms, meeting: str, sender: Socket | None) -> list[Socket]:
    """Return the desk's sockets, which alone hear what is for the desk."""
    sockets = rooms.of(f"meeting:{meeting}")
    return [socket for socket in sockets if socket is not sender and socket.role in DESK_ROLES]


def may_speak(rooms: Rooms, socket: Socket, signal: msgspec.Struct) -> bool:
    """Whether the socket may know the paper that its signal is about, and do there what it tells of."""
    paper = getattr(signal, "paper", None)
    stream = f"meeting:{socket.meeting}"
    if paper is not None and not rooms.circles.may_hear(stream, paper, socket.tags):
        return False
    if isinstance(signal, Pointer | Window) and not rooms.podium.presents(stream, socket.person, socket.role):
        return False
    return not isinstance(signal, Wet) or rooms.layers.may_draw(stream, signal.layer, socket.person, socket.role)


def circles_of(rooms: Rooms, message: dict[str, Any]) -> list[frozenset[str]]:
    """Return the tags of those who may hear a signal, in one or several circles: it is for whoever is in all of them.

    No circle: it is for everybody.
    """
    body, stream = message["body"], f"meeting:{message['meeting']}"
    paper = _part(body, "paper", None)
    found = [rooms.circles.of(stream, paper)] if paper else []
    if message["name"] == "wet":
        found += rooms.layers.circles(stream, message["by"], _part(body, "to", []), _part(body, "layer", ""))
    return [circle for circle in found if circle is not None]


def within(rooms: Rooms, meeting: str, circles: Sequence[frozenset[str]], sender: Socket | None) -> list[Socket]:
    """Return the sockets of the meeting that a signal within all these circles is for."""
    sockets = rooms.of(f"meeting:{meeting}")
    return [
        socket
        for socket in sockets
        if socket is not sender and not any(circle.isdisjoint(socket.tags) for circle in circles)
    ]


def _part(body: object, name: str, nothing: Any) -> Any:
    """Return a field of a body that was checked here, or came from another process."""
    return body.get(name, nothing) if isinstance(body, dict) else getattr(body, name, nothing)


def _check_wet(signal: Wet) -> None:
    # The last signal of a mark may bring no more points, and the first of a shape not yet all.
    rules.check_looks(signal.tool, signal.colour, signal.width)
    rules.check_layer(signal.to, signal.layer)
    if len(signal.points) > rules.LONGEST_PACKED or len(signal.to) > rules.MOST_READERS:
        raise Invalid(where="signal", why="length")
    points = unpack(signal.points)
    if len(points) % 3:
        raise Invalid(where="points", why="length")
    rules.check_near(points)
