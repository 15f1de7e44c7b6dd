"""What people see of the chair: everybody sees who chairs in whose place."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.meetings.chairing.queries import lent_chair


@records("chair")
def chair(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    row = lent_chair(session, stream)
    if row is not None and (ids is None or "lent" in ids):
        yield "lent", [(EVERYONE, {"of": row.of, "to": row.to, "at": row.at})]
