"""Questions about conflicts of interest that other rooms of the house may ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.polls.recusing.tables import RecusalRow


def recused(session: Session, stream: str, item: str) -> set[str]:
    """Return who has a conflict of interest in an item."""
    query = select(RecusalRow.person).where(RecusalRow.stream == stream, RecusalRow.item == item)
    return set(session.scalars(query))


def recusals_of(session: Session, stream: str) -> dict[str, set[str]]:
    """Return who has a conflict of interest, by item."""
    found: dict[str, set[str]] = {}
    query = select(RecusalRow.item, RecusalRow.person).where(RecusalRow.stream == stream)
    for item, person in session.execute(query):
        found.setdefault(item, set()).add(person)
    return found
