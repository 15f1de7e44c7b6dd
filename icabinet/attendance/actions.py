"""What people may do about presence."""

from icabinet.attendance.facts import Arrived, Left, RepresentationEnded, Represented
from icabinet.attendance.queries import current, stand_ins
from icabinet.attendance.rules import check_may_stand_in
from icabinet.attendance.tables import RepresentationRow
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


class Represent(Args, frozen=True):
    member: str
    by: str


@action("attendance.represent", Represent, permission="attendance.represent")
def represent(turn: Turn, args: Represent) -> None:
    """Have somebody stand in for a member who is away: a proxy, or a substitute without a vote of their own."""
    parts = {person: part_of(turn.session, turn.meeting, person) for person in (args.member, args.by)}
    for person, part in parts.items():
        if part is None:
            raise NotFound(kind="participants", id=person)
    roles = {person: part.role for person, part in parts.items() if part}
    check_may_stand_in(args.member, args.by, roles[args.by], stand_ins(turn.session, turn.stream))
    turn.record(Represented(member=args.member, by=args.by))


class EndRepresentation(Args, frozen=True):
    member: str


@action("attendance.end_representation", EndRepresentation, permission="attendance.represent")
def end_representation(turn: Turn, args: EndRepresentation) -> None:
    """Have nobody stand in for the member any more."""
    turn.get(RepresentationRow, args.member)
    turn.record(RepresentationEnded(member=args.member))


def _set(turn: Turn, person: str, *, present: bool) -> None:
    if (current(turn.session, turn.stream, person) is not None) != present:
        turn.record(Arrived(person=person) if present else Left(person=person))
