"""Questions about presence that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.tables import PresenceRow


def current(session: Session, stream: str, person: str) -> PresenceRow | None:
    """Return the interval that has not ended, or None if the person is not here."""
    query = select(PresenceRow).where(PresenceRow.stream == stream, PresenceRow.person == person)
    return session.scalar(query.where(PresenceRow.until.is_(None)))
