"""What is allowed with papers that are expected. Pure: no database, no clock, no sockets."""

import unicodedata
from collections.abc import Collection

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.moments import LATEST_MS
from icabinet.text import plain

MOST, MOST_DAYS, USUAL_DAYS = 500, 60, 1
_DAY_MS = 86_400_000
WAITED_FOR = ("missing", "returned")


class NothingMissing(Conflict):
    """Every paper that is expected has come."""

    code = "nothing_missing"


class NotReadable(Conflict):
    """What was delivered is still being converted, or cannot be read. data: id, state."""

    code = "submission_not_readable"


def check_room(count: int) -> None:
    if count > MOST:
        raise Invalid(where="papers", why="too_many", most=MOST)


def check_due(due_at: int | None) -> int | None:
    """A moment between 1970 and 2100, ms; it may be gone: then everything that comes is late."""
    if due_at is not None and not 0 <= due_at < LATEST_MS:
        raise Invalid(where="due_at", why="range")
    return due_at


def check_days(days: int) -> int:
    if not 0 <= days <= MOST_DAYS:
        raise Invalid(where="remind_days", why="range")
    return days


def remind_at(state: str, due_at: int | None, days: int, now: int) -> int | None:
    """Return when the unit is reminded next, ms: some days before it is due, then when that is over; None: never."""
    if due_at is None or not days or state not in WAITED_FOR:
        return None
    return next((at for at in (due_at - days * _DAY_MS, due_at) if at > now), None)


def is_late(due_at: int | None, now: int) -> bool:
    return due_at is not None and now > due_at


def is_over(due_at: int | None, now: int) -> bool:
    """Whether the moment at which a paper was due has come."""
    return due_at is not None and due_at <= now


def check_may_submit(expected: str, state: str, unit: str, mine: Collection[str]) -> None:
    """`mine`: the units that somebody belongs to. What is approved is not delivered once more."""
    if not is_of_unit(unit, mine):
        raise NotAllowed(permission="papers.submit")
    if state == "approved":
        raise Stale(kind="expected", id=expected, state=state)


def check_submitted(expected: str, state: str) -> None:
    if state != "submitted":
        raise Stale(kind="expected", id=expected, state=state)


def check_may_supply(expected: str, state: str) -> None:
    """What a unit has delivered is approved or returned first."""
    if state not in WAITED_FOR:
        raise Stale(kind="expected", id=expected, state=state)


def check_readable(paper: str, state: str) -> None:
    if state != "ready":
        raise NotReadable(id=paper, state=state)


def is_of_unit(unit: str, mine: Collection[str]) -> bool:
    """Whether one of these names means the unit, however its letters are written."""
    return unit_key(unit) in set(map(unit_key, mine))


def unit_key(unit: str) -> str:
    """Return what two spellings of a unit's name have in common."""
    return " ".join(plain(unicodedata.normalize("NFC", unit)).split())


def to_remind(states: dict[str, str], wanted: Collection[str]) -> list[str]:
    """Return what is missing, of those that are wanted, or of all if none is named."""
    found = sorted(one for one, state in states.items() if state in WAITED_FOR and (not wanted or one in wanted))
    if not found:
        raise NothingMissing
    return found
