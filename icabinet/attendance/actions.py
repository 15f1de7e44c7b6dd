"""What people may do about presence."""

from icabinet.attendance.facts import Arrived, Left
from icabinet.attendance.queries import current
from icabinet.errors import NotFound
from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of


@action("attendance.check_in", permission="attendance.check_in")
def check_in(turn: Turn, _args: Nothing) -> None:
    """Say "I am here". Saying it twice changes nothing."""
    _set(turn, turn.actor, present=True)


@action("attendance.leave", permission="attendance.check_in")
def leave(turn: Turn, _args: Nothing) -> None:
    """Say "I am leaving"."""
    _set(turn, turn.actor, present=False)


class Mark(Args, frozen=True):
    person: str
    present: bool


@action("attendance.mark", Mark, permission="attendance.mark")
def mark(turn: Turn, args: Mark) -> None:
    """Note somebody's presence for them."""
    if part_of(turn.session, turn.meeting, args.person) is None:
        raise NotFound(kind="participants", id=args.person)
    _set(turn, args.person, present=args.present)


def _set(turn: Turn, person: str, *, present: bool) -> None:
    if (current(turn.session, turn.stream, person) is not None) != present:
        turn.record(Arrived(person=person) if present else Left(person=person))
