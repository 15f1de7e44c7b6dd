"""What people see of conclusions: the desk all of them, everybody those that are announced."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.conclusions.queries import files_of
from icabinet.conclusions.tables import GENERAL, ConclusionFileRow, ConclusionRow
from icabinet.journal.records import DESK, EVERYONE, Views, records


@records("conclusions")
def conclusions(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query, files = select(ConclusionRow).where(ConclusionRow.stream == stream), files_of(session, stream)
    for row in session.scalars(query if ids is None else query.where(ConclusionRow.item.in_(ids))):
        body = None if row.gone else conclusion_record(row, files.get(row.item, ()))
        seen: Views = [(EVERYONE, body if row.announced_at is not None else None)] if row.shown else []
        yield row.item, [(DESK, body), *seen]


def conclusion_record(row: ConclusionRow, files: Sequence[ConclusionFileRow] = ()) -> dict[str, Any]:
    return {
        "item": None if row.item == GENERAL else row.item,
        "text": row.text,
        "announced_at": row.announced_at,
        "revision": row.revision,
        "by": row.by,
        "at": row.at,
        "files": [{"id": file.id, "filename": file.filename, "size": file.size} for file in files],
    }
