"""Taking back that an item was opened or closed by mistake."""

from icabinet.agenda import rules
from icabinet.agenda.actions import OneItem
from icabinet.agenda.facts import ClosingTakenBack, OpeningTakenBack
from icabinet.agenda.queries import items_of, open_item_of
from icabinet.agenda.tables import ItemRow
from icabinet.errors import Stale
from icabinet.floor.queries import spoken_since
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
        rules.check_may_take_back(row.closed_at, turn.at, followed=False)
        turn.record(ClosingTakenBack(item=row.id))
    else:
        raise Stale(kind="item", id=row.id, state=row.state)


def _take_opening_back(turn: Turn, row: ItemRow) -> None:
    since = row.since or 0
    about = (turn.session, turn.stream, row.id, since)
    rules.check_may_take_back(row.since, turn.at, followed=spoken_since(*about) or opened_since(*about))
    # What was closed in the same moment was closed by the opening.
    closed = (item.id for item in items_of(turn.session, turn.stream) if item.closed_at == since and item.opened_at)
    turn.record(OpeningTakenBack(item=row.id, resumed=next(closed, None)))
