"""What people see of presence: each person's last word, and who stands in for whom."""

from collections.abc import Collection, Iterator

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from icabinet.attendance.tables import PresenceRow, RepresentationRow
from icabinet.journal.records import EVERYONE, Views, records

_PERSON, _SINCE = PresenceRow.person, PresenceRow.since
_HERE = PresenceRow.stream == bindparam("stream")


@records("attendance")
def attendance(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    last = (_LAST if ids is None else _LAST_OF.where(_PERSON.in_(ids))).subquery()
    is_last = (last.c.person == _PERSON) & (last.c.since == _SINCE)
    rows = select(_PERSON, _SINCE, PresenceRow.until).join(last, is_last).where(_HERE)
    for person, since, until in session.execute(rows, {"stream": stream}):
        present = until is None
        yield person, [(EVERYONE, {"person": person, "present": present, "at": since if present else until})]


@records("representations")
def representations(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(RepresentationRow).where(RepresentationRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(RepresentationRow.member.in_(ids))):
        yield row.member, [(EVERYONE, {"member": row.member, "by": row.by, "at": row.at})]


def _last() -> Select[tuple[str, int]]:
    """Everybody's last coming: people come and go all day long, so from one person it goes straight to the next."""
    who = select(func.min(_PERSON).label("person")).where(_HERE).cte("who", recursive=True)
    following = select(func.min(_PERSON)).where(_HERE, who.c.person < _PERSON).correlate(who)
    who = who.union_all(select(following.scalar_subquery()).where(who.c.person.is_not(None)))
    since = select(func.max(_SINCE)).where(_HERE, who.c.person == _PERSON).correlate(who)
    return select(who.c.person, since.scalar_subquery().label("since")).where(who.c.person.is_not(None))


_LAST = _last()
_LAST_OF = select(_PERSON, func.max(_SINCE).label("since")).where(_HERE).group_by(_PERSON)
