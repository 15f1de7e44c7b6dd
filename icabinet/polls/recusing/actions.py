"""What people may do about conflicts of interest."""

from icabinet.agenda.queries import check_item
from icabinet.errors import NotFound
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, role_of
from icabinet.people import policy
from icabinet.polls.recusing.facts import RecusalEnded, Recused
from icabinet.polls.recusing.tables import RecusalRow
from icabinet.text import clean


class Recuse(Args, frozen=True):
    """`person`: for whom the desk says so; else oneself."""

    item: str
    reason: str = ""
    person: str | None = None


@action("polls.recuse", Recuse, permission="polls.recuse")
def recuse(turn: Turn, args: Recuse) -> None:
    """Declare a conflict of interest: one takes no part in the votes on this item that open from now on."""
    person = _whose(turn, args.person)
    check_item(turn.session, turn.stream, args.item)
    turn.record(Recused(item=args.item, person=person, reason=clean(args.reason, "reason", longest=500, empty=True)))


class EndRecusal(Args, frozen=True):
    item: str
    person: str | None = None


@action("polls.end_recusal", EndRecusal, permission="polls.recuse")
def end_recusal(turn: Turn, args: EndRecusal) -> None:
    """Take part in the votes on this item again."""
    person = _whose(turn, args.person)
    if turn.session.get(RecusalRow, (turn.stream, args.item, person)) is None:
        raise NotFound(kind="recusals", id=args.item)
    turn.record(RecusalEnded(item=args.item, person=person))


def _whose(turn: Turn, person: str | None) -> str:
    """Oneself, or another of whom the desk may say it."""
    if person is None or person == turn.actor:
        return turn.actor
    policy.check(role_of(turn.session, turn.meeting, turn.actor), "polls.run")
    if part_of(turn.session, turn.meeting, person) is None:
        raise NotFound(kind="participants", id=person)
    return person
