"""Counting a vote again from what was written down, without the tables that the product itself counted with.

The journal says who was there, who stood in, which ballots came; of a secret vote the published list says what was in
them.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from icabinet.attendance.facts import Arrived, Left
from icabinet.journal.facts import Entry, Fact
from icabinet.meetings.facts import ParticipantAdded, ParticipantRemoved
from icabinet.people.policy import Role
from icabinet.polls.before import renewed
from icabinet.polls.electorate import figures
from icabinet.polls.facts import (
    BallotCast,
    BallotReceived,
    CountedByHand,
    PollClosed,
    PollClosedBefore,
    PollEnded,
    PollOpened,
    PollPrepared,
)
from icabinet.polls.majority import ONE, Counts
from icabinet.polls.rules import Result
from icabinet.polls.shapes import CHOICES, Choice
from icabinet.polls.tally import Ballot, Decided, Turnout, decide


class Audit(NamedTuple):
    """What was asked, what it comes to when it is counted again, what was published, and in what the two differ."""

    prepared: PollPrepared
    opened: PollOpened
    ballots: dict[str, str]
    again: Decided
    turnout: Turnout
    published: Result
    differences: list[str]


class _Record:
    """What the entries up to the closing say."""

    def __init__(self, poll: str) -> None:
        self._poll = poll
        self.prepared: PollPrepared | None = None
        self.opened: PollOpened | None = None
        self.result: Result | None = None
        self.ballots: dict[str, str] = {}
        self.received: set[str] = set()
        self.paper: list[Counts] = []
        self.present: set[str] = set()
        self.roles: dict[str, str] = {}
        # Whether voting is over and only its keys are awaited: who comes or leaves now changes nothing.
        self.ended = False

    def read(self, fact: Fact) -> None:
        match fact:
            case Arrived(person=person) if not self.ended:
                self.present.add(person)
            case Left(person=person) if not self.ended:
                self.present.discard(person)
            case ParticipantAdded(person=person, role=role):
                self.roles[person] = role
            case ParticipantRemoved(person=person):
                self.roles.pop(person, None)
            case _ if getattr(fact, "poll", None) == self._poll:
                self._read_own(fact)

    def _read_own(self, fact: Fact) -> None:
        match fact:
            case PollPrepared():
                self.prepared = fact
            case PollOpened():
                self.opened = fact
            case BallotCast(voter=voter, choice=choice):
                self.ballots[voter] = choice
            case BallotReceived(voter=voter):
                self.received.add(voter)
            case PollEnded():
                self.ended = True
            case CountedByHand(totals=totals):
                self.paper = totals
            case PollClosed(result=result):
                self.result = result
            case PollClosedBefore(result=result):
                self.result = msgspec.convert(renewed(result), Result)


def counted_again(entries: Iterable[Entry], poll: str) -> Audit | None:
    """Count again; None if there is no such vote, or it has not been closed."""
    record = _Record(poll)
    for entry in entries:
        record.read(entry.fact)
        if record.result:
            break
    if not (record.prepared and record.opened and record.result):
        return None
    turnout = _turnout(record, record.opened)
    ballots = _ballots(record, record.opened, record.result)
    again = decide(record.prepared.shape, record.prepared.rule, ballots, turnout, record.paper)
    differences = list(_differing(again, turnout, record.result))
    return Audit(record.prepared, record.opened, record.ballots, again, turnout, record.result, differences)


def _ballots(record: _Record, opened: PollOpened, result: Result) -> list[Ballot]:
    if result.trackers is not None:
        unread = max(0, len(record.received) - len(result.trackers))
        return [*(Ballot(text) for _, text in result.trackers), *[Ballot(None)] * unread]
    return [Ballot(text, opened.weights.get(voter, ONE)) for voter, text in record.ballots.items()]


def _turnout(record: _Record, opened: PollOpened) -> Turnout:
    voted = record.ballots.keys() | record.received
    received = len(voted) + (record.paper[0].total if record.paper else 0)
    weight = {voter: opened.weights.get(voter, ONE) for voter in opened.voters}
    took_part = [voter for voter in opened.voters if voter in voted or opened.held.get(voter, voter) in record.present]
    all_weights = opened.all_members * ONE if opened.all_weights is None else opened.all_weights
    heads, weights = figures(
        weight, took_part, all_members=opened.all_members, all_weights=all_weights, received=received
    )
    return Turnout(
        heads=heads,
        weights=weights,
        weighted=bool(opened.weights),
        received=received,
        chair=_of_chair(record),
        apart=record.result.quorum.apart if record.result and record.result.quorum else 0,
    )


def _of_chair(record: _Record) -> Choice | None:
    chairs = [person for person, role in record.roles.items() if role == Role.CHAIR]
    found = [record.ballots[person] for person in chairs if record.ballots.get(person) in CHOICES]
    return found[0] if found else None  # type: ignore[return-value]


def _differing(again: Decided, turnout: Turnout, published: Result) -> Iterable[str]:
    """Name every number of the published result that does not come out again."""
    for name in again.__struct_fields__:
        if getattr(again, name) != getattr(published, name):
            yield f"{name}: published {getattr(published, name)}, counted {getattr(again, name)}"
    if turnout.received != published.received:
        yield f"received: published {published.received}, counted {turnout.received}"
    if turnout.heads != published.heads:
        yield f"figures: published {published.heads}, counted {turnout.heads}"
