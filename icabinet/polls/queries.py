"""Questions about votes that other rooms of the house may ask."""

from collections.abc import Collection

from sqlalchemy import Row, bindparam, event, select
from sqlalchemy.orm import Session, SessionTransaction

from icabinet.many import among
from icabinet.polls.rules import PollStillOpen
from icabinet.polls.tables import PollRow, VoterRow

_KEPT = "voters"
_VOTED = select(VoterRow.person, VoterRow.voted_at).where(
    VoterRow.stream == bindparam("stream"), VoterRow.poll == bindparam("poll"), among(VoterRow.person, "persons")
)


def check_none_open(session: Session, stream: str) -> None:
    """Refuse while a vote is open."""
    poll = session.scalar(select(PollRow.id).where(PollRow.stream == stream, PollRow.state == "open"))
    if poll is not None:
        raise PollStillOpen(id=poll)


def choices_of(session: Session, stream: str, poll: str) -> list[Row[str, str | None]]:
    """Return (person, choice) of everybody who may vote; None for who has not, or in secret."""
    query = select(VoterRow.person, VoterRow.choice).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.execute(query.order_by(VoterRow.person)))


def persons_of(session: Session, stream: str, poll: str) -> list[str]:
    """Return who may vote."""
    query = select(VoterRow.person).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def read_voters(session: Session, stream: str, poll: str, persons: Collection[str]) -> None:
    """Have the vote at hand in the session, and of these persons whether they may vote, and have voted."""
    session.get(PollRow, (stream, poll))
    found = session.execute(_VOTED, {"stream": stream, "poll": poll, "persons": persons})
    _kept(session, stream, poll).update(dict.fromkeys(persons) | {person: at is not None for person, at in found})


def has_voted(session: Session, stream: str, poll: str, person: str) -> bool | None:
    """Whether the person has voted by now; None for one who may not."""
    kept = _kept(session, stream, poll)
    if person not in kept:
        read_voters(session, stream, poll, [person])
    return kept[person]


def note_vote(session: Session, stream: str, poll: str, person: str) -> None:
    """A ballot comes in this session."""
    _kept(session, stream, poll)[person] = True


def forget_voters(session: Session) -> None:
    """Votes are opened in this session: what was read of who may vote holds no longer."""
    session.info.pop(_KEPT, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Session, _undone: SessionTransaction) -> None:
    """What a turn wrote that failed never was."""
    forget_voters(session)


def _kept(session: Session, stream: str, poll: str) -> dict[str, bool | None]:
    kept: dict[tuple[str, str], dict[str, bool | None]] = session.info.setdefault(_KEPT, {})
    return kept.setdefault((stream, poll), {})
