"""Counting a vote that closes: its ballots are read, the figures put beside them, the rule applied."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import not_counted, present_persons
from icabinet.meetings.queries import participants_of, stream_of
from icabinet.people.policy import Role
from icabinet.polls.electorate import figures
from icabinet.polls.majority import ONE, Counts, Rule
from icabinet.polls.queries import asked, voters_of
from icabinet.polls.rules import Result, Rolled
from icabinet.polls.sealing import KeyRoom, Opened
from icabinet.polls.shapes import CHOICES, Choice
from icabinet.polls.tables import PollRow, SealedBallotRow, VoterRow
from icabinet.polls.tally import Ballot, Decided, Turnout, decide


def result_of(session: Session, meeting: str, row: PollRow, keys: KeyRoom) -> Result:
    """Return what an open vote has come to."""
    voters = voters_of(session, stream_of(meeting), row.id)
    opened = _opened(session, meeting, row, keys) if row.secret else []
    ballots = [Ballot(one.c if one else None) for one in opened] if row.secret else _named(voters)
    paper = msgspec.convert(row.paper, list[Counts])
    turnout = _turnout(session, meeting, row, voters)
    found = decide(asked(row), msgspec.convert(row.rule, Rule), ballots, turnout, paper)
    return _written(
        found,
        turnout,
        recused=row.recused,
        paper=paper,
        roll=None if row.secret else _roll(session, meeting, voters),
        trackers=sorted((one.t, one.c) for one in opened if one) if row.secret else None,
    )


def _written(found: Decided, turnout: Turnout, **more: object) -> Result:
    heads, weights = turnout.heads, turnout.weights if turnout.weighted else None
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    return Result(**fields, heads=heads, weights=weights, received=turnout.received, **more)  # type: ignore[arg-type]


def _named(voters: list[VoterRow]) -> list[Ballot]:
    return [Ballot(voter.choice, voter.weight) for voter in voters if voter.choice is not None]


def _opened(session: Session, meeting: str, row: PollRow, keys: KeyRoom) -> list[Opened | None]:
    mine = (SealedBallotRow.stream == stream_of(meeting), SealedBallotRow.poll == row.id)
    envelopes = session.scalars(select(SealedBallotRow.envelope).where(*mine).order_by(SealedBallotRow.id))
    if row.keys:
        shared = {"holders": len(row.keys["holders"]), "needed": row.keys["needed"]}
        return list(keys.open_shared(meeting, row.id, asked(row), envelopes, **shared))
    return list(keys.open_all(meeting, row.id, asked(row), envelopes))


def _turnout(session: Session, meeting: str, row: PollRow, voters: list[VoterRow]) -> Turnout:
    here = present_persons(session, stream_of(meeting)) if row.here is None else set(row.here)
    took_part = [voter for voter in voters if voter.voted_at is not None or voter.held_by in here]
    apart = not_counted(session, stream_of(meeting))
    heads, weights = figures(
        {voter.person: voter.weight for voter in voters},
        [voter.person for voter in took_part],
        all_members=row.all_members,
        all_weights=row.all_members * ONE if row.all_weights is None else row.all_weights,
        received=row.received,
    )
    return Turnout(
        heads=heads,
        weights=weights,
        weighted=any(voter.weight != ONE for voter in voters),
        received=row.received,
        apart=sum(voter.held_by in apart for voter in took_part),
        chair=None if row.secret else _of_chair(session, meeting, voters),
    )


def _of_chair(session: Session, meeting: str, voters: list[VoterRow]) -> Choice | None:
    """Return the side of whoever chairs on a motion, None if there is none."""
    choices = {voter.person: voter.choice for voter in voters if voter.choice in CHOICES}
    chairs = [part.person for part in participants_of(session, meeting) if part.role == Role.CHAIR]
    return next((choices[person] for person in chairs if person in choices), None)


def _roll(session: Session, meeting: str, voters: list[VoterRow]) -> list[Rolled]:
    """The roll call in order of precedence."""
    order = {part.person: place for place, part in enumerate(participants_of(session, meeting))}
    ranked = sorted(voters, key=lambda voter: order.get(voter.person, len(order)))
    return [
        Rolled(
            person=voter.person,
            ballot=voter.choice,
            by=voter.held_by if voter.held_by != voter.person else "",
            weight=voter.weight if voter.weight != ONE else None,
            opinion=voter.opinion or "",
            paper=voter.paper,
        )
        for voter in ranked
    ]
