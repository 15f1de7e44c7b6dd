"""How each fact changes the votes. Nothing else writes them."""

from typing import cast as typed

import msgspec
from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.polls.facts import BallotCast, BallotReceived, PollCancelled, PollClosed, PollOpened, PollPrepared
from icabinet.polls.queries import forget_voters, note_vote
from icabinet.polls.tables import PollRow, VoterRow
from icabinet.quick import update_later

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
            rule=msgspec.to_builtins(fact.rule),
            state="prepared",
            received=0,
            entitled=0,
            all_members=0,
            by=entry.actor,
            at=entry.at,
        )
    )
    return [_key(fact.poll)]


@projects(PollOpened)
def open_poll(session: Session, entry: Entry, fact: PollOpened) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.opened_at, row.public_key = "open", entry.at, fact.public_key
    row.entitled, row.all_members = len(fact.voters), fact.all_members
    forget_voters(session)
    session.add_all(VoterRow(stream=entry.stream, poll=row.id, person=person) for person in fact.voters)
    return [_key(fact.poll)]


@projects(BallotCast)
def cast(session: Session, entry: Entry, fact: BallotCast) -> list[str]:
    return _receive(session, entry, fact.poll, fact.voter, fact.choice)


@projects(BallotReceived)
def receive(session: Session, entry: Entry, fact: BallotReceived) -> list[str]:
    return _receive(session, entry, fact.poll, fact.voter, None)


@projects(PollClosed)
def close(session: Session, entry: Entry, fact: PollClosed) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.public_key = "closed", entry.at, None
    row.result = msgspec.to_builtins(fact.result)
    return [_key(fact.poll)]


@projects(PollCancelled)
def cancel(session: Session, entry: Entry, fact: PollCancelled) -> list[str]:
    row = _poll(session, entry, fact.poll)
    row.state, row.closed_at, row.public_key = "cancelled", entry.at, None
    return [_key(fact.poll)]


def _receive(session: Session, entry: Entry, poll: str, person: str, choice: str | None) -> list[str]:
    _poll(session, entry, poll).received += 1
    note_vote(session, entry.stream, poll, person)
    ballot = {"of": entry.stream, "vote": poll, "voter": person, "voted_at": entry.at, "choice": choice}
    update_later(session, _VOTE, ballot)
    return [_key(poll), f"ballots/{poll}/{person}"]


def _poll(session: Session, entry: Entry, poll: str) -> PollRow:
    return session.get_one(PollRow, (entry.stream, poll))


def _key(poll: str) -> str:
    return f"polls/{poll}"
