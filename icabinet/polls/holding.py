"""Keys that several people keep: no envelope of the vote is opened before so many of them have given theirs. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale

MOST_HOLDERS = 7
_FEWEST = 2


class KeysMissing(Conflict):
    """Too few of the holders have a key by now. data: poll, offered, needed."""

    code = "keys_missing"


class Keeping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is asked to keep a key, and how many of them are needed to open the envelopes."""

    holders: tuple[str, ...]
    needed: int


class HeldKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The public half (base64) of the key that somebody keeps."""

    holder: str
    public_key: str


def check_keeping(keeping: Keeping, participants: Collection[str], *, secret: bool) -> None:
    """Refuse what would be no sharing, or would ask somebody who is not there."""
    if not secret:
        raise Invalid(where="keys", why="only of a secret vote")
    if not _FEWEST <= keeping.needed <= len(keeping.holders) <= MOST_HOLDERS:
        raise Invalid(where="keys", why="range")
    if len(set(keeping.holders)) < len(keeping.holders) or not set(keeping.holders) <= set(participants):
        raise Invalid(where="holders", why="unknown")


def asked_of(keeping: Keeping) -> dict[str, Any]:
    """Return how it stands with the keys as it is kept, and seen, before anybody has one."""
    holders = [{"person": person, "public_key": None, "given": False} for person in keeping.holders]
    return {"needed": keeping.needed, "holders": holders}


def changed(keys: Mapping[str, Any], person: str, **changes: object) -> dict[str, Any]:
    """Return the same with something else about one holder."""
    holders = [{**one, **changes} if one["person"] == person else one for one in keys["holders"]]
    return {**keys, "holders": holders}


def kept_by(keys: Mapping[str, Any]) -> list[HeldKey]:
    """Return the keys that there are by now, in their order."""
    return [HeldKey(holder=one["person"], public_key=one["public_key"]) for one in keys["holders"] if one["public_key"]]


def place_of(keys: Mapping[str, Any], person: str) -> int:
    """Return where somebody's key stands, from 1, or refuse with `not_allowed`."""
    people = [one["person"] for one in keys["holders"]]
    if person not in people:
        raise NotAllowed(permission="polls.hold_key")
    return people.index(person) + 1


def check_may_offer(poll: str, state: str) -> None:
    """A key is made before the opening: what was sealed for others cannot be sealed for it, too."""
    if state != "prepared":
        raise Stale(kind="poll", id=poll, state=state)


def check_enough(poll: str, keys: Mapping[str, Any]) -> None:
    """Refuse to open a vote that nobody could count."""
    offered = len(kept_by(keys))
    if offered < keys["needed"]:
        raise KeysMissing(poll=poll, offered=offered, needed=keys["needed"])


def is_enough(keys: Mapping[str, Any]) -> bool:
    """Whether as many have given theirs as are needed."""
    return sum(1 for one in keys["holders"] if one["given"]) >= int(keys["needed"])


def check_may_give(poll: str, state: str) -> None:
    """A key is given when voting is over, and not a moment before."""
    if state != "ended":
        raise Stale(kind="poll", id=poll, state=state)
