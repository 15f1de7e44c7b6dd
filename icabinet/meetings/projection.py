"""How each fact changes the meeting's tables. Nothing else writes them.

What happens to a slip happens to a meeting that is held in writing: its papers are that meeting's, and who is asked or
asks takes part in it.
"""

from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, follows, projects
from icabinet.meetings.facts import (
    MeetingCalledOff,
    MeetingCreated,
    MeetingEdited,
    MeetingEnded,
    MeetingStarted,
    ParticipantAdded,
    ParticipantRemoved,
)
from icabinet.meetings.queries import forget_roles, participants_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.people.policy import Role


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
            kind=fact.kind,
            kind_name=fact.kind_name,
            written=False,
            state="planned",
        )
    )
    return [_key(entry)]


@projects(MeetingEdited)
def edit(session: Session, entry: Entry, fact: MeetingEdited) -> list[str]:
    row = _meeting(session, entry)
    row.title, row.place, row.online_url = fact.title, fact.place, fact.online_url
    row.starts_at, row.minutes = fact.starts_at, fact.minutes
    row.kind, row.kind_name = fact.kind, fact.kind_name
    return [_key(entry)]


@projects(MeetingCalledOff)
def call_off(session: Session, entry: Entry, fact: MeetingCalledOff) -> list[str]:
    """It is over, though it never began."""
    row = _meeting(session, entry)
    row.state, row.ended_at, row.called_off = "ended", entry.at, fact.reason
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


@follows("slips.made")
def make_in_writing(session: Session, entry: Entry, fact: Any) -> list[str]:
    session.add(
        MeetingRow(
            stream=entry.stream,
            id=_id(entry),
            body=fact.body,
            body_name=fact.body_name,
            title=fact.draft.subject,
            place="",
            online_url="",
            starts_at=entry.at,
            minutes=0,
            kind="",
            kind_name="",
            written=True,
            state="planned",
        )
    )
    return [_key(entry), *_seat(session, entry, Role.SECRETARY, fact.secretary), *_seat_chair(session, entry, fact)]


@follows("slips.edited")
def edit_in_writing(session: Session, entry: Entry, fact: Any) -> list[str]:
    _meeting(session, entry).title = fact.draft.subject
    chairs = [part for part in participants_of(session, _id(entry)) if part.role == Role.CHAIR]
    gone = [part for part in chairs if fact.chair is None or part.person != fact.chair.person]
    forget_roles(session)
    for part in gone:
        session.delete(part)
    session.flush()
    return [_key(entry), *(f"participants/{part.person}" for part in gone), *_seat_chair(session, entry, fact)]


@follows("slips.sent")
def send_in_writing(session: Session, entry: Entry, fact: Any) -> list[str]:
    row = _meeting(session, entry)
    row.state, row.starts_at, row.started_at = "live", entry.at, entry.at
    roles = {part.person: part.role for part in participants_of(session, row.id)}
    seats = [(roles.get(member.person, Role.MEMBER), member) for member in fact.members]
    return [_key(entry), *(key for role, member in seats for key in _seat(session, entry, role, member, votes=True))]


@follows("slips.closed")
@follows("slips.withdrawn")
def end_in_writing(session: Session, entry: Entry, _fact: Fact) -> list[str]:
    row = _meeting(session, entry)
    row.state, row.ended_at = "ended", entry.at
    return [_key(entry)]


def _seat_chair(session: Session, entry: Entry, fact: Any) -> list[str]:
    """Whoever writes the slip and chairs, too, goes on writing it."""
    roles = {part.person: part.role for part in participants_of(session, _id(entry))}
    if fact.chair is None or roles.get(fact.chair.person) == Role.SECRETARY:
        return []
    return _seat(session, entry, Role.CHAIR, fact.chair)


def _seat(session: Session, entry: Entry, role: str, who: Any, *, votes: bool = False) -> list[str]:
    forget_roles(session)
    named = {"name": who.name, "title": who.title, "unit": who.unit, "rank": who.rank}
    session.merge(ParticipantRow(stream=entry.stream, person=who.person, role=role, entitled=votes, **named))
    return [f"participants/{who.person}"]


def _meeting(session: Session, entry: Entry) -> MeetingRow:
    return session.get_one(MeetingRow, (entry.stream, _id(entry)))


def _id(entry: Entry) -> str:
    return entry.stream.partition(":")[2]


def _key(entry: Entry) -> str:
    return f"meetings/{_id(entry)}"
