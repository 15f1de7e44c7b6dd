"""Questions about conclusions that other rooms of the house may ask."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.conclusions.tables import GENERAL, ConclusionFileRow, ConclusionRow
from icabinet.database import portions


def conclusion_on(session: Session, stream: str, item: str | None) -> ConclusionRow | None:
    """Return what is concluded on an item, or on the meeting (None)."""
    row = session.get(ConclusionRow, (stream, item or GENERAL))
    return None if row is None or row.gone else row


def conclusions_of(session: Session, stream: str) -> dict[str | None, ConclusionRow]:
    """Return what is concluded, by item; None: on the meeting as a whole. Drafts, too."""
    rows = session.scalars(select(ConclusionRow).where(ConclusionRow.stream == stream, ConclusionRow.gone.is_(False)))
    return {None if row.item == GENERAL else row.item: row for row in rows}


def conclusions_in(session: Session, streams: Sequence[str]) -> list[ConclusionRow]:
    """Return all conclusions of these meetings."""
    query = select(ConclusionRow).where(ConclusionRow.gone.is_(False))
    return [row for some in portions(streams) for row in session.scalars(query.where(ConclusionRow.stream.in_(some)))]


def files_of(session: Session, stream: str) -> dict[str, list[ConclusionFileRow]]:
    """Return the files that go with conclusions, by item as the tables name it, the first first."""
    query = select(ConclusionFileRow).where(ConclusionFileRow.stream == stream)
    found: dict[str, list[ConclusionFileRow]] = {}
    for row in session.scalars(query.order_by(ConclusionFileRow.position)):
        found.setdefault(row.item, []).append(row)
    return found


def revision_of(session: Session, stream: str, item: str | None) -> int:
    """Return how often something was recorded on the item, 0 if never."""
    row = session.get(ConclusionRow, (stream, item or GENERAL))
    return row.revision if row else 0
