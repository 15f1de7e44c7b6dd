"""What people see of ink: a meeting's marks are for whom their paper is, or some of them; a notebook has one reader."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from icabinet.ink.sight import views
from icabinet.ink.tables import ErasedRow, StrokeRow
from icabinet.journal.records import Views, records
from icabinet.many import among

# Made once: made for every stroke they would leave rings of objects that lie there until they are searched for.
_ALL = select(StrokeRow).where(StrokeRow.stream == bindparam("stream"))
_SOME = _ALL.where(among(StrokeRow.id, "ids"))
_GONE = select(ErasedRow).where(ErasedRow.stream == bindparam("stream"), among(ErasedRow.id, "ids"))


@records("strokes", "meeting", "notebook")
def strokes(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    there = set()
    for row in session.scalars(_ALL if ids is None else _SOME, {"stream": stream, "ids": ids}):
        there.add(row.id)
        yield row.id, views(session, row, stroke_record(row))
    if ids is not None and (gone := [name for name in ids if name not in there]):
        erased = session.scalars(_GONE, {"stream": stream, "ids": gone})
        yield from ((row.id, views(session, row, None)) for row in erased)


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
