"""What people may do with votes."""

import msgspec
from sqlalchemy import ColumnElement, and_, delete

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.attendance.queries import present_persons
from icabinet.errors import Conflict, Invalid
from icabinet.extensions import services
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import participants_of
from icabinet.people.policy import may
from icabinet.polls import holding, majority, rules, sealing, shapes
from icabinet.polls.counting import result_of
from icabinet.polls.electorate import Electorate, Snapshot
from icabinet.polls.facts import (
    PollAnnounced,
    PollCancelled,
    PollClosed,
    PollEnded,
    PollOpened,
    PollPrepared,
    PollPublished,
    ReadinessSaid,
)
from icabinet.polls.holding import Keeping
from icabinet.polls.majority import Rule
from icabinet.polls.queries import default_rule, snapshot_of
from icabinet.polls.rules import Kind, Ways
from icabinet.polls.shapes import Shape
from icabinet.polls.tables import PollRow, SealedBallotRow
from icabinet.text import clean_lines

_MOST_TOGETHER = 20


class Prepare(Args, frozen=True):
    """`rule`, if given, instead of the `preset`; without either the body's own.

    `keys`: who keeps those of a secret vote; without it the server keeps one.
    """

    id: str
    question: str
    secret: bool = False
    analog: bool = False
    preset: str = ""
    rule: Rule | None = None
    shape: Shape = Shape()
    ways: Ways = Ways()
    electorate: Electorate = Electorate()
    item: str | None = None
    repeats: str | None = None
    keys: Keeping | None = None


@action("polls.prepare", Prepare, permission="polls.run")
def prepare(turn: Turn, args: Prepare) -> None:
    """Write down what will be voted on, how, by whom, and by which rule."""
    turn.check_free(PollRow, ids.check(args.id))
    check_item(turn.session, turn.stream, args.item)
    if args.repeats is not None:
        rules.check_may_repeat(args.repeats, turn.get(PollRow, args.repeats).state)
    if args.secret and args.analog:
        raise Invalid(where="analog", why="hands are not secret")
    kind: Kind = "secret" if args.secret else "analog" if args.analog else "named"
    shape = shapes.checked(args.shape)
    rule = _rule(turn, args, shape)
    rules.check_ways(kind, shape, args.ways)
    rules.check_majority(kind, shape, rule)
    if args.keys:
        holding.check_keeping(args.keys, _may_hold(turn), secret=args.secret)
    turn.record(
        PollPrepared(
            poll=args.id,
            item=args.item,
            question=clean_lines(args.question, "question", longest=1000),
            secret=args.secret,
            analog=args.analog,
            rule=rule,
            shape=shape,
            ways=args.ways,
            electorate=args.electorate,
            repeats=args.repeats,
            keys=args.keys,
        )
    )


class OnePoll(Args, frozen=True):
    id: str


@action("polls.announce", OnePoll, permission="polls.run", when=LIVE)
def announce(turn: Turn, args: OnePoll) -> None:
    """Show everybody what will be voted on next, and ask whether they are ready."""
    row = turn.get(PollRow, args.id)
    rules.check_may_announce(row.id, row.state)
    if not row.announced:
        turn.record(PollAnnounced(poll=row.id))


class Ready(Args, frozen=True):
    poll: str
    ready: bool = True


@action("polls.say_ready", Ready, permission="polls.cast", when=LIVE)
def say_ready(turn: Turn, args: Ready) -> None:
    """Say that one is ready for the vote that was announced, or not yet."""
    row = turn.get(PollRow, args.poll)
    rules.check_may_say_ready(row.id, row.state, announced=row.announced)
    turn.record(ReadinessSaid(poll=row.id, person=turn.actor, ready=args.ready))


class Open(Args, frozen=True):
    """`together`: further votes to be opened in the same moment; `seconds`: until they close by themselves."""

    id: str
    together: list[str] = msgspec.field(default_factory=list)
    seconds: int | None = None


