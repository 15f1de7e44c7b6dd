"""What people see of presence: each person's last word."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.tables import PresenceRow
from icabinet.journal.records import EVERYONE, Views, records


@records("attendance")
def attendance(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(PresenceRow).where(PresenceRow.stream == stream).order_by(PresenceRow.since)
    if ids is not None:
        query = query.where(PresenceRow.person.in_(ids))
    last = {row.person: row for row in session.scalars(query)}
    for person, row in last.items():
        present = row.until is None
        yield person, [(EVERYONE, {"person": person, "present": present, "at": row.since if present else row.until})]
