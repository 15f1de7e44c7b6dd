"""What people may do with votes."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from icabinet import ids
from icabinet.agenda.queries import check_item
from icabinet.errors import Invalid
from icabinet.extensions import services
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import body_of, participants_of
from icabinet.people.bodies import voting_seats
from icabinet.people.policy import Role
from icabinet.polls import rules, sealing
from icabinet.polls.facts import BallotCast, BallotReceived, PollCancelled, PollClosed, PollOpened, PollPrepared
from icabinet.polls.queries import choices_of, has_voted, read_voters
from icabinet.polls.rules import Choice, Result, Rule
from icabinet.polls.tables import PollRow, SealedBallotRow
from icabinet.text import clean_lines


class Prepare(Args, frozen=True):
    id: str
    question: str
    secret: bool
    preset: str = "people_committee"
    item: str | None = None


@action("polls.prepare", Prepare, permission="polls.run")
def prepare(turn: Turn, args: Prepare) -> None:
    """Write down what will be voted on, and by which rule."""
    turn.check_free(PollRow, ids.check(args.id))
    check_item(turn.session, turn.stream, args.item)
    turn.record(
        PollPrepared(
            poll=args.id,
            item=args.item,
            question=clean_lines(args.question, "question", longest=1000),
            secret=args.secret,
            rule=rules.preset(args.preset),
        )
    )


class OnePoll(Args, frozen=True):
    id: str


@action("polls.open", OnePoll, permission="polls.run", when=LIVE)
def open_poll(turn: Turn, args: OnePoll) -> None:
    """Open the vote to those who are entitled now."""
    row = turn.get(PollRow, args.id)
    voters = [part.person for part in participants_of(turn.session, turn.meeting) if part.entitled]
    rules.check_may_open(row.id, row.state, len(voters))
    seats = voting_seats(turn.session, body_of(turn.session, turn.meeting))
    turn.record(
        PollOpened(
            poll=row.id,
            voters=sorted(voters),
            all_members=max(seats, len(voters)),
            public_key=_keys().make(turn.meeting, row.id) if row.secret else None,
        )
    )


class Cast(Args, frozen=True):
    """`choice` in a named vote, `sealed` (base64) in a secret one."""

    poll: str
    choice: Choice | None = None
    sealed: str | None = None


def _read_voters(session: Session, wishes: list[tuple[str, str, Cast]]) -> None:
    polls: dict[tuple[str, str], list[str]] = {}
    for stream, person, args in wishes:
        polls.setdefault((stream, args.poll), []).append(person)
    for (stream, poll), persons in polls.items():
        read_voters(session, stream, poll, persons)


@action("polls.cast", Cast, permission="polls.cast", when=LIVE, ahead=_read_voters)
def cast(turn: Turn, args: Cast) -> None:
    """Cast one's ballot; there is one for each who is entitled, and it stands."""
    row = turn.get(PollRow, args.poll)
    voted = has_voted(turn.session, turn.stream, row.id, turn.actor)
    rules.check_may_cast(row.id, row.state, entitled=voted is not None, has_voted=bool(voted))
    if row.secret:
        _receive_sealed(turn, row, args)
    elif args.choice is None or args.sealed is not None:
        raise Invalid(where="choice", why="this vote is named")
    else:
        turn.record(BallotCast(poll=row.id, voter=turn.actor, choice=args.choice))


@action("polls.close", OnePoll, permission="polls.run", when=LIVE)
def close(turn: Turn, args: OnePoll) -> None:
    """Close the vote for ever: count, compare, decide."""
    row = turn.get(PollRow, args.id)
    rules.check_may_close(row.id, row.state)
    result = _secret_result(turn, row) if row.secret else _named_result(turn, row)
    _discard_envelopes(turn, row.id)
    turn.record(PollClosed(poll=row.id, result=result))


@action("polls.cancel", OnePoll, permission="polls.run")
def cancel(turn: Turn, args: OnePoll) -> None:
    """Call the vote off; ballots that were cast count for nothing."""
    row = turn.get(PollRow, args.id)
    rules.check_may_cancel(row.id, row.state)
    _discard_envelopes(turn, row.id)
    turn.record(PollCancelled(poll=row.id))


def _receive_sealed(turn: Turn, row: PollRow, args: Cast) -> None:
    if args.sealed is None or args.choice is not None:
        raise Invalid(where="sealed", why="this vote is secret")
    envelope = sealing.envelope_from(args.sealed)
    turn.put_aside(SealedBallotRow(id=ids.new(), stream=turn.stream, poll=row.id, envelope=envelope))
    turn.record(BallotReceived(poll=row.id, voter=turn.actor))


def _named_result(turn: Turn, row: PollRow) -> Result:
    choices = dict(choices_of(turn.session, turn.stream, row.id))
    ranked = [part for part in participants_of(turn.session, turn.meeting) if part.person in choices]
    chair = next((choices[part.person] for part in ranked if part.role == Role.CHAIR), None)
    counts = rules.count(choice for choice in choices.values() if choice)  # type: ignore[misc]
    result = _decide(row, counts, chair)  # type: ignore[arg-type]
    order = {part.person: place for place, part in enumerate(ranked)}
    roll = sorted(choices.items(), key=lambda ballot: order.get(ballot[0], len(order)))
    return rules.with_ballots(result, roll=roll)  # type: ignore[arg-type]


def _secret_result(turn: Turn, row: PollRow) -> Result:
    opened = list(_keys().open_all(turn.meeting, row.id, _envelopes(turn, row.id)))
    counts = rules.count(ballot.c if ballot else None for ballot in opened)
    trackers = sorted((ballot.t, ballot.c) for ballot in opened if ballot)
    return rules.with_ballots(_decide(row, counts, None), trackers=trackers)


def _decide(row: PollRow, counts: rules.Counts, chair: Choice | None) -> Result:
    return rules.decide(
        Rule(**row.rule),
        counts,
        all_members=row.all_members,
        entitled=row.entitled,
        received=row.received,
        chair=chair,
    )


def _envelopes(turn: Turn, poll: str) -> Iterator[bytes]:
    query = select(SealedBallotRow.envelope).where(_of(turn, poll)).order_by(SealedBallotRow.id)
    return iter(turn.session.scalars(query))


def _discard_envelopes(turn: Turn, poll: str) -> None:
    turn.discard(delete(SealedBallotRow).where(_of(turn, poll)))


def _of(turn: Turn, poll: str) -> ColumnElement[bool]:
    return and_(SealedBallotRow.stream == turn.stream, SealedBallotRow.poll == poll)


def _keys() -> sealing.KeyRoom:
    return sealing.KeyRoom(services().settings.data_dir / "poll_keys")