@action("polls.open", Open, permission="polls.run", when=LIVE)
def open_poll(turn: Turn, args: Open) -> None:
    """Open the vote to those who are entitled now."""
    rules.check_seconds(args.seconds)
    polls = [args.id, *args.together]
    if len(polls) > _MOST_TOGETHER or len(set(polls)) < len(polls):
        raise Invalid(where="together", why="length", longest=_MOST_TOGETHER)
    closes_at = turn.at + args.seconds * 1000 if args.seconds else None
    for poll in polls:
        _open(turn, turn.get(PollRow, poll), closes_at)


@action("polls.close", OnePoll, permission="polls.run", when=LIVE)
def close(turn: Turn, args: OnePoll) -> None:
    """Close the vote for ever: count, compare, decide."""
    _close(turn, turn.get(PollRow, args.id))


@action("polls.time_out", OnePoll, permission="polls.time_out", when=LIVE)
def time_out(turn: Turn, args: OnePoll) -> None:
    """Close a vote whose time is over."""
    row = turn.get(PollRow, args.id)
    if row.closes_at is None or turn.at < row.closes_at:
        raise Conflict
    _close(turn, row)


@action("polls.publish", OnePoll, permission="polls.run")
def publish(turn: Turn, args: OnePoll) -> None:
    """Show everybody the result that was counted."""
    row = turn.get(PollRow, args.id)
    rules.check_may_publish(row.id, row.state)
    turn.record(PollPublished(poll=row.id))


@action("polls.cancel", OnePoll, permission="polls.run")
def cancel(turn: Turn, args: OnePoll) -> None:
    """Call the vote off; ballots that were cast count for nothing."""
    row = turn.get(PollRow, args.id)
    rules.check_may_cancel(row.id, row.state)
    _discard_envelopes(turn, row.id)
    turn.record(PollCancelled(poll=row.id))


def _rule(turn: Turn, args: Prepare, shape: Shape) -> Rule:
    if args.rule is not None:
        return majority.checked(args.rule)
    if args.preset:
        return majority.preset(args.preset)
    return default_rule(turn.session, turn.meeting, shape)


def _open(turn: Turn, row: PollRow, closes_at: int | None) -> None:
    taken = snapshot_of(turn.session, turn.meeting, row)
    rules.check_may_open(row.id, row.state, len(taken.voters))
    if row.keys:
        holding.check_enough(row.id, row.keys)
    turn.record(
        PollOpened(
            poll=row.id,
            voters=sorted(taken.voters),
            all_members=taken.all_members,
            public_key=key_room().make(turn.meeting, row.id) if row.secret and not row.keys else None,
            held={member: by for member, by in taken.voters.items() if by != member},
            weights={} if row.secret else _weights(taken),
            all_weights=taken.all_weights,
            recused=taken.recused,
            left_out=taken.left_out,
            closes_at=closes_at,
            keys=holding.kept_by(row.keys) if row.keys else [],
        )
    )


def _weights(taken: Snapshot) -> dict[str, int]:
    """Return the weights that differ. A sealed ballot has none: beside it one that nobody else has would be a name."""
    return {member: weight for member, weight in taken.weights.items() if weight != majority.ONE}


def _close(turn: Turn, row: PollRow) -> None:
    rules.check_may_close(row.id, row.state)
    if row.keys:
        turn.record(PollEnded(poll=row.id, here=sorted(present_persons(turn.session, turn.stream))))
    else:
        count(turn, row)


def count(turn: Turn, row: PollRow) -> None:
    """Open what was sealed, count, and destroy the envelopes."""
    result = result_of(turn.session, turn.meeting, row, key_room())
    _discard_envelopes(turn, row.id)
    turn.record(PollClosed(poll=row.id, result=result))
    if not row.ways.get("by_hand", False):
        turn.record(PollPublished(poll=row.id))


def _discard_envelopes(turn: Turn, poll: str) -> None:
    turn.discard(delete(SealedBallotRow).where(_of(turn, poll)))


def _of(turn: Turn, poll: str) -> ColumnElement[bool]:
    return and_(SealedBallotRow.stream == turn.stream, SealedBallotRow.poll == poll)


def _may_hold(turn: Turn) -> set[str]:
    return {part.person for part in participants_of(turn.session, turn.meeting) if may(part.role, "polls.hold_key")}


def key_room() -> sealing.KeyRoom:
    """Return where the keys of open secret votes lie."""
    return sealing.KeyRoom(services().settings.data_dir / "poll_keys")
