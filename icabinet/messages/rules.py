"""What may be said and called for. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Mapping, Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale
from icabinet.people.policy import Role
from icabinet.text import clean

# Each screen knows the words and the sign of these; whatever else a desk offers is shown as it was typed.
KINDS = ("secretary", "water", "interpreter", "technical", "papers")
MOST_KINDS = 12
LONGEST_KIND, LONGEST_NOTE, LONGEST_BROADCAST, LONGEST_LINE = 40, 200, 300, 500
SHORTEST_S, LONGEST_S = 5, 24 * 3_600
WAITING, TAKEN, DONE = "waiting", "taken", "done"
_AT_THE_LINE = (Role.CHAIR, Role.SECRETARY)


class AlreadyCalled(Conflict):
    """One call of each kind at a time. data: kind."""

    code = "already_called"


class NobodyAtTheLine(Conflict):
    """There is nobody at the other end: no chair, or no secretary."""

    code = "nobody_at_the_line"


def checked_kinds(kinds: Sequence[str]) -> list[str]:
    """Return what may be called for, each once, in order."""
    if not 0 < len(kinds) <= MOST_KINDS:
        raise Invalid(where="kinds", why="length", longest=MOST_KINDS)
    return list(dict.fromkeys(clean(kind, "kinds", longest=LONGEST_KIND) for kind in kinds))


def check_may_call(kind: str, offered: Collection[str], open_calls: Collection[str]) -> None:
    """`open_calls`: kinds of the person's calls that are not done yet."""
    if kind not in offered:
        raise Invalid(where="kind", why="not offered")
    if kind in open_calls:
        raise AlreadyCalled(kind=kind)


def check_may_take(call: str, state: str) -> None:
    if state != WAITING:
        raise Stale(kind="calls", id=call, state=state)


def check_may_close(call: str, state: str) -> None:
    if state == DONE:
        raise Stale(kind="calls", id=call, state=state)


def check_is_own(owner: str, actor: str) -> None:
    if owner != actor:
        raise NotAllowed(permission="messages.serve")


def check_seconds(seconds: int | None) -> None:
    if seconds is not None and not SHORTEST_S <= seconds <= LONGEST_S:
        raise Invalid(where="seconds", why="range")


def check_is_shown(broadcast: str, shown: str | None) -> None:
    """Whoever takes a message down must not take down the one that has come in its place."""
    if broadcast != shown:
        raise Stale(kind="broadcast", id=broadcast, state="ended" if shown is None else "replaced")


def at_the_line(roles: Mapping[str, str], actor: str) -> list[str]:
    """Return who reads what the actor says there: all chairs and secretaries. `roles`: by person, of the meeting."""
    there = sorted(person for person, role in roles.items() if role in _AT_THE_LINE)
    if not any(roles[person] != roles.get(actor) for person in there):
        raise NobodyAtTheLine
    return there
