"""What people see of conflicts of interest: everybody sees them."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.journal.records import EVERYONE, Views, records
from icabinet.polls.recusing.tables import RecusalRow


@records("recusals")
def recusals(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in session.scalars(select(RecusalRow).where(RecusalRow.stream == stream)):
        name = f"{row.item}/{row.person}"
        if ids is None or name in ids:
            yield name, [(EVERYONE, {"item": row.item, "person": row.person, "reason": row.reason, "at": row.at})]
