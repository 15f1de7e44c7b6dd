"""Who may vote, and has voted, at hand in the session: a hall votes in one moment, and is looked up in one question."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session, SessionTransaction

from icabinet.many import among
from icabinet.polls.tables import PollRow, VoterRow

_KEPT = "voters"
_VOTERS = select(VoterRow.person, VoterRow.held_by, VoterRow.voted_at, VoterRow.paper).where(
    VoterRow.stream == bindparam("stream"), VoterRow.poll == bindparam("poll"), among(VoterRow.person, "persons")
)


class Voter(NamedTuple):
    """held_by: who casts the ballot; paper: the desk read it from a paper."""

    held_by: str
    has_voted: bool
    paper: bool


def read_voters(session: Session, stream: str, poll: str, persons: Collection[str]) -> None:
    """Have the vote at hand in the session, and of these persons whether they may vote, and have voted."""
    session.get(PollRow, (stream, poll))
    found = session.execute(_VOTERS, {"stream": stream, "poll": poll, "persons": persons})
    voters = {person: Voter(held_by, at is not None, paper) for person, held_by, at, paper in found}
    _kept(session, stream, poll).update(dict.fromkeys(persons) | voters)


def voter_of(session: Session, stream: str, poll: str, person: str) -> Voter | None:
    """Return how it stands with a person's ballot by now; None for one who may not vote."""
    kept = _kept(session, stream, poll)
    if person not in kept:
        read_voters(session, stream, poll, [person])
    return kept[person]


def note_vote(session: Session, stream: str, poll: str, person: str, *, paper: bool) -> bool:
    """A ballot comes in this session; return whether it is the first."""
    kept = _kept(session, stream, poll)
    before = kept.get(person) or voter_of(session, stream, poll, person)
    if before is None:
        raise LookupError(person)
    kept[person] = Voter(before.held_by, has_voted=True, paper=paper)
    return not before.has_voted


def forget_voters(session: Session) -> None:
    """Votes are opened in this session: what was read of who may vote holds no longer."""
    session.info.pop(_KEPT, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, _undone: SessionTransaction) -> None:
    """What a turn wrote that failed never was."""
    forget_voters(session)


def _kept(session: Session, stream: str, poll: str) -> dict[str, Voter | None]:
    kept: dict[tuple[str, str], dict[str, Voter | None]] = session.info.setdefault(_KEPT, {})
    return kept.setdefault((stream, poll), {})
