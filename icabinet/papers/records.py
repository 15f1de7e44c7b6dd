"""What people see of papers: of one that is not for them, nothing."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import Views, records
from icabinet.papers.expecting.queries import late_papers
from icabinet.papers.groups import USUAL, Kind, group_of, kinds_in
from icabinet.papers.restricting.rules import LEVELS
from icabinet.papers.restricting.tables import RestrictionRow
from icabinet.papers.rights import guarded, restrictions, views
from icabinet.papers.tables import PaperRow


@records("papers")
def papers(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PaperRow).where(PaperRow.stream == stream)
    said, late = dict(restrictions(session, stream)), late_papers(session, stream)
    kinds = kinds_in(session)
    for row in session.scalars(query if ids is None else query.where(PaperRow.id.in_(ids))):
        restriction = said.pop(row.id, None)
        yield row.id, views(session, restriction, paper_record(row, restriction, late=row.id in late, kinds=kinds))
    if ids is not None:
        # These are gone, of which others are not to hear.
        yield from ((paper, views(session, said[paper], None)) for paper in ids if paper in said)


def paper_record(
    row: PaperRow, restriction: RestrictionRow | None = None, *, late: bool = False, kinds: Sequence[Kind] = USUAL
) -> dict[str, Any]:
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
        "version": row.version,
        "replaces": row.replaces,
        "replaced_by": row.replaced_by,
        "unchanged": row.unchanged,
        "group": row.group or group_of(row.title, row.filename, kinds),
        "issuer": {"id": row.issuer, "name": row.issuer_name} if row.issuer else None,
        "level": restriction.level if restriction else LEVELS[0],
        "guarded": restriction is not None and guarded(restriction),
        "late": late,
        "until": restriction.until if restriction else None,
    }
