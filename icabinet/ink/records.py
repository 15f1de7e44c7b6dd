"""What people see of ink: the meeting's strokes are everyone's, a notebook has one reader."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.ink.tables import StrokeRow
from icabinet.journal.records import EVERYONE, Views, records


@records("strokes", "meeting", "notebook")
def strokes(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(StrokeRow).where(StrokeRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(StrokeRow.id.in_(ids))):
        yield row.id, [(EVERYONE, stroke_record(row))]


def stroke_record(row: StrokeRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "paper": row.paper,
        "page": row.page,
        "by": row.by,
        "tool": row.tool,
        "colour": row.colour,
        "width": row.width,
        "points": row.points,
        "at": row.at,
        "shared": row.stream.startswith("meeting:"),
    }
