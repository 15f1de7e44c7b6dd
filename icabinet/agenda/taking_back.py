"""Taking back that an item was opened or closed by mistake."""

from icabinet.agenda import rules
from icabinet.agenda.actions import OneItem
from icabinet.agenda.facts import ClosingTakenBack, OpeningTakenBack
from icabinet.agenda.queries import items_of, open_item_of
from icabinet.agenda.tables import ItemRow
from icabinet.errors import SomethingFollowed, Stale
from icabinet.floor.queries import spoken_since
from icabinet.journal import reading
from icabinet.journal.actions import LIVE, action
from icabinet.journal.turns import Turn
from icabinet.polls.queries import opened_since


@action("agenda.take_back", OneItem, permission="agenda.run", when=LIVE)
def take_back(turn: Turn, args: OneItem) -> None:
    """Take back that an item was just opened or closed; the clocks run as if it had never been."""
    row = turn.get(ItemRow, args.id)
    if row.state == "open":
        _take_opening_back(turn, row)
    elif row.opened_at is not None and open_item_of(turn.session, turn.stream) is None:
        rules.check_may_take_back(row.closed_at, turn.at, followed=_dealt_with_since(turn, row))
        turn.record(ClosingTakenBack(item=row.id))
    else:
        raise Stale(kind="item", id=row.id, state=row.state)


def _take_opening_back(turn: Turn, row: ItemRow) -> None:
    # What goes on after a stop, or was adopted before, has a story of its own: closing it tells that better.
    if row.since != row.opened_at or _was_adopted(turn, row.id):
        raise SomethingFollowed
    since = row.since or 0
    about = (turn.session, turn.stream, row.id, since)
    rules.check_may_take_back(row.since, turn.at, followed=spoken_since(*about) or opened_since(*about))
    # What was closed in the same moment was closed by the opening.
    closed = (item.id for item in items_of(turn.session, turn.stream) if item.closed_at == since and item.opened_at)
    turn.record(OpeningTakenBack(item=row.id, resumed=next(closed, None)))


def _dealt_with_since(turn: Turn, row: ItemRow) -> bool:
    """Whether another item was open since: the time of both would be counted."""
    others = (item for item in items_of(turn.session, turn.stream) if item.id != row.id and item.opened_at is not None)
    return any((item.closed_at or 0) >= (row.closed_at or 0) for item in others)


def _was_adopted(turn: Turn, item: str) -> bool:
    adopted = reading.entries_named(turn.session, turn.stream, ("positions.adopted",))
    return any(item in getattr(entry.fact, "items", ()) for entry in adopted)
