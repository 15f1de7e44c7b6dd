"""What the floor allows. Pure: no database, no clock, no sockets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.floor import kinds
from icabinet.floor.settings import FloorRules

BY_CHAIR, BY_INTERPOSED = "chair", "interposed"
# Who has the floor, or will have it again.
ON_THE_FLOOR = ("speaking", "paused")
_MOST_EXTENSION_S = 60 * 60


class QueueClosed(Conflict):
    """Registration is closed; a point of order still passes, unless the rules say otherwise."""

    code = "queue_closed"


class AlreadyWaiting(Conflict):
    """One waiting request per person and queue, and one point of order. data: kind."""

    code = "already_waiting"


class NobodySpeaks(Conflict):
    """There is nobody to whom a question could be interposed."""

    code = "nobody_speaks"


class NotBeforehand(Conflict):
    """This cannot be registered before the meeting. data: kind."""

    code = "not_beforehand"


@dataclass(frozen=True)
class Asked:
    """A request as its queue finds it. `waiting`: kinds of what the person waits with in this queue already."""

    kind: str
    queue: str
    waiting: Sequence[str] = ()
    is_open: bool = True
    is_live: bool = True
    somebody_speaks: bool = False


def check_may_ask(asked: Asked, floor: FloorRules) -> None:
    """Whether a member may register. An answer is for its question (`check_may_answer`), and always due."""
    if asked.kind not in (*floor.kinds, kinds.QUESTION, kinds.ANSWER):
        raise Invalid(where="kind", why="unknown")
    check_fits(asked.kind, asked.queue)
    passes = asked.kind == kinds.ANSWER or (asked.kind == kinds.POINT_OF_ORDER and floor.orders_pass)
    if asked.queue == kinds.QUESTIONS and not floor.questions:
        raise QueueClosed
    if not asked.is_live and not (floor.before and kinds.precedence(asked.kind) == kinds.ORDINARY):
        raise NotBeforehand(kind=asked.kind)
    if not asked.is_open and not passes:
        raise QueueClosed
    if asked.kind == kinds.INTERPOSED and not asked.somebody_speaks:
        raise NobodySpeaks
    check_waits_once(asked.kind, asked.waiting, floor)


def check_fits(kind: str, queue: str) -> None:
    """Refuse a kind that there is not in this queue."""
    if not kinds.fits(kind, queue):
        raise Invalid(where="kind", why="unknown")


def check_waits_once(kind: str, waiting: Iterable[str], floor: FloorRules) -> None:
    """One waits once in a queue, and once with a point of order, and with answers as often as one was asked."""
    if kind == kinds.ANSWER or floor.several:
        return
    orders = kind == kinds.POINT_OF_ORDER
    if any((other == kinds.POINT_OF_ORDER) == orders for other in waiting if other != kinds.ANSWER):
        raise AlreadyWaiting(kind=kind)


def check_may_answer(kind: str, question: str | None, answered: bool) -> None:
    """`question`: kind of what the answer is under, None if it is under nothing; `answered`: by the same person."""
    if (kind == kinds.ANSWER) != (question is not None):
        raise Invalid(where="under", why="needed" if question is None else "not_an_answer")
    if question == kinds.ANSWER:
        raise Invalid(where="under", why="is_an_answer")
    if answered:
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


def check_is_paused(speaker: str, state: str) -> None:
    if state != "paused":
        raise Stale(kind="speaker", id=speaker, state=state)


def check_has_the_floor(speaker: str, state: str) -> None:
    if state not in ON_THE_FLOOR:
        raise Stale(kind="speaker", id=speaker, state=state)


def check_extension(seconds: int) -> int:
    if seconds == 0 or abs(seconds) > _MOST_EXTENSION_S:
        raise Invalid(where="seconds", why="range")
    return seconds


# --- whoever begins makes the others stop ---


@dataclass(frozen=True)
class Speech:
    """Somebody who has the floor, or is paused. `interposes`: a question put into another speech, or its answer."""

    id: str
    state: str
    interposes: bool
    paused: str = ""


@dataclass(frozen=True)
class Way:
    """What has to happen before somebody begins: whose speeches end, and which one is paused."""

    end: tuple[str, ...] = ()
    pause: str | None = None


def make_way(floor: Sequence[Speech], *, interposes: bool) -> Way:
    """Whoever begins ends who speaks; what is interposed only pauses the speech that it is put into."""
    if not interposes:
        return Way(end=tuple(one.id for one in floor))
    main = next((one for one in floor if not one.interposes), None)
    end = tuple(one.id for one in floor if one.interposes)
    return Way(end, main.id if main and main.state == "speaking" else None)


def goes_on(floor: Sequence[Speech], ended: str) -> str | None:
    """Return whose speech goes on by itself once this one has ended: the one that it was put into."""
    over = next((one for one in floor if one.id == ended), None)
    if over is None or not over.interposes:
        return None
    left = [one for one in floor if one.id != ended]
    if any(one.state == "speaking" for one in left):
        return None
    return next((one.id for one in left if one.paused == BY_INTERPOSED), None)
