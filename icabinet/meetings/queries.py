"""Questions about meetings that other rooms of the house may ask."""

from collections.abc import Collection

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from icabinet.many import among
from icabinet.meetings.tables import MeetingRow, ParticipantRow

_MOST_EARLIER = 30
_ROLES = "roles"
_ROLES_OF = select(ParticipantRow.stream, ParticipantRow.person, ParticipantRow.role).where(
    among(ParticipantRow.stream, "streams"), among(ParticipantRow.person, "persons")
)


def stream_of(meeting: str) -> str:
    return f"meeting:{meeting}"


def standing_of(session: Session, meeting: str) -> tuple[str, bool] | None:
    """Return planned, live or ended, and whether it is held in writing; None if there is no such meeting."""
    row = session.get(MeetingRow, (stream_of(meeting), meeting))
    return (row.state, row.written) if row else None


def state_of(session: Session, meeting: str) -> str | None:
    """Return planned, live or ended; None if there is no such meeting."""
    standing = standing_of(session, meeting)
    return standing[0] if standing else None


def part_of(session: Session, meeting: str, person: str) -> ParticipantRow | None:
    """Return the person's part in the meeting, or None."""
    return session.get(ParticipantRow, (stream_of(meeting), person))


def role_of(session: Session, meeting: str, person: str) -> str | None:
    """Return the person's role in the meeting, None for one who takes no part."""
    kept: dict[tuple[str, str], str | None] = session.info.get(_ROLES, {})
    if (meeting, person) in kept:
        return kept[meeting, person]
    part = part_of(session, meeting, person)
    return part.role if part else None


def read_parts(session: Session, wanted: Collection[tuple[str, str]]) -> None:
    """Have these meetings and roles (meeting, person) at hand in the session, until a part changes."""
    kept: dict[tuple[str, str], str | None] = session.info.setdefault(_ROLES, {})
    for meeting in {meeting for meeting, _ in wanted}:
        session.get(MeetingRow, (stream_of(meeting), meeting))
    kept |= dict.fromkeys(wanted) | roles_of(session, wanted)


def forget_roles(session: Session) -> None:
    """Parts change in this session: what was read of them holds no longer."""
    session.info.pop(_ROLES, None)


def roles_of(session: Session, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the roles by (meeting, person), of those who take part; one look, however many meetings these are."""
    streams = {stream_of(meeting): meeting for meeting, _ in wanted}
    asked = {"streams": list(streams), "persons": {person for _, person in wanted}}
    found = {(streams[stream], person): role for stream, person, role in session.execute(_ROLES_OF, asked)}
    return {pair: found[pair] for pair in wanted if pair in found}


def participants_of(session: Session, meeting: str) -> list[ParticipantRow]:
    """Return everybody who takes part, in order of precedence."""
    query = (
        select(ParticipantRow)
        .where(ParticipantRow.stream == stream_of(meeting))
        .order_by(ParticipantRow.rank, ParticipantRow.name)
    )
    return list(session.scalars(query))


def is_written(session: Session, meeting: str) -> bool:
    """Whether the body is asked in writing and nobody comes together."""
    row = session.get(MeetingRow, (stream_of(meeting), meeting))
    return row is not None and row.written


def meetings_of(session: Session, person: str, *, written: bool = False) -> list[Row[MeetingRow, str]]:
    """Return (meeting, role) for every meeting that the person takes part in, the latest first.

    Those in a room, or those held in `written` form.
    """
    query = (
        select(MeetingRow, ParticipantRow.role)
        .join(ParticipantRow, ParticipantRow.stream == MeetingRow.stream)
        .where(ParticipantRow.person == person, MeetingRow.written.is_(written))
        .order_by(MeetingRow.starts_at.desc())
    )
    return list(session.execute(query))


def meeting_row(session: Session, meeting: str) -> MeetingRow:
    """Return the meeting's row, which exists."""
    return session.get_one(MeetingRow, (stream_of(meeting), meeting))


def meetings_in(session: Session, streams: Collection[str]) -> dict[str, MeetingRow]:
    """Return the meetings of these streams, by stream."""
    return {row.stream: row for row in session.scalars(select(MeetingRow).where(MeetingRow.stream.in_(streams)))}


def earlier_of(session: Session, body: str, person: str, before: str = "") -> list[MeetingRow]:
    """Return the meetings of a body in a room that the person takes part in, but one; the latest first."""
    mine = select(ParticipantRow.stream).where(ParticipantRow.person == person)
    query = select(MeetingRow).where(MeetingRow.body == body, MeetingRow.written.is_(False), MeetingRow.id != before)
    return list(
        session.scalars(query.where(MeetingRow.stream.in_(mine)).order_by(MeetingRow.starts_at.desc()).limit(30))
    )


def nearest_of(session: Session, streams: Collection[str], now: int, *, early_ms: int) -> str | None:
    """Return which of these meetings is being held at a moment (ms), or begins within `early_ms`; None if none is."""
    query = select(MeetingRow).where(MeetingRow.stream.in_(streams), MeetingRow.state != "ended")
    found = [
        (row.state != "live", abs(row.starts_at - now), row.id)
        for row in session.scalars(query)
        if row.state == "live" or row.starts_at - early_ms <= now <= row.starts_at + row.minutes * 60_000
    ]
    return min(found)[2] if found else None


def ended_meetings(session: Session) -> list[MeetingRow]:
    """Return every meeting that is over, in a room or in writing."""
    return list(session.scalars(select(MeetingRow).where(MeetingRow.state == "ended")))


def title_of(session: Session, meeting: str) -> str:
    """Return what the meeting is called."""
    return session.get_one(MeetingRow, (stream_of(meeting), meeting)).title


def body_of(session: Session, meeting: str) -> str:
    """Return the id of the body that meets."""
    return session.get_one(MeetingRow, (stream_of(meeting), meeting)).body
