"""Questions about meetings that other rooms of the house may ask."""

from collections.abc import Collection

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.meetings.tables import MeetingRow, ParticipantRow

_ROLES = select(ParticipantRow.person, ParticipantRow.role)


def stream_of(meeting: str) -> str:
    return f"meeting:{meeting}"


def state_of(session: Session, meeting: str) -> str | None:
    """Return planned, live or ended; None if there is no such meeting."""
    row = session.get(MeetingRow, (stream_of(meeting), meeting))
    return row.state if row else None


def part_of(session: Session, meeting: str, person: str) -> ParticipantRow | None:
    """Return the person's part in the meeting, or None."""
    return session.get(ParticipantRow, (stream_of(meeting), person))


def read_parts(session: Session, wanted: Collection[tuple[str, str]]) -> None:
    """Have these meetings and parts (meeting, person) at hand in the session, if they exist."""
    by_meeting: dict[str, list[str]] = {}
    for meeting, person in wanted:
        by_meeting.setdefault(meeting, []).append(person)
    for meeting, persons in by_meeting.items():
        stream = stream_of(meeting)
        session.get(MeetingRow, (stream, meeting))
        for some in portions(persons):
            mine = (ParticipantRow.stream == stream, ParticipantRow.person.in_(some))
            session.scalars(select(ParticipantRow).where(*mine)).all()


def roles_of(session: Session, meeting: str, persons: Collection[str]) -> dict[str, str]:
    """Return the roles of these persons in the meeting, of those who take part."""
    found: dict[str, str] = {}
    for some in portions(list(persons)):
        mine = (ParticipantRow.stream == stream_of(meeting), ParticipantRow.person.in_(some))
        found |= {row.person: row.role for row in session.execute(_ROLES.where(*mine))}
    return found


def participants_of(session: Session, meeting: str) -> list[ParticipantRow]:
    """Return everybody who takes part, in order of precedence."""
    query = (
        select(ParticipantRow)
        .where(ParticipantRow.stream == stream_of(meeting))
        .order_by(ParticipantRow.rank, ParticipantRow.name)
    )
    return list(session.scalars(query))


def meetings_of(session: Session, person: str) -> list[Row[MeetingRow, str]]:
    """Return (meeting, role) for every meeting that the person takes part in, the latest first."""
    query = (
        select(MeetingRow, ParticipantRow.role)
        .join(ParticipantRow, ParticipantRow.stream == MeetingRow.stream)
        .where(ParticipantRow.person == person)
        .order_by(MeetingRow.starts_at.desc())
    )
    return list(session.execute(query))


def body_of(session: Session, meeting: str) -> str:
    """Return the id of the body that meets."""
    return session.get_one(MeetingRow, (stream_of(meeting), meeting)).body
