"""What may be said about marks, and who settles it. Pure: no database, no clock, no sockets."""

from collections.abc import Collection, Sequence

from icabinet.errors import Conflict, Invalid, NotAllowed, Stale

LONGEST = 2_000
MOST_REPLIES = 200
MOST_MENTIONS = 50

OPEN, RESOLVED = "open", "resolved"


class ThreadIsFull(Conflict):
    """data: most (replies)."""

    code = "thread_is_full"


class CannotSeeMark(Conflict):
    """Somebody is mentioned who does not see the mark, and so would not see the comment. data: person."""

    code = "cannot_see_mark"


def check_room(written: int) -> None:
    """`written`: how many comments the thread has had, those withdrawn with them."""
    if written > MOST_REPLIES:
        raise ThreadIsFull(most=MOST_REPLIES)


def mentioned(persons: Sequence[str], readers: Collection[str]) -> list[str]:
    """Return who is mentioned, each once, in order; refuse whoever is not among the readers of the mark."""
    if len(persons) > MOST_MENTIONS:
        raise Invalid(where="mentions", why="length", longest=MOST_MENTIONS)
    for person in persons:
        if person not in readers:
            raise CannotSeeMark(person=person)
    return list(dict.fromkeys(persons))


def check_is_own(author: str, actor: str) -> None:
    """Nobody, not even the chair, puts words into somebody's mouth; there is no such permission to be had."""
    if author != actor:
        raise NotAllowed(permission="comments.edit_any")


def check_may_settle(actor: str, owners: Collection[str], *, any_thread: bool) -> None:
    """`owners`: who drew the mark and who opened the thread."""
    if actor not in owners and not any_thread:
        raise NotAllowed(permission="comments.resolve_any")


def check_state(mark: str, state: str, wanted: str) -> None:
    """Refuse with `stale` unless the thread is still as the asker saw it."""
    if state != wanted:
        raise Stale(kind="threads", id=mark, state=state)
