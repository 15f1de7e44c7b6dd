"""Questions about ink that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.ink.tables import StrokeRow


def strokes_on(session: Session, stream: str, paper: str) -> list[str]:
    """Return the ids of all strokes on the paper."""
    return list(session.scalars(select(StrokeRow.id).where(StrokeRow.stream == stream, StrokeRow.paper == paper)))


def mark_of(session: Session, stream: str, mark: str) -> StrokeRow | None:
    """Return the mark of this id, None if there is none any more."""
    return session.get(StrokeRow, (stream, mark))
