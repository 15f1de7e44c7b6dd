"""What the floor allows. Pure: no database, no clock, no sockets."""

from collections.abc import Iterable

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale

CONTRIBUTION, POINT_OF_ORDER = "contribution", "point_of_order"
KINDS = (CONTRIBUTION, POINT_OF_ORDER)
DEFAULT_LIMIT_S = 180
_SHORTEST_S, _LONGEST_S = 10, 2 * 60 * 60


class QueueClosed(Conflict):
    """Registration is closed; a point of order still passes."""

    code = "queue_closed"


class AlreadyWaiting(Conflict):
    """One waiting request of each kind per person. data: kind."""

    code = "already_waiting"


def check_may_ask(kind: str, *, queue_open: bool, waiting: Iterable[str]) -> None:
    """`waiting` holds the kinds of the person's requests that wait already."""
    if kind not in KINDS:
        raise Invalid(where="kind", why="unknown")
    if not queue_open and kind != POINT_OF_ORDER:
        raise QueueClosed
    if kind in waiting:
        raise AlreadyWaiting(kind=kind)


def check_may_withdraw(speaker: str, state: str, owner: str, actor: str) -> None:
    if owner != actor:
        raise NotAllowed(permission="floor.run")
    check_is_waiting(speaker, state)


def check_is_waiting(speaker: str, state: str) -> None:
    if state != "waiting":
        raise Stale(kind="speaker", id=speaker, state=state)


def check_is_speaking(speaker: str, state: str) -> None:
    if state != "speaking":
        raise Stale(kind="speaker", id=speaker, state=state)


def check_limit(limit_s: int) -> int:
    if not _SHORTEST_S <= limit_s <= _LONGEST_S:
        raise Invalid(where="limit_s", why="range")
    return limit_s
