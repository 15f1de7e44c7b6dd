"""What people see of restrictions: who is meant is the desk's to know."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.journal.records import DESK, Views, records
from icabinet.papers.rights import restrictions
from icabinet.papers.tables import PaperRow


@records("restrictions")
def restricted(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for paper, row in restrictions(session, stream).items():
        if ids is not None and paper not in ids:
            continue
        # It outlives its paper, and is then for nobody.
        there = session.get(PaperRow, (stream, paper)) is not None
        body = {
            "paper": paper,
            "level": row.level,
            "roles": row.roles,
            "units": row.units,
            "people": row.people,
            "until": row.until,
        }
        yield paper, [(DESK, body if there else None)]
