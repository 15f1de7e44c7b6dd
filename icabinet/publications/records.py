"""What people see of publications: that there is one, and since when; what it says stands on its page."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.publications.queries import state_of
from icabinet.publications.tables import PublicationRow


@records("publications")
def publications(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(PublicationRow).where(PublicationRow.stream == stream)):
        if ids is None or row.what in ids:
            yield row.what, [(EVERYONE, publication_record(row))]


def publication_record(row: PublicationRow) -> dict[str, Any]:
    return {
        "what": row.what,
        "state": state_of(row),
        "revision": row.revision,
        "published_at": row.published_at,
        "at": row.at,
        "by": row.by,
        "reason": row.reason,
    }
