"""What people may do with the chair."""

from icabinet.journal.actions import NOT_ENDED, Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.chairing import rules
from icabinet.meetings.chairing.facts import ChairLent, ChairReturned
from icabinet.meetings.chairing.queries import lent_chair
from icabinet.meetings.facts import ParticipantAdded
from icabinet.meetings.queries import part_of, participants_of, role_of
from icabinet.meetings.tables import ParticipantRow
from icabinet.people.policy import Role


class LendChair(Args, frozen=True):
    """`of`: whose chair, where the secretary says it and there are several."""

    to: str
    of: str | None = None


@action("meetings.lend_chair", LendChair, permission="meetings.lend_chair", when=NOT_ENDED)
def lend_chair(turn: Turn, args: LendChair) -> None:
    """Let a member chair in the chair's place; the chair takes part as a member meanwhile."""
    if lent := lent_chair(turn.session, turn.stream):
        raise rules.ChairIsLent(person=lent.to)
    roles = {part.person: part.role for part in participants_of(turn.session, turn.meeting)}
    chair = rules.whose_chair(turn.actor, args.of, roles)
    rules.check_deputy(args.to, roles)
    turn.record(ChairLent(of=chair, to=args.to, part=roles[args.to]))
    _take_part(turn, chair, Role.MEMBER)
    _take_part(turn, args.to, Role.CHAIR)


@action("meetings.return_chair", permission="meetings.return_chair", when=NOT_ENDED)
def return_chair(turn: Turn, _args: Nothing) -> None:
    """Give the chair back to whoever lent it; the deputy takes part as before."""
    lent = lent_chair(turn.session, turn.stream)
    if lent is None:
        raise rules.ChairIsNotLent
    rules.check_may_return(turn.actor, role_of(turn.session, turn.meeting, turn.actor), lent.of, lent.to)
    chair, deputy, part = lent.of, lent.to, Role(lent.part)
    turn.record(ChairReturned())
    _take_part(turn, deputy, part)
    _take_part(turn, chair, Role.CHAIR)


def _take_part(turn: Turn, person: str, role: Role) -> None:
    """Record the person's part with this role; whoever has been taken out of the meeting meanwhile stays out."""
    row: ParticipantRow | None = part_of(turn.session, turn.meeting, person)
    if row is None:
        return
    turn.record(
        ParticipantAdded(
            person=person,
            name=row.name,
            title=row.title,
            unit=row.unit,
            rank=row.rank,
            role=role,
            entitled=row.entitled,
        )
    )
