"""Which strokes can be carried over to another version of their paper."""

import hashlib
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.database import portions
from icabinet.ink.tables import StrokeRow

_LENGTH = 26


def to_carry(
    session: Session, stream: str, old: str, new: str, pages: Collection[int], by: str | None
) -> list[StrokeRow]:
    """Return the strokes on these pages of `old`, of one person or of all, that have no copy on `new` yet."""
    mine = select(StrokeRow).where(StrokeRow.stream == stream, StrokeRow.paper == old)
    if by is not None:
        mine = mine.where(StrokeRow.by == by)
    rows = session.scalars(mine.order_by(StrokeRow.page, StrokeRow.at, StrokeRow.id))
    copies = {copy_id(row.id, new): row for row in rows if row.page in pages}
    for some in portions(list(copies)):
        for there in session.scalars(select(StrokeRow.id).where(StrokeRow.stream == stream, StrokeRow.id.in_(some))):
            del copies[there]
    return list(copies.values())


def copy_id(stroke: str, paper: str) -> str:
    """The id of a stroke's copy on another paper: always the same, so that nothing is carried over twice."""
    return hashlib.sha256(f"{stroke} {paper}".encode()).hexdigest()[:_LENGTH]
