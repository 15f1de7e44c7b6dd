"""What people see of presence: each person's last word, and who stands in for whom."""

from collections.abc import Collection, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icabinet.attendance.tables import PresenceRow, RepresentationRow
from icabinet.journal.records import EVERYONE, Views, records


@records("attendance")
def attendance(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    # People come and go all day long: of a long meeting only the last coming of each is fetched.
    query = select(PresenceRow.person, func.max(PresenceRow.since).label("since")).where(PresenceRow.stream == stream)
    if ids is not None:
        query = query.where(PresenceRow.person.in_(ids))
    last = query.group_by(PresenceRow.person).subquery()
    is_last = (PresenceRow.person == last.c.person) & (PresenceRow.since == last.c.since)
    rows = select(PresenceRow.person, PresenceRow.since, PresenceRow.until).join(last, is_last)
    for person, since, until in session.execute(rows.where(PresenceRow.stream == stream)):
        present = until is None
        yield person, [(EVERYONE, {"person": person, "present": present, "at": since if present else until})]


@records("representations")
def representations(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(RepresentationRow).where(RepresentationRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(RepresentationRow.member.in_(ids))):
        yield row.member, [(EVERYONE, {"member": row.member, "by": row.by, "at": row.at})]
