"""What devices may say: closed, typed, small. Anything else is not for us."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from icabinet.errors import Invalid

# A device numbers what it says, so that what it says again happens once.
Number = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._:-]+$")]


class Press(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The key at a microphone, or the chair's, before which everybody else falls silent."""

    id: Number
    key: Literal["speak", "priority"] = "speak"


class Vote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A voting key: the ballot as rule B0 of docs/protocol.md has it. `poll`: as the unit was told."""

    id: Number
    poll: Annotated[str, Meta(max_length=32)]
    choice: Annotated[str, Meta(max_length=64)]


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A card that was held to a reader, or put into a unit."""

    id: Number
    card: Annotated[str, Meta(min_length=1, max_length=120)]


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a device is; to be retained, with {"online": false} as its last will."""

    online: bool
    kind: Annotated[str, Meta(max_length=32)] = ""
    fault: Annotated[str, Meta(max_length=80)] = ""


SHAPES: dict[str, type[msgspec.Struct]] = {"press": Press, "vote": Vote, "card": Card, "state": State}
# A unit at a seat, and a device of the room that is nobody's.
OF = {"seats": frozenset(SHAPES), "devices": frozenset({"card", "state"})}
LARGEST = 1024


def read(verb: str, payload: bytes) -> msgspec.Struct:
    """Return what a device said, or refuse with `invalid`, and without a word of it."""
    shape = SHAPES.get(verb)
    if shape is None or len(payload) > LARGEST:
        raise Invalid(where="topic" if shape is None else "payload", why="unknown" if shape is None else "length")
    try:
        return msgspec.json.decode(payload, type=shape)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Invalid(where=verb, why="shape") from error
