"""What people see of papers."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.papers.tables import PaperRow


@records("papers")
def papers(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PaperRow).where(PaperRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(PaperRow.id.in_(ids))):
        yield row.id, [(EVERYONE, paper_record(row))]


def paper_record(row: PaperRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "item": row.item,
        "position": row.position,
        "title": row.title,
        "filename": row.filename,
        "kind": row.kind,
        "sha": row.sha,
        "size": row.size,
        "state": row.state,
        "reason": row.reason,
        "pages": len(row.sizes) if row.sizes else None,
        "sizes": row.sizes,
        "renderer": row.renderer,
        "reading_copy": row.converter == "embedded",
        "by": row.by,
        "at": row.at,
    }
