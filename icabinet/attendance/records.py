"""What people see of presence: each person's last word, the quorum, answers to the invitation, corrections."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from icabinet.attendance.queries import not_counted, present_where, stand_ins, ways_of
from icabinet.attendance.rules import Quorum, quorum
from icabinet.attendance.tables import CorrectionRow, InvitationRow, PresenceRow, RepresentationRow
from icabinet.attendance.words import quorum_sentences
from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records
from icabinet.polls.queries import members_of, quorum_share

_PERSON, _SINCE = PresenceRow.person, PresenceRow.since
_HERE = PresenceRow.stream == bindparam("stream")


@records("attendance")
def attendance(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    last = (_LAST if ids is None else _LAST_OF.where(_PERSON.in_(ids))).subquery()
    is_last = (last.c.person == _PERSON) & (last.c.since == _SINCE)
    rows = select(_PERSON, _SINCE, PresenceRow.until, PresenceRow.remote, PresenceRow.how)
    for person, since, until, remote, how in session.execute(rows.join(last, is_last).where(_HERE), {"stream": stream}):
        present = until is None
        at = since if present else until
        yield person, [(EVERYONE, {"person": person, "present": present, "at": at, "remote": remote, "how": how})]


@records("quorum")
def quorum_now(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    count, share = quorum_of(session, stream)
    body = {"total": count.total, "here": count.here, "remote": count.remote, "held": count.held, "apart": count.apart}
    said = {"needed": count.needed, "met": count.met, "sentences": quorum_sentences(count, share)}
    yield "now", [(EVERYONE, body | said)]


@records("checking")
def checking(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    yield "now", [(EVERYONE, ways_of(session, stream)._asdict())]


@records("invitations")
def invitations(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    """Why somebody stays away is for the desk to know; that they do, and who comes instead, is for all."""
    query = select(InvitationRow).where(InvitationRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(InvitationRow.person.in_(ids))):
        told = {
            "person": row.person,
            "answer": row.answer,
            "substitute": row.substitute,
            "name": row.name,
            "at": row.at,
        }
        full = {**told, "reason": row.reason, "by": row.by}
        yield row.person, [(person_tag(row.person), full), (DESK, full), (EVERYONE, told)]


@records("corrections")
def corrections(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(CorrectionRow).where(CorrectionRow.stream == stream)
    if ids is not None:
        query = query.where(CorrectionRow.number.in_([int(one) for one in ids]))
    for row in session.scalars(query):
        body = correction_record(row)
        yield str(row.number), [(person_tag(row.person), body), (DESK, body)]


@records("representations")
def representations(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    query = select(RepresentationRow).where(RepresentationRow.stream == stream)
    for row in session.scalars(query if ids is None else query.where(RepresentationRow.member.in_(ids))):
        yield row.member, [(EVERYONE, {"member": row.member, "by": row.by, "at": row.at})]


def correction_record(row: CorrectionRow) -> dict[str, Any]:
    return {
        "person": row.person,
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "by": row.by,
        "at": row.at,
    }


def quorum_of(session: Session, stream: str) -> tuple[Quorum, tuple[int, int] | None]:
    """Return how many members are here, and which share of them the body's own rule wants."""
    meeting = stream.partition(":")[2]
    share = quorum_share(session, meeting)
    total, voters = members_of(session, meeting)
    here, apart = present_where(session, stream), not_counted(session, stream)
    return quorum(total, voters, here, stand_ins(session, stream), share, apart), share


def _last() -> Select[tuple[str, int]]:
    """Everybody's last coming: people come and go all day long, so from one person it goes straight to the next."""
    who = select(func.min(_PERSON).label("person")).where(_HERE).cte("who", recursive=True)
    following = select(func.min(_PERSON)).where(_HERE, who.c.person < _PERSON).correlate(who)
    who = who.union_all(select(following.scalar_subquery()).where(who.c.person.is_not(None)))
    since = select(func.max(_SINCE)).where(_HERE, who.c.person == _PERSON).correlate(who)
    return select(who.c.person, since.scalar_subquery().label("since")).where(who.c.person.is_not(None))


_LAST = _last()
_LAST_OF = select(_PERSON, func.max(_SINCE).label("since")).where(_HERE).group_by(_PERSON)
