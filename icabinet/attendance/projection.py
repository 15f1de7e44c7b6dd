"""How each fact changes presence. Nothing else writes it."""

from sqlalchemy.orm import Session

from icabinet.attendance.facts import Arrived, Left
from icabinet.attendance.queries import current
from icabinet.attendance.tables import PresenceRow
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
