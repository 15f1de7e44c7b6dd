"""What people may call for, and say to all or to each other."""

from icabinet import ids
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import participants_of
from icabinet.messages import rules
from icabinet.messages.facts import (
    BroadcastEnded,
    BroadcastSent,
    CallClosed,
    CallTaken,
    HelpCalled,
    HelpOffered,
    LineSaid,
)
from icabinet.messages.queries import offered, open_calls
from icabinet.messages.tables import BroadcastRow, HelpCallRow, LineRow
from icabinet.text import clean, clean_lines


class OfferHelp(Args, frozen=True):
    kinds: list[str]


@action("messages.offer_help", OfferHelp, permission="messages.serve")
def offer_help(turn: Turn, args: OfferHelp) -> None:
    """Say what people may call for in this meeting."""
    kinds = rules.checked_kinds(args.kinds)
    if kinds != offered(turn.session, turn.stream):
        turn.record(HelpOffered(kinds=kinds))


class CallForHelp(Args, frozen=True):
    id: str
    kind: str = rules.KINDS[0]
    note: str = ""


@action("messages.call", CallForHelp, permission="messages.call")
def call(turn: Turn, args: CallForHelp) -> None:
    """Call the secretary, or for something that is offered."""
    turn.check_free(HelpCallRow, ids.check(args.id))
    note = clean(args.note, "note", longest=rules.LONGEST_NOTE, empty=True)
    mine = open_calls(turn.session, turn.stream, turn.actor)
    rules.check_may_call(args.kind, offered(turn.session, turn.stream), mine)
    turn.record(HelpCalled(call=args.id, person=turn.actor, kind=args.kind, note=note))


class OneCall(Args, frozen=True):
    id: str


@action("messages.take", OneCall, permission="messages.serve")
def take(turn: Turn, args: OneCall) -> None:
    """See to a call, so that the caller knows that somebody comes."""
    row = turn.get(HelpCallRow, args.id)
    rules.check_may_take(row.id, row.state)
    turn.record(CallTaken(call=row.id))


@action("messages.close", OneCall, permission="messages.serve")
def close(turn: Turn, args: OneCall) -> None:
    """Say that a call is done."""
    row = turn.get(HelpCallRow, args.id)
    rules.check_may_close(row.id, row.state)
    turn.record(CallClosed(call=row.id))


@action("messages.withdraw", OneCall, permission="messages.call")
def withdraw(turn: Turn, args: OneCall) -> None:
    """Take back one's own call."""
    row = turn.get(HelpCallRow, args.id)
    rules.check_is_own(row.person, turn.actor)
    rules.check_may_close(row.id, row.state)
    turn.record(CallClosed(call=row.id))


class SendBroadcast(Args, frozen=True):
    """`seconds`: for how long it is shown; null: until it is taken down."""

    id: str
    text: str
    seconds: int | None = None


@action("messages.broadcast", SendBroadcast, permission="messages.broadcast")
def broadcast(turn: Turn, args: SendBroadcast) -> None:
    """Say something on all tablets and displays, in place of what was said before."""
    rules.check_seconds(args.seconds)
    text = clean_lines(args.text, "text", longest=rules.LONGEST_BROADCAST)
    until = None if args.seconds is None else turn.at + args.seconds * 1000
    turn.record(BroadcastSent(broadcast=ids.check(args.id), text=text, until=until))


class OneBroadcast(Args, frozen=True):
    id: str


@action("messages.end_broadcast", OneBroadcast, permission="messages.broadcast")
def end_broadcast(turn: Turn, args: OneBroadcast) -> None:
    """Take down what is said to all."""
    row = turn.session.get(BroadcastRow, turn.stream)
    rules.check_is_shown(args.id, row.id if row else None)
    turn.record(BroadcastEnded(broadcast=args.id))


class SayOnLine(Args, frozen=True):
    id: str
    text: str


@action("messages.say", SayOnLine, permission="messages.line")
def say(turn: Turn, args: SayOnLine) -> None:
    """Say something that only chair and secretaries read."""
    turn.check_free(LineRow, ids.check(args.id))
    text = clean_lines(args.text, "text", longest=rules.LONGEST_LINE)
    roles = {part.person: part.role for part in participants_of(turn.session, turn.meeting)}
    turn.record(LineSaid(message=args.id, text=text, to=rules.at_the_line(roles, turn.actor)))
