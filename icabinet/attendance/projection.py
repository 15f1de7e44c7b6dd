"""How each fact changes presence. Nothing else writes it."""

from sqlalchemy.orm import Session

from icabinet.attendance.facts import Arrived, Left, RepresentationEnded, Represented
from icabinet.attendance.queries import current
from icabinet.attendance.tables import PresenceRow, RepresentationRow
from icabinet.journal.facts import Entry, projects


@projects(Arrived)
def arrive(session: Session, entry: Entry, fact: Arrived) -> list[str]:
    session.merge(PresenceRow(stream=entry.stream, person=fact.person, since=entry.at, until=None))
    return [f"attendance/{fact.person}"]


@projects(Left)
def leave(session: Session, entry: Entry, fact: Left) -> list[str]:
    row = current(session, entry.stream, fact.person)
    if row is not None:
        row.until = entry.at
    return [f"attendance/{fact.person}"]


@projects(Represented)
def represent(session: Session, entry: Entry, fact: Represented) -> list[str]:
    session.merge(RepresentationRow(stream=entry.stream, member=fact.member, by=fact.by, at=entry.at))
    return [f"representations/{fact.member}"]


@projects(RepresentationEnded)
def end_representation(session: Session, entry: Entry, fact: RepresentationEnded) -> list[str]:
    session.delete(session.get_one(RepresentationRow, (entry.stream, fact.member)))
    return [f"representations/{fact.member}"]
