"""Ephemera: pointers, growing strokes, a call for the secretary. Never stored; lost ones do not matter."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from icabinet.errors import Invalid, NotAllowed
from icabinet.ink.rules import check_stroke
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
    """The new points of a shared stroke that is still being drawn."""

    id: str
    paper: str
    page: Page
    tool: str
    colour: str
    width: int
    points: list[int]
    done: bool = False


class CallSecretary(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody needs help."""


SIGNALS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "pointer": (Pointer, "papers.present_when_asked"),
    "window": (Window, "papers.present_when_asked"),
    "following": (Following, "papers.present_when_asked"),
    "wet": (Wet, "ink.draw_shared"),
    "call_secretary": (CallSecretary, "attendance.call_secretary"),
}


FOR_THE_DESK = frozenset({"call_secretary", "progress"})


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


def may_speak_of(rooms: Rooms, socket: Socket, signal: msgspec.Struct) -> bool:
    """Whether the socket may know the paper that its signal is about, and present it if that is what it does."""
    paper, stream = getattr(signal, "paper", None), f"meeting:{socket.meeting}"
    if isinstance(signal, Pointer | Window) and not rooms.podium.presents(stream, socket.person, socket.role):
        return False
    return paper is None or rooms.circles.may_hear(stream, paper, socket.tags)


def circle_of(rooms: Rooms, message: dict[str, Any]) -> frozenset[str] | None:
    """Return the tags of those who may hear a signal about a restricted paper, None for one that is for all."""
    body = message["body"]
    paper = body.get("paper") if isinstance(body, dict) else getattr(body, "paper", None)
    return rooms.circles.of(f"meeting:{message['meeting']}", paper) if paper else None


def within(rooms: Rooms, meeting: str, circle: frozenset[str], sender: Socket | None) -> list[Socket]:
    """Return the sockets of the meeting that a signal within this circle is for."""
    sockets = rooms.of(f"meeting:{meeting}")
    return [socket for socket in sockets if socket is not sender and not circle.isdisjoint(socket.tags)]


def _check_wet(signal: Wet) -> None:
    # The last signal of a stroke may bring no more points.
    points = signal.points or [0, 0, 0]
    check_stroke(signal.tool, signal.colour, signal.width, points)
