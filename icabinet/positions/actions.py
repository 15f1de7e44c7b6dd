"""What chair and secretary do about positions: ask for them, and say which items need no debate."""

from icabinet.agenda.queries import item_of
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of
from icabinet.people.bodies import consent_of as consent_of_body
from icabinet.positions import rules
from icabinet.positions.facts import ConsentListed, ItemSet, PositionsCalled
from icabinet.positions.queries import (
    Members,
    anybody_answered,
    call_of,
    consent_of,
    consents_of,
    positions_on,
    rule_of,
    state_of,
)
from icabinet.positions.rules import Adoption, Rule, Seen
from icabinet.positions.tables import CallRow

_MOST_ITEMS = 300


class CallPositions(Args, frozen=True):
    """`closes_at`: until when, ms; a time that is past ends the asking."""

    closes_at: int
    seen: Seen = "never"
    named: bool = True


@action("positions.call", CallPositions, permission="positions.run")
def call(turn: Turn, args: CallPositions) -> None:
    """Ask the members for their positions on all items until a deadline, or put the deadline elsewhere."""
    before, answered = call_of(turn.session, turn.stream), anybody_answered(turn.session, turn.stream)
    if before is not None:
        rules.check_promise((_seen(before), before.named), (args.seen, args.named), answered=answered)
    rule, adoption = _by_body(turn)
    if before is not None and answered:
        # Nor does it change under those who have answered what their silence means.
        rule, adoption = rule_of(before), _adoption(before)
    closes_at = rules.check_closes_at(args.closes_at)
    turn.record(PositionsCalled(closes_at=closes_at, seen=args.seen, named=args.named, rule=rule, adoption=adoption))


class SetItem(Args, frozen=True):
    """`closes_at`: a deadline of the item's own; None: the meeting's."""

    item: str
    asked: bool = True
    closes_at: int | None = None


@action("positions.set_item", SetItem, permission="positions.run")
def set_item(turn: Turn, args: SetItem) -> None:
    """Leave an item out of the asking, take it in again, or give it a deadline of its own."""
    item_of(turn.session, turn.stream, args.item)
    rules.check_asked(args.item, called=call_of(turn.session, turn.stream) is not None, asked=True)
    state = state_of(consent_of(turn.session, turn.stream, args.item))
    rules.check_may_set(args.item, state)
    closes_at = None if args.closes_at is None else rules.check_closes_at(args.closes_at)
    turn.record(ItemSet(item=args.item, asked=args.asked, closes_at=closes_at))


class ListItems(Args, frozen=True):
    items: list[str]


@action("positions.list", ListItems, permission="positions.run")
def list_items(turn: Turn, args: ListItems) -> None:
    """Confirm which items are to be adopted together; others leave the list."""
    rules.check_items(args.items, _MOST_ITEMS)
    known, members = consents_of(turn.session, turn.stream), Members(turn.session, turn.meeting)
    for item in args.items:
        _check_may_list(turn, item, members)
    if {item for item, row in known.items() if row.state == rules.LISTED} != set(args.items):
        turn.record(ConsentListed(items=args.items))


def _check_may_list(turn: Turn, item: str, members: Members) -> None:
    row, call = item_of(turn.session, turn.stream, item), call_of(turn.session, turn.stream)
    consent = consent_of(turn.session, turn.stream, item)
    rules.check_asked(item, called=call is not None, asked=consent is None or consent.asked)
    if call is not None and state_of(consent) != rules.LISTED:
        closes_at = call.closes_at if consent is None or consent.closes_at is None else consent.closes_at
        agreed = rules.consents(rule_of(call), members.on(item), positions_on(turn.session, turn.stream, item))
        rules.check_may_list(item, state_of(consent), row.state, over=turn.at >= closes_at, agreed=agreed)


def _by_body(turn: Turn) -> tuple[Rule, Adoption]:
    consent, adoption = consent_of_body(turn.session, body_of(turn.session, turn.meeting))
    return rules.preset(consent), rules.checked_adoption(adoption)


def _seen(call: CallRow) -> Seen:
    return "opened" if call.seen == "opened" else "never"


def _adoption(call: CallRow) -> Adoption:
    return rules.checked_adoption(call.adoption)
