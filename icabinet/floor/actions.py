"""What people may do on the floor."""

from sqlalchemy import select

from icabinet import ids
from icabinet.agenda.queries import open_item_of
from icabinet.floor import rules
from icabinet.floor.facts import FloorAsked, FloorWithdrawn, QueueSet, SpeakerCalled, SpeechEnded
from icabinet.floor.tables import QueueRow, SpeakerRow
from icabinet.journal.actions import LIVE, Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.text import clean


class Ask(Args, frozen=True):
    id: str
    kind: str = rules.CONTRIBUTION
    subject: str = ""


@action("floor.ask", Ask, permission="floor.ask", when=LIVE)
def ask(turn: Turn, args: Ask) -> None:
    """Ask to speak, on the item that is open."""
    turn.check_free(SpeakerRow, ids.check(args.id))
    queue_open, _ = _queue(turn)
    waiting = [row.kind for row in _in_state(turn, "waiting") if row.person == turn.actor]
    rules.check_may_ask(args.kind, queue_open=queue_open, waiting=waiting)
    item = open_item_of(turn.session, turn.stream)
    turn.record(
        FloorAsked(
            speaker=args.id,
            person=turn.actor,
            item=item.id if item else None,
            kind=args.kind,
            subject=clean(args.subject, "subject", empty=True),
        )
    )


class OneSpeaker(Args, frozen=True):
    id: str


@action("floor.withdraw", OneSpeaker, permission="floor.ask", when=LIVE)
def withdraw(turn: Turn, args: OneSpeaker) -> None:
    """Take back one's own request to speak."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_may_withdraw(row.id, row.state, row.person, turn.actor)
    turn.record(FloorWithdrawn(speaker=row.id))


@action("floor.remove", OneSpeaker, permission="floor.run", when=LIVE)
def remove(turn: Turn, args: OneSpeaker) -> None:
    """Take somebody's request off the list."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_waiting(row.id, row.state)
    turn.record(FloorWithdrawn(speaker=row.id))


@action("floor.call", OneSpeaker, permission="floor.run", when=LIVE)
def call(turn: Turn, args: OneSpeaker) -> None:
    """Give somebody the floor; whoever speaks ends."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_waiting(row.id, row.state)
    for current in _in_state(turn, "speaking"):
        turn.record(SpeechEnded(speaker=current.id))
    _, limit_s = _queue(turn)
    turn.record(SpeakerCalled(speaker=row.id, limit_s=limit_s))


@action("floor.end", OneSpeaker, permission="floor.run", when=LIVE)
def end(turn: Turn, args: OneSpeaker) -> None:
    """End the speech."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_speaking(row.id, row.state)
    turn.record(SpeechEnded(speaker=row.id))


@action("floor.open", permission="floor.run")
def open_queue(turn: Turn, _args: Nothing) -> None:
    """Open registration to speak."""
    _set_queue(turn, open=True)


@action("floor.close", permission="floor.run")
def close_queue(turn: Turn, _args: Nothing) -> None:
    """Close registration to speak; points of order still pass."""
    _set_queue(turn, open=False)


class SetLimit(Args, frozen=True):
    limit_s: int


@action("floor.set_limit", SetLimit, permission="floor.run")
def set_limit(turn: Turn, args: SetLimit) -> None:
    """Set the time of the speeches that follow; a running one keeps its own."""
    _set_queue(turn, limit_s=rules.check_limit(args.limit_s))


def _queue(turn: Turn) -> tuple[bool, int]:
    row = turn.session.get(QueueRow, turn.stream)
    return (row.open, row.limit_s) if row else (True, rules.DEFAULT_LIMIT_S)


def _set_queue(turn: Turn, *, open: bool | None = None, limit_s: int | None = None) -> None:  # noqa: A002
    was_open, was_limit_s = _queue(turn)
    now = (was_open if open is None else open, was_limit_s if limit_s is None else limit_s)
    if now != (was_open, was_limit_s):
        turn.record(QueueSet(open=now[0], limit_s=now[1]))


def _in_state(turn: Turn, state: str) -> list[SpeakerRow]:
    query = select(SpeakerRow).where(SpeakerRow.stream == turn.stream, SpeakerRow.state == state)
    return list(turn.session.scalars(query))
