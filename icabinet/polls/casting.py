"""How ballots come in: from tablets, open or sealed, and by hand from the desk."""

from typing import cast as typed

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from icabinet import ids
from icabinet.errors import Invalid, NotFound
from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.polls import rules, sealing
from icabinet.polls.facts import BallotCast, BallotReceived, CountedByHand
from icabinet.polls.queries import asked
from icabinet.polls.rules import Votes
from icabinet.polls.tables import PollRow, SealedBallotRow
from icabinet.polls.voters import read_voters, voter_of
from icabinet.text import clean_lines

_PUT_ASIDE = insert(typed("Table", SealedBallotRow.__table__))


class Cast(Args, frozen=True):
    """`choice` (a ballot as `shapes` says) in a named vote, `sealed` (base64) in a secret one.

    `member`: for whom, if one casts the ballot of somebody who is away.
    """

    poll: str
    choice: str | None = None
    sealed: str | None = None
    member: str | None = None
    opinion: str = ""


def _read_voters(session: Session, wishes: list[tuple[str, str, Cast]]) -> None:
    polls: dict[tuple[str, str], list[str]] = {}
    for stream, person, args in wishes:
        polls.setdefault((stream, args.poll), []).append(args.member or person)
    for (stream, poll), persons in polls.items():
        read_voters(session, stream, poll, persons)


@action("polls.cast", Cast, permission="polls.cast", when=LIVE, ahead=_read_voters)
def cast(turn: Turn, args: Cast) -> None:
    """Cast one's ballot, or that of a member whom one represents; there is one for each who is entitled."""
    row = turn.get(PollRow, args.poll)
    member = args.member or turn.actor
    voter = voter_of(turn.session, turn.stream, row.id, member)
    rules.check_may_cast(
        row.id,
        row.state,
        entitled=voter is not None and voter.held_by == turn.actor and not row.analog,
        has_voted=voter is not None and voter.has_voted,
        changeable=row.ways.get("changeable", False),
    )
    rules.check_in_time(row.id, turn.at, row.closes_at)
    if row.secret:
        _receive_sealed(turn, row, member, args)
    elif args.choice is None or args.sealed is not None:
        raise Invalid(where="choice", why="this vote is named")
    else:
        _receive(turn, row, member, args.choice, args.opinion)


class Enter(Args, frozen=True):
    poll: str
    member: str
    choice: str


@action("polls.enter", Enter, permission="polls.run", when=LIVE)
def enter(turn: Turn, args: Enter) -> None:
    """Write down how a member voted on paper or by hand, beside those who vote on their tablets."""
    row = turn.get(PollRow, args.poll)
    if row.secret:
        raise Invalid(where="poll", why="this vote is secret")
    voter = voter_of(turn.session, turn.stream, row.id, args.member)
    if voter is None:
        raise NotFound(kind="voters", id=args.member)
    # What the desk wrote down it may put right; what a member cast is the member's.
    rules.check_may_cast(row.id, row.state, entitled=True, has_voted=voter.has_voted, changeable=voter.paper)
    rules.check_ballot(asked(row), args.choice, "")
    turn.record(BallotCast(poll=row.id, voter=args.member, choice=args.choice, paper=True))


class CountHands(Args, frozen=True):
    poll: str
    counted: Votes


@action("polls.count_hands", CountHands, permission="polls.run", when=LIVE)
def count_hands(turn: Turn, args: CountHands) -> None:
    """Write down what was counted by hand in the room, for all at once; until the close it can be put right."""
    row = turn.get(PollRow, args.poll)
    if not row.analog:
        raise Invalid(where="poll", why="this vote is not counted by hand")
    rules.check_may_close(row.id, row.state)
    totals = rules.totals_of(asked(row), args.counted)
    before = sum(row.paper[0].values()) if row.paper else 0
    if row.received - before + totals[0].total > row.entitled:
        raise Invalid(where="ballots", why="more than are entitled")
    turn.record(CountedByHand(poll=row.id, totals=totals))


def _receive(turn: Turn, row: PollRow, member: str, choice: str, opinion: str) -> None:
    said = clean_lines(opinion, "opinion", longest=2000, empty=True) if opinion else ""
    rules.check_ballot(asked(row), choice, said)
    turn.record(BallotCast(poll=row.id, voter=member, choice=choice, opinion=said))


def _receive_sealed(turn: Turn, row: PollRow, member: str, args: Cast) -> None:
    if args.sealed is None or args.choice is not None or args.opinion:
        raise Invalid(where="sealed", why="this vote is secret")
    holders = len(row.keys["holders"]) if row.keys else 0
    envelope = sealing.envelope_from(args.sealed, asked(row), holders)
    turn.put_aside(_PUT_ASIDE, {"id": ids.new(), "stream": turn.stream, "poll": row.id, "envelope": envelope})
    turn.record(BallotReceived(poll=row.id, voter=member))
