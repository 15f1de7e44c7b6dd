"""What members say: a position on an item, for themselves or for whom they stand in; and that it needs a debate."""

from icabinet.agenda.queries import item_of
from icabinet.attendance.queries import stand_ins
from icabinet.errors import NotFound
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of
from icabinet.polls.queries import recusals_of
from icabinet.positions import rules
from icabinet.positions.facts import ItemPulledOut, ItemPutBack, PositionStated, PositionTakenBack
from icabinet.positions.queries import call_of, consent_of, state_of
from icabinet.positions.tables import PositionRow
from icabinet.text import clean, clean_lines

_STATE = "positions.state"


class StatePosition(Args, frozen=True):
    """`member`: for whom, if one stands in for somebody."""

    item: str
    position: str
    text: str = ""
    member: str | None = None


@action("positions.state", StatePosition, permission=_STATE)
def state(turn: Turn, args: StatePosition) -> None:
    """Say what one has against an item, or that it is nothing; the last word before the deadline counts."""
    member = _check_member(turn, args.item, args.member)
    _check_in_time(turn, args.item)
    position = rules.check_position(args.position)
    # Another opinion is nothing without its words.
    text = clean_lines(args.text, "text", longest=rules.LONGEST, empty=position != "other")
    turn.record(PositionStated(item=args.item, member=member, position=position, text=text))
    listed = state_of(consent_of(turn.session, turn.stream, args.item)) == rules.LISTED
    if listed and position != rules.AGREES:
        turn.record(ItemPulledOut(item=args.item, member=member, reason=""))


class OnePosition(Args, frozen=True):
    item: str
    member: str | None = None


@action("positions.take_back", OnePosition, permission=_STATE)
def take_back(turn: Turn, args: OnePosition) -> None:
    """Have no position any more, as if nothing had been said."""
    member = _check_member(turn, args.item, args.member)
    _check_in_time(turn, args.item)
    row = turn.session.get(PositionRow, (turn.stream, args.item, member))
    if row is None or row.gone:
        raise NotFound(kind="positions", id=args.item)
    turn.record(PositionTakenBack(item=args.item, member=member))


class PullOut(Args, frozen=True):
    item: str
    reason: str = ""
    member: str | None = None


@action("positions.pull_out", PullOut, permission=_STATE)
def pull_out(turn: Turn, args: PullOut) -> None:
    """Have an item dealt with by itself, until it is adopted; nobody can say no to that."""
    member = _check_member(turn, args.item, args.member)
    row, consent = item_of(turn.session, turn.stream, args.item), consent_of(turn.session, turn.stream, args.item)
    _check_asked(turn, args.item)
    rules.check_may_pull(args.item, state_of(consent), row.state)
    reason = clean(args.reason, "reason", longest=rules.LONGEST_REASON, empty=True)
    turn.record(ItemPulledOut(item=args.item, member=member, reason=reason))


@action("positions.put_back", OnePosition, permission=_STATE)
def put_back(turn: Turn, args: OnePosition) -> None:
    """Have nothing against adopting an item together with others, which one pulled out oneself."""
    member = _check_member(turn, args.item, args.member)
    consent = consent_of(turn.session, turn.stream, args.item)
    rules.check_may_put_back(args.item, state_of(consent), consent.pulled_by if consent else None, member)
    turn.record(ItemPutBack(item=args.item))


def _check_member(turn: Turn, item: str, named: str | None) -> str:
    """Return the member for whom the actor speaks, if that is so and the member has a say on the item."""
    item_of(turn.session, turn.stream, item)
    member = named or turn.actor
    part = part_of(turn.session, turn.meeting, member)
    speaks_for = member == turn.actor or stand_ins(turn.session, turn.stream).get(member) == turn.actor
    recused = member in recusals_of(turn.session, turn.stream).get(item, ())
    entitled = part is not None and part.entitled
    rules.check_entitled(item, member, speaks_for=speaks_for, entitled=entitled, recused=recused)
    return member


def _check_asked(turn: Turn, item: str) -> None:
    call, consent = call_of(turn.session, turn.stream), consent_of(turn.session, turn.stream, item)
    rules.check_asked(item, called=call is not None, asked=consent is None or consent.asked)


def _check_in_time(turn: Turn, item: str) -> None:
    _check_asked(turn, item)
    call, consent = call_of(turn.session, turn.stream), consent_of(turn.session, turn.stream, item)
    rules.check_not_adopted(item, state_of(consent))
    own = consent.closes_at if consent else None
    closes_at = call.closes_at if call and own is None else own or 0
    rules.check_in_time(item, turn.at, closes_at, item_of(turn.session, turn.stream, item).state)
