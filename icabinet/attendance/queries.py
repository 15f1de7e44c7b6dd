"""Questions about presence that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.tables import PresenceRow, RepresentationRow


def current(session: Session, stream: str, person: str) -> PresenceRow | None:
    """Return the interval that has not ended, or None if the person is not here."""
    query = select(PresenceRow).where(PresenceRow.stream == stream, PresenceRow.person == person)
    return session.scalar(query.where(PresenceRow.until.is_(None)))


def present_persons(session: Session, stream: str) -> set[str]:
    """Return who is here."""
    query = select(PresenceRow.person).where(PresenceRow.stream == stream, PresenceRow.until.is_(None))
    return set(session.scalars(query))


def stand_ins(session: Session, stream: str) -> dict[str, str]:
    """Return who stands in for whom: member -> person."""
    query = select(RepresentationRow.member, RepresentationRow.by).where(RepresentationRow.stream == stream)
    return dict(session.execute(query).all())


def stood_in_for(session: Session, person: str) -> dict[str, list[str]]:
    """Return for whom somebody stands in, by stream."""
    query = select(RepresentationRow.stream, RepresentationRow.member).where(RepresentationRow.by == person)
    found: dict[str, list[str]] = {}
    for stream, member in session.execute(query):
        found.setdefault(stream, []).append(member)
    return found
