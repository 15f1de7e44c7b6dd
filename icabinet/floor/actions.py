"""What people may do about the lists of those who want to speak."""

from icabinet import ids
from icabinet.errors import NotFound
from icabinet.floor import kinds, rules
from icabinet.floor.adopting import adopt
from icabinet.floor.facts import (
    AskedAnonymously,
    FloorAsked,
    FloorWithdrawn,
    QueueCleared,
    QueueReordered,
    QueueSorted,
    WithdrawnAnonymously,
)
from icabinet.floor.finding import current_item, in_queue, is_over, named_queue, waiting_order
from icabinet.floor.ordering import moved
from icabinet.floor.queries import queue_of, speakers_of
from icabinet.floor.settings import FloorRules, rank_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, state_of
from icabinet.papers.queries import check_page_of
from icabinet.text import clean


class Ask(Args, frozen=True):
    """`queue`: an item's id, "general" or "questions"; None: that of the open item. `under`: what an answer is to."""

    id: str
    kind: str = kinds.CONTRIBUTION
    subject: str = ""
    queue: str | None = None
    under: str | None = None
    category: str = ""
    paper: str | None = None
    page: int | None = None


@action("floor.ask", Ask, permission="floor.ask")
def ask(turn: Turn, args: Ask) -> None:
    """Ask to speak: on the item that is open, on another, on none, or to put a question; or register for it before."""
    floor, queue = adopt(turn), _queue_for(turn, args)
    mine = [row.kind for row in in_queue(turn, queue) if row.person == turn.actor]
    asked = rules.Asked(
        kind=args.kind,
        queue=queue,
        waiting=mine,
        is_open=queue_of(turn.session, turn.stream, queue).open and not is_over(turn, queue),
        is_live=state_of(turn.session, turn.meeting) == "live",
        somebody_speaks=bool(speakers_of(turn.session, turn.stream, *rules.ON_THE_FLOOR)),
    )
    rules.check_may_ask(asked, floor)
    _put_down(turn, args, turn.actor, queue, floor)


class AddSpeaker(Ask, frozen=True, kw_only=True):
    person: str


@action("floor.add", AddSpeaker, permission="floor.run")
def add(turn: Turn, args: AddSpeaker) -> None:
    """Put somebody on a list, open or closed."""
    if part_of(turn.session, turn.meeting, args.person) is None:
        raise NotFound(kind="participants", id=args.person)
    floor, queue = adopt(turn), _queue_for(turn, args)
    rules.check_fits(args.kind, queue)
    rules.check_waits_once(args.kind, [row.kind for row in in_queue(turn, queue) if row.person == args.person], floor)
    _put_down(turn, args, args.person, queue, floor)


class OneSpeaker(Args, frozen=True):
    id: str


@action("floor.withdraw", OneSpeaker, permission="floor.ask")
def withdraw(turn: Turn, args: OneSpeaker) -> None:
    """Take back one's own request to speak."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_may_withdraw(row.id, row.state, row.person, turn.actor)
    turn.record(WithdrawnAnonymously(speaker=row.id) if row.anonymous else FloorWithdrawn(speaker=row.id))


@action("floor.remove", OneSpeaker, permission="floor.run")
def remove(turn: Turn, args: OneSpeaker) -> None:
    """Take somebody's request off the list."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_waiting(row.id, row.state)
    turn.record(FloorWithdrawn(speaker=row.id))


class MoveSpeaker(Args, frozen=True):
    """`before`: whom to stand right before, of the same precedence; None: behind all of them."""

    id: str
    before: str | None


@action("floor.move", MoveSpeaker, permission="floor.run")
def move(turn: Turn, args: MoveSpeaker) -> None:
    """Give somebody who waits another place among those of the same precedence."""
    row = turn.get(SpeakerRow, args.id)
    rules.check_is_waiting(row.id, row.state)
    waiting = {one.id: one for one in in_queue(turn, row.queue)}
    order = moved(row.id, args.before, waiting_order(turn, row.queue), waiting)
    turn.record(QueueReordered(queue=row.queue, order=order))


class OneQueue(Args, frozen=True):
    """`queue`: an item's id, "general" or "questions"; None: that of the open item, the general one where none is."""

    queue: str | None = None


@action("floor.sort", OneQueue, permission="floor.run")
def sort(turn: Turn, args: OneQueue) -> None:
    """Put the queue into the order of the rules again."""
    queue = named_queue(turn, args.queue)
    if any(row.fixed for row in in_queue(turn, queue)):
        turn.record(QueueSorted(queue=queue))


@action("floor.clear", OneQueue, permission="floor.run")
def clear(turn: Turn, args: OneQueue) -> None:
    """Take everybody off the list."""
    queue = named_queue(turn, args.queue)
    if in_queue(turn, queue):
        turn.record(QueueCleared(queue=queue))


class ReaddSpeaker(Args, frozen=True):
    """`id`: of the new request; `queue`: as of `floor.clear`."""

    id: str
    queue: str | None = None


@action("floor.readd", ReaddSpeaker, permission="floor.run")
def readd(turn: Turn, args: ReaddSpeaker) -> None:
    """Put whoever spoke last back on the list, before all others of the same precedence."""
    queue = named_queue(turn, args.queue)
    done = [row for row in speakers_of(turn.session, turn.stream, "done") if row.queue == queue]
    last = max(done, key=lambda row: (row.ended_at or 0, row.position), default=None)
    if last is None:
        raise NotFound(kind="speakers", id=queue)
    again = AddSpeaker(
        id=args.id,
        person=last.person,
        kind=last.kind,
        subject=last.subject,
        queue=queue,
        under=last.under,
        category=last.category,
    )
    add(turn, again)
    waiting = {one.id: one for one in in_queue(turn, queue)}
    line = moved(args.id, None, waiting_order(turn, queue), waiting)
    if len(line) > 1:
        turn.record(QueueReordered(queue=queue, order=[args.id, *line[:-1]]))


def _put_down(turn: Turn, args: Ask, person: str, queue: str, floor: FloorRules) -> None:
    turn.check_free(SpeakerRow, ids.check(args.id))
    _check_answers(turn, args, person)
    if args.paper is not None:
        check_page_of(turn.session, turn.stream, args.paper, args.page or 1, turn.actor)
    fact = AskedAnonymously if floor.anonymous else FloorAsked
    turn.record(
        fact(
            speaker=args.id,
            person=person,
            item=queue if queue not in (kinds.GENERAL, kinds.QUESTIONS) else current_item(turn),
            kind=args.kind,
            subject=clean(args.subject, "subject", empty=True),
            queue=queue,
            under=args.under,
            category=args.category,
            rank=rank_of(args.category, floor.categories) if args.kind == kinds.POINT_OF_ORDER else 0,
            paper=args.paper,
            page=(args.page or 1) if args.paper is not None else None,
        )
    )


def _queue_for(turn: Turn, args: Ask) -> str:
    """An answer is where its question is."""
    if args.under is not None:
        return turn.get(SpeakerRow, args.under).queue
    return named_queue(turn, args.queue)


def _check_answers(turn: Turn, args: Ask, person: str) -> None:
    question = turn.get(SpeakerRow, args.under) if args.under is not None else None
    others = speakers_of(turn.session, turn.stream) if question else []
    answered = any(row.under == args.under and row.person == person and row.state != "done" for row in others)
    rules.check_may_answer(args.kind, question.kind if question else None, answered=answered)
