"""Questions about votes that other rooms of the house may ask."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.database import keep, portions
from icabinet.polls.rules import PollStillOpen
from icabinet.polls.tables import PollRow, VoterRow


def check_none_open(session: Session, stream: str) -> None:
    """Refuse while a vote is open."""
    poll = session.scalar(select(PollRow.id).where(PollRow.stream == stream, PollRow.state == "open"))
    if poll is not None:
        raise PollStillOpen(id=poll)


def voters_of(session: Session, stream: str, poll: str) -> list[VoterRow]:
    query = select(VoterRow).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def persons_of(session: Session, stream: str, poll: str) -> list[str]:
    """Return who may vote."""
    query = select(VoterRow.person).where(VoterRow.stream == stream, VoterRow.poll == poll)
    return list(session.scalars(query.order_by(VoterRow.person)))


def read_voters(session: Session, stream: str, poll: str, persons: Sequence[str]) -> None:
    """Have the rows of these voters, if they are entitled, and of the vote at hand in the session."""
    session.get(PollRow, (stream, poll))
    for some in portions(persons):
        mine = (VoterRow.stream == stream, VoterRow.poll == poll, VoterRow.person.in_(some))
        keep(session, session.scalars(select(VoterRow).where(*mine)))
