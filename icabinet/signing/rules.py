"""Who signs what, and when. Pure: no database, no clock, no sockets."""

from collections.abc import Collection
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from icabinet.errors import Conflict, NotAllowed, Stale

Place = Literal["secretary", "chair"]
Level = Literal["B-B", "B-T", "B-LTA"]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_Said = Annotated[str, Meta(max_length=500)]

ISSUED = "issued"
# Minutes are signed by whoever wrote them and by the chair, everything else by the chair alone.
_PLACES: dict[str, tuple[Place, ...]] = {"minutes": ("secretary", "chair")}


class Certificate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose key it was, as the certificate says it. serial: hexadecimal; fingerprint: SHA-256; until: ms."""

    name: _Said
    organ: _Said
    issuer: _Said
    serial: _Said
    fingerprint: Hash
    until: int


class AlreadySigned(Conflict):
    """In this place of the document there is a signature. data: place."""

    code = "already_signed"


class SignedMeanwhile(Conflict):
    """Somebody else has signed the document since: what was signed is not its last state."""

    code = "signed_meanwhile"


def places_of(kind: str) -> tuple[Place, ...]:
    """Return who signs a document of this kind, from left to right."""
    return _PLACES.get(kind, ("chair",))


def place_for(kind: str, role: str | None) -> Place | None:
    """Return the place in which somebody of this role signs, None if there is none."""
    return next((place for place in places_of(kind) if place == role), None)


def check_may_sign(
    document: str, kind: str, state: str, role: str | None, *, place: Place, taken: Collection[str]
) -> None:
    """An issued document is signed once in each place, by whoever has that place."""
    if state != ISSUED:
        raise Stale(kind="document", id=document, state=state)
    if place_for(kind, role) != place:
        raise NotAllowed(permission="minutes.sign")
    if place in taken:
        raise AlreadySigned(place=place)


def check_last(before: str, last: str | None) -> None:
    """What is signed is the document with all signatures that it has. last: of those, None if it has none yet."""
    if last is not None and before != last:
        raise SignedMeanwhile
