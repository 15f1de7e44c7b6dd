"""What the actions of the floor look for in the tables."""

from icabinet.agenda.queries import check_item, open_item_of, state_of_item
from icabinet.floor import kinds, rules
from icabinet.floor.queries import order_of, speakers_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal.turns import Turn


def current_item(turn: Turn) -> str | None:
    """Return the id of the item that is open."""
    item = open_item_of(turn.session, turn.stream)
    return item.id if item else None


def named_queue(turn: Turn, queue: str | None) -> str:
    """Return the queue of this name, or refuse; None stands for that of the open item, or the general one."""
    if queue is None:
        return current_item(turn) or kinds.GENERAL
    if queue not in (kinds.GENERAL, kinds.QUESTIONS):
        check_item(turn.session, turn.stream, queue)
    return queue


def is_over(turn: Turn, queue: str) -> bool:
    """Whether the queue is that of an item that has been dealt with."""
    return state_of_item(turn.session, turn.stream, queue) == "closed"


def in_queue(turn: Turn, queue: str) -> list[SpeakerRow]:
    """Return those who wait in the queue, as they asked."""
    return [row for row in speakers_of(turn.session, turn.stream, "waiting") if row.queue == queue]


def waiting_order(turn: Turn, queue: str) -> list[str]:
    """Return the ids of those who wait in the queue, in the order in which they are called."""
    return order_of(turn.session, turn.stream, queue)


def on_the_floor(turn: Turn) -> list[rules.Speech]:
    """Return who speaks, and whose speech is paused."""
    rows = speakers_of(turn.session, turn.stream, *rules.ON_THE_FLOOR)
    return [rules.Speech(row.id, row.state, interposes(turn, row), row.paused) for row in rows]


def interposes(turn: Turn, row: SpeakerRow) -> bool:
    """Whether this only pauses another speech: a question put into it, or the answer to one."""
    if row.kind == kinds.ANSWER and row.under is not None:
        question = turn.session.get(SpeakerRow, (turn.stream, row.under))
        return question is not None and question.kind == kinds.INTERPOSED
    return row.kind == kinds.INTERPOSED
