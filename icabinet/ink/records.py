"""What people see of ink: a meeting's marks are for whom their paper is, or some of them; a notebook has one reader."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.ink.sight import views
from icabinet.ink.tables import ErasedRow, StrokeRow
from icabinet.journal.records import Views, records


@records("strokes", "meeting", "notebook")
def strokes(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(StrokeRow).where(StrokeRow.stream == stream)
    there = set()
    for row in session.scalars(query if ids is None else query.where(StrokeRow.id.in_(ids))):
        there.add(row.id)
        yield row.id, views(session, row, stroke_record(row))
    if ids is not None and (gone := [name for name in ids if name not in there]):
        erased = select(ErasedRow).where(ErasedRow.stream == stream, ErasedRow.id.in_(gone))
        yield from ((row.id, views(session, row, None)) for row in session.scalars(erased))


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
        "text": row.text,
        "to": row.to,
        "layer": row.layer,
    }
