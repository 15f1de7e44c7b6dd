"""Questions about presence that other rooms of the house may ask."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from icabinet.attendance.stays import Stay
from icabinet.attendance.tables import InvitationRow, PresenceRow, RepresentationRow, WaysRow
from icabinet.meetings.queries import body_of
from icabinet.people.bodies import counts_afar

_STAYS = select(PresenceRow.since, PresenceRow.until, PresenceRow.remote)


def current(session: Session, stream: str, person: str) -> PresenceRow | None:
    """Return the interval that has not ended, or None if the person is not here."""
    query = select(PresenceRow).where(PresenceRow.stream == stream, PresenceRow.person == person)
    return session.scalar(query.where(PresenceRow.until.is_(None)))


def present_persons(session: Session, stream: str) -> set[str]:
    """Return who is here."""
    return set(present_where(session, stream))


def present_where(session: Session, stream: str) -> dict[str, bool]:
    """Return who is here: person -> whether from afar."""
    query = select(PresenceRow.person, PresenceRow.remote)
    here = query.where(PresenceRow.stream == stream, PresenceRow.until.is_(None))
    return dict(session.execute(here).all())


def stays_of(session: Session, stream: str, person: str) -> list[Stay]:
    """Return when somebody was here, oldest first."""
    mine = _STAYS.where(PresenceRow.stream == stream, PresenceRow.person == person).order_by(PresenceRow.since)
    return [Stay(*row) for row in session.execute(mine)]


def stand_ins(session: Session, stream: str) -> dict[str, str]:
    """Return who stands in for whom: member -> person."""
    query = select(RepresentationRow.member, RepresentationRow.by).where(RepresentationRow.stream == stream)
    return dict(session.execute(query).all())


def stood_in_for(session: Session, person: str) -> dict[str, list[str]]:
    """Return for whom somebody stands in, by stream."""
    query = select(RepresentationRow.stream, RepresentationRow.member).where(RepresentationRow.by == person)
    found: dict[str, list[str]] = {}
    for stream, member in session.execute(query):
        found.setdefault(stream, []).append(member)
    return found


class Ways(NamedTuple):
    """Whether people check in by a touch, whether from afar, and whether presence from afar counts for the quorum."""

    tap: bool = True
    afar: bool = True
    counted: bool = True


def ways_of(session: Session, stream: str) -> Ways:
    """Return the meeting's ways; until it has any, what its body says of them."""
    row = session.get(WaysRow, stream)
    if row:
        return Ways(row.tap, row.afar, row.counted)
    return Ways(counted=counts_afar(session, body_of(session, stream.partition(":")[2])))


def has_own_ways(session: Session, stream: str) -> bool:
    """Whether the meeting has ways of its own."""
    return session.get(WaysRow, stream) is not None


def not_counted(session: Session, stream: str) -> set[str]:
    """Return who is here from afar where that does not count for the quorum."""
    if ways_of(session, stream).counted:
        return set()
    return {person for person, afar in present_where(session, stream).items() if afar}


def last_word(session: Session, stream: str, person: str) -> int:
    """Return when somebody's presence last changed, ms; 0 if it never was noted."""
    stays = stays_of(session, stream, person)
    return max((stay.since if stay.until is None else stay.until for stay in stays), default=0)


def answers_of(session: Session, stream: str) -> dict[str, str]:
    """Return what people have answered to the invitation, by person; "" for who is undecided."""
    query = select(InvitationRow.person, InvitationRow.answer).where(InvitationRow.stream == stream)
    return dict(session.execute(query).all())


def answer_of(session: Session, stream: str, person: str) -> InvitationRow | None:
    """Return somebody's answer to the invitation, None if there is none."""
    return session.get(InvitationRow, (stream, person))
