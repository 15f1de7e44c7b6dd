"""What may be asked of a room. Pure: no database, no clock, no sockets."""

import re

from icabinet.errors import Invalid

# Each screen knows the words of these; a room may have more.
SCENES = ("discussion", "presentation", "vote", "break")
MOST_MICROPHONES = 20
# Parts of a topic: no slash, no wildcard, nothing that is not read aloud.
_ROOM = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_UNIT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")
_SCENE = re.compile(r"[a-z][a-z0-9-]{0,31}")


def is_room(name: str) -> bool:
    return _ROOM.fullmatch(name) is not None


def is_unit(name: str) -> bool:
    return _UNIT.fullmatch(name) is not None


def check_room(name: str) -> str:
    """A room's name on the bus, "" for none."""
    if name and not is_room(name):
        raise Invalid(where="room", why="small letters, digits and hyphens, at most 32")
    return name


def check_unit(name: str) -> str:
    if not is_unit(name):
        raise Invalid(where="unit", why="letters, digits, dots and hyphens, at most 32")
    return name


def check_scene(name: str | None) -> str | None:
    if name is not None and not _SCENE.fullmatch(name):
        raise Invalid(where="scene", why="small letters, digits and hyphens, at most 32")
    return name


def check_most(most: int) -> int:
    if not 1 <= most <= MOST_MICROPHONES:
        raise Invalid(where="most", why="range")
    return most
