"""How each fact changes the votes. Nothing else writes them."""

from typing import cast as typed

from msgspec import to_builtins
from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.many import Row
from icabinet.polls.before import renewed
from icabinet.polls.facts import (
    BallotCast,
    BallotReceived,
    CountedByHand,
    PollAnnounced,
    PollCancelled,
    PollClosed,
    PollClosedBefore,
    PollEnded,
    PollKeyGiven,
    PollKeyOffered,
    PollOpened,
    PollPrepared,
    PollPublished,
    ReadinessSaid,
)
from icabinet.polls.holding import asked_of, changed
from icabinet.polls.majority import ONE
from icabinet.polls.tables import PollRow, ReadyRow, VoterRow
from icabinet.polls.voters import forget_voters, note_vote
from icabinet.quick import do_later

_VOTERS = typed("Table", VoterRow.__table__)
_VOTE = update(_VOTERS).where(
    _VOTERS.c.stream == bindparam("of"), _VOTERS.c.poll == bindparam("vote"), _VOTERS.c.person == bindparam("voter")
)


@projects(PollPrepared)
def prepare(session: Session, entry: Entry, fact: PollPrepared) -> list[str]:
    session.add(
        PollRow(
            stream=entry.stream,
            id=fact.poll,
            item=fact.item,
            question=fact.question,
            secret=fact.secret,
            analog=fact.analog,
            rule=to_builtins(fact.rule),
            shape=to_builtins(fact.shape),
            ways=to_builtins(fact.ways),
            electorate=to_builtins(fact.electorate),
            repeats=fact.repeats,
            state="prepared",
            announced=False,
            received=0,
            entitled=0,
            all_members=0,
            recused=[],
            left_out=[],
            held={},
            paper=[],
            keys=asked_of(fact.keys) if fact.keys else None,
            by=entry.actor,
            at=entry.at,
        )
    )
    return [_key(fact.poll)]


@projects(PollKeyOffered)
def offer_key(session: Session, entry: Entry, fact: PollKeyOffered) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.keys = changed(row.keys or {}, fact.holder, public_key=fact.public_key)
    return [_key(fact.poll)]


@projects(PollKeyGiven)
def give_key(session: Session, entry: Entry, fact: PollKeyGiven) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.keys = changed(row.keys or {}, fact.holder, given=True)
    return [_key(fact.poll)]


@projects(PollAnnounced)
def announce(session: Session, entry: Entry, fact: PollAnnounced) -> list[str]:
    _poll(session, entry, fact.poll).announced = True
    return [_key(fact.poll)]


@projects(ReadinessSaid)
def say_ready(session: Session, entry: Entry, fact: ReadinessSaid) -> list[str]:
    if fact.ready:
        session.merge(ReadyRow(stream=entry.stream, poll=fact.poll, person=fact.person))
    elif row := session.get(ReadyRow, (entry.stream, fact.poll, fact.person)):
        session.delete(row)
    return [f"ready/{fact.poll}/{fact.person}"]


@projects(PollOpened)
def open_poll(session: Session, entry: Entry, fact: PollOpened) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.opened_at, row.public_key = "open", entry.at, fact.public_key
    row.entitled, row.all_members, row.all_weights = len(fact.voters), fact.all_members, fact.all_weights
    row.recused, row.left_out, row.held, row.closes_at = fact.recused, fact.left_out, fact.held, fact.closes_at
    if row.keys:
        # Who has no key by now keeps none: ballots are sealed for the others.
        has_one = {held.holder for held in fact.keys}
        row.keys = {**row.keys, "holders": [one for one in row.keys["holders"] if one["person"] in has_one]}
    forget_voters(session)
    session.add_all(
        VoterRow(
            stream=entry.stream,
            poll=row.id,
            person=person,
            held_by=fact.held.get(person, person),
            weight=fact.weights.get(person, ONE),
            paper=False,
        )
        for person in fact.voters
    )
    return [_key(fact.poll)]


@projects(BallotCast)
def cast(session: Session, entry: Entry, fact: BallotCast) -> list[str]:
    ballot = {"choice": fact.choice, "opinion": fact.opinion or None, "paper": fact.paper}
    return _receive(session, entry, fact.poll, fact.voter, ballot)


@projects(BallotReceived)
def receive(session: Session, entry: Entry, fact: BallotReceived) -> list[str]:
    return _receive(session, entry, fact.poll, fact.voter, {"choice": None, "opinion": None, "paper": False})


@projects(CountedByHand)
def count_by_hand(session: Session, entry: Entry, fact: CountedByHand) -> list[str]:
    row = _poll(session, entry, fact.poll)
    before = row.paper[0] if row.paper else {}
    row.received += fact.totals[0].total - sum(before.values())
    row.paper = to_builtins(fact.totals)
    return [_key(fact.poll)]


@projects(PollEnded)
def end(session: Session, entry: Entry, fact: PollEnded) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.here = "ended", entry.at, fact.here
    return [_key(fact.poll)]


@projects(PollClosed)
def close(session: Session, entry: Entry, fact: PollClosed) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.public_key = "closed", row.closed_at or entry.at, None
    row.result = to_builtins(fact.result)
    return [_key(fact.poll)]


@projects(PollClosedBefore)
def close_before(session: Session, entry: Entry, fact: PollClosedBefore) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.public_key = "published", entry.at, None
    row.result = renewed(fact.result)
    return [_key(fact.poll)]


@projects(PollPublished)
def publish(session: Session, entry: Entry, fact: PollPublished) -> list[str]:
    _poll(session, entry, fact.poll).state = "published"
    return [_key(fact.poll)]


@projects(PollCancelled)
def cancel(session: Session, entry: Entry, fact: PollCancelled) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.public_key = "cancelled", entry.at, None
    return [_key(fact.poll)]


def _receive(session: Session, entry: Entry, poll: str, person: str, ballot: Row) -> list[str]:
    """A changed ballot is not counted twice."""
    if note_vote(session, entry.stream, poll, person, paper=ballot["paper"]):
        _poll(session, entry, poll).received += 1
    where = {"of": entry.stream, "vote": poll, "voter": person}
    do_later(session, _VOTE, {**where, "voted_at": entry.at, **ballot})
    return [_key(poll), f"ballots/{poll}/{person}"]


def _poll(session: Session, entry: Entry, poll: str) -> PollRow:
    return session.get_one(PollRow, (entry.stream, poll))


def _key(poll: str) -> str:
    return f"polls/{poll}"
