"""What is allowed with documents. Pure: no database, no clock, no sockets."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS
from icabinet.people import policy

DRAFT, CIRCULATED, ISSUED = "draft", "circulated", "issued"
MOST_REMARKS = 500
_LAST_NUMBER = 99_999


class PassageChanged(Conflict):
    """Somebody else wrote this passage meanwhile. data: key, revision, title, text: as it is now."""

    code = "passage_changed"


class MinutesBegun(Conflict):
    """A meeting has one record, and it is begun already. data: id."""

    code = "minutes_begun"


class NumberTaken(Conflict):
    """Another document of this body and year has the number. data: number, next."""

    code = "number_taken"


class NotYetApproved(Conflict):
    """The item is not dealt with yet, or the vote on it did not adopt. data: item."""

    code = "not_yet_approved"


class RemarksClosed(Conflict):
    """The time for remarks is over, or there are too many. data: id."""

    code = "remarks_closed"


class Kept(NamedTuple):
    """A passage as it is kept."""

    title: str
    text: str
    drafted: bool
    gone: bool


def check_open(document: str, state: str) -> None:
    """An issued document says what it says."""
    if state == ISSUED:
        raise Stale(kind="document", id=document, state=state)


def check_seen(key: str, seen: int, revision: int, title: str, text: str) -> None:
    """Whoever writes has seen the passage as it is."""
    if seen != revision:
        raise PassageChanged(key=key, revision=revision, title=title, text=text)


def merged(
    kept: Mapping[str, Kept], order: Sequence[str], fresh: Mapping[str, tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the keys of a new draft that change, and the order of all afterwards.

    `kept`: by key; `order`: theirs, of those that are there; `fresh`: (title, text) by key, in order. What a hand has
    written or removed stays as the hand left it; what only the hand has stays behind what it stood behind.
    """
    changed = [
        key
        for key, said in fresh.items()
        if key not in kept or (kept[key].drafted and not kept[key].gone and said != (kept[key].title, kept[key].text))
    ]
    placed = [key for key in fresh if key not in kept or not kept[key].gone]
    for place, key in enumerate(order):
        if key not in fresh:
            before = order[place - 1] if place else None
            placed.insert(placed.index(before) + 1 if before in placed else 0, key)
    return changed, placed


def check_closes_at(closes_at: int | None, now: int) -> int | None:
    if closes_at is not None and not now < closes_at < LATEST_MS:
        raise Invalid(where="closes_at", why="range")
    return closes_at


def check_may_circulate(document: str, state: str, closes_at: int | None, now: int) -> None:
    check_open(document, state)
    check_closes_at(closes_at, now)


def check_may_remark(document: str, state: str, closes_at: int | None, now: int, *, remarks: int) -> None:
    """Remarks are made on what was circulated, in time."""
    if state != CIRCULATED:
        raise Stale(kind="document", id=document, state=state)
    if (closes_at is not None and now >= closes_at) or remarks >= MOST_REMARKS:
        raise RemarksClosed(id=document)


def check_number(number: int, taken: bool, following: int) -> int:
    """A number that no other document of the body and the year has. `following`: after the last one."""
    if not 0 < number <= _LAST_NUMBER:
        raise Invalid(where="number", why="range")
    if taken:
        raise NumberTaken(number=number, next=following)
    return number


def check_may_approve(document: str, state: str, item: str, item_state: str | None, verdicts: Sequence[str]) -> None:
    """The item was dealt with; if it was voted on, the last verdict adopted."""
    if state == DRAFT:
        raise Stale(kind="document", id=document, state=state)
    if item_state != "closed" or (verdicts and verdicts[-1] != "adopted"):
        raise NotYetApproved(item=item)


def may_read(role: str | None, state: str) -> bool:
    """A draft is the desk's; what was circulated is for those who may remark, what was issued for all."""
    if state == DRAFT:
        return role in policy.DESK_ROLES
    if state == CIRCULATED:
        return role in policy.DESK_ROLES or policy.may(role, "minutes.remark")
    return policy.may(role, "minutes.read")


def check_may_read(role: str | None, state: str) -> None:
    if not may_read(role, state):
        raise NotAllowed(permission="minutes.read")
