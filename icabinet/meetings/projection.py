"""How each fact changes the meeting's tables. Nothing else writes them."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, projects
from icabinet.meetings.facts import (
    MeetingCreated,
    MeetingEdited,
    MeetingEnded,
    MeetingStarted,
    ParticipantAdded,
    ParticipantRemoved,
)
from icabinet.meetings.queries import forget_roles
from icabinet.meetings.tables import MeetingRow, ParticipantRow


@projects(MeetingCreated)
def create(session: Session, entry: Entry, fact: MeetingCreated) -> list[str]:
    session.add(
        MeetingRow(
            stream=entry.stream,
            id=_id(entry),
            body=fact.body,
            body_name=fact.body_name,
            title=fact.title,
            place=fact.place,
            online_url=fact.online_url,
            starts_at=fact.starts_at,
            minutes=fact.minutes,
            state="planned",
        )
    )
    return [_key(entry)]


@projects(MeetingEdited)
def edit(session: Session, entry: Entry, fact: MeetingEdited) -> list[str]:
    row = _meeting(session, entry)
    row.title, row.place, row.online_url = fact.title, fact.place, fact.online_url
    row.starts_at, row.minutes = fact.starts_at, fact.minutes
    return [_key(entry)]


@projects(MeetingStarted)
def start(session: Session, entry: Entry, _fact: MeetingStarted) -> list[str]:
    row = _meeting(session, entry)
    row.state, row.started_at = "live", entry.at
    return [_key(entry)]


@projects(MeetingEnded)
def end(session: Session, entry: Entry, _fact: MeetingEnded) -> list[str]:
    row = _meeting(session, entry)
    row.state, row.ended_at = "ended", entry.at
    return [_key(entry)]


@projects(ParticipantAdded)
def add(session: Session, entry: Entry, fact: ParticipantAdded) -> list[str]:
    forget_roles(session)
    session.merge(
        ParticipantRow(
            stream=entry.stream,
            person=fact.person,
            name=fact.name,
            title=fact.title,
            unit=fact.unit,
            rank=fact.rank,
            role=fact.role,
            entitled=fact.entitled,
        )
    )
    return [f"participants/{fact.person}"]


@projects(ParticipantRemoved)
def remove(session: Session, entry: Entry, fact: ParticipantRemoved) -> list[str]:
    forget_roles(session)
    mine = (ParticipantRow.stream == entry.stream, ParticipantRow.person == fact.person)
    session.execute(delete(ParticipantRow).where(*mine))
    return [f"participants/{fact.person}"]


def _meeting(session: Session, entry: Entry) -> MeetingRow:
    return session.get_one(MeetingRow, (entry.stream, _id(entry)))


def _id(entry: Entry) -> str:
    return entry.stream.partition(":")[2]


def _key(entry: Entry) -> str:
    return f"meetings/{_id(entry)}"
