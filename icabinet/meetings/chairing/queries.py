"""Questions about the chair that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.meetings.chairing.tables import LentChairRow


def lent_chair(session: Session, stream: str) -> LentChairRow | None:
    """Return who chairs in whose place, None where nobody does."""
    return session.scalars(select(LentChairRow).where(LentChairRow.stream == stream)).one_or_none()
